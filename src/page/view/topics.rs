//! `/topics/`: what is talked about.

use super::shared::{LocalHtml, LocalText, Parts, RecordLink};
use super::shell::Shell;
use serde::Serialize;

/// A topic in a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TopicRow {
    /// The topic.
    pub topic: RecordLink,
    /// What one takes a stance on.
    pub question: Option<LocalText>,
    /// The summary; inline HTML.
    pub summary: Option<LocalHtml>,
    /// "5 briefings, 12 statements".
    pub counts: Option<String>,
}

/// The register of topics, or a part of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Topics {
    /// What stands around it.
    pub shell: Shell,
    /// "Topics".
    pub heading: String,
    /// How many there are, in words.
    pub note: Option<String>,
    /// In the language's order.
    pub rows: Vec<TopicRow>,
    /// The parts, where it is long.
    pub parts: Option<Parts>,
}
