//! The folder of a site: what it should hold, and what stands on disk, which may be broken.

use crate::generate::Random;
use crate::preview::files::{Files, files};
use crate::preview::{Result, said};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The folder that the program writes to, below the root.
pub const OUTPUT: &str = "public";

/// A site's folder.
pub struct Folder {
    pub root: PathBuf,
    /// What it holds as long as nothing is broken.
    pub whole: Files,
    /// Folders that were moved away from where they belong.
    moved: Vec<(String, String)>,
}

impl Folder {
    /// Takes a folder as it stands.
    pub fn new(root: PathBuf) -> Result<Self> {
        let whole = files(&root, OUTPUT)?;
        Ok(Self { root, whole, moved: Vec::new() })
    }

    /// A file as it should be.
    pub fn text(&self, path: &str) -> Result<String> {
        let bytes = self.whole.get(path).ok_or_else(|| format!("`{path}` is not there"))?;
        String::from_utf8(bytes.clone()).map_err(said(path))
    }

    /// The files that should be below a path, as it begins.
    pub fn below(&self, start: &str) -> Vec<String> {
        let paths = self.whole.keys().filter(|path| path.starts_with(start));
        paths.cloned().collect()
    }

    /// Changes what a file should be, and the file.
    pub fn set(&mut self, path: &str, bytes: impl Into<Vec<u8>>, random: &mut Random) -> Result<()> {
        let bytes = bytes.into();
        self.put(path, &bytes, random)?;
        self.whole.insert(path.to_owned(), bytes);
        Ok(())
    }

    /// Removes a file for good.
    pub fn remove(&mut self, path: &str) -> Option<Vec<u8>> {
        self.delete(path);
        self.whole.remove(path)
    }

    /// Moves a file or a folder for good.
    pub fn rename(&mut self, from: &str, to: &str) {
        self.move_on_disk(from, to);
        for path in self.below(from) {
            let is_inside = path[from.len()..].starts_with('/') || path.len() == from.len();
            if is_inside && let Some(bytes) = self.whole.remove(&path) {
                self.whole.insert(format!("{to}{}", &path[from.len()..]), bytes);
            }
        }
    }

    /// Moves a file or a folder on disk alone.
    pub fn move_away(&mut self, from: &str, to: &str) {
        self.move_on_disk(from, to);
        self.moved.push((from.to_owned(), to.to_owned()));
    }

    /// What differs between the disk and what should be, by path with the bytes that should be.
    fn broken(&self) -> Result<Vec<(String, Option<Vec<u8>>)>> {
        let now = files(&self.root, OUTPUT)?;
        let lost = self.whole.iter().filter(|(path, bytes)| now.get(*path) != Some(bytes));
        let lost = lost.map(|(path, bytes)| (path.clone(), Some(bytes.clone())));
        let extra =
            now.keys().filter(|path| !self.whole.contains_key(*path)).map(|path| (path.clone(), None));
        Ok(lost.chain(extra).collect())
    }

    /// Mends one thing; says which, or that nothing is broken.
    pub fn mend_one(&mut self, random: &mut Random) -> Result<Option<String>> {
        if let Some(moved) = self.move_back() {
            return Ok(Some(moved));
        }
        let broken = self.broken()?;
        if broken.is_empty() {
            return Ok(None);
        }
        let (path, bytes) = random.pick(&broken);
        self.mend(path, bytes.as_deref(), random)?;
        Ok(Some(path.clone()))
    }

    /// Mends all that is broken.
    pub fn mend_all(&mut self, random: &mut Random) -> Result<()> {
        while self.move_back().is_some() {}
        loop {
            let mut broken = self.broken()?;
            if broken.is_empty() {
                return Ok(());
            }
            while !broken.is_empty() {
                let (path, bytes) = broken.swap_remove(random.below(broken.len()));
                self.mend(&path, bytes.as_deref(), random)?;
            }
        }
    }

    /// Moves back what was moved last.
    fn move_back(&mut self) -> Option<String> {
        while let Some((from, to)) = self.moved.pop() {
            if self.root.join(&to).exists() && !self.root.join(&from).exists() {
                self.move_on_disk(&to, &from);
                return Some(format!("{to} is {from} again"));
            }
        }
        None
    }

    fn mend(&self, path: &str, bytes: Option<&[u8]>, random: &mut Random) -> Result<()> {
        match bytes {
            Some(bytes) => self.put(path, bytes, random),
            None => {
                self.delete(path);
                Ok(())
            }
        }
    }

    /// Writes a file on disk alone, in one of the ways in which programs write.
    pub fn put(&self, path: &str, bytes: &[u8], random: &mut Random) -> Result<()> {
        let whole = self.root.join(path);
        self.make_way(&whole).map_err(said(path))?;
        let written = match random.below(5) {
            0 => write_beside(&whole, bytes),
            1 => write_in_parts(&whole, bytes, random),
            2 => {
                let _ = fs::remove_file(&whole);
                fs::write(&whole, bytes)
            }
            _ => fs::write(&whole, bytes),
        };
        written.map_err(said(path))
    }

    /// Removes what stands at a path on disk.
    pub fn delete(&self, path: &str) {
        let path = self.root.join(path);
        // What is gone with its folder is gone.
        let _ = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
    }

    fn move_on_disk(&self, from: &str, to: &str) {
        let [from, to] = [from, to].map(|path| self.root.join(path));
        // What is broken may be gone; mending writes it where it belongs.
        if self.make_way(&to).is_ok() {
            let _ = fs::rename(&from, &to);
        }
    }

    /// Makes the folders of a path, and removes what is in its way.
    fn make_way(&self, path: &Path) -> std::io::Result<()> {
        let parents = path.ancestors().skip(1).take_while(|parent| *parent != self.root);
        for parent in parents.filter(|parent| parent.is_file()) {
            fs::remove_file(parent)?;
        }
        if path.is_dir() {
            fs::remove_dir_all(path)?;
        }
        path.parent().map_or(Ok(()), fs::create_dir_all)
    }
}

/// As editors do that never leave half a file.
fn write_beside(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.new~"));
    fs::write(&beside, bytes)?;
    fs::rename(&beside, path)
}

/// As a slow program does.
fn write_in_parts(path: &Path, bytes: &[u8], random: &mut Random) -> std::io::Result<()> {
    let mut file = fs::File::create(path)?;
    for part in bytes.chunks(bytes.len() / 3 + 1) {
        std::thread::sleep(Duration::from_millis(random.below(20) as u64));
        file.write_all(part)?;
    }
    Ok(())
}
