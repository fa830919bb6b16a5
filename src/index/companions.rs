//! Who appears with whom: participants that share passages and events.

use super::facts::{Facts, Posting};
use super::number::RecordNo;
use super::{SiteIndex, attendance};
use crate::document::Kind;
use crate::locale::Language;
use std::collections::{BTreeSet, HashMap};

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

/// Who a participant appears with, most often first; nobody where the record is no participant.
pub(super) fn of(index: &SiteIndex, participant: RecordNo) -> Vec<Companion> {
    if index.entry(participant).is_none_or(|entry| entry.kind() != Kind::Participant) {
        return Vec::new();
    }
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
