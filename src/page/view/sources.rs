//! `/sources/`: what the site rests on.

use super::row::SourceRow;
use super::shared::Parts;
use super::shell::Shell;
use serde::Serialize;

/// Sources of one publisher, or with one initial.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SourceGroup {
    /// `site-publisher-1`.
    pub id: String,
    /// The publisher or the initial.
    pub heading: String,
    /// Never empty.
    pub rows: Vec<SourceRow>,
}

/// The register of sources, or a part of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Sources {
    /// What stands around it.
    pub shell: Shell,
    /// "Sources".
    pub heading: String,
    /// How many there are, in words.
    pub note: Option<String>,
    /// In order.
    pub groups: Vec<SourceGroup>,
    /// The parts, where it is long.
    pub parts: Option<Parts>,
}
