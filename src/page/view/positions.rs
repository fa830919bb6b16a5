//! `/positions/`: participants by topics.

use super::shell::Shell;
use super::stance::MatrixPart;
use serde::Serialize;

/// The position matrix, or a part of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Positions {
    /// What stands around it.
    pub shell: Shell,
    /// "Positions".
    pub heading: String,
    /// How to read it: a cell is the latest stance, an empty one means that nothing was found.
    pub note: Option<String>,
    /// The table.
    pub positions: MatrixPart,
}
