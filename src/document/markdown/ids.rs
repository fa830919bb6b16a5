//! Ids that stand on the page because of a body, but for permalinks.

use super::mask::Mask;
use super::passage::{is_reserved, slug};
use super::writer::Target;
use std::collections::{BTreeMap, BTreeSet};

/// Ids that are given out.
#[derive(Debug, Default)]
pub struct Ids {
    /// Ids that authors chose anywhere in the body: no slug may be one.
    chosen: BTreeSet<String>,
    /// Ids that stand on the page already.
    given: BTreeSet<String>,
    /// How often a slug was asked for.
    counts: BTreeMap<String, u32>,
    /// Authors' ids and slugs on what bears permalinks.
    pub own: Vec<(Box<str>, Target)>,
    /// Authors' ids elsewhere, and ids of notes.
    pub other: Vec<Box<str>>,
}

impl Ids {
    /// Knows the authors' ids of a body, and gave none out yet.
    pub fn of(mask: &Mask) -> Self {
        let groups = mask.groups.iter().map(|group| &group.attributes);
        let fences = mask.fences.iter().filter_map(|fence| fence.attributes.as_ref());
        let chosen = groups.chain(fences).filter_map(|a| a.id.as_ref()).map(|id| id.value.clone()).collect();
        Self { chosen, ..Self::default() }
    }

    /// Takes an author's id; false where it stands on the page already.
    pub fn take(&mut self, id: &str) -> bool {
        self.given.insert(id.to_owned())
    }

    /// The id of a heading with this text: its slug, numbered where that is taken.
    pub fn slug(&mut self, text: &str) -> Box<str> {
        let mut slug = slug(text);
        if slug.is_empty() {
            "section".clone_into(&mut slug);
        }
        if is_reserved(&slug) {
            slug.push_str("-h");
        }
        let mut id = slug.clone();
        let mut count = self.counts.get(&slug).copied().unwrap_or(0);
        while self.chosen.contains(&id) || self.given.contains(&id) {
            count += 1;
            id = format!("{slug}-{count}");
        }
        self.counts.insert(slug, count);
        self.given.insert(id.clone());
        id.into()
    }
}
