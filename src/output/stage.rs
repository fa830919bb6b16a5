//! An output folder that is being written.
//!
//! A file that differs from the one on disk is written beside its place under a temporary name;
//! [`Stage::commit`] puts all of them in place, removes what is gone and writes the manifest;
//! [`Stage::abandon`] leaves everything as it was. Killed at any point, each file is whole, old or
//! new, and the next [`Stage::claim`] clears up. A stage holds the folder's lock as long as it lives.

use super::folder::{self, Made, Occupant, Origin};
use super::ground::{Ground, OURS, Place};
use super::journal::FolderList;
use super::lock::{Claim, Lock};
use super::manifest::{Manifest, ManifestFile};
use super::memory::taken_twice;
use super::state::{Pending, State};
use super::{OpenError, WriteSummary, journal};
use crate::digest::ContentHash;
use crate::paths::{OutputFile, OutputPath};
use crate::tree::{CopiedFile, Sink};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// An output folder with the files of a build, not in place yet.
#[derive(Debug)]
pub struct Stage {
    ground: Ground,
    state: Mutex<State>,
    /// Goes last.
    _lock: Lock,
}

impl Stage {
    /// Opens and locks an output folder; one that is not there is made, and goes again where the build
    /// is abandoned. What a build that was killed left behind is cleared away.
    ///
    /// # Errors
    /// [`OpenError::Refused`] where it is not empty and nothing says that a build made it;
    /// [`OpenError::Io`] for what the disk says, and where another build holds the lock for longer than
    /// the claim has patience.
    pub fn claim(path: &Path, claim: &Claim) -> Result<Self, OpenError> {
        let folder = Ground::find(path)?;
        // Everything is read under the lock: the one before may just be putting its files in place.
        let lock = Lock::take(&folder.join(OURS), claim)?;
        Ok(Self { ground: Ground::open(path, folder)?, state: Mutex::default(), _lock: lock })
    }

    /// Puts all files in place, removes those that the earlier build made and this one does not,
    /// with folders that become empty, and writes the manifest.
    ///
    /// # Errors
    /// What the disk says, with the path; where a file could not be taken; where one path is a
    /// folder of another. In the last two cases nothing was changed.
    pub fn commit(self) -> io::Result<WriteSummary> {
        let mut state = self.lock();
        state.check_complete()?;
        let manifest = Manifest { files: std::mem::take(&mut state.files) };
        let text = manifest.to_text();
        let is_new = text != self.ground.previous_text;
        self.prepare(&mut state, is_new.then_some(&text))?;
        state.committing = true;
        let removed = self.put_in_place(&state, &manifest)?;
        if is_new {
            let manifest = self.ground.ours("manifest.json");
            folder::rename(&folder::beside(&manifest), &manifest)?;
        }
        self.end_folder_list(&mut state)?;
        folder::remove(&self.ground.ours("journal.json"))?;
        // Everything is in place: there is nothing left for `drop` to roll back.
        let written = std::mem::take(&mut *state).pending.len();
        Ok(WriteSummary { written, unchanged: manifest.files.len() - written, removed })
    }

    /// Leaves the folder as it was found.
    ///
    /// # Errors
    /// What the disk says, with the path.
    pub fn abandon(self) -> io::Result<()> {
        self.roll_back()
    }

    /// Writes the journal of what is to come, and the manifest beside its place: whatever needs room on
    /// the disk is there before the first file is put in place.
    fn prepare(&self, state: &mut State, manifest: Option<&String>) -> io::Result<()> {
        if manifest.is_some() || !state.pending.is_empty() {
            self.begin(state)?;
            self.write_journal(self.ground.inherited.iter().chain(state.pending.keys()))?;
        }
        if let Some(text) = manifest {
            let temporary = folder::beside(&self.ground.ours("manifest.json"));
            folder::write(&temporary, Origin::Bytes(text.as_bytes()))?;
        }
        match state.pending.values().find(|pending| !pending.is_there()) {
            Some(Pending { temporary, .. }) => Err(io::Error::new(
                io::ErrorKind::NotFound,
                format!("`{}` was taken away while the site was built", temporary.display()),
            )),
            None => Ok(()),
        }
    }

    /// Puts new files in place and removes old ones; gives how many were removed.
    fn put_in_place(&self, state: &State, manifest: &Manifest) -> io::Result<usize> {
        let earlier = self.ground.previous.files.keys().chain(&self.ground.inherited);
        let gone: Vec<&OutputPath> = earlier.filter(|path| !manifest.files.contains_key(path)).collect();
        // Old files go last, so that a page is hardly ever missing, unless new ones need the place.
        let mut removed = 0;
        if state.pending.values().any(|pending| pending.blocked) {
            removed += self.ground.remove(&gone)?;
        }
        for (path, pending) in &state.pending {
            let target = self.ground.disk(path);
            if pending.blocked {
                // The journal knows of these: they are not ours to remove if this fails.
                let folder = target.parent().unwrap_or(&self.ground.folder);
                folder::make(&folder::missing(folder), &mut Made::default())?;
            }
            folder::rename(&pending.temporary, &target)?;
        }
        Ok(removed + self.ground.remove(&gone)?)
    }

    fn roll_back(&self) -> io::Result<()> {
        let mut state = std::mem::take(&mut *self.lock());
        let mut result = Ok(());
        let mut attempt = |outcome: io::Result<bool>| {
            if let (Err(error), true) = (outcome, result.is_ok()) {
                result = Err(error);
            }
        };
        for pending in state.pending.values() {
            attempt(folder::remove(&pending.temporary));
        }
        if state.begun {
            attempt(folder::remove(&folder::beside(&self.ground.ours("manifest.json"))));
        }
        attempt(state.made.remove_empty().map(|()| true));
        // What says which folders are ours goes after them: who is killed here leaves none unknown.
        if state.begun && !state.committing {
            attempt(self.end_folder_list(&mut state).map(|()| true));
            if self.ground.inherited.is_empty() {
                attempt(folder::remove(&self.ground.ours("journal.json")));
            } else {
                attempt(self.write_journal(&self.ground.inherited).map(|()| true));
            }
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
            let missing = folder::missing(&folder);
            self.write_down(&mut state, &missing)?;
            folder::make(&missing, &mut state.made)?;
            folder
        };
        drop(state);
        let name = ContentHash::of(path.as_str().as_bytes()).hex();
        let pending = Pending {
            temporary: folder.join(format!("{}{name}", folder::TEMPORARY)),
            blocked: place.blocked,
        };
        let hash = folder::write(&pending.temporary, origin)?;
        Ok((hash, Some(pending)))
    }

    /// Writes the journal, once.
    fn begin(&self, state: &mut State) -> io::Result<()> {
        if !state.begun {
            state.begun = true;
            self.write_journal(&self.ground.inherited)?;
        }
        Ok(())
    }

    /// Writes down folders that are about to be made.
    fn write_down(&self, state: &mut State, folders: &[PathBuf]) -> io::Result<()> {
        for path in folders.iter().filter_map(|folder| self.ground.path(folder)) {
            let list = match &mut state.folders {
                Some(list) => list,
                none => none.insert(FolderList::open(self.ground.ours(journal::FOLDERS))?),
            };
            list.add(&path)?;
        }
        Ok(())
    }

    /// Removes the list of folders, where there is one.
    fn end_folder_list(&self, state: &mut State) -> io::Result<()> {
        if state.folders.take().is_some() {
            folder::remove(&self.ground.ours(journal::FOLDERS))?;
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

    fn keep(&self, path: &OutputPath, hash: ContentHash, permalinks: &[String]) -> io::Result<bool> {
        if !self.ground.place(path)?.complete {
            return Ok(false);
        }
        let target = self.ground.disk(path);
        let Occupant::File { length } = folder::occupant(&target)? else { return Ok(false) };
        if !folder::holds(&target, length, Origin::Disk(&target, hash))? {
            return Ok(false);
        }
        let mut state = self.lock();
        if !state.claimed.insert(path.clone()) {
            return Err(taken_twice(path));
        }
        let permalinks = permalinks.to_vec();
        state.files.insert(path.clone(), ManifestFile { hash: hash.hex(), permalinks });
        Ok(true)
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
