//! Who was at an event: what its file, titles of mentions and accounts say, united.

use super::SiteIndex;
use super::facts::Attendance;
use super::number::{DocumentNo, RecordNo};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::document::Kind;
use crate::document::annotation::{AttendanceMode, AttendeeRole};
use crate::locale::Text;
use std::collections::BTreeSet;
use std::sync::Arc;

/// One participant of an event. Where places contradict each other the event's file rules, else the
/// first that says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendee {
    /// Who.
    pub participant: RecordNo,
    /// In which role; `None` where only presence is said.
    pub role: Option<AttendeeRole>,
    /// Role or name as printed.
    pub as_: Text,
    /// For which participant they were there.
    pub on_behalf_of: Option<RecordNo>,
    /// Who sat there in their place.
    pub represented_by: Vec<RecordNo>,
    /// In person or remotely.
    pub mode: Option<AttendanceMode>,
    /// `Some(false)`: was expected and did not come.
    pub present: Option<bool>,
    /// Where texts say so: documents and their passages, in the order of the documents.
    pub said_in: Vec<(DocumentNo, u32)>,
}

impl Attendee {
    /// Whether they were there themselves, as far as is said.
    pub fn was_present(&self) -> bool {
        self.present != Some(false)
            && !matches!(
                self.role,
                Some(
                    AttendeeRole::Absent
                        | AttendeeRole::Represented
                        | AttendeeRole::Mentioned
                        | AttendeeRole::Invited
                )
            )
    }
}

/// Unites what is said of one event's attendance; in the order in which participants are first
/// named, the event's file first.
pub fn unite(said: &[Arc<Attendance>]) -> Vec<Attendee> {
    let mut attendees: Vec<Attendee> = Vec::new();
    for attendance in said {
        let found = attendees.iter().position(|attendee| attendee.participant == attendance.participant);
        let place = found.unwrap_or_else(|| {
            attendees.push(Attendee {
                participant: attendance.participant,
                role: None,
                as_: Text::empty(),
                on_behalf_of: None,
                represented_by: Vec::new(),
                mode: None,
                present: None,
                said_in: Vec::new(),
            });
            attendees.len() - 1
        });
        let attendee = &mut attendees[place];
        attendee.role = attendee.role.or(attendance.role);
        attendee.as_.complete_with(&attendance.as_);
        attendee.on_behalf_of = attendee.on_behalf_of.or(attendance.on_behalf_of);
        if attendee.represented_by.is_empty() {
            attendee.represented_by = attendance.represented_by.clone();
        }
        attendee.mode = attendee.mode.or(attendance.mode);
        attendee.present = attendee.present.or(attendance.present);
        if let (document, Some(passage)) = attendance.said_in
            && !attendee.said_in.contains(&(document, passage))
        {
            attendee.said_in.push((document, passage));
        }
    }
    attendees
}

/// What is said of an event's attendance, in order.
pub fn said_of(index: &SiteIndex, event: RecordNo) -> Vec<Arc<Attendance>> {
    let Some(uses) = index.uses(event) else { return Vec::new() };
    uses.attendance.iter().filter(|attendance| attendance.event == event).cloned().collect()
}

/// The events that something is said about a participant's attendance of, by id.
pub fn events_of(index: &SiteIndex, participant: RecordNo) -> Vec<RecordNo> {
    let Some(uses) = index.uses(participant) else { return Vec::new() };
    let mut events: Vec<RecordNo> = uses
        .attendance
        .iter()
        .filter(|attendance| attendance.participant == participant)
        .map(|attendance| attendance.event)
        .collect();
    events.dedup();
    events
}

/// Under which findings on an event's attendance are kept, by the event's key.
pub(super) fn finding_key(key: &str) -> String {
    format!("{key}\u{0}attendance")
}

/// Warns where a text contradicts an event's file.
pub(super) fn update_findings(
    index: &mut SiteIndex,
    reached: &BTreeSet<RecordNo>,
    united: &BTreeSet<RecordNo>,
) {
    for event in reached.union(united) {
        let Some(entry) = index.entry(*event).filter(|entry| entry.kind() == Kind::Event).cloned() else {
            continue;
        };
        let mut findings = Diagnostics::new();
        let said = said_of(index, *event);
        for ruling in said.iter().filter(|attendance| attendance.by_file) {
            let others =
                said.iter().filter(|other| !other.by_file && other.participant == ruling.participant);
            findings.extend(others.filter_map(|other| contradiction(index, ruling, other)));
        }
        super::update::put_findings(index, finding_key(&crate::text::fold(entry.id().as_str())), findings);
    }
}

fn contradiction(index: &SiteIndex, ruling: &Attendance, other: &Attendance) -> Option<Diagnostic> {
    let differs =
        |a: Option<&'static str>, b: Option<&'static str>| matches!((a, b), (Some(a), Some(b)) if a != b);
    let role = |attendance: &Attendance| attendance.role.map(AttendeeRole::as_str);
    let mode = |attendance: &Attendance| attendance.mode.map(AttendanceMode::as_str);
    let present =
        |attendance: &Attendance| attendance.present.map(|present| if present { "true" } else { "false" });
    let (key, ours, theirs) = [
        ("role", role(other), role(ruling)),
        ("mode", mode(other), mode(ruling)),
        ("present", present(other), present(ruling)),
    ]
    .into_iter()
    .find(|(_, ours, theirs)| differs(*ours, *theirs))?;
    let (event, participant) = (index.id_of(ruling.event)?, index.id_of(ruling.participant)?);
    let message = format!(
        "`{participant}` has `{key}={}` at `{event}` here and `{}` in the event's file",
        ours.unwrap_or_default(),
        theirs.unwrap_or_default()
    );
    let span = |attendance: &Attendance| Span {
        file: index.facts(attendance.said_in.0).document.path.clone(),
        range: attendance.place.clone(),
    };
    Some(
        Diagnostic::new(Code::AccountsContradict, message, span(other))
            .also(span(ruling), "the event's file says this, and is followed")
            .help("make them equal, or leave it out here"),
    )
}
