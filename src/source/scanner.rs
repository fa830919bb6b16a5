//! Looks at a site again and again, and reads only what may have changed since.
//!
//! Goes in: the root of a site, and what is said to have changed. Comes out: a [`Scan`], the same as one
//! made from nothing; inputs that are as they were are the very values of the look before. What is
//! remembered may be wrong about nothing: where it is not certain that a look at some paths is enough,
//! everything is looked at. There is no clock here; whoever asks says what time it is.

use super::SourceSet;
use super::find::{Finder, Room};
use super::hinted;
use super::read::named;
use super::reading::{Reading, Seen};
use super::scan::{Scan, ScanSettings, passed_over};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::paths::SourcePath;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a look is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Whatever has changed.
    Everything,
    /// What has changed at or below these paths, which are absolute and have the canonical root in front;
    /// nothing else has changed since the look before.
    Paths(BTreeSet<PathBuf>),
}

/// Reads a site once and again. It remembers what it saw; to forget it costs time, nothing else.
#[derive(Debug, Default)]
pub struct Scanner {
    /// What the last look that came to its end was and found.
    last: Last,
    /// Whether no look has failed since, so that what was asked for in it is done.
    is_up_to_date: bool,
    /// Captured texts, which are no part of a look.
    captured: BTreeMap<SourcePath, Seen>,
    /// Paths that are to be read whatever their stamps say: those of the last look, and of failed ones
    /// before it.
    asked: BTreeSet<PathBuf>,
    /// The time of the last look.
    at: i128,
}

/// A look that has come to its end.
#[derive(Debug)]
pub(super) struct Last {
    pub root: PathBuf,
    pub settings: ScanSettings,
    pub passed_over: Vec<PathBuf>,
    /// What was found, without captured texts.
    pub scan: Scan,
    /// What was seen of each input.
    pub seen: BTreeMap<SourcePath, Seen>,
    /// Those of them whose stamps are not relied upon.
    pub unsettled: BTreeSet<SourcePath>,
    /// See [`Finder::is_plain`].
    pub is_plain: bool,
}

impl Scanner {
    /// Reads what [`super::scan()`] reads, at a time in nanoseconds since 1970 which is not after that of
    /// the disk. A file that was written shortly before the look that read it is read again.
    ///
    /// # Errors
    /// What the disk says, with the path; a root that is not there. The next look is at everything.
    pub fn look(
        &mut self,
        root: &Path,
        settings: &ScanSettings,
        asked: &Asked,
        at: i128,
    ) -> io::Result<Scan> {
        if std::mem::replace(&mut self.is_up_to_date, false) {
            self.asked.clear();
        } else {
            // What a failed look was asked for is told by no later one.
            self.last.is_plain = false;
        }
        if let Asked::Paths(paths) = asked {
            self.asked.extend(paths.iter().cloned());
        }
        self.at = at;
        let reading = Reading { asked: &self.asked, at };
        let root = root.canonicalize().map_err(|error| named(root, &error))?;
        let passed_over = passed_over(&root, settings);
        let is_alike =
            self.last.root == root && self.last.settings == *settings && self.last.passed_over == passed_over;
        let is_hinted = is_alike && matches!(asked, Asked::Paths(_));
        if !(is_hinted && hinted::look(&mut self.last, reading)?) {
            self.last = look_at_everything(root, settings, passed_over, &self.last, reading)?;
        }
        self.is_up_to_date = true;
        Ok(self.last.scan.clone())
    }

    /// Does what [`super::add_texts`] does, for the scan of the last look; a text that is as it was is
    /// the very value of the time before.
    ///
    /// # Errors
    /// What the disk says, with the path. The next look is at everything.
    pub fn add_texts(
        &mut self,
        root: &Path,
        settings: &ScanSettings,
        paths: &[SourcePath],
        scan: &mut Scan,
    ) -> io::Result<()> {
        let was_up_to_date = std::mem::replace(&mut self.is_up_to_date, false);
        let root = root.canonicalize().map_err(|error| named(root, &error))?;
        let passed_over = passed_over(&root, settings);
        let mut finder = Finder { passed_over, text_bytes: settings.text_bytes, ..Finder::new(root) };
        for path in paths {
            if finder.root.join(path.as_str()).is_file() {
                finder.walk(path.as_str(), Room::Texts)?;
            }
        }
        let reading = Reading { asked: &self.asked, at: self.at };
        let read = reading.read(&finder.found, &self.captured)?;
        self.captured = read.into_iter().map(|seen| (seen.found.path.clone(), seen)).collect();
        for seen in self.captured.values() {
            scan.sources.0.insert(seen.found.path.clone(), Arc::clone(&seen.source));
        }
        scan.diagnostics.extend(finder.scan.diagnostics);
        scan.diagnostics.sort();
        self.is_up_to_date = was_up_to_date;
        Ok(())
    }
}

impl Default for Last {
    /// A look at no site.
    fn default() -> Self {
        Self {
            root: PathBuf::new(),
            settings: ScanSettings::default(),
            passed_over: Vec::new(),
            scan: Scan::default(),
            seen: BTreeMap::new(),
            unsettled: BTreeSet::new(),
            is_plain: false,
        }
    }
}

impl Last {
    /// Takes an input away.
    pub fn forget(&mut self, path: &SourcePath) {
        self.seen.remove(path);
        self.unsettled.remove(path);
        self.scan.sources.0.remove(path);
    }

    /// Puts an input in the place of what was seen at its path.
    pub fn remember(&mut self, seen: Seen) {
        let path = &seen.found.path;
        if seen.is_settled {
            self.unsettled.remove(path);
        } else {
            self.unsettled.insert(path.clone());
        }
        self.scan.sources.0.insert(path.clone(), Arc::clone(&seen.source));
        self.seen.insert(path.clone(), seen);
    }
}

fn look_at_everything(
    root: PathBuf,
    settings: &ScanSettings,
    passed_over: Vec<PathBuf>,
    before: &Last,
    reading: Reading<'_>,
) -> io::Result<Last> {
    let mut finder = Finder { passed_over, ..Finder::new(root) };
    finder.walk_site(settings)?;
    let Finder { root, passed_over, found, mut scan, is_plain, .. } = finder;
    let mut seen = BTreeMap::new();
    for input in reading.read(&found, &before.seen)? {
        let path = input.found.path.clone();
        if seen.insert(path.clone(), input).is_some() {
            scan.diagnostics.push(Diagnostic::new(
                Code::DuplicateOutput,
                "two files whose names are the same characters in different forms",
                Span { file: path, range: 0..0 },
            ));
        }
    }
    scan.sources = carry_over(&before.scan.sources, &seen);
    scan.diagnostics.sort();
    scan.left_out.sort();
    scan.left_out.dedup();
    let unsettled = seen.values().filter(|seen| !seen.is_settled);
    let unsettled = unsettled.map(|seen| seen.found.path.clone()).collect();
    Ok(Last { root, settings: settings.clone(), passed_over, scan, seen, unsettled, is_plain })
}

/// Makes of a set the one of what was seen, so that the two share what is alike.
fn carry_over(before: &SourceSet, seen: &BTreeMap<SourcePath, Seen>) -> SourceSet {
    let mut sources = before.clone();
    for source in before {
        if !seen.contains_key(&source.path) {
            sources.0.remove(&source.path);
        }
    }
    for (path, seen) in seen {
        if !before.get(path).is_some_and(|source| Arc::ptr_eq(source, &seen.source)) {
            sources.0.insert(path.clone(), Arc::clone(&seen.source));
        }
    }
    sources
}

#[cfg(test)]
mod tests;
