//! Stances, which are never shown without the evidence that they rest on.

use super::row::PassageRow;
use super::shared::{DateView, Fact, Link, NavLink, Parts, RecordLink};
use serde::Serialize;

/// A stance as a word.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct StanceWord {
    /// "supports", in the page's language.
    pub word: String,
    /// The word of the format, for the class `stance-…`: `no-comment`.
    pub class: String,
}

/// What a stance rests on, in words.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct EvidenceLine {
    /// "3 statements, 2 to 15 March 2025, own words; last on 15 March 2025".
    pub text: String,
    /// "order unclear", "disputed", "withdrawn"; stands behind the text, made to be seen.
    pub cautions: Vec<String>,
}

/// The latest stance of one participant on one topic, with its evidence.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct StanceCell {
    /// The latest stance.
    pub stance: StanceWord,
    /// What it rests on.
    pub evidence: EvidenceLine,
    /// Leads to the trail of passages.
    pub href: String,
    /// "changed since 3 March 2025: opposes before".
    pub changed: Option<String>,
    /// Through whom it was stated, where that was another.
    pub through: Option<Fact>,
}

/// A table of participants by topics; a column or row alone is a table too.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MatrixView {
    /// What the table shows.
    pub caption: String,
    /// Topics, in order.
    pub columns: Vec<RecordLink>,
    /// Never empty.
    pub rows: Vec<MatrixRow>,
}

/// One participant's row.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MatrixRow {
    /// Who.
    pub participant: RecordLink,
    /// As many as there are columns; `None` where nothing was found.
    pub cells: Vec<Option<StanceCell>>,
}

/// A stance with the passages that it comes from: one topic of a participant.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PositionTrail {
    /// `site-position-<topic>`.
    pub id: String,
    /// The topic.
    pub topic: RecordLink,
    /// What one takes a stance on.
    pub question: Option<String>,
    /// The latest stance.
    pub latest: StanceCell,
    /// The trail, newest first; never empty.
    pub trail: Vec<PassageRow>,
    /// Leads to all of it, where only the newest are shown.
    pub more: Option<Link>,
}

/// A stance that changed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct StanceChange {
    /// Whose.
    pub participant: RecordLink,
    /// On what.
    pub topic: RecordLink,
    /// When the newer one was taken.
    pub date: Option<DateView>,
    /// The stance before, with the date of its last statement.
    pub from: StanceWord,
    /// When the stance before was last stated.
    pub from_date: Option<DateView>,
    /// The stance now, with its evidence.
    pub to: StanceCell,
}

/// The matrix as a page's content, with the ways to its other parts.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MatrixPart {
    /// The table; `None` where no participant has a position.
    pub matrix: Option<MatrixView>,
    /// Other rows.
    pub parts: Option<Parts>,
    /// Other columns.
    pub topics: Vec<NavLink>,
}
