//! Makes the bytes of one page: inputs, view, template, links.

use super::{Pages, hosts};
use crate::address::{Key, What};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::html::{self, FinishOptions, LinkStyle};
use crate::index::SiteIndex;
use crate::locale::Language;
use crate::page::assemble::site::Assets;
use crate::page::view::words;
use crate::page::{Inputs, Lists, PlannedPage, Site, assemble, inputs};
use crate::paths::{OutputFile, UrlPath};
use crate::render::{Renderer, SharedContext};
use crate::theme::Theme;
use crate::tree::{Cell, Fill, Filled};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Makes pages.
pub struct Filler<'a> {
    index: &'a Arc<SiteIndex>,
    site: &'a Arc<Site>,
    lists: &'a Lists,
    renderer: &'a Arc<Renderer>,
    shared: BTreeMap<Language, SharedContext>,
    links: FinishOptions,
    absolute: FinishOptions,
}

impl<'a> Filler<'a> {
    /// Makes ready what pages of each language share.
    pub fn new(pages: &Pages<'a>) -> Self {
        let Pages { settings, index, site, lists, theme, renderer } = *pages;
        let config = &settings.config;
        let style = if config.build.file_links { LinkStyle::RelativeFiles } else { LinkStyle::Relative };
        let base_url = config.site.base_url.clone();
        let prefix = hosts::prefix(base_url.as_deref());
        let assets = assets(theme);
        let shared = site.languages().iter().map(|language| {
            let mut seen = Inputs::default();
            inputs::visit(index, site, lists, &Key::whole(What::Home, language), &mut seen);
            let view = assemble::site::site_view(site, language, &seen, &assets);
            (language.clone(), SharedContext::new(&view, &words::words(site.locale(language))))
        });
        Self {
            index,
            site,
            lists,
            renderer,
            shared: shared.collect(),
            links: FinishOptions { links: style, base_url: base_url.clone() },
            absolute: FinishOptions { links: LinkStyle::Absolute { prefix }, base_url },
        }
    }

    /// A cell's page as a file.
    pub fn file(&self, cell: &Cell) -> OutputFile {
        let permalinks = match cell.page.key.what {
            What::Record(..) | What::Home => {
                let anchors = &cell.get(self).anchors;
                anchors.iter().filter(|anchor| is_permalink(anchor)).cloned().collect()
            }
            _ => Vec::new(),
        };
        OutputFile { path: cell.page.path.output(), bytes: cell.bytes(self), permalinks }
    }
}

/// Where the theme's assets stand.
fn assets(theme: &Theme) -> Assets {
    let asset = |name: &str| theme.asset(name).map(|path| path.encoded()).unwrap_or_default();
    Assets {
        stylesheet: asset("briefing.css"),
        icon: asset("icon.svg"),
        scripts: theme.scripts().iter().map(UrlPath::encoded).collect(),
    }
}

/// Whether an anchor is one of ours: `p-` or `s-` and a hash.
fn is_permalink(anchor: &str) -> bool {
    let hash = anchor.strip_prefix("p-").or(anchor.strip_prefix("s-"));
    hash.and_then(|hash| hash.get(..8)).is_some_and(|hash| hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

impl Fill for Filler<'_> {
    fn fill(&self, page: &PlannedPage) -> Filled {
        let mut seen = Inputs::default();
        inputs::visit(self.index, self.site, self.lists, &page.key, &mut seen);
        let view = assemble::assemble(&page.key, &seen, self.site);
        let shared = &self.shared[&page.key.language];
        let options = if page.key.what == What::NotFound { &self.absolute } else { &self.links };
        let finished = self
            .renderer
            .render(view.template(), &view, shared)
            .and_then(|html| html::finish(&html, &page.path, options));
        let mut diagnostics = Diagnostics::new();
        match finished {
            Ok(finished) => {
                for id in &finished.duplicates {
                    let message = format!("the id `{id}` stands twice on the page `{}`", page.path);
                    diagnostics.push(Diagnostic::without_place(Code::Template, message).help(format!(
                        "it was made by the template `{}`, or given twice by the author",
                        view.template()
                    )));
                }
                Filled::new(finished.html.into_bytes(), finished.anchors, finished.links, diagnostics)
            }
            Err(diagnostic) => {
                diagnostics.push(*diagnostic);
                Filled::new(Vec::new(), Vec::new(), Vec::new(), diagnostics)
            }
        }
    }
}
