//! Exit codes.

use std::process::ExitCode;

/// How a command ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Fine.
    Success,
    /// Something in the content or a template.
    Content,
    /// Usage, or the configuration.
    Usage,
    /// The environment: disk, permissions.
    Environment,
    /// Ended by a signal, by its number.
    Signal(u8),
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(match exit {
            Exit::Success => 0,
            Exit::Content => 1,
            Exit::Usage => 2,
            Exit::Environment => 3,
            Exit::Signal(number) => 128 + number,
        })
    }
}
