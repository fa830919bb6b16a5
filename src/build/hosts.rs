//! Files for hosts, out of what the site consists of; what a site brings itself comes first or stands in
//! their place.

use super::pages::Pages;
use crate::address::{Key, Part, What};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::document::Fields;
use crate::hosting::redirects::Rule;
use crate::hosting::sitemap::SitemapPage;
use crate::hosting::{self, headers, redirects, robots, sitemap};
use crate::page::redirects::plan as old_addresses;
use crate::paths::{OutputFile, SourcePath, UrlPath};
use crate::source::{Content, Source, SourceSet};
use crate::tree::OutputTree;
use std::collections::BTreeMap;

/// What was made for hosts.
#[derive(Debug, Default)]
pub struct Made {
    /// What is wrong with the site's own files.
    pub diagnostics: Diagnostics,
    /// How many old addresses have a page, but no rule, since hosts take no more.
    pub without_rule: usize,
}

/// Adds all files for hosts to a tree that holds everything else.
pub fn add(tree: &mut OutputTree, pages: &Pages, sources: &SourceSet) -> Made {
    let base_url = pages.settings.config.site.base_url.as_deref();
    let prefix = prefix(base_url);
    let mut made = Made::default();
    let own_headers = own_text("_headers", sources, &mut made.diagnostics);
    let own_redirects = own_text("_redirects", sources, &mut made.diagnostics);
    let hashed: Vec<UrlPath> = pages.theme.files().map(|file| UrlPath::new(file.path.as_str())).collect();
    let redirects = redirects::redirects(&prefix, &rules(tree, pages), own_redirects);
    made.without_rule = redirects.left_out;
    let joined = redirects.file.into_iter().chain([headers::headers(&prefix, &hashed, own_headers)]);
    let joined: Vec<OutputFile> = joined.collect();
    let mut alone = vec![hosting::nojekyll(), robots::robots(base_url)];
    // The parts of a sitemap are nothing without it.
    if let Some(base_url) = base_url.filter(|_| own("sitemap.xml", sources).is_none()) {
        alone.extend(sitemap::sitemap(base_url, &known_to_search(tree, pages)));
    }
    alone.retain(|file| own(file.path.as_str(), sources).is_none());
    for file in joined.into_iter().chain(alone) {
        tree.files.insert(UrlPath::new(file.path.as_str()), file);
    }
    made
}

/// The path of a site's own address, with slashes at both ends.
pub fn prefix(base_url: Option<&str>) -> String {
    let address = base_url.unwrap_or_default();
    let behind_scheme = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = behind_scheme.split_once('/').map_or("", |(_, path)| path);
    let path = path.trim_matches('/');
    if path.is_empty() { "/".to_owned() } else { format!("/{path}/") }
}

/// The site's own file of a name in `static/`, which stands in place of ours.
pub fn own(name: &str, sources: &SourceSet) -> Option<SourcePath> {
    let path = SourcePath::new(&format!("static/{name}"))?;
    sources.get(&path).map(|source| source.path.clone())
}

fn own_text<'a>(name: &str, sources: &'a SourceSet, diagnostics: &mut Diagnostics) -> Option<&'a str> {
    let path = own(name, sources)?;
    let source = sources.get(&path)?;
    diagnostics.extend(unreadable(source));
    source.text().map(|text| &**text)
}

/// Why a file that ours are added to cannot be read: ours alone would quietly stand in its place.
fn unreadable(source: &Source) -> Option<Diagnostic> {
    let path = &source.path;
    let at = |offset| Span { file: path.clone(), range: offset..offset };
    match source.content {
        Content::NotUtf8 { offset } => {
            let message = format!("`{path}` is no UTF-8 text");
            Some(Diagnostic::new(Code::NotUtf8, message, at(offset)).help("save it as UTF-8"))
        }
        Content::TooLarge { length, limit } => {
            let message = format!("`{path}` has {length} bytes, more than the limit of {limit}");
            let help = "see `limits.file_bytes` in `site.toml`";
            Some(Diagnostic::new(Code::TooLarge, message, at(0)).help(help))
        }
        Content::Text(_) | Content::File { .. } => None,
    }
}

/// Every old address that has a page, as it was served.
fn rules(tree: &OutputTree, pages: &Pages) -> Vec<Rule> {
    let redirects = tree.cells.values().filter(|cell| matches!(cell.page.key.what, What::Redirect(..)));
    redirects
        .flat_map(|cell| {
            let key = &cell.page.key;
            let to = old_addresses::target(&pages.index, &pages.site, key);
            let written = old_addresses::written(&pages.index, key);
            to.into_iter().flat_map(move |to| {
                written.clone().into_iter().map(move |from| Rule { from, to: to.clone() })
            })
        })
        .collect()
}

/// All pages but those that stand for none: old addresses, and what is shown where nothing stands.
fn known_to_search<'a>(tree: &'a OutputTree, pages: &Pages) -> Vec<SitemapPage<'a>> {
    let cells = || {
        let cells = tree.cells.values().map(|cell| &cell.page);
        cells.filter(|page| !matches!(page.key.what, What::Redirect(..) | What::NotFound))
    };
    let mut versions: BTreeMap<&What, Vec<(usize, String, &UrlPath)>> = BTreeMap::new();
    for page in cells().filter(|page| page.key.part == Part::Whole) {
        let rank = pages.site.languages().iter().position(|language| *language == page.key.language);
        let version = (rank.unwrap_or(usize::MAX), page.key.language.to_string(), &page.path);
        versions.entry(&page.key.what).or_default().push(version);
    }
    for versions in versions.values_mut() {
        versions.sort();
    }
    cells()
        .map(|page| {
            // A part of a list has none elsewhere: its rows may stand on other parts there.
            let is_whole = page.key.part == Part::Whole;
            let versions = versions.get(&page.key.what).filter(|versions| is_whole && versions.len() > 1);
            let languages = versions.into_iter().flatten().map(|(_, tag, path)| (tag.clone(), *path));
            SitemapPage {
                path: &page.path,
                changed: changed(pages, &page.key),
                languages: languages.collect(),
            }
        })
        .collect()
}

/// The last of an article's own dates that is a whole day.
fn changed(pages: &Pages, key: &Key) -> Option<String> {
    let What::Record(_, id) = &key.what else { return None };
    let Fields::Article(article) = &pages.index.register().by_id(id.as_str())?.fields else { return None };
    let amendments = article.updates.iter().chain(&article.corrections);
    let amended = amendments.filter_map(|amendment| amendment.date.as_ref());
    let dates = article.date.iter().chain(&article.updated).chain(amended);
    let exact = dates.map(|date| &date.value).filter(|date| date.is_exact());
    exact.filter_map(|date| date.earliest()).filter(|day| day.year >= 0).max().map(|day| day.to_string())
}
