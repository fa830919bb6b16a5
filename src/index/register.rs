//! The register of records: ids, names, files and old addresses, and what a reference means.

use super::entry::Entry;
use super::near::{Near, Sought};
use super::number::RecordNo;
use crate::date::Date;
use crate::digest::Fingerprint;
use crate::document::reference::NameStyle;
use crate::document::{Id, Kind, Reference};
use crate::paths::{SourcePath, percent_decoded};
use crate::text;
use imbl::{HashMap, OrdMap, Vector};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is held back: it can be referred to, and nothing of it may be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// By folded id and former id: until when, where that is known.
    pub ids: BTreeMap<String, Option<Date>>,
    /// Folded names and aliases.
    pub names: BTreeSet<String>,
    /// Files.
    pub paths: BTreeSet<SourcePath>,
}

/// Records by id, name, file and old address.
#[derive(Clone, Debug, Default)]
pub struct Register {
    /// By number; `None` for records that are gone.
    pub(super) entries: Vector<Option<Arc<Entry>>>,
    pub(super) by_id: HashMap<String, RecordNo>,
    pub(super) by_path: HashMap<SourcePath, RecordNo>,
    /// Former ids, folded.
    pub(super) by_old_id: OrdMap<String, BTreeSet<RecordNo>>,
    /// Former addresses, normalised by [`old_address`].
    pub(super) by_old_address: OrdMap<String, BTreeSet<RecordNo>>,
    /// Folded names; a record may bear a name strongly, weakly, or not at all.
    pub(super) by_name: OrdMap<String, BTreeMap<RecordNo, Strength>>,
    pub(super) held: Arc<Held>,
    near: Near,
}

/// How a record bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Linked on the author's word alone.
    Weak,
    /// A name or an alias.
    Strong,
}

/// What a reference means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// A record; `old` says that it was reached by a former id or address.
    Record {
        /// The record.
        no: RecordNo,
        /// Whether it was reached by a former id or address, which is warned of.
        old: bool,
    },
    /// A record that is held back, until then where that is known.
    Held {
        /// The end of its embargo; `None` for a draft, or where only its name or file is known.
        until: Option<Date>,
    },
    /// Nothing that is known.
    Unknown,
    /// Several records bear the name.
    Ambiguous(Vec<RecordNo>),
    /// No reference to a record: a file, an anchor, an address.
    Other,
}

/// What a reference is looked up by; documents are found again by it when its meaning changes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Handle {
    /// A folded id.
    Id(String),
    /// A record's file.
    Path(SourcePath),
    /// A folded name.
    Name(String),
    /// An old address.
    Address(String),
}

/// Stands for a handle where documents are found by it. Two handles that share one cost a document that
/// is settled again, and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct HandleHash(u64);

impl HandleHash {
    pub(super) fn of(handle: &Handle) -> Self {
        Self(Fingerprint::of_value(handle).low())
    }
}

/// The form in which old addresses are compared: `/a` for `/a/`, `/a`, `/a.html` and `/a/index.html`.
pub fn old_address(address: &str) -> String {
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let address = address.strip_suffix("index.html").unwrap_or(address);
    let address = address.strip_suffix(".html").unwrap_or(address);
    text::fold(&percent_decoded(address.trim_end_matches('/')))
}

/// What `reference` is looked up by.
pub fn handles(reference: &Reference) -> Vec<Handle> {
    match reference {
        Reference::Id { id, .. } => vec![Handle::Id(text::fold(id.as_str()))],
        Reference::Path { path, .. } => vec![Handle::Path(path.clone())],
        Reference::Name { name, style: NameStyle::Wikilink } => {
            vec![Handle::Id(text::fold(name)), Handle::Name(text::fold_name(name))]
        }
        Reference::Name { name, .. } => vec![Handle::Name(text::fold_name(name))],
        Reference::Site(address) => vec![Handle::Address(old_address(address))],
        Reference::Anchor(_) | Reference::File(_) | Reference::Address(_) => Vec::new(),
    }
}

impl Register {
    /// The record with a number. Numbers that an index gives out stay good for it.
    pub fn entry(&self, no: RecordNo) -> Option<&Arc<Entry>> {
        self.entries.get(no.index())?.as_ref()
    }

    /// The record with an id.
    pub fn by_id(&self, id: &str) -> Option<&Arc<Entry>> {
        self.by_id.get(&text::fold(id)).and_then(|no| self.entry(*no))
    }

    /// All records, in the order of their numbers, which means nothing.
    pub fn entries(&self) -> impl Iterator<Item = &Arc<Entry>> {
        self.entries.iter().flatten()
    }

    /// What is known of records that are held back.
    pub fn held(&self) -> &Held {
        &self.held
    }

    /// What a reference means.
    pub fn resolve(&self, reference: &Reference) -> Resolution {
        match reference {
            Reference::Id { id, .. } => self.resolve_id(&text::fold(id.as_str())),
            Reference::Path { path, .. } => match self.by_path.get(path) {
                Some(no) => Resolution::Record { no: *no, old: false },
                None if self.held.paths.contains(path) => Resolution::Held { until: None },
                None => Resolution::Unknown,
            },
            Reference::Name { name, style } => self.resolve_name(name, *style),
            Reference::Site(address) => match self.by_old_address.get(&old_address(address)) {
                Some(found) => one_of(found.iter().copied(), true),
                None => Resolution::Other,
            },
            Reference::Anchor(_) | Reference::File(_) | Reference::Address(_) => Resolution::Other,
        }
    }

    fn resolve_id(&self, folded: &str) -> Resolution {
        if let Some(no) = self.by_id.get(folded) {
            return Resolution::Record { no: *no, old: false };
        }
        if let Some(until) = self.held.ids.get(folded) {
            return Resolution::Held { until: until.clone() };
        }
        match self.by_old_id.get(folded) {
            Some(found) => one_of(found.iter().copied(), true),
            None => Resolution::Unknown,
        }
    }

    fn resolve_name(&self, name: &str, style: NameStyle) -> Resolution {
        if style == NameStyle::Wikilink {
            let by_id = self.resolve_id(&text::fold(name));
            if by_id != Resolution::Unknown {
                return by_id;
            }
        }
        let folded = text::fold_name(name);
        let Some(bearers) = self.by_name.get(&folded) else {
            return if self.held.names.contains(&folded) {
                Resolution::Held { until: None }
            } else {
                Resolution::Unknown
            };
        };
        let strong = bearers.iter().filter(|(_, strength)| **strength == Strength::Strong).map(|(no, _)| *no);
        match one_of(strong, false) {
            Resolution::Unknown if style != NameStyle::Bare => one_of(bearers.keys().copied(), false),
            resolution => resolution,
        }
    }

    /// The records that an id was the former one of.
    pub fn former_bearers(&self, id: &Id) -> Vec<RecordNo> {
        let bearers = self.by_old_id.get(&text::fold(id.as_str()));
        bearers.into_iter().flatten().copied().collect()
    }

    /// The id that is nearest to an unknown one; else the only one of which it is a part, such as a
    /// surname.
    pub fn nearest_id(&self, id: &str) -> Option<String> {
        self.near.find(Sought::Id(id.to_owned()), || self.find_nearest_id(id))
    }

    fn find_nearest_id(&self, id: &str) -> Option<String> {
        let named = self.entries().filter(|entry| entry.kind() != Kind::Home);
        let mut ids: Vec<&str> = named.map(|entry| entry.id().as_str()).collect();
        ids.sort_unstable();
        let near = text::nearest(id, ids.iter().copied()).map(str::to_owned);
        near.or_else(|| {
            let part = text::fold(id);
            let holds = |whole: &&&str| whole.starts_with(&part) || whole.split('-').any(|word| word == part);
            let mut whole = ids.iter().filter(holds);
            let only = whole.next().filter(|_| part.chars().count() > 2)?;
            whole.next().is_none().then(|| (*only).to_owned())
        })
    }

    /// The name, as its bearer writes it, that is nearest to an unknown one.
    pub fn nearest_name(&self, name: &str) -> Option<String> {
        self.near.find(Sought::Name(name.to_owned()), || self.find_nearest_name(name))
    }

    fn find_nearest_name(&self, name: &str) -> Option<String> {
        let folded = text::fold_name(name);
        let near = text::nearest(&folded, self.by_name.keys().map(String::as_str));
        let near = near.or_else(|| self.only_name_with(&folded))?;
        let (no, _) = self.by_name[near].first_key_value()?;
        let entry = self.entry(*no)?;
        names(entry)
            .into_iter()
            .find(|(written, _)| text::fold_name(written) == near)
            .map(|(written, _)| written)
    }

    /// The only name of which these words are a part, such as a surname.
    fn only_name_with(&self, folded: &str) -> Option<&str> {
        if folded.chars().count() < 3 {
            return None;
        }
        let holds = |name: &&String| name.starts_with(folded) || name.split(' ').any(|word| word == folded);
        let mut names = self.by_name.keys().filter(holds);
        let only = names.next()?;
        names.next().is_none().then_some(only)
    }

    pub(super) fn insert(&mut self, entry: Arc<Entry>) {
        self.near = Near::default();
        let no = entry.no;
        for version in &entry.versions {
            if !is_register_file(&version.document.path) {
                self.by_path.insert(version.document.path.clone(), no);
            }
            let common = &version.record().common;
            for old in &common.was {
                self.by_old_id.entry(text::fold(old.value.as_str())).or_default().insert(no);
            }
            for old in &common.redirect_from {
                self.by_old_address.entry(old_address(&old.value)).or_default().insert(no);
            }
        }
        for (name, strength) in names(&entry) {
            let bearer =
                self.by_name.entry(text::fold_name(&name)).or_default().entry(no).or_insert(strength);
            *bearer = strength.max(*bearer);
        }
        if entry.kind() != Kind::Home {
            self.by_id.insert(text::fold(entry.id().as_str()), no);
        }
        self.entries.set(no.index(), Some(entry));
    }

    pub(super) fn remove(&mut self, no: RecordNo) {
        self.near = Near::default();
        let Some(entry) = self.entries.set(no.index(), None) else { return };
        for version in &entry.versions {
            self.by_path.remove(&version.document.path);
            let common = &version.record().common;
            for old in &common.was {
                remove_from(&mut self.by_old_id, &text::fold(old.value.as_str()), no);
            }
            for old in &common.redirect_from {
                remove_from(&mut self.by_old_address, &old_address(&old.value), no);
            }
        }
        for (name, _) in names(&entry) {
            let folded = text::fold_name(&name);
            if let Some(bearers) = self.by_name.get_mut(&folded) {
                bearers.remove(&no);
                if bearers.is_empty() {
                    self.by_name.remove(&folded);
                }
            }
        }
        if entry.kind() != Kind::Home {
            self.by_id.remove(&text::fold(entry.id().as_str()));
        }
    }
}

/// Whether a file holds many records, so that its path names none.
fn is_register_file(path: &SourcePath) -> bool {
    !crate::document::reference::is_markdown_path(path.as_str())
}

fn remove_from(table: &mut OrdMap<String, BTreeSet<RecordNo>>, key: &str, no: RecordNo) {
    if let Some(found) = table.get_mut(key) {
        found.remove(&no);
        if found.is_empty() {
            table.remove(key);
        }
    }
}

fn one_of(found: impl Iterator<Item = RecordNo>, old: bool) -> Resolution {
    let found: Vec<RecordNo> = found.collect();
    match found[..] {
        [] => Resolution::Unknown,
        [no] => Resolution::Record { no, old },
        _ => Resolution::Ambiguous(found),
    }
}

/// What a participant, event or topic is called, and how strongly; other records go by no name.
pub fn names(entry: &Entry) -> Vec<(String, Strength)> {
    if !matches!(entry.kind(), Kind::Participant | Kind::Event | Kind::Topic) || entry.versions.is_empty() {
        return Vec::new();
    }
    let mut names: Vec<(String, Strength)> =
        entry.card.name.iter().map(|(_, name)| (name.clone(), Strength::Strong)).collect();
    if let Some(participant) = entry.participant() {
        names.extend(participant.aliases.iter().map(|alias| {
            (alias.name.value.clone(), if alias.weak { Strength::Weak } else { Strength::Strong })
        }));
    }
    names
}

/// The handles by which a record can be reached.
pub fn handles_of(entry: &Entry) -> BTreeSet<Handle> {
    // Nobody can name the home page by an id.
    let by_id = (entry.kind() != Kind::Home).then(|| Handle::Id(text::fold(entry.id().as_str())));
    let mut handles: BTreeSet<Handle> = by_id.into_iter().collect();
    for version in &entry.versions {
        handles.insert(Handle::Path(version.document.path.clone()));
        let common = &version.record().common;
        handles.extend(common.was.iter().map(|old| Handle::Id(text::fold(old.value.as_str()))));
        handles.extend(common.redirect_from.iter().map(|old| Handle::Address(old_address(&old.value))));
    }
    handles.extend(names(entry).iter().map(|(name, _)| Handle::Name(text::fold_name(name))));
    handles
}

/// The folded id that a record is kept under; the home page has one that no author can write.
pub fn key_of(kind: Kind, id: &Id) -> String {
    match kind {
        Kind::Home => "\u{0}home".to_owned(),
        _ => text::fold(id.as_str()),
    }
}
