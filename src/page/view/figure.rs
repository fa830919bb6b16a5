//! A picture of who appears with whom, laid out: a template draws it.

use super::shared::RecordLink;
use serde::Serialize;

/// A picture. All places are whole numbers, in units of one CSS pixel from the upper left corner.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FigureView {
    /// The id of its title.
    pub id: String,
    /// What it shows and how to read it, in one or two sentences.
    pub title: String,
    /// How wide it is.
    pub width: i32,
    /// How high it is.
    pub height: i32,
    /// What joins the names; behind them.
    pub lines: Vec<FigureLine>,
    /// Never empty, from the top.
    pub names: Vec<FigureName>,
}

/// A line between two names.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FigureLine {
    /// The value of `d`.
    pub path: String,
    /// How thick it is.
    pub thickness: i32,
    /// "A and B: 4 passages, 2 events".
    pub title: String,
}

/// A name in a picture.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FigureName {
    /// Who; without an address where the page is theirs. What is counted is the link's note.
    pub participant: RecordLink,
    /// As much of the name as there is room for.
    pub label: String,
    /// `start` or `end`: which end of the label is at `x`.
    pub anchor: String,
    /// Where the label is, from the left.
    pub x: i32,
    /// Where its letters stand, from the top.
    pub y: i32,
    /// The middle of its dot, from the left.
    pub dot_x: i32,
    /// The middle of its dot, from the top.
    pub dot_y: i32,
}
