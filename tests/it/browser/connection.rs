//! The line to a browser: commands and their answers, and events in between, as JSON over a WebSocket.
//!
//! One socket serves all tabs; a session says which one is meant. Events are kept in the order in which
//! they come until somebody asks for them.

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};
use tungstenite::{Message, WebSocket};

/// How long it is waited for whatever a test waits for: machines are slow, and this is only for those on
/// which nothing happens at all.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// How long it takes from one look to the next.
pub const LOOK: Duration = Duration::from_millis(20);

/// Waits until something holds, and fails with what `missed` says where it does not.
#[track_caller]
pub fn wait(mut holds: impl FnMut() -> bool, missed: impl FnOnce() -> String) {
    let deadline = Instant::now() + PATIENCE;
    while !holds() {
        if Instant::now() > deadline {
            panic!("waited in vain: {}", missed());
        }
        std::thread::sleep(LOOK);
    }
}

/// What a browser tells of a tab without being asked.
pub struct Event {
    /// `Runtime.consoleAPICalled`.
    pub name: String,
    /// What belongs to it.
    pub data: Value,
}

/// A line to a browser.
pub struct Connection {
    socket: WebSocket<Steady>,
    last: u64,
    events: BTreeMap<String, Vec<Event>>,
}

impl Connection {
    /// Connects to the address that a browser says.
    pub fn open(address: &str) -> Self {
        let place = address.trim_start_matches("ws://").split('/').next().unwrap_or_default();
        let stream = TcpStream::connect(place).expect("a browser takes connections where it says so");
        stream.set_nodelay(true).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let (socket, _) = tungstenite::client(address, Steady(stream)).expect("a browser speaks WebSocket");
        Self { socket, last: 0, events: BTreeMap::new() }
    }

    /// Calls a method of a session, or of the browser itself where that is empty.
    ///
    /// # Errors
    /// The browser's own words, where it says no.
    pub fn call(&mut self, session: &str, method: &str, parameters: Value) -> Result<Value, String> {
        self.last += 1;
        let id = self.last;
        let mut command = json!({ "id": id, "method": method, "params": parameters });
        if !session.is_empty() {
            command["sessionId"] = session.into();
        }
        self.socket.send(Message::text(command.to_string())).expect("the browser is there");
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            let mut message = self.read(method);
            if message["id"] == id {
                return match message.get("error") {
                    Some(error) => Err(error["message"].as_str().unwrap_or_default().to_owned()),
                    None => Ok(message["result"].take()),
                };
            }
            self.keep(message);
        }
        panic!("the browser does not answer `{method}`");
    }

    /// The events of a session that nobody has asked for.
    pub fn events(&mut self, session: &str) -> Vec<Event> {
        self.events.remove(session).unwrap_or_default()
    }

    fn read(&mut self, method: &str) -> Value {
        loop {
            match self.socket.read() {
                Ok(Message::Text(text)) => return serde_json::from_str(&text).expect("it speaks JSON"),
                Ok(_) => {}
                Err(error) => panic!("the browser was asked for `{method}` and is silent: {error}"),
            }
        }
    }

    fn keep(&mut self, mut message: Value) {
        let name = message["method"].as_str().unwrap_or_default().to_owned();
        let session = message["sessionId"].as_str().unwrap_or_default().to_owned();
        self.events.entry(session).or_default().push(Event { name, data: message["params"].take() });
    }
}

/// A stream that goes on where the system interrupts it, as it does with whoever waits for a limited time
/// when the whole process is halted for a while.
struct Steady(TcpStream);

impl Read for Steady {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        undisturbed(|| self.0.read(into))
    }
}

impl Write for Steady {
    fn write(&mut self, from: &[u8]) -> io::Result<usize> {
        undisturbed(|| self.0.write(from))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

fn undisturbed(mut step: impl FnMut() -> io::Result<usize>) -> io::Result<usize> {
    loop {
        match step() {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            outcome => return outcome,
        }
    }
}
