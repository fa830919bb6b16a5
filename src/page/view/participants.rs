//! `/participants/`: the register of everyone who is named.

use super::figure::FigureView;
use super::shared::{Link, LocalText, Parts, RecordLink};
use super::shell::Shell;
use serde::Serialize;

/// A participant in the register.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RegisterRow {
    /// Who; the kind in words is the link's note.
    pub participant: RecordLink,
    /// The role of now.
    pub role: Option<String>,
    /// Other names.
    pub aliases: Vec<LocalText>,
    /// "12 statements, named in 5 briefings".
    pub counts: Option<String>,
}

/// Participants with one initial.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RegisterGroup {
    /// `site-letter-1`: letters of any script, so by number.
    pub id: String,
    /// The initial.
    pub heading: String,
    /// In the language's order; never empty.
    pub rows: Vec<RegisterRow>,
}

/// Participants of one kind.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RegisterKind {
    /// `site-kind-person`.
    pub id: String,
    /// "Persons".
    pub heading: String,
    /// In the language's order; never empty.
    pub links: Vec<RecordLink>,
}

/// The register, or a part of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Participants {
    /// What stands around it.
    pub shell: Shell,
    /// "Participants".
    pub heading: String,
    /// How many there are, in words.
    pub note: Option<String>,
    /// Leads to the table of attendance, where there is something in it.
    pub attendance: Option<Link>,
    /// By initial.
    pub groups: Vec<RegisterGroup>,
    /// By kind.
    pub kinds: Vec<RegisterKind>,
    /// Who of those that are named most appears with whom; each line's title tells of one pair.
    pub figure: Option<FigureView>,
    /// The parts, where it is long.
    pub parts: Option<Parts>,
}
