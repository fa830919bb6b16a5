//! The journal: what a build is about to do, so that the next one can mend what it left half done.
//!
//! `.briefing/journal.json` stands in the output folder from the first file that is staged until
//! the manifest is written. That it is there says that temporary files may lie about; the paths in
//! it are files that the manifest does not name yet but may be in place already.
//!
//! `.briefing/folders.jsonl` stands beside it while there are folders that were made for files: each on
//! a line of its own, written before the folder is made. So what is empty can be told from an empty
//! folder of somebody else.

use super::folder::{self, Change};
use super::named;
use crate::data::json;
use crate::paths::OutputPath;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;

/// The name of the list of folders.
pub(super) const FOLDERS: &str = "folders.jsonl";

/// What stands in the journal.
#[derive(Serialize, Deserialize)]
struct Journal {
    files: Vec<String>,
}

/// Reads the paths out of a journal's text. A text that cannot be read names none: the journal was
/// then being written, and nothing had been put in place under it.
pub(super) fn parse(text: &str) -> BTreeSet<OutputPath> {
    let files = json::from_str::<Journal>(text).map_or_else(|_| Vec::new(), |journal| journal.files);
    files.iter().filter_map(|path| OutputPath::new(path)).collect()
}

/// Writes the paths as a journal's text.
pub(super) fn to_text<'a>(files: impl IntoIterator<Item = &'a OutputPath>) -> String {
    let files = files.into_iter().map(|path| path.as_str().to_owned()).collect();
    json::to_string(&Journal { files }) + "\n"
}

/// The list of the folders that a build makes, which grows as it makes them.
#[derive(Debug)]
pub(super) struct FolderList {
    path: PathBuf,
    file: File,
}

impl FolderList {
    /// Begins a list at a path, or goes on with the one that is there.
    pub fn open(path: PathBuf) -> io::Result<Self> {
        let opened =
            folder::meet(Change::Create).and_then(|()| File::options().append(true).create(true).open(&path));
        let file = opened.map_err(|error| named("write", &path, &error))?;
        Ok(Self { path, file })
    }

    /// Adds a folder that is about to be made.
    pub fn add(&mut self, folder: &OutputPath) -> io::Result<()> {
        let line = json::to_string(&folder.as_str()) + "\n";
        let written = folder::meet(Change::Fill).and_then(|()| self.file.write_all(line.as_bytes()));
        written.map_err(|error| named("write", &self.path, &error))
    }
}

/// Reads the folders out of the text of such a list. A line that cannot be read was being written, and
/// nothing had been made under it.
pub(super) fn folders(text: &str) -> BTreeSet<OutputPath> {
    let names = text.lines().filter_map(|line| json::from_str::<String>(line).ok());
    names.filter_map(|name| OutputPath::new(&name)).collect()
}
