//! `/articles/<id>/`: a briefing.

use super::articles::ArticleCard;
use super::row::{AmendmentRow, SourceRow};
use super::shared::{CiteView, ContentsEntry, DateView, ImageView, Label, LocalHtml, RecordLink};
use super::shell::Shell;
use super::timeline::TimelineEntry;
use serde::Serialize;

/// A participant that an article names.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct WhoEntry {
    /// Who; what they are is the link's note.
    pub participant: RecordLink,
    /// The role on the article's date, or as printed.
    pub role: Option<String>,
    /// Their summary, inline HTML.
    pub summary: Option<LocalHtml>,
    /// The first place in which the article names them: `#p-…`.
    pub href: String,
    /// "named 5 times, 2 statements".
    pub note: Option<String>,
}

/// A briefing.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Article {
    /// What stands around it.
    pub shell: Shell,
    /// Its topics; the first is the kicker.
    pub topics: Vec<RecordLink>,
    /// What kind of article it is.
    pub genre: Option<Label>,
    /// The title.
    pub heading: String,
    /// The summary; inline HTML.
    pub summary_html: Option<String>,
    /// "by A and B".
    pub byline: Option<String>,
    /// When it was published.
    pub published: DateView,
    /// When it was updated.
    pub updated: Option<DateView>,
    /// "As of 15 March 2025": the day that it says how things stand on.
    pub as_of: Option<DateView>,
    /// "Next update: 20 March 2025".
    pub next_update: Option<DateView>,
    /// The opening picture.
    pub image: Option<ImageView>,
    /// Key points; inline HTML each.
    pub key_points: Vec<String>,
    /// The table of contents; empty where none is shown.
    pub contents: Vec<ContentsEntry>,
    /// The text, with mentions, permalinks and notes; its headings begin at `h2`.
    pub body: String,
    /// What we know; inline HTML each.
    pub known: Vec<String>,
    /// What we don't know; inline HTML each.
    pub unknown: Vec<String>,
    /// Its events, in order.
    pub timeline: Vec<TimelineEntry>,
    /// Whom it names.
    pub who: Vec<WhoEntry>,
    /// What it rests on.
    pub sources: Vec<SourceRow>,
    /// Updates and corrections, newest first.
    pub history: Vec<AmendmentRow>,
    /// Related briefings, each with its reason.
    pub related: Vec<ArticleCard>,
    /// How it is cited.
    pub cite: Option<CiteView>,
}
