//! What is made of entries and facts over the whole site, when it is first asked for.
//!
//! Few pages show these lists, and an edit is to be answered before they are made anew. Each is a pure
//! function of the index that it belongs to, computed once; an update of the index begins without them.

use super::changes::{self, Change};
use super::companions::{self, Companion};
use super::number::RecordNo;
use super::statement::Statement;
use super::timeline::{self, Timeline};
use super::{SiteIndex, uses};
use crate::date::Date;
use crate::locale::Language;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// What has been asked for so far.
#[derive(Debug, Default)]
pub(super) struct Derived {
    statements: OnceLock<Arc<Vec<Arc<Statement>>>>,
    timeline: OnceLock<Timeline>,
    changes: OnceLock<BTreeMap<Language, Vec<Arc<Change>>>>,
    companions: Mutex<HashMap<RecordNo, Arc<Vec<Companion>>>>,
    as_of: OnceLock<Option<Date>>,
}

impl Clone for Derived {
    /// Nothing is known: whoever clones an index does so to change it.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Derived {
    pub(super) fn statements(&self, index: &SiteIndex) -> &Arc<Vec<Arc<Statement>>> {
        self.statements.get_or_init(|| Arc::new(uses::all_statements(index)))
    }

    pub(super) fn timeline(&self, index: &SiteIndex) -> &Timeline {
        self.timeline.get_or_init(|| timeline::of(index))
    }

    pub(super) fn changes(&self, index: &SiteIndex, language: &Language) -> &[Arc<Change>] {
        let changes = self.changes.get_or_init(|| changes::of(index));
        changes.get(language).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn companions(&self, index: &SiteIndex, participant: RecordNo) -> Arc<Vec<Companion>> {
        let known = || self.companions.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(companions) = known().get(&participant) {
            return companions.clone();
        }
        let companions = Arc::new(companions::of(index, participant));
        known().insert(participant, companions.clone());
        companions
    }

    pub(super) fn as_of(&self, index: &SiteIndex) -> Option<&Date> {
        self.as_of.get_or_init(|| as_of(index)).as_ref()
    }
}

/// `site.as_of`, else the newest `date`, `updated` or `as_of` of a published article.
fn as_of(index: &SiteIndex) -> Option<Date> {
    let articles = || index.register.entries().filter_map(|entry| entry.article());
    index.settings.as_of.clone().or_else(|| {
        articles()
            .flat_map(|article| article.date.iter().chain(&article.updated).chain(&article.as_of))
            .map(|date| &date.value)
            .max_by_key(|date| date.sort_key())
            .cloned()
    })
}
