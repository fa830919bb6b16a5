//! Commands besides `build` and `check`: what they print and write, and how they end.

mod completions;
mod environment;
mod explain;
mod init;
mod new;

use assert_cmd::Command;
use std::path::Path;

/// The program, called in a folder; 2025-04-01 is its day.
fn briefing(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_briefing"));
    command.current_dir(folder).args(arguments).env("SOURCE_DATE_EPOCH", "1743465600");
    command
}

/// What it prints on standard output, where it ends well.
#[track_caller]
fn printed(folder: &Path, arguments: &[&str]) -> String {
    let output = briefing(folder, arguments).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}
