//! A small client: one request a connection, and streams of events.

use super::DEADLINE;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

/// A request to be sent.
pub struct Request {
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: String,
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Request {
    pub fn get(path: &str) -> Self {
        Self::new("GET", path)
    }

    pub fn new(method: &str, path: &str) -> Self {
        Self { method: method.into(), path: path.into(), headers: Vec::new(), body: String::new() }
    }

    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    pub fn body(mut self, body: &str) -> Self {
        self.body = body.into();
        self
    }

    pub fn send(self, port: u16) -> Reply {
        let mut stream = self.open(port, "close");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("the server closes the connection");
        Reply::read(&bytes)
    }

    /// Sends the request and leaves the connection open.
    pub fn open(self, port: u16, connection: &str) -> TcpStream {
        let mut stream = connect(port);
        let mut text = format!("{} {} HTTP/1.1\r\nConnection: {connection}\r\n", self.method, self.path);
        if !self.headers.iter().any(|(name, _)| name == "Host") {
            text.push_str(&format!("Host: localhost:{port}\r\n"));
        }
        for (name, value) in &self.headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        if !self.body.is_empty() {
            text.push_str(&format!("Content-Length: {}\r\n", self.body.len()));
        }
        // One who refuses early need not read all of it.
        let _ = stream.write_all(format!("{text}\r\n{}", self.body).as_bytes());
        stream
    }
}

pub fn connect(port: u16) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(DEADLINE)).unwrap();
    stream
}

impl Reply {
    pub fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("a reply has a head");
        let head = std::str::from_utf8(&bytes[..end]).unwrap();
        let mut lines = head.split("\r\n");
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers = lines.map(|line| {
            let (name, value) = line.split_once(": ").unwrap();
            (name.to_ascii_lowercase(), value.to_owned())
        });
        Self { status, headers: headers.collect(), body: bytes[end + 4..].to_vec() }
    }

    /// The value of a header; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

/// A stream of events.
pub struct Events(BufReader<TcpStream>);

impl Events {
    /// Listens as a tab that shows a version of a page.
    pub fn of(port: u16, page: &str, version: &str) -> Self {
        let page = page.replace('/', "%2F").replace(' ', "%20");
        let version = version.replace(' ', "%20");
        let path = format!("/.briefing/events?page={page}&version={version}");
        Self(BufReader::new(Request::get(&path).open(port, "keep-alive")))
    }

    /// The name and data of the next event.
    pub fn next(&mut self) -> (String, String) {
        let name = self.line("event: ");
        (name, self.line("data: "))
    }

    /// The data of the next event, which has to be of that name.
    #[track_caller]
    pub fn expect(&mut self, name: &str) -> String {
        let (found, data) = self.next();
        assert_eq!(found, name, "{data}");
        data
    }

    /// What stands behind the start of the next line that starts so.
    pub fn line(&mut self, start: &str) -> String {
        self.next_line(start).expect("the stream goes on")
    }

    /// Whether nothing comes any more.
    pub fn is_over(&mut self) -> bool {
        self.next_line("event: ").is_none()
    }

    fn next_line(&mut self, start: &str) -> Option<String> {
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line).unwrap_or(0) == 0 {
                return None;
            }
            if let Some(rest) = line.strip_prefix(start) {
                return Some(rest.trim_end().to_owned());
            }
        }
    }
}
