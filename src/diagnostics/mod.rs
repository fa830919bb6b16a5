//! What is wrong, where, and what would be right.
//!
//! An author's mistake is a [`Diagnostic`]; every stage that can meet one returns [`Diagnostics`]
//! beside its value. [`report`] prints them for people, [`json`] and [`sarif`] for programs.

mod code;
mod edit;
pub mod json;
pub mod report;
pub mod sarif;

pub use code::Code;

use crate::paths::SourcePath;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A place in a source.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// The file.
    pub file: SourcePath,
    /// Bytes of the file from its beginning, end exclusive; empty for the file as a whole.
    pub range: Range<usize>,
}

/// A value with the bytes of its file that it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Bytes from the beginning of the file, end exclusive.
    pub range: Range<usize>,
}

impl<T> Located<T> {
    /// Joins a value with its place.
    pub fn new(value: T, range: Range<usize>) -> Self {
        Self { value, range }
    }
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is written while one stands.
    Error,
    /// The site is built all the same.
    Warning,
}

/// A further place that belongs to a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What it has to do with it.
    pub text: String,
}

/// A replacement that would mend it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Suggestion {
    /// What is said before the replacement: `did you mean`.
    pub text: String,
    /// What would stand there instead.
    pub replacement: String,
}

impl Suggestion {
    /// The suggestion as a question: ``did you mean `keir-starmer`?``.
    pub fn question(&self) -> String {
        format!("{} `{}`?", self.text, self.replacement)
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What kind of finding; stable.
    pub code: Code,
    /// The fact, lower case, no full stop, code in backticks.
    pub message: String,
    /// The place; `None` only where no source is at fault.
    pub primary: Option<Span>,
    /// What is said under the primary place (`no such record`); may be empty.
    pub label: String,
    /// Further places.
    pub secondary: Vec<Label>,
    /// What would be right, as a replacement of the primary place.
    pub suggestion: Option<Suggestion>,
    /// What would be right, in words.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Makes a finding with its code's own severity.
    pub fn new(code: Code, message: impl Into<String>, span: Span) -> Self {
        Self {
            severity: code.severity(),
            code,
            message: message.into(),
            primary: Some(span),
            label: String::new(),
            secondary: Vec::new(),
            suggestion: None,
            help: None,
        }
    }

    /// Makes a finding that no source is at fault for.
    pub fn without_place(code: Code, message: impl Into<String>) -> Self {
        let nowhere = SourcePath::new("").expect("an empty path stays inside");
        let mut diagnostic = Self::new(code, message, Span { file: nowhere, range: 0..0 });
        diagnostic.primary = None;
        diagnostic
    }

    /// Adds what is said under the place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds a further place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label { span, text: text.into() });
        self
    }

    /// Adds what would be right, in words.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds `did you mean`, where there is a near word.
    #[must_use]
    pub fn did_you_mean(mut self, replacement: Option<String>) -> Self {
        self.suggestion =
            replacement.map(|replacement| Suggestion { text: "did you mean".into(), replacement });
        self
    }

    /// The suggestion and the help in one text.
    pub fn help_text(&self) -> Option<String> {
        let suggestion = self.suggestion.as_ref().map(Suggestion::question);
        match (suggestion, &self.help) {
            (Some(suggestion), Some(help)) => Some(format!("{suggestion} {help}")),
            (Some(suggestion), None) => Some(suggestion),
            (None, help) => help.clone(),
        }
    }
}

/// Findings, in the order in which they were made until [`Diagnostics::sort`] is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// No findings.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all of another list.
    pub fn extend(&mut self, other: impl IntoIterator<Item = Diagnostic>) {
        self.0.extend(other);
    }

    /// All, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// Whether one is an error.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Makes every warning an error.
    pub fn make_strict(&mut self) {
        for diagnostic in &mut self.0 {
            diagnostic.severity = Severity::Error;
        }
    }

    /// Keeps those that `keep` says yes to.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.0.retain(keep);
    }

    /// Sorts by place, then code and message, and drops what stands twice; what has no place comes
    /// first.
    pub fn sort(&mut self) {
        self.0.sort_by(|a, b| {
            let place =
                |d: &Diagnostic| d.primary.as_ref().map(|s| (s.file.clone(), s.range.start, s.range.end));
            place(a)
                .cmp(&place(b))
                .then_with(|| a.severity.cmp(&b.severity))
                .then_with(|| a.code.cmp(&b.code))
                .then_with(|| a.message.cmp(&b.message))
        });
        self.0.dedup();
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(found: I) -> Self {
        let mut diagnostics = Self::new();
        diagnostics.extend(found);
        diagnostics
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// The texts that spans point into.
#[derive(Clone, Debug, Default)]
pub struct SourceMap(BTreeMap<SourcePath, Arc<Lines>>);

/// A text with the first bytes of its lines, which are looked for when the first place is asked for: a
/// report of many findings in one long file would else count its lines over and over.
#[derive(Debug)]
struct Lines {
    text: Arc<str>,
    starts: OnceLock<Vec<usize>>,
}

impl Lines {
    fn starts(&self) -> &[usize] {
        self.starts.get_or_init(|| {
            std::iter::once(0).chain(self.text.match_indices('\n').map(|(newline, _)| newline + 1)).collect()
        })
    }
}

/// A place as a person counts: lines and columns from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// From 1, in characters (Unicode scalar values).
    pub column: usize,
}

impl SourceMap {
    /// Adds a text; the one added last under a path counts.
    pub fn insert(&mut self, path: SourcePath, text: Arc<str>) {
        self.0.insert(path, Arc::new(Lines { text, starts: OnceLock::new() }));
    }

    /// Adds all texts of another map.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// The text of a file.
    pub fn text(&self, path: &SourcePath) -> Option<&str> {
        self.0.get(path).map(|lines| &*lines.text)
    }

    /// Where the byte `offset` of a file stands; line 1, column 1 where the text is not known.
    pub fn position(&self, path: &SourcePath, offset: usize) -> Position {
        let Some(lines) = self.0.get(path) else { return Position { line: 1, column: 1 } };
        let text = &*lines.text;
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = lines.starts().partition_point(|start| *start <= offset);
        let line_start = lines.starts()[line - 1];
        Position { line, column: text[line_start..offset].chars().count() + 1 }
    }
}
