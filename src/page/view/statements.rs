//! `/statements/`: who said what, newest first. (Its parts are [`super::ListPart`]s.)

use super::row::Section;
use super::shell::Shell;
use serde::Serialize;

/// The newest statements.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Statements {
    /// What stands around it.
    pub shell: Shell,
    /// "Statements".
    pub heading: String,
    /// How many there are, in words.
    pub note: Option<String>,
    /// `None` where there are none; its own heading is not shown.
    pub statements: Option<Section>,
}
