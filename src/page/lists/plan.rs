//! Lists of one index, remembered: their rows and parts, the order of registers, which timelines there
//! are. Many pages show parts of the same list, and making it anew for each would cost the square of
//! its length.

use super::inputs::{self as lists, RowName};
use crate::address::{self, Key, List, What};
use crate::document::Kind;
use crate::index::{RecordNo, SiteIndex, Statement};
use crate::locale::Language;
use crate::page::inputs::AttendanceTable;
use crate::page::parts::{self, By, PartRows};
use crate::page::row;
use crate::page::site::Site;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

/// A list with its parts.
#[derive(Debug, Default)]
pub struct SplitList {
    /// Oldest first, undated last.
    pub rows: Vec<RowName>,
    /// Oldest first; empty where the list stands whole.
    pub parts: Vec<PartRows>,
}

/// Records in a language's order.
type Register = Arc<Vec<RecordNo>>;

/// The lists of one index; good for that index alone. What it remembers is what it would make.
#[derive(Debug, Default)]
pub struct Lists {
    long: Mutex<HashMap<(What, List, Language), Arc<SplitList>>>,
    registers: Mutex<HashMap<(Kind, Language), Register>>,
    timelines: Mutex<HashMap<Language, Arc<Vec<Key>>>>,
    stances: Mutex<HashMap<(Option<RecordNo>, Language), Stances>>,
    attendance: Mutex<HashMap<Language, Arc<AttendanceTable>>>,
}

/// Statements and positions with a stance.
type Stances = Arc<Vec<Arc<Statement>>>;

impl Lists {
    /// Nothing is remembered yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A list on pages in `language`. Short ones are made again when they are asked for again.
    pub fn list(
        &self,
        index: &SiteIndex,
        what: &What,
        list: List,
        by: By,
        language: &Language,
    ) -> Arc<SplitList> {
        let key = (what.clone(), list, language.clone());
        if let Some(known) = self.long.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return known.clone();
        }
        let rows = lists::rows(index, what, list, language);
        let times: Vec<parts::Time> = rows.iter().map(|name| row::time(lists::date(index, name))).collect();
        let split = Arc::new(SplitList { parts: parts::split(&times, by), rows });
        if split.rows.len() > parts::WHOLE {
            self.long.lock().unwrap_or_else(PoisonError::into_inner).insert(key, split.clone());
        }
        split
    }

    /// The records of a register in the language's order.
    pub fn register(
        &self,
        index: &SiteIndex,
        site: &Site,
        kind: Kind,
        language: &Language,
    ) -> Arc<Vec<RecordNo>> {
        let key = (kind, language.clone());
        if let Some(known) = self.registers.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return known.clone();
        }
        let records = index.of_kind(kind).into_iter().map(|entry| entry.no).collect();
        let sorted = Arc::new(crate::page::plan::sorted(index, site, language, records));
        self.registers.lock().unwrap_or_else(PoisonError::into_inner).insert(key, sorted.clone());
        sorted
    }

    /// Statements and positions with a stance, of versions shown in a language: a participant's, those on
    /// a topic, or all.
    pub fn stances(&self, index: &SiteIndex, of: Option<RecordNo>, language: &Language) -> Stances {
        let key = (of, language.clone());
        if let Some(known) = self.stances.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return known.clone();
        }
        let stances = Arc::new(crate::page::inputs::stances(index, language, of));
        self.stances.lock().unwrap_or_else(PoisonError::into_inner).insert(key, stances.clone());
        stances
    }

    /// The table of attendance, in parts.
    pub(crate) fn attendance(
        &self,
        index: &SiteIndex,
        site: &Site,
        language: &Language,
    ) -> Arc<AttendanceTable> {
        if let Some(known) = self.attendance.lock().unwrap_or_else(PoisonError::into_inner).get(language) {
            return known.clone();
        }
        let table = Arc::new(AttendanceTable::of(index, site, language));
        self.attendance
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(language.clone(), table.clone());
        table
    }

    /// Timelines by topic and by kind of event, where there is something on them.
    pub fn timelines(&self, index: &SiteIndex, language: &Language) -> Arc<Vec<Key>> {
        if let Some(known) = self.timelines.lock().unwrap_or_else(PoisonError::into_inner).get(language) {
            return known.clone();
        }
        let keys = Arc::new(self.make_timelines(index, language));
        self.timelines.lock().unwrap_or_else(PoisonError::into_inner).insert(language.clone(), keys.clone());
        keys
    }

    fn make_timelines(&self, index: &SiteIndex, language: &Language) -> Vec<Key> {
        let mut keys = Vec::new();
        for topic in index.of_kind(Kind::Topic) {
            let what = What::TimelineOfTopic(topic.id().clone());
            if !self.list(index, &what, List::Timeline, By::Year, language).rows.is_empty() {
                keys.push(Key::whole(what, language));
            }
        }
        let kinds: BTreeSet<&String> =
            index.timeline().iter().filter_map(|item| lists::classification(index, item)).collect();
        // Two spellings that give one address share a page: the first in order.
        let mut by_segment: BTreeMap<String, &String> = BTreeMap::new();
        for kind in kinds {
            by_segment.entry(address::segment(kind)).or_insert(kind);
        }
        let kinds =
            by_segment.into_values().map(|kind| Key::whole(What::TimelineOfKind(kind.clone()), language));
        keys.extend(kinds);
        keys
    }
}
