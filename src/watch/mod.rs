//! Tells when a site's files may have changed: a doorbell with hints.
//!
//! Goes in: the folders that a site is made of. Comes out: now and then a [`Wake`], with the paths at
//! which something may be new. An event never means more than "look again": what is there is for
//! [`crate::source`] to find out, and a look that finds nothing new does no harm. A hint may say too
//! much, never too little. The only user of notify. Nothing here reads a file.
//!
//! 1. [`places`]: which folders are watched, and which events are of interest.
//! 2. [`native`]: the system's watch on them; what its events mean.
//! 3. [`bell`]: events are gathered until a write is over, and handed out.

mod bell;
mod native;
mod places;

pub use bell::Bell;

use bell::Rang;
use native::{Native, Starter};
use places::Places;
use std::collections::BTreeSet;
use std::fmt;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long it takes from one look to the next where the system tells nothing: short enough for one who
/// waits, long enough for a look at thousands of files to be a small part of it.
const POLLING: Duration = Duration::from_millis(500);

/// How often the places are found anew while it begins to watch; whoever changes them all the time is
/// told of by the next event.
const ATTEMPTS: usize = 8;

/// How many paths a hint may have; one that would have more says that everything may have changed.
pub const MANY_PATHS: usize = 1000;

/// What is watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WatchSettings {
    /// The root of the site.
    pub root: PathBuf,
    /// The content folder, relative to the root.
    pub content: String,
    /// The folders of captured texts, absolute or relative to the root; what lies deeper in them is not
    /// watched.
    pub captured: Vec<PathBuf>,
    /// Files and folders of which nothing is told, such as the output folder; absolute or relative to
    /// the root.
    pub passed_over: Vec<PathBuf>,
    /// How it is watched.
    pub method: Method,
}

/// How changes are noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The system tells of them; where it cannot, as [`Method::Polling`].
    Native,
    /// Whoever waits is told twice a second to look at everything.
    Polling,
}

/// Why waiting came to its end.
#[derive(Clone, Debug)]
pub enum Wake {
    /// Something may have changed.
    Hint(Hint),
    /// The time that was given has come.
    Deadline,
    /// [`Bell::stop`] was called, before or while it was waited.
    Stopped,
}

/// Where something may have changed, and since when.
#[derive(Clone, Debug)]
pub struct Hint {
    /// Where.
    pub paths: Hinted,
    /// When the first event came.
    pub first: Instant,
    /// When the hint was handed out.
    pub last: Instant,
}

/// Where something may have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hinted {
    /// At these paths, or below them where they are folders; absolute, with the canonical root in front.
    /// They need not be there.
    Paths(BTreeSet<PathBuf>),
    /// Anywhere.
    Everything,
}

/// Why the system does not tell of changes, though it was asked to; to be said once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What keeps it from doing so, as a part of a sentence.
    pub reason: String,
}

/// A watch on the files of a site. It ends when it is dropped.
pub struct Watcher {
    settings: WatchSettings,
    bell: Bell,
    starter: Starter,
    /// The system's watch; `None` where changes are found by polling.
    native: Option<Native>,
    notice: Option<Notice>,
    /// When everything is looked at next, where the system tells nothing.
    next_look: Instant,
}

impl Watcher {
    /// Begins to watch. Where the system does not (it has a limit), a [`Notice`] says so, and changes are
    /// found by polling. Whatever changes from now on is told of.
    ///
    /// # Errors
    /// A root that is not there; the error names it.
    pub fn start(settings: WatchSettings) -> io::Result<Self> {
        Self::start_by(settings, Box::new(native::start))
    }

    fn start_by(settings: WatchSettings, starter: Starter) -> io::Result<Self> {
        let places = Places::find(&settings)?;
        let bell = Bell::new(Arc::new(places));
        let next_look = Instant::now() + POLLING;
        let mut watcher = Self { settings, bell, starter, native: None, notice: None, next_look };
        watcher.begin();
        Ok(watcher)
    }

    /// Why changes are found by polling though the system was to tell of them; it may come to that at any
    /// time.
    pub fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// Watches other folders, since the configuration has changed. What happens meanwhile is told by
    /// nobody, so that a hint at everything follows; hints that were not handed out stay.
    ///
    /// # Errors
    /// A root that is not there; the error names it, and what was watched is watched still.
    pub fn settle(&mut self, settings: WatchSettings) -> io::Result<()> {
        if settings == self.settings {
            return Ok(());
        }
        let places = Places::find(&settings)?;
        self.settings = settings;
        self.bell.set_places(Arc::new(places));
        self.begin();
        self.bell.ring(Hinted::Everything);
        Ok(())
    }

    /// Begins to watch anew, since something has changed that nobody told of. What happens meanwhile is told
    /// by nobody, so that a hint at everything follows.
    pub fn renew(&mut self) {
        self.find_places();
        self.bell.ring(Hinted::Everything);
    }

    /// Waits until something may have changed, or a time has come, or it is told to stop. A time that has
    /// passed already asks whether a hint is ready.
    pub fn wait(&mut self, deadline: Option<Instant>) -> Wake {
        let next_look = self.native.is_none().then_some(self.next_look);
        match self.bell.wait(deadline, next_look) {
            Rang::Stopped => Wake::Stopped,
            Rang::Deadline => Wake::Deadline,
            Rang::NextLook => {
                let now = Instant::now();
                self.next_look = now + POLLING;
                Wake::Hint(Hint { paths: Hinted::Everything, first: now, last: now })
            }
            Rang::Gathered(gathered) => {
                let mut paths = gathered.hinted;
                if let Some(reason) = gathered.trouble {
                    self.poll(reason);
                    paths = Hinted::Everything;
                } else if gathered.has_moved_places {
                    self.find_places();
                    // What happened in a new folder before it was watched has been told by nobody.
                    paths = Hinted::Everything;
                }
                Wake::Hint(Hint { paths, first: gathered.first, last: Instant::now() })
            }
        }
    }

    /// The bell that events ring, for those who do not wait.
    pub fn bell(&self) -> Bell {
        self.bell.clone()
    }

    /// Watches the places anew: folders have come or gone.
    fn find_places(&mut self) {
        match Places::find(&self.settings) {
            Ok(places) => {
                self.bell.set_places(Arc::new(places));
                self.begin();
            }
            // The site's folder itself is gone; whoever looks will say so, and see when it is back.
            Err(error) => self.poll(error.to_string()),
        }
    }

    fn begin(&mut self) {
        for _ in 0..ATTEMPTS {
            self.watch_places();
            // A folder that came after the places were found and before the one above it was watched is
            // told of by nobody.
            match Places::find(&self.settings) {
                Ok(places) if self.native.is_some() && places != *self.bell.places() => {
                    self.bell.set_places(Arc::new(places));
                }
                _ => return,
            }
        }
    }

    fn watch_places(&mut self) {
        // The old watch goes first: the system counts the two together.
        self.native = None;
        self.notice = None;
        if self.settings.method == Method::Native {
            let started = (self.starter)(self.bell.clone());
            match started.and_then(|native| native::watch(native, &self.bell.places())) {
                Ok(native) => self.native = Some(native),
                Err(error) => self.poll(native::reason(&error)),
            }
        }
    }

    fn poll(&mut self, reason: String) {
        self.native = None;
        self.notice = Some(Notice { reason });
        self.next_look = Instant::now() + POLLING;
    }
}

impl Hinted {
    /// Adds what another hint says.
    fn add(&mut self, other: Self) {
        match (&mut *self, other) {
            (Self::Everything, _) => {}
            (_, Self::Everything) => *self = Self::Everything,
            (Self::Paths(paths), Self::Paths(others)) => {
                paths.extend(others);
                if paths.len() > MANY_PATHS {
                    *self = Self::Everything;
                }
            }
        }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { reason } = self;
        let pause = POLLING.as_millis();
        write!(formatter, "{reason}; changes are looked for every {pause} ms in place of that")
    }
}

impl fmt::Debug for Watcher {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Watcher")
            .field("settings", &self.settings)
            .field("notice", &self.notice)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
