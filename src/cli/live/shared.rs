//! What the loop and the work that nobody waits for share: what was printed, what tabs were told, and which
//! edition stands.

use super::edition::LivePages;
use super::findings::{self, Said, ToldTabs};
use super::round::Round;
use crate::cli::SiteOptions;
use crate::cli::report::Printer;
use crate::diagnostics::{Diagnostics, SourceMap};
use crate::serve::{Edition, Findings, Server};
use crate::tree::OutputTree;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

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
    /// Why the output folder could not be written to when it was tried last.
    pub(super) cannot_write: Mutex<Option<String>>,
}

/// A lock that a panic elsewhere does not spoil: what it holds is replaced as a whole.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<'a> Shared<'a> {
    /// Nothing was said, shown or built yet.
    pub(super) fn new(site: &SiteOptions, printer: &'a Printer, server: Option<&'a Server>) -> Self {
        Self {
            printer,
            timings: site.timings,
            strict: site.strict,
            server,
            tree: Mutex::default(),
            last_good: Mutex::default(),
            said: Mutex::default(),
            later: Mutex::default(),
            shown: Mutex::default(),
            reported: Mutex::default(),
            standing: Mutex::default(),
            cannot_write: Mutex::default(),
        }
    }

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
    pub(super) fn reporting(&self, round: u64) -> Option<MutexGuard<'_, u64>> {
        let mut reported = lock(&self.reported);
        (*reported <= round).then(|| {
            *reported = round;
            reported
        })
    }

    /// Prints what has not been said yet, and tells the tabs.
    pub(super) fn report(&self, diagnostics: &Diagnostics, texts: &SourceMap, is_behind: bool) {
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
    pub(super) fn say_round(&self, round: &Round, changed: Option<usize>) {
        let what = match changed {
            None => "shown".to_owned(),
            Some(1) => "1 page changed".to_owned(),
            Some(count) => format!("{count} pages changed"),
        };
        self.printer.say(&format!("{}: {what} in {}", round.edited, round.took()));
        self.say_timings(round);
    }

    pub(super) fn say_timings(&self, round: &Round) {
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
