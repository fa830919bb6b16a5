//! What a build has in hand while its files are taken: what was written aside, and what the manifest
//! will say.

use super::folder::{self, Made, Occupant};
use super::journal::FolderList;
use super::manifest::ManifestFile;
use crate::paths::OutputPath;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;

/// What changes while files are taken.
#[derive(Debug, Default)]
pub(super) struct State {
    /// Every path that was taken, be it that taking it failed.
    pub claimed: BTreeSet<OutputPath>,
    /// What the manifest will say.
    pub files: BTreeMap<OutputPath, ManifestFile>,
    /// What is to be put in place.
    pub pending: BTreeMap<OutputPath, Pending>,
    /// Folders that were made for files.
    pub made: Made,
    /// Where those are written down; begun with the first.
    pub folders: Option<FolderList>,
    /// Whether the journal was written.
    pub begun: bool,
    /// Whether files are being put in place: from here on the journal stays until the manifest is
    /// written.
    pub committing: bool,
}

/// A file that is written, but not in place.
#[derive(Debug)]
pub(super) struct Pending {
    pub temporary: PathBuf,
    /// Whether files of the earlier build stand in the way.
    pub blocked: bool,
}

impl Pending {
    /// Whether nobody took it away.
    pub fn is_there(&self) -> bool {
        matches!(folder::occupant(&self.temporary), Ok(Occupant::File { .. }))
    }
}

impl State {
    /// Makes sure that no file is missing, and that no path is a file and a folder at once.
    pub fn check_complete(&self) -> io::Result<()> {
        if let Some(path) = self.claimed.iter().find(|path| !self.files.contains_key(path)) {
            return Err(io::Error::other(format!("the output file `{path}` could not be taken")));
        }
        for path in self.files.keys() {
            for (at, _) in path.as_str().match_indices('/') {
                let above = OutputPath::new(&path.as_str()[..at]).expect("a part of a path is one");
                if self.files.contains_key(&above) {
                    return Err(io::Error::new(
                        io::ErrorKind::InvalidInput,
                        format!("`{above}` is to be a file and the folder of `{path}`"),
                    ));
                }
            }
        }
        Ok(())
    }
}
