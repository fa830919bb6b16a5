//! Which pages there are, by key and address, and the fingerprint of each. Nothing is assembled here.

use super::inputs::{self, Matrix};
use super::lists::{Lists, inputs as lists};
use super::parts;
use super::redirects;
use super::site::Site;
use super::visitor::Hashing;
use crate::address::{self, Key, Part, What};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::digest::Fingerprint;
use crate::document::{Id, Kind};
use crate::index::{Card, RecordNo, SiteIndex};
use crate::locale::Language;
use crate::paths::UrlPath;
use crate::text;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};

/// A page that is to be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedPage {
    /// What the page is.
    pub key: Key,
    /// Where it stands.
    pub path: UrlPath,
}

/// Of all that the page of a key sees, but for the site's frame and the renderer.
pub fn fingerprint(index: &SiteIndex, site: &Site, lists: &Lists, key: &Key) -> Fingerprint {
    let mut hashing = Hashing::default();
    inputs::visit(index, site, lists, key, &mut hashing);
    hashing.finish()
}

/// Plans all pages, in the order of their addresses, and reports addresses that two pages want.
pub fn plan(index: &SiteIndex, site: &Site, lists: &Lists) -> (Vec<PlannedPage>, Diagnostics) {
    let keys: Vec<Key> =
        site.languages().par_iter().flat_map(|language| keys(index, site, lists, language)).collect();
    let mut pages: Vec<PlannedPage> =
        keys.into_par_iter().map(|key| PlannedPage { path: path(index, site, &key), key }).collect();
    pages.par_sort_by(|a, b| a.path.cmp(&b.path).then_with(|| a.key.cmp(&b.key)));
    let mut diagnostics = redirects::plan::settle(index, site, &mut pages);
    diagnostics.extend(doubled(index, &mut pages));
    (pages, diagnostics)
}

/// Whether a page that was planned for an earlier index is certain to be planned for this one, at the same
/// address: where that takes more than a look at its record, it is not.
pub fn is_certain(index: &SiteIndex, site: &Site, lists: &Lists, page: &PlannedPage) -> bool {
    let key = &page.key;
    if !site.languages().contains(&key.language) {
        return false;
    }
    let record = |kind: Kind, id: &Id| {
        let entry = index.register().by_id(id.as_str());
        entry.is_some_and(|entry| entry.kind() == kind && entry.card.languages.contains(&key.language))
    };
    let is_there = match (&key.what, key.part) {
        (What::Record(kind, id), Part::Whole) => record(*kind, id),
        (What::Record(kind, id) | What::RecordList(kind, id, _), _) => {
            let whole = Key::whole(What::Record(*kind, id.clone()), &key.language);
            record(*kind, id) && parts_of(index, site, lists, &whole).contains(key)
        }
        (What::TimelineOfTopic(_) | What::TimelineOfKind(_) | What::Redirect(..), _) => false,
        (_, Part::Whole) => true,
        (what, _) => {
            let whole = Key::whole(what.clone(), &key.language);
            parts_of(index, site, lists, &whole).contains(key)
        }
    };
    is_there && path(index, site, key) == page.path
}

/// Where a page stands.
pub fn path(index: &SiteIndex, site: &Site, key: &Key) -> UrlPath {
    address::path(key, site.languages(), |id| card(index, id))
}

fn card<'a>(index: &'a SiteIndex, id: &Id) -> Option<&'a Card> {
    index.register().by_id(id.as_str()).map(|entry| &*entry.card)
}

fn keys(index: &SiteIndex, site: &Site, lists: &Lists, language: &Language) -> Vec<Key> {
    let mut all = vec![
        What::Home,
        What::Positions,
        What::Attendance,
        What::Timeline,
        What::Statements,
        What::Changes,
        What::Corrections,
    ];
    all.extend(
        [Kind::Article, Kind::Participant, Kind::Event, Kind::Topic, Kind::Source].map(What::Register),
    );
    if site.languages().first() == Some(language) {
        all.push(What::NotFound);
    }
    let mut keys: Vec<Key> = all.into_iter().map(|what| Key::whole(what, language)).collect();
    keys.extend(lists.timelines(index, language).iter().cloned());
    for entry in index.register().entries() {
        if entry.kind() != Kind::Home && entry.card.languages.contains(language) {
            keys.push(Key::whole(What::Record(entry.kind(), entry.id().clone()), language));
        }
    }
    let parts: Vec<Key> = keys.par_iter().flat_map_iter(|key| parts_of(index, site, lists, key)).collect();
    keys.extend(parts);
    keys.extend(redirects::plan::keys(index, language));
    keys
}

/// The further pages over which a page's lists are spread.
fn parts_of(index: &SiteIndex, site: &Site, known: &Lists, key: &Key) -> Vec<Key> {
    let numbered = |count: usize| (2..=count as u32).map(|number| key.part(Part::Number(number))).collect();
    match &key.what {
        What::Register(kind @ (Kind::Participant | Kind::Topic | Kind::Source)) => {
            numbered(index.of_kind(*kind).len().div_ceil(parts::RECORDS))
        }
        What::Attendance => {
            let table = known.attendance(index, site, &key.language);
            table.further().map(|part| key.part(part)).collect()
        }
        What::Positions => numbered(matrix_parts(index, site, known, &key.language, None)),
        _ => {
            let mut keys: Vec<Key> = Vec::new();
            if let What::Record(Kind::Topic, id) = &key.what {
                let topic = index.register().by_id(id.as_str()).map(|entry| entry.no);
                let count = matrix_parts(index, site, known, &key.language, topic);
                keys.extend((2..=count as u32).map(|number| key.part(Part::Number(number))));
            }
            for (list, by) in lists::lists_of(&key.what) {
                let split = known.list(index, &key.what, *list, *by, &key.language);
                let what = match &key.what {
                    What::Record(kind, id) => What::RecordList(*kind, id.clone(), *list),
                    what => what.clone(),
                };
                let list_key = Key::whole(what, &key.language);
                keys.extend(split.parts.iter().map(|part| list_key.part(part.part)));
            }
            keys
        }
    }
}

fn matrix_parts(
    index: &SiteIndex,
    site: &Site,
    lists: &Lists,
    language: &Language,
    of: Option<RecordNo>,
) -> usize {
    let stances = lists.stances(index, of, language);
    Matrix::of(index, site, language, &stances, of).parts()
}

/// Records by their names in the language's order, then by id.
pub fn sorted(
    index: &SiteIndex,
    site: &Site,
    language: &Language,
    records: BTreeSet<RecordNo>,
) -> Vec<RecordNo> {
    let locale = site.locale(language);
    let order = site.languages();
    let mut records: Vec<RecordNo> = records.into_iter().collect();
    records.sort_by(|a, b| {
        let (a, b) = (index.card(*a), index.card(*b));
        locale
            .compare(a.sort_name(language, order), b.sort_name(language, order))
            .then_with(|| a.id.cmp(&b.id))
    });
    records
}

/// Reports pages that want one address, and keeps the first of them. Addresses are compared as file
/// systems that fold names do.
fn doubled(index: &SiteIndex, pages: &mut Vec<PlannedPage>) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let mut taken: HashMap<String, Key> = HashMap::new();
    pages.retain(|page| {
        let folded = text::fold(page.path.as_str());
        if let Some(other) = taken.get(&folded) {
            diagnostics.push(two_outputs(index, page, other));
            return false;
        }
        taken.insert(folded, page.key.clone());
        true
    });
    diagnostics
}

fn two_outputs(index: &SiteIndex, page: &PlannedPage, other: &Key) -> Diagnostic {
    let message = format!("two pages stand at `{}`", page.path);
    let places: Vec<Span> = [&page.key, other].into_iter().filter_map(|key| span(index, key)).collect();
    let mut diagnostic = match places.first() {
        Some(place) => Diagnostic::new(Code::DuplicateOutput, message, place.clone()),
        None => Diagnostic::without_place(Code::DuplicateOutput, message),
    };
    if let Some(place) = places.get(1) {
        diagnostic = diagnostic.also(place.clone(), "the other one");
    }
    diagnostic.help("give one of them another `slug`")
}

/// Where an author can change that there is a page: the record's front matter, for a page of a record;
/// for an old address, that.
pub fn span(index: &SiteIndex, key: &Key) -> Option<Span> {
    if let What::Redirect(..) = &key.what {
        return redirects::plan::span(index, key);
    }
    let What::Record(_, id) = &key.what else { return None };
    let entry = index.register().by_id(id.as_str())?;
    let version = entry.chosen(&key.language)?;
    Some(Span { file: version.document.path.clone(), range: version.record().range.clone() })
}
