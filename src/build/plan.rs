//! The tree of a site: which cells are kept, what else stands in it, and the filling of all of it.

use super::pages::Pages;
use super::{GiveWay, Keep, Progress, Ready, files, hosts, links, places};
use crate::address::What;
use crate::diagnostics::Diagnostics;
use crate::page::PlannedPage;
use crate::paths::UrlPath;
use crate::tree::{Cell, OutputTree, Sink};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A site as it is planned.
pub struct Planned {
    /// Everything that it will consist of; cells are filled when they are asked for.
    pub tree: Arc<OutputTree>,
    /// What is wrong with addresses and files.
    pub diagnostics: Diagnostics,
    /// How many pages there are of each kind, by the kind's name.
    pub pages: BTreeMap<&'static str, usize>,
    /// How many old addresses have a page that leads on, but no rule in `_redirects`.
    pub redirects_without_rule: usize,
}

/// Plans all pages and files. What cells of the tree before hold is kept where it is still good; those of
/// `made` were made of the very same and are taken over. `None` where the templates cannot be loaded, or
/// where it gave way.
pub fn plan(
    ready: &Ready,
    before: &OutputTree,
    made: &BTreeMap<UrlPath, Arc<Cell>>,
    give_way: GiveWay<'_>,
) -> Option<Planned> {
    let pages = ready.pages()?;
    let (planned, mut diagnostics) = crate::page::plan(&pages.index, &pages.site, &pages.lists);
    if give_way() {
        return None;
    }
    let counts = count(&planned);
    let mut tree = OutputTree { cells: cells(ready, planned, before, made), ..OutputTree::default() };
    for file in pages.theme.files() {
        tree.files.insert(UrlPath::new(file.path.as_str()), file.clone());
    }
    let (copied, findings) = files::add(&mut tree, &pages.index, &pages.site, &ready.sources);
    diagnostics.extend(findings);
    if give_way() {
        return None;
    }
    let made = hosts::add(&mut tree, pages, &ready.sources);
    diagnostics.extend(made.diagnostics);
    if give_way() {
        return None;
    }
    diagnostics.extend(places::check(&tree, pages, &copied));
    diagnostics.extend(links::check_addresses(&tree, &pages.index));
    diagnostics.extend(links::check_configuration(&tree, &pages.index, &pages.site));
    let diagnostics = ready.with_places(diagnostics);
    let redirects_without_rule = made.without_rule;
    Some(Planned { tree: Arc::new(tree), diagnostics, pages: counts, redirects_without_rule })
}

fn cells(
    ready: &Ready,
    planned: Vec<PlannedPage>,
    before: &OutputTree,
    made: &BTreeMap<UrlPath, Arc<Cell>>,
) -> BTreeMap<UrlPath, Arc<Cell>> {
    let own_not_found = hosts::own("404.html", &ready.sources).is_some();
    let planned = planned.into_iter().filter(|page| !own_not_found || page.key.what != What::NotFound);
    let cell = |page: PlannedPage| {
        let path = page.path.clone();
        let same = made.get(&path).filter(|cell| cell.page == page).cloned();
        let cell = same.unwrap_or_else(|| {
            Arc::new(match before.cells.get(&path) {
                Some(before) => before.after(page),
                None => Cell::new(page),
            })
        });
        (path, cell)
    };
    planned.map(cell).collect()
}

fn count(pages: &[PlannedPage]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for page in pages {
        let kind = match &page.key.what {
            What::Record(kind, _) => kind.word(),
            What::RecordList(..) => "part of a list",
            What::Redirect(..) => "redirect",
            _ => "overview",
        };
        *counts.entry(kind).or_default() += 1;
    }
    counts
}

/// How many pages of a tree are others than before, have come, or have gone since the tree before; `None`
/// where it gave way. None of them is made for it.
pub fn count_changed(
    ready: &Ready,
    tree: &OutputTree,
    before: &OutputTree,
    give_way: GiveWay<'_>,
) -> Option<usize> {
    let pages = ready.pages()?;
    let cells: Vec<&Arc<Cell>> = tree.cells.values().collect();
    let has_changed = |cell: &&&Arc<Cell>| !give_way() && cell.has_changed(&**pages);
    let changed = cells.par_iter().filter(has_changed).count();
    let gone = before.cells.keys().filter(|path| !tree.cells.contains_key(*path)).count();
    (!give_way()).then_some(changed + gone)
}

/// What is filled, and how.
pub struct Filling<'a> {
    /// What pages are made of.
    pub ready: &'a Ready,
    /// The tree.
    pub tree: &'a OutputTree,
    /// Is told how far it is.
    pub progress: &'a dyn Progress,
    /// What becomes of bytes that the sink has taken.
    pub keep: Keep,
    /// Asked before each page.
    pub give_way: GiveWay<'a>,
}

/// Whether a stage came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It did.
    Done,
    /// It gave way.
    GaveWay,
}

/// Fills all cells, in parallel, and hands everything to the sink; without one, cells are filled alone.
///
/// # Errors
/// What the sink says.
pub fn fill(filling: &Filling<'_>, sink: Option<&dyn Sink>) -> io::Result<Outcome> {
    let Filling { ready, tree, progress, keep, give_way } = filling;
    let Some(pages) = ready.pages() else { return Ok(Outcome::Done) };
    let done = AtomicUsize::new(0);
    let cells: Vec<&Arc<Cell>> = tree.cells.values().collect();
    cells.par_iter().try_for_each(|cell| -> io::Result<()> {
        if give_way() {
            return Ok(());
        }
        let is_kept = cell.peek().is_some();
        take(pages, cell, sink)?;
        // What somebody asked for stays for whoever asks again.
        if *keep == Keep::Nothing && !is_kept {
            cell.drop_bytes();
        }
        progress.filled(done.fetch_add(1, Ordering::Relaxed) + 1, cells.len());
        Ok(())
    })?;
    if give_way() {
        return Ok(Outcome::GaveWay);
    }
    if let Some(sink) = sink {
        tree.files.values().try_for_each(|file| sink.take(file))?;
        let copies: Vec<_> = tree.copies.values().collect();
        copies.par_iter().try_for_each(|copy| sink.take_copy(copy))?;
    }
    Ok(Outcome::Done)
}

fn take(pages: &Pages, cell: &Cell, sink: Option<&dyn Sink>) -> io::Result<()> {
    let filled = cell.get(pages);
    let Some(sink) = sink.filter(|_| filled.diagnostics.is_empty()) else { return Ok(()) };
    let is_there =
        cell.is_as_before() && sink.keep(&cell.page.path.output(), filled.hash, &pages.permalinks(cell))?;
    if is_there { Ok(()) } else { sink.take(&pages.file(cell)) }
}
