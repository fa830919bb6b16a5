//! Tera's errors as diagnostics with places.
//!
//! Tera gives some errors with a span, some as a report in its own layout, and some with nothing but
//! names; the latter two are read back, so that every message points into a template.

use super::{Sources, empty};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::text::nearest;
use std::error::Error as _;
use std::ops::Range;
use tera::{Error, ErrorKind, ReportError};

/// All faults of a set of templates that could not be loaded; `error` is the first one met.
pub(super) fn all(sources: &Sources, error: &Error) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    // Tera stops at the first text that it cannot parse; each text alone shows the others.
    for (name, (_, text)) in sources {
        if let Err(error) = empty().add_raw_template(name, text)
            && let ErrorKind::SyntaxError(report) = error.kind()
        {
            diagnostics.push(reported(sources, report));
        }
    }
    if diagnostics.is_empty() {
        match error.kind() {
            ErrorKind::Msg(message) => diagnostics.extend(from_reports(sources, message)),
            _ => diagnostics.push(one(sources, error)),
        }
    }
    diagnostics.sort();
    diagnostics
}

/// One fault, met while loading or rendering.
pub(super) fn one(sources: &Sources, error: &Error) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let diagnostic = reported(sources, report);
            match (&diagnostic.help, error.source()) {
                (None, Some(cause)) => diagnostic.help(tidy(&cause.to_string())),
                _ => diagnostic,
            }
        }
        ErrorKind::CircularExtend { tpl, .. } => circular_extend(sources, tpl),
        ErrorKind::CircularInclude { tpl, include_chain } => {
            let message = format!("templates include each other in a circle: {}", include_chain.join(", "));
            at_tag(sources, tpl, "include", None, message)
        }
        ErrorKind::MissingParent { current, parent } => {
            let message = format!("there is no template `{parent}` to extend");
            let near = nearest(parent, sources.keys().map(|name| bare(name)));
            let diagnostic = at_tag(sources, current, "extends", Some(parent), message);
            match near {
                Some(near) => diagnostic.help(format!("did you mean `{near}`")),
                None => diagnostic,
            }
        }
        other => Diagnostic::without_place(Code::Template, tidy(&other.to_string())),
    }
}

fn circular_extend(sources: &Sources, name: &str) -> Diagnostic {
    let own = bare(name);
    at_tag(sources, name, "extends", None, format!("`{own}` extends itself"))
        .help(format!("say `{{% extends \"builtin/{own}\" %}}` to extend the carried template"))
}

/// The name without the prefix that says whose it is.
fn bare(name: &str) -> &str {
    name.strip_prefix("user/").or_else(|| name.strip_prefix("builtin/")).unwrap_or(name)
}

fn reported(sources: &Sources, report: &ReportError) -> Diagnostic {
    at(sources, report.filename(), report.span().range.clone(), report.message())
}

/// Points at the string within the first `{% tag "…" %}` of a template (of `argument`, if given).
fn at_tag(sources: &Sources, name: &str, tag: &str, argument: Option<&str>, message: String) -> Diagnostic {
    let text = sources.get(name).map_or("", |(_, text)| &**text);
    let range = text
        .match_indices(tag)
        .filter_map(|(start, _)| {
            let line = text[start..].lines().next()?;
            let quote = line.find(['"', '\'', '`'])?;
            let rest = &line[quote + 1..];
            let length = rest.find(['"', '\'', '`'])?;
            let inside = start + quote + 1..start + quote + 1 + length;
            argument.is_none_or(|argument| argument == &text[inside.clone()]).then_some(inside)
        })
        .next();
    at(sources, name, range.unwrap_or(0..0), &message)
}

fn at(sources: &Sources, name: &str, range: Range<usize>, message: &str) -> Diagnostic {
    let message = tidy(message);
    let Some((path, text)) = sources.get(name) else {
        return Diagnostic::without_place(Code::Template, message);
    };
    let end = range.end.min(text.len());
    let span = Span { file: path.clone(), range: range.start.min(end)..end };
    // A long explanation (the fields that there are) stands below, not in the headline.
    match message.split_once(". ").or_else(|| message.split_once('\n')) {
        Some((fact, help)) => Diagnostic::new(Code::Template, fact, span).help(tidy(help)),
        None => Diagnostic::new(Code::Template, message, span),
    }
}

/// A message in our own manner: lower-case start, no full stop.
fn tidy(message: &str) -> String {
    let message = message.trim().trim_end_matches('.');
    let mut characters = message.chars();
    match characters.next() {
        // A name or an abbreviation keeps its capital.
        Some(first) if characters.clone().next().is_none_or(|second| !second.is_uppercase()) => {
            first.to_lowercase().chain(characters).collect()
        }
        _ => message.to_owned(),
    }
}

/// Reads Tera's own reports, which are separated by empty lines:
/// ```text
/// error: Unknown filter `shout`
///  --> user/article.html:3:12
///   |
/// 3 | {{ title | shout }}
///   |            ^^^^^
/// ```
fn from_reports(sources: &Sources, reports: &str) -> Vec<Diagnostic> {
    reports
        .split("\n\n")
        .filter(|report| !report.trim().is_empty() && !report.starts_with("note:"))
        .map(|report| {
            from_report(sources, report)
                .unwrap_or_else(|| Diagnostic::without_place(Code::Template, tidy(report)))
        })
        .collect()
}

fn from_report(sources: &Sources, report: &str) -> Option<Diagnostic> {
    let message = report.lines().next()?.strip_prefix("error: ")?;
    let place = report.lines().find_map(|line| line.trim_start().strip_prefix("--> "))?;
    let mut parts = place.rsplitn(3, ':');
    let column: usize = parts.next()?.parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let name = parts.next()?;
    let width = report.lines().last()?.chars().filter(|character| *character == '^').count();
    let (_, text) = sources.get(name)?;
    let start = byte_at(text, line, column);
    let end = text[start..].char_indices().nth(width).map_or(text.len(), |(at, _)| start + at);
    Some(at(sources, name, start..end, message))
}

/// The byte of a line and column, both from 1, the column in characters.
fn byte_at(text: &str, line: usize, column: usize) -> usize {
    let line_start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    text[line_start..]
        .char_indices()
        .nth(column.saturating_sub(1))
        .map_or(text.len(), |(at, _)| line_start + at)
}
