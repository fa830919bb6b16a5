//! Parts of a file, as a browser asks for them (RFC 9110, 14).
//!
//! Goes in: the value of `Range`, and how long the file is. Comes out: which bytes. Only one range at a
//! time; where several are asked for the whole file is a right answer too.

use std::ops::Range;

/// What a `Range` comes to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The whole file: nothing was asked for, or nothing that is understood.
    Whole,
    /// These bytes, end exclusive; never none.
    Bytes(Range<u64>),
    /// Bytes that the file has not.
    Outside,
}

/// Reads the value of `Range` for a file of `length` bytes.
pub(super) fn part(value: &str, length: u64) -> Part {
    let Some((first, last)) = value.trim().strip_prefix("bytes=").and_then(|range| range.split_once('-'))
    else {
        return Part::Whole;
    };
    let (first, last) = (first.trim(), last.trim());
    let bytes = match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(length),
        (Some(first), None) if last.is_empty() => first..length,
        (None, Some(count)) if first.is_empty() => length.saturating_sub(count)..length,
        _ => return Part::Whole,
    };
    if bytes.is_empty() { Part::Outside } else { Part::Bytes(bytes) }
}

/// A number of digits alone: `parse` would take a sign.
fn number(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_is_read() {
        assert_eq!(part("bytes=0-3", 10), Part::Bytes(0..4));
        assert_eq!(part("bytes=4-", 10), Part::Bytes(4..10));
        assert_eq!(part("bytes=-3", 10), Part::Bytes(7..10));
        assert_eq!(part("bytes=-30", 10), Part::Bytes(0..10));
        assert_eq!(part("bytes=8-99999999999999999999", 10), Part::Bytes(8..10));
    }

    #[test]
    fn bytes_that_are_not_there_are_outside() {
        for value in ["bytes=10-", "bytes=10-12", "bytes=-0"] {
            assert_eq!(part(value, 10), Part::Outside, "{value}");
        }
        assert_eq!(part("bytes=0-", 0), Part::Outside);
    }

    #[test]
    fn all_else_is_the_whole() {
        for value in
            ["", "bytes=", "bytes=-", "bytes=3-2", "bytes=a-b", "bytes=0-1,3-4", "lines=0-1", "bytes=+1-2"]
        {
            assert_eq!(part(value, 10), Part::Whole, "{value}");
        }
    }
}
