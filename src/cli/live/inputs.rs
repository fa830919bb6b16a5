//! What a live build is made of: configuration, clock, sources; read again at each look.
//!
//! A configuration that cannot be used is a finding here: the last good one stands in its place.

use super::LiveOptions;
use super::round::Round;
use crate::build::{self, BuildCache, HeldBack, Keep, Permalinks, Settings, Unreadable};
use crate::cli::SiteOptions;
use crate::cli::load::{self, Unusable};
use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, SourceMap};
use crate::paths::SourcePath;
use crate::source::{self, Asked, Scan, Scanner};
use crate::watch::Method;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// By how much the clock of a disk that is polled may be behind: such a disk may be another machine's, and
/// some count in steps of two seconds. What was written later than that is read again.
const COARSE: Duration = Duration::from_secs(2);

/// Reads a site again and again.
pub(super) struct Inputs<'a> {
    options: &'a SiteOptions,
    /// The output folder of the command line.
    output: Option<&'a Path>,
    scanner: Scanner,
    /// The last configuration that could be used, with what was found in it.
    config: Option<(Arc<Config>, Diagnostics)>,
    /// Whether `site.toml` was an empty file when it was read last.
    is_empty: bool,
    clock: Clock,
    method: Method,
    previous: Arc<Permalinks>,
}

/// What time it is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Clock {
    /// Always the same, in seconds since 1970: it was given.
    Still(i64),
    /// As late as it is.
    Running,
}

/// A site as it was read.
pub(super) struct Look {
    pub(super) settings: Settings,
    pub(super) scan: Scan,
    /// Findings on the configuration.
    pub(super) diagnostics: Diagnostics,
    /// The texts that these point into.
    pub(super) texts: SourceMap,
    /// Whether the configuration is the last good one, since it cannot be used as it is.
    pub(super) is_behind: bool,
    /// Where captured texts stand.
    pub(super) captured: Vec<PathBuf>,
}

/// Why there is nothing to build.
pub(super) enum Trouble {
    /// No configuration has been usable yet.
    Configuration(Diagnostics, SourceMap),
    /// The disk.
    Environment(io::Error),
}

impl<'a> Inputs<'a> {
    pub(super) fn new(live: &LiveOptions<'a>) -> Self {
        Self {
            options: live.site,
            output: live.output,
            scanner: Scanner::default(),
            config: None,
            is_empty: false,
            clock: live.clock,
            method: live.method,
            previous: Arc::new(live.previous.clone()),
        }
    }

    /// The configuration that the last look went by.
    pub(super) fn config(&self) -> Option<&Arc<Config>> {
        self.config.as_ref().map(|(config, _)| config)
    }

    /// The output folder, which is never looked into.
    pub(super) fn output(&self) -> PathBuf {
        match self.config() {
            Some(config) => load::output_folder(self.options, self.output, config),
            None => self.output.map_or_else(|| self.options.root.join("public"), Path::to_path_buf),
        }
    }

    /// Reads the configuration alone; a look that follows goes by it.
    pub(super) fn read_configuration(&mut self) -> Result<Option<(Diagnostics, SourceMap)>, Trouble> {
        let broken = match self.read_file() {
            Ok((config, _)) if self.refused_output(&config).is_some() => {
                let message = self.refused_output(&config).unwrap_or_default();
                let finding = Diagnostic::without_place(Code::Configuration, message);
                ([finding].into_iter().collect(), SourceMap::default())
            }
            Ok((config, diagnostics)) => {
                // An equal one stays the very same, so that all that is made of it does.
                let known = self.config().filter(|known| known.fingerprint == config.fingerprint);
                let config = known.cloned().unwrap_or_else(|| Arc::new(config));
                self.config = Some((config, diagnostics));
                return Ok(None);
            }
            Err(Unusable::Environment(error)) => return Err(Trouble::Environment(error)),
            Err(Unusable::Findings(diagnostics, sources)) => (diagnostics, sources),
            Err(Unusable::Missing(message)) => {
                let finding = Diagnostic::without_place(Code::Configuration, message);
                ([finding].into_iter().collect(), SourceMap::default())
            }
        };
        if self.config.is_none() { Err(Trouble::Configuration(broken.0, broken.1)) } else { Ok(Some(broken)) }
    }

    /// Reads the file, and once more where it has become empty: some editors empty it first and write then.
    fn read_file(&mut self) -> Result<(Config, Diagnostics), Unusable> {
        let mut read = load::read_configuration(self.options);
        // Only what was read tells: the file may be another one by now.
        if !self.is_empty && is_of_nothing(&read) {
            std::thread::sleep(source::EMPTY_PATIENCE);
            read = load::read_configuration(self.options);
        }
        self.is_empty = is_of_nothing(&read);
        read
    }

    /// Why the output folder that a configuration names cannot be one.
    fn refused_output(&self, config: &Config) -> Option<String> {
        let output = load::output_folder(self.options, self.output, config);
        load::refused_output(self.options, &output, &config.build.content)
    }

    /// Reads what may have changed.
    pub(super) fn look(
        &mut self,
        asked: &Asked,
        cache: &mut BuildCache,
        round: &Round,
    ) -> Result<Look, Trouble> {
        let broken = self.read_configuration()?;
        let is_behind = broken.is_some();
        let Some((config, found)) = self.config.clone() else {
            return Err(Trouble::Configuration(Diagnostics::new(), SourceMap::default()));
        };
        let (diagnostics, texts) = broken.unwrap_or_else(|| (found, SourceMap::default()));
        let looked_for = load::looked_for(&config, &self.output());
        let root = &self.options.root;
        let at = time_of_look(nanoseconds(), self.method);
        let mut scan = self.scanner.look(root, &looked_for, asked, at).map_err(Trouble::Environment)?;
        if !scan.sources.iter().any(|source| source.path.below(&config.build.content).is_some()) {
            let folder = root.join(&config.build.content);
            let message = format!("there is nothing in the content folder `{}`", folder.display());
            let finding = Diagnostic::without_place(Code::Configuration, message);
            return Err(Trouble::Configuration([finding].into_iter().collect(), texts));
        }
        let settings = Settings {
            now: self.clock.now(),
            drafts: self.options.drafts || config.build.drafts,
            config,
            keep: Keep::Nothing,
            unreadable: Unreadable::LastGood,
            previous: self.previous.clone(),
        };
        round.part("parse");
        let wanted = build::wanted(&settings, &scan.sources, cache);
        round.part("look");
        self.scanner.add_texts(root, &looked_for, &wanted, &mut scan).map_err(Trouble::Environment)?;
        let mut captured: Vec<PathBuf> = wanted.iter().map(|path| PathBuf::from(path.folder())).collect();
        captured.dedup();
        Ok(Look { settings, scan, diagnostics, texts, is_behind, captured })
    }

    /// When the next embargo ends, in seconds since 1970; never where the clock stands still.
    pub(super) fn next_embargo(&self, held: &[HeldBack]) -> Option<i64> {
        match self.clock {
            Clock::Still(_) => None,
            Clock::Running => held.iter().filter_map(|held| held.until_second).min(),
        }
    }
}

impl Clock {
    pub(crate) fn now(self) -> i64 {
        match self {
            Clock::Still(now) => now,
            Clock::Running => load::running_clock(),
        }
    }
}

/// The time of a look that is surely not after that of the disk; times in nanoseconds since 1970.
fn time_of_look(now: i128, method: Method) -> i128 {
    match method {
        Method::Native => now,
        Method::Polling => now - COARSE.as_nanos().cast_signed(),
    }
}

fn nanoseconds() -> i128 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_nanos().cast_signed())
}

/// Whether a configuration cannot be used since its file is empty.
fn is_of_nothing(read: &Result<(Config, Diagnostics), Unusable>) -> bool {
    let Err(Unusable::Findings(_, texts)) = read else { return false };
    SourcePath::new("site.toml").is_some_and(|path| texts.text(&path) == Some(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_that_is_polled_may_be_two_seconds_behind() {
        const SECOND: i128 = 1_000_000_000;
        assert_eq!(time_of_look(9 * SECOND, Method::Polling), 7 * SECOND);
        assert_eq!(time_of_look(9 * SECOND, Method::Native), 9 * SECOND);
    }
}
