//! Reads a site's inputs from disk: what is there, its hash, and the content of texts.
//!
//! Goes in: the root of a site. Comes out: a [`SourceSet`]. The only user of walkdir, and of imbl,
//! whose maps share what two sets have in common. Nothing outside the site's root is read; a symbolic
//! link that leaves it is reported. Texts are held; what is only copied is hashed as a stream. Nothing
//! here knows what an input means.

mod find;
mod hinted;
mod names;
mod read;
mod reading;
mod scan;
mod scanner;
mod stamp;

pub use names::{is_editor_leftover, looks_like_key};
pub use reading::EMPTY_PATIENCE;
pub use scan::{Scan, ScanSettings, add_texts, read_configuration, scan};
pub use scanner::{Asked, Scanner};

use crate::diagnostics::SourceMap;
use crate::digest::ContentHash;
use crate::paths::SourcePath;
use imbl::OrdMap;
use imbl::shared_ptr::DefaultSharedPtr;
use std::sync::Arc;

/// How many bytes a text may have where nothing else is said; `site.toml` always.
pub const TEXT_BYTES: u64 = 5_000_000;

/// One input.
#[derive(Clone, Debug)]
pub struct Source {
    /// Where it stands.
    pub path: SourcePath,
    /// Hash of its bytes.
    pub hash: ContentHash,
    /// What is in it.
    pub content: Content,
}

/// What is held of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A text (Markdown, TOML, a template), as it stands, a byte-order mark left out.
    Text(Arc<str>),
    /// A file that should be a text but is not UTF-8 from this byte on.
    NotUtf8 {
        /// The first byte that is not UTF-8.
        offset: usize,
    },
    /// A file that should be a text but has more bytes than a text may have; none of it is held.
    TooLarge {
        /// Its length in bytes.
        length: u64,
        /// How many it may have.
        limit: u64,
    },
    /// A file that is only copied; it stands at this place on disk.
    File {
        /// The file on disk; of a link, what it leads to.
        disk: std::path::PathBuf,
        /// Its length in bytes.
        length: u64,
    },
}

/// All inputs, by path. A clone costs nothing and shares what it holds; two sets that share are
/// compared in proportion to what differs.
#[derive(Clone, Debug, Default)]
pub struct SourceSet(pub OrdMap<SourcePath, Arc<Source>>);

/// The inputs of a set, in the order of their paths.
pub type Sources<'a> = imbl::ordmap::Values<'a, SourcePath, Arc<Source>, DefaultSharedPtr>;

impl Source {
    /// Makes a text, held in memory.
    pub fn from_text(path: SourcePath, text: &str) -> Self {
        Self { path, hash: ContentHash::of(text.as_bytes()), content: Content::Text(text.into()) }
    }

    /// The text; `None` of what is no text.
    pub fn text(&self) -> Option<&Arc<str>> {
        match &self.content {
            Content::Text(text) => Some(text),
            Content::NotUtf8 { .. } | Content::TooLarge { .. } | Content::File { .. } => None,
        }
    }
}

impl PartialEq for Source {
    /// Whether the two stand at one path, with the same bytes, and are held in one way. Texts are told
    /// apart by their hashes.
    fn eq(&self, other: &Self) -> bool {
        let is_held_alike = match (&self.content, &other.content) {
            (Content::Text(_), Content::Text(_)) | (Content::NotUtf8 { .. }, Content::NotUtf8 { .. }) => true,
            (
                Content::TooLarge { length, limit },
                Content::TooLarge { length: other_length, limit: other_limit },
            ) => (length, limit) == (other_length, other_limit),
            (Content::File { disk, length }, Content::File { disk: other_disk, length: other_length }) => {
                (disk, length) == (other_disk, other_length)
            }
            _ => false,
        };
        is_held_alike && self.hash == other.hash && self.path == other.path
    }
}

impl Eq for Source {}

impl SourceSet {
    /// Makes a set of texts by root-relative path; of two with one path the last counts.
    ///
    /// # Panics
    /// Where a path leaves the root: the paths are ours.
    pub fn from_texts<P: AsRef<str>, T: AsRef<str>>(texts: impl IntoIterator<Item = (P, T)>) -> Self {
        let mut sources = Self::default();
        for (path, text) in texts {
            let path = SourcePath::new(path.as_ref()).expect("a path given in code stays in the root");
            sources.insert(Source::from_text(path, text.as_ref()));
        }
        sources
    }

    /// The input at a path.
    pub fn get(&self, path: &SourcePath) -> Option<&Arc<Source>> {
        self.0.get(path)
    }

    /// All, sorted by path.
    pub fn iter(&self) -> Sources<'_> {
        self.0.values()
    }

    /// Adds one; it takes the place of another with its path, which is given back.
    pub fn insert(&mut self, source: Source) -> Option<Arc<Source>> {
        self.0.insert(source.path.clone(), Arc::new(source))
    }

    /// The texts, for reports.
    pub fn source_map(&self) -> SourceMap {
        let mut map = SourceMap::default();
        for source in self.iter() {
            if let Some(text) = source.text() {
                map.insert(source.path.clone(), Arc::clone(text));
            }
        }
        map
    }
}

impl<'a> IntoIterator for &'a SourceSet {
    type Item = &'a Arc<Source>;
    type IntoIter = Sources<'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests;
