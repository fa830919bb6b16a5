//! A site as far as its plan: which pages there are and what each sees. None is made.
//!
//! For those who ask about a site: which files a page is made of, which pages a file is in, whether an
//! id is taken. The same stages as a build's, up to the plan.

use super::{BuildCache, HeldBack, Settings, files};
use crate::address::Key;
use crate::diagnostics::{SourceMap, Span};
use crate::digest::{ContentHash, Fingerprint};
use crate::index::SiteIndex;
use crate::page::listing::{Listing, Seen};
use crate::page::{Lists, PlannedPage, Site, inputs};
use crate::paths::{SourcePath, UrlPath};
use crate::source::{Content, SourceSet};
use crate::theme::{Origin, Theme};
use crate::tree::OutputTree;
use rayon::prelude::*;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

/// A site as far as its plan.
pub struct Survey {
    /// Records and what is said of them.
    pub index: Arc<SiteIndex>,
    /// All pages, in the order of their addresses.
    pub pages: Vec<PlannedPage>,
    /// What is held back, which stands on no page.
    pub held: Vec<HeldBack>,
    /// The texts that places point into.
    pub texts: SourceMap,
    sources: SourceSet,
    site: Arc<Site>,
    lists: Arc<Lists>,
    /// What every page sees besides its own: configuration, templates, assets.
    frame: Vec<Seen>,
    copies: Vec<(SourcePath, UrlPath)>,
}

/// Surveys a site. What is wrong with it is not reported; what can be read is there.
pub fn survey(settings: &Settings, sources: &SourceSet) -> Survey {
    let config = &settings.config;
    let mut cache = BuildCache::new();
    cache.parse(settings, sources);
    let index = cache.index_published(settings);
    let (site, _) = cache.site(config);
    let (theme, _) = cache.theme(config, sources);
    let lists = cache.lists(&index, &site);
    let (pages, _) = crate::page::plan(&index, &site, &lists);
    let mut tree = OutputTree::default();
    // Missing files are found by a build.
    let _ = files::add(&mut tree, &index, &site, sources);
    let frame = frame(&theme, sources);
    let copies = copies(&tree, sources);
    Survey {
        index,
        pages,
        held: cache.split.report.clone(),
        texts: sources.source_map(),
        sources: sources.clone(),
        site,
        lists,
        frame,
        copies,
    }
}

impl Survey {
    /// Everything that the page of a key sees, each thing once: first its own, in the order in which it
    /// sees it, then what all pages see.
    pub fn seen_by(&self, key: &Key) -> Vec<Seen> {
        let mut seen = self.own(key);
        seen.extend(self.frame.iter().cloned());
        seen
    }

    /// Of all that the page of a key sees of its own: equal where it sees the same.
    pub fn fingerprint(&self, key: &Key) -> Fingerprint {
        crate::page::plan::fingerprint(&self.index, &self.site, &self.lists, key)
    }

    /// The pages that see something of a file, in the order of their addresses.
    pub fn pages_that_see(&self, file: &SourcePath) -> Vec<&PlannedPage> {
        let names_it = |seen: &Seen| seen.place.as_ref().is_some_and(|place| place.file == *file);
        if self.frame.iter().any(names_it) {
            return self.pages.iter().collect();
        }
        self.pages.par_iter().filter(|page| self.own(&page.key).iter().any(names_it)).collect()
    }

    /// Where copies of a file stand, in the order of their addresses.
    pub fn copies_of<'a>(&'a self, file: &'a SourcePath) -> impl Iterator<Item = &'a UrlPath> {
        self.copies.iter().filter(move |(source, _)| source == file).map(|(_, address)| address)
    }

    fn own(&self, key: &Key) -> Vec<Seen> {
        let mut listing = Listing::new(&self.sources);
        inputs::visit(&self.index, &self.site, &self.lists, key, &mut listing);
        listing.finish().0
    }
}

fn frame(theme: &Theme, sources: &SourceSet) -> Vec<Seen> {
    let of_file = |what, path: &SourcePath, hash: ContentHash| Seen {
        what,
        name: String::new(),
        language: None,
        place: Some(Span { file: path.clone(), range: 0..0 }),
        hash: hash.short(),
    };
    let configuration = SourcePath::new("site.toml").expect("a plain name stays inside");
    let mut frame = Vec::new();
    if let Some(source) = sources.get(&configuration) {
        frame.push(of_file("configuration", &configuration, source.hash));
    }
    let mut carried = Vec::new();
    for template in theme.templates() {
        let hash = ContentHash::of(template.text.as_bytes());
        match template.origin {
            Origin::Site => frame.push(of_file("template", &template.path, hash)),
            Origin::Carried => carried.push(hash.hex()),
        }
    }
    frame.push(carried_by_program("carried templates", &carried));
    let own = sources.iter().filter(|source| Theme::owns(&source.path));
    frame.extend(own.map(|source| of_file("asset", &source.path, source.hash)));
    let assets: Vec<String> = theme.files().map(|file| ContentHash::of(&file.bytes).hex()).collect();
    frame.push(carried_by_program("assets", &assets));
    frame
}

fn carried_by_program(what: &'static str, hashes: &[String]) -> Seen {
    let hash = ContentHash::of(hashes.concat().as_bytes()).short();
    Seen { what, name: format!("{} files", hashes.len()), language: None, place: None, hash }
}

fn copies(tree: &OutputTree, sources: &SourceSet) -> Vec<(SourcePath, UrlPath)> {
    let on_disk = sources.iter().filter_map(|source| match &source.content {
        Content::File { disk, .. } => Some((disk, &source.path)),
        Content::Text(_) | Content::NotUtf8 { .. } | Content::TooLarge { .. } => None,
    });
    let on_disk: HashMap<&PathBuf, &SourcePath> = on_disk.collect();
    let copies = tree.copies.iter();
    copies
        .filter_map(|(address, copy)| Some(((*on_disk.get(&copy.disk)?).clone(), address.clone())))
        .collect()
}
