//! Reads inputs once more, where they may have changed.
//!
//! Goes in: what was found, and what was seen before. Comes out: what is seen now; what is as it was is
//! the very value of before. A stamp is believed where it is settled and nobody asks for the input.

use super::Source;
use super::read::{Found, read};
use super::stamp::Stamp;
use crate::digest::ContentHash;
use crate::paths::SourcePath;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// How long a file that has become empty is given: some editors empty it first and write then.
pub const EMPTY_PATIENCE: Duration = Duration::from_millis(100);

/// What was seen of an input.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    /// What it was found as.
    pub found: Found,
    pub stamp: Stamp,
    /// Whether the same stamp means the same content.
    pub is_settled: bool,
    /// What was read.
    pub source: Arc<Source>,
}

/// How inputs are read once more.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    /// What is read whatever its stamp says.
    pub asked: &'a BTreeSet<PathBuf>,
    /// The time of the look, in nanoseconds since 1970.
    pub at: i128,
}

impl Reading<'_> {
    /// Reads what was found, in its order, or takes it over from what was seen before; what has vanished
    /// since is left out.
    ///
    /// # Errors
    /// What the disk says, with the path.
    pub fn read(self, found: &[Found], before: &BTreeMap<SourcePath, Seen>) -> io::Result<Vec<Seen>> {
        self.read_giving_time(found, before, || std::thread::sleep(EMPTY_PATIENCE))
    }

    fn read_giving_time(
        self,
        found: &[Found],
        before: &BTreeMap<SourcePath, Seen>,
        pause: impl FnOnce(),
    ) -> io::Result<Vec<Seen>> {
        let read = |found| self.read_one(found, before.get(&found.path));
        let mut inputs: Vec<Option<Seen>> = found.par_iter().map(read).collect::<io::Result<_>>()?;
        let nothing = ContentHash::of(b"");
        let was_emptied = |seen: &Seen| {
            let before = before.get(&seen.found.path);
            seen.source.hash == nothing && before.is_some_and(|before| before.source.hash != nothing)
        };
        let emptied: Vec<usize> =
            (0..inputs.len()).filter(|at| inputs[*at].as_ref().is_some_and(was_emptied)).collect();
        if !emptied.is_empty() {
            // One pause for all: there may be thousands.
            pause();
        }
        for at in emptied {
            inputs[at] = self.read_anew(&found[at], inputs[at].as_ref())?;
        }
        Ok(inputs.into_iter().flatten().collect())
    }

    fn read_one(self, found: &Found, before: Option<&Seen>) -> io::Result<Option<Seen>> {
        let before = before.filter(|before| before.found == *found);
        let known = before.filter(|before| before.is_settled && !self.asked.contains(&found.disk));
        if let Some(before) = known
            && fs::metadata(&found.disk).is_ok_and(|data| Stamp::of(&data) == before.stamp)
        {
            return Ok(Some(before.clone()));
        }
        self.read_anew(found, before)
    }

    fn read_anew(self, found: &Found, before: Option<&Seen>) -> io::Result<Option<Seen>> {
        let Some((source, stamp)) = read(found)? else { return Ok(None) };
        let source = match before {
            Some(before) if *before.source == source => Arc::clone(&before.source),
            _ => Arc::new(source),
        };
        let is_settled = stamp.is_settled_at(self.at);
        Ok(Some(Seen { found: found.clone(), stamp, is_settled, source }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::read::Kind;

    /// Reads a file that had a text before and is empty now; `meanwhile` is what happens while it is
    /// given time.
    fn emptied(meanwhile: impl FnOnce(&Found)) -> ContentHash {
        let folder = tempfile::tempdir().unwrap();
        let path = SourcePath::new("content/a.md").unwrap();
        let found = Found { path, disk: folder.path().join("a.md"), kind: Kind::Text, limit: 100 };
        let reading = Reading { asked: &BTreeSet::new(), at: i128::MIN };
        fs::write(&found.disk, "text").unwrap();
        let before = reading.read_anew(&found, None).unwrap().unwrap();
        let before = BTreeMap::from([(found.path.clone(), before)]);
        fs::write(&found.disk, "").unwrap();
        let found = [found];
        let read = reading.read_giving_time(&found, &before, || meanwhile(&found[0])).unwrap();
        read[0].source.hash
    }

    #[test]
    fn a_file_that_becomes_empty_is_given_time() {
        let hash = emptied(|found| fs::write(&found.disk, "back").unwrap());
        assert_eq!(hash, ContentHash::of(b"back"));
    }

    #[test]
    fn a_file_that_stays_empty_is_empty() {
        assert_eq!(emptied(|_| ()), ContentHash::of(b""));
    }
}
