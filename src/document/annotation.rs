//! What annotations say: statements, positions, acts, events, attendance.

use super::body::References;
use super::{Id, Reference};
use crate::date::Date;
use crate::diagnostics::Located;
use crate::locale::Language;
use std::ops::Range;

/// An annotation as it stands in one text, with what it inherits within its file (from an outer
/// `.says` of the same speaker, contexts, headings and `defaults`) filled in.
#[derive(Clone, Debug)]
pub struct Annotation {
    /// What it says.
    pub class: Class,
    /// How it is written.
    pub form: Form,
    /// The author's own `#id`; for an event its record's id.
    pub own_id: Option<Located<Id>>,
    /// `s-1a2b3c4d`: its permalink, always there (even beside an own id) unless it has no text.
    pub permalink: Option<Box<str>>,
    /// Its text alone, plain, squeezed.
    pub text: Box<str>,
    /// Bytes of the source, text and attributes.
    pub range: Range<usize>,
    /// Bytes of its attributes (for a quotation its attribution, for a turn its opening).
    pub attributes_range: Range<usize>,
    /// Passages that it stands in (one for a span) or holds; end exclusive; may be empty.
    pub passages: Range<u32>,
    /// The annotation around it.
    pub outer: Option<u32>,
    /// Of `outer`: whether it refines it (`.says` within a `.says` of the same speaker).
    pub refines: bool,

    /// Speakers; empty where they are to be taken from the text's mentions (`mentions`).
    pub by: References,
    /// `by=none` or `by=unnamed`.
    pub speaker: Speaker,
    /// `as`: role or name as printed.
    pub as_: Option<Box<str>>,
    /// Links (indices of the body's) that stand in its text (in a table, in its row): where exactly
    /// one participant is mentioned and `by` is empty, that is the speaker.
    pub mentions: Vec<u32>,
    /// On whose behalf; empty where `defaults.for` is to be looked up by speaker.
    pub for_: References,
    /// Participants to whom it is said.
    pub to: References,
    /// Participants who acted together with `by`, or who took part in the event.
    pub with: Vec<With>,
    /// Topics, its own or its context's.
    pub on: References,
    /// Whether it names topics or a stance of its own, and not just those of what it refines.
    pub counts_itself: bool,
    /// Participants or sources through whom it came.
    pub via: References,
    /// Where it stands on `on`.
    pub stance: Option<Stance>,
    /// Always settled (`direct` where it begins with a quotation mark, and so on).
    pub mode: Mode,
    /// Its own or its context's; `None` where it is to be inferred from `at` or the record.
    pub date: Option<Located<Date>>,
    /// Its own or its context's; the event at which it was said or done.
    pub at: Option<Located<Reference>>,
    /// Language of the text as it stands here; `None` where it is the document's.
    pub lang: Option<Language>,
    /// The words of the original, where the text here is a translation.
    pub orig: Option<Box<str>>,
    /// The language of `orig`.
    pub orig_lang: Option<Language>,
    /// Of a statement.
    pub statement_status: Option<StatementStatus>,
    /// Of an event.
    pub event_status: Option<EventStatus>,
    /// The statement that this one answers.
    pub re: Option<Located<Reference>>,
    /// The statement that this one is again; it is counted once.
    pub same: Option<Located<Reference>>,
    /// Its own or its context's; where empty, the note after it (`note`), else the record's.
    pub src: References,
    /// The footnote mark that gives its source, where it names none itself: index of the body's
    /// notes.
    pub note: Option<u32>,
    /// The place in the source, as written: a page or a time code.
    pub loc: Option<Box<str>>,
    /// Of an event: `place`, as written.
    pub place: Option<Box<str>>,
    /// Of an event section: the heading's text; it names the event where no file does.
    pub heading: Option<Box<str>>,
}

/// What an annotation says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A participant uttered this.
    Says,
    /// The author characterises a position.
    Holds,
    /// A participant did this.
    Did,
    /// This happened.
    Event,
}

/// How an annotation is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// `[…]{…}`.
    Span,
    /// `::: {…}`.
    Block,
    /// A block quote with an attribution.
    Quotation,
    /// A speaker's turn in a transcript.
    Turn,
    /// A heading with `.event`, and its section.
    Section,
}

/// Who speaks, where that is not plainly `by`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Speaker {
    /// Those of `by`, or inferred.
    Named,
    /// `by=none as="…"`: a named speaker without a page.
    WithoutPage,
    /// `by=unnamed as="…"`.
    Unnamed,
}

/// Someone who took part in an act or event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct With {
    /// Who; always a participant.
    pub participant: Located<Reference>,
    /// In which role; `None` where only presence is said.
    pub role: Option<AttendeeRole>,
}

/// What a mention's title says: attendance at an event.
#[derive(Clone, Debug, Default)]
pub struct MentionAttributes {
    /// The event; `None` where only a role is given, which is then reported.
    pub at: Option<Located<Reference>>,
    /// In which role; `None` where only presence is said.
    pub role: Option<AttendeeRole>,
    /// Role or name as printed.
    pub as_: Option<Box<str>>,
    /// For which participant they were there.
    pub on_behalf_of: Option<Located<Reference>>,
    /// Who sat there in their place.
    pub represented_by: References,
    /// In person or remotely.
    pub mode: Option<AttendanceMode>,
    /// `Some(false)`: was expected and did not come.
    pub present: Option<bool>,
}

impl EventStatus {
    /// Whether it is still to be seen whether, or when, the event will be held.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Planned | Self::Tentative | Self::Postponed)
    }
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $(#[doc = concat!("`", $text, "`.")] $variant,)* }

        impl $name {
            /// All words, in the order of the manual.
            pub const WORDS: &'static [&'static str] = &[$($text,)*];

            /// The word as it is written.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// The value of a word.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($text => Some(Self::$variant),)* _ => None }
            }
        }
    )*};
}

words! {
    /// Where someone stands on a topic.
    Stance {
        Supports = "supports", Opposes = "opposes", Conditional = "conditional", Doubts = "doubts",
        Neutral = "neutral", Undecided = "undecided", NoComment = "no-comment", Unclear = "unclear",
    }
    /// How a statement was made.
    Mode { Direct = "direct", Indirect = "indirect", Paraphrase = "paraphrase", Reported = "reported" }
    /// What became of a statement.
    StatementStatus { Denied = "denied", Withdrawn = "withdrawn", Disputed = "disputed", Superseded = "superseded" }
    /// What became of an event.
    EventStatus {
        Planned = "planned", Tentative = "tentative", Held = "held", Postponed = "postponed",
        Cancelled = "cancelled", Unconfirmed = "unconfirmed",
    }
    /// In which role someone was at an event.
    AttendeeRole {
        Host = "host", Chair = "chair", Participant = "participant", Speaker = "speaker", Observer = "observer",
        Invited = "invited", Represented = "represented", Mentioned = "mentioned", Absent = "absent",
    }
    /// How someone was at an event.
    AttendanceMode { InPerson = "in-person", Remote = "remote" }
    /// What kind of article it is.
    Genre {
        Report = "report", Analysis = "analysis", Background = "background", Opinion = "opinion",
        Interview = "interview", Transcript = "transcript",
    }
    /// What kind of participant it is.
    ParticipantKind { Person = "person", Organization = "organization", Country = "country", Group = "group" }
}
