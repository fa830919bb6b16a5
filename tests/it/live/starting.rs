//! How the program starts: ports, addresses, what keeps it from starting.

use super::clean::assert_equals_clean_build;
use super::client;
use super::server::{NOW, Server};
use super::site::{self, ARTICLE, PAGE};
use crate::cli::briefing;
use predicates::prelude::*;
use predicates::str::contains;
use std::net::TcpListener;

#[test]
fn the_next_port_is_taken_where_one_is_in_use() {
    let held = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = held.local_addr().unwrap().port();
    let site = site::site();
    site.write("site.toml", format!("{}\n[serve]\nport = {port}\n", site::configuration()));
    let server = Server::start_with(&site, NOW, &["--no-port"]);
    server.program.hears(1, &format!("port {port} is in use"));
    assert_ne!(server.port, port);
    server.shows_text(PAGE, "The plan");
}

#[test]
fn another_port_while_it_runs_is_for_the_next_time() {
    let held = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = held.local_addr().unwrap().port();
    let site = site::site();
    let configuration = |port: u16| format!("{}\n[serve]\nport = {port}\n", site::configuration());
    site.write("site.toml", configuration(port));
    let server = Server::start_with(&site, NOW, &["--no-port"]);
    server.program.hears(1, "pages, ready in");
    site.write("site.toml", configuration(4477));
    server.program.hears(1, "`serve.port` is 4477 now, which takes effect when");
    site.write("site.toml", configuration(port));
    server.program.hears(2, "site.toml: ");
    assert_eq!(server.program.count("`serve.port`"), 1, "{:#?}", server.program.said());
}

#[test]
fn a_port_that_was_asked_for_and_is_in_use_is_an_error() {
    let held = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = held.local_addr().unwrap().port().to_string();
    briefing(site::site().path(), &["serve", "--port", &port])
        .timeout(super::wait::PATIENCE)
        .assert()
        .code(3)
        .stderr(contains(format!("error: port {port} is in use")));
}

#[test]
fn a_folder_that_is_no_site_is_an_error() {
    let folder = crate::folder::Folder::new();
    briefing(folder.path(), &["serve", "--port", "0"])
        .timeout(super::wait::PATIENCE)
        .assert()
        .code(2)
        .stderr(contains("there is no `site.toml`"));
}

#[test]
fn an_output_folder_that_is_refused_is_an_error() {
    let site = site::site();
    let foreign = crate::folder::Folder::new();
    foreign.write("theirs.txt", "Words.\n");
    briefing(site.path(), &["serve", "--port", "0", "--output", foreign.path().to_str().unwrap()])
        .timeout(super::wait::PATIENCE)
        .assert()
        .code(2)
        .stderr(contains("holds files that no earlier build made").and(contains("preview:").not()));
    assert_eq!(foreign.files("").len(), 1, "nothing is left behind");
}

#[test]
fn a_site_below_a_path_is_shown_below_it() {
    let site = site::site();
    let server =
        Server::start_with(&site, &[NOW[0], NOW[1], "--base-url", "https://example.org/briefing/"], &[]);
    assert_eq!(server.prefix, "/briefing/");
    assert_equals_clean_build(&server);
    site.write(ARTICLE, site::with("Words that are new."));
    server.shows_text(PAGE, "Words that are new.");
    assert_equals_clean_build(&server);
    let reply = client::get(server.port, "/", &[]);
    assert_eq!((reply.status, reply.header("location")), (302, "/briefing/"));
    assert_eq!(client::get(server.port, PAGE, &[]).status, 404);
}

#[test]
fn it_says_how_long_each_part_of_a_round_took() {
    let site = site::site();
    let server = Server::start_with(&site, NOW, &["--timings"]);
    server.program.hears(1, "pages, ready in");
    site.write(ARTICLE, site::with("Words that are new."));
    let line = server.program.hears(1, &format!("{ARTICLE}: "));
    let fits = predicates::str::is_match(
        r": (shown|\d+ pages? changed) in [\d.]+ ms \([\d.]+ waiting, [\d.]+ building, [\d.]+ sending\)$",
    );
    assert!(predicates::Predicate::eval(&fits.unwrap(), &line), "{line}");
    let parts = server.program.hears(1, "  wait ");
    assert!(parts.contains(", look ") && parts.ends_with(" ms"), "{parts}");
}
