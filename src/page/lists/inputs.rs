//! Which rows lists have: chosen here once, for pages, their parts, and the plan of both.

use crate::address::{List, What};
use crate::date::Date;
use crate::document::{Class, Kind};
use crate::index::attendance;
use crate::index::timeline::{self, Happening, TimelineItem};
use crate::index::trail;
use crate::index::{
    Change, ChangeKind, DocumentNo, Entry, RecordNo, SiteIndex, Statement, StatementUse, Use,
};
use crate::locale::Language;
use crate::page::parts::By;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A row, named but not gathered.
#[derive(Clone, Debug)]
pub enum RowName {
    /// A statement, position, act or account.
    Statement(Arc<Statement>),
    /// A passage: its document, and which of that document's passages.
    Passage(DocumentNo, u32),
    /// The page's participant at this event.
    Attendance(RecordNo),
    /// An event.
    Event(RecordNo),
    /// An article.
    Article(RecordNo),
    /// Something that is new.
    Change(Arc<Change>),
    /// A correction: the article, and the place in its list.
    Correction(RecordNo, usize),
}

/// The lists that a page of this kind has, in the order of the page, and by what each is split.
pub fn lists_of(what: &What) -> &'static [(List, By)] {
    use List::{
        Attended, Briefings, Changes, Corrections, Did, Events, Mentioned, Others, Said, SaidFor, Statements,
        Timeline,
    };
    match what {
        What::Record(Kind::Participant, _) => &[
            (Said, By::Year),
            (SaidFor, By::Year),
            (Did, By::Year),
            (Attended, By::Year),
            (Mentioned, By::Year),
            (Others, By::Year),
            (Timeline, By::Year),
        ],
        What::Record(Kind::Event, _) => &[
            (Statements, By::Year),
            (Did, By::Year),
            (Mentioned, By::Year),
            (Briefings, By::Year),
            (Events, By::Year),
        ],
        What::Record(Kind::Topic, _) => &[
            (Statements, By::Year),
            (Did, By::Year),
            (Timeline, By::Year),
            (Mentioned, By::Year),
            (Briefings, By::Year),
        ],
        What::Record(Kind::Source, _) => {
            &[(Statements, By::Year), (Events, By::Year), (Briefings, By::Year), (Mentioned, By::Year)]
        }
        What::Register(Kind::Article) => &[(Briefings, By::EveryYear)],
        What::Register(Kind::Event) => &[(Events, By::Year)],
        What::Timeline | What::TimelineOfTopic(_) | What::TimelineOfKind(_) => &[(Timeline, By::Year)],
        What::Statements => &[(Statements, By::Year)],
        What::Changes => &[(Changes, By::EveryMonth)],
        What::Corrections => &[(Corrections, By::Year)],
        _ => &[],
    }
}

/// All rows of a list on a page in `language`, oldest first, undated last.
pub fn rows(index: &SiteIndex, what: &What, list: List, language: &Language) -> Vec<RowName> {
    match what {
        What::Record(kind, id) | What::RecordList(kind, id, _) => match index.register().by_id(id.as_str()) {
            Some(entry) if entry.kind() == *kind => record_rows(index, entry, list, language),
            _ => Vec::new(),
        },
        What::Register(Kind::Article) => {
            dated(index, index.of_kind(Kind::Article), RowName::Article, |entry| {
                entry.card.languages.contains(language)
            })
        }
        What::Register(Kind::Event) => dated(index, index.of_kind(Kind::Event), RowName::Event, |_| true),
        What::Timeline => site_timeline(index, language, |_| true),
        What::TimelineOfTopic(id) => match index.register().by_id(id.as_str()) {
            Some(topic) => topic_timeline(index, topic.no, language),
            None => Vec::new(),
        },
        What::TimelineOfKind(kind) => {
            site_timeline(index, language, |item| classification(index, item) == Some(kind))
        }
        What::Statements => {
            let shown: Vec<Arc<Statement>> = index
                .statements()
                .iter()
                .filter(|statement| is_statement(statement))
                .filter(|statement| index.is_shown_in(statement.document_no, language))
                .cloned()
                .collect();
            trail::originals(&shown).cloned().map(RowName::Statement).collect()
        }
        What::Changes => index.changes(language).iter().cloned().map(RowName::Change).collect(),
        What::Corrections => corrections(index),
        _ => Vec::new(),
    }
}

fn record_rows(index: &SiteIndex, entry: &Entry, list: List, language: &Language) -> Vec<RowName> {
    let by_class = |ways: &[StatementUse], class: &dyn Fn(Class) -> bool| {
        statements(index, entry.no, language, |statement, way| {
            ways.contains(&way) && class(statement.class())
        })
    };
    let says = |class: Class| matches!(class, Class::Says | Class::Holds);
    match (entry.kind(), list) {
        (Kind::Participant, List::Said) => by_class(&[StatementUse::By], &|class| class == Class::Says),
        (Kind::Participant, List::SaidFor) => by_class(&[StatementUse::For], &says),
        (Kind::Participant, List::Did) => {
            by_class(&[StatementUse::By, StatementUse::For, StatementUse::With], &|class| class == Class::Did)
        }
        (Kind::Participant, List::Attended) => attended(index, entry.no),
        (Kind::Participant, List::Others) => said_by_others(index, entry.no, language),
        (Kind::Participant, List::Timeline) => participant_timeline(index, entry.no, language),
        (Kind::Event, List::Statements) => by_class(&[StatementUse::At], &says),
        (Kind::Event, List::Did) => by_class(&[StatementUse::At], &|class| class == Class::Did),
        (Kind::Event, List::Events) => events_by_field(index, entry.no),
        (Kind::Topic, List::Statements) => by_class(&[StatementUse::On], &says),
        (Kind::Topic, List::Did) => by_class(&[StatementUse::On], &|class| class == Class::Did),
        (Kind::Topic, List::Timeline) => topic_timeline(index, entry.no, language),
        (Kind::Source, List::Statements) => by_class(&[StatementUse::Source], &|_| true),
        (Kind::Source, List::Events) => events_by_field(index, entry.no),
        (_, List::Mentioned) => mentions(index, entry.no, language),
        (_, List::Briefings) => briefings(index, entry.no, language),
        _ => Vec::new(),
    }
}

fn is_statement(statement: &Statement) -> bool {
    matches!(statement.class(), Class::Says | Class::Holds)
}

/// Statements that name a record, of the versions shown in `language`, each once.
fn statements(
    index: &SiteIndex,
    no: RecordNo,
    language: &Language,
    keep: impl Fn(&Statement, StatementUse) -> bool,
) -> Vec<RowName> {
    let uses = index.uses(no).map(|uses| uses.statements.as_slice()).unwrap_or_default();
    let mut found: Vec<&Arc<Statement>> = uses
        .iter()
        .filter(|(statement, way)| keep(statement, *way))
        .map(|(statement, _)| statement)
        .filter(|statement| index.is_shown_in(statement.document_no, language))
        .collect();
    found.dedup_by(|a, b| Arc::ptr_eq(a, b));
    // The same statement told again is shown beside the one that it repeats.
    if found.iter().any(|statement| statement.same.is_some()) {
        let places: BTreeSet<_> = found.iter().flat_map(|statement| statement.places()).collect();
        found.retain(|statement| statement.same.as_ref().is_none_or(|place| !places.contains(place)));
    }
    found.into_iter().cloned().map(RowName::Statement).collect()
}

/// Statements of others that mention a participant or are addressed to it.
fn said_by_others(index: &SiteIndex, no: RecordNo, language: &Language) -> Vec<RowName> {
    let Some(uses) = index.uses(no) else { return Vec::new() };
    let mut found: Vec<&Arc<Statement>> = Vec::new();
    for posting in uses.postings.iter().filter(|posting| matches!(posting.usage, Use::Mention | Use::To)) {
        let facts = index.facts(posting.document);
        if !facts.shown_in.contains(language) {
            continue;
        }
        let statement = posting.annotation.and_then(|annotation| facts.statement(annotation));
        if let Some(statement) = statement
            && is_statement(statement)
            && !statement.by.contains(&no)
            && !statement.for_.contains(&no)
        {
            found.push(statement);
        }
    }
    found.sort_by(|a, b| a.order.cmp(&b.order));
    found.dedup_by(|a, b| Arc::ptr_eq(a, b));
    found.into_iter().cloned().map(RowName::Statement).collect()
}

/// Passages that mention a record, oldest article first, each once.
fn mentions(index: &SiteIndex, no: RecordNo, language: &Language) -> Vec<RowName> {
    let Some(uses) = index.uses(no) else { return Vec::new() };
    let mut found: Vec<(DocumentNo, u32)> = uses
        .postings
        .iter()
        .filter(|posting| index.is_shown_in(posting.document, language))
        .filter_map(|posting| Some((posting.document, posting.passage?)))
        .collect();
    found.dedup();
    found.into_iter().map(|(document, passage)| RowName::Passage(document, passage)).collect()
}

/// Events at which a participant was, or was to be.
fn attended(index: &SiteIndex, no: RecordNo) -> Vec<RowName> {
    let events = attendance::events_of(index, no);
    let entries = events.iter().filter_map(|event| index.entry(*event)).collect();
    dated(index, entries, RowName::Attendance, |_| true)
}

/// Events whose file names a record as what they are part of, or rest on.
fn events_by_field(index: &SiteIndex, no: RecordNo) -> Vec<RowName> {
    let fields = index.uses(no).map(|uses| uses.fields.as_slice()).unwrap_or_default();
    let entries = fields.iter().filter_map(|field| index.entry(field.from)).collect();
    dated(index, entries, RowName::Event, |entry| entry.kind() == Kind::Event)
}

/// Articles that name a record in their front matter or in their text.
fn briefings(index: &SiteIndex, no: RecordNo, language: &Language) -> Vec<RowName> {
    let Some(uses) = index.uses(no) else { return Vec::new() };
    let shown = |document: &DocumentNo| index.is_shown_in(*document, language);
    let told = uses.statements.iter().map(|(statement, _)| statement).filter(|s| shown(&s.document_no));
    let told = told.map(|statement| statement.told_in);
    let mentioned = uses.postings.iter().filter(|posting| shown(&posting.document));
    let mentioned = mentioned.filter_map(|posting| index.facts(posting.document).record);
    let articles: BTreeSet<RecordNo> =
        uses.fields.iter().map(|field| field.from).chain(told).chain(mentioned).collect();
    let entries = articles.iter().filter_map(|article| index.entry(*article)).collect();
    dated(index, entries, RowName::Article, |entry| entry.kind() == Kind::Article)
}

fn corrections(index: &SiteIndex) -> Vec<RowName> {
    let mut found: Vec<(Option<&Date>, &Arc<Entry>, usize)> = Vec::new();
    for entry in index.of_kind(Kind::Article) {
        let corrections = entry.article().map(|article| article.corrections.as_slice()).unwrap_or_default();
        for (place, correction) in corrections.iter().enumerate() {
            found.push((correction.date.as_ref().map(|date| &date.value), entry, place));
        }
    }
    found.sort_by_key(|(date, entry, place)| (date.is_none(), date.map(Date::sort_key), entry.id(), *place));
    found.into_iter().map(|(_, entry, place)| RowName::Correction(entry.no, place)).collect()
}

/// Records by date, oldest first, undated last, then by id.
fn dated(
    index: &SiteIndex,
    mut entries: Vec<&Arc<Entry>>,
    row: impl Fn(RecordNo) -> RowName,
    keep: impl Fn(&Entry) -> bool,
) -> Vec<RowName> {
    debug_assert!(entries.iter().all(|entry| index.entry(entry.no).is_some()));
    entries.retain(|entry| keep(entry));
    entries.sort_by_key(|entry| {
        (entry.card.date.is_none(), entry.card.date.as_ref().map(Date::sort_key), entry.id())
    });
    entries.into_iter().map(|entry| row(entry.no)).collect()
}

fn site_timeline(
    index: &SiteIndex,
    language: &Language,
    keep: impl Fn(&TimelineItem) -> bool,
) -> Vec<RowName> {
    let items = index.timeline().iter().filter(|item| match &item.what {
        Happening::Statement(statement) => index.is_shown_in(statement.document_no, language),
        Happening::Event(_) => true,
    });
    items
        .filter(|item| keep(item))
        .map(|item| match &item.what {
            Happening::Statement(statement) => RowName::Statement(statement.clone()),
            Happening::Event(no) => RowName::Event(*no),
        })
        .collect()
}

/// The timeline of one record: the events that it is named with by `events`, and the acts and
/// happenings without a page that name it in one of `ways`.
fn own_timeline(
    index: &SiteIndex,
    no: RecordNo,
    language: &Language,
    ways: &[StatementUse],
    events: Vec<RecordNo>,
) -> Vec<RowName> {
    let uses = index.uses(no).map(|uses| uses.statements.as_slice()).unwrap_or_default();
    let mut found: Vec<&Arc<Statement>> = uses
        .iter()
        .filter(|(statement, way)| ways.contains(way) && timeline::stands_on_timeline(statement))
        .map(|(statement, _)| statement)
        .filter(|statement| index.is_shown_in(statement.document_no, language))
        .collect();
    found.dedup_by(|a, b| Arc::ptr_eq(a, b));
    let events: BTreeSet<RecordNo> = events.into_iter().collect();
    let events = events
        .into_iter()
        .filter_map(|event| index.entry(event))
        .map(|entry| (timeline::order_of_event(entry), RowName::Event(entry.no)));
    let statements = found
        .into_iter()
        .map(|statement| (timeline::order_of_statement(statement), RowName::Statement(statement.clone())));
    let mut rows: Vec<(timeline::Order, RowName)> = events.chain(statements).collect();
    rows.sort_by(|(a, _), (b, _)| a.cmp(b));
    rows.into_iter().map(|(_, row)| row).collect()
}

fn participant_timeline(index: &SiteIndex, no: RecordNo, language: &Language) -> Vec<RowName> {
    let ways = [StatementUse::By, StatementUse::For, StatementUse::With];
    own_timeline(index, no, language, &ways, attendance::events_of(index, no))
}

fn topic_timeline(index: &SiteIndex, no: RecordNo, language: &Language) -> Vec<RowName> {
    own_timeline(index, no, language, &[StatementUse::On], events_of_topic(index, no, language))
}

/// The events that are on a topic: by their file, or by an account of them.
fn events_of_topic(index: &SiteIndex, topic: RecordNo, language: &Language) -> Vec<RecordNo> {
    let Some(uses) = index.uses(topic) else { return Vec::new() };
    let files = uses.fields.iter().map(|field| field.from);
    let accounts = uses
        .statements
        .iter()
        .filter(|(s, way)| *way == StatementUse::On && index.is_shown_in(s.document_no, language))
        .filter_map(|(s, _)| s.event);
    files
        .chain(accounts)
        .filter(|no| index.entry(*no).is_some_and(|entry| entry.kind() == Kind::Event))
        .collect()
}

/// The classification of an event, as its address has it.
pub fn classification<'a>(index: &'a SiteIndex, item: &'a TimelineItem) -> Option<&'a String> {
    match &item.what {
        Happening::Event(event) => index.card(*event).classification.as_ref(),
        Happening::Statement(_) => None,
    }
}

/// The date under which a row stands.
pub fn date<'a>(index: &'a SiteIndex, row: &'a RowName) -> Option<&'a Date> {
    match row {
        RowName::Statement(statement) => statement.date.as_ref(),
        RowName::Passage(document, _) => {
            let record = index.facts(*document).record?;
            index.card(record).date.as_ref()
        }
        RowName::Attendance(no) | RowName::Event(no) | RowName::Article(no) => index.card(*no).date.as_ref(),
        RowName::Change(change) => Some(&change.date),
        RowName::Correction(article, place) => {
            let article = index.entry(*article)?.article()?;
            article.corrections.get(*place)?.date.as_ref().map(|date| &date.value)
        }
    }
}

/// The statements that stand behind a change.
pub fn statements_of(change: &Change) -> Vec<&Arc<Statement>> {
    match &change.kind {
        ChangeKind::Statement(statement) => vec![statement],
        ChangeKind::Stance { from, to, .. } => vec![from, to],
        _ => Vec::new(),
    }
}
