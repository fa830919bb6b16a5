//! What is done to files and folders: writing, comparing, clearing away.
//!
//! Every error names the path. Nothing here knows what a build or a manifest is.

#[cfg(test)]
pub(super) use super::fault::meet;
use super::named;
use crate::digest::ContentHash;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// What temporary files are called to begin with.
pub(super) const TEMPORARY: &str = ".briefing-tmp-";

/// What is done to the disk, one step at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// A file or folder is made, still empty.
    Create,
    /// Bytes are written into a file.
    Fill,
    /// A file gets another name, or other permissions.
    Rename,
    /// A file or folder goes.
    Remove,
}

/// Stands before each change of the disk, so that a test can let it fail; else nothing is in the way.
#[cfg(not(test))]
pub(super) fn meet(_change: Change) -> io::Result<()> {
    Ok(())
}

/// Where the bytes of a file come from.
#[derive(Clone, Copy)]
pub(super) enum Origin<'a> {
    /// They are at hand.
    Bytes(&'a [u8]),
    /// They are those of a file; this is their hash.
    Disk(&'a Path, ContentHash),
}

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Occupant {
    /// Nothing.
    Nothing,
    /// A plain file.
    File { length: u64 },
    /// A folder.
    Folder,
    /// A symbolic link, a socket or the like.
    Other,
}

/// Looks at a place, without following a link.
pub(super) fn occupant(path: &Path) -> io::Result<Occupant> {
    match fs::symlink_metadata(path) {
        Ok(data) if data.is_file() => Ok(Occupant::File { length: data.len() }),
        Ok(data) if data.is_dir() => Ok(Occupant::Folder),
        Ok(_) => Ok(Occupant::Other),
        // A path below a file is nowhere, too.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(Occupant::Nothing)
        }
        Err(error) => Err(named("look at", path, &error)),
    }
}

/// Whether the file of this length already holds what is to stand in it.
pub(super) fn holds(path: &Path, length: u64, origin: Origin) -> io::Result<bool> {
    let read = |error| named("read", path, &error);
    match origin {
        Origin::Bytes(bytes) if bytes.len() as u64 != length => Ok(false),
        Origin::Bytes(bytes) => Ok(fs::read(path).map_err(read)? == bytes),
        Origin::Disk(_, hash) => {
            let mut file = File::open(path).map_err(read)?;
            Ok(ContentHash::of_reader(&mut file).map_err(read)? == hash)
        }
    }
}

/// Writes a file that everybody may read; gives the hash of what was written. Where that fails nothing
/// of it stays.
pub(super) fn write(path: &Path, origin: Origin) -> io::Result<ContentHash> {
    let hash = fill(path, origin).and_then(|hash| set_mode(path, 0o644).map(|()| hash));
    if hash.is_err() {
        // What was wrong first is what the caller wants to know.
        let _ = remove(path);
    }
    hash
}

fn fill(path: &Path, origin: Origin) -> io::Result<ContentHash> {
    let written = |error| named("write", path, &error);
    meet(Change::Create).map_err(written)?;
    let mut file = File::create(path).map_err(written)?;
    meet(Change::Fill).map_err(written)?;
    match origin {
        Origin::Bytes(bytes) => {
            file.write_all(bytes).map_err(written)?;
            Ok(ContentHash::of(bytes))
        }
        Origin::Disk(source, _) => {
            let copied = |error| named(&format!("copy to `{}`", path.display()), source, &error);
            let source = File::open(source).map_err(copied)?;
            // The hash is that of the copy, since the file may have changed after it was scanned.
            ContentHash::of_reader(&mut Copying { source, copy: &file }).map_err(copied)
        }
    }
}

/// Where a file is written before it is put in its place.
pub(super) fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!("{TEMPORARY}{name}"))
}

/// Puts a text in place at once: written beside it, then renamed.
pub(super) fn replace(path: &Path, text: &str) -> io::Result<()> {
    let temporary = beside(path);
    write(&temporary, Origin::Bytes(text.as_bytes()))?;
    rename(&temporary, path).inspect_err(|_| {
        // What was wrong first is what the caller wants to know.
        let _ = remove(&temporary);
    })
}

/// Renames a file, over another if need be.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    meet(Change::Rename)
        .and_then(|()| fs::rename(from, to))
        .map_err(|error| named("put in place", to, &error))
}

/// Folders that were made, outer ones before inner ones.
#[derive(Debug, Default)]
pub(super) struct Made(Vec<PathBuf>);

impl Made {
    /// Removes those that are empty, inner ones first; gives the first error.
    pub fn remove_empty(&mut self) -> io::Result<()> {
        let outcomes: Vec<io::Result<bool>> =
            std::mem::take(&mut self.0).iter().rev().map(|folder| remove_if_empty(folder)).collect();
        outcomes.into_iter().find_map(Result::err).map_or(Ok(()), Err)
    }
}

/// What must be made for a folder to be there: it and those above it, outer ones first.
pub(super) fn missing(path: &Path) -> Vec<PathBuf> {
    let mut missing = Vec::new();
    let mut folder = Some(path);
    while let Some(current) = folder.filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
        missing.push(current.to_owned());
        folder = current.parent();
    }
    missing.reverse();
    missing
}

/// Makes folders that are missing, outer ones first; notes those that were not there, also where it
/// fails half way.
pub(super) fn make(missing: &[PathBuf], made: &mut Made) -> io::Result<()> {
    for folder in missing {
        match meet(Change::Create).and_then(|()| fs::create_dir(folder)) {
            Ok(()) => {
                made.0.push(folder.clone());
                set_mode(folder, 0o755)?;
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && was_faster(folder)? => {}
            Err(error) => return Err(named("make the folder", folder, &error)),
        }
    }
    Ok(())
}

/// Whether another build was faster to make a folder, be it that it has removed it again; whoever made
/// it keeps count of it. Anything else there, such as a link to nowhere, is in the way for good.
fn was_faster(folder: &Path) -> io::Result<bool> {
    Ok(folder.is_dir() || occupant(folder)? == Occupant::Nothing)
}

/// Removes a file or link; gives whether there was one.
pub(super) fn remove(path: &Path) -> io::Result<bool> {
    match meet(Change::Remove).and_then(|()| fs::remove_file(path)) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(named("remove", path, &error)),
    }
}

/// Removes a folder if it is there and empty; gives whether it was.
pub(super) fn remove_if_empty(path: &Path) -> io::Result<bool> {
    match meet(Change::Remove).and_then(|()| fs::remove_dir(path)) {
        Ok(()) => Ok(true),
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::NotADirectory
            ) =>
        {
            Ok(false)
        }
        Err(error) => Err(named("remove the folder", path, &error)),
    }
}

/// Names what stands in a folder, sorted.
pub(super) fn list(path: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(path).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut paths: Vec<PathBuf> =
        entries.map_err(|error| named("list", path, &error))?.iter().map(fs::DirEntry::path).collect();
    paths.sort();
    Ok(paths)
}

/// Whether a file is one of ours that was not put in place.
pub(super) fn is_temporary(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(TEMPORARY))
}

/// Removes the temporary files in our own folder: a journal or manifest that was being written.
pub(super) fn sweep_own(folder: &Path) -> io::Result<()> {
    if occupant(folder)? == Occupant::Folder {
        for path in list(folder)?.iter().filter(|path| is_temporary(path)) {
            remove(path)?;
        }
    }
    Ok(())
}

/// Clears away what a build that was killed left below a folder: temporary files, and those of `ours`
/// that hold nothing, since it may have made a folder and not got to its file. An empty folder of
/// somebody else stays. Links are not followed, and a repository (`.git`) is not looked into.
pub(super) fn sweep(folder: &Path, ours: &BTreeSet<PathBuf>) -> io::Result<()> {
    for path in list(folder)? {
        match occupant(&path)? {
            Occupant::Folder if path.file_name().is_some_and(|name| name != ".git") => {
                sweep(&path, ours)?;
                if ours.contains(&path) {
                    remove_if_empty(&path)?;
                }
            }
            Occupant::File { .. } if is_temporary(&path) => {
                remove(&path)?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Sets the permissions of a file or folder, where the system has such.
fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        meet(Change::Rename)
            .and_then(|()| fs::set_permissions(path, fs::Permissions::from_mode(mode)))
            .map_err(|error| named("set the permissions of", path, &error))
    }
    #[cfg(not(unix))]
    {
        let _ = (path, mode);
        Ok(())
    }
}

/// A file that is copied as it is read.
struct Copying<'a> {
    source: File,
    copy: &'a File,
}

impl Read for Copying<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.source.read(buffer)?;
        self.copy.write_all(&buffer[..length])?;
        Ok(length)
    }
}
