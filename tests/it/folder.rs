//! A folder on disk that goes when the test is over, and what is in it.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::SystemTime;

/// A folder of its own for a test.
pub struct Folder(tempfile::TempDir);

impl Folder {
    /// Makes an empty folder.
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// Where it stands.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file, and the folders that it needs.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Removes a file.
    pub fn remove(&self, name: &str) {
        std::fs::remove_file(self.path().join(name)).unwrap();
    }

    /// All files below a folder in it, by their paths from there.
    pub fn files(&self, below: &str) -> BTreeMap<String, Vec<u8>> {
        files(&self.path().join(below))
    }

    /// The same with the times of files and folders: equal where nothing was touched.
    pub fn snapshot(&self, below: &str) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
        let root = self.path().join(below);
        let with_time = |(name, bytes)| {
            let time = std::fs::metadata(root.join(&name)).unwrap().modified().unwrap();
            (name, (bytes, time))
        };
        files(&root).into_iter().map(with_time).collect()
    }
}

/// All files below a folder, by their paths from there; none where there is no folder.
pub fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                found.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    found
}
