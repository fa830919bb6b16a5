//! A covered body as a flat list of CommonMark events that know their parents and ends.

use super::mask::Mask;
use crate::config::ParseSettings;
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::ops::Range;

/// One event.
#[derive(Debug)]
pub struct Item<'a> {
    /// What the parser gave.
    pub event: Event<'a>,
    /// Bytes of the file.
    pub range: Range<usize>,
    /// Of a start its end, of an end its start, of all others the item itself: an index of the list.
    pub other: usize,
    /// The start of the element around it; [`ROOT`] where there is none.
    pub parent: usize,
}

/// The parent of what stands in no element.
pub const ROOT: usize = usize::MAX;

/// A definition of a link's destination.
#[derive(Debug)]
pub struct Definition {
    /// Its label, as the parser compares it.
    pub label: String,
    /// Its destination, decoded.
    pub destination: String,
    /// Bytes of the file.
    pub range: Range<usize>,
}

/// What the parser gave.
#[derive(Debug, Default)]
pub struct Events<'a> {
    /// In the order of the text.
    pub items: Vec<Item<'a>>,
    /// By place.
    pub definitions: Vec<Definition>,
}

/// Why a body is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excess {
    /// More containers in each other than the limit.
    Nesting,
    /// More events than the limit.
    Events,
    /// More HTML than the limit.
    Size,
}

/// Parses a covered body that stands at byte `base` of its file.
///
/// # Errors
/// Which limit it exceeds.
pub fn parse<'a>(mask: &'a Mask, base: usize, settings: &ParseSettings) -> Result<Events<'a>, Excess> {
    let text = &*mask.text;
    if exceeds_nesting(text, settings.limits.nesting) {
        return Err(Excess::Nesting);
    }
    let parser = Parser::new_ext(text, options(settings));
    let mut definitions: Vec<Definition> = parser
        .reference_definitions()
        .iter()
        .map(|(label, definition)| Definition {
            label: label.to_owned(),
            destination: definition.dest.to_string(),
            range: definition.span.start + base..definition.span.end + base,
        })
        .collect();
    definitions.sort_by_key(|definition| definition.range.start);
    let mut items: Vec<Item<'a>> = Vec::with_capacity(text.len() / 24);
    let mut open = Vec::new();
    let mut depth = Depth::default();
    for (event, range) in parser.into_offset_iter() {
        let index = items.len();
        if index >= settings.limits.events {
            return Err(Excess::Events);
        }
        let range = range.start + base..range.end + base;
        let mut other = index;
        match &event {
            Event::Start(tag) => depth.containers += usize::from(is_container(tag)),
            Event::End(_) => {
                other = open.pop().expect("starts and ends are balanced");
                items[other].other = index;
                if let Event::Start(tag) = &items[other].event {
                    depth.containers -= usize::from(is_container(tag));
                }
                depth.leave(open.len());
            }
            Event::Rule => depth.pass(mask, range.start, open.len()),
            _ => {}
        }
        if depth.exceeds(settings.limits.nesting, open.len()) {
            return Err(Excess::Nesting);
        }
        let is_start = matches!(event, Event::Start(_));
        let parent = open.last().copied().unwrap_or(ROOT);
        items.push(Item { event, range, other, parent });
        if is_start {
            open.push(index);
        }
    }
    Ok(Events { items, definitions })
}

/// What is open at a place, as far as it counts.
#[derive(Default)]
struct Depth {
    /// How many quotes, lists and notes.
    containers: usize,
    /// Of each `:::` block, how many elements are open around it.
    blocks: Vec<usize>,
}

impl Depth {
    /// A block that is not closed ends with what it stands in.
    fn leave(&mut self, open: usize) {
        while self.blocks.pop_if(|around| *around > open).is_some() {}
    }

    /// A rule may stand where a fence was covered.
    fn pass(&mut self, mask: &Mask, at: usize, open: usize) {
        let fence = mask.fence_at(at).map(|fence| &mask.fences[fence]);
        match fence.map(|fence| fence.attributes.is_some()) {
            Some(true) => self.blocks.push(open),
            Some(false) => _ = self.blocks.pop(),
            None => {}
        }
    }

    /// Elements that are no containers (emphasis, links) may nest too, within reason.
    fn exceeds(&self, limit: usize, open: usize) -> bool {
        self.containers + self.blocks.len() > limit || open > limit.saturating_mul(8).saturating_add(64)
    }
}

fn options(settings: &ParseSettings) -> Options {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    options.set(Options::ENABLE_SMART_PUNCTUATION, settings.markdown.smart);
    options.set(Options::ENABLE_WIKILINKS, settings.markdown.wikilinks);
    options
}

fn is_container(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::BlockQuote(_) | Tag::List(_) | Tag::FootnoteDefinition(_))
}

/// Whether containers nest deeper than `limit`, as far as lines tell: parsing such a text could take
/// time quadratic in its length.
fn exceeds_nesting(text: &str, limit: usize) -> bool {
    let mut fence: Option<u8> = None;
    // Columns at which the contents of open lists begin.
    let mut lists: Vec<usize> = Vec::new();
    for line in text.lines() {
        let content = line.trim_start_matches([' ', '\t', '>']);
        if content.is_empty() {
            if line.bytes().filter(|b| *b == b'>').count() > limit {
                return true;
            }
            continue;
        }
        if let Some(mark) =
            content.bytes().next().filter(|_| content.starts_with("```") || content.starts_with("~~~"))
        {
            match fence {
                None => fence = Some(mark),
                Some(open) if open == mark => fence = None,
                Some(_) => {}
            }
            continue;
        }
        if fence.is_none() && line_depth(line, &mut lists) > limit {
            return true;
        }
    }
    false
}

fn line_depth(line: &str, lists: &mut Vec<usize>) -> usize {
    let bytes = line.as_bytes();
    let marks = [b'*', b'-', b'_'];
    let is_rule =
        marks.iter().any(|mark| bytes.iter().all(|b| b == mark || matches!(b, b' ' | b'\t' | b'>')));
    let mut at = 0;
    let mut quotes = 0;
    let mut first = true;
    while at < bytes.len() {
        match bytes[at] {
            b' ' | b'\t' => at += 1,
            b'>' => {
                quotes += 1;
                at += 1;
            }
            _ => {
                if first {
                    while lists.last().is_some_and(|column| *column > at) {
                        lists.pop();
                    }
                    first = false;
                }
                let Some(length) = list_marker(&bytes[at..]).filter(|_| !is_rule) else { break };
                at += length;
                lists.push(at);
            }
        }
    }
    quotes + lists.len()
}

/// The length of a list's marker with the space behind it.
fn list_marker(bytes: &[u8]) -> Option<usize> {
    let digits = bytes.iter().take(10).take_while(|b| b.is_ascii_digit()).count();
    let mark = match digits {
        0 => bytes.first().filter(|b| matches!(b, b'-' | b'+' | b'*')),
        _ => bytes.get(digits).filter(|b| matches!(b, b'.' | b')')),
    };
    mark?;
    match bytes.get(digits + 1) {
        None => Some(digits + 1),
        Some(b' ' | b'\t') => Some(digits + 2),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_is_seen_before_parsing() {
        for (text, exceeds) in [
            ("> > > > a", true),
            ("> > > a", false),
            ("- - - - a", true),
            ("- - - - -", false),
            ("- a\n  - b\n    - c\n      - d", true),
            ("- a\n- b\n- c\n- d\n- e", false),
            ("```\n> > > > a\n```", false),
        ] {
            assert_eq!(exceeds_nesting(text, 3), exceeds, "{text}");
        }
    }
}
