//! What is printed, and where: findings for people on standard error, for programs on standard
//! output; the summary on standard error.

use super::exit::Exit;
use super::{Format, SiteOptions, When};
use crate::diagnostics::report::{self, Color};
use crate::diagnostics::{Diagnostics, Severity, SourceMap, json, sarif};
use std::io::{self, IsTerminal, Write};

/// Why a command did nothing.
pub(crate) enum Refusal {
    /// It was asked for what cannot be.
    Usage(String),
    /// The environment says no.
    Environment(io::Error),
}

impl From<String> for Refusal {
    fn from(message: String) -> Self {
        Refusal::Usage(message)
    }
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Refusal::Environment(error)
    }
}

/// Prints in the way that the command line asks for.
#[derive(Clone)]
pub(crate) struct Printer {
    format: Format,
    color: Color,
    pub(crate) quiet: bool,
    pub(crate) verbose: bool,
}

impl Printer {
    pub(crate) fn new(options: &SiteOptions) -> Self {
        let color = match options.color {
            When::Always => true,
            When::Never => false,
            When::Auto => {
                io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|no| no.is_empty())
            }
        };
        Self {
            format: options.format,
            color: if color { Color::Always } else { Color::Never },
            quiet: options.quiet,
            verbose: options.verbose,
        }
    }

    /// Prints findings.
    ///
    /// # Errors
    /// The exit code where standard output cannot be written to; that is said.
    pub(crate) fn diagnostics(&self, diagnostics: &Diagnostics, sources: &SourceMap) -> Result<(), Exit> {
        let printed = match self.format {
            Format::Human => {
                let mut text = report::render(diagnostics, sources, self.color);
                if !text.is_empty() {
                    text.push('\n');
                }
                write_to(&mut io::stderr().lock(), &text);
                Ok(())
            }
            Format::Json => {
                let mut text = String::new();
                for diagnostic in diagnostics.iter() {
                    text.push_str(&json::line(diagnostic, sources));
                    text.push('\n');
                }
                print(&text)
            }
            Format::Sarif => print(&sarif::document(diagnostics, sources)),
        };
        printed.map_err(|error| self.environment(&error))
    }

    /// Prints a line of the summary.
    pub(crate) fn say(&self, line: &str) {
        if !self.quiet {
            write_to(&mut io::stderr().lock(), &format!("{line}\n"));
        }
    }

    /// Prints a line without which the command is of no use.
    pub(crate) fn say_always(&self, line: &str) {
        write_to(&mut io::stderr().lock(), &format!("{line}\n"));
    }

    /// Prints what went wrong, where it is no finding.
    pub(crate) fn say_error(&self, message: &str) {
        say_error(message);
    }

    /// Prints why nothing was done.
    pub(crate) fn refuse(&self, refusal: impl Into<Refusal>) -> Exit {
        match refusal.into() {
            Refusal::Usage(message) => {
                self.say_error(&message);
                Exit::Usage
            }
            Refusal::Environment(error) => self.environment(&error),
        }
    }

    /// Prints what the environment says.
    pub(crate) fn environment(&self, error: &io::Error) -> Exit {
        say_environment(error)
    }
}

/// Prints what went wrong, on standard error.
pub(crate) fn say_error(message: &str) {
    write_to(&mut io::stderr().lock(), &format!("error: {message}\n"));
}

/// Prints what the environment says, on standard error.
pub(crate) fn say_environment(error: &io::Error) -> Exit {
    say_error(&error.to_string());
    Exit::Environment
}

/// Prints what a command was asked for, on standard output. Where the other end is closed it has read
/// all that it wanted.
///
/// # Errors
/// What else keeps it from being written.
pub(crate) fn print(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(io::Error::new(error.kind(), format!("standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// Writes a text; where the other end is closed there is nobody left to tell.
fn write_to(stream: &mut impl Write, text: &str) {
    let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
}

/// "2 errors and 1 warning", "no findings".
pub(crate) fn counted(diagnostics: &Diagnostics) -> String {
    let count = |severity, one: &str| match diagnostics.count(severity) {
        0 => None,
        1 => Some(format!("1 {one}")),
        many => Some(format!("{many} {one}s")),
    };
    let counts: Vec<String> =
        count(Severity::Error, "error").into_iter().chain(count(Severity::Warning, "warning")).collect();
    if counts.is_empty() { "no findings".to_owned() } else { counts.join(" and ") }
}
