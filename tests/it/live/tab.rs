//! An open tab: a page with its version, and the stream of events that its script listens to.

use super::client;
use super::server::Server;
use super::wait::PATIENCE;
use serde_json::Value;
use std::cell::RefCell;
use std::io::{BufReader, Write};
use std::net::TcpStream;
use std::sync::mpsc::{Receiver, channel};
use std::time::Instant;

/// One event.
#[derive(Clone, Debug)]
pub struct Event {
    pub name: String,
    pub data: Value,
}

impl Event {
    /// The pages of a build that changed.
    pub fn changed(&self) -> Vec<&str> {
        let pages = self.data["changed"].as_array();
        pages.into_iter().flatten().filter_map(Value::as_str).collect()
    }

    /// Its findings: those of a greeting stand in it.
    pub fn findings(&self) -> &Value {
        if self.name == "hello" { &self.data["findings"] } else { &self.data }
    }

    /// How findings are shown, where it bears any.
    pub fn shown(&self) -> Option<&str> {
        self.findings()["shown"].as_str()
    }
}

/// A tab.
pub struct Tab {
    pub page: String,
    coming: Receiver<Event>,
    /// What came before and was waited for.
    seen: RefCell<Vec<Event>>,
    stream: TcpStream,
}

impl Tab {
    /// Opens a page as a browser does: the page first, and then the stream.
    #[track_caller]
    pub fn open(server: &Server, page: &str) -> Self {
        Self::listen(server, page, &Self::version(server, page))
    }

    /// The version of a page, as its script has it.
    #[track_caller]
    pub fn version(server: &Server, page: &str) -> String {
        let text = server.get(page).text();
        let version = text.split_once("data-version=\"").and_then(|(_, behind)| behind.split_once('"'));
        let version = version.unwrap_or_else(|| panic!("no script in `{page}`:\n{text}")).0;
        version.to_owned()
    }

    /// Listens as a tab that shows a version of a page.
    pub fn listen(server: &Server, page: &str, version: &str) -> Self {
        let (query, version) = (page.replace('/', "%2F"), version.replace(' ', "%20"));
        let path = format!("/.briefing/events?page={query}&version={version}");
        let mut stream = client::connect(server.port);
        // A tab may be quiet as long as nobody edits.
        stream.set_read_timeout(None).unwrap();
        stream.write_all(client::request(server.port, &path, &[], "keep-alive").as_bytes()).unwrap();
        let (sender, coming) = channel();
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let head = client::read_head(&mut reader).unwrap();
        assert_eq!((head.status, head.header("content-type")), (200, "text/event-stream"));
        std::thread::spawn(move || {
            let mut text = String::new();
            // The stream ends with the server, in whatever way that ends.
            while let Ok(Some(chunk)) = client::read_chunk(&mut reader) {
                text.push_str(&String::from_utf8(chunk).unwrap());
                while let Some((event, rest)) = text.split_once("\n\n") {
                    let event = parse(event);
                    text = rest.to_owned();
                    if event.is_some_and(|event| sender.send(event).is_err()) {
                        return;
                    }
                }
            }
        });
        Self { page: page.to_owned(), coming, seen: RefCell::default(), stream }
    }

    /// Waits for an event that fits.
    #[track_caller]
    pub fn waits(&self, what: &str, fits: impl Fn(&Event) -> bool) -> Event {
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let Ok(event) = self.coming.recv_timeout(left) else {
                panic!(
                    "the tab of `{}` waits in vain for {what}; it heard {:#?}",
                    self.page,
                    self.seen.borrow()
                );
            };
            self.seen.borrow_mut().push(event.clone());
            if fits(&event) {
                return event;
            }
        }
    }

    /// Waits until it hears that its own page changed.
    #[track_caller]
    pub fn waits_for_change(&self) -> Event {
        self.waits("a change of its page", |event| event.changed().contains(&&*self.page))
    }

    /// Waits for findings that are shown in a way.
    #[track_caller]
    pub fn waits_for_findings(&self, shown: &str) -> Event {
        self.waits(&format!("findings shown as {shown}"), |event| event.shown() == Some(shown))
    }

    /// All that it heard while it waited.
    pub fn heard(&self) -> Vec<Event> {
        self.seen.borrow().clone()
    }

    /// Waits until the stream is over.
    #[track_caller]
    pub fn ends(&self) {
        let end = Instant::now() + PATIENCE;
        while self.coming.recv_timeout(end.saturating_duration_since(Instant::now())).is_ok() {}
        assert!(Instant::now() < end, "the stream of `{}` is over", self.page);
    }
}

impl Drop for Tab {
    fn drop(&mut self) {
        // The thread that reads has a handle of its own. The other end may be gone already.
        let _ = self.stream.shutdown(std::net::Shutdown::Both);
    }
}

/// Reads one event; `None` for a comment, or for what only a browser needs.
fn parse(text: &str) -> Option<Event> {
    let name = text.lines().find_map(|line| line.strip_prefix("event: "))?;
    let data = text.lines().find_map(|line| line.strip_prefix("data: "))?;
    Some(Event { name: name.to_owned(), data: serde_json::from_str(data).unwrap() })
}
