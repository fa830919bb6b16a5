//! Fields of events.

use super::super::annotation::{AttendanceMode, AttendeeRole, EventStatus};
use super::super::record::{Attendee, EventChange, EventFields, InlineText, PlaceFields};
use super::participant::text;
use super::table::{Field, Table};
use crate::diagnostics::Code;

/// Reads an event's own keys.
pub(super) fn read(table: &mut Table<'_>) -> EventFields {
    EventFields {
        name: text(table, "name"),
        date: table.read("date", Field::date),
        status: table.read("status", status),
        place: table.read("place", place),
        classification: table.read("classification", Field::plain),
        parent: table.read("parent", Field::reference),
        topics: table.read_all("topics", Field::reference),
        attendees: table.read_all("attendees", attendee),
        changes: table.read_all("changes", change),
        sources: table.read_all("sources", Field::reference),
        summary: table.read("summary", Field::localized_inline).unwrap_or_else(InlineText::empty),
    }
}

fn status(field: Field<'_>) -> Option<EventStatus> {
    field.word(EventStatus::WORDS, EventStatus::from_word)
}

fn place(field: Field<'_>) -> Option<PlaceFields> {
    field.table(|table| PlaceFields {
        name: text(table, "name"),
        country: table.read("country", Field::party),
        is_virtual: table.read("virtual", Field::boolean).unwrap_or_default(),
        latitude: table.read("lat", |field| degrees(field, 90.0)),
        longitude: table.read("lon", |field| degrees(field, 180.0)),
    })
}

fn degrees(field: Field<'_>, limit: f64) -> Option<String> {
    let written = field.text()?.value;
    if written.parse::<f64>().is_ok_and(|degrees| degrees.abs() <= limit) {
        return Some(written);
    }
    let message = format!("{} must be degrees between -{limit} and {limit}, not `{written}`", field.name());
    field.report(field.finding(Code::WrongType, message));
    None
}

fn attendee(field: Field<'_>) -> Option<Attendee> {
    field.table(|table| {
        let participant = table.require("id", Field::reference);
        let role = table.read("role", |field| field.word(AttendeeRole::WORDS, AttendeeRole::from_word));
        let as_ = text(table, "as");
        let on_behalf_of = table.read("on_behalf_of", Field::reference);
        let represented_by = table.read("represented_by", Field::references).unwrap_or_default();
        let mode = table.read("mode", |field| field.word(AttendanceMode::WORDS, AttendanceMode::from_word));
        let present = table.read("present", Field::boolean);
        Some(Attendee { participant: participant?, role, as_, on_behalf_of, represented_by, mode, present })
    })?
}

fn change(field: Field<'_>) -> Option<EventChange> {
    field.table(|table| {
        let date = table.read("date", Field::date);
        let text = table.require("text", Field::inline);
        let status = table.read("status", status);
        Some(EventChange { date, text: text?, status })
    })?
}
