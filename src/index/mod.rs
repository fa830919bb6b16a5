//! The register of records and names; mentions, statements, attendance, the timeline; what is
//! unknown, doubled, ambiguous.
//!
//! Documents in ([`Changes`]), a [`SiteIndex`] out. A clean build is an update from empty, and an
//! update equals a fresh build whatever the edits were. An update costs in proportion to what it
//! reaches:
//!
//! 1. The ids that changed documents declare are united anew into entries ([`merge`]).
//! 2. Documents are settled anew ([`facts`]) that changed, or that refer to something whose meaning
//!    changed, found by the handle under which they looked it up ([`register::Handle`]).
//! 3. Uses of records ([`uses`]) that these documents name, before or now, are brought up to date.
//! 4. What is made of all of it (the timeline, changes, who appears with whom) is made when it is first
//!    asked for, once for each index ([`derived`]).
//!
//! Tables are persistent: an index shares with the one before it whatever is the same, so that an update
//! copies nothing that the edit does not reach.
//!
//! Nothing here reads a file, and nothing here is text for a reader: words and excerpts are made in
//! `page`.

pub mod accounts;
pub mod attendance;
pub mod changes;
pub mod companions;
mod derived;
pub mod dump;
pub mod entry;
pub mod facts;
pub mod fields;
mod merge;
mod near;
pub mod number;
pub mod register;
pub mod related;
mod resolve;
pub mod statement;
pub mod timeline;
pub mod trail;
mod update;
pub mod uses;

pub use attendance::Attendee;
pub use changes::{Change, ChangeKind};
pub use companions::Companion;
pub use entry::{Card, Entry, Version};
pub use facts::{Attendance, Facts, Field, FieldUse, Posting, Target, Use};
pub use number::{DocumentNo, RecordNo};
pub use register::{Held, Register};
pub use related::Related;
pub use statement::{Citation, DatedBy, Statement};
pub use timeline::TimelineItem;
pub use update::{is_up_to_date, update};
pub use uses::{StatementUse, Uses};

use crate::date::Date;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::document::{Document, Id, Kind};
use crate::locale::Language;
use crate::paths::SourcePath;
use derived::Derived;
use imbl::{HashMap, OrdMap, OrdSet, Vector};
use register::HandleHash;
use std::sync::Arc;

/// What the index depends on besides documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexSettings {
    /// The site's languages, never empty; the first is the main one.
    pub languages: Vec<Language>,
    /// `site.as_of`.
    pub as_of: Option<Date>,
}

impl IndexSettings {
    /// A language's place among the site's; others come last.
    pub fn rank(&self, language: &Language) -> usize {
        self.languages.iter().position(|other| other == language).unwrap_or(self.languages.len())
    }
}

/// What differs from the index before.
#[derive(Clone, Debug)]
pub struct Changes {
    /// Where these differ from the previous index's, everything is made anew.
    pub settings: Arc<IndexSettings>,
    /// Published documents that are new or have changed.
    pub changed: Vec<Arc<Document>>,
    /// Files that are gone, or are held back now.
    pub removed: Vec<SourcePath>,
    /// All that is held back.
    pub held: Arc<Held>,
}

/// What declares an id in a document: a record, or an inline event, by its place among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Slot {
    Record(u32),
    Event(u32),
}

/// All records of a site and what is said of them. Immutable; an update makes another one.
#[derive(Clone, Debug)]
pub struct SiteIndex {
    settings: Arc<IndexSettings>,
    register: Register,
    numbers: HashMap<String, RecordNo>,
    document_numbers: HashMap<SourcePath, DocumentNo>,
    /// By number.
    documents: Vector<Option<Arc<Document>>>,
    /// By number; there where the document is.
    facts: Vector<Option<Arc<Facts>>>,
    /// Where an id is declared, by key.
    declared_in: HashMap<String, OrdSet<(DocumentNo, Slot)>>,
    /// Which documents looked something up.
    referrers: HashMap<HandleHash, OrdSet<DocumentNo>>,
    /// By record.
    uses: Vector<Option<Arc<Uses>>>,
    /// Findings on records, by key; those on documents stand with their facts.
    findings: OrdMap<String, Diagnostics>,
    /// Documents whose facts hold findings.
    with_findings: OrdSet<DocumentNo>,
    /// Made when it is asked for.
    derived: Derived,
}

impl SiteIndex {
    /// The index of a site without a file.
    pub fn empty(settings: Arc<IndexSettings>) -> Self {
        Self {
            settings,
            register: Register::default(),
            numbers: HashMap::new(),
            document_numbers: HashMap::new(),
            documents: Vector::new(),
            facts: Vector::new(),
            declared_in: HashMap::new(),
            referrers: HashMap::new(),
            uses: Vector::new(),
            findings: OrdMap::new(),
            with_findings: OrdSet::new(),
            derived: Derived::default(),
        }
    }

    /// What it was made with.
    pub fn settings(&self) -> &Arc<IndexSettings> {
        &self.settings
    }

    /// Records by id, name, file and old address.
    pub fn register(&self) -> &Register {
        &self.register
    }

    /// The record with a number.
    pub fn entry(&self, no: RecordNo) -> Option<&Arc<Entry>> {
        self.register.entry(no)
    }

    /// The card of a record that is there.
    pub fn card(&self, no: RecordNo) -> &Arc<Card> {
        &self.entry(no).expect("numbers that an index gives out name its records").card
    }

    /// All published records of a kind, by id.
    pub fn of_kind(&self, kind: Kind) -> Vec<&Arc<Entry>> {
        let mut entries: Vec<&Arc<Entry>> =
            self.register.entries().filter(|entry| entry.kind() == kind).collect();
        entries.sort_by(|a, b| a.id().cmp(b.id()));
        entries
    }

    /// The home page's text, where there is one.
    pub fn home(&self) -> Option<&Arc<Entry>> {
        self.numbers.get("\u{0}home").and_then(|no| self.entry(*no))
    }

    /// What a document says.
    pub fn facts(&self, no: DocumentNo) -> &Arc<Facts> {
        self.facts[no.index()].as_ref().expect("numbers that an index gives out name its documents")
    }

    /// What all documents say, by their numbers.
    fn all_facts(&self) -> impl Iterator<Item = &Arc<Facts>> {
        self.facts.iter().flatten()
    }

    /// What the document of a file says.
    pub fn facts_of(&self, path: &SourcePath) -> Option<&Arc<Facts>> {
        self.facts[self.document_numbers.get(path)?.index()].as_ref()
    }

    /// The facts of the version of a record that a page in `language` shows.
    pub fn shown(&self, entry: &Entry, language: &Language) -> Option<&Arc<Facts>> {
        self.facts_of(&entry.chosen(language)?.document.path)
    }

    /// Whether a page in `language` shows this document's version of its record.
    pub fn is_shown_in(&self, no: DocumentNo, language: &Language) -> bool {
        self.facts(no).shown_in.contains(language)
    }

    /// Where a record is used.
    pub fn uses(&self, no: RecordNo) -> Option<&Arc<Uses>> {
        self.uses[no.index()].as_ref()
    }

    /// All statements, positions, acts and accounts of events, of all versions, in their order.
    pub fn statements(&self) -> &Arc<Vec<Arc<Statement>>> {
        self.derived.statements(self)
    }

    /// All events and dated acts, of all versions, oldest first.
    pub fn timeline(&self) -> &Arc<Vec<TimelineItem>> {
        &self.derived.timeline(self).items
    }

    /// All events, oldest first, undated last.
    pub fn events_in_order(&self) -> &[RecordNo] {
        &self.derived.timeline(self).events
    }

    /// Briefings related to an article, nearest first.
    pub fn related(&self, article: RecordNo) -> Vec<Related> {
        related::of(self, article)
    }

    /// Who a participant appears with, most often first.
    pub fn companions(&self, participant: RecordNo) -> Arc<Vec<Companion>> {
        self.derived.companions(self, participant)
    }

    /// What is new, for pages in a language, oldest first.
    pub fn changes(&self, language: &Language) -> &[Arc<Change>] {
        self.derived.changes(self, language)
    }

    /// The day from which "now", "coming" and "past" count; `None` for a site without articles.
    pub fn as_of(&self) -> Option<&Date> {
        self.derived.as_of(self)
    }

    /// Everything that is wrong with references and records, in no order.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        let facts = self.with_findings.iter().filter_map(|no| self.facts[no.index()].as_ref());
        let facts = facts.flat_map(|facts| facts.diagnostics.iter());
        self.findings.values().flat_map(Diagnostics::iter).chain(facts)
    }

    fn number_of(&self, kind: Kind, id: &Id) -> Option<RecordNo> {
        self.numbers.get(&register::key_of(kind, id)).copied()
    }

    fn id_of(&self, no: RecordNo) -> Option<&Id> {
        self.entry(no).map(|entry| entry.id())
    }

    fn passage_start(&self, document: DocumentNo, passage: u32) -> usize {
        let document = self.documents[document.index()].as_ref();
        document.map_or(0, |document| document.body.passages[passage as usize].range.start)
    }

    fn document_order(&self, no: DocumentNo) -> uses::DocumentOrder<'_> {
        let Some(facts) = self.facts[no.index()].as_ref() else { return (None, None, 0) };
        let entry = facts.record.and_then(|record| self.entry(record));
        let date = entry.and_then(|entry| entry.card.date.as_ref()).map(Date::sort_key);
        (date, entry.map(|entry| entry.id()), self.settings.rank(&facts.document.language))
    }
}
