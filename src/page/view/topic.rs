//! `/topics/<id>/`: the question, who stands where, and what was said.

use super::articles::ArticleCard;
use super::row::{Section, SourceRow};
use super::shared::{CiteView, DateView, LocalHtml, LocalText, NavLink, Parts};
use super::shell::Shell;
use super::stance::MatrixPart;
use super::timeline::TimelineSection;
use serde::Serialize;

/// A topic's page.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Topic {
    /// What stands around it.
    pub shell: Shell,
    /// The name.
    pub name: LocalText,
    /// What one takes a stance on.
    pub question: Option<LocalText>,
    /// The summary; inline HTML.
    pub summary: Option<LocalHtml>,
    /// "As of 15 March 2025": the day that it says how things stand on.
    pub as_of: Option<DateView>,
    /// "Next update: 20 March 2025".
    pub next_update: Option<DateView>,
    /// The text.
    pub body: Option<LocalHtml>,
    /// The sections that follow, with their counts.
    pub contents: Vec<NavLink>,
    /// Who stands where: one column; `None` where nobody's position is known.
    pub positions: Option<MatrixPart>,
    /// Statements on it, newest first.
    pub statements: Option<Section>,
    /// What was done on it.
    pub did: Option<Section>,
    /// Its events.
    pub timeline: Option<TimelineSection>,
    /// Passages that name it.
    pub mentioned: Option<Section>,
    /// Its briefings, newest first.
    pub articles: Vec<ArticleCard>,
    /// Ways to all briefings, where not all are shown.
    pub articles_parts: Option<Parts>,
    /// What is said of it rests on these.
    pub sources: Vec<SourceRow>,
    /// How the page is cited.
    pub cite: Option<CiteView>,
}
