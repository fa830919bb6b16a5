//! Puts the stages in order.
//!
//! 1. Sources are parsed ([`documents`]), in parallel; what did not change is taken from the cache.
//! 2. What is held back is split off ([`held`]).
//! 3. The index is brought up to date.
//! 4. Pages are planned, with their fingerprints; cells whose fingerprint is unchanged are kept.
//! 5. Cells are filled ([`fill`]), in parallel, and handed to the sink.
//! 6. Links are compared with anchors ([`links`]).
//!
//! Nothing here reads a file or a clock. A [`BuildCache`] only saves work: with an empty one the
//! result is the same.

mod cache;
mod documents;
mod files;
mod fill;
pub mod held;
mod links;

pub use cache::BuildCache;
pub use held::HeldBack;

use crate::address::What;
use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity, SourceMap};
use crate::digest::Fingerprint;
use crate::index::{Changes, IndexSettings, SiteIndex};
use crate::page::{Lists, PlannedPage, Site};
use crate::paths::UrlPath;
use crate::render::{self, Renderer};
use crate::source::SourceSet;
use crate::theme::Theme;
use crate::tree::{Cell, OutputTree, Sink};
use fill::Filler;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

/// What a build depends on besides the sources.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The configuration, with what the command line says in place of it.
    pub config: Arc<Config>,
    /// Seconds since 1970-01-01T00:00:00Z; decides embargoes, and nothing else.
    pub now: i64,
    /// Whether drafts are published.
    pub drafts: bool,
    /// Whether the tree keeps the bytes of pages once the sink has taken them.
    pub keep: Keep,
}

/// What becomes of bytes that the sink has taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// They stay: a later build hands them on without making them again.
    Bytes,
    /// They go, so that memory does not grow with the site.
    Nothing,
}

/// Is told how far a build is.
pub trait Progress: Sync {
    /// A stage begins; the one before it is over.
    fn begin(&self, stage: Stage);
    /// So many of so many pages are filled.
    fn filled(&self, done: usize, total: usize);
}

/// Tells nobody.
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _stage: Stage) {}
    fn filled(&self, _done: usize, _total: usize) {}
}

/// A stage of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Texts are parsed, or taken from the cache.
    Parse,
    /// The index is brought up to date.
    Index,
    /// Pages are planned, with their addresses and fingerprints.
    Plan,
    /// Pages are assembled, rendered and handed to the sink.
    Pages,
    /// Links and anchors of the finished pages are compared.
    Links,
}

impl Stage {
    /// The stage's name.
    pub fn as_str(self) -> &'static str {
        match self {
            Stage::Parse => "parse",
            Stage::Index => "index",
            Stage::Plan => "plan",
            Stage::Pages => "pages",
            Stage::Links => "links",
        }
    }
}

/// What a build gives.
#[derive(Debug)]
pub struct Build {
    /// Everything that the site consists of; empty where the templates cannot be loaded.
    pub tree: Arc<OutputTree>,
    /// All findings, sorted; with an error among them nothing may be published.
    pub diagnostics: Diagnostics,
    /// The texts that they point into.
    pub sources: SourceMap,
    /// What is held back.
    pub held: Vec<HeldBack>,
    /// How many pages there are of each kind, by the kind's name.
    pub pages: BTreeMap<&'static str, usize>,
}

/// Builds a site, handing every file to `sink`. Where the findings hold an error the sink may have
/// been given some of the files: whoever owns it must then throw them away.
///
/// # Errors
/// What the sink says.
pub fn build(
    settings: &Settings,
    sources: &SourceSet,
    cache: &mut BuildCache,
    sink: &dyn Sink,
    progress: &dyn Progress,
) -> io::Result<Build> {
    let config = &settings.config;
    progress.begin(Stage::Parse);
    let (documents, mut diagnostics) = documents::parse(config, sources, cache);
    let split = held::split(&documents, &config.site.languages, settings);
    progress.begin(Stage::Index);
    let index = update_index(settings, &split, cache);
    diagnostics.extend(index.diagnostics().cloned());
    progress.begin(Stage::Plan);
    let (site, findings) = cache.site(config);
    diagnostics.extend(findings);
    let (theme, findings) = Theme::new(sources, config.site.accent.as_deref());
    diagnostics.extend(findings);
    let mut texts = sources.source_map();
    texts.extend(render::template_sources(&theme));
    let mut build = Build {
        tree: Arc::default(),
        diagnostics: Diagnostics::new(),
        sources: texts,
        held: split.report,
        pages: BTreeMap::new(),
    };
    match cache.renderer(&theme) {
        Err(findings) => diagnostics.extend(findings),
        Ok(renderer) => {
            let lists = Lists::new();
            let (pages, findings) = crate::page::plan(&index, &site, &lists);
            diagnostics.extend(findings);
            build.pages = count(&pages);
            let stage = Pages {
                settings,
                index: &index,
                site: &site,
                lists: &lists,
                theme: &theme,
                renderer: &renderer,
            };
            let (tree, findings) = stage.tree(pages, sources, cache);
            diagnostics.extend(findings);
            progress.begin(Stage::Pages);
            let publish = !without_allowed(&documents, &diagnostics).has_errors();
            diagnostics.extend(stage.fill(&tree, publish.then_some(sink), progress)?);
            progress.begin(Stage::Links);
            let found = links::check_pages(&tree, &index, &site);
            diagnostics.extend(links::new_findings(found, &diagnostics));
            build.tree = Arc::new(tree);
            cache.tree = build.tree.clone();
        }
    }
    build.diagnostics = without_allowed(&documents, &without_consequences(diagnostics));
    build.diagnostics.sort();
    Ok(build)
}

/// Drops what is only said because something else is wrong: keys that are missing from front matter
/// that cannot be read, or whose value was refused.
fn without_consequences(mut diagnostics: Diagnostics) -> Diagnostics {
    let mut unreadable = BTreeSet::new();
    let mut bad_dates = BTreeSet::new();
    for diagnostic in diagnostics.iter() {
        let Some(span) = &diagnostic.primary else { continue };
        match diagnostic.code {
            Code::FrontMatter => unreadable.insert(span.file.clone()),
            Code::BadDate => bad_dates.insert(span.file.clone()),
            _ => false,
        };
    }
    diagnostics.retain(|diagnostic| {
        let file = diagnostic.primary.as_ref().map(|span| &span.file);
        let is_said = |files: &BTreeSet<_>| file.is_some_and(|file| files.contains(file));
        diagnostic.code != Code::MissingKey
            || !(is_said(&unreadable) || diagnostic.message.ends_with("`date`") && is_said(&bad_dates))
    });
    diagnostics
}

/// Drops warnings that a file allows for itself.
fn without_allowed(documents: &[Arc<crate::document::Document>], diagnostics: &Diagnostics) -> Diagnostics {
    let mut allowed: BTreeMap<&crate::paths::SourcePath, Vec<&str>> = BTreeMap::new();
    for document in documents {
        for code in document.records.iter().flat_map(|record| &record.common.allow) {
            allowed.entry(&document.path).or_default().push(&code.value);
        }
    }
    let mut kept = diagnostics.clone();
    kept.retain(|diagnostic| {
        let codes = diagnostic.primary.as_ref().and_then(|span| allowed.get(&span.file));
        diagnostic.severity == Severity::Error
            || !codes.is_some_and(|codes| codes.contains(&diagnostic.code.as_str()))
    });
    kept
}

fn update_index(settings: &Settings, split: &held::Split, cache: &mut BuildCache) -> Arc<SiteIndex> {
    let index_settings = Arc::new(IndexSettings {
        languages: settings.config.site.languages.clone(),
        as_of: settings.config.site.as_of.as_ref().map(|date| date.value.clone()),
    });
    let previous = cache.index.clone().unwrap_or_else(|| Arc::new(SiteIndex::empty(index_settings.clone())));
    let changes = Changes {
        settings: index_settings,
        changed: split.published.iter().filter(|document| !cache.is_published(document)).cloned().collect(),
        removed: cache.gone(&split.published),
        held: Arc::new(split.held.clone()),
    };
    cache.publish(&split.published);
    let index = Arc::new(crate::index::update(&previous, &changes));
    cache.index = Some(index.clone());
    index
}

fn count(pages: &[PlannedPage]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for page in pages {
        let kind = match &page.key.what {
            What::Record(kind, _) => kind.word(),
            What::RecordList(..) => "part of a list",
            _ => "overview",
        };
        *counts.entry(kind).or_default() += 1;
    }
    counts
}

/// What the making of pages needs.
struct Pages<'a> {
    settings: &'a Settings,
    index: &'a Arc<SiteIndex>,
    site: &'a Arc<Site>,
    lists: &'a Lists,
    theme: &'a Theme,
    renderer: &'a Arc<Renderer>,
}

impl Pages<'_> {
    /// The tree of what is planned; cells whose fingerprint is unchanged are those of the tree
    /// before.
    fn tree(
        &self,
        pages: Vec<PlannedPage>,
        sources: &SourceSet,
        cache: &BuildCache,
    ) -> (OutputTree, Diagnostics) {
        let mut tree = OutputTree::default();
        let frame = self.settings.config.fingerprint.with(self.theme.templates_fingerprint());
        let assets = self.theme.assets_fingerprint();
        for page in pages {
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
        let mut diagnostics = files::add(&mut tree, self.index, self.site, sources);
        diagnostics.extend(doubled(&tree));
        diagnostics.extend(links::check_addresses(&tree, self.index));
        diagnostics.extend(links::check_configuration(&tree, self.index, self.site));
        (tree, diagnostics)
    }

    /// Fills all cells and hands everything to the sink.
    fn fill(
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

/// Reports outputs that want one path: pages, assets and copied files among each other. (Two pages are
/// reported where they are planned.)
fn doubled(tree: &OutputTree) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let mut taken: BTreeMap<String, &UrlPath> = BTreeMap::new();
    let outputs = tree.cells.keys().chain(tree.files.keys()).chain(tree.copies.keys());
    for path in outputs {
        let output = crate::text::fold(path.output().as_str());
        if let Some(other) = taken.insert(output, path) {
            let message = format!("two outputs stand at one path: `{path}` and `{other}`");
            diagnostics.push(
                Diagnostic::without_place(Code::DuplicateOutput, message).help(
                    "rename the file in `static/` or beside the text, or give the record another `slug`",
                ),
            );
        }
    }
    diagnostics
}
