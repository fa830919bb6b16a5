//! What pages of records see: the record with its text, and what refers to it.

use super::Choice;
use crate::address::{List, Part, What};
use crate::document::{Fields, Id, Kind};
use crate::index::register::Resolution;
use crate::index::{Entry, RecordNo, SiteIndex, Statement, StatementUse, Target, attendance};
use crate::page::parts;
use crate::page::row::Row;
use crate::page::visitor::{Counts, Shape, Side};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How many companions a participant's page shows.
const MOST_COMPANIONS: usize = 24;

impl Choice<'_> {
    pub(super) fn own(&self) -> Option<&Arc<Entry>> {
        match &self.key.what {
            What::Home | What::Redirect(Kind::Home, ..) => self.index.home(),
            What::Record(_, id)
            | What::RecordList(_, id, _)
            | What::TimelineOfTopic(id)
            | What::Redirect(_, id, _) => self.index.register().by_id(id.as_str()),
            _ => None,
        }
    }

    pub(super) fn record_page(&mut self, kind: Kind, id: &Id) {
        let Some(entry) = self.index.register().by_id(id.as_str()).cloned() else { return };
        if self.key.part != Part::Whole {
            self.card(entry.no);
            self.matrix(Some(entry.no));
            return;
        }
        self.own_record(&entry);
        match kind {
            Kind::Article => self.article(&entry),
            Kind::Participant => self.participant(&entry),
            Kind::Event => self.event_page(&entry),
            Kind::Topic => self.matrix(Some(entry.no)),
            Kind::Source | Kind::Page | Kind::Home => {}
        }
        self.lists();
    }

    /// The page's record with its text.
    pub(super) fn own_record(&mut self, entry: &Arc<Entry>) {
        let facts = self.index.shown(entry, self.language).cloned();
        self.visitor.record(entry, facts.as_ref());
        self.card(entry.no);
        self.front_matter(entry);
        self.origins_of_name(entry.no);
        if let Some(facts) = &facts {
            self.origins_of_names(facts);
            for target in &facts.targets {
                if let Target::Record { no, .. } = target {
                    self.card(*no);
                }
            }
        }
    }

    /// Who's who, the mini timeline, sources, related briefings.
    pub(super) fn article(&mut self, entry: &Arc<Entry>) {
        let index = self.index;
        let Some(facts) = index.shown(entry, self.language).cloned() else { return };
        self.own_sources(entry);
        let mut counts: BTreeMap<RecordNo, Counts> = BTreeMap::new();
        let mut order: Vec<RecordNo> = Vec::new();
        let mut named: BTreeSet<(RecordNo, u32)> = BTreeSet::new();
        for (no, posting) in &facts.postings {
            if !order.contains(no) {
                order.push(*no);
            }
            let counts = counts.entry(*no).or_default();
            counts.passages +=
                usize::from(posting.passage.is_some_and(|passage| named.insert((*no, passage))));
            counts.statements += usize::from(posting.usage == crate::index::Use::By);
        }
        let attended = facts.attendance.iter().map(|attendance| attendance.event);
        let told =
            facts.statements.iter().flat_map(|statement| statement.event.into_iter().chain(statement.at));
        order.extend(attended.chain(told));
        let mut seen = BTreeSet::new();
        for no in order.into_iter().filter(|no| seen.insert(*no)) {
            let other = index.entry(no).expect("postings name records that are there").clone();
            match other.kind() {
                Kind::Participant => {
                    self.outline(&other);
                    self.visitor.counts(no, counts.get(&no).copied().unwrap_or_default());
                }
                Kind::Event => {
                    let row = self.event(no);
                    self.visitor.row(List::Timeline, row);
                }
                _ => {}
            }
        }
        let happenings = facts.statements.iter().filter(|s| crate::index::timeline::stands_on_timeline(s));
        for statement in happenings {
            let row = Row::Statement(self.statement(statement));
            self.visitor.row(List::Timeline, row);
        }
        self.sources(facts.statements.iter());
        for related in index.related(entry.no) {
            self.visitor.related(&related);
            let other = index.entry(related.article).expect("related briefings are there").clone();
            self.outline(&other);
        }
    }

    /// The sources that the record itself names, in its order.
    pub(super) fn own_sources(&mut self, entry: &Entry) {
        let index = self.index;
        let references = match &entry.fields {
            Fields::Article(article) => &article.sources,
            Fields::Event(event) => &event.sources,
            _ => return,
        };
        for reference in references {
            if let Resolution::Record { no, .. } = index.register().resolve(&reference.value)
                && let Some(source) = index.entry(no).filter(|entry| entry.kind() == Kind::Source).cloned()
            {
                self.outline(&source);
            }
        }
    }

    /// The sources that statements rest on, each once.
    pub(super) fn sources<'b>(&mut self, statements: impl Iterator<Item = &'b Arc<Statement>>) {
        let mut seen = BTreeSet::new();
        for citation in statements.flat_map(|statement| &statement.sources) {
            if seen.insert(citation.source) {
                let source = self.index.entry(citation.source).expect("cited sources are there").clone();
                self.outline(&source);
            }
        }
    }

    pub(super) fn participant(&mut self, entry: &Arc<Entry>) {
        let index = self.index;
        self.as_of();
        self.matrix(Some(entry.no));
        self.origins_of_companions(entry.no);
        for companion in index.companions(entry.no).iter().take(MOST_COMPANIONS) {
            let passages =
                crate::index::companions::passages_in(companion, &index.settings().languages, self.language);
            if passages as usize + companion.events as usize == 0 {
                continue;
            }
            let counts = Counts {
                passages: passages as usize,
                events: companion.events as usize,
                ..Counts::default()
            };
            self.card(companion.participant);
            self.visitor.counts(companion.participant, counts);
        }
        self.referring_fields(entry.no);
        if let Some(uses) = index.uses(entry.no) {
            let uses = uses.clone();
            let shown = uses.statements.iter().filter(|(statement, way)| {
                matches!(way, StatementUse::By | StatementUse::For | StatementUse::With)
                    && index.is_shown_in(statement.document_no, self.language)
            });
            self.many_sources(shown.map(|(statement, _)| statement).collect());
        }
    }

    /// The sources that statements rest on, each once; where they are many, those of the newest.
    fn many_sources(&mut self, statements: Vec<&Arc<Statement>>) {
        let all: BTreeSet<RecordNo> = statements
            .iter()
            .flat_map(|statement| &statement.sources)
            .map(|citation| citation.source)
            .collect();
        if all.len() <= parts::WHOLE {
            return self.sources(statements.into_iter());
        }
        self.visitor.list(List::Sources, &Shape { total: all.len(), parts: Vec::new() });
        let mut newest: BTreeSet<RecordNo> = BTreeSet::new();
        let citing = statements.into_iter().rev().take_while(|statement| {
            let is_enough = newest.len() >= parts::NEWEST;
            newest.extend(statement.sources.iter().map(|citation| citation.source));
            !is_enough
        });
        self.sources(citing.collect::<Vec<_>>().into_iter());
    }

    pub(super) fn referring_fields(&mut self, no: RecordNo) {
        let Some(uses) = self.index.uses(no).cloned() else { return };
        for field in &uses.fields {
            self.card(field.from);
            self.visitor.field(field.from, field.field);
        }
    }

    pub(super) fn event_page(&mut self, entry: &Arc<Entry>) {
        let index = self.index;
        self.as_of();
        self.origins_of_attendance(entry.no);
        for attendee in attendance::unite(&attendance::said_of(index, entry.no)) {
            self.attendee_cards(&attendee);
            self.visitor.attendee(&attendee);
        }
        self.own_sources(entry);
        self.accounts(entry);
        let told = index.uses(entry.no).map(|uses| uses.statements.clone()).unwrap_or_default();
        let accounts = told.iter().filter(|(statement, way)| {
            *way == StatementUse::Event && index.is_shown_in(statement.document_no, self.language)
        });
        for (statement, _) in accounts.clone() {
            let row = Row::Statement(self.statement(statement));
            self.visitor.row(List::Accounts, row);
        }
        self.sources(accounts.map(|(statement, _)| statement));
        self.neighbours(entry);
    }

    /// The event before and after: of the same parent where there is one, else of all.
    pub(super) fn neighbours(&mut self, entry: &Arc<Entry>) {
        let index = self.index;
        let siblings: Vec<RecordNo> = match parent_of(index, entry) {
            Some(parent) => {
                let fields = index.uses(parent).map(|uses| uses.fields.as_slice()).unwrap_or_default();
                let events = fields.iter().map(|field| field.from).filter_map(|no| index.entry(no));
                let mut events: Vec<&Arc<Entry>> =
                    events.filter(|entry| entry.kind() == Kind::Event).collect();
                events.sort_by_cached_key(|entry| crate::index::timeline::order_of_event(entry));
                events.into_iter().map(|entry| entry.no).collect()
            }
            None => index.events_in_order().to_vec(),
        };
        let order = crate::index::timeline::order_of_event(entry);
        let order_of =
            |no: &RecordNo| index.entry(*no).map(|entry| crate::index::timeline::order_of_event(entry));
        let Ok(place) = siblings.binary_search_by(|no| order_of(no).cmp(&Some(order.clone()))) else {
            return;
        };
        let before = place.checked_sub(1).map(|place| siblings[place]);
        for (no, side) in [(before, Side::Before), (siblings.get(place + 1).copied(), Side::After)] {
            if let Some(no) = no {
                self.card(no);
                self.visitor.neighbour(no, side);
            }
        }
    }
}

fn parent_of(index: &SiteIndex, entry: &Entry) -> Option<RecordNo> {
    let parent = entry.event()?.parent.as_ref()?;
    match index.register().resolve(&parent.value) {
        Resolution::Record { no, .. } => Some(no),
        _ => None,
    }
}
