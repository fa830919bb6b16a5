//! Plain text: normal forms, folding, sentences, and the one place that escapes HTML.

use icu_casemap::CaseMapper;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_segmentation::UnicodeSegmentation;

/// Brings a text into Unicode's normal form C.
pub fn nfc(text: &str) -> String {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return text.to_owned();
    }
    text.nfc().collect()
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
    nfc(&CaseMapper::new().fold_string(&nfc(text)))
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
    let mut escaped = String::with_capacity(text.len() + text.len() / 16);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ => escaped.extend(allowed(character)),
        }
    }
    escaped
}

/// HTML without the characters that it does not allow, as [`escape`] writes them.
pub fn allowed_in_html(html: &str) -> String {
    html.chars().filter_map(allowed).collect()
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
    fn escaping_leaves_nothing_that_html_would_read() {
        assert_eq!(escape("<a b=\"c\">&\u{0}\u{1b}"), "&lt;a b=&quot;c&quot;&gt;&amp;\u{fffd}\u{fffd}");
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
