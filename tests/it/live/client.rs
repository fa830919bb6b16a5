//! A small client: one request a connection, or many after each other.

use super::wait::PATIENCE;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

/// What came back.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Reply {
    /// The value of a header; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Opens a connection.
pub fn connect(port: u16) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream
}

/// Asks for a path, which goes out as it is, with further headers; a `Host` among them counts.
pub fn get(port: u16, path: &str, headers: &[(&str, &str)]) -> Reply {
    let mut stream = connect(port);
    // One who refuses early need not read all of it.
    let _ = stream.write_all(request(port, path, headers, "close").as_bytes());
    read(&mut BufReader::new(stream)).unwrap_or_else(|error| panic!("no reply to `{path}`: {error}"))
}

/// A connection that is kept for the next request.
pub struct Kept {
    port: u16,
    stream: BufReader<TcpStream>,
}

impl Kept {
    pub fn open(port: u16) -> Self {
        Self { port, stream: BufReader::new(connect(port)) }
    }

    /// Asks for a path, which goes out as it is.
    pub fn get(&mut self, path: &str) -> Reply {
        let request = request(self.port, path, &[], "keep-alive");
        self.stream.get_mut().write_all(request.as_bytes()).unwrap();
        read(&mut self.stream).unwrap_or_else(|error| panic!("no reply to `{path}`: {error}"))
    }
}

/// The text of a request.
pub fn request(port: u16, path: &str, headers: &[(&str, &str)], connection: &str) -> String {
    let mut text = format!("GET {path} HTTP/1.1\r\nConnection: {connection}\r\n");
    if !headers.iter().any(|(name, _)| *name == "Host") {
        text.push_str(&format!("Host: localhost:{port}\r\n"));
    }
    for (name, value) in headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    text + "\r\n"
}

/// Reads a whole reply.
pub fn read(stream: &mut impl BufRead) -> std::io::Result<Reply> {
    let mut reply = read_head(stream)?;
    if reply.header("transfer-encoding") == "chunked" {
        while let Some(chunk) = read_chunk(stream)? {
            reply.body.extend(chunk);
        }
    } else if let Ok(length) = reply.header("content-length").parse() {
        reply.body = vec![0; length];
        stream.read_exact(&mut reply.body)?;
    } else {
        stream.read_to_end(&mut reply.body)?;
    }
    Ok(reply)
}

/// Reads a reply up to its body.
pub fn read_head(stream: &mut impl BufRead) -> std::io::Result<Reply> {
    let bad = |line: &str| std::io::Error::other(format!("no head of a reply: `{line}`"));
    let first = read_line(stream)?;
    let status = first.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or_else(|| bad(&first))?;
    let mut headers = Vec::new();
    loop {
        let line = read_line(stream)?;
        if line.is_empty() {
            return Ok(Reply { status, headers, body: Vec::new() });
        }
        let (name, value) = line.split_once(": ").ok_or_else(|| bad(&line))?;
        headers.push((name.to_ascii_lowercase(), value.to_owned()));
    }
}

/// Reads a piece of a chunked body; `None` after the last one.
pub fn read_chunk(stream: &mut impl BufRead) -> std::io::Result<Option<Vec<u8>>> {
    let line = read_line(stream)?;
    let length = usize::from_str_radix(&line, 16)
        .map_err(|_| std::io::Error::other(format!("no length of a chunk: `{line}`")))?;
    let mut chunk = vec![0; length];
    stream.read_exact(&mut chunk)?;
    read_line(stream)?;
    Ok((length > 0).then_some(chunk))
}

fn read_line(stream: &mut impl BufRead) -> std::io::Result<String> {
    let mut line = String::new();
    if stream.read_line(&mut line)? == 0 {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
