//! What the server is handed: one build's pages, and what is to be said about it.
//!
//! Values and one trait alone. Nothing here knows how pages are made, or how they are sent.

use crate::diagnostics::Severity;
use crate::paths::{OutputPath, UrlPath};
use std::path::PathBuf;
use std::sync::Arc;

/// What a preview shows: the pages of one build, which do not change any more.
///
/// Every function may take as long as making a page takes; the server calls them where nobody else has
/// to wait. Addresses are decoded and begin at the site's root, without the path of `base_url`.
pub trait Pages: Send + Sync {
    /// What stands at an address; `None`: nothing.
    ///
    /// # Errors
    /// Where that is not known in time.
    fn at(&self, address: &UrlPath) -> Result<Option<Served>, NotYet>;

    /// What is shown where nothing stands.
    fn not_found(&self) -> Option<Served>;

    /// Its version, as far as it is known. An edition is not published before this has returned, so that
    /// it may not wait for what is done after that.
    fn not_found_version(&self) -> Option<String> {
        self.not_found()?.version
    }

    /// Why nothing stands at an address where something would: it is held back. A sentence with code between
    /// backticks, for the author alone.
    fn held_back(&self, _address: &UrlPath) -> Option<String> {
        None
    }

    /// Whether it is known yet what stands at an address: a tab that shows what is not is told later.
    fn is_known(&self, _address: &UrlPath) -> bool {
        true
    }

    /// A text that changes exactly when a tab that shows the address has to load it anew. For a page it
    /// leaves the hashed names of assets out, and is what [`Served::version`] says. `None`: nothing
    /// stands there.
    fn version(&self, address: &UrlPath) -> Option<String>;

    /// The text of `_redirects`, if there is one.
    fn redirects(&self) -> Option<Arc<str>>;
}

/// What stands at an address is not known yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotYet;

/// A file as it is answered.
#[derive(Clone, Debug)]
pub struct Served {
    /// Where it stands in the output; its ending says what type it has.
    pub path: OutputPath,
    /// Its content.
    pub body: Body,
    /// For a page its version; a page gets the script of the preview. `None` for other files.
    pub version: Option<String>,
}

/// Where a file's content is.
#[derive(Clone, Debug)]
pub enum Body {
    /// Here.
    Bytes(Arc<[u8]>),
    /// In a file, which may be gone by the time it is asked for.
    Disk(PathBuf),
}

/// One build, ready to be shown.
#[derive(Clone)]
pub struct Edition {
    /// The build's number; each is higher than the one before.
    pub number: u64,
    /// Its pages.
    pub pages: Arc<dyn Pages>,
    /// Below which path the site stands, with a slash at both ends: `/` or `/briefing/`.
    pub prefix: String,
    /// The address of the stylesheet now, from the site's root, percent-encoded. A page whose stylesheet
    /// has this name but for the hash gets this one in its place, without being loaded anew.
    pub style: Option<String>,
    /// What was found while it was built.
    pub findings: Arc<Findings>,
    /// The command that opens a source, as `serve.editor` has it.
    pub editor: Option<String>,
}

/// What a build has to say to those who look at its pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Findings {
    /// How they are shown.
    pub shown: Shown,
    /// The findings in their order.
    pub list: Vec<Finding>,
}

/// How findings are shown in a tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Not at all: what was shown goes.
    Nothing,
    /// Folded to a bar: the page is as it is now, with the fault marked in its place.
    Bar,
    /// Over the page, which is the last good one.
    Overlay,
}

/// One finding, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// What kind: `unknown-reference`.
    pub code: String,
    /// The fact.
    pub message: String,
    /// Where it is.
    pub place: Option<Place>,
    /// The lines around it, as a report shows them.
    pub excerpt: Option<String>,
    /// What would be right.
    pub help: Option<String>,
    /// The whole of it as it is printed, without colours: what is copied.
    pub text: String,
}

/// A place in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, relative to the site's root, with `/` between its folders.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

/// What a build that has nothing to say brings along.
impl Default for Findings {
    fn default() -> Self {
        Self { shown: Shown::Nothing, list: Vec::new() }
    }
}
