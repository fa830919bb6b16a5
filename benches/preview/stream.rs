//! A stream of events, as the script of an open page listens to it.

use super::http;
use super::{Result, said};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read};
use std::net::{Shutdown, TcpStream};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// An open stream; it ends when it is dropped.
pub struct Stream {
    socket: TcpStream,
    events: Receiver<Event>,
}

/// An event, and when it came.
pub struct Event {
    pub name: String,
    pub data: Value,
    pub at: Instant,
}

/// What came of waiting.
pub enum Heard {
    Event(Event),
    Nothing,
    /// The server has ended the stream.
    End,
}

impl Stream {
    /// Opens the stream of a page, of which a version is shown.
    pub fn open(port: u16, page: &str, version: &str) -> Result<Self> {
        let mut connection = http::connect(port)?;
        let (page, version) = (http::encoded(page), http::encoded(version));
        http::send(&mut connection, port, &format!("/.briefing/events?page={page}&version={version}"))?;
        let head = http::head(&mut connection)?;
        if head.status != 200 {
            return Err(format!("the events of `{page}` are answered with {}", head.status));
        }
        let socket = connection.get_ref().try_clone().map_err(said("cannot keep a stream"))?;
        let (sender, events) = channel();
        std::thread::spawn(move || listen(BufReader::new(Chunks { connection, left: 0 }), &sender));
        Ok(Self { socket, events })
    }

    /// Waits for an event.
    pub fn next(&self, patience: Duration) -> Heard {
        match self.events.recv_timeout(patience) {
            Ok(event) => Heard::Event(event),
            Err(RecvTimeoutError::Timeout) => Heard::Nothing,
            Err(RecvTimeoutError::Disconnected) => Heard::End,
        }
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        // Where it is closed already there is nothing to do.
        let _ = self.socket.shutdown(Shutdown::Both);
    }
}

impl Event {
    /// Whether it tells that a page is another one by now.
    pub fn changes(&self, page: &str) -> bool {
        let changed = self.data["changed"].as_array();
        changed.is_some_and(|pages| pages.iter().any(|changed| changed == page))
    }
}

/// Reads events until the stream ends or nobody listens.
fn listen(mut stream: impl BufRead, events: &Sender<Event>) {
    let (mut name, mut data) = (String::new(), String::new());
    while let Ok(line) = http::line(&mut stream) {
        if let Some(value) = line.strip_prefix("event: ") {
            value.clone_into(&mut name);
        } else if let Some(value) = line.strip_prefix("data: ") {
            value.clone_into(&mut data);
        } else if line.is_empty() && !data.is_empty() {
            let value = serde_json::from_str(&data).unwrap_or_default();
            let event = Event { name: std::mem::take(&mut name), data: value, at: Instant::now() };
            data.clear();
            if events.send(event).is_err() {
                return;
            }
        }
    }
}

/// A body in chunks (RFC 9112, 7.1).
struct Chunks {
    connection: BufReader<TcpStream>,
    left: usize,
}

impl Read for Chunks {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.left == 0 {
            let size = http::line(&mut self.connection).map_err(std::io::Error::other)?;
            self.left = usize::from_str_radix(&size, 16).map_err(std::io::Error::other)?;
            if self.left == 0 {
                return Ok(0);
            }
        }
        let length = self.left.min(buffer.len());
        let read = self.connection.read(&mut buffer[..length])?;
        self.left -= read;
        if self.left == 0 {
            http::line(&mut self.connection).map_err(std::io::Error::other)?;
        }
        Ok(read)
    }
}
