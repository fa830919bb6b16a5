//! The limits of `[limits]`: what is just within them is read, what is just beyond is refused.

use super::{read, settings};
use briefing::config::{Limits, ParseSettings};
use briefing::diagnostics::Code;

fn limited(limits: Limits) -> ParseSettings {
    ParseSettings { limits, ..settings(0) }
}

/// Whether a text is refused; what is refused stays as one paragraph of text.
fn is_refused(text: &str, settings: &ParseSettings) -> bool {
    let (body, diagnostics) = read(text, settings, None);
    let found = diagnostics.iter().find(|found| found.code == Code::TooDeep);
    assert!(found.is_none() || body.passages.len() == 1, "{text:.60?}");
    found.is_some()
}

#[test]
fn containers_count_one_each() {
    let settings = settings(0);
    assert_eq!(settings.limits.nesting, 100);
    let nested: [fn(usize) -> String; 5] = [
        |depth| "> ".repeat(depth) + "a",
        |depth| ">".repeat(depth) + " a",
        |depth| "- ".repeat(depth) + "a",
        |depth| (0..depth).map(|depth| "  ".repeat(depth) + "- a\n").collect(),
        |depth| "::: note\n".repeat(depth) + "a\n" + &":::\n".repeat(depth),
    ];
    for (number, nested) in nested.iter().enumerate() {
        assert!(!is_refused(&nested(100), &settings), "{number}: 100");
        assert!(is_refused(&nested(101), &settings), "{number}: 101");
    }
    // Both kinds together.
    let mixed = |depth: usize| "::: note\n".repeat(50) + &"> ".repeat(depth) + "a\n\n" + &":::\n".repeat(50);
    assert!(!is_refused(&mixed(50), &settings) && is_refused(&mixed(51), &settings));
}

#[test]
fn events_are_counted() {
    let settings = limited(Limits { events: 300, ..settings(0).limits });
    // A paragraph is a start, a text, and an end.
    assert!(!is_refused(&"a\n\n".repeat(100), &settings));
    assert!(is_refused(&"a\n\n".repeat(101), &settings));
}

#[test]
fn html_may_grow_to_a_multiple_or_to_the_floor() {
    // Short rows of a wide table are filled up with empty cells.
    let table = |columns: usize, rows: usize| {
        format!("|{}\n|{}\n{}", "a|".repeat(columns), "-|".repeat(columns), "|x|\n".repeat(rows))
    };
    let narrow = limited(Limits { expansion: 2, ..settings(0).limits });
    assert!(!is_refused(&table(100, 40), &narrow), "below 64 kB nothing is refused");
    assert!(is_refused(&table(100, 100), &narrow));
    assert!(!is_refused(&table(100, 100), &limited(Limits { expansion: 500, ..settings(0).limits })));
}
