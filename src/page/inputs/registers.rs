//! What pages of lists see: registers, timelines, parts of a record's lists, and the home page.

use super::Choice;
use crate::address::{List, Part, What};
use crate::date::{Date, Day};
use crate::document::annotation::EventStatus;
use crate::document::{Class, Id, Kind};
use crate::index::{ChangeKind, RecordNo, Statement, StatementUse};
use crate::page::lists::inputs::{self as lists, RowName};
use crate::page::parts::{self, By};
use crate::page::visitor::{Counts, Shape};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How many briefings, statements, changed stances and events the home page shows.
const HOME_ROWS: usize = 8;
/// How many participants the home page shows.
const MOST_MENTIONED: usize = 12;
/// Over how many days before `as_of` "who matters now" counts.
const DAYS_THAT_MATTER: u32 = 90;

impl Choice<'_> {
    pub(super) fn record_list(&mut self, id: &Id, list: List) {
        let Some(entry) = self.index.register().by_id(id.as_str()).cloned() else { return };
        self.card(entry.no);
        self.origins_of_name(entry.no);
        let what = What::Record(entry.kind(), id.clone());
        let by =
            lists::lists_of(&what).iter().find(|(other, _)| *other == list).map_or(By::Year, |(_, by)| *by);
        self.list(&what, list, by);
    }

    pub(super) fn timeline(&mut self) {
        self.as_of();
        if let Some(topic) = self.own().map(|entry| entry.no) {
            self.card(topic);
        }
        if self.key.part == Part::Whole {
            for key in self.lists.timelines(self.index, self.language).iter() {
                if let What::TimelineOfTopic(id) = &key.what
                    && let Some(entry) = self.index.register().by_id(id.as_str())
                {
                    self.card(entry.no);
                }
                self.visitor.page(key);
                let list = self.lists.list(self.index, &key.what, List::Timeline, By::Year, self.language);
                self.origins_of_rows(&list.rows);
            }
        }
        self.lists();
    }

    pub(super) fn register(&mut self, kind: Kind) {
        match kind {
            Kind::Article => self.lists(),
            Kind::Event => {
                self.as_of();
                self.coming(parts::WHOLE);
                self.way_to_attendance();
                self.lists();
            }
            _ => self.part_of_register(kind),
        }
    }

    pub(super) fn part_of_register(&mut self, kind: Kind) {
        let index = self.index;
        let all = self.lists.register(index, self.site, kind, self.language);
        self.origins_of_records(&all);
        let number = match self.key.part {
            Part::Number(number) => number as usize,
            _ => 1,
        };
        if kind == Kind::Participant {
            self.as_of();
            self.way_to_attendance();
            self.company();
        }
        let parts: Vec<(Part, usize)> = all
            .chunks(parts::RECORDS)
            .zip(1..)
            .map(|(chunk, number)| (Part::Number(number), chunk.len()))
            .collect();
        let total = all.len();
        self.visitor.list(
            List::Records,
            &Shape { total, parts: if total > parts::RECORDS { parts } else { Vec::new() } },
        );
        for no in all.chunks(parts::RECORDS).nth(number - 1).unwrap_or_default() {
            let entry = index.entry(*no).expect("registers list records that are there").clone();
            self.outline(&entry);
            let counts = self.counts_of(*no);
            self.visitor.counts(*no, counts);
        }
    }

    pub(super) fn counts_of(&mut self, no: RecordNo) -> Counts {
        self.origins_of_uses(no);
        let Some(uses) = self.index.uses(no) else { return Counts::default() };
        let mut statements: Vec<&Arc<Statement>> = uses
            .statements
            .iter()
            .filter(|(_, way)| {
                matches!(way, StatementUse::By | StatementUse::For | StatementUse::On | StatementUse::Source)
            })
            .map(|(statement, _)| statement)
            .filter(|statement| matches!(statement.class(), Class::Says | Class::Holds))
            .filter(|statement| self.index.is_shown_in(statement.document_no, self.language))
            .collect();
        statements.dedup_by(|a, b| Arc::ptr_eq(a, b));
        let what = What::Record(self.index.card(no).kind, self.index.card(no).id.clone());
        let articles = lists::rows(self.index, &what, List::Briefings, self.language).len();
        Counts { statements: statements.len(), articles, ..Counts::default() }
    }

    /// The first of the events that are to come, seen from `as_of`, the next first.
    pub(super) fn coming(&mut self, most: usize) {
        let Some(today) = self.index.as_of().and_then(Date::latest) else { return };
        let events =
            self.lists.list(self.index, &What::Register(Kind::Event), List::Events, By::Year, self.language);
        let mut found = 0;
        for row in &events.rows {
            let RowName::Event(no) = *row else { continue };
            let card = self.index.card(no);
            let open = card.status.is_some_and(EventStatus::is_open);
            let later =
                card.date.as_ref().is_none_or(|date| date.latest().is_none_or(|latest| latest >= today));
            if open && later && found < most {
                found += 1;
                self.row(List::Coming, &RowName::Event(no));
            }
        }
    }

    // The home page.

    pub(super) fn home(&mut self) {
        let index = self.index;
        self.as_of();
        if let Some(entry) = index.home().cloned() {
            self.own_record(&entry);
        }
        let all = |what: What, list: List, by: By| self.lists.list(index, &what, list, by, self.language);
        let articles = all(What::Register(Kind::Article), List::Briefings, By::EveryYear);
        let statements = all(What::Statements, List::Statements, By::Year);
        let changes = all(What::Changes, List::Changes, By::EveryMonth);
        let (articles, statements, changes) = (&articles.rows, &statements.rows, &changes.rows);
        let stances: Vec<&RowName> = changes
            .iter()
            .filter(|row| matches!(row, RowName::Change(change) if matches!(change.kind, ChangeKind::Stance { .. })))
            .collect();
        for row in &articles[articles.len().saturating_sub(HOME_ROWS)..] {
            self.row(List::Briefings, row);
        }
        self.coming(HOME_ROWS);
        for row in &statements[statements.len().saturating_sub(HOME_ROWS)..] {
            self.row(List::Statements, row);
        }
        for row in &stances[stances.len().saturating_sub(HOME_ROWS)..] {
            self.row(List::Changes, row);
        }
        self.who_matters();
        for no in self.lists.register(index, self.site, Kind::Topic, self.language).iter().copied() {
            let topic = index.entry(no).expect("registers list records that are there").clone();
            self.outline(&topic);
            let counts = self.counts_of(no);
            self.visitor.counts(no, counts);
        }
    }

    /// Participants by the passages that mention them in articles of the last days before `as_of`.
    pub(super) fn who_matters(&mut self) {
        let index = self.index;
        let Some(today) = index.as_of().and_then(Date::latest) else { return };
        let from: Day = today.minus_days(DAYS_THAT_MATTER);
        let mut mentions: BTreeMap<RecordNo, BTreeSet<(u32, u32)>> = BTreeMap::new();
        let what = What::Register(Kind::Article);
        let articles = self.lists.list(index, &what, List::Briefings, By::EveryYear, self.language);
        for row in articles.rows.iter().rev() {
            let RowName::Article(no) = row else { continue };
            let Some(entry) = index.entry(*no) else { continue };
            if entry.card.earliest().is_none_or(|day| day < from || day > today) {
                continue;
            }
            let Some(facts) = index.shown(entry, self.language) else { continue };
            self.origin(facts);
            for (record, posting) in &facts.postings {
                if index.card(*record).kind == Kind::Participant
                    && let Some(passage) = posting.passage
                {
                    mentions.entry(*record).or_default().insert((no.index() as u32, passage));
                }
            }
        }
        let mut most: Vec<(RecordNo, usize)> =
            mentions.into_iter().map(|(no, passages)| (no, passages.len())).collect();
        most.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| index.card(*a).id.cmp(&index.card(*b).id)));
        for (no, mentions) in most.into_iter().take(MOST_MENTIONED) {
            self.card(no);
            self.visitor.counts(no, Counts { mentions, ..Counts::default() });
        }
    }
}
