//! `/events/<id>/`: when, where, who was there, and what each account says.

use super::articles::ArticleCard;
use super::events::EventRow;
use super::row::{Section, SourceRow};
use super::shared::{
    CiteView, DateView, Fact, Label, LocalHtml, LocalText, NavLink, Parts, PlaceLink, RecordLink,
};
use super::shell::Shell;
use serde::Serialize;

/// Where an event was.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PlaceView {
    /// The place's name; may be empty where only the country is known.
    pub name: LocalText,
    /// The country.
    pub country: Option<RecordLink>,
    /// "online", for an event without a place or with guests from afar.
    pub online: Option<String>,
    /// "48.85, 2.35".
    pub coordinates: Option<String>,
}

/// Someone who was at an event, or was not.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AttendeeRow {
    /// Who.
    pub participant: RecordLink,
    /// The role as printed, "remotely", "did not come".
    pub notes: Vec<String>,
    /// Represented by, on behalf of.
    pub facts: Vec<Fact>,
    /// The passages that it is known from.
    pub places: Vec<PlaceLink>,
}

/// Those with one role.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AttendeeGroup {
    /// "Chair", "Did not come".
    pub role: Label,
    /// Never empty.
    pub rows: Vec<AttendeeRow>,
}

/// A change of an event: moved, renamed, cancelled.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct EventChangeRow {
    /// When it was changed.
    pub date: Option<DateView>,
    /// The status from then on.
    pub status: Option<Label>,
    /// What was changed.
    pub text: LocalHtml,
    /// The account that says so.
    pub place: Option<PlaceLink>,
}

/// An event's page.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Event {
    /// What stands around it.
    pub shell: Shell,
    /// The name.
    pub name: LocalText,
    /// What kind of event: "summit".
    pub classification: Option<String>,
    /// When, with its uncertainty in words; `None` where that is unknown.
    pub date: Option<DateView>,
    /// Always shown.
    pub status: Label,
    /// Where.
    pub place: Option<PlaceView>,
    /// On what.
    pub topics: Vec<RecordLink>,
    /// The summary; inline HTML.
    pub summary: Option<LocalHtml>,
    /// The description.
    pub body: Option<LocalHtml>,
    /// The sections that follow, with their counts.
    pub contents: Vec<NavLink>,
    /// "Who was there", or "Who is expected" for an event that is to come.
    pub attendees_heading: String,
    /// Who was there, by role; those who were not come last.
    pub attendees: Vec<AttendeeGroup>,
    /// What was changed.
    pub changes: Vec<EventChangeRow>,
    /// Every account of it.
    pub accounts: Option<Section>,
    /// What was said there.
    pub said: Option<Section>,
    /// What was done there.
    pub did: Option<Section>,
    /// Passages that name it.
    pub mentioned: Option<Section>,
    /// What it is a part of.
    pub parent: Option<RecordLink>,
    /// What is a part of it.
    pub children: Vec<EventRow>,
    /// The event before it, of the same parent, else of all; its date is the link's note.
    pub before: Option<RecordLink>,
    /// The event after it.
    pub after: Option<RecordLink>,
    /// Ways to all that is a part of it, where not all of it is shown.
    pub children_parts: Option<Parts>,
    /// Briefings on it, newest first.
    pub articles: Vec<ArticleCard>,
    /// Ways to all briefings, where not all are shown.
    pub articles_parts: Option<Parts>,
    /// What is known of it rests on these.
    pub sources: Vec<SourceRow>,
    /// How the page is cited.
    pub cite: Option<CiteView>,
}
