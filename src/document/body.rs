//! Annotated prose after reading: pieces to print, and what they mean.

use super::Reference;
use super::annotation::{Annotation, MentionAttributes};
use crate::diagnostics::Located;
use crate::digest::ContentHash;
use std::ops::Range;

/// A document's prose. All indices of type `u32` point into the lists of this very body; all ranges
/// of `usize` are bytes of the source file.
#[derive(Debug, Default)]
pub struct Body {
    /// What is printed, in order. Footnotes stand at the end, as one section.
    pub pieces: Vec<Piece>,
    /// Links and name references, in the order in which they stand.
    pub links: Vec<Link>,
    /// Pictures.
    pub pictures: Vec<Picture>,
    /// Innermost blocks that hold text, in the order in which they stand on the page: those of notes
    /// come last.
    pub passages: Vec<Passage>,
    /// Statements, positions, acts and events, outer before inner, in the order in which they begin.
    pub annotations: Vec<Annotation>,
    /// Headings, in order.
    pub headings: Vec<Heading>,
    /// Footnotes, numbered from 1 in the order of their first mark.
    pub notes: Vec<Note>,
    /// Every id that stands on the page because of this body (permalinks, own ids, slugs of
    /// headings, notes), sorted.
    pub anchors: Vec<Box<str>>,
    /// The author's own ids and slugs of headings with the id of the passage or annotation shown
    /// there; an author's `#id` on a plain span maps to itself. (For checks of `re`, `same`, `at`.)
    pub own_anchors: Vec<(Box<str>, Place)>,
}

impl Body {
    /// Whether an id stands on the page because of this body.
    pub fn has_anchor(&self, anchor: &str) -> bool {
        self.anchors.binary_search_by(|id| (**id).cmp(anchor)).is_ok()
    }
}

/// What an anchor stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A passage.
    Passage(u32),
    /// An annotation.
    Annotation(u32),
    /// Something else (a plain span, a note).
    Other,
}

/// A part of what is printed. Everything is escaped already.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Piece {
    /// Finished HTML; never holds an `id`, nor a link whose address is not settled.
    Html(Box<str>),
    /// ` id="…"` within the tag that the neighbouring pieces write. Left out of excerpts.
    Id(Box<str>),
    /// An empty element that bears a second id. Left out of excerpts.
    Anchor(Box<str>),
    /// Beginning of `links[_]`.
    LinkStart(u32),
    /// End of `links[_]`.
    LinkEnd(u32),
    /// Beginning of the text of `annotations[_]`, where it is a span: an excerpt may mark it.
    SpanStart(u32),
    /// Its end.
    SpanEnd(u32),
    /// A mark of `notes[_]`; the second number says which mark of that note it is, from 1. Left out
    /// of excerpts.
    NoteMark(u32, u32),
    /// The visible permalink of `passages[_]`. Left out of excerpts.
    Permalink(u32),
    /// `pictures[_]`; in excerpts its alternative text.
    Picture(u32),
    /// A word of the interface in the page's language, by the locale's key, as text.
    Word(&'static str),
    /// Text that is left as written because something is wrong there (escaped).
    Fault(Box<str>),
}

/// A link or name reference.
#[derive(Clone, Debug)]
pub struct Link {
    /// What it points at.
    pub reference: Reference,
    /// Where the reference stands: the destination, or the name.
    pub range: Range<usize>,
    /// The text printed, plain.
    pub text: Box<str>,
    /// A plain title, to be shown.
    pub title: Option<Box<str>>,
    /// What a title with `key=` says (attendance).
    pub attributes: Option<Box<MentionAttributes>>,
    /// The passage it stands in; `None` where its passage has no text of its own.
    pub passage: Option<u32>,
    /// The innermost annotation it stands in.
    pub annotation: Option<u32>,
    /// Whether it stands in the attribution line of a quotation or opens a transcript's turn, and so
    /// names a speaker.
    pub attribution: bool,
    /// For a source note: what stands as `loc` (only where `reference` turns out to be a source).
    pub loc: Option<Box<str>>,
}

/// A picture.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Where the file is ([`Reference::File`], [`Reference::Site`] or [`Reference::Address`]).
    pub reference: Reference,
    /// Where the reference stands.
    pub range: Range<usize>,
    /// Alternative text, plain; may be empty.
    pub alt: Box<str>,
    /// Its title; of a figure it is the caption, which stands in the pieces.
    pub title: Option<Box<str>>,
}

/// An innermost block that holds text of its own.
#[derive(Clone, Debug)]
pub struct Passage {
    /// Its permalink, without `#`: `p-1a2b3c4d`.
    pub permalink: Box<str>,
    /// The author's own id or the heading's slug, where it has one: it is the one shown.
    pub own_id: Option<Box<str>>,
    /// What it is.
    pub kind: PassageKind,
    /// Its own text, plain, as printed: NFC, white space squeezed, no note marks.
    pub text: Box<str>,
    /// Bytes of the source.
    pub range: Range<usize>,
    /// How it is shown elsewhere.
    pub excerpt: Excerpt,
    /// Its section: the heading before it.
    pub heading: Option<u32>,
    /// Whether it stands in a footnote.
    pub note: Option<u32>,
    /// Hash of the excerpt (pieces, link references, alternative texts) and the permalink: two
    /// passages with equal hashes look the same wherever they are shown, but for what links lead to.
    pub hash: ContentHash,
}

/// What kind of block a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PassageKind {
    /// Running text, also in a loose list item or a quotation.
    Paragraph,
    /// A tight list item, without the lists nested in it.
    Item,
    /// A table row, its cells joined by a space.
    Row,
    /// A heading of any level.
    Heading,
}

/// How a passage is shown elsewhere: its own inline pieces, without blocks nested in it and without
/// the tags of its own block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Excerpt {
    /// Ranges of `pieces`.
    Ranges(Vec<Range<u32>>),
    /// Pieces of its own: a table row as "header: cell; …".
    Pieces(Vec<Piece>),
}

/// A heading.
#[derive(Clone, Debug)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The id that is shown.
    pub id: Box<str>,
    /// Its text, plain.
    pub text: Box<str>,
    /// Its passage, where it has text.
    pub passage: Option<u32>,
}

/// A footnote.
#[derive(Clone, Debug)]
pub struct Note {
    /// As written: `no10`.
    pub label: Box<str>,
    /// Its number, from 1.
    pub number: u32,
    /// The link that opens it, if it opens with one (it cites a source if that is what it names).
    pub source_link: Option<u32>,
    /// The passages in which it is marked, and the byte of each mark.
    pub marks: Vec<(Option<u32>, usize)>,
}

impl Note {
    /// The id of a note on the page.
    pub fn id(number: u32) -> String {
        format!("fn-{number}")
    }

    /// The id of a note's mark on the page; marks of one note are counted from 1.
    pub fn mark_id(number: u32, mark: u32) -> String {
        format!("fn-{number}-{mark}")
    }
}

/// Inline Markdown of a front-matter field.
#[derive(Clone, Debug, Default)]
pub struct Inline {
    /// What is printed.
    pub pieces: Vec<Piece>,
    /// Its links; `Piece::LinkStart` points here.
    pub links: Vec<Link>,
    /// Plain.
    pub text: String,
    /// Bytes of the source.
    pub range: Range<usize>,
}

/// Values that lists of references hold.
pub type References = Vec<Located<Reference>>;
