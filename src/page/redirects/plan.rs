//! Which old addresses get a page, and which cannot: those at which something stands already.

use crate::address::{self, Key, What};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::index::{Entry, SiteIndex, Version};
use crate::locale::Language;
use crate::page::plan::PlannedPage;
use crate::page::site::Site;
use crate::paths::UrlPath;
use crate::text;
use std::collections::{BTreeSet, HashMap};

/// The old addresses of all records whose versions in a language name some.
pub fn keys(index: &SiteIndex, language: &Language) -> Vec<Key> {
    let mut keys = BTreeSet::new();
    for entry in index.register().entries() {
        for version in entry.versions.iter().filter(|version| version.language == *language) {
            for old in &version.record().common.redirect_from {
                let what = What::Redirect(entry.kind(), entry.id().clone(), address::old(&old.value));
                keys.insert(Key::whole(what, language));
            }
        }
    }
    keys.into_iter().collect()
}

/// Takes away the old addresses at which a page stands, or at which two records stood; each is
/// reported where it is written.
pub fn settle(index: &SiteIndex, site: &Site, pages: &mut Vec<PlannedPage>) -> Diagnostics {
    let place = |page: &PlannedPage| text::fold(page.path.output().as_str());
    let (old, mut kept): (Vec<PlannedPage>, Vec<PlannedPage>) =
        std::mem::take(pages).into_iter().partition(|page| is_redirect(&page.key));
    let mut taken: HashMap<String, Key> = HashMap::new();
    if !old.is_empty() {
        taken.extend(kept.iter().map(|page| (place(page), page.key.clone())));
    }
    let mut diagnostics = Diagnostics::new();
    for page in old {
        match taken.get(&place(&page)) {
            None => {
                taken.insert(place(&page), page.key.clone());
                kept.push(page);
            }
            Some(other) => diagnostics.extend(conflict(index, site, &page.key, other)),
        }
    }
    kept.sort_by(|a, b| a.path.cmp(&b.path).then_with(|| a.key.cmp(&b.key)));
    *pages = kept;
    diagnostics
}

fn is_redirect(key: &Key) -> bool {
    matches!(key.what, What::Redirect(..))
}

/// What is wrong where an old address meets another page; nothing where both lead to one place.
fn conflict(index: &SiteIndex, site: &Site, key: &Key, other: &Key) -> Option<Diagnostic> {
    let What::Redirect(_, id, from) = &key.what else { return None };
    let target = target(index, site, key);
    let path = crate::page::plan::path(index, site, other);
    let (message, help) = match &other.what {
        What::Redirect(..) if self::target(index, site, other) == target => return None,
        What::Redirect(..) => (
            format!("the old address `{from}` would lead to two pages"),
            "leave it to the one that stood there last",
        ),
        _ if Some(&path) == target.as_ref() => {
            (format!("the old address `{from}` is where `{id}` stands now"), "leave it out")
        }
        _ => (
            format!("a page stands at the old address `{from}`"),
            "leave it out, or give the page that stands there another `slug`",
        ),
    };
    let mut diagnostic = match span(index, key) {
        Some(span) => Diagnostic::new(Code::DuplicateOutput, message, span),
        None => Diagnostic::without_place(Code::DuplicateOutput, message),
    };
    let elsewhere = crate::page::plan::span(index, other).filter(|_| Some(path) != target);
    if let Some(elsewhere) = elsewhere {
        diagnostic = diagnostic.also(elsewhere, "the other one");
    }
    Some(diagnostic.help(help))
}

/// Where an old address leads.
pub fn target(index: &SiteIndex, site: &Site, key: &Key) -> Option<UrlPath> {
    let entry = entry(index, key)?;
    Some(address::of_card(&entry.card, &key.language, site.languages()))
}

/// Where an old address is written.
pub fn span(index: &SiteIndex, key: &Key) -> Option<Span> {
    let What::Redirect(_, _, from) = &key.what else { return None };
    let of_language = |version: &&Version| version.language == key.language;
    entry(index, key)?.versions.iter().filter(of_language).find_map(|version| {
        let written = &version.record().common.redirect_from;
        let old = written.iter().find(|old| address::old(&old.value) == *from)?;
        Some(Span { file: version.document.path.clone(), range: old.range.clone() })
    })
}

/// The addresses of a page of this kind as their authors wrote them, without doubles.
pub fn written(index: &SiteIndex, key: &Key) -> BTreeSet<String> {
    let What::Redirect(_, _, from) = &key.what else { return BTreeSet::new() };
    let versions = entry(index, key).into_iter().flat_map(|entry| &entry.versions);
    versions
        .filter(|version| version.language == key.language)
        .flat_map(|version| &version.record().common.redirect_from)
        .filter(|old| address::old(&old.value) == *from)
        .map(|old| old.value.clone())
        .collect()
}

fn entry<'a>(index: &'a SiteIndex, key: &Key) -> Option<&'a std::sync::Arc<Entry>> {
    match &key.what {
        What::Redirect(crate::document::Kind::Home, ..) => index.home(),
        What::Redirect(_, id, _) => index.register().by_id(id.as_str()),
        _ => None,
    }
}
