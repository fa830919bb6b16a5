//! Where dates stand in an order.

use super::{Date, Day, Part, Precision, Shape};

/// Where a date stands in an order: (earliest bound, local time of day, exact before vague, latest
/// bound, offset). What has no earliest bound sorts by its latest in a lane before all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SortKey(i64);

/// The bits of a day in a key. Years from -9999 to 10000 are some 7.3 million days.
const DAY_BITS: u32 = 23;
/// The bits of a second of the day.
const TIME_BITS: u32 = 17;
/// 0 stands for no earliest bound, the greatest value for no latest bound.
const LAST_DAY: u64 = (1 << DAY_BITS) - 1;

impl SortKey {
    /// After all dates: where undated things stand.
    pub const UNDATED: Self = Self(i64::MAX);

    /// The key of a date.
    ///
    /// An exact date has its latest bound on the day of its earliest, and only it can have an
    /// offset; a vague one has a latest bound and no offset. So the two share the last bits, and
    /// the whole fits 64: earliest 23, time 17, vague 1, latest or offset 23.
    pub(super) fn of(date: &Date) -> Self {
        let earliest = date.earliest().map_or(0, ordinal);
        let latest = date.latest().map_or(LAST_DAY, ordinal);
        let (time, offset) = match date.shape() {
            Shape::Single(part) => (part.local_second(), offset(part)),
            _ => (0, 0),
        };
        let (vague, rest) = if date.is_exact() { (0, offset) } else { (1, latest) };
        let packed = (((earliest << TIME_BITS | time) << 1 | vague) << DAY_BITS) | rest;
        // The highest bit turned round: the order of unsigned numbers becomes that of signed ones.
        Self((packed ^ (1 << 63)).cast_signed())
    }
}

/// Days since -9999-01-01, plus one.
fn ordinal(day: Day) -> u64 {
    const FIRST: Day = Day { year: -9999, month: 1, day: 1 };
    u64::try_from(FIRST.days_until(day) + 1).unwrap_or(1).min(LAST_DAY - 1)
}

/// 0 without an offset, else minutes made positive.
fn offset(part: &Part) -> u64 {
    match part.precision {
        Precision::Time { offset: Some(minutes), .. } => u64::from((minutes + 1_441).unsigned_abs()),
        _ => 0,
    }
}
