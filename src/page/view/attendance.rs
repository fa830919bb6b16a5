//! `/attendance/`: participants by events.

use super::shared::{DateView, Fact, Label, Parts, RecordLink};
use super::shell::Shell;
use serde::Serialize;

/// The table of attendance, or a part of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Attendance {
    /// What stands around it.
    pub shell: Shell,
    /// "Attendance".
    pub heading: String,
    /// How to read it: what an empty cell means.
    pub note: Option<String>,
    /// The table; `None` where no attendance is known.
    pub table: Option<AttendanceTable>,
    /// Further events.
    pub parts: Option<Parts>,
}

/// A table of participants by events.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AttendanceTable {
    /// What the table shows.
    pub caption: String,
    /// Events, newest first.
    pub columns: Vec<AttendanceColumn>,
    /// Never empty.
    pub rows: Vec<AttendanceLine>,
}

/// The heading of one event's column.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AttendanceColumn {
    /// Which.
    pub event: RecordLink,
    /// When it was.
    pub date: Option<DateView>,
    /// The status where it is not `held`.
    pub status: Option<Label>,
}

/// One participant's row.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AttendanceLine {
    /// Who.
    pub participant: RecordLink,
    /// As many as there are columns; `None` where nothing is known.
    pub cells: Vec<Option<AttendanceCell>>,
}

/// What is known of one participant at one event.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AttendanceCell {
    /// Leads to the passage that it is known from, else to the event.
    pub href: String,
    /// In which role; that they did not come is a role of its own.
    pub role: Label,
    /// "remotely", the role as printed.
    pub notes: Vec<String>,
    /// Represented by, on behalf of.
    pub facts: Vec<Fact>,
}
