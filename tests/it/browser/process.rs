//! The browser: where it is found, how it is started, and that it ends with the test.

use super::connection::{Connection, LOOK, PATIENCE};
use super::page::Page;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::io::{BufRead, BufReader, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Instant;

/// Names by which a browser is called.
const NAMES: &[&str] = &["chromium", "chromium-browser", "google-chrome"];

/// It keeps to itself, asks nothing of the network, and looks the same on every machine.
const FLAGS: &[&str] = &[
    "--headless=new",
    "--remote-debugging-port=0",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--disable-quic",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    "--lang=en",
];

/// A browser of a test's own. It ends when this is dropped.
pub struct Browser {
    _running: Running,
    connection: RefCell<Connection>,
    /// What it remembers; goes with it, and after it.
    _profile: Profile,
}

impl Browser {
    /// Starts a browser that knows nothing.
    pub fn start() -> Self {
        let profile = Profile(Some(tempfile::tempdir().unwrap()));
        let mut command = Command::new(program());
        command.args(FLAGS).arg(format!("--user-data-dir={}", profile.path().display()));
        if is_root() {
            // Chromium refuses its sandbox to root.
            command.arg("--no-sandbox");
        }
        let quiet = command.arg("about:blank").stdin(Stdio::null()).stdout(Stdio::null());
        let child = quiet.stderr(Stdio::piped()).spawn();
        let mut running = Running(child.expect("a browser that is found can be started"));
        let address = address(&mut running.0)
            .unwrap_or_else(|said| panic!("the browser does not say where it can be reached:\n{said}"));
        let connection = RefCell::new(Connection::open(&address));
        let browser = Self { _running: running, connection, _profile: profile };
        browser.allow_clipboard();
        browser
    }

    /// Opens an address in a window of its own, and waits until it is loaded.
    pub fn open(&self, url: &str) -> Page<'_> {
        self.open_target(url, json!({ "url": "about:blank", "newWindow": true }))
    }

    /// Opens an address in a new tab of the window that another one is in, which is hidden by it.
    pub fn open_beside(&self, other: &Page<'_>, url: &str) -> Page<'_> {
        other.bring_to_front();
        self.open_target(url, json!({ "url": "about:blank" }))
    }

    fn open_target(&self, url: &str, target: Value) -> Page<'_> {
        let target = self.call("", "Target.createTarget", target);
        let attached = self.call(
            "",
            "Target.attachToTarget",
            json!({ "targetId": target["targetId"], "flatten": true }),
        );
        let session = attached["sessionId"].as_str().expect("a session has a name").to_owned();
        for domain in ["Page", "Runtime", "Log", "Audits", "Network"] {
            self.call(&session, &format!("{domain}.enable"), json!({}));
        }
        let page = Page::new(self, session);
        page.go_to(url);
        page
    }

    /// Calls a method of a tab's session, or of the browser where that is empty; what must work.
    pub(super) fn call(&self, session: &str, method: &str, parameters: Value) -> Value {
        let answer = self.try_call(session, method, parameters);
        answer.unwrap_or_else(|error| panic!("`{method}`: {error}"))
    }

    /// The same, for what a page on its way to another may refuse.
    pub(super) fn try_call(&self, session: &str, method: &str, parameters: Value) -> Result<Value, String> {
        self.connection.borrow_mut().call(session, method, parameters)
    }

    /// What was told of a tab since it was last asked for.
    pub(super) fn events(&self, session: &str) -> Vec<super::connection::Event> {
        // Whatever was told before an answer came before it.
        self.call(session, "Runtime.enable", json!({}));
        self.connection.borrow_mut().events(session)
    }

    fn allow_clipboard(&self) {
        let permissions = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        self.call("", "Browser.grantPermissions", permissions);
    }
}

/// A process that ends when this is dropped, whatever else fails.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A folder for what a browser remembers.
struct Profile(Option<tempfile::TempDir>);

impl Profile {
    fn path(&self) -> &Path {
        self.0.as_ref().expect("it is taken away at the end alone").path()
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        let Some(folder) = self.0.take().map(tempfile::TempDir::keep) else { return };
        // The browser's helpers end after it, and write until then.
        for _ in 0..100 {
            match std::fs::remove_dir_all(&folder) {
                Err(error) if error.kind() != ErrorKind::NotFound => std::thread::sleep(LOOK),
                _ => return,
            }
        }
    }
}

/// The browser's program: the one that `CHROMIUM` names, else the first on the path.
fn program() -> PathBuf {
    if let Some(named) = std::env::var_os("CHROMIUM").filter(|name| !name.is_empty()) {
        return named.into();
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let found = NAMES.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    found.into_iter().find(|program| program.is_file()).unwrap_or_else(|| {
        panic!(
            "these tests need Chromium, and there is none on the PATH: `scripts/browser` installs it; \
             one that stands elsewhere is named in the variable `CHROMIUM`"
        )
    })
}

fn is_root() -> bool {
    let asked = Command::new("id").arg("-u").output();
    asked.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

/// The address that a browser prints when it is ready, or what it printed in place of that. What it prints
/// later is read too, so that it never waits for a reader.
fn address(child: &mut Child) -> Result<String, String> {
    let lines = BufReader::new(child.stderr.take().expect("it is piped")).lines();
    let (sender, said) = channel();
    std::thread::spawn(move || {
        // Nobody hears it once the address is known.
        lines.map_while(Result::ok).for_each(|line| drop(sender.send(line)));
    });
    let mut others = String::new();
    let deadline = Instant::now() + PATIENCE;
    while let Ok(line) = said.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
        match line.strip_prefix("DevTools listening on ") {
            Some(address) => return Ok(address.to_owned()),
            None => others.extend([&line, "\n"]),
        }
    }
    Err(others)
}
