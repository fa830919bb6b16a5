//! Rows: a passage as it is shown elsewhere than in its own text, and lists of such rows.

use super::shared::{
    DateView, Fact, Label, Link, LocalHtml, LocalText, Parts, PlaceFact, PlaceLink, RecordLink, SourceLink,
};
use super::stance::StanceWord;
use serde::Serialize;

/// A statement, position, act, event's account or mention, with all that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PassageRow {
    /// `statement`, `position`, `act`, `event` or `mention`.
    pub kind: String,
    /// The passage, without ids and note marks; cut at a sentence's end with an ellipsis where it is
    /// long.
    pub excerpt: LocalHtml,
    /// "in Dutch", where the excerpt is not in the page's language.
    pub language_label: Option<String>,
    /// When it was said, held or done.
    pub date: Option<DateView>,
    /// Who spoke, or acted; empty for a mention. A role as printed is the link's `note`.
    pub speakers: Vec<RecordLink>,
    /// "in their own words", "paraphrased", "our characterisation".
    pub mode: Option<String>,
    /// The stance taken; the row itself is its evidence.
    pub stance: Option<StanceWord>,
    /// `denied`, `withdrawn`, `disputed`, `superseded`; of an event its status.
    pub status: Option<Label>,
    /// Whom, through whom, for whom, with whom, on what, at which event.
    pub facts: Vec<Fact>,
    /// The words of the original, where the excerpt is a translation.
    pub original: Option<LocalText>,
    /// Where it stands.
    pub place: PlaceLink,
    /// The statement that it answers, those that answer it, and further places in which the same
    /// statement stands.
    pub places: Vec<PlaceFact>,
    /// What it rests on.
    pub sources: Vec<SourceLink>,
}

/// Rows under one heading: an article, a day, a year, a letter.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RowGroup {
    /// `None` where a section is one plain list.
    pub heading: Option<RecordLink>,
    /// The date of what the heading names.
    pub date: Option<DateView>,
    /// Never empty.
    pub rows: Vec<PassageRow>,
}

/// A part of a page that lists passages.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Section {
    /// `site-said`: the anchor that navigation leads to.
    pub id: String,
    /// Its heading.
    pub heading: String,
    /// A line under the heading, such as how many there are of them.
    pub note: Option<String>,
    /// Never empty: a section without rows is left out of its view.
    pub groups: Vec<RowGroup>,
    /// Leads to all of them, where only the newest are shown.
    pub more: Option<Link>,
    /// The parts that hold all of them, where only the newest are shown.
    pub parts: Option<Parts>,
}

/// A participant's presence at an event, as the participant's page lists it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AttendanceRow {
    /// The event.
    pub event: RecordLink,
    /// When it was.
    pub date: Option<DateView>,
    /// The event's status where it is not `held`.
    pub status: Option<Label>,
    /// "chair", "represented".
    pub role: Label,
    /// `in person`, `remotely`, `did not come`, the role as printed.
    pub notes: Vec<String>,
    /// Represented by, on behalf of.
    pub facts: Vec<Fact>,
    /// The passages that it is known from.
    pub places: Vec<PlaceLink>,
}

/// A part of a page that lists attendance.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AttendanceSection {
    /// `site-attended`.
    pub id: String,
    /// Its heading.
    pub heading: String,
    /// A line under the heading.
    pub note: Option<String>,
    /// Never empty.
    pub rows: Vec<AttendanceRow>,
    /// Leads to all of them, where only the newest are shown.
    pub more: Option<Link>,
    /// The parts that hold all of them, where only the newest are shown.
    pub parts: Option<Parts>,
}

/// A source in a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SourceRow {
    /// Its page on this site.
    pub href: String,
    /// Its title.
    pub title: LocalText,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub date: Option<DateView>,
    /// Its own address, elsewhere.
    pub url: Option<String>,
    /// The archived copy's address.
    pub archive: Option<String>,
    /// "in Ukrainian", "rests on it: 3 statements".
    pub note: Option<String>,
}

/// An update or a correction.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AmendmentRow {
    /// "Correction" with the class `correction`, "Update" with `update`.
    pub kind: Label,
    /// When it was made.
    pub date: Option<DateView>,
    /// What was changed.
    pub text: LocalHtml,
    /// The article, on pages other than its own; lands on the place where one is given.
    pub article: Option<PlaceLink>,
    /// The place, on the article's own page: `#anchor`.
    pub href: Option<String>,
}
