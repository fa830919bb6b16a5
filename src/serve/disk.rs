//! Files that are sent from the disk.
//!
//! Goes in: a path that the pages named, never one of a request. Comes out: an open file with its tag,
//! and its bytes as they are sent, a piece at a time. A slow reader holds no thread.

use super::answer;
use crate::digest::ContentHash;
use axum::body::{Body, Bytes};
use hyper::body::{Body as Streamed, Frame, SizeHint};
use std::collections::HashMap;
use std::fs;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};
use tokio::sync::mpsc::{Receiver, channel};

/// How much is read at once.
const PIECE: u64 = 64 * 1024;

/// A file that changed less than this ago may change again without a sign of it.
const SETTLED: Duration = Duration::from_secs(2);

/// An open file.
pub(super) struct File {
    file: fs::File,
    /// How many bytes it has.
    pub length: u64,
}

/// The tags of files that were asked for, so that a film is not read anew for each part of it.
#[derive(Debug, Default)]
pub(super) struct Tags(Mutex<HashMap<PathBuf, Known>>);

#[derive(Debug)]
struct Known {
    stamp: Stamp,
    tag: String,
}

/// What tells a file from what it was without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: SystemTime,
    /// When anything of it was changed, which no program can set, and which file it is, by the disk and its
    /// number there; nothing where there is no such thing.
    inner: [i128; 3],
}

impl Stamp {
    fn of(data: &fs::Metadata) -> io::Result<Self> {
        Ok(Self { length: data.len(), modified: data.modified()?, inner: inner(data) })
    }

    /// Whether it has been the same for so long that a later change gives it another one.
    fn is_settled(&self) -> bool {
        let changed = u64::try_from(self.inner[0]).map(Duration::from_nanos).unwrap_or_default();
        let latest = self.modified.max(SystemTime::UNIX_EPOCH + changed);
        latest.elapsed().is_ok_and(|age| age > SETTLED)
    }
}

#[cfg(unix)]
fn inner(data: &fs::Metadata) -> [i128; 3] {
    use std::os::unix::fs::MetadataExt;
    let changed = i128::from(data.ctime()) * 1_000_000_000 + i128::from(data.ctime_nsec());
    [changed, i128::from(data.dev()), i128::from(data.ino())]
}

#[cfg(not(unix))]
fn inner(_data: &fs::Metadata) -> [i128; 3] {
    [0; 3]
}

impl Tags {
    /// Opens a file, with its tag.
    ///
    /// # Errors
    /// What the disk says: it may be gone.
    pub fn open(&self, path: &Path) -> io::Result<(File, String)> {
        let mut file = fs::File::open(path)?;
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Err(io::ErrorKind::NotFound.into());
        }
        let stamp = Stamp::of(&metadata)?;
        let length = stamp.length;
        let mut tags = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = tags.get(path).filter(|known| known.stamp == stamp);
        if let Some(known) = known {
            return Ok((File { file, length }, known.tag.clone()));
        }
        drop(tags);
        let tag = answer::tag(ContentHash::of_reader(&mut file)?);
        if stamp.is_settled() {
            tags = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            tags.insert(path.to_owned(), Known { stamp, tag: tag.clone() });
        }
        Ok((File { file, length }, tag))
    }
}

/// Sends bytes of a file; runs within the server's runtime.
pub(super) fn stream(file: File, range: Range<u64>) -> Body {
    let (sender, receiver) = channel(2);
    let mut left = range.end - range.start;
    let pieces = Pieces { receiver, left };
    tokio::spawn(async move {
        let mut file = file.file;
        let mut start = Some(range.start);
        while left > 0 {
            let (at, length) = (start.take(), left.min(PIECE));
            let read = move || (read_piece(&mut file, at, length), file);
            let Ok((piece, same)) = tokio::task::spawn_blocking(read).await else { return };
            file = same;
            let is_over = piece.is_err();
            left -= length;
            // Nobody listens any more, or there is no more to be had.
            if sender.send(piece).await.is_err() || is_over {
                return;
            }
        }
    });
    Body::new(pieces)
}

fn read_piece(file: &mut fs::File, start: Option<u64>, length: u64) -> io::Result<Bytes> {
    if let Some(start) = start {
        file.seek(SeekFrom::Start(start))?;
    }
    let mut piece = vec![0; usize::try_from(length).expect("a piece is small")];
    // A file that has become shorter ends the connection, since its length is promised already.
    file.read_exact(&mut piece)?;
    Ok(piece.into())
}

/// A body that another task reads.
struct Pieces {
    receiver: Receiver<io::Result<Bytes>>,
    left: u64,
}

impl Streamed for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let piece = self.receiver.poll_recv(context);
        if let Poll::Ready(Some(Ok(bytes))) = &piece {
            self.left = self.left.saturating_sub(bytes.len() as u64);
        }
        piece.map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
