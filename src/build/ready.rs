//! Everything that pages are made of, brought up to date: what an edit costs before any page is made.

use super::cache::BuildCache;
use super::held::Split;
use super::hosts;
use super::judge::{self, Judge};
use super::pages::{Pages, Parts};
use super::{HeldBack, Progress, Settings, Stage, captured};
use crate::diagnostics::{Diagnostic, Diagnostics, SourceMap};
use crate::index::SiteIndex;
use crate::paths::SourcePath;
use crate::render;
use crate::source::SourceSet;
use crate::theme::Theme;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A site of which any page can be made.
pub struct Ready {
    pages: Option<Arc<Pages>>,
    pub(super) sources: SourceSet,
    pub(super) settings: Settings,
    pub(super) index: Arc<SiteIndex>,
    pub(super) split: Arc<Split>,
    pub(super) captured: BTreeMap<SourcePath, Arc<str>>,
    theme: Arc<Theme>,
    judge: Judge,
    diagnostics: Diagnostics,
    /// Texts whose last good version is shown, since they cannot be read.
    behind: BTreeSet<SourcePath>,
    /// Whether templates are not what they are on disk, since they cannot be loaded.
    has_last_templates: bool,
}

/// Brings everything that pages are made of up to date, in proportion to what changed since the build
/// that left the cache.
pub fn ready(
    settings: &Settings,
    sources: &SourceSet,
    cache: &mut BuildCache,
    progress: &dyn Progress,
) -> Ready {
    let config = &settings.config;
    progress.begin(Stage::Parse);
    cache.parse(settings, sources);
    let mut diagnostics = cache.documents.diagnostics();
    progress.begin(Stage::Index);
    let index = cache.index_published(settings);
    let behind = cache.documents.behind();
    diagnostics.extend(of_texts_as_they_are(index.diagnostics().cloned(), &behind));
    let (captured, findings) = captured::find(&cache.documents, &cache.split, sources);
    diagnostics.extend(findings);
    progress.begin(Stage::Frame);
    let (site, findings) = cache.site(config);
    diagnostics.extend(findings);
    let (theme, findings) = cache.theme(config, sources);
    diagnostics.extend(findings);
    let (renderer, findings) = cache.renderer(&theme, settings.unreadable);
    let has_last_templates = !findings.is_empty();
    diagnostics.extend(findings);
    let lists = cache.lists(&index, &site);
    let pages = renderer.map(|(templates, renderer)| {
        let parts = Parts {
            settings: settings.clone(),
            index: index.clone(),
            site: site.clone(),
            lists,
            theme: theme.clone(),
            renderer,
            templates,
        };
        Arc::new(Pages::new(parts))
    });
    Ready {
        pages,
        sources: sources.clone(),
        settings: settings.clone(),
        index,
        split: cache.split.clone(),
        captured,
        theme,
        judge: Judge::new(config, &cache.documents),
        diagnostics,
        behind,
        has_last_templates,
    }
}

/// What is found in the last good version of a text has its place there, and none in the text as it is.
fn of_texts_as_they_are(
    found: impl IntoIterator<Item = Diagnostic>,
    behind: &BTreeSet<SourcePath>,
) -> impl Iterator<Item = Diagnostic> {
    let is_there = |diagnostic: &Diagnostic| {
        diagnostic.primary.as_ref().is_none_or(|place| !behind.contains(&place.file))
    };
    found.into_iter().filter(is_there)
}

impl Ready {
    /// What pages are made of; `None` where the templates cannot be loaded.
    pub fn pages(&self) -> Option<&Arc<Pages>> {
        self.pages.as_ref()
    }

    /// What it is built with.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What is wrong so far: with texts, references, templates and the configuration. What is switched
    /// off is among it.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// Each version of a record that is held back.
    pub fn held(&self) -> &[HeldBack] {
        &self.split.report
    }

    /// Whether pages show the last version of something that cannot be read now.
    pub fn is_behind(&self) -> bool {
        self.has_last_templates || !self.behind.is_empty()
    }

    /// Whether the site brings rules of its own that count before its pages.
    pub fn has_own_redirects(&self) -> bool {
        hosts::own("_redirects", &self.sources).is_some()
    }

    /// The texts that findings point into.
    pub fn texts(&self) -> SourceMap {
        let mut texts = self.sources.source_map();
        texts.extend(render::template_sources(&self.theme));
        texts
    }

    /// What of findings on pages has its place in the texts as they are.
    pub(super) fn with_places(&self, diagnostics: Diagnostics) -> Diagnostics {
        of_texts_as_they_are(diagnostics, &self.behind).collect()
    }

    /// What of some findings is said, as severe as the site asks for.
    pub(super) fn judge(&self, diagnostics: Diagnostics) -> Diagnostics {
        self.judge.judge(diagnostics)
    }

    /// What is said in the end: not what only follows from something else; sorted.
    pub fn last_judgement(&self, diagnostics: Diagnostics) -> Diagnostics {
        let mut judged = self.judge.judge(judge::without_consequences(diagnostics));
        judged.sort();
        judged
    }
}
