//! What the pieces of a date mean: bounds, times of day, values for HTML.

use super::day::days_in;
use super::{Day, End, Part, Precision, Shape};

impl Shape {
    /// The first day that it may mean.
    pub(super) fn earliest(&self) -> Option<Day> {
        match self {
            Self::Single(part) => Some(part.earliest()),
            Self::Interval { start: End::At(part), .. } => Some(part.earliest()),
            Self::Interval { .. } => None,
            Self::OneBetween { start, .. } => start.as_ref().map(Part::earliest),
            Self::OneOf(parts) | Self::AllOf(parts) => parts.iter().map(Part::earliest).min(),
        }
    }

    /// The last day that it may mean.
    pub(super) fn latest(&self) -> Option<Day> {
        match self {
            Self::Single(part) => Some(part.latest()),
            Self::Interval { end: End::At(part), .. } => Some(part.latest()),
            Self::Interval { .. } => None,
            Self::OneBetween { end, .. } => end.as_ref().map(Part::latest),
            Self::OneOf(parts) | Self::AllOf(parts) => parts.iter().map(Part::latest).max(),
        }
    }

    /// The last day on which it may begin.
    pub(super) fn latest_beginning(&self) -> Option<Day> {
        match self {
            Self::Interval { start: End::At(part), .. } => {
                // An end that is known more closely than the start keeps the start before it.
                self.latest().map_or(Some(part.latest()), |latest| Some(part.latest().min(latest)))
            }
            Self::AllOf(parts) => parts.iter().map(Part::latest).min(),
            _ => self.latest(),
        }
    }
}

impl Part {
    /// The first day that it may mean.
    pub fn earliest(&self) -> Day {
        let (month, day) = match self.precision {
            Precision::Day { month, day } | Precision::Time { month, day, .. } => (month, day),
            Precision::Month(month) | Precision::SomeDay(month) => (month, 1),
            Precision::Season(code) => (season_months(code).0, 1),
            _ => (1, 1),
        };
        Day { year: self.year, month, day }
    }

    /// The last day that it may mean.
    pub fn latest(&self) -> Day {
        let whole = |year: i32, month: u8| Day { year, month, day: days_in(year, month) };
        match self.precision {
            Precision::Day { month, day } | Precision::Time { month, day, .. } => {
                Day { year: self.year, month, day }
            }
            Precision::Month(month) | Precision::SomeDay(month) => whole(self.year, month),
            Precision::Season(code) => {
                let (first, last) = season_months(code);
                whole(self.year + i32::from(last < first), last)
            }
            Precision::YearDigits(digits) => whole(self.year + 10_i32.pow(u32::from(digits)) - 1, 12),
            Precision::Year | Precision::SomeMonth | Precision::SomeDayOfYear => whole(self.year, 12),
        }
    }

    /// Whether it may mean this day.
    pub fn contains(&self, day: Day) -> bool {
        self.earliest() <= day && day <= self.latest()
    }

    /// Whether it is one whole, certain day or date-time.
    pub fn is_exact(&self) -> bool {
        let whole = matches!(self.precision, Precision::Day { .. } | Precision::Time { .. });
        whole && !self.uncertain && !self.approximate
    }

    /// Seconds since local midnight; 0 where no time is given.
    pub(super) fn local_second(&self) -> u64 {
        match self.precision {
            Precision::Time { hour, minute, second, .. } => {
                u64::from(hour) * 3_600 + u64::from(minute) * 60 + u64::from(second)
            }
            _ => 0,
        }
    }

    /// Seconds since 1970-01-01T00:00:00Z of a date-time with an offset.
    pub(super) fn instant(&self) -> Option<i64> {
        let Precision::Time { offset: Some(offset), .. } = self.precision else {
            return None;
        };
        let second = i64::try_from(self.local_second()).expect("a day has 86,400 seconds");
        Some(self.earliest().number() * 86_400 + second - i64::from(offset) * 60)
    }

    /// The value for HTML's `<time datetime>`, where HTML has one.
    pub(super) fn html_value(&self) -> Option<String> {
        if self.uncertain || self.approximate || self.year < 1 {
            return None;
        }
        let year = self.year;
        match self.precision {
            Precision::Year => Some(format!("{year:04}")),
            Precision::Month(month) => Some(format!("{year:04}-{month:02}")),
            Precision::Day { .. } => Some(self.earliest().to_string()),
            Precision::Time { hour, minute, second, offset, .. } => {
                let day = self.earliest();
                Some(format!("{day}T{hour:02}:{minute:02}:{second:02}{}", html_offset(offset)))
            }
            _ => None,
        }
    }
}

fn html_offset(offset: Option<i16>) -> String {
    match offset {
        None => String::new(),
        Some(0) => "Z".to_owned(),
        Some(minutes) => {
            let sign = if minutes < 0 { '-' } else { '+' };
            let minutes = minutes.unsigned_abs();
            format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
        }
    }
}

/// The first and last month of a season, quarter and so on; where the last is the smaller number
/// it is in the next year. ISO 8601-2, 4.8 has the codes; that 21 is March to May is ours.
pub(super) fn season_months(code: u8) -> (u8, u8) {
    match code {
        21 | 25 | 31 => (3, 5),
        22 | 26 | 32 => (6, 8),
        23 | 27 | 29 => (9, 11),
        24 | 28 | 30 => (12, 2),
        33..=36 => ((code - 33) * 3 + 1, (code - 33) * 3 + 3),
        37..=39 => ((code - 37) * 4 + 1, (code - 37) * 4 + 4),
        40 => (1, 6),
        41 => (7, 12),
        _ => (1, 12),
    }
}
