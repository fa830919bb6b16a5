//! What one build leaves for the next, so that it need not do again what has not changed.

use super::documents::Documents;
use super::held::{self, Split};
use super::{Settings, Unreadable};
use crate::check::Known;
use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::digest::Fingerprint;
use crate::document::Document;
use crate::index::{Changes, IndexSettings, SiteIndex};
use crate::page::{Lists, Site};
use crate::paths::SourcePath;
use crate::render::Renderer;
use crate::source::SourceSet;
use crate::theme::Theme;
use crate::tree::OutputTree;
use imbl::ordmap::DiffItem;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What one build leaves for the next.
#[derive(Default)]
pub struct BuildCache {
    pub(super) documents: Documents,
    /// Files whose documents changed since the index was last brought up to date.
    changed: BTreeSet<SourcePath>,
    pub(super) split: Arc<Split>,
    pub(super) index: Option<Arc<SiteIndex>>,
    /// What the index was made of.
    published: BTreeMap<SourcePath, Arc<Document>>,
    lists: Option<KnownLists>,
    pub(super) tree: Arc<OutputTree>,
    pub(super) checked: Known,
    site: Option<(Fingerprint, Arc<Site>, Diagnostics)>,
    theme: Option<KnownTheme>,
    renderer: Option<(Fingerprint, Arc<Renderer>)>,
}

/// Lists, with what they were made of.
struct KnownLists {
    index: Arc<SiteIndex>,
    site: Arc<Site>,
    lists: Arc<Lists>,
}

/// A theme, with what it was made of.
struct KnownTheme {
    sources: SourceSet,
    accent: Option<String>,
    theme: Arc<Theme>,
    diagnostics: Diagnostics,
}

impl BuildCache {
    /// A cache that knows nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// The index of the last build.
    pub fn index(&self) -> Option<&Arc<SiteIndex>> {
        self.index.as_ref()
    }

    /// Brings the documents up to date.
    pub(super) fn parse(&mut self, settings: &Settings, sources: &SourceSet) {
        let changed = self.documents.update(&settings.config, sources, settings.unreadable);
        self.changed.extend(changed);
    }

    /// Splits the documents, and brings the index up to date with what is published.
    pub(super) fn index_published(&mut self, settings: &Settings) -> Arc<SiteIndex> {
        let split = Arc::new(held::split(&self.documents, settings, &self.split));
        let mut reached = std::mem::take(&mut self.changed);
        reached.extend(self.split.withheld.keys().chain(split.withheld.keys()).cloned());
        self.split = split.clone();
        let mut changes = Changes {
            settings: Arc::new(IndexSettings {
                languages: settings.config.site.languages.clone(),
                as_of: settings.config.site.as_of.as_ref().map(|date| date.value.clone()),
            }),
            changed: Vec::new(),
            removed: Vec::new(),
            held: Arc::new(split.held.clone()),
        };
        for path in reached {
            let before = self.published.get(&path);
            match split.published(&self.documents, &path) {
                Some(now) if before.is_some_and(|before| Arc::ptr_eq(before, now)) => {}
                Some(now) => {
                    changes.changed.push(now.clone());
                    self.published.insert(path, now.clone());
                }
                None => {
                    if self.published.remove(&path).is_some() {
                        changes.removed.push(path);
                    }
                }
            }
        }
        let before = self.index.take();
        let index = match before {
            Some(index) if crate::index::is_up_to_date(&index, &changes) => index,
            Some(index) => Arc::new(crate::index::update(&index, &changes)),
            None => Arc::new(crate::index::update(&SiteIndex::empty(changes.settings.clone()), &changes)),
        };
        self.index = Some(index.clone());
        index
    }

    /// What lists of an index are remembered in; the same as long as these are the same.
    pub(super) fn lists(&mut self, index: &Arc<SiteIndex>, site: &Arc<Site>) -> Arc<Lists> {
        let same = |known: &&KnownLists| Arc::ptr_eq(&known.index, index) && Arc::ptr_eq(&known.site, site);
        if let Some(known) = self.lists.as_ref().filter(same) {
            return known.lists.clone();
        }
        let lists = Arc::new(Lists::new());
        self.lists = Some(KnownLists { index: index.clone(), site: site.clone(), lists: lists.clone() });
        lists
    }

    /// What all pages share, made anew where the configuration changed.
    pub(super) fn site(&mut self, config: &Arc<Config>) -> (Arc<Site>, Diagnostics) {
        match &self.site {
            Some((fingerprint, site, diagnostics)) if *fingerprint == config.fingerprint => {
                (site.clone(), diagnostics.clone())
            }
            _ => {
                let (site, diagnostics) = Site::new(config.clone());
                let site = Arc::new(site);
                self.site = Some((config.fingerprint, site.clone(), diagnostics.clone()));
                (site, diagnostics)
            }
        }
    }

    /// The theme, made anew where an input that it may be made of changed.
    pub(super) fn theme(&mut self, config: &Config, sources: &SourceSet) -> (Arc<Theme>, Diagnostics) {
        let accent = &config.site.accent;
        if let Some(known) = &mut self.theme
            && known.accent == *accent
            && !theme_differs(&known.sources, sources)
        {
            known.sources = sources.clone();
            return (known.theme.clone(), known.diagnostics.clone());
        }
        let (theme, diagnostics) = Theme::new(sources, accent.as_deref());
        let theme = Arc::new(theme);
        self.theme = Some(KnownTheme {
            sources: sources.clone(),
            accent: accent.clone(),
            theme: theme.clone(),
            diagnostics: diagnostics.clone(),
        });
        (theme, diagnostics)
    }

    /// The templates with their fingerprint, loaded anew where one changed; where they cannot be, and the
    /// last good version of what is unreadable is asked for, those that were.
    pub(super) fn renderer(
        &mut self,
        theme: &Theme,
        unreadable: Unreadable,
    ) -> (Option<(Fingerprint, Arc<Renderer>)>, Diagnostics) {
        let fingerprint = theme.templates_fingerprint();
        if self.renderer.as_ref().is_some_and(|(known, _)| *known == fingerprint) {
            return (self.renderer.clone(), Diagnostics::new());
        }
        match Renderer::new(theme) {
            Ok(renderer) => {
                self.renderer = Some((fingerprint, Arc::new(renderer)));
                (self.renderer.clone(), Diagnostics::new())
            }
            Err(findings) => {
                let last = self.renderer.clone().filter(|_| unreadable == Unreadable::LastGood);
                (last, findings)
            }
        }
    }
}

/// Whether two sets of inputs differ in what a theme is made of.
fn theme_differs(before: &SourceSet, now: &SourceSet) -> bool {
    before.0.diff(&now.0).any(|item| {
        let path = match item {
            DiffItem::Add(path, _) | DiffItem::Remove(path, _) => path,
            DiffItem::Update { old: (_, old), new: (_, new) } if Arc::ptr_eq(old, new) => return false,
            DiffItem::Update { new: (path, _), .. } => path,
        };
        Theme::takes(path)
    })
}
