//! One node and those that it is joined with: the first stands at the top, the others below it, one a row,
//! each at the end of a line that leaves the same trunk.

use super::{Anchor, BASELINE, Edge, Line, MARGIN, Name, Node, Picture, Point, WIDTH, height, label};
use super::{middle, thickness};

/// Where the lines end.
const BRANCH: i32 = 76;
/// Between a dot and its label.
const GAP: i32 = 12;

/// Lays out a node with its neighbours: `nodes` begins with it, and `edges` lead from it to others. The
/// order of the others is that of the rows.
pub fn tree(nodes: &[Node], edges: &[Edge]) -> Picture {
    let names = nodes.iter().enumerate().map(|(row, node)| name(row, node)).collect::<Vec<_>>();
    let lines = edges.iter().map(|edge| line(&names, edge)).collect();
    Picture { width: WIDTH, height: height(nodes.len()), names, lines }
}

fn name(row: usize, node: &Node) -> Name {
    let dot = Point { x: if row == 0 { MARGIN } else { BRANCH }, y: middle(row) };
    let at = Point { x: dot.x + GAP, y: dot.y + BASELINE };
    Name { label: label(&node.name, WIDTH - at.x), at, anchor: Anchor::Start, dot }
}

/// Down the trunk and around a bend: what leads further down stays longer on the trunk, so that no two
/// lines cross.
fn line(names: &[Name], edge: &Edge) -> Line {
    let (one, other) = edge.between;
    let (from, to) = (names[one.min(other)].dot, names[one.max(other)].dot);
    let bend = Point { x: from.x, y: to.y };
    Line { from, pulls: [bend, bend], to, thickness: thickness(edge.weight) }
}
