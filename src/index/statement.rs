//! Annotations whose references are settled: statements, positions, acts and accounts of events.

use super::IndexSettings;
use super::entry::Entry;
use super::facts::Target;
use super::number::{DocumentNo, RecordNo};
use super::register::Resolution;
use super::resolve::Resolver;
use crate::date::{Date, SortKey};
use crate::diagnostics::{Code, Diagnostic, Located};
use crate::digest::Fingerprint;
use crate::document::annotation::AttendeeRole;
use crate::document::record::Defaults;
use crate::document::{Annotation, Class, Document, Fields, Id, Kind, Mode, Reference, annotation};
use std::ops::Range;
use std::sync::Arc;

/// An annotation whose references are settled.
#[derive(Debug)]
pub struct Statement {
    /// The document that it stands in.
    pub document: Arc<Document>,
    /// The document's number.
    pub document_no: DocumentNo,
    /// Which of the document's annotations it is.
    pub annotation: u32,
    /// The record whose text it stands in.
    pub told_in: RecordNo,
    /// Of an event with a page: its record.
    pub event: Option<RecordNo>,
    /// Who speaks, holds or acts.
    pub by: Vec<RecordNo>,
    /// Whether `by` was taken from the text's mentions.
    pub by_inferred: bool,
    /// On whose behalf.
    pub for_: Vec<RecordNo>,
    /// To whom.
    pub to: Vec<RecordNo>,
    /// Who took part, and in which role where that is said.
    pub with: Vec<(RecordNo, Option<AttendeeRole>)>,
    /// Topics that it names, its context's among them.
    pub on: Vec<RecordNo>,
    /// Topics that it counts for: those of `on` that no statement refining it names.
    pub counts_for: Vec<RecordNo>,
    /// Through whom it came.
    pub via: Vec<RecordNo>,
    /// The event at which it was said or done.
    pub at: Option<RecordNo>,
    /// What it rests on, in order, each source once.
    pub sources: Vec<Citation>,
    /// When; `None` where nothing gives a date.
    pub date: Option<Date>,
    /// Where the date comes from.
    pub dated_by: DatedBy,
    /// The statement that it answers.
    pub re: Option<StatementPlace>,
    /// The statement that it is again.
    pub same: Option<StatementPlace>,
    /// Where it stands among others: oldest first.
    pub order: StatementOrder,
    /// Of everything above but records' contents, and of its text and passages.
    pub fingerprint: Fingerprint,
}

/// A source, and the place in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Citation {
    /// The source.
    pub source: RecordNo,
    /// Page or time code, as written.
    pub loc: Option<Box<str>>,
}

/// Where a statement's date comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DatedBy {
    /// Itself or its context.
    Itself,
    /// The event at which it was made: inferred.
    Event,
    /// The record in whose text it stands: inferred.
    Record,
}

/// A statement, named by the record in whose text it stands and its anchor there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementPlace {
    /// The record in whose text it stands.
    pub record: RecordNo,
    /// Its anchor there, without `#`.
    pub anchor: Arc<str>,
}

/// The order of statements: by date, then by when they were told, then by place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementOrder {
    /// `None`, which comes first, where there is no date.
    pub date: Option<SortKey>,
    /// The day from which the record's text counts; an article's date.
    pub told_on: Option<SortKey>,
    /// The id of the record in whose text it stands.
    pub told_in: Id,
    /// The language's place among the site's.
    pub language: usize,
    /// Byte of the document at which it begins.
    pub offset: usize,
}

impl Statement {
    /// The annotation.
    pub fn annotation(&self) -> &Annotation {
        &self.document.body.annotations[self.annotation as usize]
    }

    /// What it says.
    pub fn class(&self) -> Class {
        self.annotation().class
    }

    /// The anchor to link to: the author's own id, else its permalink, else its passage's.
    pub fn anchor(&self) -> Option<&str> {
        let annotation = self.annotation();
        let own = annotation.own_id.as_ref().map(|id| id.value.as_str());
        own.or(annotation.permalink.as_deref()).or_else(|| {
            let passage = annotation.passages.clone().next()?;
            Some(&*self.document.body.passages[passage as usize].permalink)
        })
    }

    /// The anchors by which others can name it.
    pub fn places(&self) -> Vec<StatementPlace> {
        let annotation = self.annotation();
        let own = annotation.own_id.as_ref().map(|id| id.value.as_str());
        own.into_iter()
            .chain(annotation.permalink.as_deref())
            .map(|anchor| StatementPlace { record: self.told_in, anchor: anchor.into() })
            .collect()
    }

    /// All records that it names, in a fixed order, perhaps more than once.
    pub fn records(&self) -> impl Iterator<Item = RecordNo> + '_ {
        let lists = [&self.by, &self.for_, &self.to, &self.on, &self.via];
        lists
            .into_iter()
            .flatten()
            .copied()
            .chain(self.with.iter().map(|(no, _)| *no))
            .chain(self.at)
            .chain(self.event)
            .chain(self.sources.iter().map(|citation| citation.source))
            .chain(self.re.iter().chain(&self.same).map(|place| place.record))
    }
}

/// Settles all annotations of a document's body. An annotation that nobody is left to make (since
/// its speakers are held back, or unknown, which is reported) is left out: it is plain text.
pub fn settle(
    document: &Arc<Document>,
    document_no: DocumentNo,
    entry: &Entry,
    targets: &[Target],
    resolver: &mut Resolver<'_>,
    settings: &IndexSettings,
) -> Vec<Arc<Statement>> {
    let record = RecordFacts::of(entry, resolver);
    let mut statements: Vec<Statement> = Vec::new();
    for (index, annotation) in document.body.annotations.iter().enumerate() {
        let settler = Settler { document, document_no, entry, record: &record, targets, settings };
        if let Some(statement) = settler.settle(index as u32, annotation, resolver) {
            statements.push(statement);
        }
    }
    leave_topics_to_inner(&mut statements);
    statements.into_iter().map(Arc::new).collect()
}

/// An outer statement counts only for the topics that no statement refining it takes over; one that
/// names neither topic nor stance of its own counts for none.
fn leave_topics_to_inner(statements: &mut [Statement]) {
    for inner in 0..statements.len() {
        let annotation = statements[inner].annotation();
        let (true, Some(outer)) = (annotation.refines, annotation.outer) else { continue };
        if !annotation.counts_itself {
            statements[inner].counts_for.clear();
            continue;
        }
        let own = statements[inner].on.clone();
        // They are in the order of their annotations.
        if let Ok(outer) = statements.binary_search_by_key(&outer, |statement| statement.annotation) {
            statements[outer].counts_for.retain(|topic| !own.contains(topic));
        }
    }
}

/// What the record gives to the annotations in its text.
struct RecordFacts {
    date: Option<Date>,
    sources: Vec<RecordNo>,
    for_by_speaker: Vec<(RecordNo, Vec<RecordNo>)>,
}

impl RecordFacts {
    fn of(entry: &Entry, resolver: &mut Resolver<'_>) -> Self {
        let mut facts =
            Self { date: entry.card.date.clone(), sources: Vec::new(), for_by_speaker: Vec::new() };
        // References of the front matter are reported where its fields are settled, not here.
        let known = std::mem::take(&mut resolver.diagnostics);
        match &entry.fields {
            Fields::Article(article) => {
                facts.sources = resolver.all_of_kind(&article.sources, Kind::Source);
                facts.for_by_speaker = defaults_for(&article.defaults, resolver);
            }
            Fields::Event(event) => facts.sources = resolver.all_of_kind(&event.sources, Kind::Source),
            _ => {}
        }
        resolver.diagnostics = known;
        facts
    }
}

fn defaults_for(defaults: &Defaults, resolver: &mut Resolver<'_>) -> Vec<(RecordNo, Vec<RecordNo>)> {
    let by_speaker = defaults.for_.iter();
    by_speaker
        .filter_map(|(speaker, behalf)| Some((resolver.participant(speaker)?, resolver.participants(behalf))))
        .collect()
}

/// What all annotations of one document share.
struct Settler<'a> {
    document: &'a Arc<Document>,
    document_no: DocumentNo,
    entry: &'a Entry,
    record: &'a RecordFacts,
    targets: &'a [Target],
    settings: &'a IndexSettings,
}

impl Settler<'_> {
    fn settle(&self, index: u32, annotation: &Annotation, resolver: &mut Resolver<'_>) -> Option<Statement> {
        let (by, by_inferred) = self.speakers(annotation, resolver);
        // All that it names is settled even where nobody is left to say it, so that all is reported.
        let nobody = annotation.class != Class::Event
            && by.is_empty()
            && annotation.speaker == annotation::Speaker::Named;
        let event = annotation
            .own_id
            .as_ref()
            .filter(|_| annotation.class == Class::Event)
            .and_then(|id| resolver.register().by_id(id.value.as_str()))
            .filter(|entry| entry.kind() == Kind::Event)
            .map(|entry| entry.no);
        let at = annotation.at.as_ref().and_then(|at| resolver.event(at));
        let (date, dated_by) = self.date(annotation, at, resolver);
        let on = resolver.all_of_kind(&annotation.on, Kind::Topic);
        let with = self.with(annotation, resolver);
        let mut statement = Statement {
            document: self.document.clone(),
            document_no: self.document_no,
            annotation: index,
            told_in: self.entry.no,
            event,
            for_: self.behalf(annotation, &by, resolver),
            by,
            by_inferred,
            to: resolver.participants(&annotation.to),
            with,
            counts_for: on.clone(),
            on,
            via: resolver.participants(&annotation.via),
            at,
            sources: self.sources(annotation, resolver),
            order: self.order(annotation, date.as_ref()),
            date,
            dated_by,
            re: annotation.re.as_ref().and_then(|place| self.place(place, resolver)),
            same: annotation.same.as_ref().and_then(|place| self.place(place, resolver)),
            fingerprint: Fingerprint::default(),
        };
        statement.fingerprint = fingerprint(&statement);
        if nobody && self.is_held_back(annotation, resolver) {
            let message = "this is left out, since whoever made it is held back";
            let span = resolver.span(&annotation.attributes_range);
            resolver.report(Diagnostic::new(Code::HeldReference, message, span));
        }
        (!nobody).then_some(statement)
    }

    /// Whether one who made it, as far as the text says who, is held back.
    fn is_held_back(&self, annotation: &Annotation, resolver: &Resolver<'_>) -> bool {
        let named = annotation.by.iter().map(|by| resolver.register().resolve(&by.value));
        let mut mentioned = annotation.mentions.iter().map(|link| &self.targets[*link as usize]);
        named.into_iter().any(|by| matches!(by, Resolution::Held { .. }))
            || (annotation.by.is_empty() && mentioned.any(|target| *target == Target::Held))
    }

    fn speakers(&self, annotation: &Annotation, resolver: &mut Resolver<'_>) -> (Vec<RecordNo>, bool) {
        if annotation.speaker != annotation::Speaker::Named || annotation.class == Class::Event {
            return (Vec::new(), false);
        }
        if !annotation.by.is_empty() {
            return (resolver.participants(&annotation.by), false);
        }
        let mut mentioned: Vec<RecordNo> = Vec::new();
        let mut held = false;
        for link in &annotation.mentions {
            match &self.targets[*link as usize] {
                Target::Record { no, .. }
                    if resolver.is(*no, Kind::Participant) && !mentioned.contains(no) =>
                {
                    mentioned.push(*no);
                }
                // Whoever is meant, the finding on the reference says enough.
                Target::Held | Target::Fault => held = true,
                _ => {}
            }
        }
        let direct = annotation.class == Class::Says && annotation.mode == Mode::Direct;
        if mentioned.len() == 1 && !direct && !held {
            return (mentioned, true);
        }
        // Where one who is held back is mentioned too, nobody can tell who speaks: it is plain text.
        if !held {
            self.speaker_missing(annotation, mentioned.len(), direct, resolver);
        }
        (Vec::new(), false)
    }

    fn speaker_missing(
        &self,
        annotation: &Annotation,
        count: usize,
        direct: bool,
        resolver: &mut Resolver<'_>,
    ) {
        let message = match annotation.class {
            Class::Did => "nobody is named who did this",
            Class::Holds => "nobody is named who holds this",
            _ => "nobody is named who said this",
        };
        let help = match count {
            _ if direct => "a direct quotation names its speaker: add `by=…`",
            0 => "add `by=…`, or mention the participant in the text",
            _ => "the text mentions several participants; say who it is with `by=…`",
        };
        let span = resolver.span(&annotation.attributes_range);
        resolver.report(Diagnostic::new(Code::SpeakerMissing, message, span).help(help));
    }

    fn behalf(&self, annotation: &Annotation, by: &[RecordNo], resolver: &mut Resolver<'_>) -> Vec<RecordNo> {
        if !annotation.for_.is_empty() {
            return resolver.participants(&annotation.for_);
        }
        let mut behalf = Vec::new();
        for (speaker, others) in &self.record.for_by_speaker {
            if by.contains(speaker) {
                behalf.extend(others.iter().filter(|other| !by.contains(other)));
            }
        }
        behalf.dedup();
        behalf
    }

    fn with(
        &self,
        annotation: &Annotation,
        resolver: &mut Resolver<'_>,
    ) -> Vec<(RecordNo, Option<AttendeeRole>)> {
        let with = annotation.with.iter();
        with.filter_map(|with| Some((resolver.participant(&with.participant)?, with.role))).collect()
    }

    /// Its own date, else that of the event it was made at, else the record's.
    fn date(
        &self,
        annotation: &Annotation,
        at: Option<RecordNo>,
        resolver: &mut Resolver<'_>,
    ) -> (Option<Date>, DatedBy) {
        if let Some(date) = &annotation.date {
            return (Some(date.value.clone()), DatedBy::Itself);
        }
        let event = at.and_then(|at| resolver.register().entry(at)).and_then(|entry| entry.card.date.clone());
        if event.is_some() {
            return (event, DatedBy::Event);
        }
        let told_on = self.record.date.clone();
        if told_on.is_none() && self.entry.kind() != Kind::Article {
            let span = resolver.span(&annotation.attributes_range);
            resolver.report(
                Diagnostic::new(Code::DateMissing, "nothing says when this was", span)
                    .help("outside articles an annotation needs `date=…`, or `at=…` an event with a date"),
            );
        }
        (told_on, DatedBy::Record)
    }

    /// Its own sources, else the note's that follows it, else the record's.
    fn sources(&self, annotation: &Annotation, resolver: &mut Resolver<'_>) -> Vec<Citation> {
        if !annotation.src.is_empty() {
            let sources = resolver.all_of_kind(&annotation.src, Kind::Source);
            return sources
                .into_iter()
                .map(|source| Citation { source, loc: annotation.loc.clone() })
                .collect();
        }
        let note = annotation.note.and_then(|note| self.document.body.notes.get(note as usize));
        if let Some(link) = note.and_then(|note| note.source_link)
            && let Target::Record { no, .. } = self.targets[link as usize]
            && resolver.is(no, Kind::Source)
        {
            let loc = annotation.loc.clone().or_else(|| self.document.body.links[link as usize].loc.clone());
            return vec![Citation { source: no, loc }];
        }
        let sources = self.record.sources.iter();
        sources.map(|source| Citation { source: *source, loc: annotation.loc.clone() }).collect()
    }

    /// The statement that `re` or `same` names: an anchor of any version of the record.
    fn place(&self, reference: &Located<Reference>, resolver: &mut Resolver<'_>) -> Option<StatementPlace> {
        if let Reference::Anchor(anchor) = &reference.value
            && super::resolve::has_anchor(self.entry, anchor)
        {
            return Some(StatementPlace { record: self.entry.no, anchor: anchor.clone() });
        }
        match resolver.target(&reference.value, &reference.range) {
            Target::Record { no, anchor: Some(anchor) } => Some(StatementPlace { record: no, anchor }),
            Target::Anchor(anchor) => Some(StatementPlace { record: self.entry.no, anchor }),
            Target::Record { .. } => {
                self.place_missing(&reference.range, resolver);
                None
            }
            _ => None,
        }
    }

    fn place_missing(&self, range: &Range<usize>, resolver: &mut Resolver<'_>) {
        let span = resolver.span(range);
        resolver.report(
            Diagnostic::new(Code::BrokenAnchor, "this names a record, and not a statement in its text", span)
                .help("write the statement's anchor behind it: `@article#anchor`"),
        );
    }

    fn order(&self, annotation: &Annotation, date: Option<&Date>) -> StatementOrder {
        StatementOrder {
            date: date.map(Date::sort_key),
            told_on: self.record.date.as_ref().map(Date::sort_key),
            told_in: self.entry.id().clone(),
            language: self.settings.rank(&self.document.language),
            offset: annotation.range.start,
        }
    }
}

fn fingerprint(statement: &Statement) -> Fingerprint {
    let annotation = statement.annotation();
    let own_id = annotation.own_id.as_ref().map(|id| &id.value);
    let words = (own_id, &annotation.permalink, &annotation.text, &annotation.as_, &annotation.orig);
    let kind = (annotation.class, annotation.form, annotation.mode, annotation.stance, annotation.speaker);
    let status =
        (annotation.statement_status, annotation.event_status, &annotation.lang, &annotation.orig_lang);
    let when =
        (&statement.date, statement.dated_by, &statement.order, &annotation.place, &annotation.heading);
    let mut fingerprint = Fingerprint::of_value(&(words, kind, status, when, &annotation.loc));
    let records = (
        (statement.told_in, statement.event, &statement.by, statement.by_inferred, &statement.for_),
        (&statement.to, &statement.with, &statement.on, &statement.counts_for, &statement.via),
        (statement.at, &statement.sources, &statement.re, &statement.same),
    );
    fingerprint = fingerprint.with(Fingerprint::of_value(&records));
    for passage in annotation.passages.clone() {
        fingerprint = fingerprint.with(statement.document.body.passages[passage as usize].hash.fingerprint());
    }
    fingerprint
}
