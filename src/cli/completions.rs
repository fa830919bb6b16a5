//! `briefing completions`: prints what a shell completes the program's words by.

use super::Arguments;
use super::exit::Exit;
use super::report::{print, say_environment};
use clap::CommandFactory;
use clap_complete::Shell;

/// Prints the script for a shell on standard output.
pub(crate) fn run(shell: Shell) -> Exit {
    let mut command = Arguments::command();
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, name, &mut script);
    match print(&String::from_utf8_lossy(&script)) {
        Ok(()) => Exit::Success,
        Err(error) => say_environment(&error),
    }
}
