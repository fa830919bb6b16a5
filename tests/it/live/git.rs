//! Another branch of a site is checked out: thousands of files at once.

use super::clean::assert_equals_clean_build;
use super::server::Server;
use super::site::{self, PAGE};
use crate::folder::Folder;
use std::process::Command;

/// How many articles change, and how many other files.
const ARTICLES: usize = 150;
const OTHERS: usize = 1900;

fn git(site: &Folder, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(site.path()).args(["-c", "user.name=Desk", "-c", "user.email=desk@example.org"]);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    let output = command.args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Writes the files of a branch; each branch lacks some that the other one has.
fn write(site: &Folder, branch: &str, remainder: usize) {
    for number in 0..ARTICLES {
        let name = format!("content/articles/calls/{}/call-{number}.md", number % 10);
        if number % 7 == remainder {
            let _ = std::fs::remove_file(site.path().join(&name));
        } else {
            site.write(
                &name,
                site::article(&format!("Call {number}"), &format!("[Ann Lee][] spoke of {branch}.\n")),
            );
        }
    }
    for number in 0..OTHERS {
        site.write(&format!("static/data/{}/{number}.txt", number % 40), format!("{branch} {number}\n"));
    }
    git(site, &["add", "-A"]);
    git(site, &["commit", "-q", "-m", branch]);
}

#[test]
fn branches_are_checked_out_back_and_forth() {
    let site = site::site();
    git(&site, &["init", "-q", "-b", "main"]);
    write(&site, "main", 0);
    git(&site, &["checkout", "-q", "-b", "other"]);
    write(&site, "other", 1);
    let server = Server::start(&site);
    assert_equals_clean_build(&server);
    git(&site, &["checkout", "-q", "main"]);
    server.shows_text("/articles/call-1/", "spoke of main");
    server.shows_nothing("/articles/call-0/");
    assert_equals_clean_build(&server);
    // Two at once: the first is given up.
    git(&site, &["checkout", "-q", "other"]);
    git(&site, &["checkout", "-q", "main"]);
    git(&site, &["checkout", "-q", "other"]);
    server.shows_text("/articles/call-0/", "spoke of other");
    server.shows_text(PAGE, "The plan");
    assert_equals_clean_build(&server);
}
