//! Tests of dates: tables of single cases, and properties over generated text.

use super::*;
use proptest::prelude::*;

fn date(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

#[test]
fn bounds_are_days() {
    for (text, expected) in [
        ("2025-03-15", "2025-03-15 2025-03-15"),
        ("2025-03-15T14:00:00+01:00", "2025-03-15 2025-03-15"),
        ("2025-03-15T14:00+01:00", "2025-03-15 2025-03-15"),
        ("2025-03-15T14:00", "2025-03-15 2025-03-15"),
        ("2025-03", "2025-03-01 2025-03-31"),
        ("2025", "2025-01-01 2025-12-31"),
        ("202X", "2020-01-01 2029-12-31"),
        ("20XX", "2000-01-01 2099-12-31"),
        ("2025-03-15?", "2025-03-15 2025-03-15"),
        ("2025-XX", "2025-01-01 2025-12-31"),
        ("2024-02-XX", "2024-02-01 2024-02-29"),
        ("2025-XX-XX", "2025-01-01 2025-12-31"),
        ("2025-03-11/2025-03-14", "2025-03-11 2025-03-14"),
        ("2018~/2020~", "2018-01-01 2020-12-31"),
        ("2025-03-20/..", "2025-03-20 -"),
        ("../2025-03-01", "- 2025-03-01"),
        ("2025-03-20/", "2025-03-20 -"),
        ("/2018-01", "- 2018-01-31"),
        ("2025-21", "2025-03-01 2025-05-31"),
        ("2023-24", "2023-12-01 2024-02-29"),
        ("2025-33", "2025-01-01 2025-03-31"),
        ("2025-36", "2025-10-01 2025-12-31"),
        ("2025-38", "2025-05-01 2025-08-31"),
        ("2025-41", "2025-07-01 2025-12-31"),
        ("[2025-03-17..2025-03-21]", "2025-03-17 2025-03-21"),
        ("[..2025-03-21]", "- 2025-03-21"),
        ("[2025-03-21..]", "2025-03-21 -"),
        ("[2025-03-12,2025-03-11]", "2025-03-11 2025-03-12"),
        ("{2025-03-11,2025-03-14}", "2025-03-11 2025-03-14"),
        ("{2025-03-11..2025-03-14}", "2025-03-11 2025-03-14"),
        ("{2025-03-01,2025-03-11..2025-03-14}", "2025-03-01 2025-03-14"),
        ("-0043", "-0043-01-01 -0043-12-31"),
        ("0000-02-29", "0000-02-29 0000-02-29"),
    ] {
        let date = date(text);
        let bound = |day: Option<Day>| day.map_or("-".to_owned(), |day| day.to_string());
        assert_eq!(format!("{} {}", bound(date.earliest()), bound(date.latest())), expected, "{text}");
        assert_eq!(date.written(), text);
    }
}

#[test]
fn shapes_say_what_was_written() {
    let part = |text| match date(text).shape() {
        Shape::Single(part) => part.clone(),
        other => panic!("{other:?}"),
    };
    assert!(part("2025-03-15%").uncertain && part("2025-03-15%").approximate);
    assert_eq!(part("2025-03-15T14:00-03:30").precision, part("2025-03-15T14:00:00-03:30").precision);
    assert!(matches!(part("2025-03-15T14:00Z").precision, Precision::Time { offset: Some(0), .. }));
    assert!(matches!(part("2025-03-15T14:00").precision, Precision::Time { offset: None, .. }));
    assert_eq!(part("[2025-03-15]"), part("2025-03-15"));
    assert!(matches!(date("{2025-03-11..2025-03-14}").shape(), Shape::Interval { .. }));
    assert!(matches!(date("2025-03-20/").shape(), Shape::Interval { end: End::Unknown, .. }));
    assert!(matches!(date("2025-03-20/..").shape(), Shape::Interval { end: End::Open, .. }));
    match date("{2024-12-30..2025-01-02,2026-01-01}").shape() {
        Shape::AllOf(parts) => assert_eq!(parts.len(), 5),
        other => panic!("{other:?}"),
    }
}

#[test]
fn errors_say_what_would_be_right() {
    for (text, offset, message) in [
        ("2024-02-30", 8, "February 2024 has 29 days"),
        ("2025-02-29", 8, "February 2025 has 28 days"),
        ("2025-04-31T10:00Z", 8, "April 2025 has 30 days"),
        ("2025-03-01/2025-04-31", 19, "April 2025 has 30 days"),
        ("2025-13", 5, "a month is `01` to `12`, a season or quarter `21` to `41`"),
        ("Y17000", 0, "a year has four digits"),
        ("2016-12-31T23:59:60Z", 17, "a second is `00` to `59`"),
        ("2025-03-15/2025-03-10", 11, "the interval ends before it begins"),
        ("[2025-03-15..2025-03-10]", 13, "the range ends before it begins"),
        ("15-03-2025", 2, "`15-03-2025` is no EDTF date: write `2025-03-15`"),
        ("05-03-2025", 2, "`05-03-2025` is no EDTF date: write `2025-03-05` or `2025-05-03`"),
        ("2025/03/15", 7, "`2025/03/15` is no EDTF date: write `2025-03-15`"),
        ("2025/03", 6, "`2025/03` is no EDTF date: write `2025-03`"),
        ("2025-3-5", 6, "`2025-3-5` is no EDTF date: write `2025-03-05`"),
        ("20250315", 4, "`20250315` is no EDTF date: write `2025-03-15`"),
        ("March 2025", 5, "`March 2025` is no EDTF date: write `2025-03`"),
        ("15 maart 2025", 2, "`15 maart 2025` is no EDTF date: write `2025-03-15`"),
        ("March 15, 2025", 5, "`March 15, 2025` is no EDTF date: write `2025-03-15`"),
        ("2025-03-xx", 8, "`2025-03-xx` is no EDTF date: write `2025-03-XX`"),
        (
            "2025-03-11–2025-03-14",
            10,
            "`2025-03-11–2025-03-14` is no EDTF date: write `2025-03-11/2025-03-14`",
        ),
        (
            "2025-03-11..2025-03-14",
            10,
            "`2025-03-11..2025-03-14` is no EDTF date: write `[2025-03-11..2025-03-14]`",
        ),
        (
            "{2025-03-11, 2025-03-14}",
            12,
            "`{2025-03-11, 2025-03-14}` is no EDTF date: write `{2025-03-11,2025-03-14}`",
        ),
        ("2025-03-15 14:00", 10, "`2025-03-15 14:00` is no EDTF date: write `2025-03-15T14:00`"),
        ("~2025-03-15", 0, "`~2025-03-15` is no EDTF date: write `2025-03-15~`"),
        ("2025-Q1", 5, "`2025-Q1` is no EDTF date: write `2025-33`"),
        (
            "2025-03-15T14:00+0100",
            16,
            "`2025-03-15T14:00+0100` is no EDTF date: write `2025-03-15T14:00+01:00`",
        ),
        ("", 0, "a date is empty"),
        ("1950S2", 4, "significant digits are not supported; write `195X` or an interval"),
    ] {
        let error = Date::parse(text).expect_err(text);
        assert_eq!((error.offset, error.message.as_str()), (offset, message), "{text}");
    }
}

#[test]
fn the_order_is_earliest_then_time_then_exactness_then_latest() {
    let order = [
        "/2018-01",
        "../2025-03-01",
        "-0043",
        "2025-03-14",
        "2025-03-15",
        "2025-03-15T00:00:00Z",
        "2025-03-15?",
        "2025-03-15/2025-03-16",
        "2025-03-15/..",
        "2025-03-15T14:00:00",
        "2025-03-15T14:00:00-05:00",
        "2025-03-15T14:00:00+01:00",
        "2025-03-15T14:00:01",
        "2025-03-16",
    ];
    let keys: Vec<SortKey> = order.iter().map(|text| date(text).sort_key()).collect();
    for (pair, texts) in keys.windows(2).zip(order.windows(2)) {
        assert!(pair[0] < pair[1], "{texts:?}");
    }
    assert!(date("9999-12-31/..").sort_key() < SortKey::UNDATED);
}

#[test]
fn what_overlaps_may_coincide() {
    for (a, b, coincide, before) in [
        ("2025-03-15", "2025-03", true, false),
        ("2025-03-15", "2025-03-16", false, true),
        ("2025-03", "2025-04-01", false, true),
        ("2025-03-20/..", "2026", true, true),
        ("2025-03-20/..", "2025-03-19", false, false),
        ("../2025-03-01", "2025-03-02", false, true),
        ("2025-03-10/2025-03-20", "2025-03-15", true, true),
        ("{2025-03-10,2025-03-20}", "2025-03-15", true, true),
        ("[2025-03-10,2025-03-20]", "2025-03-15", true, false),
        ("2025-03-15T14:00", "2025-03-15T15:00", true, true),
        ("2025-03-15T14:00", "2025-03-15T15:00Z", true, false),
        ("2025-03-15T23:00-05:00", "2025-03-16T01:00+09:00", false, false),
    ] {
        assert_eq!(date(a).may_coincide(&date(b)), coincide, "{a} {b}");
        assert_eq!(date(b).may_coincide(&date(a)), coincide, "{b} {a}");
        assert_eq!(date(a).begins_before(&date(b)), before, "{a} {b}");
    }
}

#[test]
fn only_a_whole_certain_day_is_exact() {
    for text in ["2025-03-15", "2025-03-15T14:00"] {
        assert!(date(text).is_exact(), "{text}");
    }
    for text in ["2025-03", "2025-03-15~", "2025-03-15/2025-03-15", "2025-03-XX"] {
        assert!(!date(text).is_exact(), "{text}");
    }
}

#[test]
fn instants_need_an_offset() {
    assert_eq!(date("1970-01-01T00:00:00Z").instant(), Some(0));
    assert_eq!(date("2025-03-15T14:00+01:00").instant(), Some(1_742_043_600));
    assert_eq!(date("2025-03-15T14:00").instant(), None);
    assert_eq!(date("2025-03-15").instant(), None);
    assert_eq!(parse_instant("2025-03-15"), Ok(1_741_996_800));
    assert_eq!(parse_instant("1969-12-31T23:59:59Z"), Ok(-1));
    for text in ["2025-03-15T14:00", "2025-03", "2025-03-15?", "now"] {
        assert!(parse_instant(text).is_err(), "{text}");
    }
}

#[test]
fn html_has_values_for_plain_dates_alone() {
    for (text, value) in [
        ("2025-03-15", Some("2025-03-15")),
        ("2025-03", Some("2025-03")),
        ("2025", Some("2025")),
        ("2025-03-15T14:00Z", Some("2025-03-15T14:00:00Z")),
        ("2025-03-15T14:00-03:30", Some("2025-03-15T14:00:00-03:30")),
        ("2025-03-15T14:00", Some("2025-03-15T14:00:00")),
        ("2025-03-15~", None),
        ("2025-21", None),
        ("2025-03-XX", None),
        ("0000", None),
        ("2025-03-11/2025-03-14", None),
    ] {
        assert_eq!(date(text).html_value().as_deref(), value, "{text}");
    }
}

#[test]
fn days_can_be_counted() {
    let day = |text| date(text).earliest().expect("a day");
    assert_eq!(day("2025-03-15").minus_days(90), day("2024-12-15"));
    assert_eq!(day("2024-02-28").plus_days(2), day("2024-03-01"));
    assert_eq!(day("2025-03-15").days_until(day("2025-03-01")), -14);
    assert_eq!(day("1970-01-01").number(), 0);
    assert_eq!(Date::from_day(day("-0043-03-15")), date("-0043-03-15"));
    assert_eq!(day("2024-02-01").days_in_month(), 29);
}

#[test]
fn sets_hold_only_their_own_days() {
    let day = |text| date(text).earliest().expect("a day");
    assert!(!date("{2025-03-11,2025-03-14}").contains_day(day("2025-03-12")));
    assert!(date("{2025-03-11,2025-03-14}").contains_day(day("2025-03-14")));
    assert!(date("2025-03-20/..").contains_day(day("2030-01-01")));
    assert!(!date("../2025-03-01").contains_day(day("2025-03-02")));
}

/// Text made of what dates are made of, so that many parse.
fn datelike() -> impl Strategy<Value = String> {
    let part = "-?[12][09][0-9X][0-9X](-[0-4X][0-9X](-[0-3X][0-9X](T[012][0-9]:[0-5][0-9](:[0-6][0-9])?(Z|[+-]0[0-9]:00)?)?)?)?[?~%]?";
    proptest::string::string_regex(&format!(
        r"({part}|{part}/{part}|{part}/(\.\.)?|(\.\.)?/{part}|\[{part}\.\.{part}\]|\[{part},{part}\]|\{{{part},{part}\}})"
    ))
    .expect("the pattern is one")
}

proptest! {
    #[test]
    fn parsing_never_panics(text in "\\PC{0,30}") {
        if let Err(error) = Date::parse(&text) {
            prop_assert!(text.is_char_boundary(error.offset), "{:?}", error);
        }
    }

    #[test]
    fn what_looks_like_a_date_has_ordered_bounds(text in datelike()) {
        match Date::parse(&text) {
            Ok(date) => {
                if let (Some(earliest), Some(latest)) = (date.earliest(), date.latest()) {
                    prop_assert!(earliest <= latest);
                }
            }
            Err(error) => prop_assert!(error.offset <= text.len()),
        }
    }

    #[test]
    fn bounds_agree_with_the_library(text in datelike()) {
        if let (Ok(date), Ok(edtf)) = (Date::parse(&text), edtf_core::Edtf::parse(&text)) {
            let plain = |bound| match bound {
                edtf_core::Bound::Date(day) => Some(day.to_string()),
                _ => None,
            };
            let bounds = edtf.bounds();
            prop_assert_eq!(date.earliest().map(|day| day.to_string()), plain(bounds.earliest));
            prop_assert_eq!(date.latest().map(|day| day.to_string()), plain(bounds.latest));
        }
    }

    #[test]
    fn the_order_agrees_with_earliest_bounds(a in datelike(), b in datelike()) {
        if let (Ok(a), Ok(b)) = (Date::parse(&a), Date::parse(&b))
            && a.earliest() != b.earliest()
        {
            prop_assert_eq!(a.sort_key().cmp(&b.sort_key()), a.earliest().cmp(&b.earliest()));
        }
    }

    #[test]
    fn days_and_numbers_are_one_to_one(number in -4_000_000_i64..4_000_000) {
        let day = Day::from_number(number);
        prop_assert_eq!(day.number(), number);
        prop_assert!(day < day.plus_days(1) && (1..=day.days_in_month()).contains(&day.day));
    }
}
