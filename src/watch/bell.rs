//! Gathers events until a write is over, and hands out one hint for them.
//!
//! Goes in: [`News`] of paths, from any thread. Comes out: what was gathered, to the one who waits. There
//! is no thread here, and nobody waits in a loop: a condition wakes the one who waits. Nothing here asks
//! the disk.

use super::Hinted;
use super::places::Places;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::{Duration, Instant};

/// How long nothing may happen until a write that is over is handed out: what belongs to it (the other
/// half of a rename, a file beside it) follows much sooner.
const OVER: Duration = Duration::from_millis(3);

/// How long nothing may happen until anything else is handed out: a pause in a write that goes on, or
/// between the steps of a program that changes many files, is shorter as a rule.
const QUIET: Duration = Duration::from_millis(30);

/// How long events are gathered at the most, however many come.
const PATIENCE: Duration = Duration::from_millis(250);

/// After which time a new folder is looked at once more: what was written into it before the system
/// watched it is told by nobody.
const SECOND_LOOK: Duration = Duration::from_millis(50);

/// The bell of a [`super::Watcher`]. All clones are one bell.
#[derive(Clone, Debug)]
pub struct Bell(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug)]
struct State {
    places: Arc<Places>,
    is_stopped: bool,
    gathered: Option<Gathered>,
    /// New folders, and when they are looked at once more.
    again: Option<(Instant, Hinted)>,
}

/// What happened to a path.
#[derive(Clone, Debug)]
pub(super) struct News {
    pub path: PathBuf,
    pub stage: Stage,
    /// Whether it is a folder that has come.
    pub is_new_folder: bool,
}

/// How far a change has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// More is to come, as far as is known.
    Begun,
    /// What was begun at this path is done.
    Over,
    /// It says nothing about what else happens.
    Aside,
}

/// What has been gathered.
#[derive(Debug)]
pub(super) struct Gathered {
    pub hinted: Hinted,
    /// When the first event came.
    pub first: Instant,
    /// Whether folders that are watched may have come, gone, or changed places.
    pub has_moved_places: bool,
    /// Why the system will tell no more.
    pub trouble: Option<String>,
    /// When the last event came.
    latest: Instant,
    /// What was begun and is not over.
    begun: BTreeSet<PathBuf>,
    /// Whether anything is over.
    is_over: bool,
}

/// Why it is waited no longer.
#[derive(Debug)]
pub(super) enum Rang {
    Gathered(Gathered),
    Deadline,
    NextLook,
    Stopped,
}

impl Bell {
    pub(super) fn new(places: Arc<Places>) -> Self {
        let state = State { places, is_stopped: false, gathered: None, again: None };
        Self(Arc::new(Shared { state: Mutex::new(state), changed: Condvar::new() }))
    }

    /// Whether an event has come that [`super::Watcher::wait`] has not handed out; a long job looks at
    /// this to give way.
    pub fn has_rung(&self) -> bool {
        self.state().gathered.is_some()
    }

    /// Makes [`super::Watcher::wait`] return [`super::Wake::Stopped`] at once, and for ever.
    pub fn stop(&self) {
        self.state().is_stopped = true;
        self.0.changed.notify_all();
    }

    /// Rings as if a change had come to its end.
    pub fn ring(&self, hinted: Hinted) {
        self.change(|state, now| {
            let gathered = state.gather(hinted, now);
            gathered.is_over = true;
        });
    }

    /// Tells what has happened.
    pub(super) fn tell(&self, news: Vec<News>) {
        if news.is_empty() {
            return;
        }
        self.change(|state, now| state.tell(news, now));
    }

    /// Tells that folders that are watched may have come, gone, or changed places.
    pub(super) fn tell_of_places(&self) {
        self.change(|state, now| {
            state.gather(Hinted::Paths(BTreeSet::new()), now).has_moved_places = true;
        });
    }

    /// Tells that the system will tell no more, and why.
    pub(super) fn tell_of_trouble(&self, reason: String) {
        self.change(|state, now| state.gather(Hinted::Everything, now).trouble = Some(reason));
    }

    pub(super) fn places(&self) -> Arc<Places> {
        Arc::clone(&self.state().places)
    }

    pub(super) fn set_places(&self, places: Arc<Places>) {
        self.state().places = places;
    }

    /// Waits until what was gathered is to be handed out, or one of two times has come, or for ever.
    pub(super) fn wait(&self, deadline: Option<Instant>, next_look: Option<Instant>) -> Rang {
        let mut state = self.state();
        loop {
            if state.is_stopped {
                return Rang::Stopped;
            }
            let now = Instant::now();
            state.look_again(now);
            if let Some(gathered) = state.gathered.take_if(|gathered| gathered.ripe() <= now) {
                return Rang::Gathered(gathered);
            }
            let has_come = |time: &Option<Instant>| time.is_some_and(|time| time <= now);
            if has_come(&deadline) {
                return Rang::Deadline;
            }
            if has_come(&next_look) {
                return Rang::NextLook;
            }
            let ripe = state.gathered.as_ref().map(Gathered::ripe);
            let again = state.again.as_ref().map(|(time, _)| *time);
            let changed = &self.0.changed;
            state = match [ripe, again, deadline, next_look].into_iter().flatten().min() {
                None => changed.wait(state).expect(UNBROKEN),
                Some(time) => changed.wait_timeout(state, time - now).expect(UNBROKEN).0,
            };
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().expect(UNBROKEN)
    }

    fn change(&self, change: impl FnOnce(&mut State, Instant)) {
        change(&mut self.state(), Instant::now());
        self.0.changed.notify_all();
    }
}

const UNBROKEN: &str = "nothing panics that holds the lock";

impl State {
    fn tell(&mut self, news: Vec<News>, now: Instant) {
        for News { path, stage, is_new_folder } in news {
            let hinted = Hinted::Paths(BTreeSet::from([path.clone()]));
            if is_new_folder {
                let (time, again) = self.again.get_or_insert_with(|| (now, hinted.clone()));
                *time = now + SECOND_LOOK;
                again.add(hinted.clone());
            }
            self.gather(hinted, now).take_note(path, stage);
        }
    }

    /// Adds to what has been gathered.
    fn gather(&mut self, hinted: Hinted, now: Instant) -> &mut Gathered {
        let gathered = self.gathered.get_or_insert_with(|| Gathered {
            hinted: Hinted::Paths(BTreeSet::new()),
            first: now,
            has_moved_places: false,
            trouble: None,
            latest: now,
            begun: BTreeSet::new(),
            is_over: false,
        });
        gathered.latest = now;
        gathered.hinted.add(hinted);
        if gathered.hinted == Hinted::Everything {
            // What is over does not matter any more, and there may be thousands.
            gathered.begun.clear();
        }
        gathered
    }

    fn look_again(&mut self, now: Instant) {
        if let Some((_, hinted)) = self.again.take_if(|(time, _)| *time <= now) {
            self.gather(hinted, now).is_over = true;
        }
    }
}

impl Gathered {
    fn take_note(&mut self, path: PathBuf, stage: Stage) {
        match stage {
            Stage::Begun if self.hinted != Hinted::Everything => {
                self.begun.insert(path);
            }
            Stage::Begun | Stage::Aside => {}
            Stage::Over => {
                self.begun.remove(&path);
                self.is_over = true;
            }
        }
    }

    /// When it is handed out if nothing more comes.
    fn ripe(&self) -> Instant {
        let is_over = self.is_over && self.begun.is_empty() && !self.has_moved_places;
        let pause = if is_over { OVER } else { QUIET };
        (self.latest + pause).min(self.first + PATIENCE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// When what happens to a path at once is handed out, after the first of it and the last.
    fn ripe(news: &[(u64, &str, Stage)]) -> (Duration, Duration) {
        let mut state = State { places: Arc::default(), is_stopped: false, gathered: None, again: None };
        let start = Instant::now();
        let mut last = start;
        for (after, path, stage) in news {
            last = start + Duration::from_millis(*after);
            state.tell(vec![News { path: path.into(), stage: *stage, is_new_folder: false }], last);
        }
        let ripe = state.gathered.unwrap().ripe();
        (ripe - start, ripe - last)
    }

    #[test]
    fn a_write_that_is_over_is_handed_out_at_once() {
        assert_eq!(ripe(&[(0, "a", Stage::Begun), (9, "a", Stage::Over)]).1, OVER);
        assert_eq!(ripe(&[(0, "a", Stage::Over), (9, "b", Stage::Aside)]).1, OVER);
    }

    #[test]
    fn a_write_that_goes_on_is_waited_for() {
        assert_eq!(ripe(&[(0, "a", Stage::Begun), (9, "a", Stage::Begun)]).1, QUIET);
        assert_eq!(ripe(&[(0, "a", Stage::Begun), (9, "b", Stage::Over)]).1, QUIET);
        assert_eq!(ripe(&[(0, "a", Stage::Aside)]).1, QUIET);
    }

    #[test]
    fn nothing_is_waited_for_any_longer() {
        let news: Vec<(u64, &str, Stage)> = (0..50).map(|step| (step * 10, "a", Stage::Begun)).collect();
        assert_eq!(ripe(&news).0, PATIENCE);
    }
}
