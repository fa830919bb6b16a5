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
//! 3. Uses of records ([`uses`]) that these documents name, before or now, are brought up to date,
//!    and then what is made of them: the timeline, related briefings, who appears with whom.
//!
//! Nothing here reads a file, and nothing here is text for a reader: words and excerpts are made in
//! `page`.

pub mod accounts;
pub mod attendance;
pub mod changes;
pub mod companions;
pub mod dump;
pub mod entry;
pub mod facts;
pub mod fields;
mod merge;
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
pub use update::update;
pub use uses::{StatementUse, Uses};

use crate::date::Date;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::document::{Document, Id, Kind};
use crate::locale::Language;
use crate::paths::SourcePath;
use register::Handle;
use std::collections::{BTreeMap, BTreeSet, HashMap};
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
    documents: Vec<Option<Arc<Document>>>,
    /// By number; there where the document is.
    facts: Vec<Option<Arc<Facts>>>,
    /// Where an id is declared, by key.
    declared_in: HashMap<String, BTreeSet<(DocumentNo, Slot)>>,
    /// Which documents looked something up.
    referrers: HashMap<Handle, BTreeSet<DocumentNo>>,
    /// By record.
    uses: Vec<Option<Arc<Uses>>>,
    statements: Arc<Vec<Arc<Statement>>>,
    timeline: Arc<Vec<TimelineItem>>,
    events_in_order: Arc<Vec<RecordNo>>,
    related: HashMap<RecordNo, Arc<Vec<Related>>>,
    companions: HashMap<RecordNo, Arc<Vec<Companion>>>,
    changes: BTreeMap<Language, Arc<Vec<Arc<Change>>>>,
    /// Findings on records, by key; those on documents stand with their facts.
    findings: BTreeMap<String, Diagnostics>,
    as_of: Option<Date>,
}

impl SiteIndex {
    /// The index of a site without a file.
    pub fn empty(settings: Arc<IndexSettings>) -> Self {
        Self {
            as_of: settings.as_of.clone(),
            settings,
            register: Register::default(),
            numbers: HashMap::new(),
            document_numbers: HashMap::new(),
            documents: Vec::new(),
            facts: Vec::new(),
            declared_in: HashMap::new(),
            referrers: HashMap::new(),
            uses: Vec::new(),
            statements: Arc::default(),
            timeline: Arc::default(),
            events_in_order: Arc::default(),
            related: HashMap::new(),
            companions: HashMap::new(),
            changes: BTreeMap::new(),
            findings: BTreeMap::new(),
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
        &self.statements
    }

    /// All events and dated acts, of all versions, oldest first.
    pub fn timeline(&self) -> &Arc<Vec<TimelineItem>> {
        &self.timeline
    }

    /// All events, oldest first, undated last.
    pub fn events_in_order(&self) -> &[RecordNo] {
        &self.events_in_order
    }

    /// Briefings related to an article, nearest first.
    pub fn related(&self, article: RecordNo) -> &[Related] {
        self.related.get(&article).map(|related| related.as_slice()).unwrap_or_default()
    }

    /// Who a participant appears with, most often first.
    pub fn companions(&self, participant: RecordNo) -> &[Companion] {
        self.companions.get(&participant).map(|companions| companions.as_slice()).unwrap_or_default()
    }

    /// What is new, for pages in a language, oldest first.
    pub fn changes(&self, language: &Language) -> &[Arc<Change>] {
        self.changes.get(language).map(|changes| changes.as_slice()).unwrap_or_default()
    }

    /// The day from which "now", "coming" and "past" count; `None` for a site without articles.
    pub fn as_of(&self) -> Option<&Date> {
        self.as_of.as_ref()
    }

    /// Everything that is wrong with references and records, in no order.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        let facts = self.facts.iter().flatten().flat_map(|facts| facts.diagnostics.iter());
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

    fn document_order(&self, no: DocumentNo) -> uses::DocumentOrder {
        let Some(facts) = self.facts[no.index()].as_ref() else { return (None, None, 0) };
        let entry = facts.record.and_then(|record| self.entry(record));
        let date = entry.and_then(|entry| entry.card.date.as_ref()).map(Date::sort_key);
        (date, entry.map(|entry| entry.id().clone()), self.settings.rank(&facts.document.language))
    }
}
