//! Many tabs, and clients that misbehave, while edits go on.

use super::clean::assert_equals_clean_build;
use super::client;
use super::server::Server;
use super::site::{self, ARTICLE, PAGE};
use super::tab::Tab;
use std::io::{BufReader, Read, Write};

/// How many edits follow each other without a pause.
const EDITS: usize = 12;

#[test]
fn eight_tabs_are_open_while_edits_go_on() {
    let site = site::site();
    let server = Server::start(&site);
    let pages = [
        PAGE,
        PAGE,
        "/",
        "/articles/house/",
        "/nl/articles/first/",
        "/participants/ann-lee/",
        "/timeline/",
        PAGE,
    ];
    let tabs = pages.map(|page| Tab::open(&server, page));
    for number in 0..EDITS {
        site.write(ARTICLE, site::with(&format!("Words of edit {number}.")));
    }
    let last = format!("Words of edit {}.", EDITS - 1);
    server.shows_text(PAGE, &last);
    for tab in tabs.iter().filter(|tab| tab.page == PAGE) {
        tab.waits_for_change();
    }
    // One more edit, which all of them see: none of the streams has ended.
    site.write(
        "site.toml",
        site::configuration()
            .replace("\"Desk\"", "\"The other desk\"")
            .replace("\"Bureau\"", "\"Ander bureau\""),
    );
    for tab in &tabs {
        tab.waits_for_change();
    }
    assert_equals_clean_build(&server);
}

/// A client that sends half a request holds nothing up but itself.
#[test]
fn half_a_request_is_held_open_while_edits_go_on() {
    let site = site::site();
    let server = Server::start(&site);
    let mut halves: Vec<_> = (0..20).map(|_| client::connect(server.port)).collect();
    for half in &mut halves {
        half.write_all(b"GET /articles/first/ HTT").unwrap();
    }
    site.write(ARTICLE, site::with("Words that are new."));
    server.shows_text(PAGE, "Words that are new.");
    assert_equals_clean_build(&server);
    let rest = format!("P/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n", server.port);
    halves[7].write_all(rest.as_bytes()).unwrap();
    let reply = client::read(&mut BufReader::new(&halves[7])).unwrap();
    assert!(reply.text().contains("Words that are new."), "{reply:?}");
}

#[test]
fn a_head_that_is_too_long_is_refused() {
    let site = site::site();
    let server = Server::start(&site);
    server.shows_text(PAGE, "The plan");
    let reply = client::get(server.port, "/", &[("X-Long", &"x".repeat(100_000))]);
    assert_eq!(reply.status, 431);
    // One that never ends is cut off.
    let mut endless = client::connect(server.port);
    endless.write_all(b"GET / HTTP/1.1\r\n").unwrap();
    let line = format!("X-Long: {}\r\n", "x".repeat(1000));
    let written = (0..10_000).take_while(|_| endless.write_all(line.as_bytes()).is_ok()).count();
    assert!(written < 10_000, "the server reads no ten megabytes");
    let _ = endless.read(&mut [0; 1000]);
    site.write(ARTICLE, site::with("Words that are new."));
    server.shows_text(PAGE, "Words that are new.");
}
