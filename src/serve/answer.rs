//! Answers: what is sent for a content that was found, or for none.
//!
//! Goes in: the head of a request and a content. Comes out: a response with its type and length, which is
//! asked for again each time (`no-cache`) and not sent where the browser has it already. What is sent is
//! not chosen here.

use super::disk::{self, File};
use super::kinds::HTML;
use super::range::{Part, part};
use crate::digest::ContentHash;
use crate::hosting::headers::POLICY;
use axum::body::{Body, Bytes};
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::http::request::Parts;
use hyper::{Method, Response, StatusCode};

/// Something to be sent.
pub(super) struct Content {
    /// Its type.
    pub kind: &'static str,
    /// Its bytes.
    pub data: Data,
    /// What tells it apart from other contents of the same address: an entity tag, in quotes.
    pub tag: String,
}

/// Where the bytes are.
pub(super) enum Data {
    /// Here.
    Bytes(Bytes),
    /// In an open file.
    File(File),
}

impl Content {
    /// Makes a content of bytes that are here.
    pub fn new(kind: &'static str, bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        Self { kind, tag: tag(ContentHash::of(&bytes)), data: Data::Bytes(bytes) }
    }

    fn length(&self) -> u64 {
        match &self.data {
            Data::Bytes(bytes) => bytes.len() as u64,
            Data::File(file) => file.length,
        }
    }
}

/// The entity tag of bytes with a hash.
pub(super) fn tag(hash: ContentHash) -> String {
    format!("\"{}\"", hash.hex())
}

/// Sends a content that stands at the address that was asked for; runs within the server's runtime.
pub(super) fn content(request: &Parts, content: Content) -> Response<Body> {
    let headers = &request.headers;
    if is_known(headers, &content.tag) {
        let mut response = empty(StatusCode::NOT_MODIFIED);
        describe(&mut response, &content);
        return response;
    }
    let length = content.length();
    match wanted(request, &content) {
        Part::Whole => whole(StatusCode::OK, content),
        Part::Outside => {
            let mut response = text(StatusCode::RANGE_NOT_SATISFIABLE, "The file has no such bytes.\n");
            set(&mut response, header::CONTENT_RANGE, &format!("bytes */{length}"));
            response
        }
        Part::Bytes(range) => {
            let says = format!("bytes {}-{}/{length}", range.start, range.end - 1);
            let mut response = sent(StatusCode::PARTIAL_CONTENT, content, range);
            set(&mut response, header::CONTENT_RANGE, &says);
            response
        }
    }
}

/// Sends a content whatever the browser has of it, with a status of its own.
pub(super) fn whole(status: StatusCode, content: Content) -> Response<Body> {
    let length = content.length();
    sent(status, content, 0..length)
}

/// Sends a sentence.
pub(super) fn text(status: StatusCode, sentence: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::from(sentence));
    *response.status_mut() = status;
    set(&mut response, header::CONTENT_TYPE, "text/plain; charset=utf-8");
    set(&mut response, header::CACHE_CONTROL, "no-cache");
    response
}

/// Sends the browser to another address, which is encoded.
pub(super) fn redirect(status: StatusCode, to: &str) -> Response<Body> {
    let mut response = empty(status);
    set(&mut response, header::LOCATION, to);
    // Browsers keep what has moved for good; in a preview nothing has.
    set(&mut response, header::CACHE_CONTROL, "no-cache");
    response
}

/// Sends a status alone.
pub(super) fn empty(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

/// Sets a header; a value that no header can have is left out.
pub(super) fn set(response: &mut Response<Body>, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

fn sent(status: StatusCode, content: Content, range: std::ops::Range<u64>) -> Response<Body> {
    let mut response = empty(status);
    describe(&mut response, &content);
    set(&mut response, header::CONTENT_TYPE, content.kind);
    set(&mut response, header::ACCEPT_RANGES, "bytes");
    set(&mut response, header::CONTENT_LENGTH, &(range.end - range.start).to_string());
    if content.kind == HTML {
        set(&mut response, header::CONTENT_SECURITY_POLICY, POLICY);
    }
    *response.body_mut() = match content.data {
        // A range of bytes that are here fits into a `usize`.
        Data::Bytes(bytes) => Body::from(bytes.slice(range.start as usize..range.end as usize)),
        Data::File(file) => disk::stream(file, range),
    };
    response
}

/// What is said of a content even where it is not sent.
fn describe(response: &mut Response<Body>, content: &Content) {
    set(response, header::ETAG, &content.tag);
    set(response, header::CACHE_CONTROL, "no-cache");
}

/// Whether the browser has the content already (RFC 9110, 13.1.2).
fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let values = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let mut tags = values.flat_map(|value| value.split(',')).map(str::trim);
    tags.any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

/// Which bytes are asked for.
fn wanted(request: &Parts, content: &Content) -> Part {
    let value = |name| request.headers.get(name).map(|value| value.to_str().unwrap_or_default());
    // A part of another content would not fit to what the browser has.
    let fits = value(header::IF_RANGE).is_none_or(|tag| tag == content.tag);
    match value(header::RANGE).filter(|_| fits && request.method == Method::GET) {
        Some(range) => part(range, content.length()),
        None => Part::Whole,
    }
}
