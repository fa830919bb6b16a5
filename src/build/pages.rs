//! The tree of a site: which cells are kept, what else stands in it, and the filling of all of it.

use super::cache::BuildCache;
use super::fill::Filler;
use super::{Keep, Progress, Settings, files, hosts, links, places};
use crate::address::What;
use crate::diagnostics::Diagnostics;
use crate::digest::Fingerprint;
use crate::index::SiteIndex;
use crate::page::{Lists, PlannedPage, Site};
use crate::paths::UrlPath;
use crate::render::Renderer;
use crate::source::SourceSet;
use crate::theme::Theme;
use crate::tree::{Cell, OutputTree, Sink};
use rayon::prelude::*;
use std::io;
use std::sync::Arc;

/// What the making of pages needs.
pub struct Pages<'a> {
    pub settings: &'a Settings,
    pub index: &'a Arc<SiteIndex>,
    pub site: &'a Arc<Site>,
    pub lists: &'a Lists,
    pub theme: &'a Theme,
    pub renderer: &'a Arc<Renderer>,
}

impl Pages<'_> {
    /// The tree of what is planned, with how many old addresses have no rule; cells whose fingerprint is
    /// unchanged are those of the tree before.
    pub fn tree(
        &self,
        pages: Vec<PlannedPage>,
        sources: &SourceSet,
        cache: &BuildCache,
    ) -> (OutputTree, usize, Diagnostics) {
        let mut tree = OutputTree::default();
        let frame = self.settings.config.fingerprint.with(self.theme.templates_fingerprint());
        let assets = self.theme.assets_fingerprint();
        let own_not_found = hosts::own("404.html", sources).is_some();
        for page in pages {
            if own_not_found && page.key.what == What::NotFound {
                continue;
            }
            let content = page.fingerprint.with(frame).with(Fingerprint::of_value(&page.key));
            let fingerprint = content.with(assets);
            let kept = cache.tree.cells.get(&page.path).filter(|cell| cell.fingerprint == fingerprint);
            let cell =
                kept.cloned().unwrap_or_else(|| Arc::new(Cell::new(page.clone(), fingerprint, content)));
            tree.cells.insert(page.path, cell);
        }
        for file in self.theme.files() {
            tree.files.insert(UrlPath::new(file.path.as_str()), file.clone());
        }
        let (copied, mut diagnostics) = files::add(&mut tree, self.index, self.site, sources);
        let made = hosts::add(&mut tree, self, sources);
        diagnostics.extend(made.diagnostics);
        diagnostics.extend(places::check(&tree, self, &copied));
        diagnostics.extend(links::check_addresses(&tree, self.index));
        diagnostics.extend(links::check_configuration(&tree, self.index, self.site));
        (tree, made.without_rule, diagnostics)
    }

    /// Fills all cells and hands everything to the sink.
    pub fn fill(
        &self,
        tree: &OutputTree,
        sink: Option<&dyn Sink>,
        progress: &dyn Progress,
    ) -> io::Result<Diagnostics> {
        let filler = Filler::new(self);
        let total = tree.cells.len();
        let done = std::sync::atomic::AtomicUsize::new(0);
        let cells: Vec<&Arc<Cell>> = tree.cells.values().collect();
        cells.par_iter().try_for_each(|cell| -> io::Result<()> {
            let filled = cell.get(&filler);
            if let Some(sink) = sink
                && filled.diagnostics.is_empty()
            {
                sink.take(&filler.file(cell))?;
            }
            if self.settings.keep == Keep::Nothing {
                cell.drop_bytes();
            }
            progress.filled(done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1, total);
            Ok(())
        })?;
        if let Some(sink) = sink {
            tree.files.values().try_for_each(|file| sink.take(file))?;
            let copies: Vec<_> = tree.copies.values().collect();
            copies.par_iter().try_for_each(|copy| sink.take_copy(copy))?;
        }
        let mut diagnostics = Diagnostics::new();
        for filled in cells.iter().filter_map(|cell| cell.peek()) {
            diagnostics.extend(filled.diagnostics.iter().cloned());
        }
        Ok(diagnostics)
    }
}
