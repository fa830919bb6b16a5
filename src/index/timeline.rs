//! The timeline: every event, and every act and happening that has a date.

use super::SiteIndex;
use super::entry::Entry;
use super::number::RecordNo;
use super::statement::{DatedBy, Statement};
use crate::date::{Date, SortKey};
use crate::document::{Class, Id, Kind};
use std::sync::Arc;

/// One entry of the timeline.
#[derive(Clone, Debug)]
pub struct TimelineItem {
    /// When; `None` for what has no date, which comes last.
    pub date: Option<Date>,
    /// What.
    pub what: Happening,
    order: Order,
}

/// Where something stands on a timeline: by date, undated last; then by id, language and place.
pub type Order = (bool, Option<SortKey>, Id, usize, usize);

/// What stands on the timeline.
#[derive(Clone, Debug)]
pub enum Happening {
    /// An event with a page.
    Event(RecordNo),
    /// An act, or an account of an event without a page.
    Statement(Arc<Statement>),
}

/// Where an event stands.
pub fn order_of_event(entry: &Entry) -> Order {
    let date = entry.card.date.as_ref();
    (date.is_none(), date.map(Date::sort_key), entry.id().clone(), 0, 0)
}

/// Where an act or happening stands.
pub fn order_of_statement(statement: &Statement) -> Order {
    let (date, order) = (statement.date.as_ref(), &statement.order);
    (date.is_none(), date.map(Date::sort_key), order.told_in.clone(), order.language, order.offset)
}

/// The timeline of a site.
#[derive(Clone, Debug)]
pub(super) struct Timeline {
    /// Oldest first, undated last.
    pub(super) items: Arc<Vec<TimelineItem>>,
    /// The events among them.
    pub(super) events: Vec<RecordNo>,
}

/// Makes the timeline of an index.
pub(super) fn of(index: &SiteIndex) -> Timeline {
    let events =
        index.register.entries().filter(|entry| entry.kind() == Kind::Event).map(|entry| TimelineItem {
            date: entry.card.date.clone(),
            what: Happening::Event(entry.no),
            order: order_of_event(entry),
        });
    let statements = index.all_facts().flat_map(|facts| &facts.statements);
    let statements = statements.filter(|statement| stands_on_timeline(statement));
    let statements = statements.map(|statement| TimelineItem {
        date: statement.date.clone(),
        what: Happening::Statement(statement.clone()),
        order: order_of_statement(statement),
    });
    let mut items: Vec<TimelineItem> = events.chain(statements).collect();
    items.sort_by(|a, b| a.order.cmp(&b.order));
    let events = items.iter().filter_map(|item| match item.what {
        Happening::Event(no) => Some(no),
        Happening::Statement(_) => None,
    });
    Timeline { events: events.collect(), items: Arc::new(items) }
}

/// Whether an annotation stands on timelines by itself: acts that have a date of their own or an
/// event's, and happenings that have no page.
pub fn stands_on_timeline(statement: &Statement) -> bool {
    match statement.class() {
        Class::Did => statement.dated_by != DatedBy::Record,
        Class::Event => statement.event.is_none(),
        Class::Says | Class::Holds => false,
    }
}
