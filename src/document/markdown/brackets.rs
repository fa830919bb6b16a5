//! Spans and names during the walk.

use super::classes::Meaning;
use super::inline::tag_attributes;
use super::walk::Walk;
use crate::document::Reference;
use crate::document::reference::NameStyle;
use pulldown_cmark::Event;
use std::sync::Arc;

/// An open span.
#[derive(Clone, Copy, Debug)]
pub enum OpenSpan {
    /// One of ours.
    Ours,
    /// Classes of the author's own.
    Plain,
    /// One that stays as written: its group.
    Faulty(usize),
}

impl Walk<'_, '_> {
    pub(super) fn open_span(&mut self, index: usize, leaf: usize, group: usize, close: usize) {
        if self.items[index].range.len() == 2 {
            self.say(leaf, "!", "!");
        }
        let attributes = &self.mask.groups[group].attributes;
        match self.group_meanings[group] {
            Some(Meaning::Ours(class)) => {
                self.begin_span(group, class, index, close, leaf);
                self.inline.spans.push(OpenSpan::Ours);
            }
            Some(_) => {
                self.plain_tag(&format!("<span{}", tag_attributes(attributes)), attributes);
                self.inline.spans.push(OpenSpan::Plain);
            }
            None => {
                self.say(leaf, "[", "");
                self.inline.spans.push(OpenSpan::Faulty(group));
            }
        }
        self.inline.depth += 1;
    }

    pub(super) fn close_span(&mut self, leaf: usize) {
        self.inline.depth = self.inline.depth.saturating_sub(1);
        let depth = self.inline.depth;
        self.close_html_tags(depth + 1);
        match self.inline.spans.pop() {
            Some(OpenSpan::Ours) => self.end_span(),
            Some(OpenSpan::Plain) => self.writer.html("</span>"),
            Some(OpenSpan::Faulty(group)) => {
                self.say(leaf, "]", "");
                let range = self.mask.groups[group].attributes.range.clone();
                self.passages[leaf].plain.push_str(&self.source[range.clone()]);
                self.fault(range);
            }
            None => {}
        }
    }

    pub(super) fn open_name(&mut self, index: usize, leaf: usize, style: NameStyle, close: usize) {
        if style == NameStyle::Bare && self.is_direct() && !self.inline.attribution {
            self.say(leaf, "[", "[");
            self.inline.names.push((close, None, 0));
            return;
        }
        let name: String = self.items[index + 1..close]
            .iter()
            .map(|item| match &item.event {
                Event::Text(text) => text,
                Event::SoftBreak | Event::HardBreak => " ",
                _ => "",
            })
            .collect();
        let name = super::passage::plain(&name);
        let range = self.items[index].range.end..self.items[close].range.start;
        let reference = Reference::Name { name: Arc::from(name), style };
        let link = self.begin_link(reference, range);
        self.inline.names.push((close, Some(link), self.passages[leaf].plain.len()));
    }

    pub(super) fn close_name(&mut self, index: usize, leaf: usize) {
        match self.inline.names.pop() {
            Some((close, Some(link), start)) if close == index => self.end_link(link, leaf, start),
            _ => self.say(leaf, "]", "]"),
        }
    }
}
