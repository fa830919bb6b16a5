//! Dates as authors write them: EDTF (ISO 8601-2:2019, Annex A), levels 0 and 1 and the sets of
//! level 2.
//!
//! The only user of edtf-core. A [`Date`] keeps what was written, its bounds as days of
//! the proleptic Gregorian calendar, and a [`Shape`] that says what kind of date it is, for those
//! who put it into words. Nothing here knows the current time.

mod day;
mod order;
mod parse;
mod part;
mod rewrite;
#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use order::SortKey;

/// A day of the proleptic Gregorian calendar; year 0 is 1 BCE (ISO 8601).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The astronomical year.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// An EDTF date.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    written: Arc<str>,
    shape: Shape,
    earliest: Option<Day>,
    latest: Option<Day>,
}

/// Why a text is no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError {
    /// What is wrong, lower case, no full stop: `February 2024 has 29 days`.
    pub message: String,
    /// Byte of the text at which it went wrong.
    pub offset: usize,
}

impl DateError {
    /// What is wrong with `written`, as a sentence of its own: `` `2025-02-30` is no date: February
    /// 2025 has 28 days``.
    pub fn sentence(&self, written: &str) -> String {
        if self.message.starts_with('`') {
            self.message.clone()
        } else {
            format!("`{written}` is no date: {}", self.message)
        }
    }
}

/// A date put together, for those who put it into words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// One date of some precision.
    Single(Part),
    /// `a/b`, `a/..`, `../b`, `a/`, `/b`.
    Interval {
        /// Where it begins.
        start: End,
        /// Where it ends, itself included.
        end: End,
    },
    /// `[a..b]`: one of these days (either end may be open).
    OneBetween {
        /// The first day that it may be; `None` for `[..b]`.
        start: Option<Part>,
        /// The last day that it may be; `None` for `[a..]`.
        end: Option<Part>,
    },
    /// `[a,b]`: one of these, sources differ.
    OneOf(Vec<Part>),
    /// `{a,b}`: all of these.
    AllOf(Vec<Part>),
}

/// One end of an interval.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// Known.
    At(Part),
    /// `..`: it goes on, or always did.
    Open,
    /// Left empty: there is one, nobody knows when.
    Unknown,
}

/// One date of some precision, with its qualifiers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Part {
    /// Year (astronomical).
    pub year: i32,
    /// What follows the year.
    pub precision: Precision,
    /// `?` or `%`.
    pub uncertain: bool,
    /// `~` or `%`.
    pub approximate: bool,
}

/// How much of a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Precision {
    /// `20XX` or `202X`: how many of the last digits are unknown (1 to 4); the year bears zeros there.
    YearDigits(u8),
    /// `2025`.
    Year,
    /// `2025-21` to `2025-24` and the other groupings to 41.
    Season(u8),
    /// `2025-XX`: some month of that year.
    SomeMonth,
    /// `2025-03`.
    Month(u8),
    /// `2025-03-XX`: some day of that month.
    SomeDay(u8),
    /// `2025-XX-XX`.
    SomeDayOfYear,
    /// `2025-03-15`.
    Day {
        /// 1 to 12.
        month: u8,
        /// 1 to 31, and one that the month has.
        day: u8,
    },
    /// `2025-03-15T14:00:00+01:00`; `offset` in minutes, `None` for a local time.
    Time {
        /// 1 to 12.
        month: u8,
        /// 1 to 31, and one that the month has.
        day: u8,
        /// 0 to 23.
        hour: u8,
        /// 0 to 59.
        minute: u8,
        /// 0 to 59; there are no leap seconds.
        second: u8,
        /// Minutes ahead of UTC.
        offset: Option<i16>,
    },
}

impl Date {
    /// Parses an EDTF date.
    ///
    /// # Errors
    /// What is wrong and at which byte.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let shape = parse::shape(text)?;
        Ok(Self::new(text.into(), shape))
    }

    /// One whole, certain day.
    pub fn from_day(day: Day) -> Self {
        let precision = Precision::Day { month: day.month, day: day.day };
        let part = Part { year: day.year, precision, uncertain: false, approximate: false };
        Self::new(day.to_string().into(), Shape::Single(part))
    }

    fn new(written: Arc<str>, shape: Shape) -> Self {
        let (earliest, latest) = (shape.earliest(), shape.latest());
        Self { written, shape, earliest, latest }
    }

    /// The date as it was written.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// What kind of date it is.
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// The first day that it may mean; `None` where it has no known beginning.
    pub fn earliest(&self) -> Option<Day> {
        self.earliest
    }

    /// The last day that it may mean; `None` where it has no known end.
    pub fn latest(&self) -> Option<Day> {
        self.latest
    }

    /// Where it stands in an order.
    pub fn sort_key(&self) -> SortKey {
        SortKey::of(self)
    }

    /// Whether the two may mean the same day (bounds overlap; an unknown bound overlaps anything).
    pub fn may_coincide(&self, other: &Self) -> bool {
        let ends_before = |a: &Self, b: &Self| match (a.latest, b.earliest) {
            (Some(latest), Some(earliest)) => latest < earliest,
            _ => false,
        };
        !ends_before(self, other) && !ends_before(other, self)
    }

    /// Whether it certainly begins before the other one may begin.
    ///
    /// Two times with offsets are compared as points in time, two without by their clocks; other
    /// dates by days.
    pub fn begins_before(&self, other: &Self) -> bool {
        if let (Some(own), Some(others)) = (self.time(), other.time()) {
            return match (self.instant(), other.instant()) {
                (Some(instant), Some(other)) => instant < other,
                (None, None) => own.local_second() < others.local_second(),
                _ => self.latest < other.earliest,
            };
        }
        match (self.shape.latest_beginning(), other.earliest) {
            (Some(beginning), Some(earliest)) => beginning < earliest,
            _ => false,
        }
    }

    /// Whether it is one whole, certain day or date-time.
    pub fn is_exact(&self) -> bool {
        match &self.shape {
            Shape::Single(part) => part.is_exact(),
            _ => false,
        }
    }

    /// Whether it may mean (or, of several days, also means) this day.
    pub fn contains_day(&self, day: Day) -> bool {
        match &self.shape {
            Shape::OneOf(parts) | Shape::AllOf(parts) => parts.iter().any(|part| part.contains(day)),
            _ => {
                self.earliest.is_none_or(|earliest| earliest <= day)
                    && self.latest.is_none_or(|latest| day <= latest)
            }
        }
    }

    /// Seconds since 1970-01-01T00:00:00Z of a date-time with an offset; `None` for other dates.
    pub fn instant(&self) -> Option<i64> {
        self.time()?.instant()
    }

    /// The value for HTML's `<time datetime>`, where HTML has one (day, month, year of four digits,
    /// date-time): HTML Living Standard, 4.5.14. A qualified date has none, since the value would
    /// say it without its qualifier.
    pub fn html_value(&self) -> Option<String> {
        match &self.shape {
            Shape::Single(part) => part.html_value(),
            _ => None,
        }
    }

    /// The part that holds a time of day, if this is a date-time.
    fn time(&self) -> Option<&Part> {
        match &self.shape {
            Shape::Single(part) if matches!(part.precision, Precision::Time { .. }) => Some(part),
            _ => None,
        }
    }
}

/// Parses a point in time, as clocks and embargoes need it, to seconds since 1970-01-01T00:00:00Z:
/// a date-time with an offset, or a whole day, which means its first second in UTC.
///
/// # Errors
/// The text is no date, has no offset, or is less exact than a day.
pub fn parse_instant(text: &str) -> Result<i64, DateError> {
    let date = Date::parse(text)?;
    if let Some(instant) = date.instant() {
        return Ok(instant);
    }
    if date.time().is_some() {
        let message = format!("a point in time needs an offset: `{text}Z` or `{text}+01:00`");
        return Err(DateError { message, offset: text.len() });
    }
    match date.earliest {
        Some(day) if date.is_exact() => Ok(day.number() * 86_400),
        _ => {
            let message = "expected a day (`2025-03-15`) or a date-time with an offset \
                           (`2025-03-15T14:00:00+01:00`)";
            Err(DateError { message: message.to_owned(), offset: 0 })
        }
    }
}
