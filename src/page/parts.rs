//! How long lists are split: whole up to 50 rows; else the newest 20 on the page, and all of them in
//! parts of 50 by year, numbered from the oldest, so that an addition moves no row of an older part.

use crate::address::Part;
use std::collections::BTreeMap;

/// A list of up to this many rows stands whole on its page.
pub const WHOLE: usize = 50;
/// So many of the newest rows stand on the page of a longer list.
pub const NEWEST: usize = 20;
/// So many rows stand on a part.
pub const ROWS: usize = 50;
/// So many records stand on a part of a register.
pub const RECORDS: usize = 200;
/// So many participants stand on a part of the matrix.
pub const MATRIX_ROWS: usize = 60;
/// So many topics stand on a part of the matrix.
pub const MATRIX_COLUMNS: usize = 12;

/// The time under which a row stands: the year and month of its earliest bound, else of its latest.
pub type Time = Option<(i32, u8)>;

/// By what a list is split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Years; only where the list is long.
    Year,
    /// Years, however long the list is.
    EveryYear,
    /// Months, however long the list is.
    EveryMonth,
}

/// A part and the rows that stand on it: places in the whole list, oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartRows {
    /// Which part.
    pub part: Part,
    /// Places in the list that was split, oldest first; never empty.
    pub rows: Vec<usize>,
}

/// Splits a list, given the times of its rows, oldest first. No parts where it stands whole.
pub fn split(times: &[Time], by: By) -> Vec<PartRows> {
    if by == By::Year && times.len() <= WHOLE {
        return Vec::new();
    }
    // Undated rows come last.
    let mut groups: BTreeMap<(bool, Time), Vec<usize>> = BTreeMap::new();
    for (row, time) in times.iter().enumerate() {
        let time = time.map(|(year, month)| (year, if by == By::EveryMonth { month } else { 0 }));
        groups.entry((time.is_none(), time)).or_default().push(row);
    }
    let mut parts = Vec::new();
    for ((_, time), rows) in groups {
        for (chunk, number) in rows.chunks(ROWS).zip(1..) {
            let part = match time {
                Some((year, month)) if by == By::EveryMonth => Part::Month(year, month, number),
                _ => Part::Year(time.map(|(year, _)| year), number),
            };
            parts.push(PartRows { part, rows: chunk.to_vec() });
        }
    }
    parts
}

/// The rows that stand on the page of the list itself: all of a short one, else the newest, in the
/// list's order.
pub fn on_page(count: usize) -> std::ops::Range<usize> {
    if count <= WHOLE { 0..count } else { count - NEWEST..count }
}

/// The ways that a page of a list leads to its parts, oldest first: the first part of each year or
/// month, and the neighbours of the part that is shown, so that a page never grows with the list. On
/// the page of the list itself each comes with how many rows its year or month has; on a part without
/// (0), so that a part does not change when rows come elsewhere.
pub fn navigation(parts: &[PartRows], shown: Part) -> Vec<(Part, usize)> {
    let place = parts.iter().position(|part| part.part == shown);
    let group = |part: Part| match part {
        Part::Year(year, _) => (year, 0),
        Part::Month(year, month, _) => (Some(year), month),
        Part::Whole | Part::Number(_) => (None, 0),
    };
    let mut ways: Vec<(Part, usize)> = Vec::new();
    for (at, rows) in parts.iter().enumerate() {
        let begins = at == 0 || group(parts[at - 1].part) != group(rows.part);
        let is_near = place.is_some_and(|place| at.abs_diff(place) <= 1);
        if begins || is_near {
            ways.push((rows.part, 0));
        }
        if place.is_none() {
            ways.last_mut().expect("the first part begins a group").1 += rows.rows.len();
        }
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_list_stands_whole() {
        assert_eq!(split(&[Some((2025, 3)); 50], By::Year), []);
        assert_eq!(on_page(50), 0..50);
    }

    #[test]
    fn a_long_list_is_numbered_from_the_oldest() {
        let mut times = vec![Some((2024, 1)); 10];
        times.extend([Some((2025, 2)); 60]);
        times.push(None);
        let parts = split(&times, By::Year);
        let shape: Vec<(Part, usize)> = parts.iter().map(|part| (part.part, part.rows.len())).collect();
        assert_eq!(
            shape,
            [
                (Part::Year(Some(2024), 1), 10),
                (Part::Year(Some(2025), 1), 50),
                (Part::Year(Some(2025), 2), 10),
                (Part::Year(None, 1), 1)
            ]
        );
        assert_eq!(on_page(71), 51..71);
    }

    #[test]
    fn an_addition_moves_no_row_of_an_older_part() {
        let before = split(&[Some((2025, 2)); 120], By::Year);
        let after = split(&[Some((2025, 2)); 121], By::Year);
        assert_eq!(before[..2], after[..2]);
    }
}
