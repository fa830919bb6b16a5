//! Registers: the archive of articles, events, topics, sources. (That of participants is in
//! [`participants`](super::participants).)

use super::Assembler;
use super::timeline::year_id;
use crate::address::{List, Part, What};
use crate::document::Kind;
use crate::index::Entry;
use crate::page::row::{self, Row};
use crate::page::view::articles::ArticleGroup;
use crate::page::view::events::{EventGroup, EventRow};
use crate::page::view::row::SourceRow;
use crate::page::view::shared::{NavLink, Parts};
use crate::page::view::sources::SourceGroup;
use crate::page::view::{Articles, Events, Sources, Topics};
use crate::page::visitor::Counts;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Assembler<'_> {
    /// `/articles/` and its years.
    pub fn articles(&self) -> Articles {
        let heading = match self.key.part {
            Part::Year(Some(year), 1) => self.say_text("articles-year", "year", &self.locale.year(year)),
            _ => self.heading_of_part(&self.say("articles-title")),
        };
        Articles {
            shell: self.shell(&heading, None),
            heading,
            note: self.shown_note(List::Briefings, "count-articles"),
            years: self.years_of_articles(),
            groups: self.article_groups(self.rows(List::Briefings)),
            parts: self.parts_of_year(),
        }
    }

    /// The years, newest first, each with how many articles it has.
    fn years_of_articles(&self) -> Vec<NavLink> {
        let parts = self.list(List::Briefings).map(|list| list.shape.parts.as_slice()).unwrap_or_default();
        let year_of = |part: Part| match part {
            Part::Year(year, _) => Some(year),
            _ => None,
        };
        let mut years: Vec<(Option<i32>, usize)> = Vec::new();
        for (year, count) in parts.iter().filter_map(|(part, count)| Some((year_of(*part)?, *count))) {
            match years.last_mut() {
                Some((last, sum)) if *last == year => *sum += count,
                _ => years.push((year, count)),
            }
        }
        let links = years.into_iter().rev().map(|(year, count)| {
            let part = Part::Year(year, 1);
            NavLink {
                href: self.page_href(self.key.what.clone(), part),
                text: self.part_name(part),
                note: (count > 0).then(|| self.locale.number(count as i64)),
                current: year_of(self.key.part) == Some(year),
            }
        });
        links.collect()
    }

    /// The parts of the year that the page shows, where it has several.
    fn parts_of_year(&self) -> Option<Parts> {
        let Part::Year(year, _) = self.key.part else { return None };
        let mut parts = self.list_parts(List::Briefings)?;
        let of_year: BTreeSet<String> = self
            .list(List::Briefings)?
            .shape
            .parts
            .iter()
            .filter(|(part, _)| matches!(part, Part::Year(other, _) if *other == year))
            .map(|(part, _)| self.page_href(self.key.what.clone(), *part))
            .collect();
        parts.links.retain(|link| of_year.contains(&link.href));
        (parts.links.len() > 1 || parts.previous.is_some() || parts.next.is_some()).then_some(parts)
    }

    /// Articles by month, newest first; by year where a date does not say the month.
    fn article_groups(&self, rows: &[Row]) -> Vec<ArticleGroup> {
        let mut groups: Vec<ArticleGroup> = Vec::new();
        for row in rows.iter().rev() {
            let Row::Article(article) = row else { continue };
            let card = self.article_card(article);
            let (id, heading) = match row::time(row.date()) {
                None => ("site-undated".to_owned(), self.say("part-undated")),
                Some((year, month)) if row.date().is_some_and(super::timeline::says_month) => {
                    (format!("{}-{month:02}", year_id(year)), self.locale.month(year, month))
                }
                Some((year, _)) => (year_id(year), self.locale.year(year)),
            };
            match groups.iter_mut().find(|group| group.id == id) {
                Some(group) => group.articles.push(card),
                None => groups.push(ArticleGroup { id, heading, articles: vec![card] }),
            }
        }
        groups
    }

    /// `/events/` and its parts. What is to come stands on the first page alone, and apart there.
    pub fn events(&self) -> Events {
        let heading = self.heading_of_part(&self.say("events-title"));
        let coming = if self.key.part == Part::Whole { self.rows(List::Coming) } else { &[] };
        let apart: BTreeSet<_> = coming.iter().filter_map(event_of).map(|event| event.no).collect();
        let others = self.rows(List::Events).iter().rev();
        let others = others.filter(|row| event_of(row).is_some_and(|event| !apart.contains(&event.no)));
        Events {
            shell: self.shell(&heading, None),
            heading,
            note: self.shown_note(List::Events, "count-events"),
            attendance: self.way_to_attendance(),
            coming: self.event_rows(coming.iter()),
            groups: self.event_groups(others),
            parts: self.list_parts(List::Events),
        }
    }

    /// Events in the order of the rows; other rows are left out.
    pub fn event_rows<'b>(&self, rows: impl Iterator<Item = &'b Row>) -> Vec<EventRow> {
        rows.filter_map(|row| match row {
            Row::Event { event, attendees } => Some(self.event_row(event, attendees)),
            _ => None,
        })
        .collect()
    }

    fn event_groups<'b>(&self, rows: impl Iterator<Item = &'b Row>) -> Vec<EventGroup> {
        let mut groups: Vec<EventGroup> = Vec::new();
        for row in rows {
            let Row::Event { event, attendees } = row else { continue };
            let (id, heading) = match row::time(row.date()) {
                None => ("site-undated".to_owned(), self.say("part-undated")),
                Some((year, _)) => (year_id(year), self.locale.year(year)),
            };
            let entry = self.event_row(event, attendees);
            match groups.iter_mut().find(|group| group.id == id) {
                Some(group) => group.rows.push(entry),
                None => groups.push(EventGroup { id, heading, rows: vec![entry] }),
            }
        }
        // Undated events come last, however the others are turned.
        groups.sort_by_key(|group| group.id == "site-undated");
        groups
    }

    /// `/topics/` and its parts.
    pub fn topics(&self) -> Topics {
        let heading = self.heading_of_part(&self.say("topics-title"));
        Topics {
            shell: self.shell(&heading, None),
            heading,
            note: self.register_note("count-topics"),
            rows: self.counted(Kind::Topic).map(|(topic, counts)| self.topic_row(topic, counts)).collect(),
            parts: self.numbered_parts(List::Records),
        }
    }

    /// `/sources/` and its parts, by initial.
    pub fn sources(&self) -> Sources {
        let heading = self.heading_of_part(&self.say("sources-title"));
        let mut groups: Vec<SourceGroup> = Vec::new();
        for (source, counts) in self.counted(Kind::Source) {
            let initial = self.initial(source);
            let row = self.counted_source(source, counts);
            match groups.iter_mut().find(|group| group.heading == initial) {
                Some(group) => group.rows.push(row),
                None => groups.push(SourceGroup {
                    id: format!("site-letter-{}", groups.len() + 1),
                    heading: initial,
                    rows: vec![row],
                }),
            }
        }
        Sources {
            shell: self.shell(&heading, None),
            heading,
            note: self.register_note("count-sources"),
            groups,
            parts: self.numbered_parts(List::Records),
        }
    }

    fn counted_source(&self, source: &Entry, counts: Counts) -> SourceRow {
        let row = self.source_row(source);
        let note: Vec<String> = row.note.clone().into_iter().chain(self.counts_in_words(counts)).collect();
        SourceRow { note: (!note.is_empty()).then(|| note.join(", ")), ..row }
    }

    /// The records of a kind of which the page says counts, in its order.
    pub fn counted(&self, kind: Kind) -> impl Iterator<Item = (&Arc<Entry>, Counts)> {
        let counts = self.inputs.counts.iter();
        counts
            .filter_map(|(no, counts)| Some((self.inputs.outlines.get(no)?, *counts)))
            .filter(move |(entry, _)| entry.kind() == kind)
    }

    /// The heading under which a record stands in a register.
    pub fn initial(&self, entry: &Entry) -> String {
        self.locale.initial(entry.card.sort_name(self.language, self.site.languages()))
    }

    /// How many records a register has, in all its parts.
    pub fn register_note(&self, count: &str) -> Option<String> {
        self.list(List::Records).map(|list| self.say_count(count, list.shape.total))
    }

    /// The address of a page of lists, whole.
    pub fn whole_href(&self, what: What) -> String {
        self.page_href(what, Part::Whole)
    }
}

fn event_of(row: &Row) -> Option<&Arc<Entry>> {
    match row {
        Row::Event { event, .. } => Some(event),
        _ => None,
    }
}
