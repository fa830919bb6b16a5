//! Tests of locales: tables of what is said in which language.

use super::*;
use crate::date::{Date, Day};

fn locale(tag: &str) -> Locale {
    Locale::new(&Language::new(tag).expect("a tag"), &BTreeMap::new()).expect("no overrides")
}

fn check_dates(tag: &str, cases: &[(&str, &str)]) {
    let locale = locale(tag);
    for (text, words) in cases {
        let date = Date::parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
        // ICU joins year and abbreviation with a narrow space.
        assert_eq!(locale.date(&date).replace('\u{202f}', " "), *words, "{tag} {text}");
    }
}

#[test]
fn english_dates() {
    check_dates(
        "en",
        &[
            ("2025-03-15", "15 March 2025"),
            ("2025-03", "March 2025"),
            ("2025", "2025"),
            ("2025-03-XX", "March 2025 (day unknown)"),
            ("2025-XX", "2025 (month unknown)"),
            ("2025-XX-XX", "2025 (month and day unknown)"),
            ("202X", "2020s (year unknown)"),
            ("19XX", "between 1900 and 1999 (year unknown)"),
            ("2025-03-15~", "around 15 March 2025"),
            ("2025-03-15?", "15 March 2025 (uncertain)"),
            ("2025-03-15%", "around 15 March 2025 (uncertain)"),
            ("2025-03-11/2025-03-14", "11 to 14 March 2025"),
            ("2025-03-28/2025-04-02", "28 March to 2 April 2025"),
            ("2024-12-28/2025-01-02", "28 December 2024 to 2 January 2025"),
            ("2025-03/2025-05", "March to May 2025"),
            ("2018~/2020~", "around 2018 to around 2020"),
            ("2025-03-15/2025-03-15", "15 March 2025"),
            ("2025-03-20/..", "from 20 March 2025"),
            ("2025-03-20/", "from 20 March 2025, end unknown"),
            ("../2025-03-01", "until 1 March 2025"),
            ("/2018-01", "until January 2018, start unknown"),
            ("2025-21", "spring 2025"),
            ("2024-24", "winter 2024–2025"),
            ("2025-31", "autumn 2025 (southern hemisphere)"),
            ("2025-34", "second quarter of 2025"),
            ("2025-37", "first four months of 2025"),
            ("2025-41", "second half of 2025"),
            ("[2025-03-17..2025-03-21]", "between 17 and 21 March 2025"),
            ("[..2025-03-21]", "on or before 21 March 2025"),
            ("[2025-03-21..]", "on or after 21 March 2025"),
            ("[2025-03-11,2025-03-12]", "11 or 12 March 2025 (sources differ)"),
            ("[2025-03-11,2026-03-12]", "11 March 2025 or 12 March 2026 (sources differ)"),
            ("{2025-03-11,2025-03-14}", "on 11 and 14 March 2025"),
            ("{2025-03,2025-05}", "March and May 2025"),
            ("2025-03-15T14:00:00+01:00", "15 March 2025, 14:00 (UTC+1)"),
            ("2025-03-15T14:00:05-03:30", "15 March 2025, 14:00:05 (UTC−3:30)"),
            ("2025-03-15T14:00Z", "15 March 2025, 14:00 (UTC)"),
            ("2025-03-15T09:05", "15 March 2025, 09:05"),
            ("-0043-03-15", "15 March 44 BCE"),
            ("-0043-03", "March 44 BCE"),
            ("-0043", "44 BCE"),
            ("0077", "77 CE"),
        ],
    );
}

#[test]
fn dutch_dates() {
    check_dates(
        "nl",
        &[
            ("2025-03-15", "15 maart 2025"),
            ("2025-03-XX", "maart 2025 (dag onbekend)"),
            ("2025-03-15~", "omstreeks 15 maart 2025"),
            ("2025-03-11/2025-03-14", "11 t/m 14 maart 2025"),
            ("2024-24", "winter 2024–2025"),
            ("[2025-03-17..2025-03-21]", "tussen 17 en 21 maart 2025"),
            ("[2025-03-11,2025-03-12]", "11 of 12 maart 2025 (bronnen verschillen)"),
            ("{2025-03-11,2025-03-14}", "op 11 en 14 maart 2025"),
            ("-0043", "44 v.Chr."),
        ],
    );
}

#[test]
fn other_languages_get_no_english_word_into_a_date() {
    check_dates(
        "uk",
        &[
            ("2025-03-15", "15 березня 2025 р."),
            ("2025-03", "березень 2025 р."),
            ("2025-03-15~", "≈ 15 березня 2025 р."),
            ("2025-03-11/2025-03-14", "11 – 14 березня 2025 р."),
            ("2025-03-28/2025-04-02", "28 березня – 2 квітня 2025 р."),
            ("2025-03-20/..", "20 березня 2025 р. –"),
            ("2025-21", "березень – травень 2025 р."),
            ("[2025-03-11,2025-03-12]", "11 або 12 березня 2025 р. (?)"),
            ("-0043", "44 до н. е."),
        ],
    );
    check_dates(
        "de",
        &[
            ("2025-03-15T14:00Z", "15. März 2025, 14:00 (UTC)"),
            ("2025-03-11/2025-03-14", "11. – 14. März 2025"),
        ],
    );
    check_dates("hu", &[("2025-03-11/2025-03-14", "2025. március 11. – 2025. március 14.")]);
    check_dates("en-us", &[("2025-03-11/2025-03-14", "March 11, 2025 to March 14, 2025")]);
    check_dates("fa", &[("2025-03-15T14:00", "۱۵ مارس ۲۰۲۵, ۱۴:۰۰")]);
    check_dates("qqq-xx", &[("2025-03-11/", "2025 M03 11 – ?")]);
    for language in ["uk", "fr", "ar", "ja"] {
        let locale = locale(language);
        for text in
            ["2025-33", "202X", "2025-XX", "2025-30", "{2025-03,2025-04}", "[..2025]", "/2025", "2025%"]
        {
            let words = locale.date(&Date::parse(text).expect("a date"));
            assert!(
                !words.contains(|letter: char| letter.is_ascii_lowercase()) || language == "fr",
                "{words}"
            );
        }
    }
}

#[test]
fn spans_of_days_are_said_once() {
    let day = |day| Day { year: 2025, month: 3, day };
    assert_eq!(locale("en").days(day(1), day(15)), "1 to 15 March 2025");
    assert_eq!(locale("nl").days(day(1), day(1)), "1 maart 2025");
    assert_eq!(locale("nl").month(2025, 3), "maart 2025");
}

#[test]
fn strings_have_plurals() {
    let count = |tag, count| locale(tag).say_with("count-statements", &[("count", Argument::Number(count))]);
    assert_eq!(count("en", 1), "1 statement");
    assert_eq!(count("en", 1234), "1,234 statements");
    assert_eq!(count("nl", 1234), "1.234 uitspraken");
    assert_eq!(count("nl-be", 2), "2 uitspraken");
    assert_eq!(count("uk", 2), "2 statements");
}

#[test]
fn a_site_corrects_strings() {
    let language = Language::new("uk").expect("a tag");
    let overrides = BTreeMap::from([
        ("date-from".to_owned(), "з { $date }".to_owned()),
        (
            "count-statements".to_owned(),
            "{ $count ->\n[one] { NUMBER($count) } заява\n[few] { NUMBER($count) } заяви\n*[other] { NUMBER($count) } заяв\n}"
                .to_owned(),
        ),
    ]);
    let locale = Locale::new(&language, &overrides).unwrap_or_else(|errors| panic!("{errors:?}"));
    let count = |count| locale.say_with("count-statements", &[("count", Argument::Number(count))]);
    assert_eq!([count(1), count(3), count(5)], ["1 заява", "3 заяви", "5 заяв"]);
    assert_eq!(locale.date(&Date::parse("2025-03-20/..").expect("a date")), "з 20 березня 2025\u{202f}р.");
}

#[test]
fn a_bad_string_is_an_error_by_key() {
    let overrides = [
        ("act-did", "did { $name }"),
        ("act-with", "{ $nmes }"),
        ("nav-hom", "Home"),
        ("nav-home", "{ Home"),
        ("nav-menu", ""),
    ];
    let overrides = overrides.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
    let errors = Locale::new(&Language::new("en").expect("a tag"), &overrides).err().expect("errors");
    let messages: Vec<String> = errors.iter().map(|(key, message)| format!("{key}: {message}")).collect();
    assert_eq!(messages.len(), 5);
    assert_eq!(messages[0], "act-did: `$name` is no argument of this string; it has none");
    assert_eq!(messages[1], "act-with: `$nmes` is no argument of this string; it has `$names`");
    assert_eq!(messages[2], "nav-hom: no interface string has this key; did you mean `nav-home`?");
}

#[test]
#[should_panic(expected = "no-such-key")]
fn an_unknown_key_is_a_defect() {
    locale("en").say("no-such-key");
}

#[test]
fn lists_are_those_of_the_language() {
    let items: Vec<String> = ["Macron", "Meloni", "Starmer"].map(str::to_owned).into();
    assert_eq!(locale("en").list(&items), "Macron, Meloni and Starmer");
    assert_eq!(locale("nl").list_or(&items), "Macron, Meloni of Starmer");
    assert_eq!(locale("en").list(&[]), "");
}

#[test]
fn names_are_sorted_as_the_language_does() {
    let sorted = |tag, names: &[&'static str]| {
        let (locale, mut names) = (locale(tag), names.to_vec());
        names.sort_by(|a, b| locale.compare(a, b));
        names.join(" ")
    };
    assert_eq!(
        sorted("en", &["Zelensky", "Özil", "macron", "Abdi", "Macron"]),
        "Abdi macron Macron Özil Zelensky"
    );
    assert_eq!(sorted("sv", &["Zorn", "Öberg", "Berg"]), "Berg Zorn Öberg");
    assert_eq!(sorted("en", &["Zorn", "\u{201c}Under\u{201d}", "Abdi"]), "Abdi \u{201c}Under\u{201d} Zorn");
    assert_eq!(locale("en").compare("a\u{301}", "á"), "a\u{301}".cmp("á"));
}

#[test]
fn registers_have_headings() {
    for (tag, name, expected) in [
        ("en", "élysée", "E"),
        ("en", "‘t Hooft", "T"),
        ("sv", "Öberg", "Ö"),
        ("uk", "Йованович", "Й"),
        ("uk", "ялта", "Я"),
        ("tr", "istanbul", "İ"),
        ("ko", "한국", "한"),
        ("en", "10 Downing Street", "0–9"),
        ("en", "…", "#"),
    ] {
        assert_eq!(locale(tag).initial(name), expected, "{tag} {name}");
    }
}

#[test]
fn languages_have_names() {
    let name = |tag, of| locale(tag).language_name(&Language::new(of).expect("a tag"));
    assert_eq!(name("en", "nl"), "Dutch");
    assert_eq!(name("nl", "uk"), "Oekraïens");
    assert_eq!(name("uk", "nl"), "Nederlands");
    assert_eq!(name("en", "pt-br"), "Portuguese (BR)");
    assert_eq!(name("en", "tlh"), "tlh");
}

#[test]
fn directions_follow_the_script() {
    let direction = |tag| Language::new(tag).expect("a tag").direction();
    assert_eq!(["ar", "he", "nl", "ur-latn", "az-arab"].map(direction), ["rtl", "rtl", "ltr", "ltr", "rtl"]);
}

#[test]
fn locales_are_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Locale>();
}

#[test]
fn every_language_can_say_a_date() {
    let tags = "ar az bg bn ca cs da de el en en-us es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka kk km ko lt \
                lv mk ml mn mr ms my nb ne nl nn pa pl pt pt-br pt-pt ro ru sk sl sq sr sv sw ta te th tr uk ur uz vi \
                yue zh zh-hant zu";
    for tag in tags.split_whitespace() {
        let locale = locale(tag);
        let day = Day { year: 2025, month: 3, day: 15 };
        let month = locale.month(2025, 3);
        assert!(month.contains(&digits_of(&locale.year(2025))), "{tag}: {month}");
        assert!(!locale.month_name(3).is_empty() && !locale.day_of_year(day).is_empty(), "{tag}");
    }
}

fn digits_of(text: &str) -> String {
    text.chars().filter(|character| character.is_numeric()).collect()
}
