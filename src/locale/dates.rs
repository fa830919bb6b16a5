//! Dates in words. No word says more than the date does.
//!
//! The parts of a date (day, month, year) are ICU's; the words around them are strings. Where a
//! language has no words for something, signs or a range of months stand for them.

use super::formats::gregorian;
use super::{Argument, Locale};
use crate::date::{Date, Day, End, Part, Precision, Shape};

impl Locale {
    /// A date in words that invent no precision: "March 2025 (day unknown)".
    pub fn date(&self, date: &Date) -> String {
        match date.shape() {
            Shape::Single(part) => self.part(part),
            Shape::Interval { start, end } => self.interval(start, end),
            Shape::OneBetween { start: Some(start), end: Some(end) } => {
                let (start, end) = self.pair(start, end);
                self.phrase("date-between", &[("start", &start), ("end", &end)])
            }
            Shape::OneBetween { start: Some(start), end: None } => self.about("date-not-before", start),
            Shape::OneBetween { start: None, end: Some(end) } => self.about("date-by", end),
            Shape::OneBetween { start: None, end: None } => self.say("event-date-unknown"),
            Shape::OneOf(parts) => {
                self.phrase("date-one-of", &[("dates", &self.list_or(&self.several(parts)))])
            }
            Shape::AllOf(parts) => {
                let days = parts.iter().all(|part| matches!(part.precision, Precision::Day { .. }));
                let key = if days { "date-all-days" } else { "date-all" };
                self.phrase(key, &[("dates", &self.list(&self.several(parts)))])
            }
        }
    }

    /// One day in words: "15 March 2025".
    pub fn day(&self, day: Day) -> String {
        let date = gregorian(day.year, day.month, day.day);
        if self.says_eras(day.year) {
            let month = self.formats.day_of_year.format(&date).to_string();
            return self.phrase("date-day-year", &[("day", &month), ("year", &self.year(day.year))]);
        }
        self.formats.day.format(&date).to_string()
    }

    /// The days from one to another in words: "11 to 14 March 2025"; one day where they are the
    /// same.
    pub fn days(&self, first: Day, last: Day) -> String {
        let part = |day: Day| Part {
            year: day.year,
            precision: Precision::Day { month: day.month, day: day.day },
            uncertain: false,
            approximate: false,
        };
        self.interval(&End::At(part(first)), &End::At(part(last)))
    }

    /// A day and month in words: "15 March".
    pub fn day_of_year(&self, day: Day) -> String {
        self.formats.day_of_year.format(&gregorian(day.year, day.month, day.day)).to_string()
    }

    /// A month in words: "March 2025".
    pub fn month(&self, year: i32, month: u8) -> String {
        if self.says_eras(year) {
            let name = self.month_name(month);
            return self.phrase("date-month-year", &[("month", &name), ("year", &self.year(year))]);
        }
        self.formats.month.format(&gregorian(year, month, 1)).to_string()
    }

    /// The name of a month (1 to 12) alone: "March".
    pub fn month_name(&self, month: u8) -> String {
        self.formats.month_name.format(&gregorian(2000, month, 1)).to_string()
    }

    /// A year in words: "2025", "44 BCE".
    pub fn year(&self, year: i32) -> String {
        if self.says_eras(year) {
            let (key, number) = if year < 1 { ("date-year-bce", 1 - year) } else { ("date-year-ce", year) };
            return self.phrase(key, &[("year", &self.formats.in_digits(&number.to_string()))]);
        }
        self.formats.year.format(&gregorian(year, 1, 1)).to_string()
    }

    /// Whether a year is said with an era in words of our own (44 BCE) rather than ICU's.
    fn says_eras(&self, year: i32) -> bool {
        year < 1000 && self.strings.has_own("date-year-bce") && self.strings.has_own("date-year-ce")
    }

    fn phrase(&self, key: &str, texts: &[(&str, &str)]) -> String {
        let arguments: Vec<_> = texts.iter().map(|(name, text)| (*name, Argument::Text(text))).collect();
        self.say_with(key, &arguments)
    }

    fn about(&self, key: &str, part: &Part) -> String {
        self.phrase(key, &[("date", &self.part(part))])
    }

    fn interval(&self, start: &End, end: &End) -> String {
        match (start, end) {
            (End::At(start), End::At(end)) if start == end => self.part(start),
            (End::At(start), End::At(end)) => self.range(start, end),
            (End::At(start), End::Open) => self.about("date-from", start),
            (End::At(start), End::Unknown) => self.about("date-from-unknown", start),
            (End::Open, End::At(end)) => self.about("date-until", end),
            (End::Unknown, End::At(end)) => self.about("date-until-unknown", end),
            _ => self.say("event-date-unknown"),
        }
    }

    fn range(&self, start: &Part, end: &Part) -> String {
        let (start, end) = self.pair(start, end);
        self.phrase("date-range", &[("start", &start), ("end", &end)])
    }

    fn pair(&self, start: &Part, end: &Part) -> (String, String) {
        let mut both = self.several(&[start.clone(), end.clone()]).into_iter();
        (both.next().unwrap_or_default(), both.next().unwrap_or_default())
    }

    /// Dates one by one; what all have in common, month or year, is said with the last alone, in
    /// languages where the day comes first.
    fn several(&self, parts: &[Part]) -> Vec<String> {
        let Some((last, before)) = parts.split_last() else { return Vec::new() };
        let mut words: Vec<String> = before.iter().map(|part| self.shortened(part, parts)).collect();
        words.push(self.part(last));
        words
    }

    fn shortened(&self, part: &Part, all: &[Part]) -> String {
        let plain = |part: &Part| !part.uncertain && !part.approximate && part.year >= 1000;
        let alike = |holds: &dyn Fn(&Part) -> bool| {
            all.iter().all(|other| plain(other) && other.year == part.year && holds(other))
        };
        let short = match part.precision {
            Precision::Day { month, day } => self.formats.leading_day(day).and_then(|number| {
                let in_month = |other: &Part| match other.precision {
                    Precision::Day { month: other, .. } => other == month,
                    _ => false,
                };
                let a_day = |other: &Part| matches!(other.precision, Precision::Day { .. });
                if alike(&in_month) {
                    return Some(number);
                }
                alike(&a_day).then(|| self.day_of_year(Day { year: part.year, month, day }))
            }),
            Precision::Month(month) => {
                let a_month = |other: &Part| matches!(other.precision, Precision::Month(_));
                let month_first = self.formats.leading_day(1).is_some();
                (month_first && alike(&a_month)).then(|| self.month_name(month))
            }
            _ => None,
        };
        short.unwrap_or_else(|| self.part(part))
    }

    /// One date with its qualifiers.
    fn part(&self, part: &Part) -> String {
        let words = self.unqualified(part);
        let key = match (part.approximate, part.uncertain) {
            (true, true) => "date-around-uncertain",
            (true, false) => "date-around",
            (false, true) => "date-uncertain",
            (false, false) => return words,
        };
        self.phrase(key, &[("date", &words)])
    }

    fn unqualified(&self, part: &Part) -> String {
        let year = part.year;
        match part.precision {
            Precision::Year => self.year(year),
            Precision::YearDigits(digits) => self.some_year(year, digits),
            Precision::Season(code) => self.season(part, code),
            Precision::SomeMonth => self.phrase("date-some-month", &[("year", &self.year(year))]),
            Precision::Month(month) => self.month(year, month),
            Precision::SomeDay(month) => self.phrase("date-some-day", &[("month", &self.month(year, month))]),
            Precision::SomeDayOfYear => self.phrase("date-some-day-of-year", &[("year", &self.year(year))]),
            Precision::Day { month, day } => self.day(Day { year, month, day }),
            Precision::Time { month, day, hour, minute, second, offset } => {
                let day = self.day(Day { year, month, day });
                self.time(&day, (hour, minute, second), offset)
            }
        }
    }

    fn some_year(&self, year: i32, digits: u8) -> String {
        if digits == 1 && year > 0 && self.strings.has_own("date-some-year-of-decade") {
            return self.phrase("date-some-year-of-decade", &[("year", &year.to_string())]);
        }
        let last = self.year(year + 10_i32.pow(u32::from(digits)) - 1);
        self.phrase("date-some-year", &[("start", &self.year(year)), ("end", &last)])
    }

    /// A season, quarter and so on in words, or the months that it spans.
    fn season(&self, part: &Part, code: u8) -> String {
        let (key, number) = match code {
            33..=36 => ("date-quarter", code - 32),
            37..=39 => ("date-quadrimester", code - 36),
            40.. => ("date-half", code - 39),
            21 | 25 | 29 => ("date-spring", 0),
            22 | 26 | 30 => ("date-summer", 0),
            23 | 27 | 31 => ("date-autumn", 0),
            _ => ("date-winter", 0),
        };
        let (first, last) = (part.earliest(), part.latest());
        if !self.strings.has_own(key) {
            let month = |day: Day| Part {
                year: day.year,
                precision: Precision::Month(day.month),
                uncertain: false,
                approximate: false,
            };
            return self.range(&month(first), &month(last));
        }
        if number > 0 {
            let number = Argument::Number(i64::from(number));
            return self
                .say_with(key, &[("number", number), ("year", Argument::Text(&self.year(part.year)))]);
        }
        let year = if first.year == last.year {
            self.year(first.year)
        } else {
            format!("{}–{}", self.year(first.year), self.year(last.year))
        };
        let season = self.phrase(key, &[("year", &year)]);
        match code {
            25..=28 => self.phrase("date-northern", &[("season", &season)]),
            29..=32 => self.phrase("date-southern", &[("season", &season)]),
            _ => season,
        }
    }

    fn time(&self, day: &str, (hour, minute, second): (u8, u8, u8), offset: Option<i16>) -> String {
        let mut time = format!("{hour:02}:{minute:02}");
        if second > 0 {
            time.push_str(&format!(":{second:02}"));
        }
        let time = self.formats.in_digits(&time);
        match offset {
            Some(offset) => {
                let zone = self.formats.in_digits(&zone(offset));
                self.phrase("date-time", &[("date", day), ("time", &time), ("zone", &zone)])
            }
            None => self.phrase("date-time-local", &[("date", day), ("time", &time)]),
        }
    }
}

/// `UTC`, `UTC+1`, `UTC−3:30`.
fn zone(offset: i16) -> String {
    let sign = match offset {
        0 => return "UTC".to_owned(),
        1.. => '+',
        _ => '−',
    };
    let (hours, minutes) = (offset.unsigned_abs() / 60, offset.unsigned_abs() % 60);
    if minutes == 0 { format!("UTC{sign}{hours}") } else { format!("UTC{sign}{hours}:{minutes:02}") }
}
