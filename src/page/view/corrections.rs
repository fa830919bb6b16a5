//! `/corrections/`: every correction, with a link to the place.

use super::row::AmendmentRow;
use super::shared::Parts;
use super::shell::Shell;
use serde::Serialize;

/// Corrections of one year.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CorrectionGroup {
    /// `site-2025`.
    pub id: String,
    /// "2025".
    pub heading: String,
    /// Newest first; never empty.
    pub rows: Vec<AmendmentRow>,
}

/// All corrections, or a part of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Corrections {
    /// What stands around it.
    pub shell: Shell,
    /// "Corrections".
    pub heading: String,
    /// How corrections are made; inline HTML.
    pub note_html: Option<String>,
    /// Newest first; empty where there was nothing to correct.
    pub groups: Vec<CorrectionGroup>,
    /// The parts, where it is long.
    pub parts: Option<Parts>,
}
