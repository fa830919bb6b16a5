//! The program as it runs: started, listened to, told to end.

use super::client::{self, Reply};
use super::wait::until;
use crate::folder::Folder;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Instant;

/// The day on which everything here happens.
pub const NOW: &[&str] = &["--now", "2025-04-01"];

/// A program that runs; it is killed when the test is over, however it ends.
pub struct Program {
    child: Child,
    lines: Arc<Mutex<Vec<String>>>,
}

impl Program {
    /// Starts it in a folder.
    pub fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_briefing"));
        command.current_dir(folder).args(arguments).env_remove("SOURCE_DATE_EPOCH").stdin(Stdio::null());
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let errors = child.stderr.take().unwrap();
        let lines: Arc<Mutex<Vec<String>>> = Arc::default();
        let collected = lines.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(errors).lines().map_while(Result::ok) {
                collected.lock().unwrap().push(line);
            }
        });
        Self { child, lines }
    }

    /// What it has said so far.
    pub fn said(&self) -> Vec<String> {
        self.lines.lock().unwrap().clone()
    }

    /// How many of its lines so far hold a text.
    pub fn count(&self, text: &str) -> usize {
        self.said().iter().filter(|line| line.contains(text)).count()
    }

    /// Waits until so many of its lines hold a text; gives the last of them.
    #[track_caller]
    pub fn hears(&self, count: usize, text: &str) -> String {
        until(|| {
            let said = self.said();
            let holding: Vec<&String> = said.iter().filter(|line| line.contains(text)).collect();
            match holding.last() {
                Some(last) if holding.len() >= count => Ok((*last).clone()),
                _ => {
                    Err(format!("`{text}` is said {} times of {count}:\n{}", holding.len(), said.join("\n")))
                }
            }
        })
    }

    /// Sends a signal by its name.
    pub fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args([&format!("-{name}"), &pid]).status().unwrap().success());
    }

    /// Waits until it has ended.
    #[track_caller]
    pub fn ends(&mut self) -> ExitStatus {
        let start = Instant::now();
        until(|| self.child.try_wait().unwrap().ok_or(format!("it runs after {:?}", start.elapsed())))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A preview that runs.
pub struct Server {
    pub program: Program,
    pub port: u16,
    /// Below which path the site stands, with a slash at both ends.
    pub prefix: String,
    /// The site's folder.
    pub root: PathBuf,
    /// What a build is told to make the same.
    pub build: Vec<String>,
    /// All addresses at which anything ever stood.
    pub known: Mutex<BTreeSet<String>>,
}

impl Server {
    /// Starts a preview of a site whose clock stands still, and waits for its address.
    pub fn start(site: &Folder) -> Self {
        Self::start_with(site, NOW, &[])
    }

    /// Starts one with flags that a build has too, and flags of its own.
    #[track_caller]
    pub fn start_with(site: &Folder, build: &[&str], own: &[&str]) -> Self {
        let root = site.path().to_str().unwrap();
        let port: &[&str] = if own.contains(&"--no-port") { &[] } else { &["--port", "0"] };
        let own: Vec<&str> = own.iter().copied().filter(|flag| *flag != "--no-port").collect();
        let arguments = [&["serve", "--root", root], port, build, &own].concat();
        // It runs elsewhere, so that nothing depends on where it is called.
        let program = Program::start(&std::env::temp_dir(), &arguments);
        let line = program.hears(1, "preview: http://");
        let address = line.trim_start_matches("preview: http://localhost:");
        let (port, path) = address.split_once('/').unwrap_or_else(|| panic!("no address: {line}"));
        Self {
            program,
            port: port.parse().unwrap_or_else(|_| panic!("no port: {line}")),
            prefix: format!("/{path}"),
            root: site.path().to_owned(),
            build: build.iter().map(ToString::to_string).collect(),
            known: Mutex::default(),
        }
    }

    /// Asks for an address within the site.
    pub fn get(&self, address: &str) -> Reply {
        client::get(self.port, &format!("{}{}", self.prefix.trim_end_matches('/'), address), &[])
    }

    /// Waits until what stands at an address fits.
    #[track_caller]
    pub fn shows(&self, address: &str, fits: impl Fn(&Reply) -> bool) -> Reply {
        until(|| {
            let reply = self.get(address);
            let miss = |reply: Reply| {
                let said = self.program.said().join("\n");
                format!("at `{address}` there is {} with\n{}\nit says\n{said}", reply.status, reply.text())
            };
            if fits(&reply) { Ok(reply) } else { Err(miss(reply)) }
        })
    }

    /// Waits until a text stands in the page at an address.
    #[track_caller]
    pub fn shows_text(&self, address: &str, text: &str) -> Reply {
        self.shows(address, |reply| reply.status == 200 && reply.text().contains(text))
    }

    /// Waits until nothing stands at an address.
    #[track_caller]
    pub fn shows_nothing(&self, address: &str) -> Reply {
        self.shows(address, |reply| reply.status == 404)
    }
}
