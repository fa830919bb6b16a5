//! `/attendance/` and its parts: participants by events.

use super::Assembler;
use crate::address::{List, Part, What};
use crate::index::{Attendee, Entry, RecordNo};
use crate::page::row::Row;
use crate::page::view::Attendance;
use crate::page::view::attendance::{AttendanceCell, AttendanceColumn, AttendanceLine, AttendanceTable};
use crate::page::view::shared::Link;

impl Assembler<'_> {
    /// The table of attendance, or a part of it.
    pub fn attendance(&self) -> Attendance {
        let heading = self.heading_of_part(&self.say("attendance-title"));
        Attendance {
            shell: self.shell(&heading, None),
            heading,
            note: Some(self.say("attendance-note")),
            table: self.attendance_table(),
            parts: self.list_parts(List::Attendance),
        }
    }

    /// The way to the table from registers; `None` where nothing is in it.
    pub fn way_to_attendance(&self) -> Option<Link> {
        let key = self.inputs.pages.iter().find(|key| key.what == What::Attendance)?;
        Some(Link { href: self.page_href(key.what.clone(), Part::Whole), text: self.say("attendance-link") })
    }

    fn attendance_table(&self) -> Option<AttendanceTable> {
        let events: Vec<(&Entry, &[Attendee])> = self
            .rows(List::Attendance)
            .iter()
            .filter_map(|row| match row {
                Row::Event { event, attendees } => Some((&**event, attendees.as_slice())),
                _ => None,
            })
            .collect();
        let rows: Vec<AttendanceLine> =
            self.inputs.rows.iter().map(|participant| self.attendance_line(*participant, &events)).collect();
        (!rows.is_empty()).then(|| AttendanceTable {
            caption: self.say("attendance-table"),
            columns: events.iter().map(|(event, _)| self.attendance_column(event)).collect(),
            rows,
        })
    }

    fn attendance_column(&self, event: &Entry) -> AttendanceColumn {
        AttendanceColumn {
            event: self.link(event.no),
            date: event.card.date.as_ref().map(|date| self.date(date)),
            status: self.remarkable_status(event.card.status),
        }
    }

    fn attendance_line(&self, participant: RecordNo, events: &[(&Entry, &[Attendee])]) -> AttendanceLine {
        let cell = |(event, attendees): &(&Entry, &[Attendee])| {
            let attendee = attendees.iter().find(|attendee| attendee.participant == participant)?;
            Some(self.attendance_cell(event, attendee))
        };
        AttendanceLine { participant: self.link(participant), cells: events.iter().map(cell).collect() }
    }

    fn attendance_cell(&self, event: &Entry, attendee: &Attendee) -> AttendanceCell {
        let place = self.attendee_places(attendee).into_iter().next();
        AttendanceCell {
            href: place.map_or_else(|| self.place_href(event.no, "site-attendees"), |place| place.href),
            role: self.attendee_role(attendee),
            notes: self.attendee_notes(attendee),
            facts: self.attendee_facts(attendee),
        }
    }
}
