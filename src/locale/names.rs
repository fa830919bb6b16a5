//! Letters, quotation marks and names of languages.

use super::Language;
use crate::text;
use icu_collator::CollatorBorrowed;
use std::cmp::Ordering;
/// The first letter of a name, as the heading of a register.
pub(super) fn initial(name: &str, language: &Language, letters: &CollatorBorrowed<'_>) -> String {
    let name = text::nfc(name);
    let Some(first) = name.chars().find(|character| character.is_alphanumeric()) else {
        return "#".to_owned();
    };
    if first.is_numeric() {
        return "0–9".to_owned();
    }
    let upper = match (first, language.primary()) {
        ('i', "tr" | "az") => "İ".to_owned(),
        _ => first.to_uppercase().take(1).collect(),
    };
    let bare = text::without_marks(&upper);
    if !bare.is_empty() && letters.compare(&bare, &upper) == Ordering::Equal { bare } else { upper }
}

/// A name from its first letter or digit on; all of one that has none.
pub(super) fn from_first_letter(name: &str) -> &str {
    name.find(char::is_alphanumeric).map_or(name, |first| &name[first..])
}

/// The opening and closing quotation marks of a language.
pub(super) fn quotes(language: &Language) -> (&'static str, &'static str) {
    match (language.primary(), language.as_str()) {
        (_, "de-ch") => ("«", "»"),
        (_, "zh-hant" | "zh-tw" | "zh-hk") => ("「", "」"),
        ("nl" | "fy" | "cy", _) => ("‘", "’"),
        ("de" | "cs" | "sk" | "sl" | "lt" | "bg" | "is" | "et" | "ka" | "mk" | "sr", _) => ("„", "“"),
        ("pl" | "ro" | "hu" | "hr" | "bs", _) => ("„", "”"),
        ("fr" | "br", _) => ("«\u{a0}", "\u{a0}»"),
        (
            "uk" | "ru" | "be" | "el" | "hy" | "es" | "it" | "ca" | "eu" | "sq" | "no" | "nb" | "nn" | "ar"
            | "fa" | "az" | "kk",
            _,
        ) => ("«", "»"),
        ("sv" | "fi" | "he", _) => ("”", "”"),
        ("ja", _) => ("「", "」"),
        _ => ("“", "”"),
    }
}

/// A language's name for itself.
pub(super) fn autonym(language: &Language) -> Option<&'static str> {
    let place = AUTONYMS.binary_search_by_key(&language.primary(), |(tag, _)| tag).ok()?;
    Some(AUTONYMS[place].1)
}

/// Names of languages in themselves, by tag.
const AUTONYMS: [(&str, &str); 47] = [
    ("ar", "العربية"),
    ("be", "беларуская"),
    ("bg", "български"),
    ("ca", "català"),
    ("cs", "čeština"),
    ("da", "dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "español"),
    ("et", "eesti"),
    ("fa", "فارسی"),
    ("fi", "suomi"),
    ("fr", "français"),
    ("fy", "Frysk"),
    ("ga", "Gaeilge"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "hrvatski"),
    ("hu", "magyar"),
    ("hy", "հայերեն"),
    ("id", "Bahasa Indonesia"),
    ("it", "italiano"),
    ("ja", "日本語"),
    ("ka", "ქართული"),
    ("ko", "한국어"),
    ("la", "Latina"),
    ("lt", "lietuvių"),
    ("lv", "latviešu"),
    ("mk", "македонски"),
    ("nl", "Nederlands"),
    ("no", "norsk"),
    ("pl", "polski"),
    ("pt", "português"),
    ("ro", "română"),
    ("ru", "русский"),
    ("sk", "slovenčina"),
    ("sl", "slovenščina"),
    ("sq", "shqip"),
    ("sr", "српски"),
    ("sv", "svenska"),
    ("th", "ไทย"),
    ("tr", "Türkçe"),
    ("uk", "українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
];
