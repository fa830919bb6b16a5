//! What strangers may write must harm neither reader nor site: nothing that a browser would obey,
//! nothing that is held back, no output where the input is wrong.

mod bad_input;
mod comments;
mod held;
mod markup;

use crate::support::{Built, build_folder};
use std::fs;
use std::path::Path;

/// Writes files below a folder.
fn write(root: &Path, files: &[(&str, &[u8])]) {
    for (path, bytes) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a file stands in a folder")).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// Builds a site of these files.
fn build(files: &[(&str, &[u8])]) -> Built {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), files);
    build_folder(root.path())
}
