//! The timeline: of the site, of a topic, of a kind of event; and the pieces that other pages show.

use super::shared::{DateView, Fact, Label, Link, LocalHtml, NavGroup, Parts, PlaceLink, RecordLink};
use super::shell::Shell;
use serde::Serialize;

/// An event or dated act on a timeline.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TimelineEntry {
    /// The entry's permalink on this page: `site-t-<event id>` or
    /// `site-t-<article id>-<s- permalink>`.
    pub id: String,
    /// `event` or `act`.
    pub kind: String,
    /// When.
    pub date: DateView,
    /// `exact`, `vague`, `range` or `undated`: how the rail shows it.
    pub precision: String,
    /// "two years later", where a long time lies between this entry and the one before.
    pub gap: Option<String>,
    /// The event's name with a link to its page; of an act who acted. `href` of an event without a
    /// page is its account.
    pub title: RecordLink,
    /// The status where it is not `held`.
    pub status: Option<Label>,
    /// Where it was, in words.
    pub place: Option<String>,
    /// The description, or the act.
    pub text: Option<LocalHtml>,
    /// Who took part.
    pub participants: Vec<RecordLink>,
    /// On what it was.
    pub topics: Option<Fact>,
    /// The accounts of it.
    pub accounts: Vec<PlaceLink>,
}

/// Entries of one year or month.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TimelineGroup {
    /// `site-2025-03`.
    pub id: String,
    /// "March 2025", "undated".
    pub heading: String,
    /// How many there are, in words.
    pub note: Option<String>,
    /// Whether it is folded at first.
    pub folded: bool,
    /// In order; never empty.
    pub entries: Vec<TimelineEntry>,
}

/// A timeline as a part of a page.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TimelineSection {
    /// `site-timeline`.
    pub id: String,
    /// Its heading.
    pub heading: String,
    /// In order; never empty.
    pub groups: Vec<TimelineGroup>,
    /// Leads to all of it, where not all is shown.
    pub more: Option<Link>,
}

/// `/timeline/` and its parts; `/timeline/topic/<id>/`, `/timeline/kind/<classification>/`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Timeline {
    /// What stands around it.
    pub shell: Shell,
    /// "Timeline", "Timeline: troops".
    pub heading: String,
    /// A line under the heading.
    pub note: Option<String>,
    /// Timelines by topic and by kind.
    pub narrow: Vec<NavGroup>,
    /// In order; empty only where the site has no events.
    pub groups: Vec<TimelineGroup>,
    /// The parts, where it is long.
    pub parts: Option<Parts>,
}
