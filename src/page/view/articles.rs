//! `/articles/` and `/articles/<year>/`: the archive.

use super::shared::{DateView, Label, LocalHtml, NavLink, Parts, RecordLink};
use super::shell::Shell;
use serde::Serialize;

/// An article in a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ArticleCard {
    /// Its page.
    pub href: String,
    /// Its title.
    pub title: String,
    /// The title's and summary's language.
    pub lang: Option<String>,
    /// "in Dutch", where it is not in the page's language.
    pub language_label: Option<String>,
    /// Its summary, inline HTML without ids.
    pub summary: Option<LocalHtml>,
    /// When it was published.
    pub date: DateView,
    /// When it was updated.
    pub updated: Option<DateView>,
    /// What kind of article it is.
    pub genre: Option<Label>,
    /// Its topics.
    pub topics: Vec<RecordLink>,
    /// Why it stands here: "same event: …".
    pub reason: Option<String>,
}

/// Articles of one year or month.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ArticleGroup {
    /// `site-2025-03`.
    pub id: String,
    /// "March 2025".
    pub heading: String,
    /// Newest first; never empty.
    pub articles: Vec<ArticleCard>,
}

/// The archive, or a year of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Articles {
    /// What stands around it.
    pub shell: Shell,
    /// "Briefings", "Briefings of 2025".
    pub heading: String,
    /// How many there are, in words.
    pub note: Option<String>,
    /// The years.
    pub years: Vec<NavLink>,
    /// Newest first.
    pub groups: Vec<ArticleGroup>,
    /// The parts, where it is long.
    pub parts: Option<Parts>,
}
