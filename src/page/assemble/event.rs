//! `/events/<id>/`: when, where, who was there, and what each account says.

use super::Assembler;
use crate::address::List;
use crate::date::{Date, SortKey};
use crate::document::annotation::{AttendeeRole, EventStatus};
use crate::document::record::EventChange;
use crate::document::{Fields, Kind};
use crate::index::{Attendee, Entry};
use crate::page::row::{Row, StatementRow};
use crate::page::view::Event;
use crate::page::view::event::{AttendeeGroup, AttendeeRow, EventChangeRow};
use crate::page::view::row::Section;
use crate::page::view::shared::{NavLink, RecordLink};
use crate::page::visitor::Side;
use std::cmp::Reverse;

/// The roles in the order in which they are shown: those who were not there come last.
const ROLES: [AttendeeRole; 9] = [
    AttendeeRole::Host,
    AttendeeRole::Chair,
    AttendeeRole::Speaker,
    AttendeeRole::Participant,
    AttendeeRole::Observer,
    AttendeeRole::Invited,
    AttendeeRole::Represented,
    AttendeeRole::Mentioned,
    AttendeeRole::Absent,
];

impl Assembler<'_> {
    /// An event's page.
    pub fn event(&self) -> Event {
        let entry = self.own();
        let fields = entry.event().expect("an event's page is told an event");
        let card = &entry.card;
        let name = self.own_name();
        let mut view = Event {
            shell: self.shell(&name.text, None),
            classification: card.classification.clone(),
            date: card.date.as_ref().map(|date| self.date(date)),
            status: self.status(card.status),
            place: self.place_view(entry),
            topics: self.links(&self.records_of(&fields.topics, Kind::Topic)),
            summary: self.own_summary(),
            body: self.own_body(),
            contents: Vec::new(),
            attendees_heading: self.attendees_heading(card.status),
            attendees: self.attendee_groups(),
            changes: self.event_changes(entry),
            accounts: self.section_named(List::Accounts, self.say("event-accounts")),
            said: self.section_named(List::Statements, self.say("event-said")),
            did: self.section_named(List::Did, self.say("event-acts")),
            mentioned: self.section(List::Mentioned),
            parent: fields
                .parent
                .as_ref()
                .and_then(|parent| self.referred(&parent.value, Kind::Event))
                .map(|parent| self.link(parent)),
            children: self.event_rows(self.rows(List::Events).iter()),
            before: self.neighbour(Side::Before),
            after: self.neighbour(Side::After),
            articles: self.article_rows(self.rows(List::Briefings)),
            articles_parts: self.list_parts(List::Briefings),
            children_parts: self.list_parts(List::Events),
            sources: self.source_rows(),
            cite: self.cite(&name.text, self.inputs.as_of.as_ref()),
            name,
        };
        view.contents = self.event_contents(&view);
        view
    }

    fn attendees_heading(&self, status: Option<EventStatus>) -> String {
        use EventStatus::{Planned, Postponed, Tentative};
        match status {
            Some(Planned | Tentative | Postponed) => self.say("event-attendees-planned"),
            _ => self.say("event-attendees"),
        }
    }

    /// Who was there and who was not, by role.
    fn attendee_groups(&self) -> Vec<AttendeeGroup> {
        let groups = ROLES.into_iter().map(|role| {
            let own =
                self.inputs.attendees.iter().filter(|attendee| self.role_class(attendee) == role.as_str());
            AttendeeGroup {
                role: self.label("attendee-role", role.as_str()),
                rows: own.map(|attendee| self.attendee_line(attendee)).collect(),
            }
        });
        groups.filter(|group| !group.rows.is_empty()).collect()
    }

    fn role_class(&self, attendee: &Attendee) -> String {
        self.attendee_role(attendee).class
    }

    fn attendee_line(&self, attendee: &Attendee) -> AttendeeRow {
        AttendeeRow {
            participant: self.link(attendee.participant),
            notes: self.attendee_notes(attendee),
            facts: self.attendee_facts(attendee),
            places: self.attendee_places(attendee),
        }
    }

    /// What was changed by the event's file, and by accounts that give it another status than an older
    /// one did; newest first.
    fn event_changes(&self, entry: &Entry) -> Vec<EventChangeRow> {
        let mut rows = self.changes_by_file(entry);
        if rows.is_empty() {
            rows = self.changes_by_accounts();
        }
        rows.sort_by_key(|(date, _)| Reverse(*date));
        rows.into_iter().map(|(_, row)| row).collect()
    }

    fn changes_by_file(&self, entry: &Entry) -> Vec<(Option<SortKey>, EventChangeRow)> {
        let Some((base, fields)) = entry.base().zip(entry.event()) else { return Vec::new() };
        let shown = entry.chosen(self.language).unwrap_or(base);
        let own: &[EventChange] = match &shown.record().fields {
            Fields::Event(own) => &own.changes,
            _ => &[],
        };
        let rows = fields.changes.iter().enumerate().map(|(place, change)| {
            let date = change.date.as_ref().map(|date| &date.value);
            let text = match own.get(place) {
                Some(own) => self.inline_of(&own.text, entry.no, shown),
                None => self.inline_of(&change.text, entry.no, base),
            };
            let row = EventChangeRow {
                date: date.map(|date| self.date(date)),
                status: change.status.map(|status| self.status(Some(status))),
                text,
                place: None,
            };
            (date.map(Date::sort_key), row)
        });
        rows.collect()
    }

    fn changes_by_accounts(&self) -> Vec<(Option<SortKey>, EventChangeRow)> {
        let mut accounts: Vec<(&StatementRow, EventStatus)> = self
            .rows(List::Accounts)
            .iter()
            .filter_map(|row| match row {
                Row::Statement(row) => Some((row, row.statement.annotation().event_status?)),
                _ => None,
            })
            .collect();
        accounts.sort_by_cached_key(|(row, _)| {
            let order = &row.statement.order;
            (order.told_on, order.told_in.clone(), order.language, order.offset)
        });
        let changed = accounts.windows(2).filter(|pair| self.is_change(&pair[0], &pair[1]));
        changed.map(|pair| self.change_by_account(&pair[1])).collect()
    }

    /// Whether a status is another one than before, in an article that is certainly later.
    fn is_change(&self, before: &(&StatementRow, EventStatus), after: &(&StatementRow, EventStatus)) -> bool {
        let told_on = |row: &StatementRow| self.card(row.statement.told_in).date.as_ref();
        let later = told_on(before.0).zip(told_on(after.0)).is_some_and(|(old, new)| old.begins_before(new));
        before.1 != after.1 && later
    }

    fn change_by_account(
        &self,
        (row, status): &(&StatementRow, EventStatus),
    ) -> (Option<SortKey>, EventChangeRow) {
        let told_on = self.card(row.statement.told_in).date.as_ref();
        let change = EventChangeRow {
            date: told_on.map(|date| self.date(date)),
            status: Some(self.status(Some(*status))),
            text: self.annotation(&row.facts, row.statement.annotation),
            place: Some(self.statement_place(&row.statement)),
        };
        (told_on.map(Date::sort_key), change)
    }

    fn neighbour(&self, side: Side) -> Option<RecordLink> {
        let no = *self.inputs.neighbours.get(&side)?;
        let date = self.card(no).date.as_ref().map(|date| self.locale.date(date));
        Some(self.link_with(no, date))
    }

    fn event_contents(&self, view: &Event) -> Vec<NavLink> {
        let attendees: usize = view.attendees.iter().map(|group| group.rows.len()).sum();
        let section = |section: &Option<Section>, list| self.way_to_section(section.as_ref(), list);
        [
            self.way_to("site-attendees", &view.attendees_heading, attendees),
            self.way_to("site-changes", &self.say("event-changes"), view.changes.len()),
            section(&view.accounts, List::Accounts),
            section(&view.said, List::Statements),
            section(&view.did, List::Did),
            self.way_to("site-parts", &self.say("event-parts"), self.total(List::Events)),
            section(&view.mentioned, List::Mentioned),
            self.way_to("site-articles", &self.say("topic-articles"), self.total(List::Briefings)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}
