//! Annotated Markdown to a [`Body`].
//!
//! 1. [`mask`] covers attribute groups and `:::` lines, so that they disturb nothing.
//! 2. [`events`] parses the covered text as CommonMark, offsets unchanged.
//! 3. [`spans`] and [`structure`] find out what belongs to what; a cover that hid no annotation is
//!    lifted, and the text is parsed once more.
//! 4. [`walk`] writes drafts of pieces and gathers links, passages and annotations.
//! 5. [`assemble`] gives out permalinks and makes the body.
//!
//! The only user of ammonia; of pulldown-cmark's types as they are. Any text whatsoever gives a
//! body: what is wrong stays as it was written, with a finding at its place.

mod annotate;
mod assemble;
mod attributes;
mod brackets;
mod classes;
mod definitions;
mod destinations;
mod events;
mod ids;
mod inline;
mod links;
mod mask;
mod notes;
mod passage;
mod quotation;
mod raw;
mod report;
mod sanitize;
mod section;
mod spans;
mod statement;
mod stray;
mod structure;
mod table;
mod transcript;
mod walk;
mod writer;

#[cfg(test)]
mod tests;

use super::record::{Defaults, Kind, Transcript};
use super::reference::NameStyle;
use super::{Body, Inline, Passage, PassageKind, Piece};
use crate::config::ParseSettings;
use crate::diagnostics::{Code, Diagnostics};
use crate::digest::ContentHash;
use crate::locale::Language;
use crate::paths::SourcePath;
use events::{Events, Excess};
use mask::Mask;
use report::Report;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use structure::{Structure, Whole};
use walk::Walk;

/// What reading a text depends on, besides the text.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The file, for places and relative references.
    pub path: &'a SourcePath,
    /// How texts of the site are read.
    pub settings: &'a ParseSettings,
    /// The language of the text.
    pub language: &'a Language,
    /// What kind of record it belongs to.
    pub kind: Kind,
    /// `defaults` of the front matter.
    pub defaults: &'a Defaults,
    /// `transcript` of the front matter: the whole body is one.
    pub transcript: Option<&'a Transcript>,
    /// `anchors` of the front matter: old permalink → new one; the old ones become second anchors.
    pub anchors: &'a BTreeMap<String, crate::diagnostics::Located<String>>,
}

/// How often covers are lifted at the most. Each round lifts all that hide nothing; a further one is
/// needed only where lifting one lays another bare.
const ROUNDS: usize = 4;

/// Reads the body that stands in `range` of a file's text.
pub fn parse_body(text: &str, range: Range<usize>, context: &Context<'_>) -> (Body, Diagnostics) {
    let turns = context.transcript.is_some() || text[range.clone()].contains("transcript");
    let mut skip = BTreeSet::new();
    for round in 1..=ROUNDS {
        let mask = mask::cover(text, range.clone(), turns, &skip);
        let events = match events::parse(&mask, range.start, context.settings) {
            Ok(events) => events,
            Err(excess) => return refuse(text, range, context, excess),
        };
        let structure = find(&events, text, &mask, context);
        if !structure.stray.is_empty() && round < ROUNDS {
            skip.extend(structure.stray);
            continue;
        }
        let walk = begin(text, &events, &mask, &structure, context, Report::new(context.path, None));
        let (body, diagnostics) = assemble::assemble(run(walk));
        let limit = context.settings.limits.expansion.saturating_mul(range.len()).max(64_000);
        if size(&body.pieces) > limit {
            return refuse(text, range, context, Excess::Size);
        }
        return (body, diagnostics);
    }
    unreachable!("the last round returns")
}

/// Reads inline Markdown of a front-matter field. `range` is where the field's value stands in the
/// file; since quoted values may hold escapes, every diagnostic points at the whole of it.
pub fn parse_inline(text: &str, range: Range<usize>, context: &Context<'_>) -> (Inline, Diagnostics) {
    // Behind a mark of punctuation nothing is read as a block; it is taken away again.
    let text = format!("{LEAD}{}", crate::text::squeeze(text));
    let mask = Mask { text: text.clone(), groups: Vec::new(), fences: Vec::new(), suspects: Vec::new() };
    let report = Report::new(context.path, Some(range.clone()));
    let events = match events::parse(&mask, 0, context.settings) {
        Ok(events) => events,
        Err(excess) => return (plain_inline(&text, range.clone()), too_much(context, range, excess)),
    };
    let structure = find(&events, &text, &mask, context);
    let walk = begin(&text, &events, &mask, &structure, context, report);
    let (pieces, mut links, plain, diagnostics) = walk.only_inline();
    links.iter_mut().for_each(|link| link.range = range.clone());
    (Inline { pieces, links, text: plain, range }, diagnostics)
}

/// See [`parse_inline`].
const LEAD: char = '\u{2026}';

fn find(events: &Events<'_>, text: &str, mask: &Mask, context: &Context<'_>) -> Structure {
    let names = context.settings.markdown.bare_names.then_some(NameStyle::Bare);
    let whole = if context.transcript.is_some() { Whole::Transcript } else { Whole::Prose };
    structure::find(events, text, mask, names, whole)
}

fn begin<'w, 'a>(
    source: &'w str,
    events: &'w Events<'a>,
    mask: &'w Mask,
    structure: &'w Structure,
    context: &'w Context<'w>,
    report: Report<'w>,
) -> Walk<'w, 'a> {
    let mut labels = BTreeMap::new();
    for (index, definition) in events.definitions.iter().enumerate() {
        labels.entry(crate::text::fold_name(&definition.label)).or_insert(index);
    }
    Walk {
        context,
        source,
        items: &events.items,
        events,
        mask,
        structure,
        report,
        group_meanings: Vec::with_capacity(mask.groups.len()),
        fence_meanings: Vec::with_capacity(mask.fences.len()),
        told: BTreeSet::new(),
        labels,
        writer: writer::Writer::default(),
        frames: Vec::new(),
        scopes: Vec::new(),
        tables: Vec::new(),
        inline: inline::Inlines::default(),
        links: Vec::new(),
        pictures: Vec::new(),
        passages: Vec::new(),
        annotations: Vec::new(),
        headings: Vec::new(),
        heads: Vec::new(),
        notes: notes::Notes::default(),
        ids: ids::Ids::of(mask),
        open: Vec::new(),
        pending: Vec::new(),
        attributed: None,
        heading: None,
        note: None,
    }
}

fn run<'w, 'a>(mut walk: Walk<'w, 'a>) -> Walk<'w, 'a> {
    walk.settle();
    walk.tell_definitions();
    walk.collect_notes();
    walk.scopes.push(statement::Scope::of_defaults(walk.context.defaults));
    walk.push_root(walk.context.transcript.is_some());
    if let Some(at) = walk.context.transcript.and_then(|transcript| transcript.at.clone()) {
        walk.scopes.push(statement::Scope { at: Some(at), ..statement::Scope::default() });
    }
    walk.walk(0..walk.items.len());
    walk.pop_frame();
    walk.write_notes();
    walk.tell_unmarked_notes();
    walk
}

fn size(pieces: &[Piece]) -> usize {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Html(text) | Piece::Fault(text) => text.len(),
            _ => 0,
        })
        .sum()
}

fn too_much(context: &Context<'_>, range: Range<usize>, excess: Excess) -> Diagnostics {
    let limits = &context.settings.limits;
    let (message, key) = match excess {
        Excess::Nesting => {
            (format!("quotes, lists and blocks nest deeper than {}", limits.nesting), "nesting")
        }
        Excess::Events => (format!("the text has more than {} parts", limits.events), "events"),
        Excess::Size => {
            (format!("the text grows to more than {} times its size", limits.expansion), "expansion")
        }
    };
    let mut report = Report::new(context.path, None);
    let place = range.start..range.start;
    let diagnostic = report.diagnostic(Code::TooDeep, message, place);
    report.push(diagnostic.help(format!("divide the text, or raise `limits.{key}` in `site.toml`")));
    report.finish()
}

/// A body that exceeds a limit, as one paragraph of text.
fn refuse(text: &str, range: Range<usize>, context: &Context<'_>, excess: Excess) -> (Body, Diagnostics) {
    let diagnostics = too_much(context, range.clone(), excess);
    let written = &text[range.clone()];
    let hashed = passage::hashed(written);
    let Some(permalink) = passage::Permalinks::new("p-").give(&hashed, &[]) else {
        return (Body::default(), diagnostics);
    };
    let pieces = vec![
        Piece::Html("<p".into()),
        Piece::Id(permalink.clone()),
        Piece::Html(">".into()),
        Piece::Fault(crate::text::escape(written.trim()).into()),
        Piece::Html("</p>\n".into()),
    ];
    let passage = Passage {
        permalink: permalink.clone(),
        own_id: None,
        kind: PassageKind::Paragraph,
        text: passage::plain(written).into(),
        hash: ContentHash::of(hashed.as_bytes()),
        range,
        excerpt: super::Excerpt::Ranges(std::iter::once(3..4).collect()),
        heading: None,
        note: None,
    };
    let body = Body { pieces, passages: vec![passage], anchors: vec![permalink], ..Body::default() };
    (body, diagnostics)
}

fn plain_inline(text: &str, range: Range<usize>) -> Inline {
    let text = text.trim_start_matches(LEAD).to_owned();
    let pieces = vec![Piece::Fault(crate::text::escape(&text).into())];
    Inline { pieces, links: Vec::new(), text, range }
}
