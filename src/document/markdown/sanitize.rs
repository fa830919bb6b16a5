//! Raw HTML where the site allows it: a small safe set, without ids, classes, pictures or links that
//! lead within the site. The only user of ammonia.

use std::collections::BTreeMap;

/// A tag within text that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InlineTag {
    Open(&'static str),
    Close(&'static str),
    Void(&'static str),
}

const INLINE: &[&str] = &[
    "abbr", "b", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small",
    "strong", "sub", "sup", "u", "var",
];
const VOID: &[&str] = &["br", "wbr"];
const BLOCK: &[&str] = &[
    "blockquote",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// What is safe of a block of HTML; elements are closed and nested as they should be.
pub fn block(html: &str) -> String {
    if nests_deeply(html) {
        return crate::text::escape(html);
    }
    let tags = INLINE.iter().chain(VOID).chain(BLOCK).copied().chain(["a"]);
    let clean = ammonia::Builder::empty()
        .tags(tags.collect())
        .clean_content_tags(["script", "style"].into())
        .generic_attributes(["lang", "dir", "title"].into())
        .tag_attributes([("a", ["href"].into()), ("td", ["colspan", "rowspan"].into())].into())
        .url_schemes(["http", "https", "mailto", "tel"].into())
        .url_relative(ammonia::UrlRelative::Deny)
        .clean(html)
        .to_string();
    // References to control characters were resolved, so that they are looked for only now.
    crate::text::allowed_in_html(&clean)
}

/// Whether elements may nest so deeply that cleaning them takes time quadratic in their number. An end
/// counts only where an element of its name is open: another one closes nothing.
fn nests_deeply(html: &str) -> bool {
    let mut open: BTreeMap<String, usize> = BTreeMap::new();
    let mut depth = 0usize;
    html.match_indices('<').any(|(at, _)| {
        let inside = &html[at + 1..];
        let name = inside.strip_prefix('/').unwrap_or(inside);
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return false;
        }
        let name = name.to_ascii_lowercase();
        if inside.starts_with('/') {
            if let Some(count) = open.get_mut(&name).filter(|count| **count > 0) {
                *count -= 1;
                depth -= 1;
            }
        } else if !VOID.contains(&&*name) && !["hr", "img", "input"].contains(&&*name) {
            *open.entry(name).or_default() += 1;
            depth += 1;
        }
        depth > DEEPEST
    })
}

const DEEPEST: usize = 200;

/// Reads a single tag; `None` where it is not kept. Attributes are dropped.
pub fn inline_tag(html: &str) -> Option<InlineTag> {
    let inside = html.strip_prefix('<')?;
    let closes = inside.starts_with('/');
    let name = inside.trim_start_matches('/');
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric())?];
    let find = |names: &'static [&'static str]| names.iter().copied().find(|n| n.eq_ignore_ascii_case(name));
    if let Some(name) = find(VOID) {
        return (!closes).then_some(InlineTag::Void(name));
    }
    let name = find(INLINE)?;
    Some(if closes { InlineTag::Close(name) } else { InlineTag::Open(name) })
}

/// HTML without its comments; one that is not closed reaches to the end.
pub fn without_comments(html: &str) -> String {
    let mut rest = html;
    let mut kept = String::with_capacity(html.len());
    while let Some(start) = rest.find("<!--") {
        kept.push_str(&rest[..start]);
        let inside = &rest[start + 2..];
        rest = inside.find("-->").map_or("", |end| &inside[end + 3..]);
    }
    kept.push_str(rest);
    kept
}

/// Where a comment begins that is not closed.
pub fn open_comment(html: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(start) = html[from..].find("<!--") {
        let inside = from + start + 2;
        match html[inside..].find("-->") {
            Some(end) => from = inside + end + 3,
            None => return Some(from + start),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_safe_set_is_kept() {
        for (html, expected) in [
            ("<div id=x onclick=y><b>a</b></div>", "<div><b>a</b></div>"),
            ("<script>x</script><p>a", "<p>a</p>"),
            ("<a href=\"javascript:x\">a</a>", "<a rel=\"noopener noreferrer\">a</a>"),
            ("<img src=x>", ""),
            ("<p>a\u{1}&#2;\u{0}\r\n", "<p>a\u{fffd}\u{fffd}\n</p>"),
        ] {
            assert_eq!(block(html), expected);
        }
        assert_eq!(inline_tag("<B class=x>"), Some(InlineTag::Open("b")));
        assert_eq!(inline_tag("</b>"), Some(InlineTag::Close("b")));
        assert_eq!(inline_tag("<script>"), None);
        assert_eq!(without_comments("a<!-- b -->c<!-- d"), "ac");
        assert_eq!(open_comment("a<!-- b --><!-->c<!-- d"), Some(17));
        assert_eq!(open_comment("a<!-- b --><!-->c"), None);
    }

    #[test]
    fn what_nests_deeply_is_shown_as_text() {
        for part in ["<div>", "<div></b>", "<b></i>", "<font></b>", "<x-y>", "<p><b></p>"] {
            assert_eq!(block(&part.repeat(100_000)).matches('<').count(), 0, "{part}");
        }
        for part in ["<p>a</p>", "<br>", "<hr>", "<b><i>a</i></b>", "<img src=x>", "a < b"] {
            assert!(!nests_deeply(&part.repeat(1000)), "{part}");
        }
    }
}
