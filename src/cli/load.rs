//! Reads a site from disk as the command line asks for it: configuration, clock, sources.

use super::SiteOptions;
use super::exit::Exit;
use super::report::Printer;
use crate::build::{self, BuildCache, Keep, Permalinks, Settings, Unreadable};
use crate::config::{self, Config};
use crate::date::{self, Date, Day};
use crate::diagnostics::{Diagnostics, SourceMap};
use crate::output::Manifest;
use crate::source::{self, Content, Scan, ScanSettings};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// A site as it was read.
pub(crate) struct Loaded {
    pub(crate) settings: Settings,
    pub(crate) scan: Scan,
    /// Findings on the configuration.
    pub(crate) diagnostics: Diagnostics,
    /// The output folder.
    pub(crate) output: PathBuf,
    /// What reading has parsed already.
    pub(crate) cache: BuildCache,
}

/// The output folder, as the command line or else the configuration names it, before any source is read.
pub(crate) fn output(
    options: &SiteOptions,
    output: Option<&Path>,
    printer: &Printer,
) -> Result<PathBuf, Exit> {
    let (config, _) = configuration(options, printer)?;
    let output = output_folder(options, output, &config);
    check_output(options, &output, &config.build.content, printer)?;
    Ok(output)
}

/// Reads a site that can be built. What keeps it from being read is printed, and the exit code returned.
pub(crate) fn load(options: &SiteOptions, output: Option<&Path>, printer: &Printer) -> Result<Loaded, Exit> {
    let mut loaded = read(options, output, printer)?;
    check_folders(options, &loaded, printer)?;
    loaded.settings.previous = Arc::new(previous(options, &loaded.output, printer)?);
    Ok(loaded)
}

/// Reads a site, which may have no content yet.
pub(crate) fn read(options: &SiteOptions, output: Option<&Path>, printer: &Printer) -> Result<Loaded, Exit> {
    let now = now(options, printer)?;
    let (config, diagnostics) = configuration(options, printer)?;
    let output = output_folder(options, output, &config);
    let looked_for = looked_for(&config, &output);
    let mut scan = source::scan(&options.root, &looked_for).map_err(|error| printer.environment(&error))?;
    let drafts = options.drafts || config.build.drafts;
    let (config, previous) = (Arc::new(config), Arc::default());
    let settings =
        Settings { config, now, drafts, keep: Keep::Nothing, unreadable: Unreadable::AsItIs, previous };
    let mut cache = BuildCache::new();
    let captured = build::wanted(&settings, &scan.sources, &mut cache);
    source::add_texts(&options.root, &looked_for, &captured, &mut scan)
        .map_err(|error| printer.environment(&error))?;
    Ok(Loaded { settings, scan, diagnostics, output, cache })
}

/// What a scan looks for.
pub(crate) fn looked_for(config: &Config, output: &Path) -> ScanSettings {
    ScanSettings {
        content: config.build.content.clone(),
        output: Some(std::path::absolute(output).unwrap_or_else(|_| output.to_path_buf())),
        text_bytes: config.limits.file_bytes as u64,
        ..ScanSettings::default()
    }
}

pub(crate) fn output_folder(options: &SiteOptions, output: Option<&Path>, config: &Config) -> PathBuf {
    output.map_or_else(|| options.root.join(&config.build.output), Path::to_path_buf)
}

/// The permalinks that a live build compares with: those of `--previous`, else of the output folder as it
/// is when it begins.
pub(crate) fn previous_permalinks(
    options: &SiteOptions,
    output: Option<&Path>,
    printer: &Printer,
) -> Result<Permalinks, Exit> {
    match (output, read_configuration(options)) {
        (Some(output), _) => previous(options, output, printer),
        (None, Ok((config, _))) => previous(options, &output_folder(options, None, &config), printer),
        (None, Err(_)) => Ok(Permalinks::default()),
    }
}

/// The permalinks to compare with: those of `--previous`, else of what stands in the output folder. A
/// manifest there that cannot be used is for `build` to refuse.
fn previous(options: &SiteOptions, output: &Path, printer: &Printer) -> Result<Permalinks, Exit> {
    let manifest = match &options.previous {
        Some(path) => Manifest::read(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::InvalidData | std::io::ErrorKind::NotFound => {
                printer.say_error(&format!("`--previous` names no manifest: {error}"));
                Exit::Usage
            }
            _ => printer.environment(&error),
        })?,
        None => Manifest::of_folder(output).unwrap_or_default(),
    };
    Ok(manifest.permalinks())
}

/// Refuses a site without content, which an empty output would be made of, and an output folder within
/// what the site is made of.
fn check_folders(options: &SiteOptions, loaded: &Loaded, printer: &Printer) -> Result<(), Exit> {
    let content = &loaded.settings.config.build.content;
    check_output(options, &loaded.output, content, printer)?;
    if !loaded.scan.sources.iter().any(|source| source.path.below(content).is_some()) {
        let folder = options.root.join(content);
        printer.say_error(&format!("there is nothing in the content folder `{}`", folder.display()));
        return Err(Exit::Usage);
    }
    Ok(())
}

pub(crate) fn check_output(
    options: &SiteOptions,
    output: &Path,
    content: &str,
    printer: &Printer,
) -> Result<(), Exit> {
    match refused_output(options, output, content) {
        Some(message) => Err(printer.refuse(message)),
        None => Ok(()),
    }
}

/// Why a folder is not written to, whatever is in it: the site is made of it.
pub(crate) fn refused_output(options: &SiteOptions, output: &Path, content: &str) -> Option<String> {
    let whole = |path: &Path| {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        absolute.canonicalize().unwrap_or(absolute)
    };
    let target = whole(output);
    if whole(&options.root.join(content)).starts_with(&target) {
        return Some(format!("the output folder `{}` holds the site itself", output.display()));
    }
    let inside = [content, "templates", "static"]
        .into_iter()
        .find(|folder| target.starts_with(whole(&options.root.join(folder))))?;
    Some(format!("the output folder `{}` lies in `{inside}/`, which is read", output.display()))
}

fn configuration(options: &SiteOptions, printer: &Printer) -> Result<(Config, Diagnostics), Exit> {
    match read_configuration(options) {
        Ok(read) => Ok(read),
        Err(Unusable::Environment(error)) => Err(printer.environment(&error)),
        Err(Unusable::Missing(message)) => Err(printer.refuse(message)),
        Err(Unusable::Findings(diagnostics, sources)) => {
            printer.diagnostics(&diagnostics, &sources)?;
            Err(Exit::Usage)
        }
    }
}

/// Why there is no configuration.
pub(crate) enum Unusable {
    /// There is none, or none that is a text; or the command line does not fit it.
    Missing(String),
    /// It holds errors.
    Findings(Diagnostics, SourceMap),
    /// The environment.
    Environment(std::io::Error),
}

/// Reads the configuration, with what the command line says in place of it.
pub(crate) fn read_configuration(options: &SiteOptions) -> Result<(Config, Diagnostics), Unusable> {
    let source = source::read_configuration(&options.root).map_err(Unusable::Environment)?;
    let Some(source) = source else {
        let folder = options.root.display();
        let message = format!("there is no `site.toml` in `{folder}`: this is not a site's folder");
        return Err(Unusable::Missing(message));
    };
    let mut sources = SourceMap::default();
    let Some(text) = source.text().cloned() else {
        let message = match source.content {
            Content::TooLarge { limit, .. } => format!("`site.toml` has more than {limit} bytes"),
            _ => "`site.toml` is not UTF-8".to_owned(),
        };
        return Err(Unusable::Missing(message));
    };
    sources.insert(source.path.clone(), text.clone());
    let (config, mut diagnostics) = config::parse(&source.path, &text);
    let config = config.filter(|_| !diagnostics.has_errors());
    let Some(mut config) = config else {
        diagnostics.sort();
        return Err(Unusable::Findings(diagnostics, sources));
    };
    if let Some(base_url) = &options.base_url {
        let refused = |message| Unusable::Missing(format!("`--base-url` {message}"));
        config = config.set_base_url(base_url).map_err(refused)?;
    }
    Ok((config, diagnostics))
}

/// The day of a time in seconds since 1970, as it is in UTC.
fn day(now: i64) -> Day {
    const SECONDS: i64 = 86_400;
    Day::from_number(now.div_euclid(SECONDS))
}

/// A time in seconds since 1970 as it is written: `2025-03-15T14:00:00Z`.
pub(crate) fn time(now: i64) -> String {
    let Day { year, month, day } = day(now);
    let second = now.rem_euclid(86_400);
    let (hours, minutes, seconds) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{seconds:02}Z")
}

/// The day on which something is begun: that of `--now` as it is written, else that of the clock in UTC.
pub(crate) fn today(written: Option<&str>, now: i64) -> Day {
    let written = written.and_then(|now| now.get(..10)).and_then(|day| Date::parse(day).ok());
    written.and_then(|date| date.earliest()).unwrap_or_else(|| day(now))
}

/// The build's clock, in seconds since 1970.
pub(crate) fn now(options: &SiteOptions, printer: &Printer) -> Result<i64, Exit> {
    Ok(given_clock(options, printer)?.unwrap_or_else(running_clock))
}

/// The time that the command line or the environment gives, in seconds since 1970.
pub(crate) fn given_clock(options: &SiteOptions, printer: &Printer) -> Result<Option<i64>, Exit> {
    if let Some(now) = &options.now {
        return date::parse_instant(now).map(Some).map_err(|error| {
            printer.say_error(&format!("`--now {now}` is no time: {}", error.message));
            Exit::Usage
        });
    }
    if let Ok(epoch) = std::env::var("SOURCE_DATE_EPOCH") {
        return epoch.trim().parse().map(Some).map_err(|_| {
            printer.say_error(&format!("`SOURCE_DATE_EPOCH` is `{epoch}`, and not a number of seconds"));
            Exit::Usage
        });
    }
    Ok(None)
}

/// The time of the machine, in seconds since 1970.
pub(crate) fn running_clock() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or_else(|before| -(before.duration().as_secs() as i64), |since| since.as_secs() as i64)
}
