//! What covered groups and fences belong to: brackets, headings, quotations, turns, pairs of fences.
//!
//! Goes in: the events and the cover. Comes out: who has which attributes, and which covers turned
//! out to hide what is no annotation (they are lifted, and the body is parsed once more).

use super::attributes::Problem;
use super::events::{Events, Item, ROOT};
use super::mask::{Mask, Stand, begins_with_dash};
use super::spans::{self, Role, Spans};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::{BTreeMap, BTreeSet};

/// What the thematic break in a fence's place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FenceRole {
    /// Opens a block that is closed at the item `close`.
    Open { fence: usize, close: usize },
    /// Closes the block that was opened at the item `open`.
    Close { open: usize },
    /// Pairs with nothing.
    Broken { fence: usize },
}

/// A block quote with an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The paragraph that ends in the attribution.
    pub paragraph: usize,
    /// The first item of the attribution.
    pub line: usize,
    /// Its attributes.
    pub group: Option<usize>,
}

/// Who has which attributes. Keys are indices of items.
#[derive(Debug)]
pub struct Structure {
    /// Brackets.
    pub spans: Spans,
    /// Thematic breaks in the place of fences.
    pub fences: BTreeMap<usize, FenceRole>,
    /// Headings: their group.
    pub headings: BTreeMap<usize, usize>,
    /// Block quotes with an attribution.
    pub quotations: BTreeMap<usize, Quotation>,
    /// Paragraphs of transcripts that end in a group.
    pub turns: BTreeMap<usize, usize>,
    /// Groups that stand in text and belong to nothing.
    pub loose: BTreeSet<usize>,
    /// Spans that begin in a quotation's words and end in its attribution.
    pub problems: Vec<Problem>,
    /// Bytes at which covers begin that hide what is no annotation.
    pub stray: Vec<usize>,
}

/// Finds out what belongs to what; `transcript` says that the whole body is one.
pub fn find(
    events: &Events<'_>,
    source: &str,
    mask: &Mask,
    names: Option<crate::document::reference::NameStyle>,
    transcript: Whole,
) -> Structure {
    let items = &events.items;
    let spans = spans::pair(items, source, mask, names.is_some());
    let fences = pair_fences(items, mask);
    let mut finder = Finder {
        items,
        source,
        mask,
        owned: spans.paired.clone(),
        structure: Structure {
            spans,
            fences,
            headings: BTreeMap::new(),
            quotations: BTreeMap::new(),
            turns: BTreeMap::new(),
            loose: BTreeSet::new(),
            problems: Vec::new(),
            stray: Vec::new(),
        },
    };
    finder.blocks(transcript);
    finder.strays();
    finder.structure
}

/// Whether a body is a transcript as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// It is one.
    Transcript,
    /// Only marked blocks in it may be.
    Prose,
}

fn pair_fences(items: &[Item<'_>], mask: &Mask) -> BTreeMap<usize, FenceRole> {
    let mut roles = BTreeMap::new();
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        match &item.event {
            Event::Rule => {
                let Some(fence) = mask.fence_at(item.range.start) else { continue };
                if mask.fences[fence].attributes.is_some() {
                    roles.insert(index, FenceRole::Broken { fence });
                    open.push((index, fence));
                } else if open.last().is_some_and(|(start, _)| items[*start].parent == item.parent) {
                    let (start, fence) = open.pop().expect("the stack was looked at just now");
                    roles.insert(start, FenceRole::Open { fence, close: index });
                    roles.insert(index, FenceRole::Close { open: start });
                } else {
                    roles.insert(index, FenceRole::Broken { fence });
                }
            }
            Event::End(_) => {
                while open.last().is_some_and(|(start, _)| items[*start].parent == item.other) {
                    open.pop();
                }
            }
            _ => {}
        }
    }
    roles
}

struct Finder<'f, 'a> {
    items: &'f [Item<'a>],
    source: &'f str,
    mask: &'f Mask,
    /// Groups that belong to something.
    owned: Vec<bool>,
    structure: Structure,
}

impl Finder<'_, '_> {
    fn blocks(&mut self, whole: Whole) {
        let mut transcripts: Vec<usize> = Vec::new();
        for (index, item) in self.items.iter().enumerate() {
            match &item.event {
                Event::Rule => match self.structure.fences.get(&index) {
                    Some(FenceRole::Open { fence, .. }) if self.is_transcript(*fence) => {
                        transcripts.push(item.parent);
                    }
                    Some(FenceRole::Close { open }) => {
                        if let Some(FenceRole::Open { fence, .. }) = self.structure.fences.get(open)
                            && self.is_transcript(*fence)
                        {
                            transcripts.pop();
                        }
                    }
                    _ => {}
                },
                Event::Start(Tag::Heading { .. }) => {
                    if let Some(group) = self.group_at_end(index, Stand::Heading) {
                        self.owned[group] = true;
                        self.structure.headings.insert(index, group);
                    }
                }
                Event::Start(Tag::BlockQuote(None)) => self.quotation(index),
                Event::Start(Tag::Paragraph) => {
                    let within = (whole == Whole::Transcript && item.parent == ROOT)
                        || transcripts.last() == Some(&item.parent);
                    if within && let Some(group) = self.group_at_end(index, Stand::Line) {
                        self.owned[group] = true;
                        self.structure.turns.insert(index, group);
                    }
                }
                _ => {}
            }
        }
    }

    fn is_transcript(&self, fence: usize) -> bool {
        let attributes = self.mask.fences[fence].attributes.as_ref();
        attributes.is_some_and(|a| a.classes.iter().any(|class| class.value == "transcript"))
    }

    /// The group behind everything else in the leaf block that begins at `index`.
    fn group_at_end(&self, index: usize, stand: Stand) -> Option<usize> {
        let item = &self.items[index];
        let last = &self.items[item.other - 1];
        let from = if item.other - 1 == index { item.range.start } else { last.range.end };
        self.group_in(from..item.range.end, stand)
    }

    fn group_in(&self, range: std::ops::Range<usize>, stand: Stand) -> Option<usize> {
        let first = self.mask.groups.partition_point(|group| group.attributes.range.start < range.start);
        let group = self.mask.groups.get(first)?;
        (group.stand == stand && group.attributes.range.start < range.end && !self.owned[first])
            .then_some(first)
    }

    fn quotation(&mut self, index: usize) {
        let end = self.items[index].other;
        let last = &self.items[end - 1];
        if end - 1 == index || !matches!(last.event, Event::End(TagEnd::Paragraph)) {
            return;
        }
        let paragraph = last.other;
        if self.items[paragraph].parent != index {
            return;
        }
        let is_break = |item: &Item<'_>| {
            item.parent == paragraph && matches!(item.event, Event::SoftBreak | Event::HardBreak)
        };
        let line = (paragraph + 1..end - 1)
            .rev()
            .find(|at| is_break(&self.items[*at]))
            .map_or(paragraph + 1, |at| at + 1);
        let alone = paragraph == index + 1 && line == paragraph + 1;
        if alone || line >= end - 1 || !begins_with_dash(&self.source[self.items[line].range.start..]) {
            return;
        }
        let mentions = (line..end - 1).any(|at| match &self.items[at].event {
            Event::Start(Tag::Link { dest_url, .. }) => super::links::may_be_mention(dest_url),
            _ => matches!(self.structure.spans.roles[at], Role::NameOpen { .. }),
        });
        if !mentions {
            return;
        }
        let roles = &self.structure.spans.roles;
        let crossing = (paragraph + 1..line).find_map(|at| match roles[at] {
            Role::SpanOpen { close, .. } | Role::NameOpen { close, .. } if close >= line => Some((at, close)),
            _ => None,
        });
        if let Some((open, close)) = crossing {
            self.structure.problems.push(Problem {
                message: "this span begins in a quotation and ends in its attribution".into(),
                range: self.items[open].range.start..self.items[close].range.end,
            });
            return;
        }
        let from = self.items[end - 2].range.end;
        let group = self.group_in(from..self.items[index].range.end, Stand::Line);
        if let Some(group) = group {
            self.owned[group] = true;
        }
        self.structure.quotations.insert(index, Quotation { paragraph, line, group });
    }

    /// Finds out where the groups and fences stand that belong to nothing.
    fn strays(&mut self) {
        // What stands in code or raw HTML is put back by offset.
        let mut dead = vec![false; self.mask.groups.len()];
        let mut dead_fences = vec![false; self.mask.fences.len()];
        for (index, item) in self.items.iter().enumerate() {
            let in_text = match &item.event {
                Event::Text(_) => self
                    .items
                    .get(item.parent)
                    .is_none_or(|parent| !matches!(parent.event, Event::Start(Tag::CodeBlock(_)))),
                Event::Code(_) | Event::Html(_) | Event::InlineHtml(_) => false,
                Event::Rule => {
                    if self.structure.fences.contains_key(&index)
                        && let Some(fence) = self.mask.fence_at(item.range.start)
                    {
                        dead_fences[fence] = true;
                    }
                    continue;
                }
                _ => continue,
            };
            let groups = &self.mask.groups;
            let mut group = groups.partition_point(|g| g.attributes.range.start < item.range.start);
            while group < groups.len() && groups[group].attributes.range.start < item.range.end {
                if !in_text {
                    dead[group] = true;
                } else if !self.owned[group] && groups[group].stand == Stand::Span {
                    self.structure.loose.insert(group);
                }
                group += 1;
            }
            if !in_text && !matches!(item.event, Event::Html(_)) {
                let fences = &self.mask.fences;
                let mut fence = fences.partition_point(|f| f.range.start < item.range.start);
                while fence < fences.len() && fences[fence].range.start < item.range.end {
                    dead_fences[fence] = true;
                    fence += 1;
                }
            }
        }
        for (index, group) in self.mask.groups.iter().enumerate() {
            if !self.owned[index] && !dead[index] && !self.structure.loose.contains(&index) {
                self.structure.stray.push(group.attributes.range.start);
            }
        }
        for (index, fence) in self.mask.fences.iter().enumerate() {
            if !dead_fences[index] {
                self.structure.stray.push(fence.range.start);
            }
        }
    }
}
