//! `briefing build`: builds the site and writes it.

use super::exit::Exit;
use super::live::{self, Clock, LiveOptions, Writes};
use super::load::{self, Loaded};
use super::progress::{Quiet, Watch};
use super::report::{Printer, counted};
use super::signals::Signals;
use super::{BuildOptions, SiteOptions};
use crate::build::{self, Build};
use crate::output::{Claim, OpenError, Stage, WriteSummary};
use crate::watch::Method;
use std::path::Path;
use std::time::Duration;

pub(crate) fn run(options: &BuildOptions) -> Exit {
    let printer = Printer::new(&options.site);
    let ran = if options.watch { watch(options, &printer) } else { build_and_write(options, &printer) };
    match ran {
        Ok(exit) | Err(exit) => exit,
    }
}

/// Builds again and again, until it is told to stop.
fn watch(options: &BuildOptions, printer: &Printer) -> Result<Exit, Exit> {
    let clock = load::given_clock(&options.site, printer)?.map_or(Clock::Running, Clock::Still);
    let output = load::output(&options.site, options.output.as_deref(), printer)?;
    // A folder that must not be written to is refused before anything else is done.
    let claimed = Stage::claim(&output, &claim(options)).map_err(|error| refused(error, printer))?;
    claimed.abandon().map_err(|error| printer.environment(&error))?;
    let live = LiveOptions {
        site: &options.site,
        output: options.output.as_deref(),
        writes: Writes::Output,
        method: if options.poll { Method::Polling } else { Method::Native },
        clock,
        previous: load::previous_permalinks(&options.site, options.output.as_deref(), printer)?,
        port: None,
    };
    let mut signals = Ok(Signals::default());
    live::run(&live, printer, None, |bell| signals = Signals::stop(bell))
        .and(signals)
        .map(|signals| signals.exit())
        .map_err(|error| printer.environment(&error))
}

fn claim(options: &BuildOptions) -> Claim {
    Claim { holder: std::process::id().to_string(), patience: Duration::from_secs(options.wait) }
}

fn refused(error: OpenError, printer: &Printer) -> Exit {
    match error {
        OpenError::Refused(refused) => printer.refuse(refused.to_string()),
        OpenError::Io(error) => printer.environment(&error),
    }
}

fn build_and_write(options: &BuildOptions, printer: &Printer) -> Result<Exit, Exit> {
    let watch = Watch::new(if options.site.quiet { Quiet::Yes } else { Quiet::No });
    let output = load::output(&options.site, options.output.as_deref(), printer)?;
    let stage = Stage::claim(&output, &claim(options)).map_err(|error| refused(error, printer))?;
    // Only now, under the lock: what was read before could be older than what another build has just
    // published. Of the configuration that goes too.
    let mut loaded = load::load(&options.site, options.output.as_deref(), printer)?;
    if loaded.output != output {
        let (was, is) = (output.display(), loaded.output.display());
        return Err(printer.refuse(format!(
            "`build.output` in `site.toml` was changed from `{was}` to `{is}` while the build began; \
             build again"
        )));
    }
    let built = build::build(&loaded.settings, &loaded.scan.sources, &mut loaded.cache, &stage, &watch);
    watch.finish();
    let mut build = built.map_err(|error| printer.environment(&error))?;
    add_findings(&mut build, &loaded, &options.site);
    // Whoever cannot read the findings is told by the exit code; the site is written all the same.
    let printed = printer.diagnostics(&build.diagnostics, &build.sources);
    if build.diagnostics.has_errors() {
        stage.abandon().map_err(|error| printer.environment(&error))?;
        printer.say(&format!("{}; nothing was written", counted(&build.diagnostics)));
        return Ok(Exit::Content);
    }
    let summary = stage.commit().map_err(|error| printer.environment(&error))?;
    summarize(&build, &loaded, summary, &watch, options, printer);
    printed.map(|()| Exit::Success)
}

/// Adds what was found while reading, and makes warnings errors where that is asked for.
pub(crate) fn add_findings(build: &mut Build, loaded: &Loaded, options: &SiteOptions) {
    let config = &loaded.settings.config;
    build.diagnostics.extend(config.judge(loaded.diagnostics.clone()));
    build.diagnostics.extend(config.judge(loaded.scan.diagnostics.clone()));
    if options.strict {
        build.diagnostics.make_strict();
    }
    build.diagnostics.sort();
}

fn summarize(
    build: &Build,
    loaded: &Loaded,
    summary: WriteSummary,
    watch: &Watch,
    options: &BuildOptions,
    printer: &Printer,
) {
    let WriteSummary { written, unchanged, removed } = summary;
    let total: usize = build.pages.values().sum();
    let kinds: Vec<String> = build.pages.iter().map(|(kind, count)| counted_kind(kind, *count)).collect();
    printer.say(&format!("{total} pages: {}", kinds.join(", ")));
    printer.say(&format!(
        "{written} files written, {unchanged} unchanged, {removed} removed in `{}`",
        shown(&loaded.output)
    ));
    say_held(build, printer);
    say_left_out(loaded, printer);
    say_more(loaded, printer);
    if loaded.settings.config.site.base_url.is_none() {
        printer
            .say("no `site.base_url`: canonical addresses, language alternates and the sitemap are left out");
    }
    if build.redirects_without_rule > 0 {
        printer.say(&format!(
            "{} old addresses stand in no `_redirects`, since hosts take no more: a page leads on from each",
            build.redirects_without_rule
        ));
    }
    if build.diagnostics.count(crate::diagnostics::Severity::Warning) > 0 {
        printer.say(&counted(&build.diagnostics));
    }
    say_timings(watch, &options.site, printer);
}

fn counted_kind(kind: &str, count: usize) -> String {
    match (count, kind) {
        (1, _) => format!("1 {kind}"),
        (_, "part of a list") => format!("{count} parts of lists"),
        _ => format!("{count} {kind}s"),
    }
}

/// Says what is held back, and until when.
pub(crate) fn say_held(build: &Build, printer: &Printer) {
    for held in &build.held {
        let why = match &held.until {
            Some(until) => format!("until {until}"),
            None => "as a draft".to_owned(),
        };
        printer.say(&format!("held back {why}: `{}` ({})", held.id, held.file));
    }
}

/// Says what the build went by, where more is asked for.
fn say_more(loaded: &Loaded, printer: &Printer) {
    if printer.verbose {
        let settings = &loaded.settings;
        printer.say(&format!(
            "{} files read; embargoes count from {}",
            loaded.scan.sources.0.len(),
            super::load::time(settings.now)
        ));
        let drafts = if settings.drafts { "published" } else { "held back" };
        printer.say(&format!("drafts are {drafts}"));
    }
}

/// Says what of `static/` is not published.
fn say_left_out(loaded: &Loaded, printer: &Printer) {
    for path in &loaded.scan.left_out {
        printer.say(&format!("not published: `{path}`"));
    }
}

/// Says how long it took, and each stage where that is asked for.
pub(crate) fn say_timings(watch: &Watch, options: &SiteOptions, printer: &Printer) {
    if options.timings {
        for (stage, time) in watch.timings() {
            printer.say(&format!("{stage:>8} {:>9.1} ms", time.as_secs_f64() * 1000.0));
        }
    }
    printer.say(&format!("in {:.2} s", watch.elapsed().as_secs_f64()));
}

fn shown(path: &Path) -> String {
    path.strip_prefix("./").unwrap_or(path).display().to_string()
}
