//! What attributes say: from keys and values to the fields of an [`Annotation`], and what it takes
//! from the contexts around it.

use super::attributes::Attributes;
use super::report::Report;
use crate::date::Date;
use crate::diagnostics::{Code, Located};
use crate::document::annotation::{EventStatus, MentionAttributes, Speaker, With};
use crate::document::body::References;
use crate::document::record::Defaults;
use crate::document::reference::parse_record_reference;
use crate::document::{Annotation, Class, Form, Mode, Reference};
use crate::locale::Language;
use crate::paths::SourcePath;
use std::ops::Range;
use std::sync::Arc;

/// What holds for every annotation within some stretch of text.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    pub at: Option<Located<Reference>>,
    pub date: Option<Located<Date>>,
    pub src: References,
    pub on: References,
}

impl Scope {
    /// The scope of a whole file.
    pub fn of_defaults(defaults: &Defaults) -> Self {
        Self {
            at: defaults.at.clone(),
            date: defaults.date.clone(),
            src: defaults.src.clone(),
            on: defaults.on.clone(),
        }
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.at.is_none() && self.date.is_none() && self.src.is_empty() && self.on.is_empty()
    }
}

/// Reads values of attributes, as references of one file.
pub struct Values<'v, 'a> {
    pub path: &'v SourcePath,
    pub content: &'v str,
    pub report: &'v mut Report<'a>,
}

/// An annotation that says nothing yet.
pub fn blank(class: Class, form: Form, range: Range<usize>) -> Annotation {
    Annotation {
        class,
        form,
        own_id: None,
        permalink: None,
        text: "".into(),
        attributes_range: range.clone(),
        range,
        passages: 0..0,
        outer: None,
        refines: false,
        by: Vec::new(),
        speaker: Speaker::Named,
        as_: None,
        mentions: Vec::new(),
        for_: Vec::new(),
        to: Vec::new(),
        with: Vec::new(),
        on: Vec::new(),
        counts_itself: false,
        via: Vec::new(),
        stance: None,
        mode: Mode::Indirect,
        date: None,
        at: None,
        lang: None,
        orig: None,
        orig_lang: None,
        statement_status: None,
        event_status: None,
        re: None,
        same: None,
        src: Vec::new(),
        note: None,
        loc: None,
        place: None,
        heading: None,
    }
}

impl Values<'_, '_> {
    /// Sets what attributes say. Gives the mode where they set one.
    pub fn fill(&mut self, annotation: &mut Annotation, attributes: &Attributes) -> Option<Mode> {
        let mut mode = None;
        let is_event = annotation.class == Class::Event;
        for pair in &attributes.pairs {
            let value = &pair.value;
            match &*pair.key.value {
                "by" => self.speakers(annotation, value),
                "for" => annotation.for_ = self.references(value),
                "to" => annotation.to = self.references(value),
                "on" => {
                    annotation.on = self.references(value);
                    annotation.counts_itself = true;
                }
                "via" => annotation.via = self.references(value),
                "src" => annotation.src = self.references(value),
                "with" => annotation.with = self.with(value),
                "at" => annotation.at = self.one(value),
                "re" => annotation.re = self.statement(value, "re"),
                "same" => annotation.same = self.statement(value, "same"),
                "date" => annotation.date = self.date(value),
                "stance" => {
                    annotation.stance = self.word(value, "stance");
                    annotation.counts_itself = true;
                }
                "mode" => mode = self.word(value, "mode"),
                "status" if is_event => annotation.event_status = self.word::<EventStatus>(value, "status"),
                "status" => annotation.statement_status = self.word(value, "status"),
                "lang" => annotation.lang = self.language(value),
                "orig-lang" => annotation.orig_lang = self.language(value),
                "as" => annotation.as_ = Some((*value.value).into()),
                "orig" => annotation.orig = Some((*value.value).into()),
                "loc" => annotation.loc = Some((*value.value).into()),
                "place" => annotation.place = Some((*value.value).into()),
                _ => {}
            }
        }
        if annotation.speaker == Speaker::WithoutPage && annotation.as_.is_none() {
            let range = attributes.get("by").map_or(attributes.range.clone(), |by| by.range.clone());
            self.report.say(Code::SpeakerMissing, "`by=none` needs `as`, the name of the speaker", range);
        }
        mode
    }

    /// Reads what holds in a section or block.
    pub fn scope(&mut self, attributes: &Attributes) -> Scope {
        let mut scope = Scope::default();
        for pair in &attributes.pairs {
            match &*pair.key.value {
                "at" => scope.at = self.one(&pair.value),
                "date" => scope.date = self.date(&pair.value),
                "src" => scope.src = self.references(&pair.value),
                "on" => scope.on = self.references(&pair.value),
                _ => {}
            }
        }
        scope
    }

    /// Reads what holds in a block that means this; a plain one says nothing.
    pub fn scope_of(&mut self, meaning: super::classes::Meaning, attributes: &Attributes) -> Scope {
        match meaning {
            super::classes::Meaning::Plain => Scope::default(),
            _ => self.scope(attributes),
        }
    }

    /// Reads what a mention's title says.
    pub fn mention(&mut self, attributes: &Attributes) -> MentionAttributes {
        let mut mention = MentionAttributes::default();
        for pair in &attributes.pairs {
            let value = &pair.value;
            match &*pair.key.value {
                "at" => mention.at = self.one(value),
                "role" => mention.role = self.word(value, "role"),
                "as" => mention.as_ = Some((*value.value).into()),
                "on_behalf_of" => mention.on_behalf_of = self.one(value),
                "represented_by" => mention.represented_by = self.references(value),
                "mode" => mention.mode = self.word(value, "mode"),
                "present" => mention.present = self.truth(value),
                _ => {}
            }
        }
        mention
    }

    fn truth(&mut self, value: &Located<String>) -> Option<bool> {
        match &*value.value {
            "true" => Some(true),
            "false" => Some(false),
            other => {
                let message = format!("`present` is `true` or `false`, not `{other}`");
                self.report.say(Code::WrongType, message, value.range.clone());
                None
            }
        }
    }

    fn speakers(&mut self, annotation: &mut Annotation, value: &Located<String>) {
        match value.value.trim() {
            "none" => annotation.speaker = Speaker::WithoutPage,
            "unnamed" => annotation.speaker = Speaker::Unnamed,
            _ => annotation.by = self.references(value),
        }
    }

    fn references(&mut self, value: &Located<String>) -> References {
        words(value).into_iter().filter_map(|word| self.one(&word)).collect()
    }

    fn one(&mut self, value: &Located<String>) -> Option<Located<Reference>> {
        match parse_record_reference(&value.value, self.path, self.content) {
            Ok(reference) => Some(Located::new(reference, value.range.clone())),
            Err(wrong) => {
                self.report.say(Code::BadId, format!("`{}` {wrong}", value.value), value.range.clone());
                None
            }
        }
    }

    /// Reads `@article#anchor`, or `#anchor` within the article.
    fn statement(&mut self, value: &Located<String>, key: &str) -> Option<Located<Reference>> {
        if let Some(anchor) = value.value.strip_prefix('#').filter(|anchor| !anchor.is_empty()) {
            return Some(Located::new(Reference::Anchor(Arc::from(anchor)), value.range.clone()));
        }
        let found = self.one(value)?;
        let has_anchor = matches!(
            &found.value,
            Reference::Id { anchor: Some(_), .. } | Reference::Path { anchor: Some(_), .. }
        );
        if !has_anchor {
            let message = format!("`{key}` names a statement: `@article#anchor`");
            self.report.say(Code::WrongType, message, value.range.clone());
            return None;
        }
        Some(found)
    }

    fn with(&mut self, value: &Located<String>) -> Vec<With> {
        let mut all = Vec::new();
        for word in words(value) {
            let (id, role) = match word.value.split_once(':') {
                Some((id, role)) => (id.to_owned(), Some(role.to_owned())),
                None => (word.value.clone(), None),
            };
            let exact = word.range.len() == word.value.len();
            let part = |start: usize, end: usize| {
                if exact { word.range.start + start..word.range.start + end } else { word.range.clone() }
            };
            let role = role.and_then(|role| {
                let range = part(id.len() + 1, word.value.len());
                self.word(&Located::new(role, range), "role")
            });
            if let Some(participant) = self.one(&Located::new(id.clone(), part(0, id.len()))) {
                all.push(With { participant, role });
            }
        }
        all
    }

    fn date(&mut self, value: &Located<String>) -> Option<Located<Date>> {
        match Date::parse(&value.value) {
            Ok(date) => Some(Located::new(date, value.range.clone())),
            Err(error) => {
                let message = error.sentence(&value.value);
                self.report.say(Code::BadDate, message, value.range.clone());
                None
            }
        }
    }

    fn language(&mut self, value: &Located<String>) -> Option<Language> {
        let language = Language::new(&value.value);
        if language.is_none() {
            let message = format!("`{}` is no language; write a tag such as `en` or `pt-br`", value.value);
            self.report.say(Code::WrongType, message, value.range.clone());
        }
        language
    }

    fn word<T: Word>(&mut self, value: &Located<String>, key: &str) -> Option<T> {
        let found = T::read(&value.value);
        if found.is_none() {
            let nearest = crate::text::nearest(&value.value, T::words().iter().copied()).map(str::to_owned);
            let message = format!("`{}` is no value of `{key}`", value.value);
            let help = format!("one of {}", list(T::words()));
            let diagnostic = self.report.diagnostic(Code::WrongType, message, value.range.clone());
            self.report.push(diagnostic.did_you_mean(nearest).help(help));
        }
        found
    }
}

fn list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// A value that is one of a few words.
trait Word: Sized {
    fn words() -> &'static [&'static str];
    fn read(word: &str) -> Option<Self>;
}

macro_rules! words_of {
    ($($kind:ident),*) => {$(
        impl Word for crate::document::annotation::$kind {
            fn words() -> &'static [&'static str] { Self::WORDS }
            fn read(word: &str) -> Option<Self> { Self::from_word(word) }
        }
    )*};
}
words_of!(Stance, Mode, StatementStatus, EventStatus, AttendeeRole, AttendanceMode);

/// The words of a value, each with its place.
fn words(value: &Located<String>) -> Vec<Located<String>> {
    let exact = value.range.len() == value.value.len();
    value
        .value
        .split_whitespace()
        .map(|word| {
            let offset = word.as_ptr() as usize - value.value.as_ptr() as usize;
            let start = value.range.start + offset;
            let range = if exact { start..start + word.len() } else { value.range.clone() };
            Located::new(word.to_owned(), range)
        })
        .collect()
}

/// Takes what `annotation` leaves out from the scopes, nearest last in the list.
pub fn take_context(annotation: &mut Annotation, scopes: &[Scope]) {
    let class = annotation.class;
    for scope in scopes.iter().rev() {
        if annotation.at.is_none() && matches!(class, Class::Says | Class::Did) {
            annotation.at.clone_from(&scope.at);
        }
        if annotation.date.is_none() {
            annotation.date.clone_from(&scope.date);
        }
        if annotation.on.is_empty() {
            annotation.on.clone_from(&scope.on);
        }
        if annotation.src.is_empty() {
            annotation.src.clone_from(&scope.src);
        }
    }
}

/// Whether an inner statement is made by the speaker of the one around it, as written.
pub fn same_speaker(inner: &Annotation, outer: &Annotation) -> bool {
    if inner.class != Class::Says || outer.class != Class::Says {
        return false;
    }
    if inner.by.is_empty() && inner.speaker == Speaker::Named {
        return true;
    }
    let names = |annotation: &Annotation| {
        let mut names: Vec<Reference> = annotation.by.iter().map(|by| by.value.clone()).collect();
        names.sort();
        names
    };
    inner.speaker == outer.speaker
        && names(inner) == names(outer)
        && (inner.speaker == Speaker::Named || inner.as_ == outer.as_)
}

/// Takes what a refining statement leaves out from the one around it. Its mode is settled elsewhere;
/// what belongs to words rather than to what they say (`orig`, `same`) is not taken.
pub fn take_outer(inner: &mut Annotation, outer: &Annotation) {
    fn take<T: Clone>(inner: &mut Option<T>, outer: &Option<T>) {
        if inner.is_none() {
            inner.clone_from(outer);
        }
    }
    fn take_all<T: Clone>(inner: &mut Vec<T>, outer: &[T]) {
        if inner.is_empty() {
            inner.extend_from_slice(outer);
        }
    }
    inner.speaker = outer.speaker;
    take_all(&mut inner.by, &outer.by);
    take_all(&mut inner.for_, &outer.for_);
    take_all(&mut inner.to, &outer.to);
    take_all(&mut inner.on, &outer.on);
    take_all(&mut inner.via, &outer.via);
    take_all(&mut inner.src, &outer.src);
    take(&mut inner.as_, &outer.as_);
    take(&mut inner.stance, &outer.stance);
    take(&mut inner.date, &outer.date);
    take(&mut inner.at, &outer.at);
    take(&mut inner.statement_status, &outer.statement_status);
    take(&mut inner.re, &outer.re);
    take(&mut inner.loc, &outer.loc);
}
