//! References as they were written; what they mean is settled in `index`.

use super::Id;
use crate::paths::SourcePath;
use std::sync::Arc;

/// What a link, an attribute or a front-matter field points at, as written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reference {
    /// `@id`, `@id#anchor`; where an id is wanted, a bare `id` too.
    Id {
        /// As written, which may be a former id.
        id: Id,
        /// Without `#`.
        anchor: Option<Arc<str>>,
    },
    /// A record's file by relative path or from the content folder; relative to the site's root.
    Path {
        /// Relative to the site's root.
        path: SourcePath,
        /// Without `#`.
        anchor: Option<Arc<str>>,
    },
    /// `[Name][]`, `[Name]` or `[[Name]]`: a name or alias, white space squeezed, otherwise as printed.
    /// (`[[id]]` is looked up as an id first.)
    Name {
        /// As printed, white space squeezed.
        name: Arc<str>,
        /// How it was written, which decides what counts.
        style: NameStyle,
    },
    /// `#anchor`: a place on the same page.
    Anchor(Arc<str>),
    /// A file that is no record (a picture, a PDF), by path relative to the site's root.
    File(SourcePath),
    /// An address within the site, as written, from its root: `/about/`, with query and fragment.
    Site(Arc<str>),
    /// An address outside the site (`https:`, `http:`, `mailto:`, `tel:`), as written.
    Address(Arc<str>),
}

/// How a name reference was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameStyle {
    /// `[Name][]`: a weak alias counts; reported where unknown.
    Explicit,
    /// `[Name]`: only strong names; reported only near a known name.
    Bare,
    /// `[[Name]]` or `[[id]]`.
    Wikilink,
}

/// Reads a reference where a record is wanted (attributes, front matter): `@id`, a bare `id`, or
/// the path of a record's file, relative to `file` or from the content folder (`@/…`), each with an
/// `#anchor` behind it if need be.
///
/// # Errors
/// What is wrong, to stand behind "`text` ": `holds an upper-case letter`.
pub fn parse_record_reference(
    text: &str,
    file: &SourcePath,
    content: &str,
) -> Result<Reference, &'static str> {
    let (target, anchor) = split_anchor(text.trim());
    if let Some(from_content) = target.strip_prefix("@/") {
        let path = SourcePath::new(&format!("{content}/{from_content}")).ok_or("leaves the site")?;
        return Ok(Reference::Path { path, anchor });
    }
    if is_markdown_path(target) {
        let path = file.join(target).ok_or("leaves the site")?;
        return Ok(Reference::Path { path, anchor });
    }
    let id = Id::new(target.strip_prefix('@').unwrap_or(target))?;
    Ok(Reference::Id { id, anchor })
}

/// Splits `target#anchor`; an empty anchor is none.
pub fn split_anchor(text: &str) -> (&str, Option<Arc<str>>) {
    match text.split_once('#') {
        Some((target, anchor)) => (target, Some(anchor).filter(|anchor| !anchor.is_empty()).map(Arc::from)),
        None => (text, None),
    }
}

/// Whether an address leads to another host without naming a scheme: `//host`, and `/\host` and
/// `\host`, which browsers read alike (URL Standard, 4.4, "relative slash state").
pub fn names_host_alone(address: &str) -> bool {
    address.starts_with('\\') || address.starts_with("//") || address.starts_with("/\\")
}

/// Whether a path names a Markdown file.
pub fn is_markdown_path(path: &str) -> bool {
    path.len() > 3 && path.ends_with(".md")
}
