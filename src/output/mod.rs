//! Writes a tree of files: only what changed, whole or not at all, deleting only what an earlier
//! build wrote.
//!
//! Goes in: the files of a build, by way of [`Sink`](crate::tree::Sink). Comes out: a folder on
//! disk ([`Stage`]), or the same in memory ([`Memory`]). What is in the files is none of its
//! business; a file that no manifest names is never changed or removed.

#[cfg(test)]
mod fault;
mod folder;
mod ground;
mod journal;
mod lock;
mod manifest;
mod memory;
mod stage;
mod state;

pub use lock::Claim;
pub use manifest::{Manifest, ManifestFile};
pub use memory::Memory;
pub use stage::Stage;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What a build did to its output folder, in files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WriteSummary {
    /// New or changed.
    pub written: usize,
    /// Left as they were, not even touched.
    pub unchanged: usize,
    /// Gone, since this build does not make them any more.
    pub removed: usize,
}

/// Why an output folder is not written to; the user must choose another or clear it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It holds files, and none says that a build made them.
    NotEmpty(PathBuf),
    /// It is no folder.
    NotAFolder(PathBuf),
    /// Its manifest cannot be read, so that nobody knows what may be removed.
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it, lower case, no full stop.
        message: String,
    },
}

/// Why an output folder could not be opened.
#[derive(Debug)]
pub enum OpenError {
    /// It must not be used.
    Refused(Refused),
    /// The disk says no; the message names the path.
    Io(io::Error),
}

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::NotEmpty(path) => write!(
                formatter,
                "the output folder `{}` holds files that no earlier build made; choose another or empty it",
                path.display()
            ),
            Refused::NotAFolder(path) => {
                write!(formatter, "the output folder `{}` is not a folder", path.display())
            }
            Refused::Manifest { path, message } => {
                write!(
                    formatter,
                    "the manifest `{}` cannot be used: {message}; remove the whole output folder to build it anew",
                    path.display()
                )
            }
        }
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OpenError::Refused(refused) => refused.fmt(formatter),
            OpenError::Io(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for Refused {}
impl std::error::Error for OpenError {}

impl From<io::Error> for OpenError {
    fn from(error: io::Error) -> Self {
        OpenError::Io(error)
    }
}

impl From<Refused> for OpenError {
    fn from(refused: Refused) -> Self {
        OpenError::Refused(refused)
    }
}

/// An error of the disk that says what was being done to which path.
pub(crate) fn named(doing: &str, path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("cannot {doing} `{}`: {error}", path.display()))
}

#[cfg(test)]
mod fault_tests;
#[cfg(test)]
mod tests;
