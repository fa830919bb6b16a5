//! What one build leaves for the next, so that it need not do again what has not changed.

use crate::check::Known;
use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::digest::{ContentHash, Fingerprint};
use crate::document::Document;
use crate::index::SiteIndex;
use crate::page::Site;
use crate::paths::SourcePath;
use crate::render::Renderer;
use crate::theme::Theme;
use crate::tree::OutputTree;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A source as it was parsed.
#[derive(Clone, Debug)]
pub(super) struct Parsed {
    pub(super) hash: ContentHash,
    pub(super) settings: Fingerprint,
    pub(super) document: Option<Arc<Document>>,
    pub(super) diagnostics: Diagnostics,
}

/// What one build leaves for the next.
#[derive(Default)]
pub struct BuildCache {
    pub(super) parsed: HashMap<SourcePath, Parsed>,
    pub(super) index: Option<Arc<SiteIndex>>,
    pub(super) tree: Arc<OutputTree>,
    pub(super) checked: Known,
    published: BTreeMap<SourcePath, Arc<Document>>,
    site: Option<(Fingerprint, Arc<Site>, Diagnostics)>,
    renderer: Option<(Fingerprint, Arc<Renderer>)>,
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

    /// Whether the last build published this very document.
    pub(super) fn is_published(&self, document: &Arc<Document>) -> bool {
        self.published.get(&document.path).is_some_and(|other| Arc::ptr_eq(other, document))
    }

    /// Files that the last build published and that are not among these.
    pub(super) fn gone(&self, published: &[Arc<Document>]) -> Vec<SourcePath> {
        let now: std::collections::HashSet<&SourcePath> =
            published.iter().map(|document| &document.path).collect();
        self.published.keys().filter(|path| !now.contains(path)).cloned().collect()
    }

    /// Notes what is published now.
    pub(super) fn publish(&mut self, documents: &[Arc<Document>]) {
        self.published = documents.iter().map(|document| (document.path.clone(), document.clone())).collect();
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

    /// The templates, loaded anew where one changed.
    pub(super) fn renderer(&mut self, theme: &Theme) -> Result<Arc<Renderer>, Diagnostics> {
        let fingerprint = theme.templates_fingerprint();
        if let Some((known, renderer)) = &self.renderer
            && *known == fingerprint
        {
            return Ok(renderer.clone());
        }
        let renderer = Arc::new(Renderer::new(theme)?);
        self.renderer = Some((fingerprint, renderer.clone()));
        Ok(renderer)
    }
}
