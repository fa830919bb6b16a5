//! A tree of files in memory, for tests and for the preview.

use crate::paths::{OutputFile, OutputPath};
use crate::tree::{CopiedFile, Sink};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

/// Keeps the files of a build by path.
#[derive(Debug, Default)]
pub struct Memory {
    files: Mutex<BTreeMap<OutputPath, Arc<[u8]>>>,
}

impl Memory {
    /// Holds nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The bytes of a file; `None` where it was not made.
    pub fn get(&self, path: &OutputPath) -> Option<Arc<[u8]>> {
        self.lock().get(path).cloned()
    }

    /// All files, sorted by path.
    pub fn into_files(self) -> BTreeMap<OutputPath, Arc<[u8]>> {
        self.files.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn insert(&self, path: &OutputPath, bytes: Arc<[u8]>) -> io::Result<()> {
        match self.lock().insert(path.clone(), bytes) {
            None => Ok(()),
            Some(_) => Err(taken_twice(path)),
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<OutputPath, Arc<[u8]>>> {
        // One insertion is all that happens under the lock: a panic elsewhere leaves the map whole.
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Memory {
    fn take(&self, file: &OutputFile) -> io::Result<()> {
        self.insert(&file.path, Arc::clone(&file.bytes))
    }

    fn take_copy(&self, file: &CopiedFile) -> io::Result<()> {
        let bytes = fs::read(&file.disk).map_err(|error| super::named("read", &file.disk, &error))?;
        self.insert(&file.path, bytes.into())
    }
}

/// The error for a path that a build makes twice.
pub(super) fn taken_twice(path: &OutputPath) -> io::Error {
    io::Error::new(io::ErrorKind::AlreadyExists, format!("two files for the output path `{path}`"))
}
