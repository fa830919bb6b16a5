//! Everything that pages are made of, and the making of one page: inputs, view, template, links.

use super::{Settings, hosts};
use crate::address::{self, What};
use crate::diagnostics::{Code, Diagnostic};
use crate::digest::Fingerprint;
use crate::document::Kind;
use crate::html::{self, FinishOptions, LinkStyle};
use crate::index::{Entry, SiteIndex};
use crate::locale::Language;
use crate::page::assemble::site::Assets;
use crate::page::view::words;
use crate::page::{Inputs, Lists, PlannedPage, Site, assemble, inputs, plan};
use crate::paths::{OutputFile, UrlPath};
use crate::render::{Renderer, SharedContext};
use crate::theme::Theme;
use crate::tree::{Cell, Fill, Filled, Prints};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Everything that pages are made of. Immutable, and shared by whoever asks for pages.
pub struct Pages {
    pub(super) settings: Settings,
    pub(super) index: Arc<SiteIndex>,
    pub(super) site: Arc<Site>,
    pub(super) lists: Arc<Lists>,
    pub(super) theme: Arc<Theme>,
    renderer: Arc<Renderer>,
    shared: BTreeMap<Language, SharedContext>,
    links: FinishOptions,
    absolute: FinishOptions,
    /// Of what all pages see: configuration and templates; and of the names of assets.
    frame: Fingerprint,
    assets: Fingerprint,
}

/// What [`Pages`] are made from.
pub(super) struct Parts {
    pub settings: Settings,
    pub index: Arc<SiteIndex>,
    pub site: Arc<Site>,
    pub lists: Arc<Lists>,
    pub theme: Arc<Theme>,
    pub renderer: Arc<Renderer>,
    /// Of the templates that the renderer has, which may be older than the theme's.
    pub templates: Fingerprint,
}

impl Pages {
    /// Makes ready what pages of each language share.
    pub(super) fn new(parts: Parts) -> Self {
        let Parts { settings, index, site, lists, theme, renderer, templates } = parts;
        let config = &settings.config;
        let style = if config.build.file_links { LinkStyle::RelativeFiles } else { LinkStyle::Relative };
        let base_url = config.site.base_url.clone();
        let prefix = hosts::prefix(base_url.as_deref());
        let named = assets(&theme);
        let shared = site.languages().iter().map(|language| {
            let mut seen = Inputs::default();
            inputs::visit_frame(&index, &site, &lists, language, &mut seen);
            let view = assemble::site::site_view(&site, language, &seen, &named);
            (language.clone(), SharedContext::new(&view, &words::words(site.locale(language))))
        });
        Self {
            shared: shared.collect(),
            links: FinishOptions { links: style, base_url: base_url.clone() },
            absolute: FinishOptions { links: LinkStyle::Absolute { prefix }, base_url },
            frame: config.shown().with(templates),
            assets: theme.assets_fingerprint(),
            settings,
            index,
            site,
            lists,
            theme,
            renderer,
        }
    }

    /// The index that pages are made from.
    pub fn index(&self) -> &Arc<SiteIndex> {
        &self.index
    }

    /// The theme.
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// A cell's page as a file.
    pub fn file(&self, cell: &Cell) -> OutputFile {
        OutputFile {
            path: cell.page.path.output(),
            bytes: cell.bytes(self),
            permalinks: self.permalinks(cell),
        }
    }

    /// The permalinks on a cell's page; only pages with a text of their own have some.
    pub fn permalinks(&self, cell: &Cell) -> Vec<String> {
        match cell.page.key.what {
            What::Record(..) | What::Home => {
                let anchors = &cell.get(self).anchors;
                anchors.iter().filter(|anchor| is_permalink(anchor)).cloned().collect()
            }
            _ => Vec::new(),
        }
    }

    /// The page at an address where that can be told without planning the site.
    pub fn guess(&self, address: &UrlPath) -> Option<PlannedPage> {
        let key = address::guess(address, self.site.languages())?;
        let page = PlannedPage { key, path: address.clone() };
        (self.is_certain(&page) && !self.is_contested(&page)).then_some(page)
    }

    /// Whether another record may want the same address, by its slug or by an id that is the name of an
    /// overview: which of them has it is for the plan to say.
    fn is_contested(&self, page: &PlannedPage) -> bool {
        let language = &page.key.language;
        let (kind, id) = match &page.key.what {
            What::Record(kind, id) => (*kind, Some(id)),
            _ => (Kind::Page, None),
        };
        let others = self.index.of_kind(kind).into_iter().filter(|entry| Some(entry.id()) != id);
        let at = |entry: &Entry| {
            address::of_record(
                kind,
                &address::slug(&entry.card, language, self.site.languages()),
                language,
                self.site.languages(),
            )
        };
        others.into_iter().any(|entry| at(entry) == page.path)
    }

    /// Whether the page that stands at a planned address is certain to stand there in the site as it is
    /// now. Where it cannot be told without planning the site anew, it is not.
    pub fn is_certain(&self, page: &PlannedPage) -> bool {
        plan::is_certain(&self.index, &self.site, &self.lists, page)
    }
}

/// Where the theme's assets stand.
fn assets(theme: &Theme) -> Assets {
    let asset = |name: &str| theme.asset(name).map(|path| path.encoded()).unwrap_or_default();
    Assets {
        stylesheet: asset("briefing.css"),
        icon: asset("icon.svg"),
        early_script: asset("colours.js"),
        scripts: theme.scripts().iter().map(UrlPath::encoded).collect(),
    }
}

/// Whether an anchor is one of ours: `p-` or `s-` and a hash.
fn is_permalink(anchor: &str) -> bool {
    let hash = anchor.strip_prefix("p-").or(anchor.strip_prefix("s-"));
    hash.and_then(|hash| hash.get(..8)).is_some_and(|hash| hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

impl Fill for Pages {
    fn prints(&self, page: &PlannedPage) -> Prints {
        let seen = plan::fingerprint(&self.index, &self.site, &self.lists, &page.key);
        let content = seen.with(self.frame).with(Fingerprint::of_value(&page.key));
        Prints { page: content.with(self.assets), content }
    }

    fn fill(&self, page: &PlannedPage) -> Filled {
        let mut seen = Inputs::default();
        inputs::visit(&self.index, &self.site, &self.lists, &page.key, &mut seen);
        let view = assemble::assemble(&page.key, &seen, &self.site);
        let shared = &self.shared[&page.key.language];
        let options = if page.key.what == What::NotFound { &self.absolute } else { &self.links };
        let finished = self
            .renderer
            .render(view.template(), &view, shared)
            .and_then(|html| html::finish(&html, &page.path, options));
        match finished {
            Ok(finished) => {
                let doubled = finished.duplicates.iter();
                let diagnostics = doubled.map(|id| id_twice(id, page, view.template())).collect();
                Filled::new(finished.html.into_bytes(), finished.anchors, finished.links, diagnostics)
            }
            Err(diagnostic) => {
                Filled::new(Vec::new(), Vec::new(), Vec::new(), [*diagnostic].into_iter().collect())
            }
        }
    }
}

fn id_twice(id: &str, page: &PlannedPage, template: &str) -> Diagnostic {
    let message = format!("the id `{id}` stands twice on the page `{}`", page.path);
    let help = format!("it was made by the template `{template}`, or given twice by the author");
    Diagnostic::without_place(Code::Template, message).help(help)
}
