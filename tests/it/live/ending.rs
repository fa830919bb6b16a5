//! How the program ends: by signals, in time, and without a trace.

use super::server::{NOW, Program, Server};
use super::site::{self, PAGE};
use super::tab::Tab;
use std::time::{Duration, Instant};

/// It takes less than a second; a machine that does other things is given more.
const IN_TIME: Duration = Duration::from_secs(3);

/// Ends a preview that eight tabs listen to, and that writes to a folder.
#[track_caller]
fn check(signal: &str, code: i32) {
    let site = site::site();
    let output = site.path().join("public");
    let mut server = Server::start_with(&site, NOW, &["--output", output.to_str().unwrap()]);
    server.program.hears(1, " written, ");
    let tabs: Vec<Tab> = (0..8).map(|_| Tab::open(&server, PAGE)).collect();
    let before = site.snapshot("");
    let start = Instant::now();
    server.program.signal(signal);
    let status = server.program.ends();
    assert!(start.elapsed() < IN_TIME, "it ended after {:?}", start.elapsed());
    assert_eq!(status.code(), Some(code));
    for tab in &tabs {
        tab.ends();
    }
    assert!(site.snapshot("") == before, "no file is changed, and none is gone");
    let said = server.program.said();
    assert!(!said.iter().any(|line| line.contains("panicked")), "{said:#?}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_in_time_with_streams_open() {
    check("INT", 130);
}

#[cfg(unix)]
#[test]
fn to_be_told_to_end_is_no_different() {
    check("TERM", 143);
}

#[cfg(unix)]
#[test]
fn a_build_that_watches_ends_in_time() {
    let site = site::site();
    let mut program = Program::start(site.path(), &["build", "--watch", NOW[0], NOW[1]]);
    program.hears(1, " written, ");
    let before = site.snapshot("");
    program.signal("INT");
    assert_eq!(program.ends().code(), Some(130));
    assert!(site.snapshot("") == before);
}

/// The signal comes while much has just changed.
#[cfg(unix)]
#[test]
fn it_ends_in_time_while_it_builds() {
    let site = site::site();
    let mut server = Server::start(&site);
    server.program.hears(1, "pages, ready in");
    let tab = Tab::open(&server, PAGE);
    for number in 0..300 {
        let text = site::article("A call", "[Ann Lee][] spoke.\n");
        site.write(&format!("content/articles/call-{number}.md"), text);
    }
    let start = Instant::now();
    server.program.signal("INT");
    assert_eq!(server.program.ends().code(), Some(130));
    assert!(start.elapsed() < IN_TIME, "it ended after {:?}", start.elapsed());
    tab.ends();
}
