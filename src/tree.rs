//! The tree of addresses and cells, and who takes what it gives.

use crate::diagnostics::Diagnostics;
use crate::digest::{ContentHash, Fingerprint};
use crate::html::FoundLink;
use crate::page::PlannedPage;
use crate::paths::{OutputFile, OutputPath, UrlPath};
use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// One file that is copied as it is.
#[derive(Clone, Debug)]
pub struct CopiedFile {
    /// Where it is to stand.
    pub path: OutputPath,
    /// Where it stands on disk now.
    pub disk: PathBuf,
    /// Hash of its bytes, as they were when the sources were read.
    pub hash: ContentHash,
}

/// Takes the files of a build, from several threads at once, in any order, each path once.
pub trait Sink: Sync {
    /// Takes one file.
    ///
    /// # Errors
    /// What the disk says, with the path; a path that was taken before.
    fn take(&self, file: &OutputFile) -> io::Result<()>;

    /// Takes one file that is only copied.
    ///
    /// # Errors
    /// As [`Sink::take`], and where the file cannot be read.
    fn take_copy(&self, file: &CopiedFile) -> io::Result<()>;

    /// Takes a file of which only the hash is at hand, where that is enough: what stands at its place
    /// already is just this. Where it is not, nothing was taken.
    ///
    /// # Errors
    /// As [`Sink::take`].
    fn keep(&self, _path: &OutputPath, _hash: ContentHash, _permalinks: &[String]) -> io::Result<bool> {
        Ok(false)
    }
}

/// A page of the tree: its key and address, and what it holds once it was asked for.
#[derive(Debug)]
pub struct Cell {
    /// The page.
    pub page: PlannedPage,
    /// What stood here when it was last asked for, in a tree before this one.
    before: Option<Arc<Made>>,
    /// Its fingerprints when they were last asked for, in a tree before this one.
    prints_before: Option<Prints>,
    prints: OnceLock<Prints>,
    made: OnceLock<Arc<Made>>,
}

/// Fingerprints of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prints {
    /// Of all that its bytes depend on.
    pub page: Fingerprint,
    /// The same without the hashed names of the theme's assets: where only these change, a preview
    /// need not load the page anew.
    pub content: Fingerprint,
}

/// A page that was made.
#[derive(Debug)]
struct Made {
    prints: Prints,
    filled: Filled,
}

/// What a page holds.
#[derive(Debug)]
pub struct Filled {
    bytes: Mutex<Option<Arc<[u8]>>>,
    /// Hash of its bytes.
    pub hash: ContentHash,
    /// The ids on it, sorted.
    pub anchors: Vec<String>,
    /// Its links within the site.
    pub links: Vec<FoundLink>,
    /// What is wrong with it; then it is not to be published.
    pub diagnostics: Diagnostics,
}

impl Filled {
    /// Joins what the making of a page gave.
    pub fn new(
        bytes: Vec<u8>,
        anchors: Vec<String>,
        links: Vec<FoundLink>,
        diagnostics: Diagnostics,
    ) -> Self {
        let hash = ContentHash::of(&bytes);
        Self { bytes: Mutex::new(Some(bytes.into())), hash, anchors, links, diagnostics }
    }
}

/// Fills cells: makes a page out of what its key says. Pure: the same page gives the same.
pub trait Fill: Sync {
    /// Fingerprints of what a page sees, without making it.
    fn prints(&self, page: &PlannedPage) -> Prints;

    /// Makes a page.
    fn fill(&self, page: &PlannedPage) -> Filled;
}

impl Cell {
    /// A page that no tree has held before.
    pub fn new(page: PlannedPage) -> Self {
        Self { page, before: None, prints_before: None, prints: OnceLock::new(), made: OnceLock::new() }
    }

    /// The same page in the tree after this one: what it held stays good if it sees the same still.
    pub fn after(&self, page: PlannedPage) -> Self {
        let before = self.made.get().or(self.before.as_ref()).filter(|_| page.key == self.page.key);
        let (prints, made) = (OnceLock::new(), OnceLock::new());
        Self { page, before: before.cloned(), prints_before: self.known_prints(), prints, made }
    }

    /// Its fingerprints, made now if nobody asked before.
    pub fn prints(&self, filler: &dyn Fill) -> Prints {
        *self.prints.get_or_init(|| filler.prints(&self.page))
    }

    /// Its fingerprints, if somebody asked; else those of what it held before.
    pub fn known_prints(&self) -> Option<Prints> {
        self.prints.get().copied().or(self.prints_before)
    }

    /// Whether the page is another one than when its fingerprints were last asked for; a page whose never
    /// were is new.
    pub fn has_changed(&self, filler: &dyn Fill) -> bool {
        let before = self.prints_before.map(|before| before.page);
        before != Some(self.prints(filler).page)
    }

    /// What it holds; made now if nobody asked before, and it is not what it was.
    pub fn get(&self, filler: &dyn Fill) -> &Filled {
        let made = self.made.get_or_init(|| {
            let prints = self.prints(filler);
            match &self.before {
                Some(before) if before.prints.page == prints.page => before.clone(),
                _ => Arc::new(Made { prints, filled: filler.fill(&self.page) }),
            }
        });
        &made.filled
    }

    /// What it holds, if somebody asked.
    pub fn peek(&self) -> Option<&Filled> {
        self.made.get().map(|made| &made.filled)
    }

    /// Whether it holds what it held before: nothing was made anew.
    pub fn is_as_before(&self) -> bool {
        matches!((self.made.get(), &self.before), (Some(made), Some(before)) if Arc::ptr_eq(made, before))
    }

    /// Its bytes; made again where they were dropped, and kept then.
    pub fn bytes(&self, filler: &dyn Fill) -> Arc<[u8]> {
        let filled = self.get(filler);
        let held = || filled.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = held().clone() {
            return bytes;
        }
        let again = filler.fill(&self.page);
        let bytes = again.bytes.into_inner().unwrap_or_else(PoisonError::into_inner);
        let bytes = bytes.expect("a page that was just made holds its bytes");
        *held() = Some(bytes.clone());
        bytes
    }

    /// Lets go of the bytes; all else stays.
    pub fn drop_bytes(&self) {
        if let Some(filled) = self.peek() {
            *filled.bytes.lock().unwrap_or_else(PoisonError::into_inner) = None;
        }
    }
}

/// Everything that a site's output consists of, by address.
#[derive(Clone, Debug, Default)]
pub struct OutputTree {
    /// Pages.
    pub cells: BTreeMap<UrlPath, Arc<Cell>>,
    /// Files made by the program, such as the stylesheet.
    pub files: BTreeMap<UrlPath, OutputFile>,
    /// Files that are copied.
    pub copies: BTreeMap<UrlPath, CopiedFile>,
}

impl OutputTree {
    /// Whether something stands at an address.
    pub fn contains(&self, path: &UrlPath) -> bool {
        self.cells.contains_key(path) || self.files.contains_key(path) || self.copies.contains_key(path)
    }
}
