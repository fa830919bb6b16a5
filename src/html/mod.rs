//! The last pass over a page: links become relative, external ones are marked, and the anchors and
//! links that stand on the page come back as data. The only user of lol_html.
//!
//! In: a page's HTML, in which an address within the site begins with `/`, percent-encoded. Out: the
//! HTML as it is written, and [`Finished`]'s lists. One streaming pass; doing it twice changes
//! nothing more. It must not check whether a link leads anywhere (`build` does), nor touch `<base>`,
//! links that are relative already, or `#fragments`.

mod address;
mod entities;

use crate::diagnostics::{Code, Diagnostic};
use crate::paths::UrlPath;
use address::Context;
use lol_html::html_content::Element;
use lol_html::{RewriteStrSettings, element, rewrite_str};
use std::collections::BTreeSet;

/// How links within the site are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkStyle {
    /// Relative to the page.
    Relative,
    /// Relative to the page, and to the file itself: `../x/index.html`.
    RelativeFiles,
    /// From the host's root, below this path, which begins and ends with a slash (`404.html` is
    /// answered at any address).
    Absolute {
        /// `/` or `/briefing/`.
        prefix: String,
    },
}

/// What [`finish`] needs to know beside the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FinishOptions {
    /// How links within the site are written.
    pub links: LinkStyle,
    /// The site's own address with a trailing slash; links below it are not marked as external.
    pub base_url: Option<String>,
}

/// A finished page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// The page as it is written.
    pub html: String,
    /// The ids on the page, each once, sorted.
    pub anchors: Vec<String>,
    /// Ids that stand there more than once, sorted.
    pub duplicates: Vec<String>,
    /// Links within the site, each once, sorted.
    pub links: Vec<FoundLink>,
}

/// A link within the site, as it stood on a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FoundLink {
    /// Where it leads, decoded, without query and fragment; the page itself for a bare `#fragment`.
    pub target: UrlPath,
    /// The anchor there, decoded; never empty.
    pub fragment: Option<String>,
    /// Whether one goes there, or the page takes a file in.
    pub usage: LinkUsage,
}

/// What a link does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkUsage {
    /// A reader follows it (`<a>`, `<area>`, a form).
    Followed,
    /// The page takes it in (a picture, a stylesheet, a script).
    Embedded,
}

/// Finishes a page that stands at `page`.
///
/// # Errors
/// What lol_html could not do, without a place: it happens only where it runs out of memory.
pub fn finish(html: &str, page: &UrlPath, options: &FinishOptions) -> Result<Finished, Box<Diagnostic>> {
    let mut found = Found::default();
    let context = Context { page, options };
    let settings = RewriteStrSettings::new().with_strict(false).append_element_content_handler(element!(
        "*",
        |element| {
            visit(element, &context, &mut found);
            Ok(())
        }
    ));
    let html = rewrite_str(html, settings).map_err(|error| {
        Box::new(Diagnostic::without_place(Code::Template, format!("cannot finish `{page}`: {error}")))
    })?;
    Ok(Finished {
        html,
        anchors: found.anchors.into_iter().collect(),
        duplicates: found.duplicates.into_iter().collect(),
        links: found.links.into_iter().collect(),
    })
}

#[derive(Default)]
struct Found {
    anchors: BTreeSet<String>,
    duplicates: BTreeSet<String>,
    links: BTreeSet<FoundLink>,
}

/// What an attribute holds.
enum Holds {
    Id,
    Address,
    Candidates,
    /// `content` of `<meta http-equiv="refresh">`.
    Refresh,
}

fn holds(attribute: &str) -> Option<Holds> {
    match attribute {
        "id" => Some(Holds::Id),
        "href" | "src" | "poster" | "action" | "formaction" | "data" | "cite" | "xlink:href" => {
            Some(Holds::Address)
        }
        "srcset" | "imagesrcset" => Some(Holds::Candidates),
        _ => None,
    }
}

fn visit(element: &mut Element<'_, '_>, context: &Context<'_>, found: &mut Found) {
    let tag = element.tag_name();
    if tag == "base" {
        return;
    }
    let usage = match &*tag {
        "a" | "area" | "form" | "button" | "input" | "blockquote" | "q" | "ins" | "del" => {
            LinkUsage::Followed
        }
        _ => LinkUsage::Embedded,
    };
    let leads_on = tag == "meta"
        && element.get_attribute("http-equiv").is_some_and(|value| value.eq_ignore_ascii_case("refresh"));
    let attributes: Vec<(String, String, Holds)> = element
        .attributes()
        .iter()
        .filter_map(|attribute| {
            let name = attribute.name();
            let holds = if leads_on && name == "content" { Some(Holds::Refresh) } else { holds(&name) };
            holds.map(|holds| (name, entities::decode(&attribute.value()).into_owned(), holds))
        })
        .collect();
    for (name, value, holds) in attributes {
        let written = match holds {
            Holds::Id => {
                note_id(value, found);
                continue;
            }
            Holds::Address => context.rewrite(&value, usage, &mut found.links),
            Holds::Refresh => context.rewrite_refresh(&value, &mut found.links),
            Holds::Candidates => context.rewrite_candidates(&value, usage, &mut found.links),
        };
        if let Some(written) = written {
            set(element, &name, &written);
        }
        if name == "href" && matches!(&*tag, "a" | "area") && context.is_external(&value) {
            mark_external(element);
        }
    }
}

fn note_id(id: String, found: &mut Found) {
    if !id.is_empty() && !found.anchors.insert(id.clone()) {
        found.duplicates.insert(id);
    }
}

/// Says of a link that it leaves the site, for search engines, browsers and the stylesheet.
fn mark_external(element: &mut Element<'_, '_>) {
    for (name, words) in [("rel", &["external", "noopener"][..]), ("class", &["external"])] {
        let before = element.get_attribute(name).unwrap_or_default();
        let mut tokens: Vec<&str> = before.split_ascii_whitespace().collect();
        let missing =
            words.iter().filter(|word| !before.split_ascii_whitespace().any(|token| token == **word));
        let length = tokens.len();
        tokens.extend(missing);
        if tokens.len() > length {
            // The tokens are those of the source, still escaped, and words of ours.
            element.set_attribute(name, &tokens.join(" ")).expect("the name is ours");
        }
    }
}

fn set(element: &mut Element<'_, '_>, name: &str, value: &str) {
    element.set_attribute(name, &crate::text::escape(value)).expect("the attribute is there already");
}

#[cfg(test)]
mod tests;
