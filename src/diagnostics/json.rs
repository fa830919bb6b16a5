//! Findings for programs: one JSON object a line.
//!
//! Goes in: a finding and the texts that it points into. Comes out: one line. The keys are part of
//! the program's interface (`code`, `severity`, `message`, `file`, `line`, `column`, `end_line`,
//! `end_column`, `help`); all of them are always there, `null` where there is nothing to say.

use super::{Diagnostic, Severity, SourceMap};
use serde::Serialize;

/// One finding as it is written.
#[derive(Serialize)]
struct Line<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    help: Option<String>,
}

/// Writes a finding as one JSON object, without a line end.
///
/// Lines and columns count from 1, columns in characters; the end is the place behind the last
/// character.
pub fn line(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let place = diagnostic.primary.as_ref();
    let start = place.map(|span| sources.position(&span.file, span.range.start));
    let end = place.map(|span| sources.position(&span.file, span.range.end.max(span.range.start)));
    crate::data::json::to_string(&Line {
        code: diagnostic.code.as_str(),
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message: &diagnostic.message,
        file: place.map(|span| span.file.as_str()),
        line: start.map(|position| position.line),
        column: start.map(|position| position.column),
        end_line: end.map(|position| position.line),
        end_column: end.map(|position| position.column),
        help: diagnostic.help_text(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Code, Span};
    use crate::paths::SourcePath;

    #[test]
    fn a_finding_is_one_object_on_one_line() {
        let file = SourcePath::new("content/articles/a.md").unwrap();
        let mut sources = SourceMap::default();
        sources.insert(file.clone(), "één\nüx @y\n".into());
        let at = "één\nüx ".len();
        let diagnostic =
            Diagnostic::new(Code::UnknownReference, "no `y`\n\"z\"", Span { file, range: at..at + 2 })
                .did_you_mean(Some("x".into()));
        assert_eq!(
            line(&diagnostic, &sources),
            r#"{"code":"unknown-reference","severity":"error","message":"no `y`\n\"z\"","#.to_owned()
                + r#""file":"content/articles/a.md","line":2,"column":4,"end_line":2,"end_column":6,"#
                + r#""help":"did you mean `x`?"}"#
        );
    }

    #[test]
    fn a_finding_without_a_place_says_null() {
        let diagnostic = Diagnostic::without_place(Code::Configuration, "no `site.toml`").help("make one");
        assert_eq!(
            line(&diagnostic, &SourceMap::default()),
            r#"{"code":"configuration","severity":"error","message":"no `site.toml`","file":null,"#
                .to_owned()
                + r#""line":null,"column":null,"end_line":null,"end_column":null,"help":"make one"}"#
        );
    }
}
