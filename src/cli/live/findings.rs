//! Findings as a preview shows them, and which of them the terminal has not said yet.

use crate::diagnostics::report::{self, Color};
use crate::diagnostics::{Diagnostic, Diagnostics, Severity, SourceMap};
use crate::serve::{Finding, Findings, Place, Shown};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What tabs are told: the errors. `is_behind`: pages show the last good version of something.
pub(super) fn for_tabs(diagnostics: &Diagnostics, texts: &SourceMap, is_behind: bool) -> Arc<Findings> {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    let list: Vec<Finding> = errors.map(|diagnostic| finding(diagnostic, texts)).collect();
    let shown = match (list.is_empty(), is_behind) {
        (true, _) => Shown::Nothing,
        (false, true) => Shown::Overlay,
        (false, false) => Shown::Bar,
    };
    Arc::new(Findings { shown, list })
}

fn finding(diagnostic: &Diagnostic, texts: &SourceMap) -> Finding {
    let alone: Diagnostics = [diagnostic.clone()].into_iter().collect();
    let text = report::render(&alone, texts, Color::Never).trim_end().to_owned();
    let place = diagnostic.primary.as_ref().map(|span| {
        let position = texts.position(&span.file, span.range.start);
        Place { file: span.file.to_string(), line: position.line, column: position.column }
    });
    let excerpt = excerpt(&text);
    Finding {
        severity: diagnostic.severity,
        code: diagnostic.code.as_str().to_owned(),
        message: diagnostic.message.clone(),
        place,
        excerpt: (!excerpt.is_empty()).then_some(excerpt),
        help: diagnostic.help_text(),
        text,
    }
}

/// What tabs are told: the findings, and what the disk refuses.
#[derive(Debug, Default)]
pub(super) struct ToldTabs {
    found: Arc<Findings>,
    /// Why the site cannot be read, while it cannot.
    refusal: Option<String>,
    all: Arc<Findings>,
}

impl ToldTabs {
    /// All of it.
    pub(super) fn all(&self) -> &Arc<Findings> {
        &self.all
    }

    /// Puts findings in the place of those before.
    pub(super) fn find(&mut self, found: Arc<Findings>) -> &Arc<Findings> {
        self.found = found;
        self.put_together()
    }

    /// Takes note of why the site cannot be read, or that it can.
    pub(super) fn refuse(&mut self, refusal: Option<String>) -> &Arc<Findings> {
        self.refusal = refusal;
        self.put_together()
    }

    fn put_together(&mut self) -> &Arc<Findings> {
        self.all = match &self.refusal {
            None => self.found.clone(),
            Some(refusal) => {
                let list = [refused(refusal)].into_iter().chain(self.found.list.iter().cloned()).collect();
                Arc::new(Findings { shown: Shown::Overlay, list })
            }
        };
        &self.all
    }
}

/// What the disk says, as a finding; the site is not at fault, so that it has no code of a check.
fn refused(message: &str) -> Finding {
    Finding {
        severity: Severity::Error,
        code: "environment".to_owned(),
        message: message.to_owned(),
        place: None,
        excerpt: None,
        help: Some("as soon as it can be read, the preview goes on".to_owned()),
        text: format!("error: {message}"),
    }
}

/// The lines of a report that show the source, and where in another file it shows more. What is empty at
/// their edges is left out.
fn excerpt(report: &str) -> String {
    let gutter = |line: &str| {
        let behind = line.trim_start().trim_start_matches(|character: char| character.is_ascii_digit());
        behind.trim_start().strip_prefix('|').map(|shown| !shown.trim().is_empty())
    };
    let is_shown = |line: &&str| gutter(line).is_some() || line.trim_start().starts_with("::: ");
    let lines: Vec<&str> = report.lines().skip(1).filter(is_shown).collect();
    let is_empty = |line: &&str| gutter(line) == Some(false);
    let begin = lines.iter().take_while(|line| is_empty(line)).count();
    let end = lines.iter().rev().take_while(|line| is_empty(line)).count();
    lines.get(begin..lines.len() - end).unwrap_or_default().join("\n")
}

/// What the terminal has said and that still holds.
#[derive(Debug, Default)]
pub(super) struct Said(BTreeMap<String, Severity>);

/// What is right again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mended {
    Nothing,
    /// There were errors, and warnings alone are left.
    Errors,
    /// Something was found, and nothing is any more.
    Everything,
}

impl Said {
    /// Those of the findings that are new.
    pub(super) fn new_of(&mut self, diagnostics: &Diagnostics) -> Diagnostics {
        let is_new = |diagnostic: &&Diagnostic| self.0.insert(key(diagnostic), diagnostic.severity).is_none();
        diagnostics.iter().filter(is_new).cloned().collect()
    }

    /// Forgets what does not hold any more, and says what that mends.
    pub(super) fn keep(&mut self, diagnostics: &Diagnostics) -> Mended {
        let (had_some, had_errors) = (!self.0.is_empty(), self.has_errors());
        let hold: BTreeSet<String> = diagnostics.iter().map(key).collect();
        self.0.retain(|said, _| hold.contains(said));
        match () {
            () if had_some && diagnostics.is_empty() => Mended::Everything,
            () if had_errors && !diagnostics.has_errors() => Mended::Errors,
            () => Mended::Nothing,
        }
    }

    fn has_errors(&self) -> bool {
        self.0.values().any(|severity| *severity == Severity::Error)
    }
}

/// A finding is the same one where it only moved within its file.
fn key(diagnostic: &Diagnostic) -> String {
    let file = diagnostic.primary.as_ref().map(|span| span.file.to_string()).unwrap_or_default();
    format!("{} {file} {}", diagnostic.code.as_str(), diagnostic.message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_what_a_report_shows_of_sources() {
        let report = "error[duplicate-id]: `a|b` is taken\n  --> content/a.md:12:1\n   |\n12 | id: a|b\n   | ^^^ here\n   |\n  ::: content/b.md:3:1\n   |\n 3 | id: a|b\n   | --- and here\n   |\n   = help: rename one | of them";
        let shown = "12 | id: a|b\n   | ^^^ here\n   |\n  ::: content/b.md:3:1\n   |\n 3 | id: a|b\n   | --- and here";
        assert_eq!(excerpt(report), shown);
        assert_eq!(excerpt("error[output]: a | b\n   |\n   |"), "");
        assert_eq!(excerpt("error[output]: nothing to see"), "");
    }
}
