//! Writing that failed, and is tried again: a disk that was full has room again, and nobody edits anything.

use super::idle::{Job, Shared};
use crate::build::{GiveWay, Planned};
use crate::diagnostics::Diagnostics;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// How long it takes until it is tried again for the first time.
const FIRST: Duration = Duration::from_secs(2);
/// How long it takes at the most.
const LONGEST: Duration = Duration::from_secs(30);

/// A job all of whose pages are made, and could not be written.
pub(super) struct Unwritten {
    job: Job,
    planned: Planned,
    diagnostics: Diagnostics,
    pause: Duration,
    next: Instant,
}

impl Unwritten {
    pub(super) fn new(job: Job, planned: Planned, diagnostics: Diagnostics) -> Self {
        Self { job, planned, diagnostics, pause: FIRST, next: Instant::now() + FIRST }
    }

    /// How long it is until it is tried again.
    pub(super) fn waits(&self) -> Duration {
        self.next.saturating_duration_since(Instant::now())
    }

    /// Tries again, in silence; itself where it failed again.
    pub(super) fn try_again(self, shared: &Shared<'_>) -> Option<Self> {
        let Self { job, planned, diagnostics, pause, .. } = self;
        let output = job.output.as_deref();
        let give_way: GiveWay<'_> = &|| job.gives_way(shared);
        match job.fill(&planned, &diagnostics, output, shared, give_way) {
            Ok(Some((_, summary))) => {
                job.say_written(shared, summary);
                None
            }
            // What is newer is written in its place.
            Ok(None) => None,
            Err(_) => {
                let pause = (pause * 2).min(LONGEST);
                Some(Self { job, planned, diagnostics, pause, next: Instant::now() + pause })
            }
        }
    }
}

impl Shared<'_> {
    /// Takes note that the output folder cannot be written to.
    pub(super) fn cannot_write(&self, error: &std::io::Error) {
        self.cannot_write.store(true, Ordering::Relaxed);
        self.printer.environment(error);
    }

    /// Says that the output folder was written to, where it could not be before.
    pub(super) fn can_write(&self, output: &str) {
        if self.cannot_write.swap(false, Ordering::Relaxed) {
            self.printer.say(&format!("mended: `{output}` can be written to again"));
        }
    }
}
