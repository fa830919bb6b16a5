//! What tells a file from what it was without reading it.
//!
//! Goes in: what the disk says of a file. Comes out: a stamp, equal where the file is the one it was, as
//! far as the disk can say; and whether that can be relied upon.

use std::fs::Metadata;
#[cfg(not(unix))]
use std::time::UNIX_EPOCH;

/// How long before a look a file must have been written for its stamp to be relied upon, in
/// nanoseconds. A disk's clock goes in steps, of some milliseconds on most: a file that is written twice
/// within one step has the stamp of the first time still.
const STEP: i128 = 100_000_000;

/// What a disk says of a file; times in nanoseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// How many bytes it has.
    pub length: u64,
    /// When its content was changed, as far as programs are honest.
    modified: i128,
    /// When anything of it was changed, which no program can set; `modified` where there is no such time.
    changed: i128,
    /// Which file it is, by the disk and its number there; of no meaning where there are no such numbers.
    identity: (u64, u64),
}

impl Stamp {
    /// The stamp of a file.
    #[cfg(unix)]
    pub fn of(data: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        let time = |seconds: i64, rest: i64| i128::from(seconds) * 1_000_000_000 + i128::from(rest);
        Self {
            length: data.len(),
            modified: time(data.mtime(), data.mtime_nsec()),
            changed: time(data.ctime(), data.ctime_nsec()),
            identity: (data.dev(), data.ino()),
        }
    }

    /// The stamp of a file.
    #[cfg(not(unix))]
    pub fn of(data: &Metadata) -> Self {
        let since = data.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let modified = since.map_or(0, |since| since.as_nanos() as i128);
        Self { length: data.len(), modified, changed: modified, identity: (0, 0) }
    }

    /// Whether the file would have another stamp if it were written from a time on, in nanoseconds since
    /// 1970.
    pub fn is_settled_at(&self, time: i128) -> bool {
        self.modified.max(self.changed).saturating_add(STEP) < time
    }
}
