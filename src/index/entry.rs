//! One record, its versions united.
//!
//! The front matter of the first-language file is the record's; translations add texts. An event
//! that no file describes is united from its accounts in articles ([`super::accounts`]).

use super::accounts::Account;
use super::number::RecordNo;
use crate::date::{Date, Day};
use crate::digest::Fingerprint;
use crate::document::annotation::{EventStatus, Genre, ParticipantKind};
use crate::document::record::{
    ArticleFields, EventFields, PageFields, ParticipantFields, SourceFields, TopicFields,
};
use crate::document::{Document, Fields, Id, Kind, Record};
use crate::locale::{Language, Text};
use std::sync::Arc;

/// A record as the index holds it.
#[derive(Debug)]
pub struct Entry {
    /// Its number.
    pub no: RecordNo,
    /// What other pages show of it.
    pub card: Arc<Card>,
    /// Of the card.
    pub card_fingerprint: Fingerprint,
    /// Its published versions, in the order of the site's languages; empty for an event that has no
    /// file.
    pub versions: Vec<Version>,
    /// Which of `versions` gives the fields.
    pub base: usize,
    /// Fields of the base version, with the texts of all.
    pub fields: Fields,
    /// Of an event: its accounts in articles, oldest first.
    pub accounts: Vec<Account>,
    /// Of the card and the front matter of all versions: what lists show.
    pub outline: Fingerprint,
    /// Of everything above.
    pub fingerprint: Fingerprint,
}

/// One version of a record.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its language.
    pub language: Language,
    /// The document that holds it.
    pub document: Arc<Document>,
    /// Which of the document's records it is.
    pub record: usize,
}

/// What other pages show of a record: enough to name it, to link to it and to put it in order.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Card {
    /// What kind of record.
    pub kind: Kind,
    /// Its id.
    pub id: Id,
    /// Name or title by language.
    pub name: Text,
    /// What tells it from others of the same name.
    pub disambiguation: Text,
    /// Under what it is sorted, where that is not its name.
    pub sort_name: Option<String>,
    /// The last segment of its address by language; where a language is missing, the first of the
    /// site's that is there.
    pub slugs: Text,
    /// Languages in which it has a page, in the site's order; never empty.
    pub languages: Vec<Language>,
    /// An article's or event's or source's date.
    pub date: Option<Date>,
    /// An article's last change.
    pub updated: Option<Date>,
    /// A participant's kind.
    pub participant_kind: Option<ParticipantKind>,
    /// An event's status.
    pub status: Option<EventStatus>,
    /// An event's classification.
    pub classification: Option<String>,
    /// An article's genre.
    pub genre: Option<Genre>,
    /// A source's publisher.
    pub publisher: Option<String>,
    /// A source's address.
    pub url: Option<String>,
}

impl Version {
    /// The record.
    pub fn record(&self) -> &Record {
        &self.document.records[self.record]
    }
}

impl Card {
    /// Its name for a page in `language`, with the language that the name is in. The id where it
    /// has none (which is an error that is reported elsewhere).
    pub fn name<'a>(&'a self, language: &'a Language, order: &'a [Language]) -> (&'a Language, &'a str) {
        self.name.pick(language, order).map_or((language, self.id.as_str()), |(found, name)| (found, name))
    }

    /// Under what it is sorted in `language`.
    pub fn sort_name<'a>(&'a self, language: &'a Language, order: &'a [Language]) -> &'a str {
        self.sort_name.as_deref().unwrap_or_else(|| self.name(language, order).1)
    }

    /// The first day that its date may mean.
    pub fn earliest(&self) -> Option<Day> {
        self.date.as_ref().and_then(Date::earliest)
    }
}

macro_rules! fields {
    ($($name:ident: $variant:ident => $kind:ty),* $(,)?) => {$(
        #[doc = concat!("Its fields, where it is such a record (", stringify!($variant), ").")]
        pub fn $name(&self) -> Option<&$kind> {
            match &self.fields {
                Fields::$variant(fields) => Some(fields),
                _ => None,
            }
        }
    )*};
}

impl Entry {
    /// What kind of record.
    pub fn kind(&self) -> Kind {
        self.card.kind
    }

    /// Its id.
    pub fn id(&self) -> &Id {
        &self.card.id
    }

    /// The version that gives the fields; `None` for an event without a file.
    pub fn base(&self) -> Option<&Version> {
        self.versions.get(self.base)
    }

    /// The version that a page in `language` shows: that language's, else the first of the site's
    /// that exists.
    pub fn chosen(&self, language: &Language) -> Option<&Version> {
        self.versions.iter().find(|version| version.language == *language).or_else(|| self.versions.first())
    }

    fields! {
        article: Article => ArticleFields,
        participant: Participant => ParticipantFields,
        event: Event => EventFields,
        topic: Topic => TopicFields,
        source: Source => SourceFields,
        page: Page => PageFields,
    }
}
