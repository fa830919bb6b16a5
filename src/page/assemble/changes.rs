//! `/changes/` and its months: what is new, by day, newest first.

use super::Assembler;
use super::corrections::AmendmentKind;
use crate::address::{List, Part};
use crate::date::Date;
use crate::document::annotation::EventStatus;
use crate::index::changes::EventChangeSource;
use crate::index::trail::{self, Trail};
use crate::index::{Change, ChangeKind, Entry, RecordNo, Statement};
use crate::locale::Argument;
use crate::page::row::{Row, StatementRow};
use crate::page::view::Changes;
use crate::page::view::changes::{ChangeGroup, ChangeRow, StatusChange};
use crate::page::view::shared::{DateView, Fact, PlaceLink};
use crate::page::view::stance::StanceChange;
use std::sync::Arc;

impl Assembler<'_> {
    /// What changed of late, or in a month.
    pub fn changes(&self) -> Changes {
        let heading = match self.key.part {
            Part::Month(year, month, 1) => {
                self.say_text("changes-month", "month", &self.locale.month(year, month))
            }
            _ => self.heading_of_part(&self.say("changes-title")),
        };
        Changes {
            shell: self.shell(&heading, None),
            heading,
            note: self.shown_note(List::Changes, "count-changes"),
            groups: self.change_groups(self.rows(List::Changes)),
            parts: self.list_parts(List::Changes),
        }
    }

    fn change_groups(&self, rows: &[Row]) -> Vec<ChangeGroup> {
        let mut groups: Vec<ChangeGroup> = Vec::new();
        for row in rows.iter().rev() {
            let Row::Change { change, statements, entry } = row else { continue };
            let Some(row) = self.change_row(change, statements, entry.as_deref()) else { continue };
            let (id, date) = self.day_of(&change.date);
            match groups.iter_mut().find(|group| group.id == id) {
                Some(group) => group.rows.push(row),
                None => groups.push(ChangeGroup { id, date, rows: vec![row] }),
            }
        }
        groups
    }

    /// The anchor and words of the day under which a change stands; a vague date stands for itself.
    fn day_of(&self, date: &Date) -> (String, DateView) {
        match date.earliest().filter(|_| date.is_exact()) {
            Some(day) => (format!("site-{day}"), self.date(&Date::from_day(day))),
            None => (vague_id(date.written()), self.date(date)),
        }
    }

    fn change_row(
        &self,
        change: &Change,
        statements: &[StatementRow],
        entry: Option<&Entry>,
    ) -> Option<ChangeRow> {
        let row = |kind: &str| ChangeRow { kind: self.label("change-kind", kind), ..ChangeRow::default() };
        match &change.kind {
            ChangeKind::Statement(_) => {
                let passage = self.statement_row(statements.first()?);
                Some(ChangeRow { passage: Some(passage), ..row("statement") })
            }
            ChangeKind::Stance { participant, topic, from, to } => {
                let stance = self.stance_change(*participant, *topic, from, to)?;
                Some(ChangeRow { stance: Some(stance), ..row("stance") })
            }
            ChangeKind::Event { from, to, change: source, .. } => {
                let status = self.event_change(entry?, *from, *to, source);
                Some(ChangeRow { status: Some(status), ..row("event") })
            }
            ChangeKind::Role { role, began, .. } => {
                let status =
                    self.role_change(entry?, *role, if *began { "role-began" } else { "role-ended" })?;
                Some(ChangeRow { status: Some(status), ..row("role") })
            }
            ChangeKind::Amendment { amendment, is_correction, .. } => {
                let kind = if *is_correction { AmendmentKind::Correction } else { AmendmentKind::Update };
                let amendment = self.amendment_row(entry?, *amendment, kind)?;
                Some(ChangeRow {
                    kind: amendment.kind.clone(),
                    amendment: Some(amendment),
                    ..ChangeRow::default()
                })
            }
        }
    }

    /// A stance that changed, with the evidence of the newer one: the trail up to it, where the page
    /// sees the trail, else the two statements of the change.
    pub fn stance_change(
        &self,
        participant: RecordNo,
        topic: RecordNo,
        from: &Arc<Statement>,
        to: &Arc<Statement>,
    ) -> Option<StanceChange> {
        let trail = self.trail_to(participant, topic, from, to)?;
        let before = from.annotation().stance?;
        let cell = self.stance_cell(&trail);
        Some(StanceChange {
            participant: self.link(participant),
            topic: self.link(topic),
            date: self.statement_date(to),
            from: self.stance_word(before),
            from_date: self.statement_date(from),
            // What it was before stands beside it.
            to: crate::page::view::stance::StanceCell { changed: None, ..cell },
        })
    }

    fn trail_to(
        &self,
        participant: RecordNo,
        topic: RecordNo,
        from: &Arc<Statement>,
        to: &Arc<Statement>,
    ) -> Option<Trail> {
        let own = |trail: &Trail| trail.participant == participant && trail.topic == topic;
        let known = self.trails().into_iter().find(own).and_then(|trail| {
            let last = trail.steps.iter().position(|step| Arc::ptr_eq(&step.statement, to))?;
            let steps = &trail.steps[..=last];
            let again = steps.iter().flat_map(|step| &step.again);
            Some(steps.iter().map(|step| &step.statement).chain(again).cloned().collect::<Vec<_>>())
        });
        let mut statements = known.unwrap_or_else(|| vec![from.clone(), to.clone()]);
        statements.sort_by(|a, b| a.order.cmp(&b.order));
        trail::trails(&statements).into_iter().find(own)
    }

    fn event_change(
        &self,
        event: &Entry,
        from: Option<EventStatus>,
        to: EventStatus,
        source: &EventChangeSource,
    ) -> StatusChange {
        let to = self.status(Some(to)).word;
        let text = match from {
            Some(from) => {
                let from = self.status(Some(from)).word;
                let arguments = [("from", Argument::Text(&from)), ("to", Argument::Text(&to))];
                self.locale.say_with("status-changed", &arguments)
            }
            None => self.say_text("status-became", "to", &to),
        };
        let (facts, place) = match source {
            EventChangeSource::File(place) => (self.change_note(event, *place).into_iter().collect(), None),
            EventChangeSource::Account(place) => (Vec::new(), self.change_place(event, *place)),
        };
        StatusChange { subject: self.link(event.no), text, facts, place }
    }

    /// What the event's file says of a change.
    fn change_note(&self, event: &Entry, place: usize) -> Option<Fact> {
        let text_of = |version: &crate::index::Version| {
            let crate::document::Fields::Event(fields) = &version.record().fields else { return None };
            let text = &fields.changes.get(place)?.text.text;
            (!text.is_empty()).then(|| self.name_only(text, &version.language))
        };
        let own = event.chosen(self.language).and_then(text_of);
        let link = own.or_else(|| event.base().and_then(text_of))?;
        Some(self.fact("note", vec![link]))
    }

    /// The account that says so; where the page shows another version of its text, the account of the
    /// same event there, else the text as a whole.
    fn change_place(&self, event: &Entry, place: usize) -> Option<PlaceLink> {
        let told_in = &event.accounts.get(place)?.told_in;
        let same = |other: &usize| event.accounts[*other].told_in == *told_in;
        let shown = self.account_place(event, place).or_else(|| {
            let mut others = (0..event.accounts.len()).filter(same);
            others.find_map(|other| self.account_place(event, other))
        });
        shown.or_else(|| Some(self.place(self.named(told_in)?, None)))
    }

    fn role_change(&self, participant: &Entry, role: usize, key: &str) -> Option<StatusChange> {
        let role = participant.participant()?.roles.get(role)?;
        let title = self.text(&role.title).map(|title| title.text);
        let organization = role.organization.as_ref().and_then(|party| self.known_party(party));
        let behalf = role.on_behalf_of.as_ref().and_then(|other| match self.target(&other.value) {
            crate::index::Target::Record { no, .. } => Some(self.link(no)),
            _ => None,
        });
        let mut facts: Vec<Fact> = Vec::new();
        let words = match (title, &organization) {
            (Some(title), Some(organization)) => {
                facts.push(self.fact("organization", vec![organization.clone()]));
                title
            }
            (Some(title), None) => title,
            (None, Some(organization)) => organization.name.clone(),
            (None, None) => return None,
        };
        facts.extend(behalf.map(|behalf| self.fact("for", vec![behalf])));
        Some(StatusChange {
            subject: self.link(participant.no),
            text: self.say_text(key, "role", &words),
            facts,
            place: None,
        })
    }
}

/// An anchor made of a date as written; every date has its own.
fn vague_id(written: &str) -> String {
    let mut id = "site-date-".to_owned();
    for character in written.chars() {
        match character {
            '0'..='9' | 'A'..='Z' | 'a'..='z' | '-' => id.push(character),
            _ => id.push_str(&format!("_{:x}", u32::from(character))),
        }
    }
    id
}

#[cfg(test)]
mod tests {
    use super::vague_id;

    #[test]
    fn vague_dates_have_anchors_of_their_own() {
        for (written, id) in [
            ("2025-03", "site-date-2025-03"),
            ("2025-03-15?", "site-date-2025-03-15_3f"),
            ("2025-03-15~", "site-date-2025-03-15_7e"),
            ("[2025-03-17..2025-03-21]", "site-date-_5b2025-03-17_2e_2e2025-03-21_5d"),
        ] {
            assert_eq!(vague_id(written), id);
        }
    }
}
