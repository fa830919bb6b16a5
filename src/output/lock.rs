//! The lock of an output folder: one build at a time.
//!
//! `.briefing/lock` is locked by the system (`flock` and its like), so that the lock of a killed process
//! is free at once; the file's text, the number of the process, is for people alone.
//!
//! On Unix whoever lets go removes the file. A file that was removed may still be held open by one who
//! waits for it: hence a lock counts only where the file that is locked is the one that stands there.
//! Other systems have no number by which the two could be told apart: there the file stays.

use super::folder::{self, Made};
use super::named;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Who wants to write to a folder, and how long it waits for another one to end.
#[derive(Clone, Debug)]
pub struct Claim {
    /// What stands in the lock, for whoever comes after: the number of the process.
    pub holder: String,
    /// How long to wait.
    pub patience: Duration,
}

/// How long it takes until the lock is tried again.
const PAUSE: Duration = Duration::from_millis(50);

/// A folder that is ours until this is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    /// Folders that were made for it.
    made: Made,
    /// Kept open, since closing it lets go of the lock.
    _file: File,
}

/// What an attempt came to.
enum Attempt {
    Taken(File),
    /// Another process holds it.
    Busy,
    /// It was removed while it was looked at: to be tried again.
    Gone,
}

impl Lock {
    /// Takes the lock in a folder of ours, which is made where it is not there.
    ///
    /// # Errors
    /// What the disk says, with the path; that another one has held it all the time, and who.
    pub fn take(folder: &Path, claim: &Claim) -> io::Result<Self> {
        let path = folder.join("lock");
        let mut made = Made::default();
        let file = match wait(&path, claim, &mut made) {
            Ok(file) => file,
            Err(error) => {
                // Why there is no lock is what the caller wants to know.
                let _ = made.remove_empty();
                return Err(error);
            }
        };
        let mut writer = &file;
        let written = file.set_len(0).and_then(|()| writer.write_all(claim.holder.as_bytes()));
        // From here on the file goes again whatever happens.
        let lock = Self { path, made, _file: file };
        written.map_err(|error| named("write", &lock.path, &error))?;
        Ok(lock)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Nobody is left to tell; a lock file that stays behind is taken over by the next build.
        if cfg!(unix) {
            let _ = folder::remove(&self.path);
        }
        let _ = self.made.remove_empty();
    }
}

/// Tries again and again until the lock is taken, or there is no patience left.
fn wait(path: &Path, claim: &Claim, made: &mut Made) -> io::Result<File> {
    let mut waited = Duration::ZERO;
    loop {
        match attempt(path, made)? {
            Attempt::Taken(file) => return Ok(file),
            Attempt::Gone if waited >= claim.patience => return Err(gone(path, claim)),
            Attempt::Busy if waited >= claim.patience => return Err(busy(path, claim)),
            Attempt::Gone | Attempt::Busy => {
                std::thread::sleep(PAUSE);
                waited += PAUSE;
            }
        }
    }
}

fn attempt(path: &Path, made: &mut Made) -> io::Result<Attempt> {
    match folder::make(&folder::missing(path.parent().unwrap_or(path)), made) {
        // The one before took away a folder above, which its first build had made.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Attempt::Gone),
        outcome => outcome?,
    }
    let locking = |error| named("lock", path, &error);
    folder::meet(folder::Change::Create).map_err(locking)?;
    let file = match File::options().read(true).write(true).create(true).truncate(false).open(path) {
        Ok(file) => file,
        // The one before took the folder away, since its first build came to nothing.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Attempt::Gone),
        Err(error) => return Err(locking(error)),
    };
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(Attempt::Busy),
        // Some file systems know no locks. Two builds at once are rarer than such a disk.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
        Err(TryLockError::Error(error)) => return Err(locking(error)),
    }
    let stands = stands_at(&file, path).map_err(locking)?;
    Ok(if stands { Attempt::Taken(file) } else { Attempt::Gone })
}

/// Whether an open file is the one that stands at a path.
fn stands_at(file: &File, path: &Path) -> io::Result<bool> {
    let there = match fs::metadata(path) {
        Ok(there) => there,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let open = file.metadata()?;
        Ok((open.dev(), open.ino()) == (there.dev(), there.ino()))
    }
    #[cfg(not(unix))]
    {
        // Nobody removes it there, so that the one that stands there is it.
        let _ = (file, there);
        Ok(true)
    }
}

fn gone(path: &Path, claim: &Claim) -> io::Error {
    let message = format!(
        "cannot make the lock `{}`: it is gone again each time, still after {} seconds",
        path.display(),
        claim.patience.as_secs()
    );
    io::Error::new(io::ErrorKind::NotFound, message)
}

fn busy(path: &Path, claim: &Claim) -> io::Error {
    // Where the system does not let others read a locked file, nothing is known of the holder.
    let holder = fs::read_to_string(path).unwrap_or_default();
    let holder = match holder.trim() {
        "" => "another build".to_owned(),
        number => format!("another build, process {number},"),
    };
    let folder = path.parent().and_then(Path::parent).unwrap_or(path);
    let message = format!(
        "{holder} writes to `{}` and still holds the lock `{}` after {} seconds",
        folder.display(),
        path.display(),
        claim.patience.as_secs()
    );
    io::Error::new(io::ErrorKind::WouldBlock, message)
}
