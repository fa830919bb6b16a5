//! Where each record is used: postings, statements, attendance, fields of other records.

use super::SiteIndex;
use super::facts::{Attendance, Facts, FieldUse, Posting};
use super::number::{DocumentNo, RecordNo};
use super::statement::Statement;
use crate::date::SortKey;
use crate::document::Id;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where one record is used.
#[derive(Clone, Debug, Default)]
pub struct Uses {
    /// Oldest article first, then by its id, language, and place in the text.
    pub postings: Vec<Posting>,
    /// Statements that name it, in their order; one that names it in several ways stands several
    /// times.
    pub statements: Vec<(Arc<Statement>, StatementUse)>,
    /// Of an event: everything said of who was there. Of a participant: everything said of where it
    /// was. The event's own file first, then in the order of the documents.
    pub attendance: Vec<Arc<Attendance>>,
    /// Records whose front matter refers to it, by id.
    pub fields: Vec<FieldUse>,
}

/// In which way a statement names a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatementUse {
    /// As a speaker or actor.
    By,
    /// As one on whose behalf it is said.
    For,
    /// As one to whom it is said.
    To,
    /// As one who took part.
    With,
    /// As its topic.
    On,
    /// As one through whom it came.
    Via,
    /// As the event at which it was said or done.
    At,
    /// It is an account of this event.
    Event,
    /// As a source that it rests on.
    Source,
    /// It answers, or repeats, a statement in this record's text.
    Answers,
}

/// The ways in which a statement names records.
fn statement_uses(statement: &Statement) -> BTreeSet<(RecordNo, StatementUse)> {
    let mut uses = BTreeSet::new();
    let mut add = |records: &mut dyn Iterator<Item = RecordNo>, way: StatementUse| {
        uses.extend(records.map(|no| (no, way)));
    };
    add(&mut statement.by.iter().copied(), StatementUse::By);
    add(&mut statement.for_.iter().copied(), StatementUse::For);
    add(&mut statement.to.iter().copied(), StatementUse::To);
    add(&mut statement.with.iter().map(|(no, _)| *no), StatementUse::With);
    add(&mut statement.on.iter().copied(), StatementUse::On);
    add(&mut statement.via.iter().copied(), StatementUse::Via);
    add(&mut statement.at.iter().copied(), StatementUse::At);
    add(&mut statement.event.iter().copied(), StatementUse::Event);
    add(&mut statement.sources.iter().map(|citation| citation.source), StatementUse::Source);
    add(&mut statement.re.iter().chain(&statement.same).map(|place| place.record), StatementUse::Answers);
    uses
}

/// What one document adds to the uses of records, by record.
fn contributions(facts: &Facts) -> BTreeMap<RecordNo, Uses> {
    let mut uses: BTreeMap<RecordNo, Uses> = BTreeMap::new();
    for (record, posting) in &facts.postings {
        uses.entry(*record).or_default().postings.push(*posting);
    }
    for statement in &facts.statements {
        for (record, way) in statement_uses(statement) {
            uses.entry(record).or_default().statements.push((statement.clone(), way));
        }
    }
    for attendance in &facts.attendance {
        for record in [attendance.event, attendance.participant] {
            uses.entry(record).or_default().attendance.push(attendance.clone());
        }
    }
    for (record, field) in &facts.fields {
        uses.entry(*record).or_default().fields.push(field.clone());
    }
    uses
}

/// Brings the uses of all records that `old` or `new` facts name up to date, and returns which they
/// are. `changed` are the documents whose facts these are.
pub(super) fn update(
    index: &mut SiteIndex,
    changed: &BTreeSet<DocumentNo>,
    old: &[Arc<Facts>],
    new: &[Arc<Facts>],
) -> BTreeSet<RecordNo> {
    let mut reached: BTreeSet<RecordNo> = BTreeSet::new();
    let mut added: BTreeMap<RecordNo, Vec<Uses>> = BTreeMap::new();
    for facts in old {
        reached.extend(contributions(facts).into_keys());
    }
    for facts in new {
        for (record, uses) in contributions(facts) {
            reached.insert(record);
            added.entry(record).or_default().push(uses);
        }
    }
    for record in &reached {
        let mut uses = index.uses[record.index()].as_deref().cloned().unwrap_or_default();
        uses.postings.retain(|posting| !changed.contains(&posting.document));
        uses.statements.retain(|(statement, _)| !changed.contains(&statement.document_no));
        uses.attendance.retain(|attendance| !changed.contains(&attendance.said_in.0));
        uses.fields.retain(|field| !changed.contains(&field.document));
        for more in added.remove(record).unwrap_or_default() {
            uses.postings.extend(more.postings);
            uses.statements.extend(more.statements);
            uses.attendance.extend(more.attendance);
            uses.fields.extend(more.fields);
        }
        sort(index, &mut uses);
        let empty = uses.postings.is_empty()
            && uses.statements.is_empty()
            && uses.attendance.is_empty()
            && uses.fields.is_empty();
        index.uses[record.index()] = (!empty).then(|| Arc::new(uses));
    }
    reached
}

fn sort(index: &SiteIndex, uses: &mut Uses) {
    uses.postings.sort_by_cached_key(|posting| {
        let start = posting.passage.map(|passage| index.passage_start(posting.document, passage));
        (index.document_order(posting.document), start, posting.usage, posting.annotation)
    });
    uses.statements.sort_by(|(a, way_a), (b, way_b)| a.order.cmp(&b.order).then(way_a.cmp(way_b)));
    uses.attendance.sort_by_cached_key(|attendance| {
        let (document, passage) = attendance.said_in;
        let record = index.id_of(attendance.event).cloned();
        let participant = index.id_of(attendance.participant).cloned();
        (
            record,
            !attendance.by_file,
            index.document_order(document),
            passage,
            attendance.place.start,
            participant,
        )
    });
    uses.fields.sort_by_cached_key(|field| (index.id_of(field.from).cloned(), field.field));
    uses.fields.dedup();
}

/// The order of documents: oldest record first, then by its id and the site's order of languages.
pub(super) type DocumentOrder = (Option<SortKey>, Option<Id>, usize);

/// Brings the list of all statements up to date.
pub(super) fn update_statements(index: &mut SiteIndex, changed: &BTreeSet<DocumentNo>) {
    let had = index.statements.iter().any(|statement| changed.contains(&statement.document_no));
    let new: Vec<Arc<Statement>> = changed
        .iter()
        .filter_map(|no| index.facts[no.index()].as_ref())
        .flat_map(|facts| facts.statements.iter().cloned())
        .collect();
    if !had && new.is_empty() {
        return;
    }
    let mut statements: Vec<Arc<Statement>> = index
        .statements
        .iter()
        .filter(|statement| !changed.contains(&statement.document_no))
        .cloned()
        .chain(new)
        .collect();
    statements.sort_by(|a, b| a.order.cmp(&b.order));
    index.statements = Arc::new(statements);
}
