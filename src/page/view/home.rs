//! `/`: what is new, what is coming, who matters now.

use super::articles::ArticleCard;
use super::events::EventRow;
use super::row::Section;
use super::shared::{Link, LocalHtml, RecordLink};
use super::shell::Shell;
use super::stance::StanceChange;
use super::topics::TopicRow;
use serde::Serialize;

/// The home page.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Home {
    /// What stands around it.
    pub shell: Shell,
    /// The title of `index.md`, else the site's.
    pub heading: String,
    /// The summary of `index.md`, else the site's description; inline HTML.
    pub summary_html: Option<String>,
    /// The text of `index.md`.
    pub body: Option<LocalHtml>,
    /// The newest briefings.
    pub articles: Vec<ArticleCard>,
    /// Leads to all briefings.
    pub articles_more: Option<Link>,
    /// Events that are to come, the next first.
    pub coming: Vec<EventRow>,
    /// Leads to all events.
    pub coming_more: Option<Link>,
    /// The latest statements.
    pub statements: Option<Section>,
    /// Stances that changed lately.
    pub changes: Vec<StanceChange>,
    /// Leads to all changes.
    pub changes_more: Option<Link>,
    /// Who is mentioned most of late; the count is the link's note.
    pub participants: Vec<RecordLink>,
    /// "mentioned most from 15 December 2024 to 15 March 2025".
    pub participants_note: Option<String>,
    /// Leads to all participants.
    pub participants_more: Option<Link>,
    /// The topics.
    pub topics: Vec<TopicRow>,
    /// Leads to all topics.
    pub topics_more: Option<Link>,
}
