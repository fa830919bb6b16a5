//! Files that something told is made of without being shown: for those alone who ask.
//!
//! A fingerprint needs none of this, since what is made of them is told itself. Who wants to know
//! which files a page rests on does: a number on it changes with texts that it does not show, and what
//! a name in a text means changes with the files of all who bear it. In doubt a file is named.

use super::Choice;
use crate::date::Date;
use crate::document::{Kind, Reference};
use crate::index::register::{self, Resolution};
use crate::index::{ChangeKind, DocumentNo, Facts, RecordNo, Statement, attendance};
use crate::page::lists::inputs::RowName;
use std::sync::Arc;

impl Choice<'_> {
    fn asks(&self) -> bool {
        self.visitor.asks_for_origins()
    }

    /// The articles that give the day from which "now" counts.
    pub(super) fn origins_of_as_of(&mut self, as_of: &Date) {
        if !self.asks() {
            return;
        }
        for entry in self.index.of_kind(Kind::Article) {
            let own = entry.article().and_then(|article| article.as_of.as_ref()).map(|date| &date.value);
            let dates = [entry.card.date.as_ref(), entry.card.updated.as_ref(), own];
            if dates.into_iter().flatten().any(|date| date.latest() == as_of.latest()) {
                self.files_of(entry.no);
            }
        }
    }

    /// Everything that is in a list, shown on the page or not.
    pub(super) fn origins_of_rows(&mut self, rows: &[RowName]) {
        if !self.asks() {
            return;
        }
        for row in rows {
            match row {
                RowName::Statement(statement) => self.origins_of_statements([statement]),
                RowName::Passage(document, _) => self.document(*document),
                RowName::Attendance(no) | RowName::Event(no) => {
                    self.files_of(*no);
                    self.origins_of_attendance(*no);
                }
                RowName::Article(no) | RowName::Correction(no, _) => self.files_of(*no),
                RowName::Change(change) => self.origins_of_change(&change.kind),
            }
        }
    }

    fn origins_of_change(&mut self, kind: &ChangeKind) {
        match kind {
            ChangeKind::Statement(statement) => self.origins_of_statements([statement]),
            ChangeKind::Stance { participant, .. } => {
                let stances = self.lists.stances(self.index, Some(*participant), self.language);
                self.origins_of_statements(stances.iter());
            }
            ChangeKind::Event { event: no, .. }
            | ChangeKind::Role { participant: no, .. }
            | ChangeKind::Amendment { article: no, .. } => self.files_of(*no),
        }
    }

    /// The texts that statements stand in, and what may give them their dates.
    pub(super) fn origins_of_statements<'b>(
        &mut self,
        statements: impl IntoIterator<Item = &'b Arc<Statement>>,
    ) {
        if !self.asks() {
            return;
        }
        for statement in statements {
            self.document(statement.document_no);
            self.files_of(statement.told_in);
            statement.at.iter().for_each(|event| self.files_of(*event));
        }
    }

    pub(super) fn origins_of_records(&mut self, records: &[RecordNo]) {
        if self.asks() {
            records.iter().for_each(|no| self.files_of(*no));
        }
    }

    /// Every text that refers to a record, or would by a name that others bear too.
    pub(super) fn origins_of_uses(&mut self, no: RecordNo) {
        if !self.asks() {
            return;
        }
        self.origins_of_name(no);
        let Some(uses) = self.index.uses(no).cloned() else { return };
        uses.postings.iter().for_each(|posting| self.document(posting.document));
        self.origins_of_statements(uses.statements.iter().map(|(statement, _)| statement));
        uses.fields.iter().for_each(|field| self.document(field.document));
        uses.attendance.iter().for_each(|attendance| self.document(attendance.said_in.0));
    }

    /// Every text that says who was at an event.
    pub(super) fn origins_of_attendance(&mut self, event: RecordNo) {
        if self.asks() {
            for attendance in attendance::said_of(self.index, event) {
                self.document(attendance.said_in.0);
            }
        }
    }

    /// What a participant's companions are counted from.
    pub(super) fn origins_of_companions(&mut self, participant: RecordNo) {
        if self.asks() {
            self.origins_of_uses(participant);
            for event in attendance::events_of(self.index, participant) {
                self.origins_of_attendance(event);
            }
        }
    }

    /// Those who share a name with a record: as long as there are two, the name in a text means neither.
    pub(super) fn origins_of_name(&mut self, no: RecordNo) {
        if !self.asks() {
            return;
        }
        let names = self.index.entry(no).map(|entry| register::names(entry)).unwrap_or_default();
        for (name, _) in names {
            self.bearers_of(&Reference::Name {
                name: name.into(),
                style: crate::document::reference::NameStyle::Explicit,
            });
        }
    }

    /// What gives the names in a text their meaning.
    pub(super) fn origins_of_names(&mut self, facts: &Facts) {
        if !self.asks() || !self.names_followed.insert(facts.no) {
            return;
        }
        for link in &facts.document.body.links {
            self.bearers_of(&link.reference);
        }
    }

    /// The records that a name may mean; of one that is held back no more is known than that it is.
    fn bearers_of(&mut self, reference: &Reference) {
        match self.index.register().resolve(reference) {
            Resolution::Record { no, .. } if matches!(reference, Reference::Name { .. }) => self.files_of(no),
            Resolution::Ambiguous(bearers) => bearers.iter().for_each(|no| self.files_of(*no)),
            Resolution::Held { .. } => {
                for path in &self.index.register().held().paths {
                    self.visitor.origin(path);
                }
            }
            _ => {}
        }
    }

    /// The files of a record, and the accounts of an event.
    fn files_of(&mut self, no: RecordNo) {
        let Some(entry) = self.index.entry(no) else { return };
        for version in &entry.versions {
            self.visitor.origin(&version.document.path);
        }
        for account in &entry.accounts {
            self.visitor.origin(&account.document.path);
        }
    }

    /// A text, and what the names in it mean.
    fn document(&mut self, no: DocumentNo) {
        let facts = self.index.facts(no).clone();
        self.visitor.origin(&facts.document.path);
        self.origins_of_names(&facts);
    }

    /// A text that the page counts in.
    pub(super) fn origin(&mut self, facts: &Facts) {
        if self.asks() {
            self.document(facts.no);
        }
    }
}
