//! Trails of stances: where someone stood on a topic, from statement to statement.

use super::number::RecordNo;
use super::statement::{Statement, StatementPlace};
use crate::date::{Date, Day, SortKey};
use crate::document::{Class, Id, Stance};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The dated stances of one participant on one topic.
#[derive(Clone, Debug)]
pub struct Trail {
    /// Whose stances.
    pub participant: RecordNo,
    /// On what.
    pub topic: RecordNo,
    /// Oldest first: by earliest bound, then the article's date, then place; never empty.
    pub steps: Vec<Step>,
    /// Whether the latest stance and a different one may be of the same day.
    pub order_unclear: bool,
    /// The step at which the stance last became what it is, where it certainly was another before.
    pub changed_at: Option<usize>,
}

/// One stance.
#[derive(Clone, Debug)]
pub struct Step {
    /// The statement or position.
    pub statement: Arc<Statement>,
    /// Its stance.
    pub stance: Stance,
    /// Whether others said it for the participant.
    pub through: bool,
    /// Further places where the same statement stands (`same`), in order.
    pub again: Vec<Arc<Statement>>,
}

impl Trail {
    /// The latest step.
    pub fn latest(&self) -> &Step {
        self.steps.last().expect("a trail has a step")
    }
}

/// Makes all trails out of statements and positions, ordered by participant and topic numbers; the
/// statements must be of versions chosen for one language, in their order.
pub fn trails(statements: &[Arc<Statement>]) -> Vec<Trail> {
    let mut steps: BTreeMap<(RecordNo, RecordNo), Vec<Step>> = BTreeMap::new();
    let (counted, repeats) = split_repeats(statements);
    for statement in counted {
        let Some(stance) = statement.annotation().stance else { continue };
        let again = repeats.get(&place(statement)).cloned().unwrap_or_default();
        let own = statement.by.iter().map(|no| (*no, false));
        let others = statement.for_.iter().filter(|no| !statement.by.contains(no)).map(|no| (*no, true));
        for (participant, through) in own.chain(others).collect::<BTreeMap<_, _>>() {
            for topic in &statement.counts_for {
                let step = Step { statement: statement.clone(), stance, through, again: again.clone() };
                steps.entry((participant, *topic)).or_default().push(step);
            }
        }
    }
    steps.into_iter().map(|((participant, topic), steps)| trail(participant, topic, steps)).collect()
}

/// Statements that are not another one of the list told again, in their order.
pub fn originals(statements: &[Arc<Statement>]) -> impl Iterator<Item = &Arc<Statement>> {
    let known: BTreeSet<StatementPlace> = statements
        .iter()
        .filter(|statement| statement.same.is_none())
        .flat_map(|statement| statement.places())
        .collect();
    statements
        .iter()
        .filter(move |statement| statement.same.as_ref().is_none_or(|other| !known.contains(other)))
}

type Repeats = BTreeMap<Option<StatementPlace>, Vec<Arc<Statement>>>;

/// Statements that count, and those that are another one again, by the place of the other.
fn split_repeats(statements: &[Arc<Statement>]) -> (Vec<&Arc<Statement>>, Repeats) {
    let known: BTreeSet<StatementPlace> =
        statements.iter().flat_map(|statement| statement.places()).collect();
    let mut repeats = Repeats::new();
    let mut counted = Vec::new();
    for statement in statements.iter().filter(|s| matches!(s.class(), Class::Says | Class::Holds)) {
        match &statement.same {
            Some(other) if known.contains(other) && !statement.places().contains(other) => {
                let original = statements.iter().find(|s| s.places().contains(other));
                repeats.entry(original.and_then(place)).or_default().push(statement.clone());
            }
            _ => counted.push(statement),
        }
    }
    (counted, repeats)
}

fn place(statement: &Arc<Statement>) -> Option<StatementPlace> {
    statement.places().into_iter().next()
}

fn trail(participant: RecordNo, topic: RecordNo, mut steps: Vec<Step>) -> Trail {
    steps.sort_by_cached_key(|step| rank(&step.statement));
    let latest = &steps[steps.len() - 1];
    let differs = |step: &&Step| step.stance != latest.stance;
    let order_unclear = steps.iter().filter(differs).any(|step| !certainly_before(step, latest));
    let since = steps.iter().rposition(|step| step.stance != latest.stance).map(|before| before + 1);
    let changed_at =
        since.filter(|since| !order_unclear && certainly_before(&steps[since - 1], &steps[*since]));
    Trail { participant, topic, order_unclear, changed_at, steps }
}

/// The latest is the one with the greatest earliest bound (of two times on one day the later), then the
/// article's date, then place.
fn rank(statement: &Statement) -> (Option<Day>, Option<i64>, Option<SortKey>, Id, usize) {
    let (order, date) = (&statement.order, statement.date.as_ref());
    let earliest = date.and_then(Date::earliest);
    (earliest, date.and_then(Date::instant), order.told_on, order.told_in.clone(), order.offset)
}

/// Whether one step was certainly before another: their dates do not overlap.
pub fn certainly_before(a: &Step, b: &Step) -> bool {
    match (&a.statement.date, &b.statement.date) {
        (Some(a), Some(b)) => match (a.instant(), b.instant()) {
            (Some(a), Some(b)) => a < b,
            _ => a.begins_before(b) && !a.may_coincide(b),
        },
        _ => false,
    }
}
