//! What nobody waits for: the plan, the count of what changed, all other pages, the checks, the output
//! folder. Done on threads of its own, and given up as soon as there is something newer to do.

use super::edition::LivePages;
use super::findings::{self, Mended, Said, ToldTabs};
use super::round::Round;
use super::workers::Workers;
use super::writing::Unwritten;
use crate::build::{self, Known, Planned, Ready};
use crate::cli::report::{Printer, counted};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity, SourceMap};
use crate::serve::{Edition, Findings, Server};
use crate::tree::OutputTree;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
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

/// What the loop and the idle work share.
pub(super) struct Shared<'a> {
    pub(super) printer: &'a Printer,
    pub(super) timings: bool,
    pub(super) strict: bool,
    pub(super) server: Option<&'a Server>,
    /// The last tree that was planned.
    pub(super) tree: Mutex<Arc<OutputTree>>,
    /// The last edition all of whose pages could be made.
    pub(super) last_good: Mutex<Option<Arc<LivePages>>>,
    pub(super) said: Mutex<Said>,
    /// Errors that only finished pages show: they stand until pages are finished again.
    pub(super) later: Mutex<Diagnostics>,
    /// What tabs are told.
    pub(super) shown: Mutex<ToldTabs>,
    /// The round that has reported last.
    pub(super) reported: Mutex<u64>,
    /// The round whose edition stands, and the number of the next edition.
    pub(super) standing: Mutex<(u64, u64)>,
    /// Whether the output folder could not be written to when it was tried last.
    pub(super) cannot_write: AtomicBool,
}

/// A lock that a panic elsewhere does not spoil: what it holds is replaced as a whole.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared<'_> {
    /// Lets the edition of a round stand, unless there is one of a later round.
    pub(super) fn publish(&self, round: u64, edition: Edition) {
        let Some(server) = self.server else { return };
        let mut standing = lock(&self.standing);
        if round >= standing.0 {
            *standing = (round, standing.1 + 1);
            // Held until the tabs are told, so that nobody tells them what is newer meanwhile.
            let shown = lock(&self.shown);
            server.publish(Edition { number: standing.1, findings: shown.all().clone(), ..edition });
        }
    }

    /// Lets a round report as long as what is returned is held; `None` where a later one has.
    fn reporting(&self, round: u64) -> Option<MutexGuard<'_, u64>> {
        let mut reported = lock(&self.reported);
        (*reported <= round).then(|| {
            *reported = round;
            reported
        })
    }

    /// Prints what has not been said yet, and tells the tabs.
    fn report(&self, diagnostics: &Diagnostics, texts: &SourceMap, is_behind: bool) {
        let new = lock(&self.said).new_of(diagnostics);
        if !new.is_empty() {
            // Whoever cannot read findings is not helped by ending the preview.
            let _ = self.printer.diagnostics(&new, texts);
        }
        let shown = findings::for_tabs(diagnostics, texts, is_behind);
        self.tell(lock(&self.shown).find(shown));
    }

    /// Tells the tabs why the site cannot be read, or that it can.
    pub(super) fn refuse(&self, refusal: Option<String>) {
        self.tell(lock(&self.shown).refuse(refusal));
    }

    fn tell(&self, shown: &Arc<Findings>) {
        if let Some(server) = self.server {
            server.findings(shown.clone());
        }
    }

    /// Reports the errors that are known before any page of a round is made.
    pub(super) fn report_at_once(
        &self,
        round: u64,
        diagnostics: &Diagnostics,
        texts: &SourceMap,
        is_behind: bool,
    ) {
        let Some(_reporting) = self.reporting(round) else { return };
        let mut errors = diagnostics.clone();
        errors.extend(lock(&self.later).iter().cloned());
        errors.sort();
        self.report(&errors, texts, is_behind);
    }

    /// Whether errors stand that only finished pages show.
    pub(super) fn has_later_errors(&self) -> bool {
        !lock(&self.later).is_empty()
    }

    /// Says how long a round took, and how many pages changed where that is known.
    fn say_round(&self, round: &Round, changed: Option<usize>) {
        let what = match changed {
            None => "shown".to_owned(),
            Some(1) => "1 page changed".to_owned(),
            Some(count) => format!("{count} pages changed"),
        };
        self.printer.say(&format!("{}: {what} in {}", round.edited, round.took()));
        self.say_timings(round);
    }

    fn say_timings(&self, round: &Round) {
        if self.timings {
            let parts = round.timings();
            let parts: Vec<String> = parts
                .iter()
                .map(|(name, time)| format!("{name} {}", super::round::milliseconds(*time)))
                .collect();
            self.printer.say(&format!("  {} ms", parts.join(", ")));
        }
    }
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
            shared.publish(self.number, super::edition_of(live, &self.ready));
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
