//! Cuts out of the sources what a report shows.
//!
//! Goes in: the places of one finding, the primary one first. Comes out: for each file the lines
//! that hold them, each cut to what stands around its places, with the places as bytes of the cut
//! text. Places too far apart on one line come in excerpts of their own.

use crate::diagnostics::{SourceMap, Span};
use crate::paths::SourcePath;
use annotate_snippets::AnnotationKind;
use std::ops::Range;

/// How many characters are shown before and behind the places on a line.
const AROUND: usize = 100;
/// How many characters of a place are marked at the most.
const LONGEST: usize = 100;
/// How far apart, in characters, the places of one line may stand to share an excerpt.
const TOGETHER: usize = 100;
/// How far apart, in lines, the places of one file may stand to share an excerpt.
const NEAR_LINES: usize = 1_000;

/// A part of a source as it is shown.
pub(super) struct Excerpt {
    /// `path:line:column`, or `path` where the text is not known.
    pub place: String,
    /// The lines, from the first to the last that holds a place.
    pub text: String,
    /// The number of the first line, from 1.
    pub first_line: usize,
    /// The places; none where there is nothing to show but the path.
    pub annotations: Vec<Annotation>,
}

/// A place in the text of an excerpt.
pub(super) struct Annotation {
    range: Range<usize>,
    kind: AnnotationKind,
    label: String,
}

impl Annotation {
    /// The place as the renderer takes it.
    pub fn as_snippet(&self) -> annotate_snippets::Annotation<'_> {
        let annotation = self.kind.span(self.range.clone());
        if self.label.is_empty() { annotation } else { annotation.label(self.label.as_str()) }
    }
}

/// A place on its line.
struct Spot<'a> {
    file: &'a SourcePath,
    text: &'a str,
    /// From 1.
    line: usize,
    /// From 1, in characters.
    column: usize,
    /// Bytes of the text: the line without its end.
    line_range: Range<usize>,
    /// Bytes of the text, within the line and at most [`LONGEST`] characters.
    range: Range<usize>,
    kind: AnnotationKind,
    label: &'a str,
}

/// Cuts the excerpts of one finding; the place that each is headed with is the first that went in.
pub(super) fn excerpts(
    places: &[(&Span, &str)],
    sources: &SourceMap,
    primary_is_first: bool,
) -> Vec<Excerpt> {
    let mut excerpts = Vec::new();
    let mut groups: Vec<Vec<Spot>> = Vec::new();
    for (number, (span, label)) in places.iter().enumerate() {
        let kind =
            if number == 0 && primary_is_first { AnnotationKind::Primary } else { AnnotationKind::Context };
        match spot(span, label, kind, sources) {
            None if kind == AnnotationKind::Primary => excerpts.push(bare(span, "", sources)),
            None => excerpts.push(bare(span, label, sources)),
            Some(spot) => match groups.iter_mut().find(|group| fits(group, &spot)) {
                Some(group) => group.push(spot),
                None => groups.push(vec![spot]),
            },
        }
    }
    // The primary place comes first, be it bare or not.
    let at = if kind_of_first(&groups) == Some(AnnotationKind::Primary) { 0 } else { excerpts.len() };
    excerpts.splice(at..at, groups.iter().map(|group| cut(group)));
    excerpts
}

/// Whether there are lines to show for a place: not for a file as a whole, nor where the text is
/// not known.
pub(super) fn can_be_cut(span: &Span, sources: &SourceMap) -> bool {
    span.range != (0..0) && sources.text(&span.file).is_some()
}

/// A character as it is shown: none that a terminal would obey or that is used as a mark. A tab is
/// left to the renderer, which knows how wide it draws it.
pub(super) fn shown(character: char) -> char {
    match character {
        '\u{0}'..='\u{1f}' | '\u{7f}' if character != '\t' => '\u{fffd}',
        '\u{80}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | super::MARK => '\u{fffd}',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        _ => character,
    }
}

fn kind_of_first(groups: &[Vec<Spot>]) -> Option<AnnotationKind> {
    groups.first().and_then(|group| group.first()).map(|spot| spot.kind)
}

/// Only the path, where they are known line and column, and what is said of the place.
fn bare(span: &Span, label: &str, sources: &SourceMap) -> Excerpt {
    let mut place = if sources.text(&span.file).is_some() {
        let position = sources.position(&span.file, span.range.start);
        format!("{}:{}:{}", clean_path(&span.file), position.line, position.column)
    } else {
        clean_path(&span.file)
    };
    if !label.is_empty() {
        place.push_str(&format!(": {}", clean_label(label)));
    }
    Excerpt { place, text: String::new(), first_line: 1, annotations: Vec::new() }
}

fn clean_path(path: &SourcePath) -> String {
    path.as_str().chars().map(shown).collect()
}

/// The place on its line; `None` for a file as a whole, and where the text is not known.
fn spot<'a>(
    span: &'a Span,
    label: &'a str,
    kind: AnnotationKind,
    sources: &'a SourceMap,
) -> Option<Spot<'a>> {
    let text = sources.text(&span.file).filter(|_| can_be_cut(span, sources))?;
    let start = boundary(text, span.range.start);
    let end = boundary(text, span.range.end).max(start);
    let position = sources.position(&span.file, start);
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
    let line_end = line_start + text[line_start..line_end].trim_end_matches('\r').len();
    // A place of several lines is marked on its first.
    let start = start.min(line_end);
    let end = end.clamp(start, line_end).min(forward(text, start, LONGEST));
    Some(Spot {
        file: &span.file,
        text,
        line: position.line,
        column: position.column,
        line_range: line_start..line_end,
        range: start..end,
        kind,
        label,
    })
}

/// Whether a place goes into the excerpt of those before it.
fn fits(group: &[Spot], spot: &Spot) -> bool {
    group.iter().all(|other| {
        other.file == spot.file
            && other.line.abs_diff(spot.line) <= NEAR_LINES
            && (other.line != spot.line
                || forward(spot.text, other.range.start.min(spot.range.start), TOGETHER)
                    >= other.range.start.max(spot.range.start))
    })
}

/// Cuts the excerpt of some places of one file.
fn cut(group: &[Spot]) -> Excerpt {
    let head = &group[0];
    let first = group.iter().min_by_key(|spot| spot.line).expect("a group is made with its first place");
    let last = group.iter().map(|spot| spot.line).max().unwrap_or(first.line);
    let mut text = String::new();
    let mut annotations = Vec::new();
    let mut rest = first.text[first.line_range.start..].split('\n');
    for line in first.line..=last {
        let source = rest.next().unwrap_or("");
        let spots: Vec<&Spot> = group.iter().filter(|spot| spot.line == line).collect();
        if spots.is_empty() {
            // Shown only where it stands alone between two others.
            push_shown(&mut text, &source[..forward(source, 0, 2 * AROUND)]);
        } else {
            push_line(&mut text, &mut annotations, &spots);
        }
        if line < last {
            text.push('\n');
        }
    }
    Excerpt {
        place: format!("{}:{}:{}", clean_path(head.file), head.line, head.column),
        text,
        first_line: first.line,
        annotations,
    }
}

/// Adds what is shown of a line that holds places.
fn push_line(text: &mut String, annotations: &mut Vec<Annotation>, spots: &[&Spot]) {
    let (source, line) = (spots[0].text, &spots[0].line_range);
    let first = spots.iter().map(|spot| spot.range.start).min().unwrap_or(line.start);
    let last = spots.iter().map(|spot| spot.range.end).max().unwrap_or(line.end);
    let from = backward(source, first, AROUND).max(line.start);
    let to = forward(source, last, AROUND).min(line.end);
    if from > line.start {
        text.push('…');
    }
    let base = text.len();
    let shown_length = |range: Range<usize>| -> usize {
        source[range].chars().map(|character| shown(character).len_utf8()).sum()
    };
    for spot in spots {
        let start = base + shown_length(from..spot.range.start);
        let end = start + shown_length(spot.range.clone());
        annotations.push(Annotation { range: start..end, kind: spot.kind, label: clean_label(spot.label) });
    }
    push_shown(text, &source[from..to]);
    if to < line.end {
        text.push('…');
    }
}

fn push_shown(text: &mut String, source: &str) {
    text.extend(source.trim_end_matches('\r').chars().map(shown));
}

fn clean_label(label: &str) -> String {
    label.chars().map(shown).collect()
}

/// The nearest place at or before `offset` that lies between two characters.
fn boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// The place `count` characters behind `offset`, or the end of the text.
fn forward(text: &str, offset: usize, count: usize) -> usize {
    text[offset..].char_indices().nth(count).map_or(text.len(), |(at, _)| offset + at)
}

/// The place `count` characters before `offset`, or the beginning of the text.
fn backward(text: &str, offset: usize, count: usize) -> usize {
    if count == 0 {
        return offset;
    }
    text[..offset].char_indices().rev().nth(count - 1).map_or(0, |(at, _)| at)
}
