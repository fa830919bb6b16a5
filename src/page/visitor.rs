//! What a page sees, as a visitor is told it.
//!
//! The choice is written once ([`super::inputs`]); who listens decides what becomes of it:
//! [`Hashing`] makes the page's fingerprint without keeping anything, [`Inputs`] keeps everything,
//! [`super::listing::Listing`] says in words what it was told.

use super::row::{Row, attendee_fingerprint};
use crate::address::{Key, List, Part};
use crate::date::Date;
use crate::digest::Fingerprint;
use crate::document::Reference;
use crate::index::{Attendee, Card, DocumentNo, Entry, Facts, Field, RecordNo, Related, Target};
use crate::locale::Language;
use crate::paths::SourcePath;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Is told what a page sees, in an order that depends on that alone.
pub trait Visitor {
    /// The record that the page is about, and its text in the version that the page shows.
    fn record(&mut self, entry: &Arc<Entry>, facts: Option<&Arc<Facts>>);
    /// What the page needs to name a record and to link to it.
    fn card(&mut self, entry: &Arc<Entry>);
    /// A record of which more is shown than its name.
    fn outline(&mut self, entry: &Arc<Entry>);
    /// What a link in front matter, the menu or the footer means.
    fn target(&mut self, reference: &Reference, target: &Target);
    /// A list begins, of so many rows in all, with these parts.
    fn list(&mut self, list: List, shape: &Shape);
    /// The list's next row, oldest first.
    fn row(&mut self, list: List, row: Row);
    /// Something that the page says about a record, in numbers.
    fn counts(&mut self, no: RecordNo, counts: Counts);
    /// Two participants that appear together, and how often.
    fn pair(&mut self, one: RecordNo, other: RecordNo, counts: Counts);
    /// Rows and columns of a matrix of positions, in order.
    fn axes(&mut self, rows: &[RecordNo], columns: &[RecordNo]);
    /// A passage that the page leads to: where an attendance is known from.
    fn place(&mut self, facts: &Arc<Facts>, passage: u32);
    /// Who was at the event that the page is about.
    fn attendee(&mut self, attendee: &Attendee);
    /// The text in which an account of an event stands (by its place among the event's accounts), in
    /// a version that the page shows.
    fn account(&mut self, event: RecordNo, account: usize, facts: &Arc<Facts>);
    /// A record that refers to the page's by a field.
    fn field(&mut self, from: RecordNo, field: Field);
    /// A related briefing.
    fn related(&mut self, related: &Related);
    /// The event before or after the page's.
    fn neighbour(&mut self, event: RecordNo, side: Side);
    /// The day from which "now" counts.
    fn as_of(&mut self, date: &Date);
    /// Another page that this one leads to, and how it is called there.
    fn page(&mut self, key: &Key);
    /// A language in which the page exists; a part of a list where the page that it belongs to does.
    fn language(&mut self, language: &Language);

    /// Whether it wants to be told [`Visitor::origin`]: finding them takes time.
    fn asks_for_origins(&self) -> bool {
        false
    }

    /// A file of which something told is made without being shown: a number counts what stands in it,
    /// an order goes by its date. That something is told for itself, so that a fingerprint needs no
    /// more.
    fn origin(&mut self, _file: &SourcePath) {}
}

/// How many rows a list has, and on which pages they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Shape {
    /// Rows in all.
    pub total: usize,
    /// The parts with how many rows stand on each, oldest first; empty where the list stands whole.
    pub parts: Vec<(Part, usize)>,
}

/// What is counted about a record, beside another one or alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Counts {
    /// Statements, positions and acts.
    pub statements: usize,
    /// Articles.
    pub articles: usize,
    /// Passages.
    pub passages: usize,
    /// Events.
    pub events: usize,
    /// Mentions, each place counted.
    pub mentions: usize,
}

/// On which side of an event another one stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The event before it.
    Before,
    /// The event after it.
    After,
}

/// Makes a fingerprint: equal where a page sees the same.
#[derive(Debug, Default)]
pub struct Hashing(Fingerprint);

impl Hashing {
    /// The fingerprint of everything told so far.
    pub fn finish(self) -> Fingerprint {
        self.0
    }

    fn add(&mut self, what: Fingerprint) {
        self.0 = self.0.with(what);
    }
}

impl Visitor for Hashing {
    fn record(&mut self, entry: &Arc<Entry>, facts: Option<&Arc<Facts>>) {
        self.add(entry.fingerprint);
        if let Some(facts) = facts {
            self.add(facts.meaning());
        }
    }

    fn card(&mut self, entry: &Arc<Entry>) {
        self.add(Fingerprint::of_value(&entry.no));
        self.add(entry.card_fingerprint);
    }

    fn outline(&mut self, entry: &Arc<Entry>) {
        self.add(entry.outline);
    }

    fn target(&mut self, reference: &Reference, target: &Target) {
        self.add(Fingerprint::of_value(&(reference, target)));
    }

    fn list(&mut self, list: List, shape: &Shape) {
        self.add(Fingerprint::of_value(&(list, shape)));
    }

    fn row(&mut self, list: List, row: Row) {
        self.add(Fingerprint::of_value(&list));
        self.add(row.fingerprint());
    }

    fn counts(&mut self, no: RecordNo, counts: Counts) {
        self.add(Fingerprint::of_value(&(no, counts)));
    }

    fn pair(&mut self, one: RecordNo, other: RecordNo, counts: Counts) {
        self.add(Fingerprint::of_value(&(one, other, counts)));
    }

    fn axes(&mut self, rows: &[RecordNo], columns: &[RecordNo]) {
        self.add(Fingerprint::of_value(&(rows, columns)));
    }

    fn place(&mut self, facts: &Arc<Facts>, passage: u32) {
        let passage = &facts.document.body.passages[passage as usize];
        self.add(Fingerprint::of_value(&(facts.no, &passage.permalink, &passage.own_id)));
    }

    fn attendee(&mut self, attendee: &Attendee) {
        self.add(attendee_fingerprint(attendee));
    }

    // What an account says is in the fingerprint of its event.
    fn account(&mut self, event: RecordNo, account: usize, facts: &Arc<Facts>) {
        self.add(Fingerprint::of_value(&(event, account, facts.no)));
        self.add(facts.meaning());
    }

    fn field(&mut self, from: RecordNo, field: Field) {
        self.add(Fingerprint::of_value(&(from, field)));
    }

    fn related(&mut self, related: &Related) {
        self.add(Fingerprint::of_value(related));
    }

    fn neighbour(&mut self, event: RecordNo, side: Side) {
        self.add(Fingerprint::of_value(&(event, side)));
    }

    fn as_of(&mut self, date: &Date) {
        self.add(Fingerprint::of_value(date));
    }

    fn page(&mut self, key: &Key) {
        self.add(Fingerprint::of_value(key));
    }

    fn language(&mut self, language: &Language) {
        self.add(Fingerprint::of_value(language));
    }
}

/// Everything that a page sees.
#[derive(Debug, Default)]
pub struct Inputs {
    /// The record that the page is about.
    pub record: Option<Arc<Entry>>,
    /// Its text, in the version that the page shows.
    pub facts: Option<Arc<Facts>>,
    /// Cards of all records that are named.
    pub cards: HashMap<RecordNo, Arc<Card>>,
    /// Records of which more is shown, by number; and in the order in which they were told.
    pub outlines: HashMap<RecordNo, Arc<Entry>>,
    /// The records of `outlines`, in the order in which they were told.
    pub outline_order: Vec<RecordNo>,
    /// What links in front matter, menu and footer mean.
    pub targets: HashMap<Reference, Target>,
    /// Lists, with the rows that the page shows, oldest first.
    pub lists: BTreeMap<List, ListInputs>,
    /// In the order in which they were told.
    pub counts: Vec<(RecordNo, Counts)>,
    /// Participants that appear together, and how often; the most frequent first.
    pub pairs: Vec<(RecordNo, RecordNo, Counts)>,
    /// The rows of a matrix: participants, in the page's order.
    pub rows: Vec<RecordNo>,
    /// The columns of a matrix: topics, in the page's order.
    pub columns: Vec<RecordNo>,
    /// Documents in which places stand that the page leads to.
    pub documents: HashMap<DocumentNo, Arc<Facts>>,
    /// The texts in which accounts of events stand, by event and place among its accounts; only of
    /// versions that the page shows.
    pub accounts: BTreeMap<(RecordNo, usize), Arc<Facts>>,
    /// Who was at the event that the page is about.
    pub attendees: Vec<Attendee>,
    /// Records whose front matter refers to the page's record, and by which field.
    pub fields: Vec<(RecordNo, Field)>,
    /// Briefings related to the one that the page shows, the nearest first.
    pub related: Vec<Related>,
    /// The events before and after.
    pub neighbours: BTreeMap<Side, RecordNo>,
    /// The day from which "now" counts; `None` where nothing published has a date.
    pub as_of: Option<Date>,
    /// Pages that the page leads to without naming a record.
    pub pages: Vec<Key>,
    /// In which of the site's languages the page exists, in their order.
    pub languages: Vec<Language>,
}

/// A list as a page sees it.
#[derive(Debug, Default)]
pub struct ListInputs {
    /// How many rows there are, and on which pages.
    pub shape: Shape,
    /// The rows that stand on this page, oldest first.
    pub rows: Vec<Row>,
}

impl Visitor for Inputs {
    fn record(&mut self, entry: &Arc<Entry>, facts: Option<&Arc<Facts>>) {
        self.record = Some(entry.clone());
        self.facts = facts.cloned();
    }

    fn card(&mut self, entry: &Arc<Entry>) {
        self.cards.entry(entry.no).or_insert_with(|| entry.card.clone());
    }

    fn outline(&mut self, entry: &Arc<Entry>) {
        if self.outlines.insert(entry.no, entry.clone()).is_none() {
            self.outline_order.push(entry.no);
        }
    }

    fn target(&mut self, reference: &Reference, target: &Target) {
        self.targets.insert(reference.clone(), target.clone());
    }

    fn list(&mut self, list: List, shape: &Shape) {
        self.lists.entry(list).or_default().shape = shape.clone();
    }

    fn row(&mut self, list: List, row: Row) {
        self.lists.entry(list).or_default().rows.push(row);
    }

    fn counts(&mut self, no: RecordNo, counts: Counts) {
        self.counts.push((no, counts));
    }

    fn pair(&mut self, one: RecordNo, other: RecordNo, counts: Counts) {
        self.pairs.push((one, other, counts));
    }

    fn axes(&mut self, rows: &[RecordNo], columns: &[RecordNo]) {
        self.rows = rows.to_vec();
        self.columns = columns.to_vec();
    }

    fn place(&mut self, facts: &Arc<Facts>, _passage: u32) {
        self.documents.insert(facts.no, facts.clone());
    }

    fn attendee(&mut self, attendee: &Attendee) {
        self.attendees.push(attendee.clone());
    }

    fn account(&mut self, event: RecordNo, account: usize, facts: &Arc<Facts>) {
        self.accounts.insert((event, account), facts.clone());
    }

    fn field(&mut self, from: RecordNo, field: Field) {
        self.fields.push((from, field));
    }

    fn related(&mut self, related: &Related) {
        self.related.push(related.clone());
    }

    fn neighbour(&mut self, event: RecordNo, side: Side) {
        self.neighbours.insert(side, event);
    }

    fn as_of(&mut self, date: &Date) {
        self.as_of = Some(date.clone());
    }

    fn page(&mut self, key: &Key) {
        self.pages.push(key.clone());
    }

    fn language(&mut self, language: &Language) {
        self.languages.push(language.clone());
    }
}
