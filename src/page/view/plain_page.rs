//! `/<slug>/`: a page of the author's own, such as "about".

use super::shared::{ContentsEntry, ImageView, LocalHtml};
use super::shell::Shell;
use serde::Serialize;

/// A page of the author's own.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Page {
    /// What stands around it.
    pub shell: Shell,
    /// The title.
    pub heading: String,
    /// The title's language.
    pub lang: Option<String>,
    /// The summary; inline HTML.
    pub summary: Option<LocalHtml>,
    /// A picture.
    pub image: Option<ImageView>,
    /// The table of contents; empty where none is shown.
    pub contents: Vec<ContentsEntry>,
    /// The text.
    pub body: LocalHtml,
}
