//! `site.toml` as a typed value.
//!
//! Goes in: the text of the file. Comes out: a [`Config`], complete with defaults, and findings with
//! their places. A mistake costs the value that it stands in, nothing else, so that all of them are
//! found in one run. Nothing is read from disk, and no reference is looked up here.

mod identity;
mod parse;
mod reader;
mod shown;
#[cfg(test)]
mod tests;
mod value;

pub use parse::parse;

use crate::diagnostics::{Diagnostics, Located, Severity};
use crate::digest::Fingerprint;
use crate::locale::{Language, Text};
use std::collections::BTreeMap;

/// A site's configuration, complete with defaults.
#[derive(Clone, Debug)]
pub struct Config {
    /// `[site]`.
    pub site: Site,
    /// `[publisher]`.
    pub publisher: Publisher,
    /// `[[menu]]`.
    pub menu: Vec<MenuEntry>,
    /// `[footer]`: inline Markdown as written, by language, with its place in `site.toml`.
    pub footer: crate::locale::Localized<Located<String>>,
    /// `[markdown]`.
    pub markdown: Markdown,
    /// `[build]`.
    pub build: BuildConfig,
    /// `[languages.<lang>]`: interface strings that correct the built-in ones, by language and key.
    pub strings: BTreeMap<Language, BTreeMap<String, Located<String>>>,
    /// `languages.complete`.
    pub complete: bool,
    /// `[serve]`.
    pub serve: ServeConfig,
    /// `[limits]`.
    pub limits: Limits,
    /// `[checks]`: severity by code.
    pub checks: BTreeMap<crate::diagnostics::Code, Check>,
    /// Hash of the text that all of this was read from, and of an address given in its place.
    pub fingerprint: Fingerprint,
}

/// `[site]`.
#[derive(Clone, Debug)]
pub struct Site {
    /// The site's name; empty only where that was reported.
    pub title: Text,
    /// What the site is about; may be empty.
    pub description: Text,
    /// Never empty; the first is the main one.
    pub languages: Vec<Language>,
    /// The address of the home page: `http(s)`, with a trailing slash; `None` where none is given.
    pub base_url: Option<String>,
    /// The day or date-time that "now" means.
    pub as_of: Option<Located<crate::date::Date>>,
    /// A colour as `#rrggbb` in lower case, legible on light paper.
    pub accent: Option<String>,
    /// As written: a path below `static/`.
    pub logo: Option<Located<String>>,
    /// What others may do with the texts.
    pub license: Option<License>,
}

/// `site.license`.
#[derive(Clone, Debug)]
pub struct License {
    /// Its short name: `CC BY 4.0`.
    pub name: String,
    /// Its full name.
    pub title: Option<String>,
    /// An `http(s)` address.
    pub url: Option<String>,
}

/// `[publisher]`.
#[derive(Clone, Debug, Default)]
pub struct Publisher {
    /// Who publishes the site.
    pub name: Option<String>,
    /// An `http(s)` address.
    pub url: Option<String>,
    /// As written: a path below `static/`, or an `http(s)` address.
    pub logo: Option<Located<String>>,
    /// By key (`ethics`, `corrections`, …): an address or a reference as written.
    pub policies: BTreeMap<String, Located<String>>,
}

/// An entry of `[[menu]]`.
#[derive(Clone, Debug)]
pub struct MenuEntry {
    /// What is shown; never empty.
    pub title: Text,
    /// A reference, an address, or a page of ours, as written.
    pub to: Located<String>,
}

/// `[markdown]`: how texts are read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Markdown {
    /// Whether `[[id]]` is a link.
    pub wikilinks: bool,
    /// Whether bare `[Name]` counts.
    pub bare_names: bool,
    /// Whether straight quotes and hyphens become typographic ones.
    pub smart: bool,
    /// What becomes of raw HTML.
    pub html: Html,
}

/// `markdown.html`: what becomes of raw HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Html {
    /// Raw HTML is shown as text and reported.
    Text,
    /// A small safe set is kept.
    Sanitize,
}

/// `[build]`.
#[derive(Clone, Debug)]
pub struct BuildConfig {
    /// Relative to the root, or absolute.
    pub output: String,
    /// Whether links name the `index.html` that they lead to.
    pub file_links: bool,
    /// Relative to the root, without slashes at its ends; never empty.
    pub content: String,
    /// Whether drafts are published.
    pub drafts: bool,
}

/// `[serve]`: the preview.
#[derive(Clone, Debug)]
pub struct ServeConfig {
    /// Never 0.
    pub port: u16,
    /// What opens a source, as written.
    pub editor: Option<String>,
}

/// `[limits]`: what a text may cost; none is 0.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Limits {
    /// Bytes of a text file.
    pub file_bytes: usize,
    /// Block containers (quotes, lists, `:::` blocks) within each other.
    pub nesting: usize,
    /// Events of the Markdown parser a file.
    pub events: usize,
    /// How many times its source the HTML of a body may be.
    pub expansion: usize,
}

/// What `[checks]` says of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// It is not reported.
    Off,
    /// It is reported, and the site is built.
    Warning,
    /// Nothing is written while one stands.
    Error,
}

/// What parsing a document depends on, besides the document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ParseSettings {
    /// The site's languages, the main one first; never empty.
    pub languages: Vec<Language>,
    /// The content folder, relative to the root.
    pub content: String,
    /// How texts are read.
    pub markdown: Markdown,
    /// What a text may cost.
    pub limits: Limits,
}

impl Config {
    /// What parsing a document depends on.
    pub fn parse_settings(&self) -> ParseSettings {
        ParseSettings {
            languages: self.site.languages.clone(),
            content: self.build.content.clone(),
            markdown: self.markdown.clone(),
            limits: self.limits.clone(),
        }
    }

    /// Gives findings the severity that `[checks]` asks for, and drops those that are off.
    pub fn judge(&self, diagnostics: Diagnostics) -> Diagnostics {
        let mut judged = Diagnostics::new();
        judged.extend(diagnostics.into_iter().filter_map(|mut diagnostic| {
            let check = self.checks.get(&diagnostic.code).filter(|_| !diagnostic.code.is_fixed());
            match check {
                Some(Check::Off) => return None,
                Some(Check::Warning) => diagnostic.severity = Severity::Warning,
                Some(Check::Error) => diagnostic.severity = Severity::Error,
                None => {}
            }
            Some(diagnostic)
        }));
        judged
    }

    /// The same site at another address, as the command line gives it.
    ///
    /// # Errors
    /// What is wrong with the address, to stand behind "`--base-url` ".
    pub fn set_base_url(mut self, address: &str) -> Result<Self, String> {
        let address = value::base_url(address)?;
        self.fingerprint = self.fingerprint.with_text(&address);
        self.site.base_url = Some(address);
        Ok(self)
    }
}

impl ParseSettings {
    /// Equal where documents are parsed alike; good within this process alone.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of_value(self)
    }
}
