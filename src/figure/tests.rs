//! What a reader needs of every layout: names apart from each other and from the lines, all of it within
//! the picture, and hardly anything moved by one more name.

use super::*;

type Layout = fn(&[Node], &[Edge]) -> Picture;

const LAYOUTS: [Layout; 2] = [tree, arcs];

fn nodes(count: usize) -> Vec<Node> {
    let name = |number| Node { name: format!("Participant with quite a long name {number}") };
    (0..count).map(name).collect()
}

/// From the first node to each other.
fn edges(count: usize) -> Vec<Edge> {
    (1..count).map(|other| Edge { between: (0, other), weight: other * other }).collect()
}

/// The outermost points of a label: it is so many letters wide, and no higher than a line of text.
fn label_box(name: &Name) -> (i32, i32, i32, i32) {
    let width = LETTER * name.label.chars().count() as i32;
    let start = if name.anchor == Anchor::Start { name.at.x } else { name.at.x - width };
    (start, start + width, name.at.y - 14, name.at.y + 5)
}

#[test]
fn labels_do_not_overlap() {
    for layout in LAYOUTS {
        let picture = layout(&nodes(30), &edges(30));
        for pair in picture.names.windows(2) {
            assert!(label_box(&pair[0]).3 <= label_box(&pair[1]).2, "{pair:?}");
        }
    }
}

#[test]
fn everything_is_within_the_picture() {
    for layout in LAYOUTS {
        let picture = layout(&nodes(30), &edges(30));
        for name in &picture.names {
            let (left, right, top, bottom) = label_box(name);
            assert!(left >= 0 && right <= picture.width && top >= 0 && bottom <= picture.height, "{name:?}");
        }
        for line in &picture.lines {
            // A curve reaches three quarters of the way to where it is pulled.
            let reach = line.from.x + (line.pulls[0].x - line.from.x) * 3 / 4 + line.thickness / 2;
            assert!(reach <= picture.width && line.to.y <= picture.height, "{line:?}");
        }
    }
}

#[test]
fn lines_do_not_run_through_labels() {
    let picture = arcs(&nodes(30), &edges(30));
    for name in &picture.names {
        assert!(label_box(name).1 < name.dot.x, "labels stand before the dots, arcs behind: {name:?}");
    }
    let picture = tree(&nodes(30), &edges(30));
    for name in &picture.names[1..] {
        let ends = picture.lines.iter().map(|line| line.to.x).max().unwrap();
        assert!(label_box(name).0 > ends, "labels stand behind the ends of all lines: {name:?}");
    }
    let first_bend = picture.lines.iter().map(|line| line.pulls[0].y - line.thickness).min().unwrap();
    assert!(label_box(&picture.names[0]).3 < first_bend, "the first label stands above all bends");
}

#[test]
fn one_more_name_moves_nobody_sideways_and_nobody_before_it() {
    for layout in LAYOUTS {
        let (before, after) = (layout(&nodes(12), &edges(12)), layout(&nodes(13), &edges(13)));
        assert_eq!(before.names, after.names[..12]);
        assert_eq!(before.lines, after.lines[..11]);
        assert_eq!(before.width, after.width);

        let mut with_one_more = nodes(12);
        with_one_more.insert(5, Node { name: "New".to_owned() });
        let after = layout(&with_one_more, &[]);
        for (name, moved) in before.names[5..].iter().zip(&after.names[6..]) {
            assert_eq!((name.at.x, name.at.y + ROW), (moved.at.x, moved.at.y));
        }
    }
}

#[test]
fn another_weight_changes_one_line_alone() {
    for layout in LAYOUTS {
        let mut edges = edges(6);
        let before = layout(&nodes(6), &edges);
        edges[2].weight = 100;
        let after = layout(&nodes(6), &edges);
        assert_eq!(before.names, after.names);
        let changed: Vec<usize> = (0..5).filter(|line| before.lines[*line] != after.lines[*line]).collect();
        assert_eq!(changed, [2]);
    }
}

#[test]
fn lines_grow_as_the_weight_doubles() {
    let found: Vec<i32> = [1, 2, 3, 4, 8, 31, 32, 1_000_000].into_iter().map(thickness).collect();
    assert_eq!(found, [1, 2, 2, 3, 4, 5, 6, 6]);
}

#[test]
fn a_mirrored_picture_is_turned_back_by_mirroring() {
    for layout in LAYOUTS {
        let picture = layout(&nodes(5), &edges(5));
        let mirrored = picture.clone().mirrored();
        assert_ne!(picture, mirrored);
        assert_eq!(mirrored.names[0].dot.x, picture.width - picture.names[0].dot.x);
        assert_eq!(mirrored.mirrored(), picture);
    }
}

#[test]
fn long_names_are_cut_between_letters() {
    for (name, label) in [
        ("Ann Lee", "Ann Lee"),
        ("Bartholomew", "Bartholomew"),
        ("Bartholomew I", "Bartholomew…"),
        ("Bartholomew the First", "Bartholomew…"),
        ("日本国の総理大臣", "日本国の総…"),
        (
            "A\u{301}e\u{301}i\u{301}o\u{301}u\u{301}y\u{301}",
            "A\u{301}e\u{301}i\u{301}o\u{301}u\u{301}y\u{301}",
        ),
    ] {
        assert_eq!(super::label(name, LETTER * 12), label, "{name}");
    }
}
