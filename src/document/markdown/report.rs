//! Where findings of one body are gathered.

use super::attributes::Problem;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::paths::SourcePath;
use std::ops::Range;

/// The findings of one text.
pub struct Report<'a> {
    path: &'a SourcePath,
    /// Where everything is reported, where places within the text are not places of the file.
    whole: Option<Range<usize>>,
    found: Diagnostics,
}

impl<'a> Report<'a> {
    /// No findings in the file at `path`; with `whole`, every place is that one.
    pub fn new(path: &'a SourcePath, whole: Option<Range<usize>>) -> Self {
        Self { path, whole, found: Diagnostics::new() }
    }

    /// A place of the file.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span { file: self.path.clone(), range: self.whole.clone().unwrap_or(range) }
    }

    /// Makes a finding, to be added to.
    pub fn diagnostic(&self, code: Code, message: impl Into<String>, range: Range<usize>) -> Diagnostic {
        Diagnostic::new(code, message, self.span(range))
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Adds a plain one.
    pub fn say(&mut self, code: Code, message: impl Into<String>, range: Range<usize>) {
        let diagnostic = self.diagnostic(code, message, range);
        self.found.push(diagnostic);
    }

    /// Adds what the grammar of attributes found.
    pub fn malformed(&mut self, problem: &Problem) {
        self.say(Code::MalformedAnnotation, problem.message.clone(), problem.range.clone());
    }

    /// All findings, by place.
    pub fn finish(mut self) -> Diagnostics {
        self.found.sort();
        self.found
    }
}
