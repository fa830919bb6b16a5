//! Passages while they are read, and the permalinks of passages and annotations.

use crate::digest::ContentHash;
use crate::document::PassageKind;
use crate::text::{is_combining_mark, is_nfc, nfc};
use std::collections::BTreeSet;
use std::ops::Range;

/// A passage while it is read.
#[derive(Clone, Debug)]
pub struct PassageDraft {
    pub kind: PassageKind,
    pub own_id: Option<Box<str>>,
    pub range: Range<usize>,
    pub heading: Option<u32>,
    pub note: Option<u32>,
    /// Its text as printed, not yet squeezed.
    pub plain: String,
    /// Its text as permalinks hash it, not yet squeezed.
    pub hashed: String,
    /// Its own drafts.
    pub ranges: Vec<Range<u32>>,
    /// Of a row: its cells' drafts, by column.
    pub cells: Vec<Range<u32>>,
    /// Of a row: which head it has (index of the heads that were read).
    pub head: Option<usize>,
    /// Whether its permalink was written.
    pub is_linked: bool,
}

impl PassageDraft {
    /// An empty passage.
    pub fn new(kind: PassageKind, range: Range<usize>) -> Self {
        Self {
            kind,
            own_id: None,
            range,
            heading: None,
            note: None,
            plain: String::new(),
            hashed: String::new(),
            ranges: Vec::new(),
            cells: Vec::new(),
            head: None,
            is_linked: false,
        }
    }
}

/// Text as it is kept: NFC, white space squeezed.
pub fn plain(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !squeezed.is_empty() {
            squeezed.push(' ');
        }
        squeezed.push_str(word);
    }
    if is_nfc(&squeezed) { squeezed } else { nfc(&squeezed) }
}

/// Text as permalinks hash it: besides, without square brackets.
pub fn hashed(text: &str) -> String {
    const BRACKETS: [char; 2] = ['[', ']'];
    if text.contains(BRACKETS) { plain(&text.replace(BRACKETS, "")) } else { plain(text) }
}

/// Whether an id falls into what is kept for the site's own.
pub fn is_reserved(id: &str) -> bool {
    let is_permalink = |prefix: &str| {
        id.strip_prefix(prefix)
            .and_then(|rest| rest.get(..8))
            .is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'a'..=b'f')))
    };
    is_permalink("p-") || is_permalink("s-") || id.starts_with("fn-") || id.starts_with("site-")
}

/// Gives out permalinks with one prefix; no two are alike.
#[derive(Debug)]
pub struct Permalinks {
    prefix: &'static str,
    used: BTreeSet<String>,
}

impl Permalinks {
    /// None given out yet; the prefix is `p-` or `s-`.
    pub fn new(prefix: &'static str) -> Self {
        Self { prefix, used: BTreeSet::new() }
    }

    /// The permalink of a text; where that is given out, of the text with each of `further` behind
    /// it, one after the other; where all are, the last one numbered. `None` for empty text.
    pub fn give(&mut self, text: &str, further: &[&str]) -> Option<Box<str>> {
        if text.is_empty() {
            return None;
        }
        let mut whole = text.to_owned();
        let mut link = self.link(&whole);
        for more in further {
            if !self.used.contains(&link) {
                break;
            }
            whole.push('\n');
            whole.push_str(more);
            link = self.link(&whole);
        }
        if self.used.contains(&link) {
            link = self.numbered(&link);
        }
        self.used.insert(link.clone());
        Some(link.into())
    }

    fn link(&self, text: &str) -> String {
        format!("{}{}", self.prefix, ContentHash::of(text.as_bytes()).short())
    }

    fn numbered(&self, link: &str) -> String {
        // Numbers are given out in order, so that the first free one is found by bisection: a text
        // that stands ten thousand times must not take a hundred million steps.
        let taken = |number: u32| self.used.contains(&format!("{link}-{number}"));
        let mut high = 2;
        while taken(high) {
            high *= 2;
        }
        let mut low = if high == 2 { 2 } else { high / 2 + 1 };
        while low < high {
            let middle = low.midpoint(high);
            if taken(middle) { low = middle + 1 } else { high = middle }
        }
        format!("{link}-{low}")
    }
}

/// The slug of a heading by GitHub's algorithm: lower case; letters, marks, digits, `-` and `_` stay,
/// a space becomes `-`, anything else goes.
pub fn slug(text: &str) -> String {
    text.trim()
        .to_lowercase()
        .chars()
        .filter_map(|c| match c {
            ' ' => Some('-'),
            '-' | '_' => Some(c),
            _ if c.is_alphanumeric() || is_combining_mark(c) => Some(c),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alike_texts_get_different_permalinks() {
        let mut permalinks = Permalinks::new("p-");
        let first = permalinks.give("Yes.", &["before"]).expect("has text");
        assert_eq!(first.len(), 10);
        let second = permalinks.give("Yes.", &["before"]).expect("has text");
        assert_ne!(first, second);
        assert_eq!(permalinks.give("Yes.", &["before"]).expect("has text"), format!("{second}-2").into());
        for number in 3..40 {
            let link = permalinks.give("Yes.", &["before"]).expect("has text");
            assert_eq!(link, format!("{second}-{number}").into());
        }
        assert_eq!(permalinks.give("", &[]), None);
    }

    #[test]
    fn slugs_are_those_of_github() {
        assert_eq!(slug("What we know, so far"), "what-we-know-so-far");
        assert_eq!(slug("C++ & Rust"), "c--rust");
        assert_eq!(slug("Переговори"), "переговори");
    }

    #[test]
    fn reserved_ids_are_known() {
        for (id, reserved) in [
            ("p-1a2b3c4d", true),
            ("p-1a2b3c4d-2", true),
            ("s-zzzzzzzz", false),
            ("fn-1", true),
            ("site-x", true),
            ("p-1", false),
        ] {
            assert_eq!(is_reserved(id), reserved, "{id}");
        }
    }
}
