//! Texts made comparable: what a reporter may change in a quotation without changing its words.

use crate::text;

/// Opening quotation marks, each with those that may close it.
const PAIRS: &[(char, &[char])] = &[
    ('“', &['”']),
    ('„', &['“', '”']),
    ('«', &['»']),
    ('»', &['«', '»']),
    ('‹', &['›']),
    ('「', &['」']),
    ('『', &['』']),
    ('”', &['”']),
    ('"', &['"']),
    ('‘', &['’']),
    ('‚', &['‘', '’']),
    ('\'', &['\'']),
];

/// The parts of a text that stand in quotation marks, without them; a quotation within a quotation
/// stays in its part. A mark that nothing closes, and an apostrophe, open none.
pub(super) fn quoted(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut behind = 0;
    while let Some((at, mark)) = text[behind..].char_indices().find(|(_, c)| is_opening(*c)) {
        let at = behind + at;
        let inner = at + mark.len_utf8();
        behind = inner;
        if is_apostrophe(mark) && ends_with_letter(&text[..at]) {
            continue;
        }
        if let Some(length) = closing(&text[inner..], mark) {
            parts.push(&text[inner..inner + length]);
            behind = inner + length;
            behind += text[behind..].chars().next().map_or(0, char::len_utf8);
        }
    }
    parts
}

/// Splits a quoted part at `…`, `...` and `[insertions]`.
pub(super) fn split(part: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = part;
    while let Some(at) = rest.find(['…', '[']).into_iter().chain(rest.find("...")).min() {
        pieces.push(&rest[..at]);
        let behind = match rest[at..].chars().next() {
            Some('[') => rest[at..].find(']').map_or(rest.len(), |end| at + end + 1),
            Some('…') => at + '…'.len_utf8(),
            _ => at + 3,
        };
        rest = &rest[behind..];
    }
    pieces.push(rest);
    pieces
}

/// Evens out white space, quotation marks, dashes, letter case, and a comma or full stop at the end.
pub(super) fn even(text: &str) -> String {
    let mut evened = String::with_capacity(text.len());
    let mut space = false;
    for character in text::fold(text).chars() {
        if character.is_whitespace() {
            space = true;
        } else if is_dash(character) {
            // A dash stands with or without space on either side.
            space = false;
            if !evened.ends_with('-') {
                evened.push('-');
            }
        } else if !is_quotation_mark(character) && !is_invisible(character) {
            if space && !evened.is_empty() && !evened.ends_with('-') {
                evened.push(' ');
            }
            space = false;
            evened.push(character);
        }
    }
    evened.truncate(evened.trim_end_matches([',', '.', ' ']).len());
    evened
}

/// Whether a piece stands in a text, both evened out, as whole words.
pub(super) fn holds(text: &str, piece: &str) -> bool {
    let is_letter = |character: Option<char>| {
        character.is_some_and(|character| {
            text::is_letter_or_digit(character) && !is_written_without_spaces(character)
        })
    };
    text.match_indices(piece).any(|(at, _)| {
        let (before, behind) = (&text[..at], &text[at + piece.len()..]);
        let cuts_before = is_letter(before.chars().next_back()) && is_letter(piece.chars().next());
        let cuts_behind = is_letter(piece.chars().next_back()) && is_letter(behind.chars().next());
        !cuts_before && !cuts_behind
    })
}

/// Scripts whose words are not told apart by spaces: Thai, Lao, Burmese, Khmer, Chinese, Japanese; and
/// Korean, in which particles are joined to words.
fn is_written_without_spaces(character: char) -> bool {
    matches!(
        character,
        '\u{e00}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{2e80}'..='\u{a4cf}'
            | '\u{ac00}'..='\u{d7af}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

fn is_opening(character: char) -> bool {
    PAIRS.iter().any(|(opening, _)| *opening == character)
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '‘' | '’')
}

fn is_quotation_mark(character: char) -> bool {
    character == '’' || PAIRS.iter().any(|(open, close)| *open == character || close.contains(&character))
}

fn is_dash(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Soft hyphens, zero-width characters and marks of direction.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn ends_with_letter(text: &str) -> bool {
    text.chars().next_back().is_some_and(text::is_letter_or_digit)
}

/// How many bytes stand before the mark that closes one opened before `text`; pairs of the same marks
/// within it are passed over.
fn closing(text: &str, opened: char) -> Option<usize> {
    let (_, closers) = PAIRS.iter().find(|(opening, _)| *opening == opened)?;
    let mut depth = 0;
    for (at, character) in text.char_indices() {
        let behind = text[at + character.len_utf8()..].chars().next();
        if closers.contains(&character) {
            // Behind a space or before a letter it is an apostrophe: don't, 's avonds.
            let behind_space = text[..at].chars().next_back().is_none_or(char::is_whitespace);
            if is_apostrophe(character) && (behind_space || behind.is_some_and(text::is_letter_or_digit)) {
                continue;
            }
            if depth == 0 {
                return Some(at);
            }
            depth -= 1;
        } else if character == opened {
            depth += 1;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_parts_are_found_in_marks_of_many_languages() {
        assert_eq!(
            quoted("He said “one two” and „drei vier“ and « cinq »."),
            ["one two", "drei vier", " cinq "]
        );
        assert_eq!(quoted("\"It's 'so'\", she said"), ["It's 'so'"]);
        assert_eq!(quoted("Don't, won't, the dogs' bowl"), Vec::<&str>::new());
        assert_eq!(quoted("‘That’s it’, he said"), ["That’s it"]);
        assert_eq!(quoted("'s Morgens rustig, 's avonds niet"), Vec::<&str>::new());
        assert_eq!(quoted("an “open mark"), Vec::<&str>::new());
        assert_eq!(quoted("»Wir gehen«, sagte er. ”Så är det”, sade hon."), ["Wir gehen", "Så är det"]);
    }

    #[test]
    fn what_is_left_out_or_put_in_splits_a_part() {
        assert_eq!(split("we … [the allies] will"), ["we ", " ", " will"]);
        assert_eq!(split("one...two"), ["one", "two"]);
        assert_eq!(split("plain"), ["plain"]);
        assert_eq!(split("an [open bracket"), ["an ", ""]);
    }

    #[test]
    fn a_piece_is_found_as_whole_words() {
        assert!(holds("the party was held", "party") && holds("a 大きな party", "大"));
        assert!(!holds("the party was held", "art") && !holds("the party", "the part"));
    }

    #[test]
    fn even_texts_differ_in_words_alone() {
        assert_eq!(even("“We will\u{a0}– as\nsaid –  act.”"), even("we will—as said—act"));
        assert_ne!(even("we will act"), even("we may act"));
    }
}
