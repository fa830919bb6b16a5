//! A connection to the preview that is kept, and what comes back through it.

use super::{Result, said};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Asks for one page after the other.
pub struct Client {
    port: u16,
    connection: Option<BufReader<TcpStream>>,
}

/// An answer.
pub struct Answer {
    pub status: u16,
    /// Where a redirect leads.
    pub location: Option<String>,
    pub body: Vec<u8>,
}

/// The head of an answer.
pub struct Head {
    pub status: u16,
    pub location: Option<String>,
    length: Option<usize>,
}

impl Client {
    pub fn new(port: u16) -> Self {
        Self { port, connection: None }
    }

    /// Asks for a path, which is encoded already.
    pub fn get(&mut self, path: &str) -> Result<Answer> {
        // The server may have let go of a connection that nobody used.
        if let Some(connection) = self.connection.take()
            && let Ok(answer) = self.ask(connection, path)
        {
            return Ok(answer);
        }
        let connection = connect(self.port)?;
        self.ask(connection, path)
    }

    fn ask(&mut self, mut connection: BufReader<TcpStream>, path: &str) -> Result<Answer> {
        send(&mut connection, self.port, path)?;
        let head = head(&mut connection).map_err(|error| format!("`{path}`: {error}"))?;
        let length = head.length.ok_or_else(|| format!("`{path}`: the answer has no length"))?;
        let mut body = vec![0; length];
        connection.read_exact(&mut body).map_err(said(format!("`{path}`")))?;
        self.connection = Some(connection);
        Ok(Answer { status: head.status, location: head.location, body })
    }
}

impl Answer {
    /// The body as a text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Opens a connection.
pub fn connect(port: u16) -> Result<BufReader<TcpStream>> {
    let stream = TcpStream::connect(("127.0.0.1", port)).map_err(said("cannot reach the preview"))?;
    let set = stream.set_nodelay(true).and_then(|()| stream.set_read_timeout(Some(PATIENCE)));
    set.map_err(said("cannot set up a connection"))?;
    Ok(BufReader::with_capacity(1 << 16, stream))
}

/// Asks for a path.
pub fn send(connection: &mut BufReader<TcpStream>, port: u16, path: &str) -> Result<()> {
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n");
    connection.get_mut().write_all(request.as_bytes()).map_err(said("cannot send"))
}

/// Reads the head of an answer.
pub fn head(connection: &mut impl BufRead) -> Result<Head> {
    let first = line(connection)?;
    let status = first.split(' ').nth(1).and_then(|status| status.parse().ok());
    let status = status.ok_or_else(|| format!("`{first}` is no status"))?;
    let mut head = Head { status, location: None, length: None };
    loop {
        let line = line(connection)?;
        if line.is_empty() {
            return Ok(head);
        }
        let (name, value) = line.split_once(':').ok_or_else(|| format!("`{line}` is no header"))?;
        match name.to_ascii_lowercase().as_str() {
            "content-length" => head.length = value.trim().parse().ok(),
            "location" => head.location = Some(value.trim().to_owned()),
            _ => {}
        }
    }
}

/// Reads a line without its end.
pub fn line(connection: &mut impl BufRead) -> Result<String> {
    let mut line = String::new();
    match connection.read_line(&mut line) {
        Ok(0) => Err("the connection was closed".to_owned()),
        Ok(_) => Ok(line.trim_end_matches(['\r', '\n']).to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

/// A path as it is asked for.
pub fn encoded(path: &str) -> String {
    let mut encoded = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            encoded.push(byte.into());
        } else {
            encoded += &format!("%{byte:02X}");
        }
    }
    encoded
}
