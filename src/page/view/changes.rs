//! `/changes/` and `/changes/<year>/<month>/`: for the reader who comes back each week.

use super::row::{AmendmentRow, PassageRow};
use super::shared::{DateView, Fact, Label, Parts, PlaceLink, RecordLink};
use super::shell::Shell;
use super::stance::StanceChange;
use serde::Serialize;

/// An event or statement whose status changed, or a role that began or ended.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct StatusChange {
    /// The event, the participant, or the speaker.
    pub subject: RecordLink,
    /// "planned → cancelled", "became Prime Minister of the United Kingdom", in words.
    pub text: String,
    /// More that belongs to it: organization, the event's new date.
    pub facts: Vec<Fact>,
    /// The passage that says so.
    pub place: Option<PlaceLink>,
}

/// One change; exactly one of the optional fields is there.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ChangeRow {
    /// "New statement", "Changed stance", "Event", "Role", "Correction", with its class.
    pub kind: Label,
    /// A new statement.
    pub passage: Option<PassageRow>,
    /// A stance that changed.
    pub stance: Option<StanceChange>,
    /// A status or role that changed.
    pub status: Option<StatusChange>,
    /// An update or correction.
    pub amendment: Option<AmendmentRow>,
}

/// Changes of one day.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ChangeGroup {
    /// `site-2025-03-15`.
    pub id: String,
    /// The day.
    pub date: DateView,
    /// Never empty.
    pub rows: Vec<ChangeRow>,
}

/// What changed, of late or in a month.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Changes {
    /// What stands around it.
    pub shell: Shell,
    /// "Changes", "Changes in March 2025".
    pub heading: String,
    /// How many there are, in words.
    pub note: Option<String>,
    /// Newest first.
    pub groups: Vec<ChangeGroup>,
    /// The months.
    pub parts: Option<Parts>,
}
