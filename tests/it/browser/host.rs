//! A host of static files: what a folder in memory holds, by its addresses, with the content security
//! policy as a header. It adds nothing to a page.

use super::published::Files;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;

/// A host that runs until the tests are over.
pub struct Host {
    address: String,
}

impl Host {
    /// Serves files on a port of its own.
    pub fn start(files: Arc<Files>, policy: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        let policy: Arc<str> = policy.into();
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (files, policy) = (files.clone(), policy.clone());
                // A browser that has seen enough hangs up.
                std::thread::spawn(move || drop(answer(stream, &files, &policy)));
            }
        });
        Self { address }
    }

    /// The address of a file.
    pub fn url(&self, path: &str) -> String {
        let path = path.strip_suffix("index.html").unwrap_or(path);
        format!("{}{path}", self.address)
    }
}

fn answer(mut stream: TcpStream, files: &Files, policy: &str) -> io::Result<()> {
    let mut head = String::new();
    let mut reader = BufReader::new(stream.try_clone()?);
    while reader.read_line(&mut head)? > 2 {}
    let target = head.split(' ').nth(1).unwrap_or_default().split('?').next().unwrap_or_default();
    let mut path = decoded(target.trim_start_matches('/'));
    if path.is_empty() || path.ends_with('/') {
        path.push_str("index.html");
    }
    let (status, path) =
        if files.contains_key(&path) { ("200 OK", path) } else { ("404 Not Found", "404.html".to_owned()) };
    let body = &files[&path];
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {}\r\nContent-Length: {}\r\nContent-Security-Policy: {policy}\r\n\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        media_type(&path),
        body.len()
    )?;
    stream.write_all(body)
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css",
        "js" => "text/javascript",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "json" => "application/json",
        "xml" => "application/xml",
        _ => "text/plain; charset=utf-8",
    }
}

/// The text that percent signs stand for (RFC 3986, section 2.1).
pub fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let code = behind.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()).filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
