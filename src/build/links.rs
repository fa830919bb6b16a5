//! Checks every link within the site: what authors write against the plan, before anything is
//! filled; what stands on pages against the anchors of pages, once all are filled.

use crate::address::{What, of_card};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::document::Reference;
use crate::html::FoundLink;
use crate::index::register::Resolution;
use crate::index::{SiteIndex, Target};
use crate::page::Site;
use crate::paths::{SourcePath, UrlPath, percent_decoded};
use crate::text;
use crate::tree::{Cell, OutputTree};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Checks addresses within the site, as authors write them, against what there will be.
pub fn check_addresses(tree: &OutputTree, index: &SiteIndex) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let paths = index.register().entries().flat_map(|entry| &entry.versions).map(|version| &version.document);
    for document in paths {
        let Some(facts) = index.facts_of(&document.path) else { continue };
        let links =
            document.body.links.iter().zip(&facts.targets).filter_map(|(link, target)| match target {
                Target::Site(address) => Some((&**address, &link.range)),
                _ => None,
            });
        let pictures = document.body.pictures.iter().filter_map(|picture| match &picture.reference {
            Reference::Site(address) => Some((&**address, &picture.range)),
            _ => None,
        });
        for (address, range) in links.chain(pictures) {
            let span = || Span { file: document.path.clone(), range: Range::clone(range) };
            diagnostics.extend(check_address(tree, address, span));
        }
    }
    diagnostics
}

/// Checks what menu and policies of `site.toml` refer to as records.
pub fn check_configuration(tree: &OutputTree, index: &SiteIndex, site: &Site) -> Diagnostics {
    let file = SourcePath::new("site.toml").expect("a plain name stays inside");
    let menu = site.config.menu.iter().map(|entry| &entry.to).zip(&site.menu);
    let policies = site.config.publisher.policies.values().zip(&site.policies);
    let mut diagnostics = Diagnostics::new();
    for (written, reference) in menu.chain(policies) {
        let span = Span { file: file.clone(), range: written.range.clone() };
        match index.register().resolve(reference) {
            Resolution::Unknown | Resolution::Ambiguous(_) => {
                let near = index.register().nearest_id(written.value.trim_start_matches('@'));
                let message = format!("no record is meant by `{}`", written.value);
                let near = near.map(|id| format!("@{id}"));
                diagnostics.push(Diagnostic::new(Code::UnknownReference, message, span).did_you_mean(near));
            }
            Resolution::Held { .. } => {
                let message = "this names a record that is held back, so the entry is left out";
                diagnostics.push(Diagnostic::new(Code::HeldReference, message, span));
            }
            Resolution::Record { .. } => {}
            Resolution::Other => {
                if let Reference::Site(address) = reference {
                    diagnostics.extend(check_address(tree, address, || span.clone()));
                }
            }
        }
    }
    diagnostics
}

fn check_address(tree: &OutputTree, address: &str, span: impl Fn() -> Span) -> Option<Diagnostic> {
    let path = UrlPath::new(&percent_decoded(address.split(['?', '#']).next().unwrap_or_default()));
    if tree.contains(&path) {
        return None;
    }
    let slashed = UrlPath::new(&format!("{path}/"));
    let near = if tree.contains(&slashed) {
        Some(slashed.to_string())
    } else {
        text::nearest(path.as_str(), tree.cells.keys().map(UrlPath::as_str)).map(str::to_owned)
    };
    Some(
        Diagnostic::new(Code::BrokenLink, format!("nothing stands at `{path}`"), span())
            .did_you_mean(near)
            .label("no such page or file"),
    )
}

/// A link that leads nowhere.
struct Broken {
    /// Where it leads.
    to: (UrlPath, Option<String>),
    diagnostic: Diagnostic,
}

/// Compares all links on filled pages with what stands at their other end.
pub fn check_pages(tree: &OutputTree, index: &SiteIndex, site: &Site) -> Diagnostics {
    let cells: Vec<&Cell> = tree.cells.values().map(|cell| &**cell).collect();
    let found: Vec<Broken> = cells
        .par_iter()
        .flat_map_iter(|cell| {
            let links = cell.peek().map(|filled| filled.links.as_slice()).unwrap_or_default();
            links.iter().filter_map(|link| {
                let diagnostic = report(index, site, cell, link, broken(tree, link)?);
                Some(Broken { to: (link.target.clone(), link.fragment.clone()), diagnostic })
            })
        })
        .collect();
    let mut diagnostics = Diagnostics::new();
    diagnostics.extend(without_repetition(found));
    diagnostics
}

/// A template's link that leads nowhere may stand on thousands of pages: it is said once, for the
/// first of them.
fn without_repetition(found: Vec<Broken>) -> Vec<Diagnostic> {
    let mut pages: BTreeMap<(UrlPath, Option<String>), usize> = BTreeMap::new();
    for broken in found.iter().filter(|broken| broken.diagnostic.primary.is_none()) {
        *pages.entry(broken.to.clone()).or_default() += 1;
    }
    let mut diagnostics = Vec::new();
    for Broken { to, mut diagnostic } in found {
        if diagnostic.primary.is_none() {
            let Some(count) = pages.remove(&to) else { continue };
            if count > 1 {
                let link = format!("` and {} link to ", other_pages(count - 1));
                diagnostic.message = diagnostic.message.replacen("` links to ", &link, 1);
            }
        }
        diagnostics.push(diagnostic);
    }
    diagnostics
}

fn other_pages(count: usize) -> String {
    if count == 1 { "another page".to_owned() } else { format!("{count} other pages") }
}

/// Those of the findings on pages that say something new. While texts have broken links of their own,
/// what pages without a place have to say repeats them, wherever an excerpt is shown.
pub fn new_findings(found: Diagnostics, known: &Diagnostics) -> Diagnostics {
    let of_links = |diagnostic: &&Diagnostic| {
        matches!(diagnostic.code, Code::BrokenLink | Code::BrokenAnchor | Code::MissingFile)
    };
    let places: BTreeSet<_> = known
        .iter()
        .filter(of_links)
        .filter_map(|diagnostic| diagnostic.primary.as_ref())
        .map(|span| (&span.file, span.range.start))
        .collect();
    let mut new = found;
    new.retain(|diagnostic| match &diagnostic.primary {
        Some(span) => !places.contains(&(&span.file, span.range.start)),
        None => places.is_empty(),
    });
    new
}

fn broken(tree: &OutputTree, link: &FoundLink) -> Option<Code> {
    let Some(cell) = tree.cells.get(&link.target) else {
        return (!tree.contains(&link.target)).then_some(Code::BrokenLink);
    };
    let fragment = link.fragment.as_ref()?;
    let anchors = &cell.peek()?.anchors;
    anchors.binary_search(fragment).is_err().then_some(Code::BrokenAnchor)
}

fn report(index: &SiteIndex, site: &Site, cell: &Cell, link: &FoundLink, code: Code) -> Diagnostic {
    let page = &cell.page.path;
    let message = match (&link.fragment, code) {
        (Some(fragment), Code::BrokenAnchor) => format!("`{}` has no place `#{fragment}`", link.target),
        _ => format!("nothing stands at `{}`", link.target),
    };
    match written_at(index, site, cell, link) {
        Some(span) => Diagnostic::new(code, message, span),
        None => Diagnostic::without_place(
            code,
            format!("the page `{page}` links to what is not there: {message}"),
        )
        .help(format!("no text of the site has this link: it was made by the template of the page `{page}`")),
    }
}

/// The place in the page's own text that gave a link, if it is the author's.
fn written_at(index: &SiteIndex, site: &Site, cell: &Cell, link: &FoundLink) -> Option<Span> {
    let What::Record(_, id) = &cell.page.key.what else { return None };
    let entry = index.register().by_id(id.as_str())?;
    let language = &cell.page.key.language;
    let facts = index.shown(entry, language)?;
    let links = facts.document.body.links.iter().zip(&facts.targets);
    let (written, _) = links.into_iter().find(|(_, target)| match target {
        Target::Record { no, anchor } => {
            of_card(index.card(*no), language, site.languages()) == link.target
                && anchor.as_deref() == link.fragment.as_deref()
        }
        _ => false,
    })?;
    Some(Span { file: facts.document.path.clone(), range: written.range.clone() })
}
