//! Waiting, and requests that ask for too much.

use super::client::connect;
use super::*;
use std::io::{Read, Write};

#[test]
fn a_request_waits_for_the_first_edition() {
    let preview = Preview::empty(Limits::default());
    let mut waiting = Request::get("/").open(preview.port, "close");
    preview.server.publish(Site::default().page("/", "there", "1").edition(1));
    let mut bytes = Vec::new();
    waiting.read_to_end(&mut bytes).unwrap();
    assert!(Reply::read(&bytes).text().starts_with("there"));
}

#[test]
fn a_request_does_not_wait_for_ever() {
    let limits = Limits { first_edition: Duration::from_millis(20), ..Limits::default() };
    let preview = Preview::empty(limits);
    for path in ["/", "/.briefing/events?page=%2F&version=1"] {
        let reply = preview.get(path);
        assert_eq!((reply.status, reply.header("retry-after")), (503, "5"), "{path}");
    }
    assert_eq!(preview.get("/.briefing/preview.js").status, 200);
}

#[test]
fn a_page_that_is_not_known_in_time_is_asked_for_again() {
    let preview = Preview::of(Site::default().page("/", "x", "1").not_found("nothing", "1"));
    let reply = preview.get("/never/");
    assert_eq!((reply.status, reply.header("retry-after"), reply.header("refresh")), (503, "1", "1"));
}

#[test]
fn half_a_request_ends_by_itself() {
    let limits = Limits { request: Duration::from_millis(50), ..Limits::default() };
    let preview = Preview::empty(limits);
    let mut stream = connect(preview.port);
    stream.write_all(b"GET / HTTP/1.1\r\nHost: loc").unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("the server closes the connection");
    assert!(!bytes.starts_with(b"HTTP/1.1 200"));
}

#[test]
fn a_connection_on_which_nothing_comes_ends_by_itself() {
    let limits = Limits { request: Duration::from_millis(50), ..Limits::default() };
    let preview = Preview::empty(limits);
    preview.server.publish(Site::default().page("/", "x", "1").edition(1));
    let mut bytes = Vec::new();
    connect(preview.port).read_to_end(&mut bytes).expect("the server closes a silent connection");
    let mut kept = Request::get("/").open(preview.port, "keep-alive");
    kept.read_to_end(&mut bytes).expect("the server closes an idle connection");
    assert_eq!(Reply::read(&bytes).status, 200);
}

#[test]
fn a_huge_head_is_refused() {
    let preview = Preview::of(Site::default().page("/", "x", "1"));
    let reply = Request::get("/").header("X-Long", &"a".repeat(100_000)).open(preview.port, "close");
    let mut bytes = vec![0; 12];
    let mut reply = reply;
    reply.read_exact(&mut bytes).unwrap();
    assert_eq!(bytes, b"HTTP/1.1 431");
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn what_is_no_request_harms_nobody() {
    let preview = Preview::of(Site::default().page("/", "x", "1"));
    let mut stream = connect(preview.port);
    stream.write_all(b"\x16\x03\x01\0\0 no request\r\n\r\n").unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn many_connections_wait_for_their_turn() {
    let preview = Preview::empty(Limits { connections: 4, ..Limits::default() });
    preview.server.publish(Site::default().page("/", "x", "1").edition(1));
    let mut idle: Vec<_> = (0..4).map(|_| connect(preview.port)).collect();
    let mut waiting = Request::get("/").open(preview.port, "close");
    waiting.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
    assert!(waiting.read(&mut [0]).is_err(), "all places are taken");
    waiting.set_read_timeout(Some(DEADLINE)).unwrap();
    idle.pop();
    let mut bytes = Vec::new();
    waiting.read_to_end(&mut bytes).unwrap();
    assert_eq!(Reply::read(&bytes).status, 200);
}

#[test]
fn a_page_that_is_made_counts_as_asked_for() {
    let site = Site::default().page("/slow/", "s", "1").page("/", "x", "1");
    let gate = Arc::clone(&site.gate);
    let preview = Preview::of(site);
    let mut slow = Request::get("/slow/").open(preview.port, "close");
    wait_for("the page to be asked for", || preview.server.is_asked());
    assert_eq!(preview.get("/").status, 200, "others do not wait");
    gate.open();
    slow.read_to_end(&mut Vec::new()).unwrap();
    wait_for("the page to be made", || !preview.server.is_asked());
}
