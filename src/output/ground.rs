//! The folder as it was found, and what in it is ours.
//!
//! Goes in: a path. Comes out: the manifest and journal that stood there, and for each file of a
//! build where it can go. What no earlier build made is never given as a place.

use super::folder::{self, Occupant};
use super::manifest::Manifest;
use super::{OpenError, Refused, journal, named};
use crate::paths::OutputPath;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The folder within the output folder that is ours alone.
pub(super) const OURS: &str = ".briefing";

/// An output folder as it was found.
#[derive(Debug)]
pub(super) struct Ground {
    /// Absolute.
    pub folder: PathBuf,
    /// What the earlier build made.
    pub previous: Manifest,
    /// The manifest as it stood there; empty where there was none.
    pub previous_text: String,
    /// What an earlier build that was killed may have put in place without a manifest.
    pub inherited: BTreeSet<OutputPath>,
}

/// Where a file is to stand, as far as there is such a place.
pub(super) struct Place {
    /// The innermost folder on the way that is there.
    pub folder: PathBuf,
    /// Whether that is the very folder for the file.
    pub complete: bool,
    /// Whether an old file stands where a folder must be made, or a folder where the file must.
    pub blocked: bool,
}

impl Ground {
    /// Looks at a folder before anything is done to it, even a lock taken; gives its whole path. One that
    /// holds nothing of ours and is not empty is refused.
    pub fn find(path: &Path) -> Result<PathBuf, OpenError> {
        let folder = match fs::metadata(path) {
            Ok(data) if data.is_dir() => {
                path.canonicalize().map_err(|error| named("look at", path, &error))?
            }
            Ok(_) => return Err(Refused::NotAFolder(path.to_owned()).into()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(std::path::absolute(path).map_err(|error| named("look at", path, &error))?);
            }
            Err(error) => return Err(named("look at", path, &error).into()),
        };
        if folder::occupant(&folder.join(OURS))? == Occupant::Nothing && !is_free(&folder)? {
            return Err(Refused::NotEmpty(path.to_owned()).into());
        }
        Ok(folder)
    }

    /// Opens a folder that was found and locked, and clears away what a build that was killed left
    /// behind. `path` is how the user calls it.
    pub fn open(path: &Path, folder: PathBuf) -> Result<Self, OpenError> {
        let manifest_path = folder.join(OURS).join("manifest.json");
        let manifest = read_if_there(&manifest_path)?;
        let journal = read_if_there(&folder.join(OURS).join("journal.json"))?;
        if manifest.is_none() && journal.is_none() && !is_free(&folder)? {
            return Err(Refused::NotEmpty(path.to_owned()).into());
        }
        let previous = match &manifest {
            Some(text) => {
                Manifest::parse(text).map_err(|message| Refused::Manifest { path: manifest_path, message })?
            }
            None => Manifest::default(),
        };
        let inherited = journal.as_deref().map(journal::parse).unwrap_or_default();
        let ground = Self { folder, previous, previous_text: manifest.unwrap_or_default(), inherited };
        folder::sweep_own(&ground.folder.join(OURS))?;
        if journal.is_some() {
            ground.sweep()?;
        }
        Ok(ground)
    }

    /// Clears away what a build that was killed left behind. The folders of its files are ours, and those
    /// that it had made for files that it did not get to.
    fn sweep(&self) -> io::Result<()> {
        let list = self.ours(journal::FOLDERS);
        let listed = read_if_there(&list)?;
        let made = listed.as_deref().map(journal::folders).unwrap_or_default();
        let mut ours: BTreeSet<PathBuf> = made.iter().map(|path| self.disk(path)).collect();
        for path in self.previous.files.keys().chain(&self.inherited) {
            let above = path.as_str().match_indices('/').map(|(at, _)| &path.as_str()[..at]);
            ours.extend(above.map(|folder| self.folder.join(folder)));
        }
        folder::sweep(&self.folder, &ours)?;
        if listed.is_some() {
            folder::remove(&list)?;
        }
        Ok(())
    }

    /// Follows the way to a file through the folders that are there.
    pub fn place(&self, path: &OutputPath) -> io::Result<Place> {
        let mut folder = self.folder.clone();
        let mut ancestors: Vec<&str> = path.as_str().split('/').collect();
        ancestors.pop();
        let mut below = String::new();
        for name in ancestors {
            below = if below.is_empty() { name.to_owned() } else { format!("{below}/{name}") };
            let next = folder.join(name);
            match folder::occupant(&next)? {
                Occupant::Folder => folder = next,
                Occupant::Nothing => return Ok(Place { folder, complete: false, blocked: false }),
                Occupant::File { .. } | Occupant::Other => {
                    self.check_ours(&OutputPath::new(&below).expect("a part of a path is one"))?;
                    return Ok(Place { folder, complete: false, blocked: true });
                }
            }
        }
        let complete = folder != self.folder || folder::occupant(&folder)? == Occupant::Folder;
        Ok(Place { folder, complete, blocked: false })
    }

    fn is_ours(&self, path: &OutputPath) -> bool {
        self.previous.files.contains_key(path) || self.inherited.contains(path)
    }

    /// Makes sure that a file was made by an earlier build.
    pub fn check_ours(&self, path: &OutputPath) -> io::Result<()> {
        if self.is_ours(path) { Ok(()) } else { Err(not_ours(&self.disk(path))) }
    }

    /// Makes sure that nothing stands below a folder but what an earlier build made.
    pub fn check_all_ours(&self, folder: &Path) -> io::Result<()> {
        let entries = folder::list(folder)?;
        if entries.is_empty() {
            return Err(not_ours(folder));
        }
        for entry in entries {
            if folder::occupant(&entry)? == Occupant::Folder {
                self.check_all_ours(&entry)?;
            } else if !folder::is_temporary(&entry)
                && !self.path(&entry).is_some_and(|path| self.is_ours(&path))
            {
                return Err(not_ours(&entry));
            }
        }
        Ok(())
    }

    /// Removes files of the earlier build, then folders that became empty; gives how many files
    /// there were.
    pub fn remove(&self, gone: &[&OutputPath]) -> io::Result<usize> {
        let mut removed = 0;
        for path in gone {
            let target = self.disk(path);
            // Somebody may have put a folder or a link in its place, or in that of a folder above.
            let place = self.is_reached(path)?;
            if !place || folder::occupant(&target)? == Occupant::Folder || !folder::remove(&target)? {
                continue;
            }
            removed += 1;
            let mut folder = target.parent();
            while let Some(current) = folder.filter(|folder| *folder != self.folder) {
                if !folder::remove_if_empty(current)? {
                    break;
                }
                folder = current.parent();
            }
        }
        Ok(removed)
    }

    /// Whether the way to a file leads through plain folders alone.
    fn is_reached(&self, path: &OutputPath) -> io::Result<bool> {
        let mut folder = self.folder.clone();
        for (at, _) in path.as_str().match_indices('/') {
            folder = self.folder.join(&path.as_str()[..at]);
            if folder::occupant(&folder)? != Occupant::Folder {
                return Ok(false);
            }
        }
        Ok(folder::occupant(&folder)? == Occupant::Folder)
    }

    /// The place of one of the files that are ours alone.
    pub fn ours(&self, name: &str) -> PathBuf {
        self.folder.join(OURS).join(name)
    }

    /// The path in the output of what stands on disk; `None` of what does not stand below it, or bears a
    /// name that no output has.
    pub fn path(&self, disk: &Path) -> Option<OutputPath> {
        let below = disk.strip_prefix(&self.folder).ok().and_then(Path::to_str)?;
        OutputPath::new(&below.replace('\\', "/"))
    }

    /// Where a file of the output stands on disk.
    pub fn disk(&self, path: &OutputPath) -> PathBuf {
        self.folder.join(path.as_str())
    }
}

fn read_if_there(path: &Path) -> io::Result<Option<String>> {
    match fs::read(path) {
        // What is no UTF-8 is no JSON either, which whoever parses it will say.
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(named("read", path, &error)),
    }
}

/// Whether a folder may be written to without a manifest: it is not there, or holds nothing but
/// our own folder.
fn is_free(folder: &Path) -> io::Result<bool> {
    if folder::occupant(folder)? == Occupant::Nothing {
        return Ok(true);
    }
    Ok(folder::list(folder)?.iter().all(|path| path.file_name().is_some_and(|name| name == OURS)))
}

fn not_ours(path: &Path) -> io::Error {
    io::Error::new(
        io::ErrorKind::AlreadyExists,
        format!("`{}` was not made by an earlier build and is in the way; move it elsewhere", path.display()),
    )
}
