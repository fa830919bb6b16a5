//! One round of a live build: what was edited, and how long it took until the tabs were told.

use crate::build::{Progress, Stage};
use crate::source::SourceSet;
use crate::watch::Hint;
use imbl::ordmap::DiffItem;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// One round.
pub(super) struct Round {
    /// What was edited, in words.
    pub(super) edited: String,
    /// When the first event came, or the round began.
    first: Instant,
    /// What was done since, each with when it began.
    begun: Mutex<Vec<(&'static str, Instant)>>,
    sent: Mutex<Option<Instant>>,
    is_said: AtomicBool,
}

impl Round {
    /// Begins with the hint that led to it, or now.
    pub(super) fn begin(hint: Option<&Hint>) -> Self {
        let now = Instant::now();
        let (first, begun) = match hint {
            Some(hint) => (hint.first, vec![("wait", hint.first), ("look", hint.last)]),
            None => (now, vec![("look", now)]),
        };
        Self {
            edited: String::new(),
            first,
            begun: Mutex::new(begun),
            sent: Mutex::new(None),
            is_said: AtomicBool::new(false),
        }
    }

    /// Another part begins.
    pub(super) fn part(&self, name: &'static str) {
        self.parts().push((name, Instant::now()));
    }

    /// The tabs have been told.
    pub(super) fn sent(&self) {
        *self.sent.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    /// Whether nobody has said yet how long it took; from now on somebody has.
    pub(super) fn is_first_to_say(&self) -> bool {
        !self.is_said.swap(true, Ordering::Relaxed)
    }

    /// How long it took: "12.3 ms (3.1 waiting, 8.9 building, 0.3 sending)".
    pub(super) fn took(&self) -> String {
        let parts = self.timings();
        let of = |names: &[&str]| -> Duration {
            parts.iter().filter(|(name, _)| names.contains(name)).map(|(_, time)| *time).sum()
        };
        let (waiting, sending) = (of(&["wait"]), of(&["send"]));
        let total: Duration = parts.iter().map(|(_, time)| *time).sum();
        let building = total.saturating_sub(waiting + sending);
        let [total, waiting, building, sending] = [total, waiting, building, sending].map(milliseconds);
        format!("{total} ms ({waiting} waiting, {building} building, {sending} sending)")
    }

    /// Each part with how long it took, in their order.
    pub(super) fn timings(&self) -> Vec<(&'static str, Duration)> {
        let begun = self.parts().clone();
        let end = self.sent.lock().unwrap_or_else(PoisonError::into_inner).unwrap_or_else(Instant::now);
        let ends = begun.iter().skip(1).map(|(_, at)| *at).chain([end]);
        begun
            .iter()
            .zip(ends)
            .map(|((name, from), to)| (*name, to.saturating_duration_since(*from)))
            .collect()
    }

    /// How long it has taken until now.
    pub(super) fn elapsed(&self) -> Duration {
        self.first.elapsed()
    }

    fn parts(&self) -> std::sync::MutexGuard<'_, Vec<(&'static str, Instant)>> {
        self.begun.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Progress for Round {
    fn begin(&self, stage: Stage) {
        self.part(stage.as_str());
    }

    fn filled(&self, _done: usize, _total: usize) {}
}

/// A time in milliseconds with one digit.
pub(super) fn milliseconds(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1000.0)
}

/// The files in which two sets of inputs differ, in words; empty where they do not.
pub(super) fn edited(before: &SourceSet, now: &SourceSet) -> String {
    let mut first = None;
    let mut more = 0;
    for item in before.0.diff(&now.0) {
        let path = match item {
            DiffItem::Add(path, _) | DiffItem::Remove(path, _) | DiffItem::Update { new: (path, _), .. } => {
                path
            }
        };
        match first {
            None => first = Some(path.to_string()),
            Some(_) => more += 1,
        }
    }
    match (first, more) {
        (None, _) => String::new(),
        (Some(first), 0) => first,
        (Some(first), 1) => format!("{first} and 1 more file"),
        (Some(first), more) => format!("{first} and {more} more files"),
    }
}
