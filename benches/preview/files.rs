//! The files of a folder, and what their paths say.

use super::{Result, said};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Files by their paths from a root.
pub type Files = BTreeMap<String, Vec<u8>>;

/// All files below a folder but those in one folder of it, by their paths from there.
pub fn files(root: &Path, but: &str) -> Result<Files> {
    let mut found = Files::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        // What somebody else is just replacing may vanish.
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let below = path.strip_prefix(root).map_err(said(path.display()))?;
            let name = below.to_string_lossy().replace('\\', "/");
            if path.is_dir() && name != but {
                folders.push(path);
            } else if let Ok(bytes) = fs::read(&path) {
                found.insert(name, bytes);
            }
        }
    }
    Ok(found)
}

/// The name of a file.
pub fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The name of a file without what stands behind the first dot.
pub fn stem(path: &str) -> &str {
    name(path).split('.').next().unwrap_or_default()
}

/// The folder of a file, with a slash at its end.
pub fn folder_of(path: &str) -> &str {
    &path[..path.len() - name(path).len()]
}
