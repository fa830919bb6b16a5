//! Speakers at an event who are not among its attendees.

use super::{attributes_of, beginning_of, quoted_id};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::document::Class;
use crate::document::annotation::AttendeeRole;
use crate::index::{Attendance, Entry, RecordNo, SiteIndex, Statement, StatementUse, Uses};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One who speaks at an event without attending it.
struct Speaker<'a> {
    who: RecordNo,
    /// The first statement.
    statement: &'a Statement,
    presence: Presence,
}

/// What is said of a speaker's presence.
enum Presence {
    /// That there was none.
    Denied,
    /// Nothing.
    Unsaid,
}

/// Checks one event: each speaker once. Of an event of which nobody is said to have been there,
/// nothing can be said.
pub(super) fn check(index: &SiteIndex, event: &Entry, uses: &Uses) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let said: Vec<&Arc<Attendance>> = uses.attendance.iter().filter(|said| said.event == event.no).collect();
    let attending: BTreeSet<RecordNo> = said.iter().flat_map(|said| attending(said)).collect();
    let mut speakers: BTreeMap<RecordNo, Vec<&Arc<Statement>>> = BTreeMap::new();
    for statement in speaking(uses) {
        // Who speaks on behalf of one who was there has a place there.
        if statement.for_.iter().any(|behalf| attending.contains(behalf)) {
            continue;
        }
        for speaker in statement.by.iter().filter(|speaker| !attending.contains(speaker)) {
            speakers.entry(*speaker).or_default().push(statement);
        }
    }
    for (speaker, statements) in speakers {
        let presence = if said.iter().any(|said| said.participant == speaker) {
            Presence::Denied
        } else if attending.is_empty() {
            continue;
        } else {
            Presence::Unsaid
        };
        diagnostics.push(finding(
            index,
            event,
            &Speaker { who: speaker, statement: statements[0], presence },
        ));
    }
    diagnostics
}

/// Whoever counts as having been there, if one thing that is said of the attendance holds.
fn attending(said: &Attendance) -> Vec<RecordNo> {
    let stayed_away = said.present == Some(false) || said.role == Some(AttendeeRole::Absent);
    let own = (!stayed_away).then_some(said.participant);
    own.into_iter().chain(said.on_behalf_of).chain(said.represented_by.iter().copied()).collect()
}

/// What was said and done at the event, oldest first.
fn speaking(uses: &Uses) -> impl Iterator<Item = &Arc<Statement>> {
    let at = uses.statements.iter().filter(|(_, way)| *way == StatementUse::At);
    at.map(|(statement, _)| statement)
        .filter(|statement| matches!(statement.class(), Class::Says | Class::Did))
}

fn finding(index: &SiteIndex, event: &Entry, speaker: &Speaker<'_>) -> Diagnostic {
    let Speaker { who, statement, presence } = speaker;
    let (who, what) = (quoted_id(index, *who), event.id());
    let does = if statement.class() == Class::Did { "acts" } else { "speaks" };
    let message = match presence {
        Presence::Denied => format!("{who} {does} at `{what}`, and is said to have been absent from it"),
        Presence::Unsaid => format!("{who} {does} at `{what}`, and is not among its attendees"),
    };
    let mut diagnostic = Diagnostic::new(Code::NotAttending, message, attributes_of(statement))
        .help("add the participant to the event's `attendees`, or take `at` away here");
    if let Some(span) = beginning_of(event) {
        diagnostic = diagnostic.also(span, "the event");
    }
    diagnostic
}
