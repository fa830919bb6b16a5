//! Where each record is used: postings, statements, attendance, fields of other records.

use super::SiteIndex;
use super::facts::{Attendance, Facts, FieldUse, Posting};
use super::number::{DocumentNo, RecordNo};
use super::statement::Statement;
use crate::date::SortKey;
use crate::document::{Id, Kind};
use rayon::prelude::*;
use std::cmp::Ordering;
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
    /// Versions of articles whose text, statements or front matter name it, by number.
    pub(super) articles: Vec<DocumentNo>,
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

/// What one document adds to the uses of records, by record; each list in its order.
fn contributions(index: &SiteIndex, facts: &Facts) -> BTreeMap<RecordNo, Uses> {
    let mut uses: BTreeMap<RecordNo, Uses> = BTreeMap::new();
    for (record, posting) in &facts.postings {
        uses.entry(*record).or_default().postings.push(*posting);
    }
    for statement in &facts.statements {
        for (record, way) in statement_uses(statement) {
            uses.entry(record).or_default().statements.push((statement.clone(), way));
        }
    }
    for (record, field) in &facts.fields {
        uses.entry(*record).or_default().fields.push(field.clone());
    }
    let told_in = facts.record.and_then(|record| index.entry(record));
    if told_in.is_some_and(|entry| entry.kind() == Kind::Article) {
        uses.values_mut().for_each(|uses| uses.articles.push(facts.no));
    }
    for attendance in &facts.attendance {
        for record in [attendance.event, attendance.participant] {
            uses.entry(record).or_default().attendance.push(attendance.clone());
        }
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
    let named_before: Vec<RecordNo> =
        old.iter().flat_map(|facts| contributions(index, facts).into_keys()).collect();
    let found: Vec<BTreeMap<RecordNo, Uses>> =
        new.par_iter().map(|facts| contributions(index, facts)).collect();
    let mut added: BTreeMap<RecordNo, Vec<Uses>> =
        named_before.into_iter().map(|record| (record, Vec::new())).collect();
    for (record, uses) in found.into_iter().flatten() {
        added.entry(record).or_default().push(uses);
    }
    let reached: BTreeSet<RecordNo> = added.keys().copied().collect();
    let updated: Vec<(RecordNo, Option<Arc<Uses>>)> = added
        .into_par_iter()
        .map(|(record, more)| (record, updated(index, index.uses(record), changed, more)))
        .collect();
    for (record, uses) in updated {
        index.uses.set(record.index(), uses);
    }
    reached
}

/// The uses of one record without those by changed documents, and with what these add now.
fn updated(
    index: &SiteIndex,
    before: Option<&Arc<Uses>>,
    changed: &BTreeSet<DocumentNo>,
    more: Vec<Uses>,
) -> Option<Arc<Uses>> {
    let mut uses = before.map(|uses| Uses::clone(uses)).unwrap_or_default();
    uses.postings.retain(|posting| !changed.contains(&posting.document));
    uses.statements.retain(|(statement, _)| !changed.contains(&statement.document_no));
    uses.attendance.retain(|attendance| !changed.contains(&attendance.said_in.0));
    uses.fields.retain(|field| !changed.contains(&field.document));
    uses.articles.retain(|document| !changed.contains(document));
    let mut added = Uses::default();
    for more in more {
        added.postings.extend(more.postings);
        added.statements.extend(more.statements);
        added.attendance.extend(more.attendance);
        added.fields.extend(more.fields);
        added.articles.extend(more.articles);
    }
    merge(&mut uses.postings, added.postings, |a, b| compare_postings(index, a, b));
    merge(&mut uses.statements, added.statements, |(a, way_a), (b, way_b)| {
        a.order.cmp(&b.order).then(way_a.cmp(way_b))
    });
    merge(&mut uses.attendance, added.attendance, |a, b| compare_attendance(index, a, b));
    merge(&mut uses.fields, added.fields, |a, b| {
        index.id_of(a.from).cmp(&index.id_of(b.from)).then(a.field.cmp(&b.field))
    });
    uses.fields.dedup();
    merge(&mut uses.articles, added.articles, Ord::cmp);
    let empty = uses.postings.is_empty()
        && uses.statements.is_empty()
        && uses.attendance.is_empty()
        && uses.fields.is_empty();
    (!empty).then(|| Arc::new(uses))
}

/// Puts what is added into a list in order. Where little is added to much, little is compared.
fn merge<T>(list: &mut Vec<T>, mut added: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    added.sort_by(&compare);
    if list.is_empty() {
        *list = added;
        return;
    }
    let mut rest = std::mem::take(list);
    let mut behind: Vec<Vec<T>> = Vec::new();
    for new in added.into_iter().rev() {
        let place = rest.partition_point(|old| compare(old, &new) != Ordering::Greater);
        let mut tail = rest.split_off(place);
        tail.insert(0, new);
        behind.push(tail);
    }
    rest.extend(behind.into_iter().rev().flatten());
    *list = rest;
}

fn compare_postings(index: &SiteIndex, a: &Posting, b: &Posting) -> Ordering {
    let documents = || index.document_order(a.document).cmp(&index.document_order(b.document));
    let start =
        |posting: &Posting| posting.passage.map(|passage| index.passage_start(posting.document, passage));
    let order = if a.document == b.document { Ordering::Equal } else { documents() };
    order.then_with(|| (start(a), a.usage, a.annotation).cmp(&(start(b), b.usage, b.annotation)))
}

fn compare_attendance(index: &SiteIndex, a: &Attendance, b: &Attendance) -> Ordering {
    let (document_a, passage_a) = a.said_in;
    let (document_b, passage_b) = b.said_in;
    index
        .id_of(a.event)
        .cmp(&index.id_of(b.event))
        .then(b.by_file.cmp(&a.by_file))
        .then_with(|| index.document_order(document_a).cmp(&index.document_order(document_b)))
        .then_with(|| (passage_a, a.place.start).cmp(&(passage_b, b.place.start)))
        .then_with(|| index.id_of(a.participant).cmp(&index.id_of(b.participant)))
}

/// The order of documents: oldest record first, then by its id and the site's order of languages.
pub(super) type DocumentOrder<'a> = (Option<SortKey>, Option<&'a Id>, usize);

/// All statements of an index, in their order.
pub(super) fn all_statements(index: &SiteIndex) -> Vec<Arc<Statement>> {
    let mut statements: Vec<Arc<Statement>> =
        index.all_facts().flat_map(|facts| facts.statements.iter().cloned()).collect();
    statements.sort_by(|a, b| a.order.cmp(&b.order));
    statements
}
