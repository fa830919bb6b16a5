//! What ICU does for a language: dates, numbers, lists, collation. The Gregorian calendar always.

use std::sync::Arc;

use super::Language;
use icu_calendar::{Date, Gregorian};
use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_datetime::fieldsets::{M, MD, Y, YM, YMD};
use icu_datetime::options::YearStyle;
use icu_datetime::{DateTimeFormatterPreferences, FixedCalendarDateTimeFormatter as DateFormatter};
use icu_decimal::DecimalFormatter;
use icu_list::ListFormatter;

/// The formatters of one language.
pub(super) struct Formats {
    /// Day, month and year.
    pub day: DateFormatter<Gregorian, YMD>,
    /// Day and month.
    pub day_of_year: DateFormatter<Gregorian, MD>,
    /// Month and year.
    pub month: DateFormatter<Gregorian, YM>,
    /// The month alone.
    pub month_name: DateFormatter<Gregorian, M>,
    /// The year, with its era where that is needed.
    pub year: DateFormatter<Gregorian, Y>,
    /// Numbers.
    pub numbers: Arc<DecimalFormatter>,
    /// "a, b and c".
    pub and: ListFormatter,
    /// "a, b or c".
    pub or: ListFormatter,
    /// The order of names.
    pub collator: CollatorBorrowed<'static>,
    /// Tells letters from one another, and not their marks or case.
    pub letters: CollatorBorrowed<'static>,
    digits: [char; 10],
    /// What stands after the day where a date begins with it: nothing (15 March) or a full stop
    /// (15. März).
    after_day: Option<&'static str>,
}

/// Why the constructors below do not fail.
const DATA: &str = "the data in the binary falls back to the root for any language";

impl Formats {
    /// Makes the formatters of a language; plain `en` writes dates as Britain does (15 March 2025).
    pub fn new(language: &Language) -> Self {
        let tag = if language.as_str() == "en" { "en-GB" } else { language.as_str() };
        let locale = tag.parse().unwrap_or(icu_locale::Locale::UNKNOWN);
        let dates = DateTimeFormatterPreferences::from(&locale);
        let numbers = DecimalFormatter::try_new((&locale).into(), Default::default()).expect(DATA);
        let digits = digits(&numbers);
        let collation = CollatorPreferences::from(&locale);
        let mut primary = CollatorOptions::default();
        primary.strength = Some(Strength::Primary);
        let year = Y::long().with_year_style(YearStyle::Full);
        let day = DateFormatter::try_new(dates, YMD::long()).expect(DATA);
        let after_day = after_day(&day, digits[5]);
        Self {
            day,
            day_of_year: DateFormatter::try_new(dates, MD::long()).expect(DATA),
            month: DateFormatter::try_new(dates, YM::long()).expect(DATA),
            month_name: DateFormatter::try_new(dates, M::long()).expect(DATA),
            year: DateFormatter::try_new(dates, year).expect(DATA),
            numbers: Arc::new(numbers),
            and: ListFormatter::try_new_and((&locale).into(), Default::default()).expect(DATA),
            or: ListFormatter::try_new_or((&locale).into(), Default::default()).expect(DATA),
            collator: Collator::try_new(collation, CollatorOptions::default()).expect(DATA),
            letters: Collator::try_new(collation, primary).expect(DATA),
            digits,
            after_day,
        }
    }

    /// A number with separators.
    pub fn number(&self, number: i64) -> String {
        self.numbers.format(&number.into()).to_string()
    }

    /// A day of the month as dates begin with it; `None` where they begin with something else, so
    /// that what follows the day cannot be left out.
    pub fn leading_day(&self, day: u8) -> Option<String> {
        self.after_day.map(|after| self.in_digits(&format!("{day}{after}")))
    }

    /// A text with its digits as the language writes them.
    pub fn in_digits(&self, text: &str) -> String {
        let digit = |character: char| character.to_digit(10).map(|value| self.digits[value as usize]);
        text.chars().map(|character| digit(character).unwrap_or(character)).collect()
    }
}

/// What stands between a date's day and the space after it, where the day comes first.
fn after_day(format: &DateFormatter<Gregorian, YMD>, five: char) -> Option<&'static str> {
    let written = format.format(&gregorian(2025, 3, 5)).to_string();
    let rest = written.strip_prefix(five)?;
    ["", "."]
        .into_iter()
        .find(|after| rest.strip_prefix(after).is_some_and(|rest| rest.starts_with(char::is_whitespace)))
}

/// The language's digits from 0 to 9.
fn digits(numbers: &DecimalFormatter) -> [char; 10] {
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(|value: i64| {
        let written = numbers.format(&value.into()).to_string();
        written.chars().next().expect("a number has a digit")
    })
}

/// A day for ICU. A day that is not in the calendar becomes the first of its year, which cannot
/// come out of a parsed date.
pub(super) fn gregorian(year: i32, month: u8, day: u8) -> Date<Gregorian> {
    Date::try_new_gregorian(year, month, day)
        .or_else(|_| Date::try_new_gregorian(year, 1, 1))
        .or_else(|_| Date::try_new_gregorian(1, 1, 1))
        .expect("1 January of the year 1 is a day")
}
