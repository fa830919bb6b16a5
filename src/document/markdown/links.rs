//! Destinations of links and pictures to references.

use super::events::{Definition, Item};
use crate::diagnostics::Code;
use crate::document::reference::{NameStyle, is_markdown_path, names_host_alone, split_anchor};
use crate::document::{Id, Reference};
use crate::paths::SourcePath;
use pulldown_cmark::LinkType;
use std::ops::Range;
use std::sync::Arc;

/// Why a destination leads nowhere.
#[derive(Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Which kind of finding it is.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub help: Option<&'static str>,
}

/// Whether a destination may name a record.
pub fn may_be_mention(destination: &str) -> bool {
    destination.starts_with('@') || is_markdown_path(split_anchor(destination).0)
}

/// Reads a decoded destination that stands in `file`; `content` is the content folder.
///
/// # Errors
/// Why it leads nowhere.
pub fn read(destination: &str, file: &SourcePath, content: &str) -> Result<Reference, Refusal> {
    // Browsers pass over such characters, so that they must not hide a scheme.
    let destination: String = destination.trim().chars().filter(|c| !c.is_control()).collect();
    if destination.is_empty() {
        return Err(refuse(Code::BrokenLink, "the link has no destination"));
    }
    if let Some(anchor) = destination.strip_prefix('#') {
        return Ok(Reference::Anchor(decode(anchor).into()));
    }
    if let Some(scheme) = scheme(&destination) {
        return match &*scheme {
            "http" | "https" | "mailto" | "tel" => Ok(Reference::Address(destination.into())),
            _ => Err(Refusal {
                help: Some(
                    "links may begin with `https:`, `http:`, `mailto:` or `tel:`, or lead within the site",
                ),
                ..refuse(Code::DangerousLink, format!("links with `{scheme}:` are not allowed"))
            }),
        };
    }
    if names_host_alone(&destination) {
        return Err(Refusal {
            help: Some("write the scheme too: `https://…`"),
            ..refuse(Code::DangerousLink, format!("`{destination}` leaves the site without a scheme"))
        });
    }
    if destination.starts_with('/') {
        return Ok(Reference::Site(destination.into()));
    }
    within(&destination, file, content)
}

/// Reads the inside of a wikilink: a name or id, `id#anchor`, or `#anchor`, where the anchor may be
/// written as its heading is.
pub fn wikilink(written: &str) -> Reference {
    // In a table the `|` behind it is escaped.
    let written = super::passage::plain(written.trim_end_matches('\\'));
    let by_name = |name: String| Reference::Name { name: name.into(), style: NameStyle::Wikilink };
    let Some((target, anchor)) = written.split_once('#') else { return by_name(written) };
    let anchor = anchor.trim();
    let is_heading = anchor.contains(|c: char| c.is_whitespace() || c.is_uppercase());
    let anchor: Arc<str> = if is_heading { super::passage::slug(anchor).into() } else { anchor.into() };
    if anchor.is_empty() {
        return by_name(written);
    }
    match (target.trim(), Id::new(&crate::text::fold(target.trim()))) {
        ("", _) => Reference::Anchor(anchor),
        (_, Ok(id)) => Reference::Id { id, anchor: Some(anchor) },
        (_, Err(_)) => by_name(written),
    }
}

/// Reads where a picture is: a file, an address within the site, or one on the web.
///
/// # Errors
/// Why it can be none.
pub fn read_picture(destination: &str, file: &SourcePath, content: &str) -> Result<Reference, Refusal> {
    match read(destination, file, content)? {
        reference @ (Reference::File(_) | Reference::Site(_)) => Ok(reference),
        Reference::Address(address) if address.get(..4).is_some_and(|s| s.eq_ignore_ascii_case("http")) => {
            Ok(Reference::Address(address))
        }
        Reference::Address(_) => Err(refuse(Code::DangerousLink, "a picture is a file or has a web address")),
        _ => Err(refuse(Code::MissingFile, format!("`{destination}` is no picture"))),
    }
}

fn within(destination: &str, file: &SourcePath, content: &str) -> Result<Reference, Refusal> {
    let (target, anchor) = split_anchor(destination);
    let anchor = anchor.map(|anchor| Arc::from(decode(&anchor)));
    let outside = || refuse(Code::OutsideSite, format!("`{destination}` leaves the site"));
    if let Some(path) = target.strip_prefix("@/") {
        let path =
            SourcePath::new(&format!("{content}/{}", decode(without_query(path)))).ok_or_else(outside)?;
        return Ok(path_reference(path, anchor));
    }
    if let Some(id) = target.strip_prefix('@') {
        return match Id::new(&decode(id)) {
            Ok(id) => Ok(Reference::Id { id, anchor }),
            Err(wrong) => Err(refuse(Code::BadId, format!("`{id}` {wrong}"))),
        };
    }
    let path = file.join(&decode(without_query(target))).ok_or_else(outside)?;
    Ok(path_reference(path, anchor))
}

fn path_reference(path: SourcePath, anchor: Option<Arc<str>>) -> Reference {
    if is_markdown_path(path.as_str()) { Reference::Path { path, anchor } } else { Reference::File(path) }
}

fn without_query(path: &str) -> &str {
    path.split('?').next().unwrap_or(path)
}

fn refuse(code: Code, message: impl Into<String>) -> Refusal {
    Refusal { code, message: message.into(), help: None }
}

/// The scheme in lower case (RFC 3986, 3.1); white space is passed over, as browsers may do.
fn scheme(destination: &str) -> Option<String> {
    let (scheme, _) = destination.split_once(':')?;
    let scheme: String = scheme.chars().filter(|c| !c.is_whitespace()).collect();
    let fits = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    fits.then(|| scheme.to_ascii_lowercase())
}

/// Resolves percent-encoding; what is not UTF-8 then stays as it is.
fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes.get(at + 1..at + 3).and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
        match (bytes[at], byte.and_then(|digits| u8::from_str_radix(digits, 16).ok())) {
            (b'%', Some(byte)) => {
                decoded.push(byte);
                at += 3;
            }
            (byte, _) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

/// Where the destination of the link or picture at `index` stands in the source.
pub fn destination_range(
    items: &[Item<'_>],
    index: usize,
    source: &str,
    link_type: LinkType,
    definition: Option<&Definition>,
) -> Range<usize> {
    let item = &items[index];
    let whole = item.range.clone();
    match link_type {
        LinkType::Autolink | LinkType::Email => {
            whole.start + 1..whole.end.saturating_sub(1).max(whole.start + 1)
        }
        LinkType::Inline => {
            let text_end = if item.other > index + 1 { items[item.other - 1].range.end } else { whole.start };
            inline_destination(source, text_end.min(whole.end), &whole).unwrap_or(whole)
        }
        LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => definition
            .and_then(|definition| {
                let written = &source[definition.range.clone()];
                let colon = written.find("]:")? + 2;
                let space = written[colon..].len() - written[colon..].trim_start().len();
                raw_destination(source, definition.range.start + colon + space, definition.range.end)
            })
            .unwrap_or(whole),
        _ => whole,
    }
}

fn inline_destination(source: &str, text_end: usize, whole: &Range<usize>) -> Option<Range<usize>> {
    let opening = text_end + source[text_end..whole.end].find("](")? + 2;
    let rest = &source[opening..whole.end];
    let start = opening + (rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r', '>']).len());
    raw_destination(source, start, whole.end)
}

/// The destination that is written at `start`, without its angle brackets.
fn raw_destination(source: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let rest = source.get(start..end)?;
    if rest.starts_with('<') {
        let length = rest.find('>')?;
        return Some(start + 1..start + length);
    }
    let mut depth = 0usize;
    let mut escaped = false;
    for (at, character) in rest.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' if depth == 0 => return Some(start..start + at),
            ')' => depth -= 1,
            _ if character.is_whitespace() => return Some(start..start + at),
            _ => {}
        }
    }
    Some(start..end)
}

/// Where a link's title stands, if it stands there as it was read.
pub fn title_range(source: &str, whole: &Range<usize>, title: &str) -> Option<usize> {
    source[whole.clone()].rfind(title).map(|at| whole.start + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> SourcePath {
        SourcePath::new("content/articles/call.md").expect("stays inside")
    }

    #[test]
    fn destinations_become_references() {
        for (destination, expected) in [
            ("@keir-starmer", "Id { id: keir-starmer, anchor: None }"),
            ("@call#p-1", "Id { id: call, anchor: Some(\"p-1\") }"),
            ("../participants/x.md", "Path { path: \"content/participants/x.md\", anchor: None }"),
            ("@/participants/x.md#a", "Path { path: \"content/participants/x.md\", anchor: Some(\"a\") }"),
            ("map.pdf", "File(\"content/articles/map.pdf\")"),
            ("/about/", "Site(\"/about/\")"),
            ("#a%20b", "Anchor(\"a b\")"),
            ("https://example.org/a", "Address(\"https://example.org/a\")"),
        ] {
            let reference = read(destination, &file(), "content").expect("leads somewhere");
            assert_eq!(format!("{reference:?}"), expected);
        }
    }

    #[test]
    fn what_must_not_be_followed_is_refused() {
        for (destination, code) in [
            ("javascript:alert(1)", Code::DangerousLink),
            ("JaVa\tscript:alert(1)", Code::DangerousLink),
            (" java script:alert(1)", Code::DangerousLink),
            ("\u{1}data:text/html,x", Code::DangerousLink),
            ("//example.org", Code::DangerousLink),
            ("/\\example.org", Code::DangerousLink),
            ("../../../x.md", Code::OutsideSite),
            ("@Keir", Code::BadId),
            ("", Code::BrokenLink),
        ] {
            assert_eq!(
                read(destination, &file(), "content").expect_err("is refused").code,
                code,
                "{destination}"
            );
        }
    }
}
