//! Languages and texts by language.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A language as a BCP 47 tag in lower case: `nl`, `en`, `pt-br`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(Arc<str>);

/// A text in one or more languages, or none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Localized<T>(BTreeMap<Language, T>);

/// A text field marked by language.
pub type Text = Localized<String>;

impl Language {
    /// Makes a language of a tag that looks like one (two or three letters, then subtags).
    pub fn new(tag: &str) -> Option<Self> {
        let mut parts = tag.split('-');
        let first = parts.next()?;
        let plausible = (2..=3).contains(&first.len())
            && first.bytes().all(|b| b.is_ascii_alphabetic())
            && parts
                .all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
        plausible.then(|| Self(tag.to_ascii_lowercase().into()))
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language alone: `pt` of `pt-br`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// Whether it is written from right to left: by its script where the tag names one.
    pub fn is_right_to_left(&self) -> bool {
        match self.0.split('-').skip(1).find(|part| part.len() == 4 && !part.starts_with(char::is_numeric)) {
            Some(script) => matches!(script, "adlm" | "arab" | "hebr" | "nkoo" | "rohg" | "syrc" | "thaa"),
            None => matches!(
                self.primary(),
                "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "khw" | "ks" | "ps" | "sd" | "ug" | "ur" | "yi"
            ),
        }
    }

    /// The value of HTML's `dir`: `ltr` or `rtl`.
    pub fn direction(&self) -> &'static str {
        if self.is_right_to_left() { "rtl" } else { "ltr" }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl<T> Localized<T> {
    /// Nothing in any language.
    pub fn empty() -> Self {
        Self(BTreeMap::new())
    }

    /// One value in one language.
    pub fn one(language: Language, value: T) -> Self {
        Self(BTreeMap::from([(language, value)]))
    }

    /// Whether it is in no language.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value in exactly this language.
    pub fn get(&self, language: &Language) -> Option<&T> {
        self.0.get(language)
    }

    /// The value for a page in `language`: that language's, else that of the first of `order` that
    /// has one, else any, with the language that it is in.
    pub fn pick<'a>(&'a self, language: &Language, order: &[Language]) -> Option<(&'a Language, &'a T)> {
        std::iter::once(language)
            .chain(order)
            .find_map(|language| self.0.get_key_value(language))
            .or_else(|| self.0.iter().next())
    }

    /// Sets the value in a language.
    pub fn set(&mut self, language: Language, value: T) {
        self.0.insert(language, value);
    }

    /// All, by language.
    pub fn iter(&self) -> std::collections::btree_map::Iter<'_, Language, T> {
        self.0.iter()
    }

    /// Adds the other's values for languages that this one lacks.
    pub fn complete_with(&mut self, other: &Self)
    where
        T: Clone,
    {
        for (language, value) in &other.0 {
            self.0.entry(language.clone()).or_insert_with(|| value.clone());
        }
    }
}
