//! An output folder that is being written.
//!
//! A file that differs from the one on disk is written beside its place under a temporary name;
//! [`Stage::commit`] puts all of them in place, removes what is gone and writes the manifest;
//! [`Stage::abandon`] leaves everything as it was. Killed at any point, each file is whole, old or
//! new, and the next [`Stage::open`] clears up. Two stages on one folder at once are the caller's to
//! prevent.

use super::folder::{self, Occupant, Origin};
use super::ground::{Ground, OURS, Place};
use super::manifest::{Manifest, ManifestFile};
use super::memory::taken_twice;
use super::{OpenError, WriteSummary, journal};
use crate::digest::ContentHash;
use crate::paths::{OutputFile, OutputPath};
use crate::tree::{CopiedFile, Sink};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// An output folder with the files of a build, not in place yet.
#[derive(Debug)]
pub struct Stage {
    ground: Ground,
    state: Mutex<State>,
}

/// What changes while files are taken.
#[derive(Debug, Default)]
struct State {
    /// Every path that was taken, be it that taking it failed.
    claimed: BTreeSet<OutputPath>,
    /// What the manifest will say.
    files: BTreeMap<OutputPath, ManifestFile>,
    /// What is to be put in place.
    pending: BTreeMap<OutputPath, Pending>,
    /// Folders that were made, outer ones before inner ones.
    made: Vec<PathBuf>,
    /// Whether the journal was written.
    begun: bool,
    /// Whether files are being put in place: from here on the journal stays until the manifest is
    /// written.
    committing: bool,
}

/// A file that is written, but not in place.
#[derive(Debug)]
struct Pending {
    temporary: PathBuf,
    /// Whether files of the earlier build stand in the way.
    blocked: bool,
}

impl Stage {
    /// Opens an output folder; one that is not there is made when the first file is written. What a
    /// build that was killed left behind is cleared away.
    ///
    /// # Errors
    /// [`OpenError::Refused`] where it is not empty and nothing says that a build made it;
    /// [`OpenError::Io`] for what the disk says.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        Ok(Self { ground: Ground::open(path)?, state: Mutex::default() })
    }

    /// What the earlier build made; empty where there was none.
    pub fn previous_manifest(&self) -> &Manifest {
        &self.ground.previous
    }

    /// Puts all files in place, removes those that the earlier build made and this one does not,
    /// with folders that become empty, and writes the manifest.
    ///
    /// # Errors
    /// What the disk says, with the path; where a file could not be taken; where one path is a
    /// folder of another. In the last two cases nothing was changed.
    pub fn commit(self) -> io::Result<WriteSummary> {
        let mut state = self.lock();
        check_complete(&state)?;
        let manifest = Manifest { files: std::mem::take(&mut state.files) };
        let text = manifest.to_text();
        if !state.pending.is_empty() || text != self.ground.previous_text {
            self.begin(&mut state)?;
            self.write_journal(self.ground.inherited.iter().chain(state.pending.keys()))?;
        }
        state.committing = true;

        let gone: Vec<&OutputPath> = self
            .ground
            .previous
            .files
            .keys()
            .chain(&self.ground.inherited)
            .filter(|path| !manifest.files.contains_key(path))
            .collect();
        // Old files go last, so that a page is hardly ever missing, unless new ones need the place.
        let mut removed = 0;
        if state.pending.values().any(|pending| pending.blocked) {
            removed += self.ground.remove(&gone)?;
        }
        let written = state.pending.len();
        for (path, pending) in &state.pending {
            let target = self.ground.disk(path);
            if pending.blocked {
                folder::make(target.parent().unwrap_or(&self.ground.folder))?;
            }
            folder::rename(&pending.temporary, &target)?;
        }
        removed += self.ground.remove(&gone)?;
        if text != self.ground.previous_text {
            folder::replace(&self.ground.ours("manifest.json"), &text)?;
        }
        folder::remove(&self.ground.ours("journal.json"))?;
        // Everything is in place: there is nothing left for `drop` to roll back.
        *state = State::default();
        Ok(WriteSummary { written, unchanged: manifest.files.len() - written, removed })
    }

    /// Leaves the folder as it was found.
    ///
    /// # Errors
    /// What the disk says, with the path.
    pub fn abandon(self) -> io::Result<()> {
        self.roll_back()
    }

    fn roll_back(&self) -> io::Result<()> {
        let state = std::mem::take(&mut *self.lock());
        let mut result = Ok(());
        let mut attempt = |outcome: io::Result<bool>| {
            if let (Err(error), true) = (outcome, result.is_ok()) {
                result = Err(error);
            }
        };
        for pending in state.pending.values() {
            attempt(folder::remove(&pending.temporary));
        }
        if state.begun && !state.committing {
            if self.ground.inherited.is_empty() {
                attempt(folder::remove(&self.ground.ours("journal.json")));
            } else {
                attempt(self.write_journal(&self.ground.inherited).map(|()| true));
            }
        }
        for made in state.made.iter().rev() {
            attempt(folder::remove_if_empty(made));
        }
        result
    }

    /// Takes a file: nothing is done where it stands there already, else it is written aside.
    fn accept(&self, path: &OutputPath, origin: Origin, permalinks: Vec<String>) -> io::Result<()> {
        if path.as_str().split('/').any(|name| name == OURS || name.starts_with(folder::TEMPORARY)) {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                format!("the output path `{path}` is kept for the program"),
            ));
        }
        if !self.lock().claimed.insert(path.clone()) {
            return Err(taken_twice(path));
        }
        let place = self.ground.place(path)?;
        let target = self.ground.disk(path);
        let occupant = if place.complete { folder::occupant(&target)? } else { Occupant::Nothing };
        let (hash, pending) = match occupant {
            Occupant::File { length } if folder::holds(&target, length, origin)? => {
                (origin_hash(origin), None)
            }
            Occupant::Nothing => self.write_aside(path, place, origin)?,
            Occupant::Folder => {
                self.ground.check_all_ours(&target)?;
                self.write_aside(path, Place { blocked: true, ..place }, origin)?
            }
            Occupant::File { .. } | Occupant::Other => {
                self.ground.check_ours(path)?;
                self.write_aside(path, place, origin)?
            }
        };
        let mut state = self.lock();
        state.files.insert(path.clone(), ManifestFile { hash: hash.hex(), permalinks });
        state.pending.extend(pending.map(|pending| (path.clone(), pending)));
        Ok(())
    }

    /// Writes a file under its temporary name, in its folder if that can be made now, else in the
    /// nearest one above it.
    fn write_aside(
        &self,
        path: &OutputPath,
        place: Place,
        origin: Origin,
    ) -> io::Result<(ContentHash, Option<Pending>)> {
        let target = self.ground.disk(path);
        let mut state = self.lock();
        self.begin(&mut state)?;
        let folder = if place.blocked || place.complete {
            place.folder
        } else {
            let folder = target.parent().unwrap_or(&self.ground.folder).to_owned();
            let made = folder::make(&folder)?;
            state.made.extend(made);
            folder
        };
        drop(state);
        let name = ContentHash::of(path.as_str().as_bytes()).hex();
        let pending = Pending {
            temporary: folder.join(format!("{}{name}", folder::TEMPORARY)),
            blocked: place.blocked,
        };
        match folder::write(&pending.temporary, origin) {
            Ok(hash) => Ok((hash, Some(pending))),
            Err(error) => {
                // Half a file: it is named here only, so that it has to be removed here. What was
                // wrong first is what the caller wants to know.
                let _ = folder::remove(&pending.temporary);
                Err(error)
            }
        }
    }

    /// Makes the output folder and the journal, once.
    fn begin(&self, state: &mut State) -> io::Result<()> {
        if !state.begun {
            state.made.extend(folder::make(&self.ground.folder.join(OURS))?);
            state.begun = true;
            self.write_journal(&self.ground.inherited)?;
        }
        Ok(())
    }

    fn write_journal<'a>(&self, files: impl IntoIterator<Item = &'a OutputPath>) -> io::Result<()> {
        folder::replace(&self.ground.ours("journal.json"), &journal::to_text(files))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A thread that panicked left a claim without its file, which `commit` refuses.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Stage {
    fn take(&self, file: &OutputFile) -> io::Result<()> {
        self.accept(&file.path, Origin::Bytes(&file.bytes), file.permalinks.clone())
    }

    fn take_copy(&self, file: &CopiedFile) -> io::Result<()> {
        self.accept(&file.path, Origin::Disk(&file.disk, file.hash), Vec::new())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // Nobody is left to tell; what stays behind is cleared away by the next build.
        let _ = self.roll_back();
    }
}

fn origin_hash(origin: Origin) -> ContentHash {
    match origin {
        Origin::Bytes(bytes) => ContentHash::of(bytes),
        Origin::Disk(_, hash) => hash,
    }
}

/// Refuses to commit where a file is missing, or where a path is a file and a folder at once.
fn check_complete(state: &State) -> io::Result<()> {
    if let Some(path) = state.claimed.iter().find(|path| !state.files.contains_key(path)) {
        return Err(io::Error::other(format!("the output file `{path}` could not be taken")));
    }
    for path in state.files.keys() {
        for (at, _) in path.as_str().match_indices('/') {
            let above = OutputPath::new(&path.as_str()[..at]).expect("a part of a path is one");
            if state.files.contains_key(&above) {
                return Err(io::Error::new(
                    io::ErrorKind::InvalidInput,
                    format!("`{above}` is to be a file and the folder of `{path}`"),
                ));
            }
        }
    }
    Ok(())
}
