//! Parses the sources below the content folder: those alone that are new or have changed.
//!
//! [`Documents`] outlives a build. It finds what changed by comparing the sources with those of the
//! build before, which share what they have in common: an edit of one file costs what one file costs.

use super::Unreadable;
use crate::config::{Config, ParseSettings};
use crate::diagnostics::{Code, Diagnostics};
use crate::digest::{ContentHash, Fingerprint};
use crate::document::place::{self, Place};
use crate::document::{self, Document, Fields, Id, Kind, Record, inherit};
use crate::paths::SourcePath;
use crate::source::{Source, SourceSet};
use imbl::OrdMap;
use imbl::ordmap::DiffItem;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// The documents of a site as they were last parsed.
#[derive(Debug, Default)]
pub(super) struct Documents {
    settings: Fingerprint,
    sources: SourceSet,
    parsed: OrdMap<SourcePath, Parsed>,
    /// The files of each article by the rank of their languages: the first gives what translations take
    /// over.
    versions: BTreeMap<Id, BTreeSet<(Option<usize>, SourcePath)>>,
    /// Files that something stands in which is not looked for in all others again.
    marked: BTreeMap<Mark, BTreeSet<SourcePath>>,
}

/// What is known of a file's document without looking at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// Something is wrong with it.
    Findings,
    /// A record is a draft, or under an embargo that may be over.
    Held,
    /// A record switches findings off.
    Allows,
    /// A source names a captured text.
    Captures,
    /// It cannot be read, and the last version that could be stands in its place.
    Behind,
}

const MARKS: [Mark; 5] = [Mark::Findings, Mark::Held, Mark::Allows, Mark::Captures, Mark::Behind];

/// A source as it was parsed.
#[derive(Clone, Debug)]
struct Parsed {
    hash: ContentHash,
    settings: Fingerprint,
    document: Option<Arc<Document>>,
    /// The last one that could be read, where this one cannot.
    last: Option<Arc<Document>>,
    diagnostics: Diagnostics,
}

impl Parsed {
    /// What is built of it.
    fn shown(&self) -> Option<&Arc<Document>> {
        self.last.as_ref().or(self.document.as_ref())
    }

    /// The last one that could be read.
    fn good(&self) -> Option<&Arc<Document>> {
        let is_good = self.document.is_some() && !is_unreadable(&self.diagnostics);
        if is_good { self.document.as_ref() } else { self.last.as_ref() }
    }

    fn has(&self, mark: Mark) -> bool {
        let record = |holds: &dyn Fn(&Record) -> bool| {
            self.shown().is_some_and(|document| document.records.iter().any(holds))
        };
        match mark {
            Mark::Findings => !self.diagnostics.is_empty(),
            Mark::Held => {
                record(&|record| record.common.draft == Some(true) || record.common.publish_after.is_some())
            }
            Mark::Behind => self.last.is_some(),
            Mark::Allows => record(&|record| !record.common.allow.is_empty()),
            Mark::Captures => {
                record(&|record| matches!(&record.fields, Fields::Source(source) if source.text.is_some()))
            }
        }
    }
}

impl Documents {
    /// Brings the documents up to date with the sources; gives the files whose documents came, changed
    /// or went.
    pub(super) fn update(
        &mut self,
        config: &Config,
        sources: &SourceSet,
        unreadable: Unreadable,
    ) -> BTreeSet<SourcePath> {
        let settings = config.parse_settings();
        let mut gone = BTreeSet::new();
        if self.settings != settings.fingerprint() {
            // What is found by paths may mean something else; what was parsed is compared one by one.
            gone = self.parsed.keys().cloned().collect();
            let parsed = std::mem::take(&mut self.parsed);
            *self = Self { parsed, settings: settings.fingerprint(), ..Self::default() };
        }
        let differing = differing(&self.sources, sources, &settings.content);
        self.sources = sources.clone();
        for path in &differing {
            gone.remove(path);
        }
        let touched = self.with_other_versions(differing, &settings);
        let mut changed = self.parse(&touched, sources, &settings, unreadable);
        for path in gone.into_iter().chain(touched.into_iter().filter(|path| sources.get(path).is_none())) {
            if self.parsed.remove(&path).is_some_and(|parsed| parsed.shown().is_some()) {
                changed.insert(path.clone());
            }
            self.mark(&path);
        }
        changed
    }

    /// The document of a file.
    pub(super) fn get(&self, path: &SourcePath) -> Option<&Arc<Document>> {
        self.parsed.get(path)?.shown()
    }

    /// All documents, in the order of their paths.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Arc<Document>> {
        self.parsed.values().filter_map(Parsed::shown)
    }

    /// The documents that bear a mark, in the order of their paths.
    pub(super) fn marked(&self, mark: Mark) -> impl Iterator<Item = &Arc<Document>> {
        self.marked.get(&mark).into_iter().flatten().filter_map(|path| self.get(path))
    }

    /// Files of which the last good version stands in place of one that cannot be read.
    pub(super) fn behind(&self) -> BTreeSet<SourcePath> {
        self.marked.get(&Mark::Behind).cloned().unwrap_or_default()
    }

    /// What is wrong with the sources, in the order of their paths.
    pub(super) fn diagnostics(&self) -> Diagnostics {
        let mut diagnostics = Diagnostics::new();
        let files = self.marked.get(&Mark::Findings).into_iter().flatten();
        for parsed in files.filter_map(|path| self.parsed.get(path)) {
            diagnostics.extend(parsed.diagnostics.iter().cloned());
        }
        diagnostics
    }

    /// Adds the other versions of articles to changed files, since these may take something from another
    /// one now.
    fn with_other_versions(
        &mut self,
        differing: BTreeSet<SourcePath>,
        settings: &ParseSettings,
    ) -> BTreeSet<SourcePath> {
        let mut touched = BTreeSet::new();
        for path in differing {
            if let Ok(Some(Place::Record { kind: Kind::Article, id, language })) = place::of(&path, settings)
            {
                let rank = settings.languages.iter().position(|other| *other == language);
                let versions = self.versions.entry(id.clone()).or_default();
                if self.sources.get(&path).is_some() {
                    versions.insert((rank, path.clone()));
                } else {
                    versions.remove(&(rank, path.clone()));
                }
                touched.extend(versions.iter().map(|(_, path)| path.clone()));
                if versions.is_empty() {
                    self.versions.remove(&id);
                }
            }
            touched.insert(path);
        }
        touched
    }

    /// Parses what changed of these files; gives those whose documents are others now.
    fn parse(
        &mut self,
        touched: &BTreeSet<SourcePath>,
        sources: &SourceSet,
        settings: &ParseSettings,
        unreadable: Unreadable,
    ) -> BTreeSet<SourcePath> {
        let firsts = self.first_versions(touched, settings);
        let there = touched.iter().filter_map(|path| sources.get(path));
        let (translations, others): (Vec<&Arc<Source>>, Vec<&Arc<Source>>) =
            there.partition(|source| firsts.contains_key(&source.path));
        let mut changed = BTreeSet::new();
        for batch in [others, translations] {
            let parsed: Vec<(SourcePath, Parsed)> = batch
                .par_iter()
                .filter_map(|source| {
                    let first = firsts.get(&source.path).and_then(|first| self.get(first));
                    let parsed = self.parse_one(source, settings, first.map(|first| &**first), unreadable)?;
                    Some((source.path.clone(), parsed))
                })
                .collect();
            for (path, parsed) in parsed {
                changed.insert(path.clone());
                self.parsed.insert(path.clone(), parsed);
                self.mark(&path);
            }
        }
        changed
    }

    /// Parses a source; `None` where it was parsed before.
    fn parse_one(
        &self,
        source: &Arc<Source>,
        settings: &ParseSettings,
        first: Option<&Document>,
        unreadable: Unreadable,
    ) -> Option<Parsed> {
        let taken = first.and_then(inherit::fingerprint);
        let fingerprint = taken.map_or(self.settings, |taken| self.settings.with(taken));
        let before = self.parsed.get(&source.path);
        if before.is_some_and(|before| before.hash == source.hash && before.settings == fingerprint) {
            return None;
        }
        let (document, diagnostics) = document::parse(source, settings, first);
        let document = document.map(Arc::new);
        let last = match unreadable {
            Unreadable::LastGood if is_unreadable(&diagnostics) => before.and_then(Parsed::good).cloned(),
            _ => None,
        };
        Some(Parsed { hash: source.hash, settings: fingerprint, document, last, diagnostics })
    }

    /// Of each translation among these files the file of its article's first version.
    fn first_versions(
        &self,
        touched: &BTreeSet<SourcePath>,
        settings: &ParseSettings,
    ) -> HashMap<SourcePath, SourcePath> {
        let mut firsts = HashMap::new();
        for path in touched {
            if let Ok(Some(Place::Record { kind: Kind::Article, id, .. })) = place::of(path, settings)
                && let Some((_, first)) = self.versions.get(&id).and_then(BTreeSet::first)
                && first != path
            {
                firsts.insert(path.clone(), first.clone());
            }
        }
        firsts
    }

    /// Notes what is known of a file now.
    fn mark(&mut self, path: &SourcePath) {
        let parsed = self.parsed.get(path);
        for mark in MARKS {
            let files = self.marked.entry(mark).or_default();
            if parsed.is_some_and(|parsed| parsed.has(mark)) {
                files.insert(path.clone());
            } else {
                files.remove(path);
            }
        }
    }
}

/// Files below the content folder that only one of the sets holds, or that differ.
fn differing(before: &SourceSet, now: &SourceSet, content: &str) -> BTreeSet<SourcePath> {
    let path = |item| match item {
        DiffItem::Add(path, _) | DiffItem::Remove(path, _) => Some(SourcePath::clone(path)),
        DiffItem::Update { old: (_, old), new: (path, new) } => {
            (!Arc::ptr_eq(old, new)).then(|| SourcePath::clone(path))
        }
    };
    let paths = before.0.diff(&now.0).filter_map(path);
    paths.filter(|path| path.below(content).is_some()).collect()
}

/// Whether nothing can be made of a document of which this is said.
pub(super) fn is_unreadable(diagnostics: &Diagnostics) -> bool {
    let codes = [Code::FrontMatter, Code::NotUtf8, Code::TooLarge, Code::TooDeep];
    diagnostics.iter().any(|diagnostic| codes.contains(&diagnostic.code))
}
