//! Many nodes in a column, and an arc between each two that are joined.

use super::{Anchor, BASELINE, Edge, Line, MARGIN, Name, Node, Picture, Point, WIDTH, height, label};
use super::{middle, thickness};

/// Where the dots stand, with the labels before them.
const COLUMN: i32 = 200;
/// Between a label and its dot.
const GAP: i32 = 10;
/// How far the arc between neighbours reaches.
const NEAREST: i32 = 14;
/// Over how many rows the arc that reaches furthest goes.
const FURTHEST: i32 = 28;

/// Lays out nodes and what joins them. The order of the nodes is that of the rows.
pub fn arcs(nodes: &[Node], edges: &[Edge]) -> Picture {
    let names = nodes.iter().enumerate().map(|(row, node)| name(row, node)).collect::<Vec<_>>();
    let lines = edges.iter().map(|edge| line(&names, edge)).collect();
    Picture { width: WIDTH, height: height(nodes.len()), names, lines }
}

fn name(row: usize, node: &Node) -> Name {
    let dot = Point { x: COLUMN, y: middle(row) };
    let at = Point { x: COLUMN - GAP, y: dot.y + BASELINE };
    Name { label: label(&node.name, at.x), at, anchor: Anchor::End, dot }
}

/// An arc that reaches further the more rows lie between its ends.
fn line(names: &[Name], edge: &Edge) -> Line {
    let (one, other) = edge.between;
    let (first, last) = (one.min(other), one.max(other));
    let (from, to) = (names[first].dot, names[last].dot);
    let pull = COLUMN + pull(last - first);
    let pulls = [Point { x: pull, y: from.y }, Point { x: pull, y: to.y }];
    Line { from, pulls, to, thickness: thickness(edge.weight) }
}

/// How far an arc over so many rows is pulled: three quarters of that is how far it reaches. It is the same
/// however many rows there are, and stays within the picture.
fn pull(rows: usize) -> i32 {
    let most = (WIDTH - MARGIN - COLUMN) * 4 / 3;
    let rows = i32::try_from(rows).expect("a picture has few rows");
    NEAREST + (most - NEAREST) * (rows - 1).min(FURTHEST) / FURTHEST
}
