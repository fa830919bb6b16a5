//! What one document says about records, once its references are settled.
//!
//! [`Facts`] depend on their document and on what its references mean, and on nothing else; they
//! are made anew when one of these changes ([`mod@super::update`]).

use super::entry::Entry;
use super::number::{DocumentNo, RecordNo};
use super::register::Register;
use super::resolve::Resolver;
use super::statement::{self, Statement};
use super::{IndexSettings, fields};
use crate::diagnostics::Diagnostics;
use crate::digest::Fingerprint;
use crate::document::annotation::{AttendanceMode, AttendeeRole};
use crate::document::{Class, Document, Fields};
use crate::locale::{Language, Text};
use std::ops::Range;
use std::sync::Arc;

/// What one document says.
#[derive(Debug)]
pub struct Facts {
    /// Its number.
    pub no: DocumentNo,
    /// The document.
    pub document: Arc<Document>,
    /// The record that it is a version of; `None` for a file of many records.
    pub record: Option<RecordNo>,
    /// Whether it gives its record's fields.
    pub is_base: bool,
    /// The languages whose pages show this version.
    pub shown_in: Vec<Language>,
    /// What the body's links mean, in their order.
    pub targets: Vec<Target>,
    /// Statements, positions, acts and events, in the order in which they begin.
    pub statements: Vec<Arc<Statement>>,
    /// Where records are mentioned, in the order of the text.
    pub postings: Vec<(RecordNo, Posting)>,
    /// Attendance that titles of mentions and events in the text give.
    pub attendance: Vec<Arc<Attendance>>,
    /// What the front matter refers to; empty but for the base version.
    pub fields: Vec<(RecordNo, FieldUse)>,
    /// What is wrong with its references.
    pub diagnostics: Diagnostics,
    /// What the links and annotations in each passage mean. They are gathered once, since many rows of
    /// lists may show one passage.
    meanings: Vec<Fingerprint>,
    /// The same of the whole text.
    meaning: Fingerprint,
}

impl Facts {
    /// Of what all links of the text mean, and of which of its annotations say something: not those
    /// whose speakers are all held back.
    pub fn meaning(&self) -> Fingerprint {
        self.meaning
    }

    /// The same of some passages: a name that nobody bears is printed in another way than that of a
    /// held record.
    pub fn meaning_of(&self, passages: Range<u32>) -> Fingerprint {
        let meanings = &self.meanings[passages.start as usize..passages.end as usize];
        meanings.iter().fold(Fingerprint::default(), |sum, meaning| sum.with(*meaning))
    }

    /// What an annotation states, if it states anything.
    pub fn statement(&self, annotation: u32) -> Option<&Arc<Statement>> {
        let place = self.statements.binary_search_by_key(&annotation, |statement| statement.annotation);
        place.ok().map(|place| &self.statements[place])
    }
}

/// What a link means.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A record's page, or a place on it.
    Record {
        /// The record.
        no: RecordNo,
        /// A place on its page, without `#`.
        anchor: Option<Arc<str>>,
    },
    /// A record that is held back: only its text is printed.
    Held,
    /// A name that nobody or several bear: printed as it is written.
    AsWritten,
    /// Nothing that is known: an error.
    Fault,
    /// A place on the same page.
    Anchor(Arc<str>),
    /// A file beside a document, relative to the root.
    File(crate::paths::SourcePath),
    /// An address within the site.
    Site(Arc<str>),
    /// An address elsewhere.
    Address(Arc<str>),
}

/// Where a record is referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Posting {
    /// In which document.
    pub document: DocumentNo,
    /// In which of its passages; `None` where the passage has no text.
    pub passage: Option<u32>,
    /// In which of its annotations, if in one.
    pub annotation: Option<u32>,
    /// How.
    pub usage: Use,
}

/// How a record is referred to in prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Use {
    /// A link in prose.
    Mention,
    /// As a speaker or actor.
    By,
    /// As one on whose behalf something is said.
    For,
    /// As one to whom something is said.
    To,
    /// As one who took part.
    With,
}

/// A field of a record that refers to another one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldUse {
    /// The record that refers.
    pub from: RecordNo,
    /// The document that gives its fields.
    pub document: DocumentNo,
    /// By which field.
    pub field: Field,
}

/// Fields that refer to records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// An article's or event's `topics`.
    Topic,
    /// An article's or event's `sources`.
    Source,
    /// `parent` of a participant or event.
    Parent,
    /// The organization of a role.
    RoleOrganization,
    /// Whom a role is held on behalf of.
    RoleFor,
    /// The organization of a membership.
    Membership,
    /// The country of an event's place.
    Country,
}

/// That someone was, or was to be, at an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendance {
    /// At which event.
    pub event: RecordNo,
    /// Who.
    pub participant: RecordNo,
    /// `None` where only presence is said.
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
    /// Where it is said: a document, and its passage where it is said in prose.
    pub said_in: (DocumentNo, Option<u32>),
    /// Whether the event's own file says it.
    pub by_file: bool,
    /// Bytes of the document at which it is said.
    pub place: Range<usize>,
}

impl Attendance {
    /// Of everything but places in files.
    pub fn fingerprint(&self) -> Fingerprint {
        let who =
            (self.event, self.participant, self.role, &self.as_, self.on_behalf_of, &self.represented_by);
        Fingerprint::of_value(&(who, self.mode, self.present, self.said_in, self.by_file))
    }
}

/// Settles what one document refers to.
pub fn settle(
    no: DocumentNo,
    document: &Arc<Document>,
    entry: Option<&Arc<Entry>>,
    register: &Register,
    settings: &IndexSettings,
) -> Facts {
    let mut resolver = Resolver::new(document, entry, register);
    let targets: Vec<Target> = document.body.links.iter().map(|link| resolver.link(link)).collect();
    let record = entry.map(|entry| entry.no);
    let is_base =
        entry.is_none_or(|entry| entry.base().is_some_and(|version| version.document.path == document.path));
    let mut statements = Vec::new();
    let mut attendance = Vec::new();
    if let Some(entry) = entry {
        statements = statement::settle(document, no, entry, &targets, &mut resolver, settings);
        attendance = mention_attendance(no, document, &targets, &mut resolver);
        attendance.extend(event_attendance(no, &statements));
        if is_base {
            attendance.extend(file_attendance(no, entry, &mut resolver));
        }
    }
    check_amendments(document, entry, &mut resolver);
    let fields = fields::settle(no, document, is_base, register, &mut resolver);
    let postings = postings(no, document, &targets, &statements, record);
    Facts {
        no,
        document: document.clone(),
        record,
        is_base,
        shown_in: entry.map_or_else(Vec::new, |entry| shown_in(entry, document, settings)),
        meanings: meanings(document, &targets, &statements),
        meaning: meaning(&targets, &statements),
        targets,
        statements,
        postings,
        attendance: attendance.into_iter().map(Arc::new).collect(),
        fields,
        diagnostics: resolver.diagnostics,
    }
}

/// What the links and annotations in each passage mean.
fn meanings(document: &Document, targets: &[Target], statements: &[Arc<Statement>]) -> Vec<Fingerprint> {
    let mut meanings = vec![Fingerprint::default(); document.body.passages.len()];
    let mut add = |passage: Option<u32>, meaning: Fingerprint| {
        if let Some(sum) = passage.and_then(|passage| meanings.get_mut(passage as usize)) {
            *sum = sum.with(meaning);
        }
    };
    for statement in statements {
        add(statement.annotation().passages.clone().next(), Fingerprint::of_value(&statement.annotation));
    }
    for (link, target) in document.body.links.iter().zip(targets) {
        add(link.passage, Fingerprint::of_value(target));
    }
    meanings
}

fn meaning(targets: &[Target], statements: &[Arc<Statement>]) -> Fingerprint {
    let stated: Vec<u32> = statements.iter().map(|statement| statement.annotation).collect();
    Fingerprint::of_value(&(targets, stated))
}

/// Updates and corrections mark places of the text; they must be there.
fn check_amendments(document: &Document, entry: Option<&Arc<Entry>>, resolver: &mut Resolver<'_>) {
    let own =
        entry.and_then(|entry| entry.versions.iter().find(|version| version.document.path == document.path));
    let Some(Fields::Article(article)) = own.map(|version| &version.record().fields) else { return };
    for amendment in article.updates.iter().chain(&article.corrections) {
        if let Some(at) = &amendment.at {
            resolver.check_own_anchor(&at.value, &at.range);
        }
    }
}

fn shown_in(entry: &Entry, document: &Document, settings: &IndexSettings) -> Vec<Language> {
    let shows = |language: &&Language| {
        entry.chosen(language).is_some_and(|version| version.document.path == document.path)
    };
    settings.languages.iter().filter(shows).cloned().collect()
}

fn mention_attendance(
    no: DocumentNo,
    document: &Document,
    targets: &[Target],
    resolver: &mut Resolver<'_>,
) -> Vec<Attendance> {
    let mut attendance = Vec::new();
    for (link, target) in document.body.links.iter().zip(targets) {
        let (Some(attributes), Target::Record { no: participant, .. }) = (&link.attributes, target) else {
            continue;
        };
        let Some(event) = attributes.at.as_ref().and_then(|at| resolver.event(at)) else { continue };
        if !resolver.is_participant(*participant, &link.range) {
            continue;
        }
        let as_ = attributes
            .as_
            .as_ref()
            .map_or_else(Text::empty, |text| Text::one(document.language.clone(), text.to_string()));
        attendance.push(Attendance {
            event,
            participant: *participant,
            role: attributes.role,
            as_,
            on_behalf_of: attributes.on_behalf_of.as_ref().and_then(|other| resolver.participant(other)),
            represented_by: resolver.participants(&attributes.represented_by),
            mode: attributes.mode,
            present: attributes.present,
            said_in: (no, link.passage),
            by_file: false,
            place: link.range.clone(),
        });
    }
    attendance
}

/// The attendees that an event's file names.
fn file_attendance(no: DocumentNo, entry: &Entry, resolver: &mut Resolver<'_>) -> Vec<Attendance> {
    let attendees = entry.event().map(|event| event.attendees.as_slice()).unwrap_or_default();
    let attendees = attendees.iter().filter_map(|attendee| {
        Some(Attendance {
            event: entry.no,
            participant: resolver.participant(&attendee.participant)?,
            role: attendee.role,
            as_: attendee.as_.clone(),
            on_behalf_of: attendee.on_behalf_of.as_ref().and_then(|other| resolver.participant(other)),
            represented_by: resolver.participants(&attendee.represented_by),
            mode: attendee.mode,
            present: attendee.present,
            said_in: (no, None),
            by_file: true,
            place: attendee.participant.range.clone(),
        })
    });
    attendees.collect()
}

fn event_attendance(no: DocumentNo, statements: &[Arc<Statement>]) -> Vec<Attendance> {
    let events = statements.iter().filter(|statement| statement.class() == Class::Event);
    events
        .filter_map(|statement| statement.event.map(|event| (event, statement)))
        .flat_map(|(event, statement)| {
            let passage = statement.annotation().passages.clone().next();
            statement.with.iter().map(move |(participant, role)| Attendance {
                event,
                participant: *participant,
                role: *role,
                as_: Text::empty(),
                on_behalf_of: None,
                represented_by: Vec::new(),
                mode: None,
                present: None,
                said_in: (no, passage),
                by_file: false,
                place: statement.annotation().attributes_range.clone(),
            })
        })
        .collect()
}

/// Where records are mentioned: by links, and by the attributes that name participants. A record's
/// own text does not mention it.
fn postings(
    no: DocumentNo,
    document: &Document,
    targets: &[Target],
    statements: &[Arc<Statement>],
    record: Option<RecordNo>,
) -> Vec<(RecordNo, Posting)> {
    // Each with where it stands in the source. What a document says must not hang on the numbers of
    // records, which differ from one process to the next.
    let mut placed: Vec<(usize, RecordNo, Posting)> = Vec::new();
    for (link, target) in document.body.links.iter().zip(targets) {
        if let Target::Record { no: mentioned, .. } = target {
            let posting = Posting {
                document: no,
                passage: link.passage,
                annotation: link.annotation,
                usage: Use::Mention,
            };
            placed.push((link.range.start, *mentioned, posting));
        }
    }
    for statement in statements {
        let place = statement.annotation().attributes_range.start;
        let passage = statement.annotation().passages.clone().next();
        let annotation = Some(statement.annotation);
        let mut add = |records: &mut dyn Iterator<Item = RecordNo>, usage| {
            let posting = Posting { document: no, passage, annotation, usage };
            placed.extend(records.map(|record| (place, record, posting)));
        };
        add(&mut statement.by.iter().copied(), Use::By);
        add(&mut statement.for_.iter().copied(), Use::For);
        add(&mut statement.to.iter().copied(), Use::To);
        add(&mut statement.with.iter().map(|(no, _)| *no), Use::With);
    }
    placed.retain(|(_, mentioned, _)| Some(*mentioned) != record);
    placed.sort_by_key(|(place, _, posting)| (posting.passage, *place));
    placed.into_iter().map(|(_, record, posting)| (record, posting)).collect()
}
