//! What holds of whatever was read, whatever the text: places lie on character boundaries within the
//! file, permalinks and ids stand once, HTML is balanced and made of known elements and attributes,
//! and nothing that covers annotations while a text is parsed is printed.
//!
//! The fuzz targets check the same (`fuzz/fuzz_targets/`), so this file knows nothing of the tests.

use briefing::diagnostics::{Code, Diagnostics};
use briefing::document::{Body, Document, Excerpt, Inline, Piece};
use std::ops::Range;

/// Elements that a body may write.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "input",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Elements that have no end.
const VOID: &[&str] = &["br", "hr", "input", "wbr"];

/// Attributes that a body may write.
const ATTRIBUTES: &[&str] = &[
    "aria-label",
    "checked",
    "class",
    "colspan",
    "dir",
    "disabled",
    "href",
    "id",
    "lang",
    "rel",
    "rowspan",
    "start",
    "tabindex",
    "title",
    "type",
];

/// Checks a whole file that was read.
pub fn check_document(text: &str, document: &Document, diagnostics: &Diagnostics) {
    check_body(text, &document.body, diagnostics);
    for record in &document.records {
        check_range(text, &record.range);
    }
}

/// Checks a body, and what was found while reading it.
pub fn check_body(text: &str, body: &Body, diagnostics: &Diagnostics) {
    check_findings(text, diagnostics);
    body.links.iter().for_each(|link| check_range(text, &link.range));
    body.pictures.iter().for_each(|picture| check_range(text, &picture.range));
    for passage in &body.passages {
        check_range(text, &passage.range);
        if let Excerpt::Ranges(ranges) = &passage.excerpt {
            assert!(ranges.iter().all(|r| r.start <= r.end && r.end as usize <= body.pieces.len()));
        }
    }
    for annotation in &body.annotations {
        check_range(text, &annotation.range);
        check_range(text, &annotation.attributes_range);
        assert!(annotation.passages.start <= annotation.passages.end);
        assert!(annotation.passages.end as usize <= body.passages.len());
    }
    let mut permalinks: Vec<_> = body.passages.iter().map(|passage| &passage.permalink).collect();
    permalinks.extend(body.annotations.iter().filter_map(|annotation| annotation.permalink.as_ref()));
    permalinks.sort();
    assert!(permalinks.windows(2).all(|pair| pair[0] != pair[1]), "two permalinks alike in {text:?}");
    check_ids(text, body, diagnostics);
    check_markup(text, &body.pieces);
    check_covers(text, &body.pieces);
    for passage in &body.passages {
        if let Excerpt::Pieces(pieces) = &passage.excerpt {
            check_markup(text, pieces);
        }
    }
}

/// Checks the text of a front-matter field.
pub fn check_inline(text: &str, inline: &Inline) {
    assert!(!inline.pieces.iter().any(|piece| matches!(piece, Piece::Id(_) | Piece::Anchor(_))), "{text:?}");
    check_markup(text, &inline.pieces);
}

/// Findings point into the file.
pub fn check_findings(text: &str, diagnostics: &Diagnostics) {
    for found in diagnostics.iter() {
        for span in found.primary.iter().chain(found.secondary.iter().map(|label| &label.span)) {
            check_range(text, &span.range);
        }
    }
}

/// A range lies within the text and cuts no character.
pub fn check_range(text: &str, range: &Range<usize>) {
    assert!(range.start <= range.end, "{range:?} in {text:?}");
    assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end), "{range:?} in {text:?}");
}

/// No id stands twice, unless the author wrote it twice, which is reported; all are anchors.
fn check_ids(text: &str, body: &Body, diagnostics: &Diagnostics) {
    let mut ids: Vec<&str> = Vec::new();
    for piece in &body.pieces {
        if let Piece::Id(id) | Piece::Anchor(id) = piece {
            ids.extend(id.split_whitespace());
        }
    }
    let is_anchor = |id: &&str| body.anchors.binary_search_by(|anchor| (**anchor).cmp(id)).is_ok();
    assert!(ids.iter().all(is_anchor), "an id of {ids:?} is no anchor: {text:?}");
    ids.sort_unstable();
    let is_told = diagnostics.iter().any(|found| found.code == Code::DuplicateId);
    assert!(is_told || ids.windows(2).all(|pair| pair[0] != pair[1]), "{ids:?} in {text:?}");
}

/// Elements and attributes are known ones, those that are opened are closed, in order, and no link
/// stands in a link.
fn check_markup(text: &str, pieces: &[Piece]) {
    let html = printed(pieces);
    let mut open: Vec<&str> = Vec::new();
    let mut rest = &*html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let is_end = rest.starts_with('/');
        rest = rest.trim_start_matches('/');
        let name = take_name(&mut rest);
        assert!(ELEMENTS.contains(&name), "<{name}> in {html}\nof {text:?}");
        let attributes = take_attributes(&mut rest);
        assert!(
            attributes.iter().all(|attribute| ATTRIBUTES.contains(attribute)),
            "{attributes:?} in {html}\nof {text:?}"
        );
        if is_end {
            assert_eq!(open.pop(), Some(name), "{html}\nof {text:?}");
        } else if !VOID.contains(&name) {
            assert!(name != "a" || !open.contains(&"a"), "{html}\nof {text:?}");
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{html}\nof {text:?}");
}

/// What a body's pieces say as HTML, as far as they are settled.
fn printed(pieces: &[Piece]) -> String {
    let mut html = String::new();
    for piece in pieces {
        match piece {
            Piece::Html(part) | Piece::Fault(part) => html.push_str(part),
            Piece::LinkStart(_) => html.push_str("<a>"),
            Piece::LinkEnd(_) => html.push_str("</a>"),
            Piece::Id(id) => html.push_str(&format!(" id=\"{id}\"")),
            Piece::Anchor(id) => html.push_str(&format!("<span id=\"{id}\"></span>")),
            _ => {}
        }
    }
    html
}

fn take_name<'a>(rest: &mut &'a str) -> &'a str {
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
    let (name, behind) = rest.split_at(end);
    *rest = behind;
    name
}

/// The names of a tag's attributes; `rest` then stands behind the tag.
fn take_attributes<'a>(rest: &mut &'a str) -> Vec<&'a str> {
    let mut names = Vec::new();
    while let Some(behind) = rest.strip_prefix(' ') {
        *rest = behind;
        names.push(take_name(rest));
        if let Some(value) = rest.strip_prefix("=\"") {
            *rest = value.split_once('"').expect("a value ends in a quote").1;
        }
    }
    *rest = rest.strip_prefix('>').unwrap_or_else(|| panic!("a tag goes on with {rest:?}"));
    names
}

/// Attributes are covered by a row of `x` while the text is parsed: no row is printed that is longer
/// than those of the text.
fn check_covers(text: &str, pieces: &[Piece]) {
    let written = longest_row(text);
    for piece in pieces {
        if let Piece::Html(html) | Piece::Fault(html) = piece {
            assert!(longest_row(html) <= written.max(1), "{html}\nof {text:?}");
        }
    }
}

fn longest_row(text: &str) -> usize {
    text.split(|c| c != 'x').map(str::len).max().unwrap_or(0)
}
