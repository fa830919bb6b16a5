//! Attributes of ours that stand where nothing takes them: behind a bracket that was never closed,
//! behind white space or punctuation, at the end of a line that is no attribution.
//!
//! An annotation that is lost so would be missing everywhere, and its braces would stand in the text.
//! What is found here is only suspected: it is reported where it turns out to be text, not code.

use super::attributes::{Grammar, Problem};
use super::classes::{self, OURS};
use std::ops::Range;

/// How many bytes behind a `{`, or before a `]`, are looked at.
const LOOK: usize = 300;

/// Finds them in `range` of `source`, but for groups that `is_known` says yes to.
pub fn find(
    source: &str,
    range: Range<usize>,
    grammar: &mut Grammar<'_>,
    is_known: &dyn Fn(Range<usize>) -> bool,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (at, _) in source[range.clone()].match_indices('{') {
        let at = range.start + at;
        let group = group(source, at, range.end);
        if source[..at].ends_with('\\') || !is_ours(&group[1..]) || is_known(at..at + group.len()) {
            continue;
        }
        // What is wrong inside says more than that it is at the wrong place.
        let problem = if grammar.begins(at) { grammar.group(at, range.end, 0).err() } else { None };
        problems.push(problem.filter(|problem| problem.range.start >= at).map_or_else(
            || Problem { message: message(source, at, group), range: at..at + group.len() },
            |problem| Problem { range: at..at + group.len(), ..problem },
        ));
    }
    problems
}

/// Finds mentions without an end in a range of text: the `(@` behind a `]`, with the id as far as it goes.
pub fn half_mentions(source: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let Some(text) = source.get(range.clone()) else { return Vec::new() };
    let begins = |at: usize| {
        let before = source[..at].strip_suffix(']').filter(|before| !before.ends_with('\\'));
        before.is_some_and(|before| {
            let mut start = before.len().saturating_sub(LOOK);
            while !before.is_char_boundary(start) {
                start += 1;
            }
            let opening = before[start..].rfind('[').map(|opening| start + opening);
            opening.is_some_and(|opening| !before[..opening].ends_with('\\'))
        })
    };
    let half = |at: usize| {
        let id = source[at + 2..range.end].find(|c: char| !c.is_alphanumeric() && !"-_.|/".contains(c));
        at..id.map_or(range.end, |length| at + 2 + length)
    };
    let places = text.match_indices("(@").map(|(at, _)| range.start + at);
    places.filter(|at| begins(*at)).map(half).collect()
}

/// The text from the `{` at `at` to its `}`, else to the end of the line.
fn group(source: &str, at: usize, end: usize) -> &str {
    let mut stop = end.min(at + LOOK);
    while !source.is_char_boundary(stop) {
        stop -= 1;
    }
    let text = &source[at..stop];
    match text.find(['}', '\n']) {
        Some(found) if text[found..].starts_with('}') => &text[..=found],
        Some(found) => text[..found].trim_end(),
        None => text,
    }
}

/// Whether attributes of ours begin a text: a class of ours, with its dot or without, or a key with its
/// `=`.
fn is_ours(inside: &str) -> bool {
    let inside = inside.trim_start_matches([' ', '\t']);
    let word = |text: &str| -> usize {
        text.chars().take_while(|c| c.is_alphanumeric() || *c == '-').map(char::len_utf8).sum()
    };
    if let Some(class) = inside.strip_prefix('.') {
        return OURS.contains(&&class[..word(class)]);
    }
    let (first, rest) = inside.split_at(word(inside));
    let rest = rest.trim_start_matches([' ', '\t']);
    if let Some(value) = rest.strip_prefix('=') {
        return classes::is_key_of_ours(first) && !value.starts_with('=');
    }
    OURS.contains(&first) && rest.contains('=')
}

fn message(source: &str, at: usize, group: &str) -> String {
    if source[..at].ends_with(']') && !group.starts_with("{.") {
        return "a class of ours begins with a dot: `{.says …}`".to_owned();
    }
    let line = source[..at].rsplit('\n').next().unwrap_or_default();
    if line.trim_start_matches(['>', ' ', '\t']).starts_with("- ") {
        return "no attribution begins with a single `-`: write `—`, `–` or `--` before the name".to_owned();
    }
    "these attributes belong to nothing: they stand right behind the `]` of a span, at the end of a heading, \
     or at the end of a quotation's attribution"
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let mut grammar = Grammar::new(text);
        let problems = find(text, 0..text.len(), &mut grammar, &|_| false);
        problems.iter().map(|problem| &text[problem.range.clone()]).collect()
    }

    #[test]
    fn mentions_without_an_end_are_found() {
        let found = |text: &'static str| -> Vec<&str> {
            half_mentions(text, &(0..text.len())).into_iter().map(|half| &text[half]).collect()
        };
        assert_eq!(found("[a](@half"), ["(@half"]);
        assert_eq!(found("é [a](@half and é, [b](@two words)"), ["(@half", "(@two"]);
        assert_eq!(found("\\[a](@b a](@b [a\\](@b (@b [a] (@b"), Vec::<&str>::new());
    }

    #[test]
    fn what_is_ours_is_found_and_nothing_else() {
        assert_eq!(found("a said.{.says on=x} b"), ["{.says on=x}"]);
        assert_eq!(found("[a]{says by=b} and {on = x} and {at=y"), ["{says by=b}", "{on = x}", "{at=y"]);
        assert_eq!(found("{.holdsome} {a b} {} {x=1} { by } \\{.says} {by==a} {event}"), Vec::<&str>::new());
        assert_eq!(found("ä{.did\nby=b}"), ["{.did"]);
    }
}
