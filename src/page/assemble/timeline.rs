//! The timeline: of the site, of a topic, of a kind of event; its entries and groups for other
//! pages.
//!
//! Entries come in the order of the list. They stand by month where all dates of a year say the
//! month, else by year, so that no heading says more than the dates below it.

use super::Assembler;
use crate::address::{Key, List, Part, What};
use crate::date::{Date, Day, End, Precision, Shape};
use crate::document::Kind;
use crate::page::parts::Time;
use crate::page::row::{self, Row};
use crate::page::view::Timeline;
use crate::page::view::shared::{Link, NavGroup, NavLink};
use crate::page::view::timeline::{TimelineGroup, TimelineSection};
use std::collections::BTreeSet;

/// A timeline of more entries is folded by year.
const FOLDED: usize = 60;

impl Assembler<'_> {
    /// `/timeline/`, those by topic and by kind, and their parts.
    pub fn timeline(&self) -> Timeline {
        let heading = self.timeline_heading();

        let rows = self.rows(List::Timeline);
        Timeline {
            shell: self.shell(&self.heading_of_part(&heading), None),
            heading: self.heading_of_part(&heading),
            note: self.shown_note(List::Timeline, "timeline-entries"),
            narrow: self.narrow(),
            groups: self.timeline_groups(rows),
            parts: self.list_parts(List::Timeline),
        }
    }

    fn timeline_heading(&self) -> String {
        match &self.key.what {
            What::TimelineOfTopic(id) => {
                let topic = self.named(id).map_or_else(|| id.to_string(), |no| self.link(no).name);
                self.say_text("timeline-of-topic", "topic", &topic)
            }
            What::TimelineOfKind(kind) => self.say_text("timeline-of-kind", "kind", kind),
            _ => self.say("timeline-title"),
        }
    }

    /// The ways to timelines by topic and by kind of event.
    fn narrow(&self) -> Vec<NavGroup> {
        let group = |heading: &str, name: &dyn Fn(&Key) -> Option<String>| {
            let links: Vec<NavLink> = self
                .inputs
                .pages
                .iter()
                .filter_map(|key| {
                    let (href, text) = (self.key_href(key), name(key)?);
                    Some(NavLink { href, text, note: None, current: key == self.key })
                })
                .collect();
            (!links.is_empty()).then(|| NavGroup { heading: self.say(heading), links })
        };
        let topic = |key: &Key| match &key.what {
            What::TimelineOfTopic(id) => self.named(id).map(|no| self.link(no).name),
            _ => None,
        };
        let kind = |key: &Key| match &key.what {
            What::TimelineOfKind(kind) => Some(kind.clone()),
            _ => None,
        };
        [group("timeline-by-topic", &topic), group("timeline-by-kind", &kind)].into_iter().flatten().collect()
    }

    /// A record's timeline as a part of its page; `None` where nothing stands on it.
    pub fn timeline_section(&self) -> Option<TimelineSection> {
        let inputs = self.list(List::Timeline)?;
        let groups = self.timeline_groups(&inputs.rows);
        if groups.is_empty() {
            return None;
        }
        let newest = inputs.shape.parts.last().map(|(part, _)| *part);
        let more = newest.and_then(|part| {
            let href = match &self.key.what {
                What::Record(Kind::Topic, id) => {
                    self.page_href(What::TimelineOfTopic(id.clone()), Part::Whole)
                }
                What::Record(kind, id) => {
                    self.page_href(What::RecordList(*kind, id.clone(), List::Timeline), part)
                }
                _ => return None,
            };
            Some(Link { href, text: self.say_count("list-all", inputs.shape.total) })
        });
        Some(TimelineSection {
            id: format!("site-{}", List::Timeline.folder()),
            heading: self.say("section-timeline"),
            groups,
            more,
        })
    }

    /// Rows of a timeline, oldest first, by year and month.
    pub fn timeline_groups(&self, rows: &[Row]) -> Vec<TimelineGroup> {
        let folds = rows.len() > FOLDED;
        let by_year = years_without_months(rows.iter().filter_map(Row::date));
        let mut groups: Vec<TimelineGroup> = Vec::new();
        let mut before: Option<Day> = None;
        for row in rows {
            let Some(mut entry) = self.timeline_entry(row) else { continue };
            entry.gap = self.gap(before, row.date());
            before = before.max(row.date().and_then(|date| date.latest().or(date.earliest())));
            let (id, heading) = self.timeline_heading_of(row, folds, &by_year);
            match groups.last_mut().filter(|group| group.id == id) {
                Some(group) => group.entries.push(entry),
                None => groups.push(TimelineGroup {
                    id,
                    heading,
                    entries: vec![entry],
                    ..TimelineGroup::default()
                }),
            }
        }
        if folds {
            self.fold(&mut groups);
        }
        groups
    }

    /// A group's anchor and heading. What has no beginning stands before everything else, so that its
    /// groups are others than those of the same year further down.
    fn timeline_heading_of(&self, row: &Row, folds: bool, by_year: &BTreeSet<i32>) -> (String, String) {
        let time = row::time(row.date());
        let (id, heading) = self.timeline_time(time, folds, by_year);
        let has_no_beginning = time.is_some() && row.date().is_some_and(|date| date.earliest().is_none());
        (if has_no_beginning { format!("{id}-until") } else { id }, heading)
    }

    fn timeline_time(&self, time: Time, folds: bool, by_year: &BTreeSet<i32>) -> (String, String) {
        match time {
            None => ("site-undated".to_owned(), self.say("part-undated")),
            Some((year, _)) if folds || by_year.contains(&year) => (year_id(year), self.locale.year(year)),
            Some((year, month)) => (format!("{}-{month:02}", year_id(year)), self.locale.month(year, month)),
        }
    }

    /// Folds all groups but the last that has a date.
    fn fold(&self, groups: &mut [TimelineGroup]) {
        let open = groups.iter().rposition(|group| group.id != "site-undated");
        for (place, group) in groups.iter_mut().enumerate() {
            group.folded = Some(place) != open;
            group.note = Some(self.say_count("timeline-entries", group.entries.len()));
        }
    }

    /// "two years later", where over a year certainly lies between.
    fn gap(&self, before: Option<Day>, date: Option<&Date>) -> Option<String> {
        let years = whole_years(before?, date?.earliest()?);
        (years > 0).then(|| self.say_count("timeline-gap-years", years))
    }

    /// How many there are; where not all are shown, how many of them.
    pub fn shown_note(&self, list: List, count: &str) -> Option<String> {
        let inputs = self.list(list)?;
        let total = inputs.shape.total.max(inputs.rows.len());
        if self.key.part == Part::Whole && inputs.rows.len() < total {
            return self.newest_note(inputs.rows.len(), total);
        }
        Some(self.say_count(count, inputs.rows.len()))
    }
}

/// The anchor of a year.
pub fn year_id(year: i32) -> String {
    format!("site-{year:04}")
}

/// The years in which some date does not say its month.
fn years_without_months<'b>(dates: impl Iterator<Item = &'b Date>) -> BTreeSet<i32> {
    let vague = dates.filter(|date| !says_month(date));
    vague.filter_map(|date| row::time(Some(date))).map(|(year, _)| year).collect()
}

/// Whether the bound under which a date stands says its month.
pub fn says_month(date: &Date) -> bool {
    let with_month = |part: &crate::date::Part| {
        matches!(
            part.precision,
            Precision::Month(_) | Precision::SomeDay(_) | Precision::Day { .. } | Precision::Time { .. }
        )
    };
    match date.shape() {
        Shape::Single(part) => with_month(part),
        Shape::Interval { start: End::At(part), .. } | Shape::Interval { end: End::At(part), .. } => {
            with_month(part)
        }
        Shape::Interval { .. } => false,
        Shape::OneBetween { start, end } => start.as_ref().or(end.as_ref()).is_some_and(with_month),
        Shape::OneOf(parts) | Shape::AllOf(parts) => parts.iter().all(with_month),
    }
}

/// How many whole years lie between two days; none where the second is not later.
fn whole_years(from: Day, to: Day) -> usize {
    let full = to.year - from.year - i32::from((to.month, to.day) < (from.month, from.day));
    usize::try_from(full).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u8, day: u8) -> Day {
        Day { year, month, day }
    }

    #[test]
    fn whole_years_are_counted_by_the_calendar() {
        let from = day(2023, 3, 15);
        for (to, years) in
            [(day(2024, 3, 14), 0), (day(2024, 3, 15), 1), (day(2025, 12, 31), 2), (day(2022, 1, 1), 0)]
        {
            assert_eq!(whole_years(from, to), years, "{to}");
        }
    }

    #[test]
    fn a_year_with_a_date_that_says_no_month_stands_whole() {
        let written =
            ["2023", "2024-03-15", "2024-03/2024-05", "../2025-03-01", "2026-21", "[2027-01-02,2027]"];
        let dates: Vec<Date> = written.iter().map(|date| Date::parse(date).expect("a date")).collect();
        let years: Vec<i32> = years_without_months(dates.iter()).into_iter().collect();
        assert_eq!(years, [2023, 2026, 2027]);
    }

    #[test]
    fn years_have_anchors_of_four_digits() {
        assert_eq!(year_id(2025), "site-2025");
        assert_eq!(year_id(44), "site-0044");
    }
}
