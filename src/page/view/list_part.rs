//! A part of a long list of passages, attendance, articles or events, or of a timeline:
//! `/statements/2025/2/`, `/participants/<id>/mentioned/2025/`, `/topics/<id>/statements/undated/`.

use super::articles::ArticleCard;
use super::events::EventRow;
use super::row::{AttendanceRow, RowGroup};
use super::shared::{Link, Parts};
use super::shell::Shell;
use super::timeline::TimelineGroup;
use serde::Serialize;

/// A part of a long list.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListPart {
    /// What stands around it.
    pub shell: Shell,
    /// What kind of list, for a class: `statements`, `said`, `did`, `mentioned`, `attended`.
    pub list: String,
    /// "What Keir Starmer said, 2025, part 2".
    pub heading: String,
    /// How many there are, in words.
    pub note: Option<String>,
    /// The page that the list belongs to.
    pub back: Link,
    /// Passages, where the list is one of them.
    pub groups: Vec<RowGroup>,
    /// Attendance, where the list is one of it.
    pub attendance: Vec<AttendanceRow>,
    /// Articles, where the list is one of them.
    pub articles: Vec<ArticleCard>,
    /// Events, where the list is one of them.
    pub events: Vec<EventRow>,
    /// A part of a timeline, where the list is one.
    pub timeline: Vec<TimelineGroup>,
    /// All parts.
    pub parts: Option<Parts>,
}
