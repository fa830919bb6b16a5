//! Brings an index up to date with what changed.

use super::entry::Entry;
use super::facts::{self, Facts};
use super::merge::{self, Declaration};
use super::number::{DocumentNo, RecordNo};
use super::register::{self, Handle, HandleHash};
use super::{Changes, SiteIndex, Slot, attendance, fields, uses};
use crate::date::Date;
use crate::diagnostics::Diagnostics;
use crate::document::{Class, Document, Kind, Reference};
use crate::text;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What an update has reached so far.
#[derive(Default)]
struct Reach {
    /// Documents that changed, came or went.
    documents: BTreeSet<DocumentNo>,
    /// Keys of the ids that they declare, before or now, with kind and id.
    ids: BTreeSet<String>,
    /// What means something else now.
    handles: BTreeSet<Handle>,
    /// Records that were united anew.
    records: BTreeSet<RecordNo>,
}

/// Whether nothing differs from `previous`, so that it is what [`update`] would give.
pub fn is_up_to_date(previous: &SiteIndex, changes: &Changes) -> bool {
    changes.changed.is_empty()
        && changes.removed.is_empty()
        && *previous.settings == *changes.settings
        && *previous.register.held == *changes.held
}

/// Brings `previous` up to date. The result equals a fresh build of the same documents.
pub fn update(previous: &SiteIndex, changes: &Changes) -> SiteIndex {
    if *previous.settings != *changes.settings || *previous.register.held != *changes.held {
        return rebuild(previous, changes);
    }
    let mut index = previous.clone();
    let mut reach = Reach::default();
    replace_documents(&mut index, changes, &mut reach);
    unite_records(&mut index, &mut reach);
    let settled = documents_to_settle(&index, &reach);
    let (old, new) = settle(&mut index, &settled);
    let reached = uses::update(&mut index, &settled, &old, &new);
    attendance::update_findings(&mut index, &reached, &reach.records);
    index
}

/// Makes everything anew, where what all of it depends on has changed.
fn rebuild(previous: &SiteIndex, changes: &Changes) -> SiteIndex {
    let mut documents: BTreeMap<_, Arc<Document>> = previous
        .documents
        .iter()
        .flatten()
        .map(|document| (document.path.clone(), document.clone()))
        .collect();
    for path in &changes.removed {
        documents.remove(path);
    }
    documents.extend(changes.changed.iter().map(|document| (document.path.clone(), document.clone())));
    let mut empty = SiteIndex::empty(changes.settings.clone());
    empty.register.held = changes.held.clone();
    let all = Changes {
        settings: changes.settings.clone(),
        changed: documents.into_values().collect(),
        removed: Vec::new(),
        held: changes.held.clone(),
    };
    update(&empty, &all)
}

/// Puts new documents in place of old ones, and notes which ids either declares.
fn replace_documents(index: &mut SiteIndex, changes: &Changes, reach: &mut Reach) {
    for path in &changes.removed {
        if let Some(no) = index.document_numbers.get(path).copied() {
            replace_document(index, no, None, reach);
        }
    }
    for document in &changes.changed {
        let next = DocumentNo(index.documents.len() as u32);
        let no = *index.document_numbers.entry(document.path.clone()).or_insert(next);
        if no == next {
            index.documents.push_back(None);
            index.facts.push_back(None);
        }
        replace_document(index, no, Some(document.clone()), reach);
    }
}

fn replace_document(index: &mut SiteIndex, no: DocumentNo, new: Option<Arc<Document>>, reach: &mut Reach) {
    let old = index.documents.set(no.index(), new.clone());
    reach.documents.insert(no);
    for (key, slot) in old.iter().flat_map(|document| declared(document)) {
        if let Some(places) = index.declared_in.get_mut(&key) {
            places.remove(&(no, slot));
        }
        reach.ids.insert(key);
    }
    for (key, slot) in new.iter().flat_map(|document| declared(document)) {
        index.declared_in.entry(key.clone()).or_default().insert((no, slot));
        reach.ids.insert(key);
    }
}

/// The keys of all ids that a document declares, with what declares each.
fn declared(document: &Document) -> impl Iterator<Item = (String, Slot)> + '_ {
    let records = document.records.iter().zip(0..);
    let records =
        records.map(|(record, place)| (register::key_of(record.kind, &record.id), Slot::Record(place)));
    records.chain(inline_events(document).map(|(key, annotation)| (key, Slot::Event(annotation))))
}

fn inline_events(document: &Document) -> impl Iterator<Item = (String, u32)> + '_ {
    document.body.annotations.iter().enumerate().filter_map(|(index, annotation)| {
        let id = annotation.own_id.as_ref().filter(|_| annotation.class == Class::Event)?;
        Some((text::fold(id.value.as_str()), index as u32))
    })
}

/// Unites anew every record that a changed document declares; first those that have files alone,
/// since accounts of events take their date from the article that tells them.
fn unite_records(index: &mut SiteIndex, reach: &mut Reach) {
    let mut more: BTreeSet<String> = BTreeSet::new();
    for key in &reach.ids {
        for (document, slot) in places(index, key) {
            // Only what stands in the record's own text hangs on its date.
            if matches!(slot, Slot::Record(_)) {
                more.extend(inline_events(&document).map(|(key, _)| key));
            }
        }
    }
    reach.ids.extend(more);
    let keys: Vec<String> = reach.ids.iter().cloned().collect();
    let (with_accounts, files_alone): (Vec<String>, Vec<String>) = keys.into_iter().partition(|key| {
        let declared = index.declared_in.get(key).into_iter().flatten();
        declared.into_iter().any(|(_, slot)| matches!(slot, Slot::Event(_)))
    });
    for key in files_alone.into_iter().chain(with_accounts) {
        unite_record(index, &key, reach);
    }
}

/// Where an id is declared, in the order of the files.
fn places(index: &SiteIndex, key: &str) -> Vec<(Arc<Document>, Slot)> {
    let declared = index.declared_in.get(key).into_iter().flatten();
    let mut places: Vec<(Arc<Document>, Slot)> =
        declared.filter_map(|(no, slot)| Some((index.documents[no.index()].clone()?, *slot))).collect();
    places.sort_by(|(a, slot_a), (b, slot_b)| a.path.cmp(&b.path).then(slot_a.cmp(slot_b)));
    places
}

fn unite_record(index: &mut SiteIndex, key: &str, reach: &mut Reach) {
    let declarations = declarations(index, key);
    let no = number(index, key);
    let old = index.register.entry(no).cloned();
    if old.is_some() {
        index.register.remove(no);
    }
    index.findings.remove(key);
    index.findings.remove(&attendance::finding_key(key));
    reach.records.insert(no);
    let mut new = None;
    if let Some(id) = declarations.first().map(Declaration::id) {
        let (entry, findings) = merge::unite(no, &id, &declarations, &index.settings);
        if !findings.is_empty() {
            index.findings.insert(key.to_owned(), findings);
        }
        let entry = Arc::new(entry);
        index.register.insert(entry.clone());
        new = Some(entry);
    }
    reach.handles.extend(changed_handles(old.as_deref(), new.as_deref()));
}

fn number(index: &mut SiteIndex, key: &str) -> RecordNo {
    let next = RecordNo(index.uses.len() as u32);
    let no = *index.numbers.entry(key.to_owned()).or_insert(next);
    if no == next {
        index.uses.push_back(None);
        index.register.entries.push_back(None);
    }
    no
}

fn declarations(index: &SiteIndex, key: &str) -> Vec<Declaration> {
    let declaration = |(document, slot): (Arc<Document>, Slot)| match slot {
        Slot::Record(record) => Some(Declaration::Record { document, record: record as usize }),
        Slot::Event(annotation) => {
            let record = document.records.first()?;
            let told_in = index.number_of(record.kind, &record.id).and_then(|no| index.entry(no));
            Some(Declaration::Event(super::accounts::Account {
                annotation,
                told_in: record.id.clone(),
                told_on: told_in.and_then(|entry| own_date(entry)),
                document,
            }))
        }
    };
    places(index, key).into_iter().filter_map(declaration).collect()
}

/// The date that a record's own front matter gives it: an event's may come from accounts, which must not
/// hang on each other.
fn own_date(entry: &Entry) -> Option<Date> {
    let article = entry.article().and_then(|article| article.date.as_ref());
    let event = entry.event().and_then(|event| event.date.as_ref());
    article.or(event).map(|date| date.value.clone())
}

/// The handles under which something else is found now: those that only one of the two has, and all
/// where what documents make of the record has changed.
fn changed_handles(old: Option<&Entry>, new: Option<&Entry>) -> BTreeSet<Handle> {
    let handles = |entry: Option<&Entry>| entry.map(register::handles_of).unwrap_or_default();
    let (before, after) = (handles(old), handles(new));
    let meaning = |entry: &Entry| (entry.kind(), entry.card.date.clone());
    if old.map(meaning) != new.map(meaning) || old.map(anchors) != new.map(anchors) {
        return before.union(&after).cloned().collect();
    }
    let mut changed: BTreeSet<Handle> = before.symmetric_difference(&after).cloned().collect();
    // What a name means also hangs on how strongly it is borne.
    let names = |entry: Option<&Entry>| entry.map(register::names).unwrap_or_default();
    let (before, after) = (names(old), names(new));
    let differ = before
        .iter()
        .filter(|name| !after.contains(name))
        .chain(after.iter().filter(|name| !before.contains(name)));
    changed.extend(differ.map(|(name, _)| Handle::Name(text::fold_name(name))));
    changed
}

/// Anchors that others may point at: of articles, events and pages, whose texts others quote from.
/// A participant's or topic's text is looked at by the check of finished pages alone, since a change
/// of the most mentioned participant's profile must not reach all articles.
fn anchors(entry: &Entry) -> Vec<Vec<Box<str>>> {
    match entry.kind() {
        Kind::Article | Kind::Event | Kind::Page => {
            entry.versions.iter().map(|version| version.document.body.anchors.clone()).collect()
        }
        _ => Vec::new(),
    }
}

/// Documents whose facts may differ now.
fn documents_to_settle(index: &SiteIndex, reach: &Reach) -> BTreeSet<DocumentNo> {
    let mut documents = reach.documents.clone();
    for key in &reach.ids {
        let declared = index.declared_in.get(key).into_iter().flatten();
        documents.extend(declared.filter(|(_, slot)| matches!(slot, Slot::Record(_))).map(|(no, _)| *no));
    }
    for handle in &reach.handles {
        documents.extend(index.referrers.get(&HandleHash::of(handle)).into_iter().flatten());
    }
    documents
}

/// Settles documents anew; returns their facts of before and of now.
fn settle(index: &mut SiteIndex, documents: &BTreeSet<DocumentNo>) -> (Vec<Arc<Facts>>, Vec<Arc<Facts>>) {
    let mut old = Vec::new();
    for no in documents {
        if let Some(facts) = index.facts.set(no.index(), None) {
            index.with_findings.remove(no);
            for handle in looked_up(&facts.document) {
                if let Some(referrers) = index.referrers.get_mut(&handle) {
                    referrers.remove(no);
                }
            }
            old.push(facts);
        }
    }
    let register = &index.register;
    let settings = &index.settings;
    let present: Vec<(DocumentNo, Arc<Document>)> =
        documents.iter().filter_map(|no| Some((*no, index.documents[no.index()].clone()?))).collect();
    let new: Vec<(Arc<Facts>, BTreeSet<HandleHash>)> = present
        .par_iter()
        .map(|(no, document)| {
            let entry = match &document.records[..] {
                [record] if !document.is_register() => {
                    index.number_of(record.kind, &record.id).and_then(|no| register.entry(no))
                }
                _ => None,
            };
            let facts = facts::settle(*no, document, entry, register, settings);
            (Arc::new(facts), looked_up(document))
        })
        .collect();
    for (facts, handles) in &new {
        for handle in handles {
            index.referrers.entry(*handle).or_default().insert(facts.no);
        }
        if !facts.diagnostics.is_empty() {
            index.with_findings.insert(facts.no);
        }
        index.facts.set(facts.no.index(), Some(facts.clone()));
    }
    (old, new.into_iter().map(|(facts, _)| facts).collect())
}

/// Everything that a document looks up.
fn looked_up(document: &Document) -> BTreeSet<HandleHash> {
    let mut references: Vec<&Reference> = document.body.links.iter().map(|link| &link.reference).collect();
    for link in document.body.links.iter().filter_map(|link| link.attributes.as_ref()) {
        references
            .extend(link.at.iter().chain(&link.on_behalf_of).chain(&link.represented_by).map(|r| &r.value));
    }
    for annotation in &document.body.annotations {
        let lists = [
            &annotation.by,
            &annotation.for_,
            &annotation.to,
            &annotation.on,
            &annotation.via,
            &annotation.src,
        ];
        references.extend(lists.into_iter().flatten().map(|reference| &reference.value));
        references.extend(annotation.with.iter().map(|with| &with.participant.value));
        let singles = [&annotation.at, &annotation.re, &annotation.same];
        references.extend(singles.into_iter().flatten().map(|reference| &reference.value));
    }
    references.extend(document.records.iter().flat_map(fields::references));
    let handles = references.into_iter().flat_map(register::handles);
    // An inline event is known by its record once another document's account of it comes or goes.
    let events = inline_events(document).map(|(key, _)| Handle::Id(key));
    handles.chain(events).map(|handle| HandleHash::of(&handle)).collect()
}

impl Declaration {
    fn id(&self) -> crate::document::Id {
        match self {
            Declaration::Record { document, record } => document.records[*record].id.clone(),
            Declaration::Event(account) => {
                let id = account.annotation().own_id.as_ref();
                id.expect("an inline event is declared by its id").value.clone()
            }
        }
    }
}

/// Findings on a record, kept under a key of their own beside those of its entry.
pub(super) fn put_findings(index: &mut SiteIndex, key: String, findings: Diagnostics) {
    if findings.is_empty() {
        index.findings.remove(&key);
    } else {
        index.findings.insert(key, findings);
    }
}
