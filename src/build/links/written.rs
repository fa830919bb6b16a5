//! Where authors wrote a link: in prose, in front matter, in attributes, in the configuration.
//!
//! A link is followed here as a page in each of the site's languages follows it, so that what a page
//! leads to can be told from where it was written.

use super::pages::Goal;
use crate::address;
use crate::diagnostics::{Located, Span};
use crate::document::record::Amendment;
use crate::document::{Document, Fields, Reference};
use crate::index::register::Resolution;
use crate::index::statement::StatementPlace;
use crate::index::{Entry, Facts, RecordNo, SiteIndex, Target, fields};
use crate::page::Site;
use crate::paths::{SourcePath, UrlPath, percent_decoded};
use std::ops::Range;

/// All places that lead to one of the goals that `wanted` says yes to, each with its goal.
pub(super) fn leading_to(
    index: &SiteIndex,
    site: &Site,
    wanted: &dyn Fn(&Goal) -> bool,
) -> Vec<(Goal, Span)> {
    let mut search = Search { index, site, wanted, found: Vec::new() };
    for entry in index.register().entries() {
        for version in &entry.versions {
            if let Some(facts) = index.facts_of(&version.document.path) {
                search.prose(entry, facts);
            }
            search.front_matter(entry, &version.document);
        }
    }
    search.configuration();
    search.found.sort_by(|a, b| (&a.1.file, a.1.range.start).cmp(&(&b.1.file, b.1.range.start)));
    search.found.dedup();
    search.found
}

struct Search<'a> {
    index: &'a SiteIndex,
    site: &'a Site,
    wanted: &'a dyn Fn(&Goal) -> bool,
    found: Vec<(Goal, Span)>,
}

impl Search<'_> {
    fn prose(&mut self, entry: &Entry, facts: &Facts) {
        let document = &facts.document;
        for (link, target) in document.body.links.iter().zip(&facts.targets) {
            match target {
                Target::Record { no, anchor } => {
                    self.record(*no, anchor.as_deref(), (&document.path, &link.range));
                }
                Target::Site(address) => self.site_address(address, (&document.path, &link.range)),
                Target::File(file) => self.file(entry, document, file, &link.range),
                Target::Anchor(anchor) => self.record(entry.no, Some(anchor), (&document.path, &link.range)),
                _ => {}
            }
        }
        for picture in &document.body.pictures {
            self.reference(entry, document, &Located::new(picture.reference.clone(), picture.range.clone()));
        }
        for statement in &facts.statements {
            let annotation = statement.annotation();
            let places = [(&statement.re, &annotation.re), (&statement.same, &annotation.same)];
            for (place, written) in places {
                if let (Some(StatementPlace { record, anchor }), Some(written)) = (place, written) {
                    self.record(*record, Some(anchor), (&document.path, &written.range));
                }
            }
        }
    }

    fn front_matter(&mut self, entry: &Entry, document: &Document) {
        for record in &document.records {
            for link in fields::inlines(record).into_iter().flat_map(|inline| &inline.links) {
                self.reference(entry, document, &Located::new(link.reference.clone(), link.range.clone()));
            }
            if let Some(image) = fields::image(record) {
                self.reference(entry, document, &image.src);
            }
            let Fields::Article(article) = &record.fields else { continue };
            let places = article.updates.iter().chain(&article.corrections);
            for Amendment { at, .. } in places {
                if let Some(at) = at {
                    self.record(entry.no, Some(&at.value), (&document.path, &at.range));
                }
            }
        }
    }

    fn configuration(&mut self) {
        let file = SourcePath::new("site.toml").expect("a plain name stays inside");
        let config = &self.site.config;
        let menu = config.menu.iter().map(|entry| &entry.to.range).zip(&self.site.menu);
        let policies = config.publisher.policies.values().map(|to| &to.range).zip(&self.site.policies);
        let footer = self.site.footer.iter().flat_map(|(_, inline)| &inline.links);
        let footer = footer.map(|link| (&link.range, &link.reference));
        if let Some(logo) = &config.site.logo {
            let path = logo.value.trim_start_matches("./").trim_start_matches('/');
            self.site_address(path.strip_prefix("static/").unwrap_or(path), (&file, &logo.range));
        }
        for (range, reference) in menu.chain(policies).chain(footer) {
            match self.index.register().resolve(reference) {
                Resolution::Record { no, .. } => self.record(no, anchor_of(reference), (&file, range)),
                Resolution::Other => {
                    if let Reference::Site(address) = reference {
                        self.site_address(address, (&file, range));
                    }
                }
                _ => {}
            }
        }
    }

    /// A reference in a record's own file.
    fn reference(&mut self, entry: &Entry, document: &Document, written: &Located<Reference>) {
        let place = (&document.path, &written.range);
        match (self.index.register().resolve(&written.value), &written.value) {
            (Resolution::Record { no, .. }, reference) => self.record(no, anchor_of(reference), place),
            (_, Reference::Site(address)) => self.site_address(address, place),
            (_, Reference::Anchor(anchor)) => self.record(entry.no, Some(anchor), place),
            (_, Reference::File(file)) => self.file(entry, document, file, &written.range),
            _ => {}
        }
    }

    fn record(&mut self, no: RecordNo, anchor: Option<&str>, place: (&SourcePath, &Range<usize>)) {
        let card = self.index.card(no);
        for language in self.site.languages() {
            let page = address::of_card(card, language, self.site.languages());
            self.add((page, anchor.map(str::to_owned)), place);
        }
    }

    fn file(&mut self, entry: &Entry, document: &Document, file: &SourcePath, range: &Range<usize>) {
        for language in self.site.languages() {
            let page = address::of_card(&entry.card, language, self.site.languages());
            self.add((address::of_file(&page, &document.path, file), None), (&document.path, range));
        }
    }

    fn site_address(&mut self, address: &str, place: (&SourcePath, &Range<usize>)) {
        let (path, anchor) =
            address.split_once('#').map_or((address, None), |(path, anchor)| (path, Some(anchor)));
        let path = UrlPath::new(&percent_decoded(path.split('?').next().unwrap_or_default()));
        let anchor = anchor.filter(|anchor| !anchor.is_empty());
        self.add((path, anchor.map(|anchor| percent_decoded(anchor).into_owned())), place);
    }

    fn add(&mut self, goal: Goal, (file, range): (&SourcePath, &Range<usize>)) {
        if (self.wanted)(&goal) {
            self.found.push((goal, Span { file: file.clone(), range: range.clone() }));
        }
    }
}

fn anchor_of(reference: &Reference) -> Option<&str> {
    match reference {
        Reference::Id { anchor, .. } | Reference::Path { anchor, .. } => anchor.as_deref(),
        Reference::Site(address) => address.split_once('#').map(|(_, anchor)| anchor),
        _ => None,
    }
}
