//! What the table of attendance sees: events at which something is known of somebody's presence, and whom
//! that is known of.

use super::Choice;
use crate::address::{Key, List, Part, What};
use crate::date::Date;
use crate::document::Kind;
use crate::index::{Attendee, RecordNo, SiteIndex, attendance};
use crate::locale::Language;
use crate::page::lists::inputs::RowName;
use crate::page::parts::{self, PartRows};
use crate::page::row::{self, Row};
use crate::page::site::Site;
use crate::page::visitor::Shape;
use std::collections::{BTreeMap, BTreeSet};

impl Choice<'_> {
    /// The part of the table that the page shows.
    pub(super) fn attendance_table(&mut self) {
        let index = self.index;
        let table = self.lists.attendance(index, self.site, self.language);
        let all: Vec<RowName> = table.events.iter().map(|known| RowName::Event(known.event)).collect();
        self.origins_of_rows(&all);
        let Some(part) = table.part(self.key.part) else { return };
        self.origins_of_records(&part.participants);
        self.visitor.axes(&part.participants, &part.events);
        part.participants.iter().for_each(|no| self.card(*no));
        let parts = parts::navigation(&table.ways, self.key.part);
        self.visitor.list(List::Attendance, &Shape { total: part.events.len(), parts });
        for event in &part.events {
            let entry = index.entry(*event).expect("events of a table are there").clone();
            self.outline(&entry);
            let attendees = attendance::unite(&attendance::said_of(index, *event));
            let attendees: Vec<Attendee> = attendees
                .into_iter()
                .filter(|attendee| part.participants.contains(&attendee.participant))
                .collect();
            attendees.iter().for_each(|attendee| self.attendee_cards(attendee));
            self.visitor.row(List::Attendance, Row::Event { event: entry, attendees });
        }
    }

    /// The way to the table, where there is something in it.
    pub(super) fn way_to_attendance(&mut self) {
        let table = self.lists.attendance(self.index, self.site, self.language);
        let all: Vec<RowName> = table.events.iter().map(|known| RowName::Event(known.event)).collect();
        self.origins_of_rows(&all);
        if self.key.part == Part::Whole && !table.events.is_empty() {
            let key = Key::whole(What::Attendance, self.language);
            self.visitor.page(&key);
        }
    }
}

/// The table of attendance, in parts: on the page itself the newest events, on further pages all of them by
/// year, numbered from the oldest, so that a new event moves no part.
#[derive(Debug, Default)]
pub(crate) struct AttendanceTable {
    /// Oldest first, undated last.
    events: Vec<Known>,
    newest: Option<TablePart>,
    parts: Vec<TablePart>,
    /// The parts with their places among the events; empty where the page has all of them.
    ways: Vec<PartRows>,
}

/// An event with those of whom something is known there.
#[derive(Debug)]
struct Known {
    event: RecordNo,
    time: parts::Time,
    participants: BTreeSet<RecordNo>,
}

/// What stands on one page.
#[derive(Debug)]
struct TablePart {
    part: Part,
    /// Newest first, undated last.
    events: Vec<RecordNo>,
    /// By name.
    participants: Vec<RecordNo>,
}

/// Events that share a part, by their places, and who is at one of them.
#[derive(Clone, Debug, Default)]
struct Group {
    places: Vec<usize>,
    participants: BTreeSet<RecordNo>,
}

impl AttendanceTable {
    /// Gathers the table for pages in a language.
    pub(crate) fn of(index: &SiteIndex, site: &Site, language: &Language) -> Self {
        let events = events(index);
        let sorted =
            |group: &Group| crate::page::plan::sorted(index, site, language, group.participants.clone());
        let (undated, dated): (Vec<usize>, Vec<usize>) =
            (0..events.len()).partition(|place| events[*place].time.is_none());
        let newest_first: Vec<usize> = dated.into_iter().rev().chain(undated).collect();
        let Some(first) = groups(&newest_first, &events).into_iter().next() else { return Self::default() };
        let mut participants = sorted(&first);
        let is_whole = first.places.len() == events.len() && participants.len() <= parts::MATRIX_ROWS;
        participants.truncate(parts::MATRIX_ROWS);
        let newest = TablePart { part: Part::Whole, events: named(&first, &events), participants };
        let (mut parts, mut ways) = (Vec::new(), Vec::new());
        let mut numbers: BTreeMap<Option<i32>, u32> = BTreeMap::new();
        for (year, group) in by_year(&events).into_iter().filter(|_| !is_whole) {
            let participants = sorted(&group);
            for (place, chunk) in participants.chunks(parts::MATRIX_ROWS).enumerate() {
                let number = numbers.entry(year).or_insert(0);
                *number += 1;
                let part = Part::Year(year, *number);
                // An event that takes several parts counts once.
                let rows = if place == 0 { group.places.clone() } else { Vec::new() };
                ways.push(PartRows { part, rows });
                let events = named(&group, &events);
                parts.push(TablePart { part, events, participants: chunk.to_vec() });
            }
        }
        Self { events, newest: Some(newest), parts, ways }
    }

    /// The parts beside the page itself, oldest first.
    pub(crate) fn further(&self) -> impl Iterator<Item = Part> {
        self.parts.iter().map(|part| part.part)
    }

    fn part(&self, part: Part) -> Option<&TablePart> {
        self.newest.iter().chain(&self.parts).find(|other| other.part == part)
    }
}

/// Events of which an attendance is known, oldest first, undated last, then by id.
fn events(index: &SiteIndex) -> Vec<Known> {
    let mut entries = index.of_kind(Kind::Event);
    entries.sort_by_cached_key(|entry| {
        let date = entry.card.date.as_ref();
        (date.is_none(), date.map(Date::sort_key), entry.id().clone())
    });
    let known = entries.into_iter().map(|entry| Known {
        event: entry.no,
        time: row::time(entry.card.date.as_ref()),
        participants: attendance::said_of(index, entry.no).iter().map(|said| said.participant).collect(),
    });
    known.filter(|known| !known.participants.is_empty()).collect()
}

/// Groups by year, oldest first, undated last; within a group the newest event comes first.
fn by_year(events: &[Known]) -> Vec<(Option<i32>, Group)> {
    let mut years: BTreeMap<(bool, Option<i32>), Vec<usize>> = BTreeMap::new();
    for (place, known) in events.iter().enumerate() {
        let year = known.time.map(|(year, _)| year);
        years.entry((year.is_none(), year)).or_default().push(place);
    }
    let mut found = Vec::new();
    for ((is_undated, year), places) in years {
        for mut group in groups(&places, events) {
            if !is_undated {
                group.places.reverse();
            }
            found.push((year, group));
        }
    }
    found
}

/// Puts events together, in their order, as long as neither they nor those who were there are too many
/// for one part. An event with more than that is alone.
fn groups(places: &[usize], events: &[Known]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for place in places {
        let participants = &events[*place].participants;
        let fits = |group: &Group| {
            group.places.len() < parts::MATRIX_COLUMNS
                && group.participants.union(participants).count() <= parts::MATRIX_ROWS
        };
        match groups.last_mut().filter(|group| fits(group)) {
            Some(group) => {
                group.places.push(*place);
                group.participants.extend(participants);
            }
            None => groups.push(Group { places: vec![*place], participants: participants.clone() }),
        }
    }
    groups
}

fn named(group: &Group, events: &[Known]) -> Vec<RecordNo> {
    group.places.iter().map(|place| events[*place].event).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(years: &[(i32, std::ops::Range<u32>)]) -> Vec<Known> {
        let events = years.iter().zip(1000..).map(|((year, participants), no)| Known {
            event: RecordNo::for_test(no),
            time: Some((*year, 1)),
            participants: participants.clone().map(RecordNo::for_test).collect(),
        });
        events.collect()
    }

    fn shape(groups: &[(Option<i32>, Group)]) -> Vec<(Option<i32>, usize, usize)> {
        groups.iter().map(|(year, group)| (*year, group.places.len(), group.participants.len())).collect()
    }

    #[test]
    fn a_part_has_at_most_so_many_events_and_participants() {
        let mut events = vec![(2024, 0..2); 14];
        events.extend([(2025, 0..40), (2025, 30..70), (2025, 30..60), (2025, 0..90)]);
        assert_eq!(
            shape(&by_year(&known(&events))),
            [
                (Some(2024), 12, 2),
                (Some(2024), 2, 2),
                (Some(2025), 1, 40),
                (Some(2025), 2, 40),
                (Some(2025), 1, 90)
            ]
        );
    }

    #[test]
    fn a_new_event_moves_no_older_part() {
        let before = known(&vec![(2025, 0..3); 20]);
        let after = known(&vec![(2025, 0..3); 21]);
        assert_eq!(by_year(&before)[0].1.places, by_year(&after)[0].1.places);
    }
}
