//! Days and their arithmetic.
//!
//! Own arithmetic rather than a library's, since a day may lie beyond the years that libraries
//! hold (a winter of 9999 ends in 10000) and must not fail there.

use super::Day;
use std::fmt;

/// Days from 0000-03-01 to 1970-01-01.
const EPOCH: i64 = 719_468;
/// Days in 400 years.
const ERA: i64 = 146_097;

impl Day {
    /// The day so many days earlier.
    #[must_use]
    pub fn minus_days(self, days: u32) -> Self {
        Self::from_number(self.number() - i64::from(days))
    }

    /// The day so many days later.
    #[must_use]
    pub fn plus_days(self, days: u32) -> Self {
        Self::from_number(self.number() + i64::from(days))
    }

    /// Days from this day to the other one; negative where that is earlier.
    pub fn days_until(self, other: Self) -> i64 {
        other.number() - self.number()
    }

    /// How many days its month has.
    pub fn days_in_month(self) -> u8 {
        days_in(self.year, self.month)
    }

    /// Days since 1970-01-01; negative before.
    pub fn number(self) -> i64 {
        // Years are counted from March, so that the leap day is a year's last.
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        era * ERA + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - EPOCH
    }

    /// The day that is so many days after 1970-01-01. Beyond the years of an `i32` it stays at their
    /// end.
    pub fn from_number(number: i64) -> Self {
        let number = number.clamp(-700_000_000_000, 700_000_000_000) + EPOCH;
        let era = number.div_euclid(ERA);
        let day_of_era = number.rem_euclid(ERA);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = small(day_of_year - (153 * month + 2) / 5 + 1);
        let month = small(if month < 10 { month + 3 } else { month - 9 });
        let year = era * 400 + year_of_era + i64::from(month <= 2);
        Self { year: i32::try_from(year).expect("the clamp keeps years within an i32"), month, day }
    }
}

impl fmt::Display for Day {
    /// ISO 8601: `2025-03-15`, `-0043-03-15`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        write!(formatter, "{sign}{:04}-{:02}-{:02}", self.year.unsigned_abs(), self.month, self.day)
    }
}

/// How many days a month has.
pub(super) fn days_in(year: i32, month: u8) -> u8 {
    let leap = year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0);
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    }
}

fn small(value: i64) -> u8 {
    u8::try_from(value).expect("months and days of a month are below 32")
}
