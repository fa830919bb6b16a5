//! Puts the stages in order.
//!
//! 1. Sources are parsed ([`documents`]), in parallel; what did not change is taken from the cache.
//! 2. What is held back is split off ([`held`]).
//! 3. The index is brought up to date, and looked over ([`crate::check`]).
//! 4. Pages are planned, with their fingerprints; cells whose fingerprint is unchanged are kept.
//! 5. Cells are filled ([`fill`]), in parallel, and handed to the sink.
//! 6. Links are compared with anchors ([`links`]), permalinks with those of an earlier build
//!    ([`permalinks`]).
//!
//! Nothing here reads a file or a clock. A [`BuildCache`] only saves work: with an empty one the
//! result is the same.

mod cache;
mod captured;
mod documents;
mod files;
mod fill;
pub mod held;
mod hosts;
mod judge;
mod links;
mod orphans;
mod pages;
mod permalinks;
mod places;
mod survey;

pub use cache::BuildCache;
pub use captured::wanted;
pub use held::HeldBack;
pub use permalinks::Permalinks;
pub use survey::{Survey, survey};

use crate::address::What;
use crate::check::{CheckSettings, Translations, check};
use crate::config::{Check, Config};
use crate::diagnostics::{Code, Diagnostics, SourceMap};
use crate::index::{Changes, IndexSettings, SiteIndex};
use crate::page::{Lists, PlannedPage};
use crate::render;
use crate::source::SourceSet;
use crate::theme::Theme;
use crate::tree::{OutputTree, Sink};
use pages::Pages;
use std::collections::BTreeMap;
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
    /// The permalinks of an earlier build, to be compared with this one's; they change no page.
    pub previous: Arc<Permalinks>,
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
    /// How many old addresses have a page that leads on, but no rule in `_redirects`: hosts take no more.
    pub redirects_without_rule: usize,
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
    let judge = judge::Judge::new(config, &documents);
    let split = held::split(&documents, &config.site.languages, settings);
    progress.begin(Stage::Index);
    let index = update_index(settings, &split, cache);
    diagnostics.extend(index.diagnostics().cloned());
    let (captured, findings) = captured::find(&split.published, sources);
    diagnostics.extend(findings);
    let check_settings = CheckSettings { translations: translations(config), captured };
    diagnostics.extend(check(&index, &check_settings, &mut cache.checked));
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
        redirects_without_rule: 0,
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
            let (tree, without_rule, findings) = stage.tree(pages, sources, cache);
            diagnostics.extend(findings);
            build.redirects_without_rule = without_rule;
            progress.begin(Stage::Pages);
            diagnostics = judge.judge(diagnostics);
            let publish = !diagnostics.has_errors();
            diagnostics.extend(stage.fill(&tree, publish.then_some(sink), progress)?);
            progress.begin(Stage::Links);
            // Where two pages want one address, the links to one of them lead to the other.
            if !diagnostics.iter().any(|diagnostic| diagnostic.code == Code::DuplicateOutput) {
                let found = links::check_pages(&tree, &index, &site);
                diagnostics.extend(links::new_findings(found, &diagnostics));
            }
            diagnostics.extend(orphans::check(&tree, &index, &site));
            // What a mistake takes away comes back when it is mended.
            diagnostics = judge.judge(diagnostics);
            if !diagnostics.has_errors() {
                diagnostics.extend(permalinks::lost(&permalinks::Comparison {
                    previous: &settings.previous,
                    held: &split.addresses,
                    tree: &tree,
                    index: &index,
                    site: &site,
                    texts: &build.sources,
                }));
            }
            build.tree = Arc::new(tree);
            cache.tree = build.tree.clone();
        }
    }
    build.diagnostics = judge.judge(judge::without_consequences(diagnostics));
    build.diagnostics.sort();
    Ok(build)
}

/// Whether every record is to have all languages: `languages.complete`, or the check switched on.
fn translations(config: &Config) -> Translations {
    let asked = matches!(config.checks.get(&Code::TranslationMissing), Some(Check::Warning | Check::Error));
    if config.complete || asked { Translations::Complete } else { Translations::Optional }
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
            What::Redirect(..) => "redirect",
            _ => "overview",
        };
        *counts.entry(kind).or_default() += 1;
    }
    counts
}
