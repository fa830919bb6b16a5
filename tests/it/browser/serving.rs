//! The preview as an author starts it: the program itself, on a port of its own.

use super::connection::wait;
use crate::folder::Folder;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

/// A preview that runs. It ends when this is dropped.
pub struct Preview {
    child: Child,
    said: Arc<Mutex<Vec<String>>>,
    /// Where the site stands, with a slash at the end.
    address: String,
}

impl Preview {
    /// Starts it in the folder of a site, on any port that is free.
    pub fn start(site: &Folder) -> Self {
        Self::start_on(site, 0)
    }

    /// Starts it on a port.
    pub fn start_on(site: &Folder, port: u16) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_briefing"));
        command.current_dir(site.path()).args(["serve", "--now", "2025-04-01", "--port", &port.to_string()]);
        let quiet = command.env_remove("SOURCE_DATE_EPOCH").stdin(Stdio::null()).stdout(Stdio::null());
        let mut child = quiet.stderr(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stderr.take().expect("it is piped")).lines();
        let said: Arc<Mutex<Vec<String>>> = Arc::default();
        let hears = said.clone();
        std::thread::spawn(move || {
            lines.map_while(Result::ok).for_each(|line| hears.lock().unwrap().push(line));
        });
        let mut preview = Self { child, said, address: String::new() };
        let line = preview.wait_for("preview: ");
        preview.address = line.trim_start_matches("preview: ").to_owned();
        preview
    }

    /// The address of a page.
    pub fn url(&self, path: &str) -> String {
        format!("{}{}", self.address, path.trim_start_matches('/'))
    }

    /// The port that it has.
    pub fn port(&self) -> u16 {
        let behind = self.address.rsplit(':').next().expect("an address has a port");
        behind.trim_end_matches('/').parse().expect("a port is a number")
    }

    /// Waits for a line that has a text in it, and gives the first.
    #[track_caller]
    pub fn wait_for(&self, text: &str) -> String {
        let found = || self.said.lock().unwrap().iter().find(|line| line.contains(text)).cloned();
        let said = || self.said.lock().unwrap().join("\n");
        wait(|| found().is_some(), || format!("`{text}` is not said in\n{}", said()));
        found().expect("what was said stays said")
    }

    /// Ends it; tabs see that it is gone.
    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
