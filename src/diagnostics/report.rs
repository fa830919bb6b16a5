//! Findings for people: header, place, excerpt, what would be right.
//!
//! The only user of annotate-snippets. Goes in: findings and the texts that they point into. Comes
//! out: one text. It decides nothing about findings, drops none, and never panics, whatever a
//! source holds or a span points at.
//!
//! A paragraph is one line in many sources, so that lines are cut around the places before they
//! are handed to the renderer. It would then count columns in what was cut: each excerpt therefore
//! goes by a mark in place of its path, and the true `path:line:column` is put in afterwards.

mod excerpt;

use self::excerpt::Excerpt;
use super::{Diagnostic, Diagnostics, Severity, SourceMap, Span};
use annotate_snippets::{Level, Origin, Renderer, Snippet};

/// Whether a report has colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    /// With ANSI escapes.
    Always,
    /// Plain text.
    Never,
}

/// A character of the private use planes that stands around the number of an excerpt where its
/// place goes; excerpts and messages never hold it (`excerpt::shown`).
const MARK: char = '\u{10FFFD}';

/// Wide enough that the renderer never cuts a line: ours are cut already.
const WIDTH: usize = 100_000;

/// Renders all findings in their order, with an empty line between two; empty where there are
/// none, else ending in a line end.
pub fn render(diagnostics: &Diagnostics, sources: &SourceMap, color: Color) -> String {
    let renderer = match color {
        Color::Always => Renderer::styled(),
        Color::Never => Renderer::plain(),
    }
    .term_width(WIDTH);
    let reports: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| {
            let mut report = render_one(diagnostic, sources, &renderer);
            report.push('\n');
            report
        })
        .collect();
    reports.join("\n")
}

fn render_one(diagnostic: &Diagnostic, sources: &SourceMap, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let (label, notes) = wording(diagnostic, sources);
    let mut group = level
        .primary_title(clean(&diagnostic.message))
        .id(diagnostic.code.as_str())
        .elements([] as [Origin; 0]);

    let mut places: Vec<(&Span, &str)> = Vec::new();
    places.extend(diagnostic.primary.as_ref().map(|span| (span, label.as_str())));
    places.extend(diagnostic.secondary.iter().map(|other| (&other.span, other.text.as_str())));
    let primary_is_first = diagnostic.primary.is_some();
    let excerpts = excerpt::excerpts(&places, sources, primary_is_first);

    for (number, excerpt) in excerpts.iter().enumerate() {
        let mark = format!("{MARK}{number}{MARK}");
        if excerpt.annotations.is_empty() {
            group = group.element(Origin::path(mark));
        } else {
            group = group.element(
                Snippet::source(excerpt.text.as_str())
                    .line_start(excerpt.first_line)
                    .path(mark)
                    .annotations(excerpt.annotations.iter().map(excerpt::Annotation::as_snippet)),
            );
        }
    }
    for (level, note) in notes {
        group = group.element(level.message(note));
    }
    with_places(&renderer.render(&[group]), &excerpts)
}

/// What is said under the primary place, and what below the excerpt.
fn wording(diagnostic: &Diagnostic, sources: &SourceMap) -> (String, Vec<(Level<'static>, String)>) {
    let mut notes = Vec::new();
    let mut label = diagnostic.label.clone();
    if let Some(suggestion) = &diagnostic.suggestion {
        if label.is_empty() {
            label = suggestion.question();
        } else {
            notes.push((Level::HELP, clean(&suggestion.question())));
        }
    }
    // Without an excerpt there is no place to write the label at.
    let has_excerpt = diagnostic.primary.as_ref().is_some_and(|span| excerpt::can_be_cut(span, sources));
    if !has_excerpt && !label.is_empty() {
        let level = if diagnostic.label.is_empty() { Level::HELP } else { Level::NOTE };
        notes.insert(0, (level, clean(&label)));
        label.clear();
    }
    notes.extend(diagnostic.help.as_deref().map(|help| (Level::HELP, clean(help))));
    (label, notes)
}

/// A message without characters that a terminal would obey; line ends stay.
fn clean(text: &str) -> String {
    text.chars()
        .filter(|character| *character != '\r')
        .map(|character| if character == '\n' { character } else { excerpt::shown(character) })
        .collect()
}

/// Puts the true places where the marks stand, and takes away the line and column that the
/// renderer counted.
fn with_places(rendered: &str, excerpts: &[Excerpt]) -> String {
    let mut parts = rendered.split(MARK);
    let mut report = parts.next().unwrap_or("").to_owned();
    while let (Some(number), Some(rest)) = (parts.next(), parts.next()) {
        let place = number.parse().ok().and_then(|number: usize| excerpts.get(number));
        report.push_str(place.map_or("", |excerpt| &excerpt.place));
        report.push_str(rest.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
    }
    report
}

#[cfg(test)]
mod tests;
