//! Layout of pictures in whole numbers, from nodes and edges of its own.
//!
//! 1. The caller gives names in a fixed order, and which of them a line joins.
//! 2. [`tree()`] or [`arcs()`] gives each name a row and each line its way: a [`Picture`] that runs from the
//!    left to the right; [`Picture::mirrored`] turns it around.
//! 3. A template draws it.
//!
//! A picture depends on nothing but what it is given: no font is measured, nothing is tried out until it
//! fits. A name that is added moves those behind it by one row, and nobody sideways.

mod arcs;
mod tree;

pub use arcs::arcs;
pub use tree::tree;

use crate::text;

/// How wide every picture is, so that it fits a phone.
pub const WIDTH: i32 = 340;
/// From one name to the next.
pub const ROW: i32 = 28;
/// From the edge to what is drawn first.
const MARGIN: i32 = 8;
/// How far the line on which letters stand is below the middle of their row.
const BASELINE: i32 = 5;
/// How much room a letter takes at most on average, with the widest of the usual fonts at 14 units.
const LETTER: i32 = 8;

/// Someone in a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The name, whole.
    pub name: String,
}

/// A line between two nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Places of two nodes, which differ.
    pub between: (usize, usize),
    /// How often it was found; from 1.
    pub weight: usize,
}

/// A picture, laid out: units of one CSS pixel, from the upper left corner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// How wide it is.
    pub width: i32,
    /// How high it is.
    pub height: i32,
    /// As many as there were nodes, in their order.
    pub names: Vec<Name>,
    /// As many as there were edges, in their order.
    pub lines: Vec<Line>,
}

/// A name in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// As much of the name as there is room for.
    pub label: String,
    /// Where the label begins or ends, on the line on which its letters stand.
    pub at: Point,
    /// Which end of the label is there.
    pub anchor: Anchor,
    /// The middle of the dot that lines lead to.
    pub dot: Point,
}

/// Which end of a label is in a place, in the direction in which the page is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its end.
    End,
}

/// A curve with two points that pull it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it begins.
    pub from: Point,
    /// What pulls its beginning and its end.
    pub pulls: [Point; 2],
    /// Where it ends.
    pub to: Point,
    /// How thick it is: grows by one as the weight doubles, up to 6.
    pub thickness: i32,
}

/// A place in a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
}

impl Picture {
    /// The same for pages that are read from right to left.
    #[must_use]
    pub fn mirrored(mut self) -> Self {
        let turn = |point: &mut Point| point.x = self.width - point.x;
        for name in &mut self.names {
            turn(&mut name.at);
            turn(&mut name.dot);
        }
        for line in &mut self.lines {
            turn(&mut line.from);
            turn(&mut line.to);
            line.pulls.iter_mut().for_each(turn);
        }
        self
    }
}

impl Line {
    /// The value of SVG's `d`.
    pub fn path(&self) -> String {
        let [first, second] = self.pulls;
        format!(
            "M{} {}C{} {} {} {} {} {}",
            self.from.x, self.from.y, first.x, first.y, second.x, second.y, self.to.x, self.to.y
        )
    }
}

/// The middle of a row, from 0.
fn middle(row: usize) -> i32 {
    ROW / 2 + ROW * i32::try_from(row).expect("a picture has few rows")
}

/// How high so many rows are.
fn height(rows: usize) -> i32 {
    middle(rows) - ROW / 2
}

/// How thick a line is. By doubling, so that one more seldom changes it; by itself, so that no other
/// line does.
fn thickness(weight: usize) -> i32 {
    (weight.max(1).ilog2() as i32 + 1).min(6)
}

/// A label that fits into so many units: the whole name, else its beginning.
fn label(name: &str, room: i32) -> String {
    let letters = |character: char| match character {
        _ if text::is_combining_mark(character) => 0,
        // Scripts of East Asia, and signs, take twice the room.
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' => 2,
        '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{1f000}'.. => 2,
        _ => 1,
    };
    let most = room / LETTER;
    if name.chars().map(letters).sum::<i32>() <= most {
        return name.to_owned();
    }
    let mut taken = 1;
    let kept = name.chars().take_while(|character| {
        taken += letters(*character);
        taken <= most
    });
    let kept: String = kept.collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests;
