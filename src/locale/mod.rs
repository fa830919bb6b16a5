//! Languages: interface strings, dates in words, plurals, lists, collation.
//!
//! The only user of the ICU crates (but for `text`'s case folding) and of Fluent. A [`Locale`] is
//! one language's way of saying things; it is made once per language and shared.

mod dates;
mod formats;
mod language;
mod names;
mod strings;
#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::collections::BTreeMap;

use formats::Formats;
pub use language::{Language, Localized, Text};
use strings::Strings;
pub use strings::keys;

/// One language's way of saying things: made once per language, shared, `Sync`.
///
/// English and Dutch have strings of their own. Other languages have those that the site gives,
/// dates, lists, numbers and collation of ICU, dates without words where ICU has no words for them,
/// and else English strings.
pub struct Locale {
    language: Language,
    formats: Formats,
    strings: Strings,
}

/// A value that goes into an interface string.
#[derive(Clone, Copy, Debug)]
pub enum Argument<'a> {
    /// A number, for plurals too.
    Number(i64),
    /// A text.
    Text(&'a str),
}

impl Locale {
    /// Makes the locale of a language; `overrides` are strings of the site's own (`[languages.<lang>]`),
    /// by key. What neither has is taken from English.
    ///
    /// # Errors
    /// The keys whose string cannot be used, each with what is wrong, in the order of the keys.
    pub fn new(
        language: &Language,
        overrides: &BTreeMap<String, String>,
    ) -> Result<Self, Vec<(String, String)>> {
        let formats = Formats::new(language);
        let strings = Strings::new(language, overrides, &formats.numbers)?;
        Ok(Self { language: language.clone(), formats, strings })
    }

    /// The language.
    pub fn language(&self) -> &Language {
        &self.language
    }

    /// The value of HTML's `dir`: `ltr` or `rtl`.
    pub fn direction(&self) -> &'static str {
        self.language.direction()
    }

    /// An interface string as plain text (to be escaped by whoever prints it). A key that does not
    /// exist is a defect.
    pub fn say(&self, key: &str) -> String {
        self.strings.say(key, &[])
    }

    /// An interface string with values: `say_with("said-on", &[("date", Argument::Text("…"))])`.
    pub fn say_with(&self, key: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        self.strings.say(key, arguments)
    }

    /// A list in words: "Macron, Meloni and Starmer".
    pub fn list(&self, items: &[String]) -> String {
        self.formats.and.format(items.iter()).to_string()
    }

    /// A list of which one holds: "Macron, Meloni or Starmer".
    pub fn list_or(&self, items: &[String]) -> String {
        self.formats.or.format(items.iter()).to_string()
    }

    /// A whole number with the language's separators.
    pub fn number(&self, number: i64) -> String {
        self.formats.number(number)
    }

    /// Compares two names in the language's own order, by what follows quotation marks and the like, as
    /// [`initial`](Self::initial) does; equal only for equal strings.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        let collator = &self.formats.collator;
        let names = collator.compare(names::from_first_letter(a), names::from_first_letter(b));
        names.then_with(|| collator.compare(a, b)).then_with(|| a.cmp(b))
    }

    /// The heading under which a name stands in a register: its first letter, upper case, without
    /// marks where the language sorts them together. `0–9` for digits, `#` where there is neither.
    pub fn initial(&self, name: &str) -> String {
        names::initial(name, &self.language, &self.formats.letters)
    }

    /// The opening and closing quotation marks of the language: “ and ”.
    pub fn quotes(&self) -> (&'static str, &'static str) {
        names::quotes(&self.language)
    }

    /// The name of a language in this one: "Dutch"; where it is not known, the language's own name
    /// for itself, else its tag.
    pub fn language_name(&self, language: &Language) -> String {
        let key = format!("language-{}", language.primary());
        let name = if self.strings.has_own(&key) {
            self.say(&key)
        } else {
            match names::autonym(language) {
                Some(name) => name.to_owned(),
                None => return language.to_string(),
            }
        };
        match language.as_str().split_once('-') {
            Some((_, rest)) => format!("{name} ({})", rest.to_ascii_uppercase()),
            None => name,
        }
    }
}
