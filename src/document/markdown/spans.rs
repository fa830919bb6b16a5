//! Pairs square brackets: spans with attributes, name references, and what stays text.
//!
//! A bracket that belongs to no link arrives as a text event of its own. A stack pairs them within
//! one inline element, so that a span never cuts across emphasis, a link or a table cell.

use super::attributes::Problem;
use super::events::Item;
use super::mask::{Mask, Stand};
use crate::document::reference::NameStyle;
use pulldown_cmark::{Event, Tag};

/// What an event is, as far as brackets go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Not a bracket that means anything.
    Plain,
    /// `[` of a span with the group of this index, closed at the item of this index.
    SpanOpen { group: usize, close: usize },
    /// Its `]`.
    SpanClose,
    /// `[` of a name reference, closed at the item of this index.
    NameOpen { style: NameStyle, close: usize },
    /// Its `]`.
    NameClose,
    /// A bracket of the `[]` behind a name.
    Hidden,
}

/// The roles of all items, and the groups that belong to no bracket.
#[derive(Debug)]
pub struct Spans {
    /// One for each item.
    pub roles: Vec<Role>,
    /// Groups (of spans) that have a bracket.
    pub paired: Vec<bool>,
    /// Brackets with attributes that pair with nothing, by group.
    pub problems: Vec<(usize, Problem)>,
}

/// Pairs all brackets.
pub fn pair(items: &[Item<'_>], source: &str, mask: &Mask, bare_names: bool) -> Spans {
    let mut spans = Spans {
        roles: vec![Role::Plain; items.len()],
        paired: vec![false; mask.groups.len()],
        problems: Vec::new(),
    };
    let mut open: Vec<usize> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        match &item.event {
            Event::End(_) => {
                // What was opened in an element and not closed in it is text.
                while open.last().is_some_and(|bracket| items[*bracket].parent == item.other) {
                    open.pop();
                }
            }
            Event::Text(text) if is_bracket(text, item, source) => match &**text {
                "]" => spans.close(items, index, &mut open, mask, bare_names),
                _ => open.push(index),
            },
            _ => {}
        }
    }
    spans
}

/// Whether a text event is a bracket that was not escaped.
fn is_bracket(text: &str, item: &Item<'_>, source: &str) -> bool {
    if !matches!(text, "[" | "]" | "![") || item.range.len() != text.len() {
        return false;
    }
    let backslashes = source[..item.range.start].bytes().rev().take_while(|b| *b == b'\\').count();
    backslashes % 2 == 0
}

impl Spans {
    fn close(
        &mut self,
        items: &[Item<'_>],
        index: usize,
        open: &mut Vec<usize>,
        mask: &Mask,
        bare_names: bool,
    ) {
        let item = &items[index];
        let group = mask.group_at(item.range.end).filter(|group| mask.groups[*group].stand == Stand::Span);
        let same_parent = open.last().is_some_and(|bracket| items[*bracket].parent == item.parent);
        if !same_parent {
            if let Some(group) = group {
                self.problems.push((group, problem(items, index, mask, group)));
            }
            return;
        }
        let start = open.pop().expect("the stack was looked at just now");
        let is_image = items[start].range.len() == 2;
        if let Some(group) = group {
            self.paired[group] = true;
            self.roles[start] = Role::SpanOpen { group, close: index };
            self.roles[index] = Role::SpanClose;
            return;
        }
        if is_image || in_link(items, item.parent) || !holds_a_name(items, start, index) {
            return;
        }
        let style = if followed_by_empty_pair(items, index) {
            NameStyle::Explicit
        } else if bare_names && self.may_be_bare(items, start, index) {
            NameStyle::Bare
        } else {
            return;
        };
        self.roles[start] = Role::NameOpen { style, close: index };
        self.roles[index] = Role::NameClose;
        if style == NameStyle::Explicit {
            self.roles[index + 1] = Role::Hidden;
            self.roles[index + 2] = Role::Hidden;
        }
    }

    fn may_be_bare(&self, items: &[Item<'_>], start: usize, close: usize) -> bool {
        if self.roles[start] == Role::Hidden {
            return false;
        }
        let text: String = items[start + 1..close].iter().filter_map(|item| text_of(&item.event)).collect();
        let text = text.trim();
        text.chars().filter(|c| c.is_alphabetic()).count() > 1
            && !text.starts_with(['^', '!'])
            && !text.eq_ignore_ascii_case("sic")
    }
}

fn text_of<'a>(event: &'a Event<'_>) -> Option<&'a str> {
    match event {
        Event::Text(text) => Some(text),
        Event::SoftBreak | Event::HardBreak => Some(" "),
        _ => None,
    }
}

/// A name is plain text, perhaps emphasised.
fn holds_a_name(items: &[Item<'_>], start: usize, close: usize) -> bool {
    // A name is short: this keeps the look at long brackets linear.
    close - start > 1
        && close - start < 40
        && items[start + 1..close].iter().all(|item| match &item.event {
            Event::Text(text) => !matches!(&**text, "[" | "]" | "!["),
            Event::SoftBreak | Event::HardBreak => true,
            Event::Start(tag) => matches!(tag, Tag::Emphasis | Tag::Strong),
            Event::End(tag) => {
                matches!(tag, pulldown_cmark::TagEnd::Emphasis | pulldown_cmark::TagEnd::Strong)
            }
            _ => false,
        })
}

fn followed_by_empty_pair(items: &[Item<'_>], close: usize) -> bool {
    let end = items[close].range.end;
    let is = |index: usize, text: &str, at: usize| {
        items.get(index).is_some_and(|item| {
            item.range == (at..at + 1) && matches!(&item.event, Event::Text(t) if &**t == text)
        })
    };
    is(close + 1, "[", end) && is(close + 2, "]", end + 1)
}

fn in_link(items: &[Item<'_>], mut parent: usize) -> bool {
    while let Some(item) = items.get(parent) {
        match &item.event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => return true,
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => parent = item.parent,
            _ => return false,
        }
    }
    false
}

fn problem(items: &[Item<'_>], index: usize, mask: &Mask, group: usize) -> Problem {
    let message =
        "no `[` begins this span within the same emphasis, link, table cell or paragraph".to_owned();
    Problem { message, range: items[index].range.start..mask.groups[group].attributes.range.end }
}
