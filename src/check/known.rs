//! Findings that are kept while what they were made of stays the same.

use crate::diagnostics::Diagnostics;
use crate::digest::Fingerprint;
use crate::index::{DocumentNo, Entry, Facts, RecordNo, Uses};
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
