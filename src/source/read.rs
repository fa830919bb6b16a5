//! Reads one input.
//!
//! Goes in: a path and whether a text is wanted. Comes out: its hash and content with the stamp that it
//! had when it was opened, or nothing where it is gone. An error names the path.

use super::stamp::Stamp;
use super::{Content, Source};
use crate::digest::ContentHash;
use crate::paths::SourcePath;
use std::fs::File;
use std::io::{self, Read};
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// What it will be called.
    pub path: SourcePath,
    /// Where it stands.
    pub disk: PathBuf,
    /// How it is read.
    pub kind: Kind,
    /// How many bytes it may have as a text.
    pub limit: u64,
}

/// How long a file that vanished is given to come back: editors take a file away and put a new one
/// in its place.
const PATIENCE: Duration = Duration::from_millis(20);

/// Reads an input; `None` where it vanished since it was found, and is not back when looked for
/// once more.
///
/// # Errors
/// What the disk says, with the path.
pub(super) fn read(found: &Found) -> io::Result<Option<(Source, Stamp)>> {
    look_twice(found, || std::thread::sleep(PATIENCE))
}

fn look_twice(found: &Found, pause: impl FnOnce()) -> io::Result<Option<(Source, Stamp)>> {
    let look = || match read_once(found) {
        Ok(source) => Ok(Some(source)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(named(&found.disk, &error)),
    };
    if let Some(source) = look()? {
        return Ok(Some(source));
    }
    pause();
    look()
}

/// An error of the disk that names the path.
pub(super) fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("cannot read `{}`: {error}", path.display()))
}

fn read_once(found: &Found) -> io::Result<(Source, Stamp)> {
    let mut file = File::open(&found.disk)?;
    // Before its content: what is written while it is read gives it another stamp.
    let stamp = Stamp::of(&file.metadata()?);
    let length = stamp.length;
    let (hash, content) = match found.kind {
        Kind::Text if length > found.limit => {
            (ContentHash::of_reader(&mut file)?, Content::TooLarge { length, limit: found.limit })
        }
        Kind::Text => {
            let mut bytes = Vec::new();
            // One byte more, to notice where it grew since it was asked how long it is.
            file.take(found.limit.saturating_add(1)).read_to_end(&mut bytes)?;
            (ContentHash::of(&bytes), text(bytes, found.limit))
        }
        Kind::File => {
            let hash = ContentHash::of_reader(&mut file)?;
            (hash, Content::File { disk: found.disk.clone(), length })
        }
    };
    Ok((Source { path: found.path.clone(), hash, content }, stamp))
}

fn text(bytes: Vec<u8>, limit: u64) -> Content {
    let length = bytes.len() as u64;
    if length > limit {
        return Content::TooLarge { length, limit };
    }
    match String::from_utf8(bytes) {
        Ok(text) => Content::Text(text.strip_prefix('\u{feff}').unwrap_or(&text).into()),
        Err(error) => Content::NotUtf8 { offset: error.utf8_error().valid_up_to() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn found(kind: Kind, folder: &Path) -> Found {
        let path = SourcePath::new("content/articles/a.md").unwrap();
        Found { path, disk: folder.join("a.md"), kind, limit: 100 }
    }

    #[test]
    fn a_file_that_comes_back_is_read() {
        for kind in [Kind::Text, Kind::File] {
            let folder = tempfile::tempdir().unwrap();
            let found = found(kind, folder.path());
            let source = look_twice(&found, || fs::write(&found.disk, "back").unwrap()).unwrap();
            assert_eq!(source.unwrap().0.hash, ContentHash::of(b"back"));
        }
    }

    #[test]
    fn a_file_that_stays_away_counts_as_deleted() {
        for kind in [Kind::Text, Kind::File] {
            let folder = tempfile::tempdir().unwrap();
            assert!(read(&found(kind, folder.path())).unwrap().is_none());
        }
    }

    #[test]
    fn what_cannot_be_read_is_an_error_that_names_it() {
        let folder = tempfile::tempdir().unwrap();
        let found = found(Kind::Text, folder.path());
        fs::create_dir(&found.disk).unwrap();
        assert!(read(&found).unwrap_err().to_string().contains("a.md"));
    }
}
