//! Pages of the author's own that no other page links to. All other records stand in registers.

use crate::address::What;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::document::{Id, Kind};
use crate::index::register::Resolution;
use crate::index::{Entry, RecordNo, SiteIndex};
use crate::page::Site;
use crate::paths::UrlPath;
use crate::tree::OutputTree;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Reports pages that nothing leads to. Links of finished pages are looked through only for pages
/// that no text, and no entry of the menu or the policies, names: a template may link to them.
pub(super) fn check(tree: &OutputTree, index: &SiteIndex, site: &Site) -> Diagnostics {
    let named = named_by_configuration(index, site);
    let pages = index.of_kind(Kind::Page);
    let unnamed = pages.into_iter().filter(|page| index.uses(page.no).is_none() && !named.contains(&page.no));
    let unnamed: Vec<&Arc<Entry>> = unnamed.collect();
    let mut diagnostics = Diagnostics::new();
    if unnamed.is_empty() {
        return diagnostics;
    }
    let linked = linked(tree);
    let addresses = addresses(tree);
    for page in unnamed {
        let Some(base) = page.base() else { continue };
        let own = addresses.get(page.id()).map(Vec::as_slice).unwrap_or_default();
        if !own.iter().any(|address| linked.contains(address)) {
            let message = format!("no page links to `{}`", page.id());
            let span = Span { file: base.document.path.clone(), range: base.record().range.clone() };
            let help = format!("link to it, `[…](@{})`, or give it an entry in `[[menu]]`", page.id());
            diagnostics.push(Diagnostic::new(Code::OrphanPage, message, span).help(help));
        }
    }
    diagnostics
}

fn named_by_configuration(index: &SiteIndex, site: &Site) -> BTreeSet<RecordNo> {
    let references = site.languages().iter().flat_map(|language| site.references(language));
    references
        .filter_map(|reference| match index.register().resolve(reference) {
            Resolution::Record { no, .. } => Some(no),
            _ => None,
        })
        .collect()
}

/// The addresses of all pages of the author's own, in all languages, by id.
fn addresses(tree: &OutputTree) -> HashMap<&Id, Vec<&UrlPath>> {
    let mut addresses: HashMap<&Id, Vec<&UrlPath>> = HashMap::new();
    for (address, cell) in &tree.cells {
        if let What::Record(Kind::Page, id) = &cell.page.key.what {
            addresses.entry(id).or_default().push(address);
        }
    }
    addresses
}

/// Everything that a page links to which is another record's, or none's: the versions of a record
/// link to each other.
fn linked(tree: &OutputTree) -> BTreeSet<&UrlPath> {
    let mut linked = BTreeSet::new();
    for cell in tree.cells.values() {
        let what = &cell.page.key.what;
        for link in cell.peek().map(|filled| filled.links.as_slice()).unwrap_or_default() {
            let target = tree.cells.get(&link.target).map(|target| &target.page.key.what);
            if target.is_some_and(|target| matches!(target, What::Record(Kind::Page, _)) && target != what) {
                linked.insert(&link.target);
            }
        }
    }
    linked
}
