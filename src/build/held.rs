//! Splits documents into what is published and what is held back: drafts, and what is under embargo.
//!
//! This happens before the index is made, so that nothing that is held can reach a page, a count or
//! a message's suggestion. Of what is held the index gets ids, names and files alone.

use super::Settings;
use super::documents::{Documents, Mark};
use crate::address;
use crate::date::Date;
use crate::document::{Class, Document, Fields, Id, Kind, Record};
use crate::index::Held;
use crate::locale::Language;
use crate::paths::{SourcePath, UrlPath};
use crate::text;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is published and what is not.
#[derive(Debug, Default)]
pub(super) struct Split {
    /// Files of which not all is published, with what is; all others are published as they are.
    pub withheld: BTreeMap<SourcePath, Withheld>,
    /// What the index may know of those held back: ids, former ids and names.
    pub held: Held,
    /// Each version that is held back, for the summary.
    pub report: Vec<HeldBack>,
    /// Where pages of what is held back would stand.
    pub addresses: BTreeSet<UrlPath>,
}

/// A file of which not all is published.
#[derive(Clone, Debug)]
pub(super) struct Withheld {
    /// The document as it was parsed.
    whole: Arc<Document>,
    /// What is published of it, if anything.
    pub published: Option<Arc<Document>>,
}

/// A version of a record that is held back.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HeldBack {
    /// The file.
    pub file: SourcePath,
    /// The record.
    pub id: String,
    /// The end of its embargo as written; `None` for a draft.
    pub until: Option<String>,
    /// The same in seconds since 1970-01-01T00:00:00Z.
    pub until_second: Option<i64>,
    /// Where its pages would stand.
    pub addresses: Vec<UrlPath>,
}

impl Split {
    /// What is published of a file.
    pub fn published<'a>(&'a self, documents: &'a Documents, path: &SourcePath) -> Option<&'a Arc<Document>> {
        match self.withheld.get(path) {
            Some(withheld) => withheld.published.as_ref(),
            None => documents.get(path),
        }
    }
}

/// Splits documents. What `before` made of the same document is taken over.
pub(super) fn split(documents: &Documents, settings: &Settings, before: &Split) -> Split {
    let languages = &settings.config.site.languages;
    let mut split = Split::default();
    if documents.marked(Mark::Held).next().is_none() {
        return split;
    }
    let embargoes = embargoes(documents, languages, settings);
    let may_be_held: BTreeSet<&Id> = embargoes.keys().map(|(_, id)| id).collect();
    for document in documents.iter() {
        let held_because = |record: &Record| -> Option<Option<Date>> {
            match embargoes.get(&(record.kind, record.id.clone())) {
                Some(until) => Some(until.clone()),
                None if record.common.draft == Some(true) && !settings.drafts => Some(None),
                None => None,
            }
        };
        let is_draft = |record: &Record| record.common.draft == Some(true);
        if !document.records.iter().any(|record| is_draft(record) || may_be_held.contains(&record.id)) {
            continue;
        }
        let (held, published): (Vec<&Record>, Vec<&Record>) =
            document.records.iter().partition(|record| held_because(record).is_some());
        for record in &held {
            let until = held_because(record).flatten();
            let addresses = addresses(record, languages);
            split.addresses.extend(addresses.iter().cloned());
            hold(&mut split, document, record, (until, addresses));
        }
        if !held.is_empty() {
            let withheld = withheld(document, &published, before);
            split.withheld.insert(document.path.clone(), withheld);
        }
    }
    forget_published(&mut split, documents);
    split.report.sort();
    split
}

/// What is published of a document of which some records are held: of a file of many records, the others.
fn withheld(document: &Arc<Document>, published: &[&Record], before: &Split) -> Withheld {
    let known = before.withheld.get(&document.path).filter(|known| Arc::ptr_eq(&known.whole, document));
    let ids = |records: &[Record]| records.iter().map(|record| record.id.clone()).collect::<Vec<_>>();
    let now: Vec<Id> = published.iter().map(|record| record.id.clone()).collect();
    let same = |known: &&Withheld| known.published.as_ref().is_some_and(|known| ids(&known.records) == now);
    if let Some(known) = known.filter(same) {
        return known.clone();
    }
    let rest = || Arc::new(document.with_records(published.iter().copied().cloned().collect()));
    Withheld { whole: document.clone(), published: document.is_register().then(rest) }
}

/// Records that are held in all languages: their first version is a draft, or their embargo is not
/// over.
fn embargoes(
    documents: &Documents,
    languages: &[Language],
    settings: &Settings,
) -> BTreeMap<(Kind, Id), Option<Date>> {
    let rank =
        |language: &Language| languages.iter().position(|other| other == language).unwrap_or(usize::MAX);
    let marked: BTreeSet<&Id> = documents
        .marked(Mark::Held)
        .flat_map(|document| &document.records)
        .map(|record| &record.id)
        .collect();
    if marked.is_empty() {
        return BTreeMap::new();
    }
    let mut bases: BTreeMap<(Kind, Id), &Record> = BTreeMap::new();
    let records = documents.iter().flat_map(|document| &document.records);
    for record in records.filter(|record| marked.contains(&record.id)) {
        let base = bases.entry((record.kind, record.id.clone())).or_insert(record);
        if rank(&record.language) < rank(&base.language) {
            *base = record;
        }
    }
    bases
        .into_iter()
        .filter_map(|(key, record)| {
            let until = record.common.publish_after.as_ref().map(|date| &date.value);
            if until.and_then(Date::instant).is_some_and(|instant| instant > settings.now) {
                return Some((key, until.cloned()));
            }
            (record.common.draft == Some(true) && !settings.drafts).then_some((key, None))
        })
        .collect()
}

fn hold(
    split: &mut Split,
    document: &Document,
    record: &Record,
    (until, addresses): (Option<Date>, Vec<UrlPath>),
) {
    let held = &mut split.held;
    held.ids.insert(text::fold(record.id.as_str()), until.clone());
    held.ids.extend(record.common.was.iter().map(|old| (text::fold(old.value.as_str()), until.clone())));
    if !document.is_register() {
        held.paths.insert(document.path.clone());
        let events = document.body.annotations.iter().filter(|annotation| annotation.class == Class::Event);
        let events = events.filter_map(|event| event.own_id.as_ref());
        held.ids.extend(events.map(|id| (text::fold(id.value.as_str()), until.clone())));
    }
    held.names.extend(names(record).iter().map(|name| text::fold_name(name)));
    split.report.push(HeldBack {
        file: document.path.clone(),
        id: record.id.to_string(),
        until_second: until.as_ref().and_then(Date::instant),
        until: until.map(|date| date.written().to_owned()),
        addresses,
    });
}

/// Where a record's page may have stood, in any language: its slug may be another version's.
fn addresses(record: &Record, languages: &[Language]) -> Vec<UrlPath> {
    let slug = record.common.slug.as_ref().map(|slug| slug.value.as_str());
    let slugs = || slug.into_iter().chain([record.id.as_str()]);
    let of = |language| slugs().map(move |slug| address::of_record(record.kind, slug, language, languages));
    languages.iter().flat_map(of).collect()
}

fn names(record: &Record) -> Vec<String> {
    let name = match &record.fields {
        Fields::Participant(fields) => &fields.name,
        Fields::Event(fields) => &fields.name,
        Fields::Topic(fields) => &fields.name,
        _ => return Vec::new(),
    };
    let mut names: Vec<String> = name.iter().map(|(_, name)| name.clone()).collect();
    if let Fields::Participant(fields) = &record.fields {
        names.extend(fields.aliases.iter().map(|alias| alias.name.value.clone()));
    }
    names
}

/// What is published in one version or place is no longer held: a record with a draft translation,
/// an event that a published article tells too.
fn forget_published(split: &mut Split, documents: &Documents) {
    let held = &split.held;
    if held.ids.is_empty() && held.names.is_empty() {
        return;
    }
    let mut ids: BTreeSet<String> = BTreeSet::new();
    let mut published_names: BTreeSet<String> = BTreeSet::new();
    let published = documents.iter().filter_map(|document| split.published(documents, &document.path));
    for document in published {
        for record in &document.records {
            ids.insert(text::fold(record.id.as_str()));
            published_names.extend(names(record).iter().map(|name| text::fold_name(name)));
        }
        let events = document.body.annotations.iter().filter(|annotation| annotation.class == Class::Event);
        ids.extend(events.filter_map(|event| event.own_id.as_ref()).map(|id| text::fold(id.value.as_str())));
    }
    split.held.ids.retain(|id, _| !ids.contains(id));
    split.held.names.retain(|name| !published_names.contains(name));
}
