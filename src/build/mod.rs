//! Puts the stages in order.
//!
//! 1. Sources are parsed ([`documents`]), what is held back is split off ([`held`]), the index is brought
//!    up to date: everything that pages are made of is [`Ready`].
//! 2. Pages are planned ([`plan()`]): a tree of cells, none of them filled.
//! 3. Cells are filled, in parallel, and handed to the sink.
//! 4. The index is looked over ([`crate::check`]), links are compared with anchors ([`links`]),
//!    permalinks with those of an earlier build ([`permalinks`]).
//!
//! [`build`] does all of it at once. A preview takes the steps one by one: after the first any page can
//! be made, so that what somebody looks at is answered before the rest is even planned
//! ([`Provisional`]).
//!
//! Nothing here reads a file or a clock. A [`BuildCache`] only saves work: with an empty one the
//! result is the same.

mod cache;
mod captured;
mod documents;
mod files;
mod finish;
pub mod held;
mod hosts;
mod judge;
mod links;
mod orphans;
mod pages;
mod permalinks;
mod places;
mod plan;
mod provisional;
mod ready;
mod survey;

pub use cache::BuildCache;
pub use captured::wanted;
pub use finish::{Finished, finish, look_over};
pub use held::HeldBack;
pub use hosts::prefix;
pub use pages::Pages;
pub use permalinks::Permalinks;
pub use plan::{Filling, Outcome, Planned, count_changed, fill, plan};
pub use provisional::Provisional;
pub use ready::{Ready, ready};
pub use survey::{Survey, survey};

pub use crate::check::Known;

use crate::config::Config;
use crate::diagnostics::{Diagnostics, SourceMap};
use crate::source::SourceSet;
use crate::tree::{OutputTree, Sink};
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
    /// What stands in place of what cannot be read.
    pub unreadable: Unreadable,
    /// The permalinks of an earlier build, to be compared with this one's; they change no page.
    pub previous: Arc<Permalinks>,
}

/// What stands in place of a text or a template that cannot be read. It is an error either way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unreadable {
    /// What could be made of it.
    #[default]
    AsItIs,
    /// The last version that could be read, where the cache knows one: a preview goes on with it until
    /// the mistake is mended.
    LastGood,
}

/// Asks whether whoever waits for the work has something else to do: it is given up then, and what was
/// done of it comes to nothing.
pub type GiveWay<'a> = &'a (dyn Fn() -> bool + Sync);

/// Never gives way.
pub fn never() -> bool {
    false
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
    /// Templates are loaded, and what all pages share is made.
    Frame,
    /// The index is looked over.
    Check,
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
            Stage::Frame => "frame",
            Stage::Check => "check",
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
    let ready = ready(settings, sources, cache, progress);
    let mut diagnostics = ready.diagnostics().clone();
    progress.begin(Stage::Check);
    diagnostics.extend(look_over(&ready, &mut cache.checked));
    progress.begin(Stage::Plan);
    let mut build = Build {
        tree: Arc::default(),
        diagnostics: Diagnostics::new(),
        sources: ready.texts(),
        held: ready.held().to_vec(),
        pages: BTreeMap::new(),
        redirects_without_rule: 0,
    };
    let planned = plan(&ready, &cache.tree, &BTreeMap::new(), &never);
    if let Some(planned) = planned {
        let filling =
            Filling { ready: &ready, tree: &planned.tree, progress, keep: settings.keep, give_way: &never };
        diagnostics.extend(planned.diagnostics.iter().cloned());
        progress.begin(Stage::Pages);
        diagnostics = ready.judge(diagnostics);
        let publish = !diagnostics.has_errors();
        fill(&filling, publish.then_some(sink))?;
        progress.begin(Stage::Links);
        diagnostics = finish(&Finished { ready: &ready, tree: &planned.tree, diagnostics });
        build.pages = planned.pages;
        build.redirects_without_rule = planned.redirects_without_rule;
        build.tree = planned.tree.clone();
        cache.tree = planned.tree;
    }
    build.diagnostics = ready.last_judgement(diagnostics);
    Ok(build)
}
