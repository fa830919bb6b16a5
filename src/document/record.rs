//! Records: what the front matter of one version says.

use super::annotation::{AttendanceMode, AttendeeRole, EventStatus, Genre, ParticipantKind};
use super::body::{Inline, References};
use super::{Id, Reference};
use crate::data::Node;
use crate::date::Date;
use crate::diagnostics::Located;
use crate::digest::ContentHash;
use crate::locale::{Language, Localized, Text};
use std::collections::BTreeMap;
use std::ops::Range;

/// What kind of record a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `index.md`; there is one at the most, with the id `home` (not in the register).
    Home,
    /// A briefing: `content/articles/`.
    Article,
    /// A person, organization, country or group: `content/participants/`.
    Participant,
    /// Something that happened or is to happen: `content/events/`, or an annotation with an id.
    Event,
    /// A question on which stances are taken: `content/topics/`.
    Topic,
    /// What statements rest on: `content/sources/` or an entry of `content/sources.toml`.
    Source,
    /// A page that stands by itself: `content/pages/`.
    Page,
}

impl Kind {
    /// The word for it in messages.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Home => "home page",
            Kind::Article => "article",
            Kind::Participant => "participant",
            Kind::Event => "event",
            Kind::Topic => "topic",
            Kind::Source => "source",
            Kind::Page => "page",
        }
    }
}

/// One version of a record, as its front matter has it.
#[derive(Clone, Debug)]
pub struct Record {
    /// What the folder of its file makes it.
    pub kind: Kind,
    /// The stem of its file, or its key in `sources.toml`; the same in all versions.
    pub id: Id,
    /// The language of this version.
    pub language: Language,
    /// Where the record begins: for a file its front matter's first line, for an entry of
    /// `sources.toml` its key.
    pub range: Range<usize>,
    /// Keys as written, so that versions can be compared: key → hash of its value and its place.
    /// Text fields, `slug`, `anchors`, `allow`, `redirect_from`, `draft`, `transcript`, `extra`
    /// are left out, and so are text fields within lists.
    pub fixed: BTreeMap<String, (ContentHash, Range<usize>)>,
    /// Whether its front matter could be read; where not, nothing is said of what it lacks.
    pub is_readable: bool,
    /// The fields that every kind of record takes.
    pub common: Common,
    /// The fields of its kind; the variant always agrees with `kind`.
    pub fields: Fields,
}

/// What every record takes.
#[derive(Clone, Debug, Default)]
pub struct Common {
    /// One segment of a path, in place of the id in its address.
    pub slug: Option<Located<String>>,
    /// As written: `/a/`, `/a` or `/a.html`.
    pub redirect_from: Vec<Located<String>>,
    /// Former ids that stay valid as references.
    pub was: Vec<Located<Id>>,
    /// Old permalink → new one, both without `#`.
    pub anchors: BTreeMap<String, Located<String>>,
    /// Whether this version is held back; `None` counts as no.
    pub draft: Option<bool>,
    /// With an offset, so its sort key is a point in time.
    pub publish_after: Option<Located<Date>>,
    /// Codes of checks that are off for this file.
    pub allow: Vec<Located<String>>,
    /// The author's own.
    pub extra: Option<Node>,
}

/// Fields by kind.
#[derive(Clone, Debug)]
pub enum Fields {
    /// Of `index.md`.
    Home(PageFields),
    /// Of an article.
    Article(Box<ArticleFields>),
    /// Of a participant.
    Participant(Box<ParticipantFields>),
    /// Of an event with a file of its own.
    Event(Box<EventFields>),
    /// Of a topic.
    Topic(Box<TopicFields>),
    /// Of a source.
    Source(Box<SourceFields>),
    /// Of a page.
    Page(PageFields),
}

/// Inline Markdown by language.
pub type InlineText = Localized<Inline>;

/// The front matter of an article.
#[derive(Clone, Debug, Default)]
pub struct ArticleFields {
    /// Required in every version; `None` was reported.
    pub title: Option<Located<String>>,
    /// What stands below the title and in lists.
    pub summary: Option<Inline>,
    /// The day of publication; required in the first version, `None` was reported.
    pub date: Option<Located<Date>>,
    /// The day of the last change that readers should know of.
    pub updated: Option<Located<Date>>,
    /// Names as they are to be printed.
    pub authors: Vec<String>,
    /// `None` counts as a report.
    pub genre: Option<Genre>,
    /// Topics that it is about, in the author's order.
    pub topics: References,
    /// Sources of every statement that names none itself.
    pub sources: References,
    /// Its main points, each a line.
    pub key_points: Vec<Inline>,
    /// What is known.
    pub known: Vec<Inline>,
    /// What is not known.
    pub unknown: Vec<Inline>,
    /// The day from which "now" counts in it.
    pub as_of: Option<Located<Date>>,
    /// When the next version may be expected.
    pub next_update: Option<Located<Date>>,
    /// Additions, in the author's order.
    pub updates: Vec<Amendment>,
    /// Repaired mistakes, in the author's order.
    pub corrections: Vec<Amendment>,
    /// What holds for annotations that do not set it.
    pub defaults: Defaults,
    /// Labels of speakers, where the whole article is a transcript.
    pub transcript: Option<Transcript>,
    /// The picture of the article.
    pub image: Option<Image>,
    /// Whether a table of contents is shown; `None` where the theme decides.
    pub toc: Option<bool>,
}

/// An entry of `updates` or `corrections`.
#[derive(Clone, Debug)]
pub struct Amendment {
    /// `None` only in translations, which take it from the first version.
    pub date: Option<Located<Date>>,
    /// What was added or repaired.
    pub text: Inline,
    /// An anchor of this article, without `#`.
    pub at: Option<Located<String>>,
}

/// `defaults`: what holds for every annotation of the file that does not set it.
#[derive(Clone, Debug, Default)]
pub struct Defaults {
    /// The event at which things were said and done.
    pub at: Option<Located<Reference>>,
    /// When.
    pub date: Option<Located<Date>>,
    /// Sources.
    pub src: References,
    /// Topics.
    pub on: References,
    /// By speaker: on whose behalf.
    pub for_: Vec<(Located<Reference>, References)>,
}

/// `transcript`: the whole article is one.
#[derive(Clone, Debug)]
pub struct Transcript {
    /// The event whose words these are.
    pub at: Option<Located<Reference>>,
    /// Label as written → who it stands for.
    pub speakers: Vec<(Located<String>, TranscriptSpeaker)>,
}

/// Whom a label of a transcript stands for.
#[derive(Clone, Debug)]
pub enum TranscriptSpeaker {
    /// A participant.
    Participant(Located<Reference>),
    /// `{by = "unnamed", as = "…"}` or `{by = "none", as = "…"}`.
    Described {
        /// `by = "unnamed"`; otherwise a named speaker without a page.
        unnamed: bool,
        /// The role or name to be printed.
        as_: String,
    },
    /// A participant with a role: `{by = "id", as = "…"}`.
    ParticipantAs {
        /// The participant.
        by: Located<Reference>,
        /// The role or name to be printed.
        as_: String,
    },
    /// `""`: text, and no statement.
    Nobody,
}

/// A picture that a record brings along.
#[derive(Clone, Debug)]
pub struct Image {
    /// The file, relative to the document or to the site's root.
    pub src: Located<Reference>,
    /// What it shows, by language, for those who do not see it.
    pub alt: Text,
    /// Who made it, as it is to be printed.
    pub credit: Option<String>,
}

/// The front matter of a participant.
#[derive(Clone, Debug, Default)]
pub struct ParticipantFields {
    /// The name, by language; empty where it is missing, which was reported.
    pub name: Text,
    /// What tells it from others of the same name.
    pub disambiguation: Text,
    /// Person, organization, country or group; required, `None` was reported.
    pub kind: Option<ParticipantKind>,
    /// The author's own word for what kind of person or body it is.
    pub classification: Text,
    /// What it is sorted by in registers, in place of the name.
    pub sort_name: Option<String>,
    /// Other names and spellings.
    pub aliases: Vec<Alias>,
    /// Offices, in the author's order.
    pub roles: Vec<Role>,
    /// Bodies that it belongs to.
    pub memberships: Vec<Membership>,
    /// The body that this one is part of.
    pub parent: Option<Located<Reference>>,
    /// As written, in order.
    pub identifiers: Vec<(String, String)>,
    /// Addresses elsewhere, with titles.
    pub links: Vec<WebLink>,
    /// What stands below the name and on cards.
    pub summary: InlineText,
    /// A portrait or emblem.
    pub image: Option<Image>,
}

/// Another name or spelling of a participant.
#[derive(Clone, Debug)]
pub struct Alias {
    /// As written.
    pub name: Located<String>,
    /// The language in which it is so called; `None` where it may be any.
    pub lang: Option<Language>,
    /// Whether it is linked on the author's word alone (`[Name][]`), and not where it stands bare.
    pub weak: bool,
}

/// An office that a participant holds or held.
#[derive(Clone, Debug)]
pub struct Role {
    /// The office, by language.
    pub title: Text,
    /// Of which body.
    pub organization: Option<Party>,
    /// For which participant, where someone serves on another's behalf.
    pub on_behalf_of: Option<Located<Reference>>,
    /// Where it holds: a region or constituency, by language.
    pub area: Text,
    /// From when to when; `None` where nothing is said, which counts as always.
    pub date: Option<Located<Date>>,
}

/// That a participant belongs, or belonged, to a body.
#[derive(Clone, Debug)]
pub struct Membership {
    /// The body.
    pub organization: Party,
    /// In which capacity, by language.
    pub role: Text,
    /// From when to when.
    pub date: Option<Located<Date>>,
}

/// An organization or country: an id, or a text where no record has that id.
#[derive(Clone, Debug)]
pub struct Party {
    /// As written.
    pub text: Located<String>,
    /// The reference, where the text may be one; written with `@` it must be one.
    pub reference: Option<Reference>,
    /// Whether it was written with `@`.
    pub certain: bool,
}

/// An address elsewhere that belongs to a participant.
#[derive(Clone, Debug)]
pub struct WebLink {
    /// What to call it, by language.
    pub title: Text,
    /// The address as written.
    pub url: Located<String>,
}

/// The front matter of an event.
#[derive(Clone, Debug, Default)]
pub struct EventFields {
    /// The name, by language; empty where it is missing, which was reported.
    pub name: Text,
    /// When; `None` puts it last.
    pub date: Option<Located<Date>>,
    /// What became of it; `None` counts as held.
    pub status: Option<EventStatus>,
    /// Where.
    pub place: Option<PlaceFields>,
    /// The author's own word for what kind of event it is.
    pub classification: Option<String>,
    /// The event that this one is part of.
    pub parent: Option<Located<Reference>>,
    /// Topics that it is about.
    pub topics: References,
    /// Who was there, or was expected, in the author's order.
    pub attendees: Vec<Attendee>,
    /// How it was moved, renamed or cancelled, in the author's order.
    pub changes: Vec<EventChange>,
    /// Sources of its facts.
    pub sources: References,
    /// What stands below the name and on cards.
    pub summary: InlineText,
}

/// The place of an event.
#[derive(Clone, Debug, Default)]
pub struct PlaceFields {
    /// The name, by language.
    pub name: Text,
    /// The country that it is in.
    pub country: Option<Party>,
    /// Whether it was held over the wire (`virtual`).
    pub is_virtual: bool,
    /// Degrees, WGS 84, as written.
    pub latitude: Option<String>,
    /// Degrees, WGS 84, as written.
    pub longitude: Option<String>,
}

/// An entry of an event's `attendees`.
#[derive(Clone, Debug)]
pub struct Attendee {
    /// Who (`id`).
    pub participant: Located<Reference>,
    /// In which role; `None` where only presence is said.
    pub role: Option<AttendeeRole>,
    /// Role or name as printed (`as`), by language.
    pub as_: Text,
    /// For which participant they were there.
    pub on_behalf_of: Option<Located<Reference>>,
    /// Who sat there in their place.
    pub represented_by: References,
    /// In person or remotely.
    pub mode: Option<AttendanceMode>,
    /// `Some(false)`: was expected and did not come.
    pub present: Option<bool>,
}

/// An entry of an event's `changes`.
#[derive(Clone, Debug)]
pub struct EventChange {
    /// When it became so; `None` only in translations, which take it from the first version.
    pub date: Option<Located<Date>>,
    /// What changed.
    pub text: Inline,
    /// The status from then on, where that changed.
    pub status: Option<EventStatus>,
}

/// The front matter of a topic.
#[derive(Clone, Debug, Default)]
pub struct TopicFields {
    /// The name, by language; empty where it is missing, which was reported.
    pub name: Text,
    /// What one takes a stance on; `supports` answers it with yes.
    pub question: Text,
    /// What stands below the name and on cards.
    pub summary: InlineText,
    /// The day from which "now" counts for it.
    pub as_of: Option<Located<Date>>,
    /// When news may be expected.
    pub next_update: Option<Located<Date>>,
}

/// The front matter of a source, or its table in `sources.toml`.
#[derive(Clone, Debug, Default)]
pub struct SourceFields {
    /// The title, in the source's own language.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it can be read.
    pub url: Option<Located<String>>,
    /// Where a copy is kept.
    pub archive: Option<Located<String>>,
    /// When it was published.
    pub date: Option<Located<Date>>,
    /// When the author last read it.
    pub retrieved: Option<Located<Date>>,
    /// The language that it is in.
    pub language: Option<Language>,
    /// Anything that a reader should know of it.
    pub note: Option<String>,
    /// Path of a captured text, relative to the site's root.
    pub text: Option<Located<String>>,
}

/// The front matter of a page or of `index.md`.
#[derive(Clone, Debug, Default)]
pub struct PageFields {
    /// Required of a page; `None` was reported there.
    pub title: Option<String>,
    /// What stands below the title.
    pub summary: Option<Inline>,
    /// Whether a table of contents is shown; `None` where the theme decides.
    pub toc: Option<bool>,
    /// The picture of the page.
    pub image: Option<Image>,
}
