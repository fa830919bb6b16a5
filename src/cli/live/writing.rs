//! Makes all pages, and writes them to the output folder. What failed is tried again: a disk that was full
//! has room again, and nobody edits anything.

use super::idle::Job;
use super::shared::{Shared, lock};
use crate::build::{self, Filling, Finished, GiveWay, Keep, Outcome, Planned, Silent};
use crate::diagnostics::Diagnostics;
use crate::output::{Claim, OpenError, Stage, WriteSummary};
use crate::tree::Sink;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long it is waited for another build that writes to the output folder.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long it takes until a lock that another build holds is tried again.
const LOCK_PAUSE: Duration = Duration::from_millis(50);
/// How long it takes until what failed is tried again for the first time.
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

    /// Tries again; itself where it failed again, which is said where it failed for another reason.
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
            Err(error) => {
                shared.cannot_write(&error);
                let pause = (pause * 2).min(LONGEST);
                Some(Self { job, planned, diagnostics, pause, next: Instant::now() + pause })
            }
        }
    }
}

impl Job {
    /// Makes all pages, and writes them where that is asked for and nothing is wrong.
    pub(super) fn fill(
        &self,
        planned: &Planned,
        diagnostics: &Diagnostics,
        output: Option<&Path>,
        shared: &Shared<'_>,
        give_way: build::GiveWay<'_>,
    ) -> io::Result<Option<(Diagnostics, Option<WriteSummary>)>> {
        let stage = match output {
            Some(output) if !self.judged(diagnostics.clone(), shared).has_errors() => {
                match claim(output, give_way)? {
                    Some(stage) => Some(stage),
                    None => return Ok(None),
                }
            }
            _ => None,
        };
        let (ready, tree) = (&*self.ready, &*planned.tree);
        let filling = Filling { ready, tree, progress: &Silent, keep: Keep::Nothing, give_way };
        let sink = stage.as_ref().map(|stage| stage as &dyn Sink);
        if build::fill(&filling, sink)? == Outcome::GaveWay {
            stage.map_or(Ok(()), Stage::abandon)?;
            return Ok(None);
        }
        let diagnostics = build::finish(&Finished { ready, tree, diagnostics: diagnostics.clone() });
        let has_errors = self.judged(diagnostics.clone(), shared).has_errors();
        let summary = match stage {
            Some(stage) if has_errors => {
                stage.abandon()?;
                None
            }
            stage => stage.map(Stage::commit).transpose()?,
        };
        Ok(Some((diagnostics, summary)))
    }

    pub(super) fn say_written(&self, shared: &Shared<'_>, summary: Option<WriteSummary>) {
        let (Some(WriteSummary { written, removed, .. }), Some(output)) = (summary, &self.output) else {
            return;
        };
        let output = output.strip_prefix("./").unwrap_or(output).display().to_string();
        shared.can_write(&output);
        if written + removed > 0 {
            let written = if written == 1 { "1 file".to_owned() } else { format!("{written} files") };
            shared.printer.say(&format!("{written} written, {removed} removed in `{output}`"));
        }
    }
}

impl Shared<'_> {
    /// Says why the output folder cannot be written to, where that is not what was said last.
    pub(super) fn cannot_write(&self, error: &io::Error) {
        let why = error.to_string();
        let mut said = lock(&self.cannot_write);
        if said.as_ref() != Some(&why) {
            self.printer.environment(error);
            *said = Some(why);
        }
    }

    /// Says that the output folder was written to, where it could not be before.
    pub(super) fn can_write(&self, output: &str) {
        if lock(&self.cannot_write).take().is_some() {
            self.printer.say(&format!("mended: `{output}` can be written to again"));
        }
    }
}

/// Claims the output folder; `None` where it gave way while another build held it.
fn claim(output: &Path, give_way: build::GiveWay<'_>) -> io::Result<Option<Stage>> {
    let claim = Claim { holder: std::process::id().to_string(), patience: Duration::ZERO };
    let begun = Instant::now();
    loop {
        match Stage::claim(output, &claim) {
            Ok(stage) => return Ok(Some(stage)),
            Err(OpenError::Refused(refused)) => return Err(io::Error::other(refused.to_string())),
            Err(OpenError::Io(error)) if begun.elapsed() > PATIENCE || !is_busy(&error) => return Err(error),
            Err(OpenError::Io(_)) if give_way() => return Ok(None),
            Err(OpenError::Io(_)) => std::thread::sleep(LOCK_PAUSE),
        }
    }
}

/// Whether another build holds the lock, or just lets go of it.
pub(in crate::cli) fn is_busy(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::NotFound)
}
