//! Reads one input.
//!
//! Goes in: a path and whether a text is wanted. Comes out: its hash and content, or nothing where
//! it is gone. An error names the path.

use super::{Content, Source};
use crate::digest::ContentHash;
use crate::paths::SourcePath;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How an input is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// As a text that is held.
    Text,
    /// As a file that is only hashed.
    File,
}

/// An input that was found, not read yet.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// What it will be called.
    pub path: SourcePath,
    /// Where it stands.
    pub disk: PathBuf,
    /// How it is read.
    pub kind: Kind,
}

/// How long a file that vanished is given to come back: editors take a file away and put a new one
/// in its place.
const PATIENCE: Duration = Duration::from_millis(20);

/// Reads an input; `None` where it vanished since it was found, and is not back when looked for
/// once more.
///
/// # Errors
/// What the disk says, with the path.
pub(super) fn read(found: &Found) -> io::Result<Option<Source>> {
    for attempt in 0..2 {
        if attempt > 0 {
            std::thread::sleep(PATIENCE);
        }
        match read_once(found) {
            Ok(source) => return Ok(Some(source)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(named(&found.disk, &error)),
        }
    }
    Ok(None)
}

/// An error of the disk that names the path.
pub(super) fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("cannot read `{}`: {error}", path.display()))
}

fn read_once(found: &Found) -> io::Result<Source> {
    let (hash, content) = match found.kind {
        Kind::Text => {
            let bytes = fs::read(&found.disk)?;
            (ContentHash::of(&bytes), text(bytes))
        }
        Kind::File => {
            let mut file = File::open(&found.disk)?;
            let length = file.metadata()?.len();
            let hash = ContentHash::of_reader(&mut file)?;
            (hash, Content::File { disk: found.disk.clone(), length })
        }
    };
    Ok(Source { path: found.path.clone(), hash, content })
}

fn text(bytes: Vec<u8>) -> Content {
    match String::from_utf8(bytes) {
        Ok(text) => Content::Text(text.strip_prefix('\u{feff}').unwrap_or(&text).into()),
        Err(error) => Content::NotUtf8 { offset: error.utf8_error().valid_up_to() },
    }
}
