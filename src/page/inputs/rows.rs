//! Rows of lists, with all that stands beside what they name.

use super::Choice;
use crate::address::{List, Part, What};
use crate::index::{Change, ChangeKind, Entry, Facts, RecordNo, Statement, StatementUse, Target, attendance};
use crate::page::lists::inputs::{self as lists, RowName};
use crate::page::parts::{self, By};
use crate::page::row::{Row, StatementRow};
use crate::page::visitor::Shape;
use std::sync::Arc;

impl Choice<'_> {
    /// All lists that the page has: whole, or the newest rows; on a part, the part's rows.
    pub(super) fn lists(&mut self) {
        for (list, by) in lists::lists_of(&self.key.what) {
            self.list(&self.key.what, *list, *by);
        }
    }

    pub(super) fn list(&mut self, what: &What, list: List, by: By) {
        let split = self.lists.list(self.index, what, list, by, self.language);
        if split.rows.is_empty() {
            return;
        }
        self.origins_of_rows(&split.rows);
        let part = split.parts.iter().find(|rows| rows.part == self.key.part);
        let shown: Vec<usize> = match self.key.part {
            Part::Whole => parts::on_page(split.rows.len()).collect(),
            _ => part.map(|part| part.rows.clone()).unwrap_or_default(),
        };
        // A part says nothing of how long the whole list is, so that it stays as it is while the list
        // grows.
        let total = if self.key.part == Part::Whole { split.rows.len() } else { shown.len() };
        let shape = Shape { total, parts: parts::navigation(&split.parts, self.key.part) };
        self.visitor.list(list, &shape);
        for place in shown {
            self.row(list, &split.rows[place]);
        }
    }

    pub(super) fn row(&mut self, list: List, name: &RowName) {
        let index = self.index;
        let row = match name {
            RowName::Statement(statement) => Row::Statement(self.statement(statement)),
            RowName::Passage(document, passage) => {
                let facts = index.facts(*document).clone();
                self.passage(&facts, *passage);
                if let Some(record) = facts.record {
                    self.card(record);
                }
                Row::Passage { passage: *passage, date: lists::date(index, name).cloned(), facts }
            }
            RowName::Attendance(event) => self.attendance(*event),
            RowName::Event(no) => self.event(*no),
            RowName::Article(no) => {
                let article = index.entry(*no).expect("rows name records that are there").clone();
                self.outline(&article);
                Row::Article(article)
            }
            RowName::Change(change) => {
                self.evidence_of_change(change);
                let statements = lists::statements_of(change)
                    .into_iter()
                    .map(|statement| self.statement(statement))
                    .collect();
                let entry = self.changed_record(&change.kind);
                Row::Change { change: change.clone(), statements, entry }
            }
            RowName::Correction(no, place) => {
                let article = index.entry(*no).expect("rows name records that are there").clone();
                self.outline(&article);
                Row::Correction { article, place: *place }
            }
        };
        self.visitor.row(list, row);
    }

    pub(super) fn changed_record(&mut self, kind: &ChangeKind) -> Option<Arc<Entry>> {
        let no = match kind {
            ChangeKind::Statement(_) => return None,
            ChangeKind::Stance { participant, topic, .. } => {
                self.card(*participant);
                self.card(*topic);
                return None;
            }
            ChangeKind::Event { event, .. } => *event,
            ChangeKind::Role { participant, .. } => *participant,
            ChangeKind::Amendment { article, .. } => *article,
        };
        let entry = self.index.entry(no)?.clone();
        self.outline(&entry);
        self.accounts(&entry);
        Some(entry)
    }

    /// The accounts of an event that stand in versions that the page shows.
    pub(super) fn accounts(&mut self, event: &Entry) {
        for (place, account) in event.accounts.iter().enumerate() {
            let facts = self.index.facts_of(&account.document.path).cloned();
            let Some(facts) = facts.filter(|facts| facts.shown_in.contains(self.language)) else { continue };
            account.annotation().passages.clone().for_each(|passage| self.passage(&facts, passage));
            facts.record.iter().for_each(|record| self.card(*record));
            self.visitor.account(event.no, place, &facts);
        }
    }

    /// A statement with all records that it names and what stands beside it.
    pub(super) fn statement(&mut self, statement: &Arc<Statement>) -> StatementRow {
        let index = self.index;
        let facts = index.facts(statement.document_no).clone();
        self.card(statement.told_in);
        for no in statement.records() {
            self.card(no);
        }
        for passage in statement.annotation().passages.clone() {
            self.passage(&facts, passage);
        }
        let others = index.uses(statement.told_in).map(|uses| uses.statements.as_slice()).unwrap_or_default();
        let places = statement.places();
        let (mut answered_by, mut again) = (Vec::new(), Vec::new());
        for (other, _) in others.iter().filter(|(_, way)| *way == StatementUse::Answers) {
            if !index.is_shown_in(other.document_no, self.language) || Arc::ptr_eq(other, statement) {
                continue;
            }
            if other.re.as_ref().is_some_and(|place| places.contains(place)) {
                answered_by.push(other.clone());
            }
            if other.same.as_ref().is_some_and(|place| places.contains(place)) {
                again.push(other.clone());
            }
        }
        for other in answered_by.iter().chain(&again) {
            self.card(other.told_in);
            other.by.iter().for_each(|no| self.card(*no));
        }
        self.origins_of_statements(answered_by.iter().chain(&again));
        let answers = statement.re.as_ref().map(|place| {
            let shown = index.entry(place.record).and_then(|entry| index.shown(entry, self.language));
            shown.iter().for_each(|facts| self.origin(facts));
            let anchors = shown.map(|facts| facts.document.body.anchors.as_slice()).unwrap_or_default();
            let is_there = anchors.binary_search_by(|id| (**id).cmp(&place.anchor)).is_ok();
            (place.record, is_there.then(|| place.anchor.clone()))
        });
        StatementRow { statement: statement.clone(), facts, answers, answered_by, again }
    }

    /// What the links in a passage lead to.
    pub(super) fn passage(&mut self, facts: &Facts, passage: u32) {
        self.origins_of_names(facts);
        let links = facts.document.body.links.iter().zip(&facts.targets);
        for (_, target) in links.filter(|(link, _)| link.passage == Some(passage)) {
            if let Target::Record { no, .. } = target {
                self.card(*no);
            }
        }
    }

    pub(super) fn attendance(&mut self, event: RecordNo) -> Row {
        let entry = self.index.entry(event).expect("rows name records that are there").clone();
        self.outline(&entry);
        let said = attendance::said_of(self.index, event);
        let participant = self.own().map(|entry| entry.no);
        let attendee = attendance::unite(&said)
            .into_iter()
            .find(|attendee| Some(attendee.participant) == participant)
            .expect("an event is in the list because something is said of this attendance");
        self.attendee_cards(&attendee);
        self.origins_of_attendance(event);
        Row::Attendance { event: entry, attendee }
    }

    pub(super) fn attendee_cards(&mut self, attendee: &attendance::Attendee) {
        self.card(attendee.participant);
        attendee.on_behalf_of.iter().chain(&attendee.represented_by).for_each(|no| self.card(*no));
        for (document, passage) in &attendee.said_in {
            let facts = self.index.facts(*document).clone();
            if facts.shown_in.contains(self.language) {
                facts.record.iter().for_each(|no| self.card(*no));
                self.visitor.place(&facts, *passage);
            }
        }
    }

    /// An event as lists show it, with those who were there.
    pub(super) fn event(&mut self, no: RecordNo) -> Row {
        let event = self.index.entry(no).expect("rows name records that are there").clone();
        self.outline(&event);
        let attendees = attendance::unite(&attendance::said_of(self.index, no));
        attendees.iter().for_each(|attendee| self.card(attendee.participant));
        self.origins_of_attendance(no);
        self.accounts(&event);
        Row::Event { event, attendees }
    }

    /// Of a changed stance all stances of that participant on that topic: they are the evidence.
    pub(super) fn evidence_of_change(&mut self, change: &Change) {
        let ChangeKind::Stance { participant, topic, .. } = &change.kind else { return };
        let stances = self.lists.stances(self.index, Some(*participant), self.language);
        for statement in stances.iter() {
            if statement.counts_for.contains(topic) {
                let row = Row::Statement(self.statement(statement));
                self.visitor.row(List::Positions, row);
            }
        }
    }
}
