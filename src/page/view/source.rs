//! `/sources/<id>/`: where something was published, and everything that rests on it.

use super::articles::ArticleCard;
use super::events::EventRow;
use super::row::Section;
use super::shared::{CiteView, DateView, LocalHtml, LocalText, Parts};
use super::shell::Shell;
use serde::Serialize;

/// A source's page.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Source {
    /// What stands around it.
    pub shell: Shell,
    /// Its title.
    pub title: LocalText,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its address, elsewhere.
    pub url: Option<String>,
    /// The archived copy's address.
    pub archive: Option<String>,
    /// When it was published.
    pub date: Option<DateView>,
    /// When it was retrieved.
    pub retrieved: Option<DateView>,
    /// The name of its language.
    pub language: Option<String>,
    /// The author's note on it.
    pub note: Option<String>,
    /// The text.
    pub body: Option<LocalHtml>,
    /// Passages that rest on it.
    pub cited: Option<Section>,
    /// Events that rest on it.
    pub events: Vec<EventRow>,
    /// Ways to all events, where not all are shown.
    pub events_parts: Option<Parts>,
    /// Briefings that name it as a source.
    pub articles: Vec<ArticleCard>,
    /// Ways to all briefings, where not all are shown.
    pub articles_parts: Option<Parts>,
    /// Passages that link to it.
    pub mentioned: Option<Section>,
    /// How the page is cited.
    pub cite: Option<CiteView>,
}
