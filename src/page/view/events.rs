//! `/events/`: what is coming, and what was.

use super::shared::{DateView, Label, Link, LocalHtml, Parts, RecordLink};
use super::shell::Shell;
use serde::Serialize;

/// An event in a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct EventRow {
    /// The event; what kind it is is the link's note.
    pub event: RecordLink,
    /// When; `None` for an undated one.
    pub date: Option<DateView>,
    /// The status where it is not `held`.
    pub status: Option<Label>,
    /// Where, in words.
    pub place: Option<String>,
    /// The summary; inline HTML.
    pub summary: Option<LocalHtml>,
    /// Who was there, the first few.
    pub participants: Vec<RecordLink>,
}

/// Events of one year or month, or those without a date.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct EventGroup {
    /// `site-2025`.
    pub id: String,
    /// "2025", "date unknown".
    pub heading: String,
    /// Never empty.
    pub rows: Vec<EventRow>,
}

/// The register of events, or a part of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Events {
    /// What stands around it.
    pub shell: Shell,
    /// "Events".
    pub heading: String,
    /// How many there are, in words.
    pub note: Option<String>,
    /// Leads to the table of attendance, where there is something in it.
    pub attendance: Option<Link>,
    /// What is to come, the next first.
    pub coming: Vec<EventRow>,
    /// All others, newest first.
    pub groups: Vec<EventGroup>,
    /// The parts, where it is long.
    pub parts: Option<Parts>,
}
