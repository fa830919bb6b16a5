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
}

/// A page of the tree: its key and fingerprint, and what it holds once it was asked for.
#[derive(Debug)]
pub struct Cell {
    /// The page.
    pub page: PlannedPage,
    /// Of all that its bytes depend on.
    pub fingerprint: Fingerprint,
    /// The same without the hashed names of the theme's assets: where only these change, a preview
    /// need not load the page anew.
    pub content_fingerprint: Fingerprint,
    filled: OnceLock<Filled>,
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

/// Fills cells: makes a page out of what its key says.
pub trait Fill: Sync {
    /// Makes the page of a cell. Pure: the same page gives the same bytes.
    fn fill(&self, page: &PlannedPage) -> Filled;
}

impl Cell {
    /// A cell that nobody has asked for yet.
    pub fn new(page: PlannedPage, fingerprint: Fingerprint, content_fingerprint: Fingerprint) -> Self {
        Self { page, fingerprint, content_fingerprint, filled: OnceLock::new() }
    }

    /// What it holds; made now if nobody asked before.
    pub fn get(&self, filler: &dyn Fill) -> &Filled {
        self.filled.get_or_init(|| filler.fill(&self.page))
    }

    /// What it holds, if somebody asked.
    pub fn peek(&self) -> Option<&Filled> {
        self.filled.get()
    }

    /// Its bytes; made again where they were dropped.
    pub fn bytes(&self, filler: &dyn Fill) -> Arc<[u8]> {
        let held = self.get(filler).bytes.lock().unwrap_or_else(PoisonError::into_inner).clone();
        held.unwrap_or_else(|| {
            let again = filler.fill(&self.page);
            let bytes = again.bytes.into_inner().unwrap_or_else(PoisonError::into_inner);
            bytes.expect("a page that was just made holds its bytes")
        })
    }

    /// Lets go of the bytes; all else stays.
    pub fn drop_bytes(&self) {
        if let Some(filled) = self.filled.get() {
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
