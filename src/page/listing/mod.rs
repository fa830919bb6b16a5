//! What a page sees, as lines that a person can read: what `explain` says.
//!
//! It is told what [`Hashing`] is told, in the same order, and hashes it too, so that nothing can be
//! in a page's fingerprint that no line stands for. Besides it asks for the texts that numbers and
//! orders are made of.

mod lines;

pub use lines::Seen;

use super::row::Row;
use super::visitor::{Counts, Hashing, Shape, Side, Visitor};
use crate::address::{Key, List, What};
use crate::date::Date;
use crate::digest::Fingerprint;
use crate::document::Reference;
use crate::index::{Attendee, Entry, Facts, Field, RecordNo, Related, Target};
use crate::locale::Language;
use crate::paths::SourcePath;
use crate::source::SourceSet;
use lines::{Lines, written};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Keeps a line for all that it is told.
pub struct Listing<'a> {
    whole: Hashing,
    lines: Lines<'a>,
    origins: BTreeSet<SourcePath>,
}

impl<'a> Listing<'a> {
    /// Has been told nothing yet; `sources` holds the texts that it is told of.
    pub fn new(sources: &'a SourceSet) -> Self {
        Self { whole: Hashing::default(), lines: Lines::new(sources), origins: BTreeSet::new() }
    }

    /// Each thing once, in the order in which it was told; and the fingerprint that [`Hashing`] makes
    /// of the same.
    pub fn finish(self) -> (Vec<Seen>, Fingerprint) {
        (self.lines.finish(), self.whole.finish())
    }
}

impl Visitor for Listing<'_> {
    fn record(&mut self, entry: &Arc<Entry>, facts: Option<&Arc<Facts>>) {
        self.whole.record(entry, facts);
        self.lines.entry(entry.kind().word(), entry);
        if let Some(facts) = facts {
            self.lines.document("text", &facts.document, Some(entry.no));
        }
    }

    fn card(&mut self, entry: &Arc<Entry>) {
        self.whole.card(entry);
        self.lines.entry("name", entry);
    }

    fn outline(&mut self, entry: &Arc<Entry>) {
        self.whole.outline(entry);
        self.lines.entry("front matter", entry);
    }

    fn target(&mut self, reference: &Reference, target: &Target) {
        self.whole.target(reference, target);
        let meaning = match target {
            Target::Held => " (held back)",
            Target::AsWritten | Target::Fault => " (nothing)",
            _ => "",
        };
        self.lines.made("link", format!("{}{meaning}", written(reference)), None);
    }

    fn list(&mut self, list: List, shape: &Shape) {
        self.whole.list(list, shape);
        let parts = match shape.parts.len() {
            0 | 1 => String::new(),
            parts => format!(" in {parts} parts"),
        };
        self.lines.made("list", format!("{} ({}{parts})", list.folder(), shape.total), None);
    }

    fn row(&mut self, list: List, row: Row) {
        match &row {
            Row::Statement(row) => self.lines.statement_row(row),
            Row::Passage { facts, passage, .. } => self.lines.passage("passage", facts, *passage),
            Row::Attendance { event, attendee } => {
                self.lines.entry("attendance", event);
                self.lines.attendee(attendee);
            }
            Row::Event { event, attendees } => {
                self.lines.entry("timeline item", event);
                attendees.iter().for_each(|attendee| self.lines.attendee(attendee));
            }
            Row::Article(article) => self.lines.entry("briefing", article),
            Row::Change { change, statements, entry } => {
                self.lines.made("change", change.date.written().to_owned(), None);
                statements.iter().for_each(|row| self.lines.statement_row(row));
                entry.iter().for_each(|entry| self.lines.entry("changed record", entry));
            }
            Row::Correction { article, .. } => self.lines.entry("correction", article),
        }
        self.whole.row(list, row);
    }

    fn counts(&mut self, no: RecordNo, counts: Counts) {
        self.whole.counts(no, counts);
        let Counts { statements, articles, passages, events, mentions } = counts;
        let counted = [
            (statements, "statements"),
            (articles, "articles"),
            (passages, "passages"),
            (events, "events"),
            (mentions, "mentions"),
        ];
        let counted: Vec<String> = counted
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, of)| format!("{count} {of}"))
            .collect();
        let counted = if counted.is_empty() { "none".to_owned() } else { counted.join(", ") };
        self.lines.made("count", format!(" ({counted})"), Some(no));
    }

    fn pair(&mut self, one: RecordNo, other: RecordNo, counts: Counts) {
        self.whole.pair(one, other, counts);
        let Counts { passages, events, .. } = counts;
        self.lines.made("pair", format!(" ({passages} passages, {events} events)"), Some(one));
    }

    fn axes(&mut self, rows: &[RecordNo], columns: &[RecordNo]) {
        self.whole.axes(rows, columns);
        rows.iter().for_each(|no| self.lines.made("row", String::new(), Some(*no)));
        columns.iter().for_each(|no| self.lines.made("column", String::new(), Some(*no)));
    }

    fn place(&mut self, facts: &Arc<Facts>, passage: u32) {
        self.whole.place(facts, passage);
        self.lines.passage("place", facts, passage);
    }

    fn attendee(&mut self, attendee: &Attendee) {
        self.whole.attendee(attendee);
        self.lines.attendee(attendee);
    }

    fn account(&mut self, event: RecordNo, account: usize, facts: &Arc<Facts>) {
        self.whole.account(event, account, facts);
        self.lines.document("text of an account", &facts.document, facts.record);
    }

    fn field(&mut self, from: RecordNo, field: Field) {
        self.whole.field(from, field);
        let field = match field {
            Field::Topic => "topics",
            Field::Source => "sources",
            Field::Parent => "parent",
            Field::RoleOrganization | Field::RoleFor => "roles",
            Field::Membership => "memberships",
            Field::Country => "place",
        };
        self.lines.made("field", format!(" ({field})"), Some(from));
    }

    fn related(&mut self, related: &Related) {
        self.whole.related(related);
        let [events, topics, participants] = related.shared;
        let shared = format!(" ({events} events, {topics} topics, {participants} participants)");
        self.lines.made("related", shared, Some(related.article));
    }

    fn neighbour(&mut self, event: RecordNo, side: Side) {
        self.whole.neighbour(event, side);
        let what = match side {
            Side::Before => "event before",
            Side::After => "event after",
        };
        self.lines.made(what, String::new(), Some(event));
    }

    fn as_of(&mut self, date: &Date) {
        self.whole.as_of(date);
        self.lines.made("as of", date.written().to_owned(), None);
    }

    fn page(&mut self, key: &Key) {
        self.whole.page(key);
        let name = match &key.what {
            What::TimelineOfTopic(id) => format!("timeline of {id}"),
            What::TimelineOfKind(kind) => format!("timeline of {kind}"),
            other => format!("{other:?}"),
        };
        self.lines.made("page", name, None);
    }

    fn language(&mut self, language: &Language) {
        self.whole.language(language);
        self.lines.made("language", language.to_string(), None);
    }

    fn asks_for_origins(&self) -> bool {
        true
    }

    fn origin(&mut self, file: &SourcePath) {
        if self.origins.insert(file.clone()) {
            self.lines.file("counted or ordered", file);
        }
    }
}
