//! Reading single values: texts, dates, words, references, addresses.
//!
//! Each reader gives the value, or reports what is wrong and gives `None`.

use super::super::body::{Inline, References};
use super::super::markdown::{self, Context};
use super::super::record::{Defaults, InlineText, Party};
use super::super::reference::{is_markdown_path, parse_record_reference};
use super::super::{Id, Reference};
use super::table::{Field, words};
use crate::data::Value;
use crate::date::Date;
use crate::diagnostics::{Code, Located};
use crate::locale::{Language, Localized, Text};
use crate::text;
use std::collections::BTreeMap;

impl<'a> Field<'a> {
    /// A text: any scalar as it was written.
    pub(super) fn text(self) -> Option<Located<String>> {
        let written = match &self.node.value {
            // YAML reads the bare words `true` and `false` in three spellings each.
            Value::Bool(value) => {
                let word = if *value { "true" } else { "false" };
                let written =
                    self.scope.text.get(self.range()).filter(|text| text.eq_ignore_ascii_case(word));
                written.unwrap_or(word)
            }
            _ => match self.node.scalar() {
                Some(written) => written,
                None => {
                    self.report(self.wrong_type("a text"));
                    return None;
                }
            },
        };
        Some(Located::new(written.to_owned(), self.range()))
    }

    /// A text without its place.
    pub(super) fn plain(self) -> Option<String> {
        self.text().map(|text| text.value)
    }

    /// A text, or a table of texts by language.
    pub(super) fn localized(self) -> Option<Text> {
        Some(self.by_language(|field, _| field.plain()))
    }

    /// Inline Markdown in the language of the file.
    pub(super) fn inline(self) -> Option<Inline> {
        self.inline_in(self.scope.language)
    }

    /// Inline Markdown, or a table of it by language.
    pub(super) fn localized_inline(self) -> Option<InlineText> {
        Some(self.by_language(Field::inline_in))
    }

    fn inline_in(self, language: &Language) -> Option<Inline> {
        let written = self.text()?;
        let (inline, diagnostics) = markdown::parse_inline(
            &written.value,
            written.range,
            &Context {
                path: self.scope.path,
                settings: self.scope.settings,
                language,
                kind: self.scope.kind,
                defaults: &Defaults::default(),
                transcript: None,
                anchors: &BTreeMap::new(),
            },
        );
        self.scope.report_all(diagnostics);
        Some(inline)
    }

    fn by_language<T>(self, read: impl Fn(Field<'a>, &Language) -> Option<T>) -> Localized<T> {
        let mut texts = Localized::empty();
        let Value::Table(_) = self.node.value else {
            if let Some(value) = read(self, self.scope.language) {
                texts.set(self.scope.language.clone(), value);
            }
            return texts;
        };
        for field in self.open_table().into_iter().flat_map(|table| table.all()) {
            match Language::new(field.key) {
                Some(language) => {
                    if let Some(value) = read(field, &language) {
                        texts.set(language, value);
                    }
                }
                None => {
                    let message = format!("`{}` is no tag of a language", field.key);
                    let finding = self.scope.finding(Code::UnknownKey, message, field.key_range);
                    self.report(
                        finding.help("a table of texts has languages as keys: `{en = \"…\", nl = \"…\"}`"),
                    );
                }
            }
        }
        texts
    }

    /// A boolean.
    pub(super) fn boolean(self) -> Option<bool> {
        if let Value::Bool(value) = self.node.value {
            return Some(value);
        }
        self.report(self.wrong_type("a boolean").help("write `true` or `false`, without quotes"));
        None
    }

    /// A tag of a language.
    pub(super) fn language(self) -> Option<Language> {
        let written = self.text()?.value;
        let language = Language::new(&written);
        if language.is_none() {
            let message = format!("`{written}` is no tag of a language");
            self.report(self.finding(Code::WrongType, message).help("write a tag such as `en` or `pt-br`"));
        }
        language
    }

    /// One of some words.
    pub(super) fn word<T>(self, all: &[&str], from_word: fn(&str) -> Option<T>) -> Option<T> {
        let written = self.text()?.value;
        let value = from_word(&written);
        if value.is_none() {
            let near = text::nearest(&written, all.iter().copied()).map(str::to_owned);
            let message = format!("{} cannot be `{written}`", self.name());
            let finding = self.finding(Code::WrongType, message).did_you_mean(near);
            self.report(finding.help(format!("it is one of {}", words(all))));
        }
        value
    }

    /// A date of any precision.
    pub(super) fn date(self) -> Option<Located<Date>> {
        let Some(written) = self.node.scalar() else {
            self.report(self.wrong_type("a date").help("put the date in quotes"));
            return None;
        };
        let written = match &self.node.value {
            // TOML also allows a space and small letters, which EDTF does not.
            Value::Date(native) => native.replace(' ', "T").to_ascii_uppercase(),
            _ => written.to_owned(),
        };
        match Date::parse(&written) {
            Ok(date) => Some(Located::new(date, self.range())),
            Err(error) => {
                self.report(self.finding(Code::BadDate, error.sentence(&written)));
                None
            }
        }
    }

    /// A whole day or a date-time.
    pub(super) fn exact_date(self) -> Option<Located<Date>> {
        let date = self.date()?;
        if date.value.is_exact() {
            return Some(date);
        }
        let message = format!("{} must be a whole day or a date-time", self.name());
        self.report(
            self.finding(Code::BadDate, message)
                .help("write it as `2025-03-15` or `2025-03-15T14:00:00+01:00`"),
        );
        None
    }

    /// A date-time with an offset: a point in time.
    pub(super) fn instant(self) -> Option<Located<Date>> {
        let date = self.date()?;
        if date.value.instant().is_some() {
            return Some(date);
        }
        let message = format!("{} must be a date-time with an offset", self.name());
        self.report(self.finding(Code::BadDate, message).help("write it as `2025-03-15T14:00:00+01:00`"));
        None
    }

    /// An id, of a record that may be gone.
    pub(super) fn id(self) -> Option<Located<Id>> {
        let written = self.text()?;
        match Id::new(written.value.trim_start_matches('@')) {
            Ok(id) => Some(Located::new(id, written.range)),
            Err(reason) => {
                self.bad_id(&written.value, reason);
                None
            }
        }
    }

    /// A reference to a record.
    pub(super) fn reference(self) -> Option<Located<Reference>> {
        let written = self.text()?;
        self.reference_of(&written.value).map(|reference| Located::new(reference, written.range))
    }

    /// References: a list, or one text that holds them separated by spaces.
    pub(super) fn references(self) -> Option<References> {
        let mut references = References::new();
        for field in self.list_or_one() {
            let Some(written) = field.text() else { continue };
            let parts = written.value.split_whitespace();
            references.extend(
                parts
                    .filter_map(|part| field.reference_of(part))
                    .map(|reference| Located::new(reference, written.range.clone())),
            );
        }
        Some(references)
    }

    /// The key read as a reference.
    pub(super) fn key_reference(self) -> Option<Located<Reference>> {
        match parse_record_reference(self.key, self.scope.path, &self.scope.settings.content) {
            Ok(reference) => Some(Located::new(reference, self.key_range.clone())),
            Err(reason) => {
                let message = format!("`{}` {reason}", self.key);
                let finding = self.scope.finding(Code::BadId, message, self.key_range);
                self.report(finding.did_you_mean(mended(self.key)));
                None
            }
        }
    }

    /// A reference, or a text where no record is meant.
    pub(super) fn party(self) -> Option<Party> {
        let text = self.text()?;
        let certain = text.value.starts_with('@') || is_markdown_path(&text.value);
        let reference = if certain {
            Some(self.reference_of(&text.value)?)
        } else {
            Id::new(&text.value).ok().map(|id| Reference::Id { id, anchor: None })
        };
        Some(Party { text, reference, certain })
    }

    fn reference_of(self, written: &str) -> Option<Reference> {
        match parse_record_reference(written, self.scope.path, &self.scope.settings.content) {
            Ok(reference) => Some(reference),
            Err(reason) => {
                self.bad_id(written, reason);
                None
            }
        }
    }

    fn bad_id(self, written: &str, reason: &str) {
        self.report(self.finding(Code::BadId, format!("`{written}` {reason}")).did_you_mean(mended(written)));
    }

    /// An anchor, with or without its `#`.
    pub(super) fn anchor(self) -> Option<Located<String>> {
        let written = self.text()?;
        let anchor = written.value.strip_prefix('#').unwrap_or(&written.value);
        if anchor.is_empty() || anchor.contains(char::is_whitespace) {
            let message = format!("{} is no anchor: `{}`", self.name(), written.value);
            self.report(self.finding(Code::WrongType, message).help("write it as `#p-1a2b3c4d`"));
            return None;
        }
        Some(Located::new(anchor.to_owned(), written.range))
    }

    /// An address on the web.
    pub(super) fn web_address(self) -> Option<Located<String>> {
        self.address(&["https://", "http://"])
    }

    /// An address on the web, or of a mailbox.
    pub(super) fn link_address(self) -> Option<Located<String>> {
        self.address(&["https://", "http://", "mailto:"])
    }

    fn address(self, allowed: &[&str]) -> Option<Located<String>> {
        let written = self.text()?;
        if is_address(&written.value, allowed) {
            return Some(written);
        }
        let message = format!("{} is an address that is not allowed: `{}`", self.name(), written.value);
        self.report(
            self.finding(Code::DangerousLink, message)
                .help(format!("it must begin with one of {}, and hold no spaces", words(allowed))),
        );
        None
    }
}

/// Whether a text is an address with one of some beginnings, which are in lower case.
pub(super) fn is_address(text: &str, allowed: &[&str]) -> bool {
    let begins = |start: &&str| {
        text.len() > start.len() && text.get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start))
    };
    allowed.iter().any(begins) && !text.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// What was probably meant by a text that is no id.
pub(super) fn mended(written: &str) -> Option<String> {
    let id = written.trim().trim_start_matches('@').to_lowercase();
    let id = id.split([' ', '_']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    Id::new(&id).is_ok().then_some(id)
}
