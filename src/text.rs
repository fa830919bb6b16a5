//! Plain text: normal forms, folding, sentences, and the one place that escapes HTML.

use icu_casemap::CaseMapper;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_segmentation::UnicodeSegmentation;

/// Brings a text into Unicode's normal form C.
pub fn nfc(text: &str) -> String {
    if is_nfc(text) { text.to_owned() } else { text.nfc().collect() }
}

/// Whether a text is plainly in Unicode's normal form C; `false` where that takes more than a look.
pub fn is_nfc(text: &str) -> bool {
    text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes
}

/// Whether a character is a mark that belongs to the letter before it.
pub fn is_combining_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

/// Whether a character is a letter or digit of any script, or a mark of one.
pub fn is_letter_or_digit(character: char) -> bool {
    character.is_alphanumeric() || is_combining_mark(character)
}

/// A text without its combining marks: `e` for `é`. Letters that only look as if they had one, such
/// as `ø`, stay.
pub fn without_marks(text: &str) -> String {
    text.nfd().filter(|character| !is_combining_mark(*character)).nfc().collect()
}

/// Folds a text for comparison: NFC and Unicode case folding.
pub fn fold(text: &str) -> String {
    // Ids and most names are plain: for these the tables say the same, at twenty times the cost.
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let plain: Option<String> = text.chars().map(folded_letter).collect();
    plain.unwrap_or_else(|| nfc(&CaseMapper::new().fold_string(&nfc(text))))
}

/// What a character folds to where that is one character, whatever stands beside it: ASCII, and the
/// letters of Western Europe and of Cyrillic that have two cases.
fn folded_letter(character: char) -> Option<char> {
    let lower = |distance: u32| char::from_u32(u32::from(character) + distance);
    match character {
        '\0'..='\x7f' => Some(character.to_ascii_lowercase()),
        'à'..='ö' | 'ø'..='ÿ' | 'а'..='џ' => Some(character),
        'À'..='Ö' | 'Ø'..='Þ' | 'А'..='Я' => lower(0x20),
        'Ѐ'..='Џ' => lower(0x50),
        _ => None,
    }
}

/// Folds a name for comparison: [`fold`], white space to one space, trimmed.
pub fn fold_name(name: &str) -> String {
    fold(&squeeze(name))
}

/// White space to one space, trimmed.
pub fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Escapes a text for HTML, in content and between double quotes. A control character that HTML
/// does not allow becomes U+FFFD.
pub fn escape(text: &str) -> String {
    let named = |character| match character {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        _ => None,
    };
    rewrite(text, named)
}

/// HTML without the characters that it does not allow, as [`escape`] writes them.
pub fn allowed_in_html(html: &str) -> String {
    rewrite(html, |_| None)
}

/// A text with what `named` says for some of ASCII's marks, and without what HTML does not allow. What
/// lies between is copied as it is.
fn rewrite(text: &str, named: impl Fn(char) -> Option<&'static str>) -> String {
    let mut rewritten = String::with_capacity(text.len() + text.len() / 16);
    let mut copied = 0;
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|byte| may_differ(*byte)) {
        at += found;
        let Some(character) = text[at..].chars().next() else { break };
        let end = at + character.len_utf8();
        let kept = allowed(character);
        let name = named(character);
        if name.is_some() || kept != Some(character) {
            rewritten.push_str(&text[copied..at]);
            match name {
                Some(name) => rewritten.push_str(name),
                None => rewritten.extend(kept),
            }
            copied = end;
        }
        at = end;
    }
    rewritten.push_str(&text[copied..]);
    rewritten
}

/// Whether a character that begins with this byte may have to be written in another way: marks of HTML,
/// control characters, and the first bytes of those that HTML does not allow.
fn may_differ(byte: u8) -> bool {
    matches!(byte, b'&' | b'<' | b'>' | b'"' | 0..0x20 | 0x7f | 0xc2 | 0xef..)
}

fn allowed(character: char) -> Option<char> {
    match character {
        '\n' | '\t' => Some(character),
        '\r' => None,
        _ if character.is_control() || is_noncharacter(character) => Some('\u{fffd}'),
        _ => Some(character),
    }
}

fn is_noncharacter(character: char) -> bool {
    let code = u32::from(character);
    (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe
}

/// The first sentence of a text (Unicode Standard Annex 29), trimmed; empty for empty text.
pub fn first_sentence(text: &str) -> &str {
    text.unicode_sentences().next().map_or("", str::trim)
}

/// Cuts a text at a word's end so that at most `limit` characters stay, and adds an ellipsis where
/// something was cut.
pub fn cut_at_word(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let mut kept = 0;
    for (start, word) in text.unicode_word_indices() {
        let end = start + word.len();
        if text[..end].chars().count() > limit.saturating_sub(1) {
            break;
        }
        kept = end;
    }
    if kept == 0 {
        kept = text.char_indices().nth(limit.saturating_sub(1)).map_or(text.len(), |(at, _)| at);
    }
    format!("{}…", text[..kept].trim_end())
}

/// Cuts a text after the sentence in which it passes `limit` characters; the whole text where it
/// does not. The second value says whether something was cut.
pub fn cut_at_sentence(text: &str, limit: usize) -> (&str, bool) {
    let mut end = 0;
    for sentence in text.split_sentence_bounds() {
        end += sentence.len();
        if text[..end].chars().count() >= limit {
            break;
        }
    }
    (text[..end].trim_end(), !text[end..].trim().is_empty())
}

/// How many letters must be added, left out, replaced or swapped with the next to make one text of
/// the other (Damerau and Levenshtein).
pub fn distance(one: &str, other: &str) -> usize {
    strsim::damerau_levenshtein(one, other)
}

/// The word of `candidates` that is nearest to `word`, if one is near enough to be meant: at most
/// a third of its letters differ (Damerau and Levenshtein). Ties go to the one sorted first.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = fold(word);
    let length = word.chars().count();
    let limit = (length / 3).max(1);
    // Folding changes a length by little: what is far off needs no look.
    let near = |candidate: &&str| candidate.chars().count().abs_diff(length) <= 2 * limit + 2;
    candidates
        .into_iter()
        .filter(near)
        .map(|candidate| (distance(&word, &fold(candidate)), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_ignores_case_and_form() {
        assert_eq!(fold_name("  Kir\n STARMER "), "kir starmer");
        assert_eq!(fold("Зеленський"), fold("ЗЕЛЕНСЬКИЙ"));
        assert_eq!(fold("e\u{301}"), "é");
        assert_eq!(fold("Straße"), "strasse");
    }

    #[test]
    fn letters_that_are_folded_without_the_tables_fold_to_the_same() {
        let mut found = 0;
        for character in '\0'..='\u{2fff}' {
            let Some(folded) = folded_letter(character) else { continue };
            let text = character.to_string();
            assert_eq!(nfc(&CaseMapper::new().fold_string(&nfc(&text))), folded.to_string(), "{character}");
            found += 1;
        }
        assert_eq!(found, 128 + 62 - 1 + 96);
    }

    #[test]
    fn escaping_leaves_nothing_that_html_would_read() {
        assert_eq!(escape("<a b=\"c\">&\u{0}\u{1b}"), "&lt;a b=&quot;c&quot;&gt;&amp;\u{fffd}\u{fffd}");
        assert_eq!(allowed_in_html("<é>\r\n\u{7f}\u{85}\u{a0}"), "<é>\n\u{fffd}\u{fffd}\u{a0}");
        assert_eq!(
            escape("\u{fdd0}|\u{fdcf}|\u{1ffff}|😀|\u{e000}"),
            "\u{fffd}|\u{fdcf}|\u{fffd}|😀|\u{e000}"
        );
        for character in '\0'..=char::MAX {
            let text = format!("a{character}b");
            let kept: String = text.chars().filter_map(allowed).collect();
            assert_eq!(allowed_in_html(&text), kept, "{character:?}");
        }
    }

    #[test]
    fn cuts_end_at_words_and_sentences() {
        assert_eq!(cut_at_word("one two three", 9), "one two…");
        assert_eq!(cut_at_word("one", 9), "one");
        assert_eq!(cut_at_sentence("One. Two. Three.", 6), ("One. Two.", true));
        assert_eq!(cut_at_sentence("One.", 6), ("One.", false));
        assert_eq!(first_sentence("Een. Twee."), "Een.");
    }

    #[test]
    fn near_words_are_found() {
        assert_eq!(nearest("kier-starmer", ["keir-starmer", "e-macron"]), Some("keir-starmer"));
        assert_eq!(nearest("zzz", ["keir-starmer"]), None);
    }
}
