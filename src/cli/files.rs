//! Files that commands make for an author: new ones alone, and whole or not at all.

use crate::output::named;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// Makes a file that is not there yet, and the folders that it stands in.
///
/// # Errors
/// What the disk says, with the path; `AlreadyExists` where something stands there, which stays as it
/// is.
pub(super) fn create(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| named("make the folder", folder, &error))?;
    }
    let opened = OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = opened.map_err(|error| named("write", path, &error))?;
    file.write_all(text.as_bytes()).map_err(|error| {
        // Half a file would be taken for a whole one; where it cannot go either, the first error counts.
        let _ = fs::remove_file(path);
        named("write", path, &error)
    })
}
