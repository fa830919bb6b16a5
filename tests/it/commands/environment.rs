//! A machine that refuses: the exit code says so, and nothing panics.

use super::briefing;
use crate::folder::Folder;
use predicates::prelude::*;
use predicates::str::contains;
use std::process::{Command, Stdio};

const BROKEN: &str = "---\ntitle: Broken\ndate: 2025-03-15\n---\n[x](@nobody) spoke.\n";

/// A site with many findings.
fn site() -> Folder {
    let site = Folder::new();
    site.write("site.toml", "[site]\ntitle = \"Desk\"\n");
    for number in 0..200 {
        site.write(&format!("content/articles/a-{number}.md"), BROKEN);
    }
    site
}

/// Every command that prints on standard output, and how it ends where nobody reads it.
const PRINTS: &[(&[&str], i32)] = &[
    (&["build", "--format", "json"], 1),
    (&["check", "--format", "sarif"], 1),
    (&["explain", "a-1"], 0),
    (&["completions", "bash"], 0),
    (&["--help"], 0),
];

#[test]
fn a_closed_pipe_is_passed_over_in_silence() {
    let site = site();
    for (arguments, code) in PRINTS {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = Command::new(env!("CARGO_BIN_EXE_briefing"));
        command.current_dir(site.path()).args(*arguments).stdout(writer).stderr(Stdio::piped());
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(*code), "{arguments:?}: {said}");
        assert!(!said.contains("pipe") && !said.contains("panicked"), "{arguments:?}: {said}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_standard_output_has_the_code_of_the_environment() {
    let site = site();
    for arguments in [&["check", "--format", "sarif"][..], &["explain", "a-1"], &["completions", "bash"]] {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_briefing"));
        let output = command.current_dir(site.path()).args(arguments).stdout(full).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{arguments:?}: {said}");
        assert!(said.contains("error: standard output: "), "{said}");
    }
}

#[test]
fn a_root_that_cannot_be_read_has_the_code_of_the_environment() {
    let site = site();
    for command in [&["build"][..], &["check"], &["explain", "a-1"], &["new", "topic", "rain"]] {
        for root in ["nowhere", "site.toml"] {
            briefing(site.path(), &[command, &["--root", root]].concat())
                .assert()
                .code(3)
                .stderr(contains(root).and(contains("panicked").not()));
        }
    }
}

#[cfg(unix)]
#[test]
fn a_root_that_leads_to_itself_has_the_code_of_the_environment() {
    let folder = Folder::new();
    std::os::unix::fs::symlink("round", folder.path().join("round")).unwrap();
    briefing(folder.path(), &["build", "--root", "round"]).assert().code(3).stderr(contains("round"));
}
