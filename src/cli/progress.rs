//! A progress bar for builds that take long, and how long each stage took.

use crate::build::{Progress, Stage};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A build that takes less than this shows no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// Watches a build.
pub(crate) struct Watch {
    start: Instant,
    stages: Mutex<Vec<(Stage, Instant)>>,
    bar: Option<ProgressBar>,
}

impl Watch {
    /// Begins; the bar is shown on a terminal alone.
    pub(crate) fn new(quiet: Quiet) -> Self {
        let shown = quiet == Quiet::No && std::io::stderr().is_terminal();
        let bar = shown.then(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            let style = ProgressStyle::with_template("{bar:30} {pos} of {len} pages");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar
        });
        Self { start: Instant::now(), stages: Mutex::new(Vec::new()), bar }
    }

    /// How long it has taken until now.
    pub(crate) fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    /// How long each stage took, in their order; what came before the first is `read`.
    pub(crate) fn timings(&self) -> Vec<(&'static str, Duration)> {
        let stages = self.stages.lock().unwrap_or_else(PoisonError::into_inner);
        let mut begun: Vec<(&'static str, Instant)> = vec![("read", self.start)];
        begun.extend(stages.iter().map(|(stage, at)| (stage.as_str(), *at)));
        let ends = begun.iter().skip(1).map(|(_, at)| *at).chain([Instant::now()]);
        begun.iter().zip(ends).map(|((name, from), to)| (*name, to - *from)).collect()
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// Whether anything is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quiet {
    Yes,
    No,
}

impl Progress for Watch {
    fn begin(&self, stage: Stage) {
        self.stages.lock().unwrap_or_else(PoisonError::into_inner).push((stage, Instant::now()));
    }

    fn filled(&self, done: usize, total: usize) {
        if let Some(bar) = &self.bar
            && self.start.elapsed() > PATIENCE
        {
            bar.set_length(total as u64);
            bar.set_position(done as u64);
        }
    }
}
