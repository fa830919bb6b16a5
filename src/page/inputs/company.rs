//! What a picture of the whole site sees: who of those that are named most appears with whom.

use super::Choice;
use crate::address::Part;
use crate::document::Kind;
use crate::index::RecordNo;
use crate::index::companions::passages_in;
use crate::page::visitor::Counts;
use std::cmp::Reverse;

/// How many participants the picture shows.
const MOST_NAMED: usize = 30;
/// How many pairs of these it joins: those that appear together most.
const MOST_PAIRS: usize = 40;

impl Choice<'_> {
    /// Pairs of participants, on the first page of the register alone.
    pub(super) fn company(&mut self) {
        if self.key.part != Part::Whole {
            return;
        }
        let index = self.index;
        let named_most = self.named_most();
        let mut pairs: Vec<((usize, usize), Counts)> = Vec::new();
        for (place, no) in named_most.iter().enumerate() {
            self.origins_of_companions(*no);
            for companion in index.companions(*no).iter() {
                let other = named_most.iter().position(|other| *other == companion.participant);
                let Some(other) = other.filter(|other| *other > place) else { continue };
                let passages = passages_in(companion, &index.settings().languages, self.language) as usize;
                let events = companion.events as usize;
                if passages + events > 0 {
                    pairs.push(((place, other), Counts { passages, events, ..Counts::default() }));
                }
            }
        }
        pairs.sort_by_key(|(between, counts)| (Reverse(counts.passages + counts.events), *between));
        for ((one, other), counts) in pairs.into_iter().take(MOST_PAIRS) {
            let (one, other) = (named_most[one], named_most[other]);
            self.card(one);
            self.card(other);
            self.visitor.pair(one, other, counts);
        }
    }

    /// Those that most places name, then by id.
    fn named_most(&self) -> Vec<RecordNo> {
        let uses =
            |no: RecordNo| self.index.uses(no).map_or(0, |uses| uses.postings.len() + uses.attendance.len());
        let mut entries = self.index.of_kind(Kind::Participant);
        entries.sort_by_cached_key(|entry| (Reverse(uses(entry.no)), entry.id().clone()));
        entries.into_iter().take(MOST_NAMED).map(|entry| entry.no).collect()
    }
}
