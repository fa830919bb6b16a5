//! Findings that are kept while what they were made of stays the same.

use crate::diagnostics::Diagnostics;
use crate::digest::Fingerprint;
use crate::index::{DocumentNo, Entry, Facts, RecordNo, Uses};
use crate::paths::SourcePath;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

/// What one run of the checks leaves for the next.
#[derive(Debug, Default)]
pub struct Known {
    pub(super) documents: Kept<DocumentNo>,
    pub(super) translations: Kept<RecordNo>,
    pub(super) used: Kept<RecordNo>,
    pub(super) quotes: Kept<RecordNo>,
    pub(super) evened: Evened,
    /// By a hash of all names.
    pub(super) names: Option<(Fingerprint, Diagnostics)>,
}

/// What findings were made of. It is held, so that nothing else can stand at its address.
#[derive(Debug)]
pub(super) enum Dependency {
    Entry(Arc<Entry>),
    Facts(Arc<Facts>),
    Uses(Arc<Uses>),
    /// All captured texts.
    Texts(Fingerprint),
}

impl PartialEq for Dependency {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Entry(a), Self::Entry(b)) => Arc::ptr_eq(a, b),
            (Self::Facts(a), Self::Facts(b)) => Arc::ptr_eq(a, b),
            (Self::Uses(a), Self::Uses(b)) => Arc::ptr_eq(a, b),
            (Self::Texts(a), Self::Texts(b)) => a == b,
            _ => false,
        }
    }
}

/// Captured texts that were evened out, by where they stand, each with the text that it was made of.
#[derive(Debug, Default)]
pub(super) struct Evened(HashMap<SourcePath, (Arc<str>, Arc<str>)>);

impl Evened {
    /// The text evened out, by `make` where it is not known yet.
    pub fn of(&mut self, path: SourcePath, text: &Arc<str>, make: impl FnOnce(&str) -> String) -> Arc<str> {
        if let Some((known, evened)) = self.0.get(&path)
            && known == text
        {
            return Arc::clone(evened);
        }
        let evened: Arc<str> = make(text).into();
        self.0.insert(path, (Arc::clone(text), Arc::clone(&evened)));
        evened
    }
}

/// Findings on things of one kind.
#[derive(Debug)]
pub(super) struct Kept<K> {
    last: HashMap<K, (Vec<Dependency>, Diagnostics)>,
    now: HashMap<K, (Vec<Dependency>, Diagnostics)>,
}

impl<K> Default for Kept<K> {
    fn default() -> Self {
        Self { last: HashMap::new(), now: HashMap::new() }
    }
}

impl<K: Copy + Eq + Hash> Kept<K> {
    /// The findings on a thing: those of the last run where it depends on the same, else made anew.
    pub fn findings(
        &mut self,
        key: K,
        depends: Vec<Dependency>,
        make: impl FnOnce() -> Diagnostics,
    ) -> &Diagnostics {
        let found = match self.last.remove(&key) {
            Some((known, found)) if known == depends => found,
            _ => make(),
        };
        &self.now.entry(key).or_insert((depends, found)).1
    }

    fn forget_unused(&mut self) {
        self.last = std::mem::take(&mut self.now);
    }
}

impl Known {
    /// Ends a run: what was not asked for is gone.
    pub(super) fn forget_unused(&mut self) {
        self.documents.forget_unused();
        self.translations.forget_unused();
        self.used.forget_unused();
        self.quotes.forget_unused();
    }
}
