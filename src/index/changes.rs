//! What is new, for the reader who comes back: statements, stances that changed, statuses of events,
//! roles that began or ended, updates and corrections. Where dates overlap nothing is called a
//! change.

use super::number::RecordNo;
use super::statement::Statement;
use super::trail::{self, Trail};
use super::{Entry, SiteIndex};
use crate::date::{Date, Day, Shape, SortKey};
use crate::document::annotation::EventStatus;
use crate::document::record::Amendment;
use crate::document::{Class, Id, Kind};
use crate::locale::Language;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One thing that is new.
#[derive(Clone, Debug)]
pub struct Change {
    /// On what date it stands among the others.
    pub date: Date,
    /// What.
    pub kind: ChangeKind,
    order: (u8, Id, usize),
}

/// What is new.
#[derive(Clone, Debug)]
pub enum ChangeKind {
    /// A statement or position, at its article's date.
    Statement(Arc<Statement>),
    /// A stance that is another one than before, at the date of the later one's article.
    Stance {
        /// Whose stance.
        participant: RecordNo,
        /// On what.
        topic: RecordNo,
        /// The statement that it was before.
        from: Arc<Statement>,
        /// The statement that it is since.
        to: Arc<Statement>,
    },
    /// An event whose status changed; `from` is `None` where it is not known.
    Event {
        /// The event.
        event: RecordNo,
        /// Its status before.
        from: Option<EventStatus>,
        /// Its status since.
        to: EventStatus,
        /// What says so.
        change: EventChangeSource,
    },
    /// A role (by its place in the participant's list) that began or ended.
    Role {
        /// Whose role.
        participant: RecordNo,
        /// Its place in the participant's list, from 0.
        role: usize,
        /// Whether it began; otherwise it ended.
        began: bool,
    },
    /// An update or correction (by its place in the article's list).
    Amendment {
        /// The article.
        article: RecordNo,
        /// The entry's place in the article's list, from 0.
        amendment: usize,
        /// Whether it stands among `corrections`; otherwise among `updates`.
        is_correction: bool,
    },
}

/// What says that an event's status changed.
#[derive(Clone, Debug)]
pub enum EventChangeSource {
    /// The entry of the event's `changes` at this place.
    File(usize),
    /// A later account, by its place among the event's accounts.
    Account(usize),
}

impl Change {
    fn sort_key(&self) -> (SortKey, &(u8, Id, usize)) {
        (self.date.sort_key(), &self.order)
    }
}

/// The lists of an index, oldest first, for each language.
pub(super) fn of(index: &SiteIndex) -> BTreeMap<Language, Vec<Arc<Change>>> {
    let common = common_changes(index);
    let lists = index.settings.languages.iter().map(|language| {
        let mut changes = common.clone();
        changes.extend(statement_changes(index, language));
        changes.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        (language.clone(), changes.into_iter().map(Arc::new).collect())
    });
    lists.collect()
}

/// The changes that are the same in every language.
fn common_changes(index: &SiteIndex) -> Vec<Change> {
    let mut changes = Vec::new();
    for entry in index.register.entries() {
        match entry.kind() {
            Kind::Event => event_changes(entry, &mut changes),
            Kind::Participant => role_changes(entry, &mut changes),
            Kind::Article => amendment_changes(entry, &mut changes),
            _ => {}
        }
    }
    changes
}

fn event_changes(entry: &Arc<Entry>, changes: &mut Vec<Change>) {
    let event = entry.no;
    let mut status: Option<EventStatus> = None;
    if let Some(fields) = entry.event() {
        for (place, change) in fields.changes.iter().enumerate() {
            let (Some(date), Some(to)) = (&change.date, change.status) else { continue };
            let kind = ChangeKind::Event { event, from: status, to, change: EventChangeSource::File(place) };
            changes.push(Change { date: date.value.clone(), kind, order: (2, entry.id().clone(), place) });
            status = Some(to);
        }
        if status.is_some() {
            return;
        }
    }
    let mut before: Option<(EventStatus, &Date)> = None;
    for (place, account) in entry.accounts.iter().enumerate() {
        let Some(told_on) = &account.told_on else { continue };
        let to = account.annotation().event_status.unwrap_or(EventStatus::Held);
        if let Some((from, told_before)) = before
            && from != to
            && told_before.begins_before(told_on)
        {
            let change = EventChangeSource::Account(place);
            let kind = ChangeKind::Event { event, from: Some(from), to, change };
            changes.push(Change { date: told_on.clone(), kind, order: (2, entry.id().clone(), place) });
        }
        before = Some((to, told_on));
    }
}

fn role_changes(entry: &Arc<Entry>, changes: &mut Vec<Change>) {
    let Some(participant) = entry.participant() else { return };
    for (role, fields) in participant.roles.iter().enumerate() {
        let Some(date) = fields.date.as_ref().map(|date| &date.value) else { continue };
        for (day, began) in bounds(date) {
            changes.push(Change {
                date: Date::from_day(day),
                kind: ChangeKind::Role { participant: entry.no, role, began },
                order: (3, entry.id().clone(), role),
            });
        }
    }
}

/// The days on which an interval is known to begin and end; none where it only says when something
/// was first or last seen.
fn bounds(date: &Date) -> Vec<(Day, bool)> {
    use crate::date::{End, Precision};
    let Shape::Interval { start, end } = date.shape() else { return Vec::new() };
    let exact = |end: &End| match end {
        End::At(part) if !part.uncertain && !part.approximate => {
            matches!(part.precision, Precision::Day { .. } | Precision::Time { .. })
        }
        _ => false,
    };
    let began = date.earliest().filter(|_| exact(start)).map(|day| (day, true));
    let ended = date.latest().filter(|_| exact(end)).map(|day| (day, false));
    began.into_iter().chain(ended).collect()
}

fn amendment_changes(entry: &Arc<Entry>, changes: &mut Vec<Change>) {
    let Some(article) = entry.article() else { return };
    let mut add = |amendments: &[Amendment], is_correction: bool| {
        for (amendment, fields) in amendments.iter().enumerate() {
            let Some(date) = &fields.date else { continue };
            changes.push(Change {
                date: date.value.clone(),
                kind: ChangeKind::Amendment { article: entry.no, amendment, is_correction },
                order: (if is_correction { 5 } else { 4 }, entry.id().clone(), amendment),
            });
        }
    };
    add(&article.updates, false);
    add(&article.corrections, true);
}

fn statement_changes(index: &SiteIndex, language: &Language) -> Vec<Change> {
    let shown: Vec<Arc<Statement>> = index
        .statements()
        .iter()
        .filter(|statement| matches!(statement.class(), Class::Says | Class::Holds))
        .filter(|statement| index.is_shown_in(statement.document_no, language))
        .cloned()
        .collect();
    let told_on = |statement: &Statement| index.card(statement.told_in).date.clone();
    let mut changes = Vec::new();
    for statement in trail::originals(&shown) {
        let Some(date) = told_on(statement).or_else(|| statement.date.clone()) else { continue };
        let order = (0, statement.order.told_in.clone(), statement.order.offset);
        changes.push(Change { date, kind: ChangeKind::Statement(statement.clone()), order });
    }
    for trail in trail::trails(&shown) {
        stance_changes(index, &trail, &told_on, &mut changes);
    }
    changes
}

fn stance_changes(
    index: &SiteIndex,
    trail: &Trail,
    told_on: &dyn Fn(&Statement) -> Option<Date>,
    changes: &mut Vec<Change>,
) {
    for pair in trail.steps.windows(2) {
        let (from, to) = (&pair[0], &pair[1]);
        if from.stance == to.stance || !trail::certainly_before(from, to) {
            continue;
        }
        let Some(date) = told_on(&to.statement).or_else(|| to.statement.date.clone()) else { continue };
        let Some(id) = index.id_of(trail.participant) else { continue };
        changes.push(Change {
            date,
            kind: ChangeKind::Stance {
                participant: trail.participant,
                topic: trail.topic,
                from: from.statement.clone(),
                to: to.statement.clone(),
            },
            order: (1, id.clone(), to.statement.order.offset),
        });
    }
}
