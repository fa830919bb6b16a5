//! The kinds of finding: one stable kebab-case name each.

use std::fmt;

use super::Severity;

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $name:ident = $text:literal, $severity:ident;)*) => {
        /// A kind of finding. Its name never changes once released.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])* $name,)*
        }

        impl Code {
            /// All, in the order of the manual.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// The name that stands in reports and in `allow`.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)* }
            }

            /// What it is about, in one sentence with its full stop.
            pub fn description(self) -> &'static str {
                match self { $(Code::$name => concat!($($doc),*).trim(),)* }
            }

            /// How bad it is where nothing else is said.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// `site.toml` cannot be used.
    Configuration = "configuration", Error;
    /// A text that is not UTF-8.
    NotUtf8 = "not-utf8", Error;
    /// A text with more bytes than the limit.
    TooLarge = "too-large", Error;
    /// Front matter that cannot be read, or is not closed.
    FrontMatter = "front-matter", Error;
    /// A key that is none of ours.
    UnknownKey = "unknown-key", Error;
    /// A key that must be there.
    MissingKey = "missing-key", Error;
    /// A value of the wrong type, or not one of those allowed.
    WrongType = "wrong-type", Error;
    /// A date that is not EDTF, or is not in the calendar.
    BadDate = "bad-date", Error;
    /// An id that may not be one.
    BadId = "bad-id", Error;
    /// A language suffix that is none of the site's.
    UnknownLanguage = "unknown-language", Error;
    /// One id for two records.
    DuplicateId = "duplicate-id", Error;
    /// A key that a translation must not change.
    TranslationDiffers = "translation-differs", Error;
    /// A reference to nothing.
    UnknownReference = "unknown-reference", Error;
    /// A reference to a record of a kind that does not fit.
    WrongKind = "wrong-kind", Error;
    /// A Markdown file outside the known folders.
    MisplacedFile = "misplaced-file", Error;
    /// A statement that nobody makes.
    SpeakerMissing = "speaker-missing", Error;
    /// An annotation outside articles that nothing gives a date to.
    DateMissing = "date-missing", Error;
    /// Attributes, fences or spans that are malformed or unpaired.
    MalformedAnnotation = "malformed-annotation", Error;
    /// A comment that nothing closes, so that what it was to hide is text.
    CommentNotClosed = "comment-not-closed", Error;
    /// Two outputs at one path.
    DuplicateOutput = "duplicate-output", Error;
    /// A file whose name some system cannot hold.
    BadFileName = "bad-file-name", Error;
    /// A link with a scheme that is not allowed.
    DangerousLink = "dangerous-link", Error;
    /// A link within the site that leads nowhere.
    BrokenLink = "broken-link", Error;
    /// An anchor that stands nowhere on its page.
    BrokenAnchor = "broken-anchor", Error;
    /// A picture or file that is not there.
    MissingFile = "missing-file", Error;
    /// Words in quotation marks that are not in the captured text of their source.
    QuoteNotInSource = "quote-not-in-source", Error;
    /// A picture written into the text.
    DataPicture = "data-picture", Error;
    /// A path that leaves the site.
    OutsideSite = "outside-site", Error;
    /// Nesting that is too deep.
    TooDeep = "too-deep", Error;
    /// A template that cannot be loaded or rendered.
    Template = "template", Error;
    /// A name in brackets that nobody bears.
    NameUnknown = "name-unknown", Warning;
    /// A name in brackets that several bear.
    NameAmbiguous = "name-ambiguous", Warning;
    /// A paragraph that looks like a speaker's turn, without a label that is known.
    LabelUnknown = "label-unknown", Warning;
    /// A mention of a draft or an embargoed record.
    HeldReference = "held-reference", Warning;
    /// A reference by an id or address that was left behind.
    OldReference = "old-reference", Warning;
    /// One alias, or name, of two participants.
    SharedAlias = "shared-alias", Warning;
    /// Two participants whose names differ by next to nothing.
    NearDuplicate = "near-duplicate", Warning;
    /// A participant that nothing mentions.
    NeverMentioned = "never-mentioned", Warning;
    /// A statement for which neither it, a note, its context nor its article gives a source.
    SourceMissing = "source-missing", Warning;
    /// A stance on nothing.
    TopicMissing = "topic-missing", Warning;
    /// A speaker at an event who is not among its attendees.
    NotAttending = "not-attending", Warning;
    /// A role that its bearer did not hold on that date.
    RoleNotHeld = "role-not-held", Warning;
    /// An event that is still planned, though its date has passed.
    PlannedInPast = "planned-in-past", Warning;
    /// A version of a text that lacks an annotation of another version.
    AnnotationMissing = "annotation-missing", Warning;
    /// A record without a version in one of the site's languages.
    TranslationMissing = "translation-missing", Warning;
    /// A picture that says nothing to those who do not see it.
    AltMissing = "alt-missing", Warning;
    /// A permalink of the previous build that leads nowhere now.
    PermalinkLost = "permalink-lost", Warning;
    /// A page that no other page links to.
    OrphanPage = "orphan-page", Warning;
    /// An event's accounts contradict each other.
    AccountsContradict = "accounts-contradict", Warning;
    /// Typographic quotes around an attribute's value.
    CurlyQuotes = "curly-quotes", Warning;
    /// A bracket that looks like an escaped span.
    EscapedSpan = "escaped-span", Warning;
    /// A link definition that makes text vanish.
    VanishingText = "vanishing-text", Warning;
    /// Raw HTML, shown as text.
    RawHtml = "raw-html", Warning;
    /// A picture that stands at another host, shown as a link.
    ForeignPicture = "foreign-picture", Warning;
    /// A symbolic link that leaves the site.
    OutsideLink = "outside-link", Warning;
}

impl Code {
    /// Whether its severity stays whatever `[checks]` and `allow` say: what has such a finding cannot be
    /// built, or not safely.
    pub fn is_fixed(self) -> bool {
        matches!(
            self,
            Code::Configuration
                | Code::NotUtf8
                | Code::FrontMatter
                | Code::MissingKey
                | Code::BadId
                | Code::BadFileName
                | Code::CommentNotClosed
                | Code::DuplicateId
                | Code::DuplicateOutput
                | Code::DangerousLink
                | Code::OutsideSite
                | Code::TooDeep
                | Code::TooLarge
                | Code::Template
        )
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
