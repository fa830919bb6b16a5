//! Compares the links of finished pages with what stands at their other ends.
//!
//! A link that leads nowhere is reported where an author wrote it, once for each place; one that no text
//! has was made by a template, and is reported once, for the first page that has it.

use super::written;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::html::FoundLink;
use crate::index::SiteIndex;
use crate::page::Site;
use crate::paths::UrlPath;
use crate::tree::{Cell, OutputTree};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Where a link leads: an address, and an anchor there.
pub(super) type Goal = (UrlPath, Option<String>);

/// On which pages a link stands.
struct Pages<'a> {
    code: Code,
    first: &'a UrlPath,
    count: usize,
}

/// Checks all links of filled pages.
pub fn check_pages(tree: &OutputTree, index: &SiteIndex, site: &Site) -> Diagnostics {
    let broken = broken(tree);
    let mut diagnostics = Diagnostics::new();
    if broken.is_empty() {
        return diagnostics;
    }
    let mut of_authors: BTreeSet<&Goal> = BTreeSet::new();
    for (goal, span) in written::leading_to(index, site, &|goal| broken.contains_key(goal)) {
        let (goal, pages) = broken.get_key_value(&goal).expect("only broken links were asked for");
        of_authors.insert(goal);
        diagnostics.push(Diagnostic::new(pages.code, fact(goal, pages.code), span));
    }
    for (goal, pages) in broken.iter().filter(|(goal, _)| !of_authors.contains(goal)) {
        diagnostics.push(of_template(goal, pages));
    }
    diagnostics
}

/// Those of the findings on pages whose places are not known to have broken links already.
pub fn new_findings(found: Diagnostics, known: &Diagnostics) -> Diagnostics {
    let of_links = |diagnostic: &&Diagnostic| {
        matches!(
            diagnostic.code,
            Code::BrokenLink | Code::BrokenAnchor | Code::MissingFile | Code::BadFileName
        )
    };
    let places: BTreeSet<_> = known
        .iter()
        .filter(of_links)
        .filter_map(|diagnostic| diagnostic.primary.as_ref())
        .map(|span| (&span.file, span.range.start))
        .collect();
    let mut new = found;
    new.retain(|diagnostic| {
        let place = diagnostic.primary.as_ref().map(|span| (&span.file, span.range.start));
        place.is_none_or(|place| !places.contains(&place))
    });
    new
}

/// All links that lead nowhere.
fn broken(tree: &OutputTree) -> BTreeMap<Goal, Pages<'_>> {
    let cells: Vec<&Cell> = tree.cells.values().map(|cell| &**cell).collect();
    let found: Vec<(&Cell, &FoundLink, Code)> = cells
        .par_iter()
        .flat_map_iter(|cell| {
            let links = cell.peek().map(|filled| filled.links.as_slice()).unwrap_or_default();
            links.iter().filter_map(|link| Some((*cell, link, fault(tree, link)?)))
        })
        .collect();
    let mut broken: BTreeMap<Goal, Pages<'_>> = BTreeMap::new();
    for (cell, link, code) in found {
        let goal = (link.target.clone(), link.fragment.clone());
        broken.entry(goal).or_insert(Pages { code, first: &cell.page.path, count: 0 }).count += 1;
    }
    broken
}

/// What is wrong with a link, if anything is.
fn fault(tree: &OutputTree, link: &FoundLink) -> Option<Code> {
    let Some(cell) = tree.cells.get(&link.target) else {
        return (!tree.contains(&link.target)).then_some(Code::BrokenLink);
    };
    let fragment = link.fragment.as_ref()?;
    // Which places a page would have that cannot be made is not known; that it cannot is said.
    let filled = cell.peek().filter(|filled| filled.diagnostics.is_empty())?;
    filled.anchors.binary_search(fragment).is_err().then_some(Code::BrokenAnchor)
}

fn fact((target, fragment): &Goal, code: Code) -> String {
    match (fragment, code) {
        (Some(fragment), Code::BrokenAnchor) => format!("`{target}` has no place `#{fragment}`"),
        _ => format!("nothing stands at `{target}`"),
    }
}

fn of_template(goal: &Goal, pages: &Pages<'_>) -> Diagnostic {
    let (page, fact) = (pages.first, fact(goal, pages.code));
    let message = match pages.count {
        1 => format!("the page `{page}` links to what is not there: {fact}"),
        2 => format!("the page `{page}` and another page link to what is not there: {fact}"),
        count => {
            format!("the page `{page}` and {} other pages link to what is not there: {fact}", count - 1)
        }
    };
    let help = format!("no text of the site has this link: it was made by the template of the page `{page}`");
    Diagnostic::without_place(pages.code, message).help(help)
}
