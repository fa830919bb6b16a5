//! The loop itself: waits, looks, brings what pages are made of up to date, and hands on what is left.

use super::edition::{LivePages, NoPages};
use super::idle::Job;
use super::inputs::{Inputs, Look, Trouble};
use super::round::{self, Round};
use super::shared::{Shared, lock};
use super::{LiveOptions, Writes};
use crate::build::{self, BuildCache, Provisional, Ready};
use crate::diagnostics::{Diagnostics, Severity, SourceMap};
use crate::serve::Edition;
use crate::source::{Asked, SourceSet};
use crate::tree::OutputTree;
use crate::watch::{Hint, Hinted, Wake, WatchSettings, Watcher};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

/// How long after the last edit everything is looked at, whatever the hints said.
const QUIET: Duration = Duration::from_secs(2);
/// How long after the last look everything is looked at though nobody told of anything: a watch may be
/// lost, and what a link leads to is not watched.
const SLOW: Duration = Duration::from_secs(30);
/// How long it takes until what could not be read is tried again.
const RETRY: Duration = Duration::from_secs(1);

pub(super) fn watch_settings(
    options: &LiveOptions<'_>,
    inputs: &Inputs<'_>,
    captured: Vec<PathBuf>,
) -> WatchSettings {
    let content = inputs.config().map_or_else(|| "content".to_owned(), |config| config.build.content.clone());
    let output = inputs.output();
    let output = std::path::absolute(&output).unwrap_or(output);
    let root = options.site.root.clone();
    WatchSettings { root, content, captured, passed_over: vec![output], method: options.method }
}

/// The edition of some pages, but for its number and findings.
pub(super) fn edition_of(live: &Arc<LivePages>, ready: &Ready) -> Edition {
    let config = &ready.settings().config;
    let style = ready.pages().and_then(|pages| pages.theme().asset("briefing.css"));
    Edition {
        number: 0,
        pages: live.clone(),
        prefix: build::prefix(config.site.base_url.as_deref()),
        style: style.map(|style| style.encoded()),
        findings: Arc::default(),
        editor: config.serve.editor.clone(),
    }
}

/// The loop's own state.
pub(super) struct Session<'a> {
    options: &'a LiveOptions<'a>,
    inputs: Inputs<'a>,
    watcher: Watcher,
    watched: WatchSettings,
    /// Whether the last look came to nothing, which was said: the next good one says that it is mended.
    is_reported_broken: bool,
    /// Whether somebody does what nobody waits for.
    does_idle_work: bool,
    shared: &'a Shared<'a>,
    jobs: Sender<Job>,
    cache: BuildCache,
    /// The last look.
    last: Option<Seen>,
    live: Option<Arc<LivePages>>,
    is_over: Arc<AtomicBool>,
    /// How many rounds there were.
    rounds: u64,
    next_embargo: Option<i64>,
    /// Whether something was looked at by a hint alone since everything was.
    is_hinted: bool,
    trouble: Option<String>,
    notice: Option<String>,
    /// The port that the configuration named when it was looked at last.
    port: Option<u16>,
}

/// What a look gave, to be compared with the next.
struct Seen {
    sources: SourceSet,
    found: Diagnostics,
    settings: build::Settings,
}

impl<'a> Session<'a> {
    pub(super) fn new(
        options: &'a LiveOptions<'a>,
        inputs: Inputs<'a>,
        (watcher, watched): (Watcher, WatchSettings),
        shared: &'a Shared<'a>,
        jobs: Sender<Job>,
    ) -> Self {
        Self {
            options,
            inputs,
            watcher,
            watched,
            is_reported_broken: false,
            does_idle_work: true,
            shared,
            jobs,
            cache: BuildCache::new(),
            last: None,
            live: None,
            is_over: Arc::default(),
            rounds: 0,
            next_embargo: None,
            is_hinted: false,
            trouble: None,
            notice: None,
            port: options.port,
        }
    }

    pub(super) fn run(&mut self) {
        let mut hint: Option<Hint> = None;
        loop {
            self.round(hint.as_ref());
            if !self.does_idle_work {
                break;
            }
            hint = match self.watcher.wait(self.deadline()) {
                Wake::Stopped => break,
                Wake::Deadline => None,
                Wake::Hint(hint) => Some(hint),
            };
            self.say_notice();
        }
        self.is_over.store(true, Ordering::Relaxed);
    }

    /// When to look again without a hint.
    fn deadline(&self) -> Option<Instant> {
        let now = Instant::now();
        let embargo = self.next_embargo.map(|end| {
            let seconds = end.saturating_sub(self.options.clock.now()).clamp(0, 86_400);
            now + Duration::from_secs(seconds.unsigned_abs())
        });
        let quiet = Some(now + if self.is_hinted { QUIET } else { SLOW });
        let retry = self.trouble.is_some().then(|| now + RETRY);
        [embargo, quiet, retry].into_iter().flatten().min()
    }

    fn round(&mut self, hint: Option<&Hint>) {
        let mut round = Round::begin(hint);
        let asked = match hint.map(|hint| &hint.paths) {
            Some(Hinted::Paths(paths)) => Asked::Paths(paths.clone()),
            Some(Hinted::Everything) | None => Asked::Everything,
        };
        let was_hinted = std::mem::replace(&mut self.is_hinted, matches!(asked, Asked::Paths(_)));
        let is_due =
            self.trouble.is_some() || self.next_embargo.is_some_and(|end| end <= self.options.clock.now());
        let is_told = hint.is_some() || was_hinted || self.last.is_none() || is_due;
        match self.inputs.look(&asked, &mut self.cache, &round) {
            Ok(look) => {
                self.can_be_read();
                self.say_port(look.settings.config.serve.port);
                self.watch_what_is_read(&look);
                let found = found(&look);
                if self.is_new(&look, &found) {
                    round.edited = self.edited(&look);
                    self.build(look, found, round);
                    if !is_told {
                        self.watcher.renew();
                    }
                }
            }
            Err(Trouble::Configuration(mut diagnostics, texts)) => {
                self.can_be_read();
                self.is_reported_broken = true;
                diagnostics.sort();
                self.shared.report_at_once(self.rounds, &diagnostics, &texts, true);
                self.show_nothing();
            }
            Err(Trouble::Environment(error)) => self.cannot_be_read(error.to_string()),
        }
    }

    /// Says why the site cannot be read, once.
    fn cannot_be_read(&mut self, error: String) {
        if self.trouble.as_ref() != Some(&error) {
            self.shared.printer.say_error(&error);
            self.shared.refuse(Some(error.clone()));
            self.show_nothing();
        }
        self.trouble = Some(error);
    }

    /// Says that the site can be read again, where it could not.
    fn can_be_read(&mut self) {
        if self.trouble.take().is_some() {
            self.shared.printer.say("mended: the site can be read again");
            self.shared.refuse(None);
        }
    }

    /// What was edited since the last look, in words.
    fn edited(&self, look: &Look) -> String {
        let Some(last) = &self.last else { return String::new() };
        let edited = round::edited(&last.sources, &look.scan.sources);
        if edited.is_empty() { "the site".to_owned() } else { edited }
    }

    /// Whether there is anything to build.
    fn is_new(&self, look: &Look, found: &Diagnostics) -> bool {
        let Some(last) = self.last.as_ref().filter(|_| !self.is_reported_broken) else { return true };
        let embargo_is_over = self.next_embargo.is_some_and(|end| look.settings.now >= end);
        embargo_is_over
            || !Arc::ptr_eq(&last.settings.config, &look.settings.config)
            || !last.found.iter().eq(found.iter())
            || !round::edited(&last.sources, &look.scan.sources).is_empty()
    }

    fn watch_what_is_read(&mut self, look: &Look) {
        let settings = watch_settings(self.options, &self.inputs, look.captured.clone());
        if settings == self.watched {
            return;
        }
        match self.watcher.settle(settings.clone()) {
            Ok(()) => {
                self.watched = settings;
                // What happened between the look and the new watch is told by nobody.
                self.is_hinted = true;
            }
            Err(error) => self.shared.printer.say_error(&error.to_string()),
        }
    }

    fn build(&mut self, look: Look, found: Diagnostics, round: Round) {
        self.is_over.store(true, Ordering::Relaxed);
        self.is_over = Arc::default();
        self.rounds += 1;
        self.is_reported_broken = false;
        let ready = Arc::new(build::ready(&look.settings, &look.scan.sources, &mut self.cache, &round));
        self.next_embargo = self.inputs.next_embargo(ready.held());
        let mut all = found.clone();
        all.extend(ready.diagnostics().iter().cloned());
        let live = ready.pages().map(|pages| self.edition(pages.clone(), &ready));
        round.part("cells");
        let is_behind = look.is_behind || ready.is_behind();
        self.report_at_once(&ready, &look, &all, is_behind);
        match &live {
            // The rules of a first edition are known with its plan, and count before its pages.
            Some(live) if live.provisional().is_first() && ready.has_own_redirects() => {}
            Some(live) => {
                round.part("send");
                self.shared.publish(self.rounds, edition_of(live, &ready));
            }
            None => self.show_nothing(),
        }
        round.sent();
        if let (Some(old), Some(new)) = (&self.live, &live) {
            old.supersede(new);
        }
        let writes = self.options.writes == Writes::Output;
        let job = Job {
            round,
            number: self.rounds,
            live: live.clone(),
            texts: look.texts,
            is_behind: look.is_behind,
            output: writes.then(|| self.inputs.output()),
            is_over: self.is_over.clone(),
            found: all,
            ready,
        };
        self.live = live.or(self.live.take());
        self.last = Some(Seen { sources: look.scan.sources, found, settings: look.settings });
        // Where nobody takes it any more the other thread has failed, which ends this one too.
        self.does_idle_work = self.jobs.send(job).is_ok();
    }

    /// Errors that are known before a page is made are shown with the page.
    fn report_at_once(&self, ready: &Ready, look: &Look, found: &Diagnostics, is_behind: bool) {
        let mut judged = ready.last_judgement(found.clone());
        if self.options.site.strict {
            judged.make_strict();
        }
        judged.retain(|diagnostic| diagnostic.severity == Severity::Error);
        // Warnings wait until somebody has time for them.
        let mut texts = SourceMap::default();
        if !judged.is_empty() || self.shared.has_later_errors() {
            texts = ready.texts();
            texts.extend(look.texts.clone());
        }
        self.shared.report_at_once(self.rounds, &judged, &texts, is_behind);
    }

    /// The pages as they are now, those of the tree before where they stay the same.
    fn edition(&self, pages: Arc<build::Pages>, ready: &Ready) -> Arc<LivePages> {
        let provisional = match &self.live {
            Some(live) if live.tree().is_none() => live.provisional().after(pages),
            Some(live) => Provisional::new(pages, live.tree().unwrap_or_default()),
            None => Provisional::new(pages, Arc::new(OutputTree::default())),
        };
        let last_good = lock(&self.shared.last_good).clone();
        Arc::new(LivePages::new(provisional, ready.held().to_vec(), last_good))
    }

    /// A site that nothing can be made of yet is shown as a page that says so.
    fn show_nothing(&self) {
        if self.live.is_none() {
            self.shared.publish(
                self.rounds,
                Edition {
                    number: 0,
                    pages: Arc::new(NoPages),
                    prefix: "/".to_owned(),
                    style: None,
                    findings: Arc::default(),
                    editor: None,
                },
            );
        }
    }

    /// Says that another port is not taken while the server runs.
    fn say_port(&mut self, port: u16) {
        let Some(first) = self.options.port else { return };
        if self.port.replace(port) != Some(port) && port != first {
            self.shared.printer.say(&format!(
                "`serve.port` is {port} now, which takes effect when `briefing serve` begins the next time"
            ));
        }
    }

    fn say_notice(&mut self) {
        let notice = self.watcher.notice().map(ToString::to_string);
        if notice != self.notice {
            if let Some(notice) = &notice {
                self.shared.printer.say(notice);
            }
            self.notice = notice;
        }
    }
}

/// What was found while reading.
fn found(look: &Look) -> Diagnostics {
    let config = &look.settings.config;
    let mut found = config.judge(look.diagnostics.clone());
    found.extend(config.judge(look.scan.diagnostics.clone()));
    found
}
