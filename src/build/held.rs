//! Splits documents into what is published and what is held back: drafts, and what is under embargo.
//!
//! This happens before the index is made, so that nothing that is held can reach a page, a count or
//! a message's suggestion. Of what is held the index gets ids, names and files alone.

use super::Settings;
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
pub struct Split {
    /// Documents whose records are published, in the order in which they were given.
    pub published: Vec<Arc<Document>>,
    /// What the index may know of those held back: ids, former ids and names.
    pub held: Held,
    /// Each version that is held back, for the summary.
    pub report: Vec<HeldBack>,
    /// Where pages of what is held back would stand.
    pub addresses: BTreeSet<UrlPath>,
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
}

/// Splits documents.
pub fn split(documents: &[Arc<Document>], languages: &[Language], settings: &Settings) -> Split {
    let mut split = Split::default();
    let embargoes = embargoes(documents, languages, settings);
    for document in documents {
        let held_because = |record: &Record| -> Option<Option<Date>> {
            match embargoes.get(&(record.kind, record.id.clone())) {
                Some(until) => Some(until.clone()),
                None if record.common.draft == Some(true) && !settings.drafts => Some(None),
                None => None,
            }
        };
        let (held, published): (Vec<&Record>, Vec<&Record>) =
            document.records.iter().partition(|record| held_because(record).is_some());
        for record in &held {
            let until = held_because(record).flatten();
            split.addresses.extend(addresses(record, languages));
            hold(&mut split, document, record, until);
        }
        if held.is_empty() {
            split.published.push(document.clone());
        } else if document.is_register() {
            split.published.push(Arc::new(document.with_records(published.into_iter().cloned().collect())));
        }
    }
    forget_published(&mut split);
    split.report.sort();
    split
}

/// Records that are held in all languages: their first version is a draft, or their embargo is not
/// over.
fn embargoes(
    documents: &[Arc<Document>],
    languages: &[Language],
    settings: &Settings,
) -> BTreeMap<(Kind, Id), Option<Date>> {
    let rank =
        |language: &Language| languages.iter().position(|other| other == language).unwrap_or(usize::MAX);
    let mut bases: BTreeMap<(Kind, Id), &Record> = BTreeMap::new();
    for record in documents.iter().flat_map(|document| &document.records) {
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

fn hold(split: &mut Split, document: &Document, record: &Record, until: Option<Date>) {
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
        until: until.map(|date| date.written().to_owned()),
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
fn forget_published(split: &mut Split) {
    let mut ids: BTreeSet<String> = BTreeSet::new();
    let mut published_names: BTreeSet<String> = BTreeSet::new();
    for document in &split.published {
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
