//! What nobody waits for: the plan, the count of what changed, all other pages, the checks, the output
//! folder. Done on threads of its own, and given up as soon as there is something newer to do.

use super::edition::LivePages;
use super::findings::Mended;
use super::round::Round;
use super::session::edition_of;
use super::shared::{Shared, lock};
use super::workers::Workers;
use super::writing::Unwritten;
use crate::build::{self, Known, Planned, Ready};
use crate::cli::report::counted;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity, SourceMap};
use crate::serve::Server;
use crate::tree::OutputTree;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

/// How long idle work sleeps while a page is asked for.
const PAUSE: Duration = Duration::from_millis(1);

/// The work that follows a round.
pub(super) struct Job {
    pub(super) round: Round,
    pub(super) ready: Arc<Ready>,
    pub(super) live: Option<Arc<LivePages>>,
    /// Which round it follows.
    pub(super) number: u64,
    /// What reading found.
    pub(super) found: Diagnostics,
    /// The texts that it points into.
    pub(super) texts: SourceMap,
    /// Whether the configuration is the last good one.
    pub(super) is_behind: bool,
    /// Where to write to.
    pub(super) output: Option<PathBuf>,
    /// Whether something newer is to be done.
    pub(super) is_over: Arc<AtomicBool>,
}

/// How far a job came.
enum End {
    Done,
    GaveWay,
    /// All but what was to be written.
    Unwritten(Planned, Diagnostics),
}

/// Does one job after the other, the newest alone where several wait.
pub(super) fn work(jobs: &Receiver<Job>, shared: &Shared<'_>, workers: &Workers) {
    let mut known = Known::default();
    let mut unwritten: Option<Unwritten> = None;
    loop {
        let next = match &unwritten {
            None => jobs.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(unwritten) => jobs.recv_timeout(unwritten.waits()),
        };
        let mut job = match next {
            Ok(job) => job,
            Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => {
                unwritten = workers.run(|| unwritten.take().and_then(|again| again.try_again(shared)));
                continue;
            }
        };
        while let Ok(newer) = jobs.try_recv() {
            job.give_up(shared);
            job = newer;
        }
        unwritten = match workers.run(|| job.run(shared, &mut known)) {
            End::Done => None,
            End::GaveWay => {
                job.give_up(shared);
                None
            }
            End::Unwritten(planned, diagnostics) => Some(Unwritten::new(job, planned, diagnostics)),
        };
    }
}

impl Job {
    fn run(&self, shared: &Shared<'_>, known: &mut Known) -> End {
        self.try_to_run(shared, known).unwrap_or(End::GaveWay)
    }

    /// Does it all; `None` where it was given up.
    fn try_to_run(&self, shared: &Shared<'_>, known: &mut Known) -> Option<End> {
        let made = self.live.as_ref().map(|live| live.provisional().cells()).unwrap_or_default();
        let awaited = || self.live.as_ref().is_some_and(|live| live.is_awaited());
        let over = || self.is_over.load(Ordering::Relaxed);
        let gives_way = || over() && !awaited();
        let before = lock(&shared.tree).clone();
        let Some(planned) = build::plan(&self.ready, &before, &made, &gives_way) else {
            return (!over()).then(|| {
                self.without_pages(shared);
                End::Done
            });
        };
        self.settle(&planned, shared);
        let gives_way = || self.gives_way(shared);
        self.open_pages_first(&planned, shared);
        self.count(&planned, &before, shared, &gives_way)?;
        let mut diagnostics = self.found.clone();
        diagnostics.extend(planned.diagnostics.iter().cloned());
        diagnostics.extend(build::look_over(&self.ready, known));
        if gives_way() {
            return None;
        }
        match self.fill(&planned, &diagnostics, self.output.as_deref(), shared, &gives_way) {
            Ok(filled) => {
                let (diagnostics, summary) = filled?;
                self.say_written(shared, summary);
                self.end(&planned, diagnostics, shared);
                Some(End::Done)
            }
            Err(error) => {
                shared.cannot_write(&error);
                // What is found in the pages is said all the same.
                if let Ok(filled) = self.fill(&planned, &diagnostics, None, shared, &gives_way) {
                    self.end(&planned, filled?.0, shared);
                }
                Some(End::Unwritten(planned, diagnostics))
            }
        }
    }

    /// Whether there is something newer to do; waits while somebody looks at a page, who comes first.
    pub(super) fn gives_way(&self, shared: &Shared<'_>) -> bool {
        let over = || self.is_over.load(Ordering::Relaxed);
        while !over() && shared.server.is_some_and(Server::is_asked) {
            std::thread::sleep(PAUSE);
        }
        over()
    }

    /// Somebody else is to go on: what is known by now is said.
    fn give_up(&self, shared: &Shared<'_>) {
        if !self.round.edited.is_empty() && self.round.is_first_to_say() {
            shared.say_round(&self.round, None);
        }
    }

    /// Reports a site whose templates cannot be loaded.
    fn without_pages(&self, shared: &Shared<'_>) {
        let Some(_reporting) = shared.reporting(self.number) else { return };
        let diagnostics = self.judged(self.found.clone(), shared);
        shared.report(&diagnostics, &self.texts, true);
    }

    fn settle(&self, planned: &Planned, shared: &Shared<'_>) {
        *lock(&shared.tree) = planned.tree.clone();
        if let Some(live) = &self.live {
            live.settle(planned.tree.clone());
            // Pages may have come to where tabs wait for some, or have gone.
            shared.publish(self.number, edition_of(live, &self.ready));
        }
    }

    fn open_pages_first(&self, planned: &Planned, shared: &Shared<'_>) {
        let Some(pages) = self.ready.pages() else { return };
        for address in shared.server.map(Server::open_pages).unwrap_or_default() {
            if let Some(cell) = planned.tree.cells.get(&address) {
                cell.get(&**pages);
            }
        }
    }

    /// Says how many pages changed.
    fn count(
        &self,
        planned: &Planned,
        before: &OutputTree,
        shared: &Shared<'_>,
        gives_way: build::GiveWay<'_>,
    ) -> Option<()> {
        let changed = build::count_changed(&self.ready, &planned.tree, before, gives_way)?;
        self.round.is_first_to_say();
        if self.round.edited.is_empty() {
            let total: usize = planned.pages.values().sum();
            let time = self.round.elapsed().as_secs_f64();
            shared.printer.say(&format!("{total} pages, ready in {time:.2} s"));
            shared.say_timings(&self.round);
        } else {
            shared.say_round(&self.round, Some(changed));
        }
        Some(())
    }

    /// Findings as severe as the site and the command line ask for.
    pub(super) fn judged(&self, diagnostics: Diagnostics, shared: &Shared<'_>) -> Diagnostics {
        let mut judged = self.ready.last_judgement(diagnostics);
        if shared.strict {
            judged.make_strict();
        }
        judged
    }

    /// Says what was found, or that all is mended.
    fn end(&self, planned: &Planned, diagnostics: Diagnostics, shared: &Shared<'_>) {
        let diagnostics = self.judged(diagnostics, shared);
        let has_template_errors = diagnostics.iter().any(|diagnostic| diagnostic.code == Code::Template);
        if let Some(live) = self.live.as_ref().filter(|_| !has_template_errors) {
            *lock(&shared.last_good) = Some(Arc::new(live.as_last_good(&planned.tree)));
        }
        let is_behind = self.is_behind || self.ready.is_behind() || has_template_errors;
        let texts = if diagnostics.is_empty() { SourceMap::default() } else { self.all_texts() };
        let Some(_reporting) = shared.reporting(self.number) else { return };
        *lock(&shared.later) = self.only_found_later(&diagnostics, shared);
        shared.report(&diagnostics, &texts, is_behind);
        match lock(&shared.said).keep(&diagnostics) {
            Mended::Everything => shared.printer.say("all is mended: no findings"),
            Mended::Errors => {
                shared.printer.say(&format!("no errors any more; {}", counted(&diagnostics)));
            }
            Mended::Nothing if self.output.is_some() && diagnostics.has_errors() => {
                shared.printer.say(&format!("{}; nothing was written", counted(&diagnostics)));
            }
            Mended::Nothing => {}
        }
    }

    /// The errors that were not known before pages were made.
    fn only_found_later(&self, diagnostics: &Diagnostics, shared: &Shared<'_>) -> Diagnostics {
        let known = self.judged(self.found.clone(), shared);
        let is_later = |diagnostic: &&Diagnostic| {
            diagnostic.severity == Severity::Error && !known.iter().any(|known| known == *diagnostic)
        };
        diagnostics.iter().filter(is_later).cloned().collect()
    }

    /// The texts that findings point into.
    pub(super) fn all_texts(&self) -> SourceMap {
        let mut texts = self.ready.texts();
        texts.extend(self.texts.clone());
        texts
    }
}
