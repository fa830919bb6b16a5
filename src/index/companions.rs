//! Who appears with whom: participants that share passages and events.

use super::facts::{Facts, Posting};
use super::number::RecordNo;
use super::{SiteIndex, attendance};
use crate::document::Kind;
use crate::locale::Language;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Someone who appears with a participant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Companion {
    /// The other participant.
    pub participant: RecordNo,
    /// Passages that name both, of the versions that a page in each of the site's languages shows.
    pub passages: Vec<u32>,
    /// Events that both attended, or were to.
    pub events: u32,
}

/// Brings the companions of all participants up to date that were reached, and of those who attended
/// an event that was.
pub(super) fn update(index: &mut SiteIndex, reached: &BTreeSet<RecordNo>) {
    let is_participant =
        |no: &RecordNo| index.entry(*no).is_some_and(|entry| entry.kind() == Kind::Participant);
    let mut participants: BTreeSet<RecordNo> = reached.iter().copied().filter(is_participant).collect();
    for record in reached {
        let attendance = index.uses(*record).map(|uses| uses.attendance.as_slice()).unwrap_or_default();
        participants.extend(attendance.iter().map(|attendance| attendance.participant));
    }
    let gone: Vec<RecordNo> =
        index.companions.keys().filter(|no| index.entry(**no).is_none()).copied().collect();
    for no in gone {
        index.companions.remove(&no);
    }
    let found: Vec<(RecordNo, Vec<Companion>)> =
        participants.into_par_iter().map(|no| (no, companions(index, no))).collect();
    for (no, companions) in found {
        if companions.is_empty() {
            index.companions.remove(&no);
        } else {
            index.companions.insert(no, Arc::new(companions));
        }
    }
}

fn companions(index: &SiteIndex, participant: RecordNo) -> Vec<Companion> {
    let languages = &index.settings.languages;
    let mut found: HashMap<RecordNo, Companion> = HashMap::new();
    let empty = |no| Companion { participant: no, passages: vec![0; languages.len()], events: 0 };
    let postings = index.uses(participant).map(|uses| uses.postings.as_slice()).unwrap_or_default();
    let mut seen: Option<(super::DocumentNo, u32)> = None;
    for posting in postings {
        let Some(passage) = posting.passage else { continue };
        if seen == Some((posting.document, passage)) {
            continue;
        }
        seen = Some((posting.document, passage));
        let facts = index.facts(posting.document);
        for other in named_in(index, facts, posting).into_iter().filter(|other| *other != participant) {
            let companion = found.entry(other).or_insert_with(|| empty(other));
            for (place, language) in languages.iter().enumerate() {
                companion.passages[place] += u32::from(facts.shown_in.contains(language));
            }
        }
    }
    for event in attendance::events_of(index, participant) {
        for attendee in attendance::unite(&attendance::said_of(index, event)) {
            if attendee.participant != participant {
                let other = attendee.participant;
                found.entry(other).or_insert_with(|| empty(other)).events += 1;
            }
        }
    }
    let mut companions: Vec<Companion> = found.into_values().collect();
    companions.sort_by_cached_key(|companion| {
        let most = companion.passages.iter().max().copied().unwrap_or_default() + companion.events;
        (std::cmp::Reverse(most), index.id_of(companion.participant).cloned())
    });
    companions
}

/// The participants that a passage names, each once.
fn named_in(index: &SiteIndex, facts: &Facts, posting: &Posting) -> BTreeSet<RecordNo> {
    let from = facts.postings.partition_point(|(_, other)| other.passage < posting.passage);
    let here = facts.postings[from..].iter().take_while(|(_, other)| other.passage == posting.passage);
    here.map(|(no, _)| *no)
        .filter(|no| index.entry(*no).is_some_and(|entry| entry.kind() == Kind::Participant))
        .collect()
}

/// How many passages a companion shares, on a page in a language.
pub fn passages_in(companion: &Companion, languages: &[Language], language: &Language) -> u32 {
    let place = languages.iter().position(|other| other == language);
    place.map_or(0, |place| companion.passages[place])
}

/// All companions by participant, for a dump.
pub(super) fn all(index: &SiteIndex) -> BTreeMap<RecordNo, Arc<Vec<Companion>>> {
    index.companions.iter().map(|(no, companions)| (*no, companions.clone())).collect()
}
