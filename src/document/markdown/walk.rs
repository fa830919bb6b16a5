//! The walk over a body's events: what is printed, and what it means.
//!
//! This file holds the state and what blocks do; `inline` does what stands in them, `annotate` opens
//! and closes annotations, `quotation`, `transcript`, `table`, `figure` and `notes` their own forms.
//! The result is a [`Draft`] of the body; `assemble` makes a body of it.

use super::Context;
use super::annotate::{AnnotationDraft, Open};
use super::classes::{Meaning, Site, settle};
use super::events::{Events, Item, ROOT};
use super::mask::Mask;
use super::notes::Notes;
use super::passage::PassageDraft;
use super::report::Report;
use super::section::Section;
use super::spans::Role;
use super::statement::{Scope, Values};
use super::structure::{FenceRole, Structure};
use super::table::TableState;
use super::writer::{Draft, Target, Writer};
use crate::diagnostics::Code;
use crate::document::{Heading, Link, PassageKind, Picture};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::{BTreeMap, BTreeSet};

/// What the walk gathers.
pub struct Walk<'w, 'a> {
    pub(super) context: &'w Context<'w>,
    pub(super) source: &'w str,
    pub(super) items: &'w [Item<'a>],
    pub(super) events: &'w Events<'a>,
    pub(super) mask: &'w Mask,
    pub(super) structure: &'w Structure,
    pub(super) report: Report<'w>,
    /// What the groups and fences mean; `None` where the text stays as written.
    pub(super) group_meanings: Vec<Option<Meaning>>,
    pub(super) fence_meanings: Vec<Option<Meaning>>,
    /// Suspects and definitions that were reported.
    pub(super) told: BTreeSet<usize>,
    /// Definitions by folded label.
    pub(super) labels: BTreeMap<String, usize>,

    pub(super) writer: Writer,
    pub(super) frames: Vec<Frame>,
    pub(super) scopes: Vec<Scope>,
    pub(super) tables: Vec<TableState>,
    pub(super) inline: super::inline::Inlines,

    pub(super) links: Vec<Link>,
    pub(super) pictures: Vec<Picture>,
    pub(super) passages: Vec<PassageDraft>,
    pub(super) annotations: Vec<AnnotationDraft>,
    pub(super) headings: Vec<Heading>,
    pub(super) heads: Vec<Vec<String>>,
    pub(super) notes: Notes,
    pub(super) ids: super::ids::Ids,

    /// Annotations that are open, outer first.
    pub(super) open: Vec<Open>,
    /// Where the text before an attribution ends: passage, bytes of its text and of its hashed text.
    pub(super) attributed: Option<(u32, usize, usize)>,
    /// Annotations of this passage that a note may follow.
    pub(super) pending: Vec<u32>,
    /// The heading before.
    pub(super) heading: Option<u32>,
    /// The note that is walked.
    pub(super) note: Option<u32>,
}

/// An open block.
#[derive(Debug, Default)]
pub struct Frame {
    /// The passage that inline text goes to.
    pub leaf: Option<u32>,
    /// The draft at which its text went on.
    pub running: Option<u32>,
    /// Whether the leaf is a paragraph that the text does not mark as one.
    pub implicit: bool,
    /// Headings whose sections are open.
    pub sections: Vec<Section>,
    /// Whether a transcript's turn is open.
    pub turn: bool,
    /// Whether paragraphs here may begin turns.
    pub transcript: bool,
    /// How many scopes there were before.
    pub scopes: usize,
    /// Whether the block is an annotation.
    pub annotation: bool,
    /// What is written at the end.
    pub close: &'static str,
    /// The attribution that a paragraph holds: its first item.
    pub attribution: Option<usize>,
}

impl<'w, 'a> Walk<'w, 'a> {
    /// Settles what all attributes mean, and reports what belongs to nothing.
    pub fn settle(&mut self) {
        let structure = self.structure;
        structure.problems.iter().for_each(|problem| self.report.malformed(problem));
        let mut sites: Vec<Option<Site>> =
            structure.spans.paired.iter().map(|paired| paired.then_some(Site::Span)).collect();
        structure.headings.values().for_each(|group| sites[*group] = Some(Site::Heading));
        structure.turns.values().for_each(|group| sites[*group] = Some(Site::Turn));
        let attributions = structure.quotations.values().filter_map(|quotation| quotation.group);
        attributions.for_each(|group| sites[group] = Some(Site::Attribution));
        for (group, site) in self.mask.groups.iter().zip(sites) {
            let meaning = site.and_then(|site| settle(&group.attributes, site, &mut self.report));
            self.group_meanings.push(meaning);
        }
        for fence in &self.mask.fences {
            let meaning = fence
                .attributes
                .as_ref()
                .and_then(|attributes| settle(attributes, Site::Block, &mut self.report));
            self.fence_meanings.push(meaning);
        }
    }

    /// Walks the items of `range`, which holds whole elements.
    pub fn walk(&mut self, range: std::ops::Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            at = self.step(at);
        }
    }

    /// Does what an item says; gives the item to go on with.
    fn step(&mut self, index: usize) -> usize {
        let items = self.items;
        match &items[index].event {
            Event::Start(tag) => match tag {
                Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. } => {
                    self.inline_step(index)
                }
                _ => self.start_block(index, tag),
            },
            Event::End(
                TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image,
            ) => self.inline_step(index),
            Event::End(tag) => {
                self.end_block(index, *tag);
                index + 1
            }
            Event::Rule => self.rule(index),
            _ => self.inline_step(index),
        }
    }

    fn start_block(&mut self, index: usize, tag: &Tag<'a>) -> usize {
        let after = self.items[index].other + 1;
        match tag {
            Tag::FootnoteDefinition(_) => return after,
            Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell => {
                self.start_table(index, tag);
                return index + 1;
            }
            _ => self.leave_inline(),
        }
        match tag {
            Tag::Paragraph => return self.paragraph(index),
            Tag::Heading { level, .. } => self.heading(index, *level as u8),
            Tag::BlockQuote(kind) => self.quote(index, *kind),
            Tag::CodeBlock(kind) => {
                self.code_block(index, kind);
                return after;
            }
            Tag::HtmlBlock => {
                self.html_block(index);
                return after;
            }
            Tag::List(start) => {
                self.writer.line();
                match start {
                    None => self.writer.html("<ul>\n"),
                    Some(1) => self.writer.html("<ol>\n"),
                    Some(start) => self.writer.html(&format!("<ol start=\"{start}\">\n")),
                }
            }
            Tag::Item => self.item(index),
            _ => {}
        }
        index + 1
    }

    fn end_block(&mut self, index: usize, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::BlockQuote(_) => self.pop_frame(),
            TagEnd::Heading(_) => self.end_heading(self.items[index].other),
            TagEnd::Item => self.pop_frame(),
            TagEnd::List(ordered) => self.writer.html(if ordered { "</ol>\n" } else { "</ul>\n" }),
            TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell => self.end_table(tag),
            _ => {}
        }
    }

    /// Opens a block; what is said in it about scopes ends with it.
    pub(super) fn push_frame(&mut self, close: &'static str) {
        let transcript = self.frames.last().is_some_and(|frame| frame.transcript) && close == "</div>\n";
        self.frames.push(Frame { close, scopes: self.scopes.len(), transcript, ..Frame::default() });
    }

    /// Opens a block of the body itself.
    pub(super) fn push_root(&mut self, transcript: bool) {
        self.frames.push(Frame { scopes: self.scopes.len(), transcript, ..Frame::default() });
    }

    /// The innermost open block.
    pub(super) fn frame(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("a walk begins with a frame and each end has its start")
    }

    /// Closes the innermost block.
    pub(super) fn pop_frame(&mut self) {
        self.leave_inline();
        self.end_turn();
        self.end_sections(0);
        let frame = self.frames.pop().expect("each end has its start");
        if frame.annotation {
            self.finish_annotation();
        }
        self.scopes.truncate(frame.scopes);
        self.pending.clear();
        self.forget_attribution();
        self.inline.attribution = false;
        self.writer.html(frame.close);
    }

    /// Takes an attribution's text out of the passage that it ended.
    fn forget_attribution(&mut self) {
        if self.inline.attribution
            && let Some((passage, plain, hashed)) = self.attributed.take()
        {
            let passage = &mut self.passages[passage as usize];
            passage.plain.truncate(plain);
            passage.hashed.truncate(hashed);
        }
    }

    /// Begins a passage in the innermost block and leaves a place for its id within a tag.
    pub(super) fn begin_passage(&mut self, kind: PassageKind, index: usize) -> u32 {
        let number = u32::try_from(self.passages.len()).expect("a body has fewer than 2^32 passages");
        let mut range = self.items[index].range.clone();
        range.end = range.start + self.source[range.clone()].trim_end().len();
        let mut passage = PassageDraft::new(kind, range);
        passage.heading = self.heading;
        passage.note = self.note;
        self.passages.push(passage);
        self.frame().leaf = Some(number);
        self.pending.clear();
        number
    }

    /// Writes an opening tag with a place for an id; a place for further ids behind it.
    pub(super) fn open_tag(&mut self, tag: &str, target: Target) {
        self.writer.html(tag);
        self.writer.draft(Draft::Id(target));
        self.writer.html(">");
        self.writer.draft(Draft::Anchors(target));
    }

    /// Makes sure that inline text has a passage to go to, and gives it.
    pub(super) fn enter_inline(&mut self, index: usize) -> usize {
        if self.frame().leaf.is_none() {
            self.writer.line();
            let passage = self.begin_passage(PassageKind::Paragraph, index);
            self.open_tag("<p", Target::Passage(passage));
            self.frame().implicit = true;
        }
        let leaf = self.frame().leaf.expect("was set just now") as usize;
        if self.frame().running.is_none() {
            let mark = self.writer.mark();
            self.frame().running = Some(mark);
            let passage = &mut self.passages[leaf];
            if !passage.plain.is_empty() {
                passage.plain.push(' ');
                passage.hashed.push(' ');
            }
        }
        leaf
    }

    /// Interrupts the inline text of the innermost block.
    pub(super) fn leave_inline(&mut self) {
        self.close_html_tags(0);
        let Some(leaf) = self.frame().leaf else { return };
        if let Some(start) = self.frame().running.take() {
            let end = self.writer.mark();
            // An attribution says who speaks; it is none of the words that are shown elsewhere.
            if start < end && !self.inline.attribution {
                self.passages[leaf as usize].ranges.push(start..end);
                self.write_permalink(leaf);
            }
        }
        if self.frame().implicit {
            let frame = self.frame();
            frame.implicit = false;
            frame.leaf = None;
            self.writer.html("</p>\n");
        }
    }

    /// Writes a passage's permalink, behind the first stretch of its text.
    pub(super) fn write_permalink(&mut self, passage: u32) {
        let draft = &mut self.passages[passage as usize];
        if !std::mem::replace(&mut draft.is_linked, true) {
            self.writer.draft(Draft::Permalink(passage));
        }
    }

    fn paragraph(&mut self, index: usize) -> usize {
        let quotation = self.quotation_of(self.items[index].parent).filter(|q| q.paragraph == index);
        if let Some(next) = self.figure(index) {
            return next;
        }
        self.turn_paragraph(index);
        let whole_attribution = quotation.is_some_and(|q| q.line == index + 1);
        self.writer.line();
        if whole_attribution {
            self.push_frame("</footer>\n");
            let passage = self.begin_passage(PassageKind::Paragraph, index);
            self.begin_attribution(passage);
            self.open_tag("<footer", Target::Passage(passage));
        } else {
            self.push_frame("</p>\n");
            let passage = self.begin_passage(PassageKind::Paragraph, index);
            self.open_tag("<p", Target::Passage(passage));
            self.frame().attribution = quotation.map(|q| q.line);
        }
        index + 1
    }

    fn item(&mut self, index: usize) {
        self.writer.line();
        self.push_frame("</li>\n");
        if self.holds_inline(index) {
            let passage = self.begin_passage(PassageKind::Item, index);
            self.open_tag("<li", Target::Passage(passage));
        } else {
            self.writer.html("<li>");
        }
    }

    /// Whether inline text stands right in the item that begins at `index`: it is tight.
    fn holds_inline(&self, index: usize) -> bool {
        let end = self.items[index].other;
        let mut at = index + 1;
        while at < end {
            let item = &self.items[at];
            match &item.event {
                Event::Start(
                    Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. },
                ) => return true,
                Event::Start(_) => at = item.other + 1,
                Event::Rule => {
                    at = match self.structure.fences.get(&at) {
                        Some(FenceRole::Open { close, .. }) => close + 1,
                        _ => at + 1,
                    };
                }
                _ => return true,
            }
        }
        false
    }

    fn rule(&mut self, index: usize) -> usize {
        self.leave_inline();
        match self.structure.fences.get(&index).copied() {
            None => {
                self.end_turn();
                self.writer.line();
                self.writer.html("<hr>\n");
            }
            Some(FenceRole::Open { fence, close }) => match self.fence_meanings[fence] {
                Some(meaning) => self.open_block(fence, meaning, index, close),
                None => self.fault_line(&self.mask.fences[fence].range.clone()),
            },
            Some(FenceRole::Close { open }) => {
                let Some(FenceRole::Open { fence, .. }) = self.structure.fences.get(&open) else {
                    return index + 1;
                };
                if self.fence_meanings[*fence].is_some() {
                    self.pop_frame();
                } else {
                    self.fault_line(&self.mask.covers(&self.items[index].range).next().unwrap_or(0..0));
                }
            }
            Some(FenceRole::Broken { fence }) => {
                let range = self.mask.fences[fence].range.clone();
                let opens = self.mask.fences[fence].attributes.is_some();
                let message = if opens {
                    "this `:::` block is not closed within the same quote, list item or note"
                } else {
                    "this `:::` closes no block"
                };
                self.report.say(Code::MalformedAnnotation, message, range.clone());
                self.fault_line(&range);
            }
        }
        index + 1
    }

    fn fault_line(&mut self, range: &std::ops::Range<usize>) {
        self.writer.line();
        self.writer.html("<p>");
        self.fault(range.clone());
        self.writer.html("</p>\n");
    }

    /// A reader of values, for this file.
    pub(super) fn values(&mut self) -> Values<'_, 'w> {
        Values { path: self.context.path, content: &self.context.settings.content, report: &mut self.report }
    }

    /// The attribution of the block quote that begins at `index`.
    pub(super) fn quotation_of(&self, index: usize) -> Option<super::structure::Quotation> {
        if index == ROOT { None } else { self.structure.quotations.get(&index).copied() }
    }

    /// The role of an item.
    pub(super) fn role(&self, index: usize) -> Role {
        self.structure.spans.roles[index]
    }
}
