//! What an author may have overlooked: findings that take the whole index, and that no reference
//! fails over.
//!
//! Goes in: a [`SiteIndex`], captured texts of sources, and what the last run left ([`Known`]). Comes
//! out: [`Diagnostics`]. Nothing here changes what a page shows; with all of it switched off the
//! output is the same. What is wrong with a reference itself is reported where it is settled, in
//! `index`; links and permalinks, which take finished pages, in `build`.
//!
//! A check is one function over the smallest thing that it is about (a document, an event, a
//! participant), so that an edit has only that looked at again which it reaches.

mod attendance;
mod evidence;
mod known;
mod names;
mod pictures;
mod quotes;
mod records;
mod roles;
mod translations;

pub use known::Known;

use crate::diagnostics::{Diagnostics, Span};
use crate::document::Kind;
use crate::index::{Entry, Facts, SiteIndex, Statement};
use crate::paths::SourcePath;
use known::Dependency;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the checks depend on besides the index.
#[derive(Clone, Debug, Default)]
pub struct CheckSettings {
    /// Whether every record is to have a version in each of the site's languages.
    pub translations: Translations,
    /// The captured texts of sources, by where they stand.
    pub captured: BTreeMap<SourcePath, Arc<str>>,
}

/// What is expected of translations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Translations {
    /// A record may be there in some languages alone.
    #[default]
    Optional,
    /// A record without a version in one of the site's languages is reported.
    Complete,
}

/// Looks the whole site over. `known` is what the last run left; with an empty one the findings are
/// the same.
pub fn check(index: &SiteIndex, settings: &CheckSettings, known: &mut Known) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let mut entries: Vec<&Arc<Entry>> = index.register().entries().collect();
    entries.sort_by(|a, b| (a.kind(), a.id()).cmp(&(b.kind(), b.id())));
    for entry in &entries {
        diagnostics.extend(records::check(index, entry, settings.translations));
        let versions: Vec<&Arc<Facts>> = versions(index, entry);
        for facts in &versions {
            let depends = vec![Dependency::Facts(Arc::clone(facts)), Dependency::Entry(Arc::clone(entry))];
            let found = known.documents.findings(facts.no, depends, || of_document(facts, entry));
            diagnostics.extend(found.iter().cloned());
        }
        if versions.len() > 1 {
            let depends = versions.iter().map(|facts| Dependency::Facts(Arc::clone(facts))).collect();
            let compare = || translations::check(index, &versions);
            diagnostics.extend(known.translations.findings(entry.no, depends, compare).iter().cloned());
        }
        let Some(uses) = index.uses(entry.no) else { continue };
        let depends = vec![Dependency::Entry(Arc::clone(entry)), Dependency::Uses(Arc::clone(uses))];
        let found = match entry.kind() {
            Kind::Event => known.used.findings(entry.no, depends, || attendance::check(index, entry, uses)),
            Kind::Participant => known.used.findings(entry.no, depends, || roles::check(index, entry, uses)),
            _ => continue,
        };
        diagnostics.extend(found.iter().cloned());
    }
    diagnostics.extend(names::check(&entries, known));
    diagnostics.extend(quotes::check(index, &settings.captured, known));
    known.forget_unused();
    diagnostics
}

/// What one version of a record shows by itself.
fn of_document(facts: &Facts, entry: &Entry) -> Diagnostics {
    let mut diagnostics = evidence::check(facts, entry);
    diagnostics.extend(pictures::check(&facts.document));
    diagnostics
}

/// What the published versions of a record say, in the order of the site's languages.
fn versions<'a>(index: &'a SiteIndex, entry: &Entry) -> Vec<&'a Arc<Facts>> {
    let paths = entry.versions.iter().map(|version| &version.document.path);
    paths.filter_map(|path| index.facts_of(path)).filter(|facts| facts.record.is_some()).collect()
}

/// Where an annotation's attributes stand.
fn attributes_of(statement: &Statement) -> Span {
    Span { file: statement.document.path.clone(), range: statement.annotation().attributes_range.clone() }
}

/// Where a record begins; `None` for an event that only articles tell of.
fn beginning_of(entry: &Entry) -> Option<Span> {
    let base = entry.base()?;
    Some(Span { file: base.document.path.clone(), range: base.record().range.clone() })
}

/// How a record is called in messages: `` `keir-starmer` ``.
fn quoted_id(index: &SiteIndex, no: crate::index::RecordNo) -> String {
    format!("`{}`", index.card(no).id)
}
