//! From text to [`Shape`], over edtf-core; refuses what its level 2 allows beyond ours.

use super::day::days_in;
use super::{DateError, End, Part, Precision, Shape, rewrite};
use edtf_core::{
    DateField, Edtf, IntervalEndpoint, ParseError, Set, SetElement, SetKind, TimeShift, YearKind,
};

/// The most dates that a set may spell out.
const SET_LIMIT: usize = 366;

/// Parses a text, and says of a near miss how it would be right.
pub(super) fn shape(text: &str) -> Result<Shape, DateError> {
    strict(text).map_err(|error| match rewrite::suggestion(text) {
        Some(suggestion) => {
            DateError { message: format!("`{text}` is no EDTF date: write {suggestion}"), ..error }
        }
        None => error,
    })
}

/// Parses a text without a word on how it might be mended.
pub(super) fn strict(text: &str) -> Result<Shape, DateError> {
    let (normal, inserted) = with_seconds(text);
    let edtf = Edtf::parse(&normal).map_err(|error| {
        let offset = if error.offset >= inserted { error.offset.max(inserted + 3) - 3 } else { error.offset };
        DateError { message: explain(text, error), offset: offset.min(text.len()) }
    })?;
    let context = Context { text };
    match edtf {
        Edtf::Date(date) => Ok(Shape::Single(context.part(&date)?)),
        Edtf::DateTime(date_time) => context.date_time(&date_time),
        Edtf::Interval(interval) => {
            Ok(Shape::Interval { start: context.end(&interval.start)?, end: context.end(&interval.end)? })
        }
        Edtf::Set(set) => context.set(&set),
    }
}

/// Adds the seconds that a time left out; the second value says where they were put (at the end of
/// all texts where nothing was).
fn with_seconds(text: &str) -> (String, usize) {
    let time = text.find('T').map_or("", |at| &text[at + 1..]);
    let bytes = time.as_bytes();
    let short =
        bytes.len() >= 5 && bytes[2] == b':' && matches!(bytes.get(5), None | Some(b'Z' | b'+' | b'-'));
    if !short || !time.is_char_boundary(5) {
        return (text.to_owned(), usize::MAX - 3);
    }
    let at = text.len() - time.len() + 5;
    (format!("{}:00{}", &text[..at], &text[at..]), at)
}

/// Says what edtf-core found, in our words where those help more.
fn explain(text: &str, error: ParseError) -> String {
    match error.message {
        "empty input" => "a date is empty".to_owned(),
        "day is out of range for the month" => days_of_month(text, error.offset),
        "month must be 01-12 or a sub-year code 21-41" => {
            "a month is `01` to `12`, a season or quarter `21` to `41`".to_owned()
        }
        "interval end precedes interval start" => "the interval ends before it begins".to_owned(),
        "set range end precedes range start" => "the range ends before it begins".to_owned(),
        "second must be 00-60" => "a second is `00` to `59`".to_owned(),
        "unexpected characters after day" if text.contains('T') => {
            "an interval or set holds days; a time of day stands alone".to_owned()
        }
        "year must have exactly four digits (or X)" => "a date begins with a year of four digits".to_owned(),
        message => message.replace('\'', "`"),
    }
}

/// `February 2024 has 29 days`, of the date whose day stands at `offset`.
fn days_of_month(text: &str, offset: usize) -> String {
    let from = offset.saturating_sub(8);
    let date = text.get(from..offset).unwrap_or_default();
    let number = |range| date.get(range).and_then(|digits: &str| digits.parse::<u16>().ok());
    let day = text.get(offset..offset + 2).and_then(|day| day.parse::<u8>().ok());
    match (number(0..4), number(5..7), day) {
        (_, _, Some(0)) => "days count from `01`".to_owned(),
        (Some(year), Some(month @ 1..=12), _) => {
            let before_zero = from > 0 && text.as_bytes()[from - 1] == b'-';
            let year = if before_zero { -i32::from(year) } else { i32::from(year) };
            let month = u8::try_from(month).expect("a month is below 13");
            format!("{} {year} has {} days", rewrite::month_name(month), days_in(year, month))
        }
        _ => "no month has such a day".to_owned(),
    }
}

/// The text, for messages.
struct Context<'a> {
    text: &'a str,
}

impl Context<'_> {
    fn error<T>(&self, found: &[char], message: &str) -> Result<T, DateError> {
        let offset = self.text.find(found).unwrap_or(0);
        Err(DateError { message: message.to_owned(), offset })
    }

    fn date_time(&self, date_time: &edtf_core::DateTime) -> Result<Shape, DateError> {
        let time = date_time.time;
        if time.second > 59 {
            let offset = self.text.find('T').map_or(0, |at| at + 7);
            return Err(DateError { message: "a second is `00` to `59`".to_owned(), offset });
        }
        let mut part = self.part(&date_time.date)?;
        let Precision::Day { month, day } = part.precision else {
            return self.error(&[], "a date-time needs a whole day");
        };
        let offset = time.shift.map(|shift| match shift {
            TimeShift::Utc => 0,
            TimeShift::Offset { minutes, .. } => minutes,
        });
        let (hour, minute, second) = (time.hour, time.minute, time.second);
        part.precision = Precision::Time { month, day, hour, minute, second, offset };
        Ok(Shape::Single(part))
    }

    fn end(&self, end: &IntervalEndpoint) -> Result<End, DateError> {
        match end {
            IntervalEndpoint::Date(date) => Ok(End::At(self.part(date)?)),
            IntervalEndpoint::Open => Ok(End::Open),
            IntervalEndpoint::Unknown => Ok(End::Unknown),
            IntervalEndpoint::OnOrBefore(_) | IntervalEndpoint::OnOrAfter(_) => {
                let message = "an interval's end is a date, `..` (open) or nothing (unknown)";
                Err(DateError { message: message.to_owned(), offset: self.text.find("..").unwrap_or(0) })
            }
        }
    }

    fn set(&self, set: &Set) -> Result<Shape, DateError> {
        if let [element] = set.elements.as_slice() {
            return self.set_of_one(set.kind, element);
        }
        let mut parts = Vec::new();
        for element in &set.elements {
            match element {
                SetElement::Date(date) => parts.push(self.part(date)?),
                SetElement::Range(from, to) => expand(self.part(from)?, &self.part(to)?, &mut parts),
                SetElement::OnOrBefore(_) | SetElement::OnOrAfter(_) => {
                    return self.error(&['.'], "an open range stands alone in its set");
                }
            }
            if parts.len() > SET_LIMIT {
                return self.error(&['.'], "a set spells out 366 dates at the most");
            }
        }
        Ok(match set.kind {
            SetKind::AllMembers => Shape::AllOf(parts),
            SetKind::OneMember => Shape::OneOf(parts),
        })
    }

    /// A set of one date is that date; all days of a range are an interval.
    fn set_of_one(&self, kind: SetKind, element: &SetElement) -> Result<Shape, DateError> {
        let (start, end) = match element {
            SetElement::Date(date) => return Ok(Shape::Single(self.part(date)?)),
            SetElement::OnOrBefore(end) => (None, Some(self.part(end)?)),
            SetElement::OnOrAfter(start) => (Some(self.part(start)?), None),
            SetElement::Range(start, end) => (Some(self.part(start)?), Some(self.part(end)?)),
        };
        let at = |part: Option<Part>| part.map_or(End::Open, End::At);
        Ok(match kind {
            SetKind::AllMembers => Shape::Interval { start: at(start), end: at(end) },
            SetKind::OneMember => Shape::OneBetween { start, end },
        })
    }

    fn part(&self, date: &edtf_core::Date) -> Result<Part, DateError> {
        let qualifier = date.year.qualifier;
        let differs = |field: &DateField| field.qualifier != qualifier;
        if date.month.as_ref().is_some_and(differs) || date.day.as_ref().is_some_and(differs) {
            return self
                .error(&['?', '~', '%'], "`?`, `~` and `%` hold for the whole date and stand at its end");
        }
        let YearKind::Standard { negative, digits } = date.year.kind else {
            return self.error(&['Y'], "a year has four digits");
        };
        if date.year.significant_digits.is_some() {
            return self.error(&['S'], "significant digits are not supported; write `195X` or an interval");
        }
        let (year, unknown) = self.year(digits)?;
        let precision = match (unknown, date.month, date.day) {
            (0, None, _) => Precision::Year,
            (unknown, None, _) => Precision::YearDigits(unknown),
            (0, Some(month), day) => self.within_year(month, day)?,
            _ => return self.error(&['X'], "a year with unknown digits stands alone: `202X`"),
        };
        let year = if negative { -year } else { year };
        Ok(Part { year, precision, uncertain: qualifier.uncertain, approximate: qualifier.approximate })
    }

    /// The year with zeros for unknown digits, and how many those are.
    fn year(&self, digits: [Option<u8>; 4]) -> Result<(i32, u8), DateError> {
        let unknown = digits.iter().rev().take_while(|digit| digit.is_none()).count();
        let known = &digits[..4 - unknown];
        if known.iter().any(Option::is_none) {
            return self.error(&['X'], "unknown digits of a year are its last ones: `202X`");
        }
        let year = digits.iter().fold(0, |year, digit| year * 10 + i32::from(digit.unwrap_or(0)));
        Ok((year, u8::try_from(unknown).expect("a year has four digits")))
    }

    fn within_year(&self, month: DateField, day: Option<DateField>) -> Result<Precision, DateError> {
        let all_unknown = |field: DateField| field.digits == [None, None];
        match (month.value(), day) {
            (Some(code @ 21..), None) => Ok(Precision::Season(code)),
            (Some(month), None) => Ok(Precision::Month(month)),
            (Some(month), Some(day)) => match day.value() {
                Some(day) => Ok(Precision::Day { month, day }),
                None if all_unknown(day) => Ok(Precision::SomeDay(month)),
                None => self.error(&['X'], "a day is unknown as a whole: `XX`, or a range `[a..b]`"),
            },
            (None, None) if all_unknown(month) => Ok(Precision::SomeMonth),
            (None, Some(day)) if all_unknown(month) && all_unknown(day) => Ok(Precision::SomeDayOfYear),
            _ => self.error(&['X'], "what follows an unknown month is unknown too: `2025-XX-XX`"),
        }
    }
}

/// Spells out the dates from one to another, one more than the limit at the most.
fn expand(from: Part, to: &Part, parts: &mut Vec<Part>) {
    let last = to.latest();
    let mut next = from;
    while next.earliest() <= last && parts.len() <= SET_LIMIT {
        let following = next.latest().plus_days(1);
        parts.push(next.clone());
        next.year = following.year;
        next.precision = match next.precision {
            Precision::Month(_) => Precision::Month(following.month),
            Precision::Day { .. } => Precision::Day { month: following.month, day: following.day },
            other => other,
        };
    }
}
