//! What stands in paragraphs: text, code, emphasis, links, pictures, note marks, spans, names.

use super::attributes::Attributes;
use super::brackets::OpenSpan;
use super::spans::Role;
use super::stray;
use super::walk::Walk;
use crate::diagnostics::Code;
use crate::document::Piece;
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// What is open within one block.
#[derive(Debug, Default)]
pub struct Inlines {
    /// Links: the body's index (`None` where refused), and where their text begins.
    pub links: Vec<(Option<u32>, usize)>,
    /// Names: their closing item, and the body's index (`None` where it stays text).
    pub names: Vec<(usize, Option<u32>, usize)>,
    /// Spans, outer first.
    pub spans: Vec<OpenSpan>,
    /// Whether what stands here names a speaker.
    pub attribution: bool,
    /// Where a turn's opening ends: item, and byte of its text.
    pub colon: Option<(usize, usize)>,
    /// Raw HTML elements that are kept and open: name, and how many elements were open around them.
    pub html: Vec<(&'static str, usize)>,
    /// How many elements are open.
    pub depth: usize,
}

/// The attributes of an element as HTML: classes, `lang` and `dir`, nothing else.
pub fn tag_attributes(attributes: &Attributes) -> String {
    let mut html = String::new();
    if !attributes.classes.is_empty() {
        let classes: Vec<&str> = attributes.classes.iter().map(|class| &*class.value).collect();
        html.push_str(&format!(" class=\"{}\"", crate::text::escape(&classes.join(" "))));
    }
    if let Some(language) = attributes.get("lang").and_then(|l| crate::locale::Language::new(&l.value)) {
        html.push_str(&format!(" lang=\"{language}\""));
    }
    if let Some(direction) = attributes.get("dir").filter(|d| matches!(&*d.value, "ltr" | "rtl" | "auto")) {
        html.push_str(&format!(" dir=\"{}\"", direction.value));
    }
    html
}

impl<'w, 'a> Walk<'w, 'a> {
    /// Does what an inline item says; gives the item to go on with.
    pub(super) fn inline_step(&mut self, index: usize) -> usize {
        if self.frame().attribution == Some(index + 1)
            && matches!(self.items[index].event, Event::SoftBreak | Event::HardBreak)
        {
            self.turn_to_attribution();
            return index + 1;
        }
        let leaf = self.enter_inline(index);
        let items = self.items;
        match &items[index].event {
            Event::Text(text) => self.text(index, leaf, text),
            Event::Code(code) => {
                let range = items[index].range.clone();
                let code = self.mask.restore(code, self.source, &range).into_owned();
                self.writer.html("<code>");
                self.say(leaf, &code, &code);
                self.writer.html("</code>");
            }
            Event::InlineHtml(html) | Event::Html(html) => self.inline_html(index, leaf, html),
            Event::SoftBreak => self.line_break(leaf, "\n"),
            Event::HardBreak => self.line_break(leaf, "<br>\n"),
            Event::FootnoteReference(label) => self.note_mark(index, label),
            Event::TaskListMarker(done) => self.task_mark(*done),
            Event::Start(tag) => return self.start_inline(index, leaf, tag),
            Event::End(tag) => self.end_inline(leaf, *tag),
            _ => {}
        }
        index + 1
    }

    /// Writes whether a task is done: as a box, and in words for those who do not see it.
    fn task_mark(&mut self, done: bool) {
        let (state, word) = if done { ("checked disabled", "task-done") } else { ("disabled", "task-open") };
        self.writer.html(&format!("<input type=\"checkbox\" {state} aria-label=\""));
        self.writer.piece(Piece::Word(word));
        self.writer.html("\">\n");
    }

    /// Writes printed text, and adds it to the passage: as printed, and as permalinks hash it.
    pub(super) fn say(&mut self, leaf: usize, printed: &str, hashed: &str) {
        self.writer.text(printed);
        self.passages[leaf].plain.push_str(printed);
        self.passages[leaf].hashed.push_str(hashed);
    }

    fn line_break(&mut self, leaf: usize, html: &str) {
        self.writer.html(html);
        self.passages[leaf].plain.push(' ');
        self.passages[leaf].hashed.push(' ');
    }

    fn text(&mut self, index: usize, leaf: usize, text: &CowStr<'a>) {
        match self.role(index) {
            Role::Hidden => {}
            Role::SpanOpen { group, close } => self.open_span(index, leaf, group, close),
            Role::SpanClose => self.close_span(leaf),
            Role::NameOpen { style, close } => self.open_name(index, leaf, style, close),
            Role::NameClose => self.close_name(index, leaf),
            Role::Plain => self.plain_text(index, leaf, text),
        }
    }

    /// Reports mentions that are text, since nothing ends them.
    fn tell_half_mentions(&mut self, range: &Range<usize>) {
        for half in stray::half_mentions(self.source, range) {
            let message = "this mention is text: no `)` stands right behind its id";
            self.report.say(Code::MalformedAnnotation, message, half);
        }
    }

    fn plain_text(&mut self, index: usize, leaf: usize, text: &CowStr<'a>) {
        let range = self.items[index].range.clone();
        self.tell_suspects(&range);
        self.tell_comments(&range);
        self.tell_half_mentions(&range);
        let (source, mask) = (self.source, self.mask);
        if !self.is_as_written(text, &range) {
            // Entities are resolved; what smart punctuation made is hashed as it was written.
            let written = source.get(range.clone()).unwrap_or(text);
            let hashed = if written.starts_with('&') || !self.context.settings.markdown.smart {
                text
            } else {
                written
            };
            self.say(leaf, text, hashed);
            return;
        }
        let mut at = range.start;
        let split = self.inline.colon.filter(|(item, _)| *item == index).map(|(_, byte)| range.start + byte);
        let mut covers: Vec<Range<usize>> = mask.covers(&range).collect();
        covers.extend(split.map(|at| at..at));
        covers.sort_by_key(|cover| cover.start);
        for cover in covers {
            let start = cover.start.clamp(at, range.end);
            self.say_source(leaf, at..start);
            if cover.is_empty() {
                at = start;
                self.turn_begins(leaf);
                continue;
            }
            self.covered(leaf, &cover, at);
            at = cover.end.clamp(at, range.end);
        }
        self.say_source(leaf, at..range.end);
    }

    /// Whether a text is what stands in the source, but for covers: `...` and `…` are equally long.
    fn is_as_written(&self, text: &str, range: &Range<usize>) -> bool {
        text.len() == range.len()
            && self
                .source
                .get(range.clone())
                .is_some_and(|written| written == text || self.mask.covers(range).next().is_some())
    }

    fn say_source(&mut self, leaf: usize, range: Range<usize>) {
        if let Some(text) = self.source.get(range) {
            self.say(leaf, text, text);
        }
    }

    /// Prints a covered group that belongs to nothing; one that does was dealt with at its bracket.
    fn covered(&mut self, leaf: usize, cover: &Range<usize>, from: usize) {
        if cover.start < from {
            return;
        }
        let Some(group) = self.mask.group_at(cover.start) else { return };
        if !self.structure.loose.contains(&group) {
            return;
        }
        self.fault(cover.clone());
        let written = &self.source[cover.clone()];
        self.passages[leaf].plain.push_str(written);
        if !self.told.insert(cover.start) {
            return;
        }
        let before = &self.source[..cover.start];
        let problems = &self.structure.spans.problems;
        if let Ok(found) = problems.binary_search_by_key(&group, |(group, _)| *group) {
            self.report.malformed(&problems[found].1);
        } else if before.ends_with("\\]") {
            let message = "`\\]` keeps this from being a span";
            self.report.say(Code::EscapedSpan, message, cover.start - 2..cover.end);
        } else {
            let message = "attributes stand behind words in brackets, not behind a link, picture or note";
            self.report.say(Code::MalformedAnnotation, message, cover.clone());
        }
    }

    /// Reports what looks like an annotation in a text and is malformed.
    pub(super) fn tell_suspects(&mut self, range: &Range<usize>) {
        let suspects = &self.mask.suspects;
        let first = suspects.partition_point(|suspect| suspect.range.start < range.start);
        for suspect in suspects[first..].iter().take_while(|suspect| suspect.range.start < range.end) {
            if self.told.insert(suspect.range.start) {
                self.report.malformed(suspect);
            }
        }
    }

    fn start_inline(&mut self, index: usize, leaf: usize, tag: &Tag<'a>) -> usize {
        self.inline.depth += 1;
        match tag {
            Tag::Emphasis => self.writer.html("<em>"),
            Tag::Strong => self.writer.html("<strong>"),
            Tag::Strikethrough => self.writer.html("<del>"),
            Tag::Link { link_type, dest_url, title, id } => {
                let start = self.passages[leaf].plain.len();
                // The parser takes an address in angle brackets within a link for a link too.
                let within = !self.inline.links.is_empty() || !self.inline.names.is_empty();
                let link = match within {
                    true => None,
                    false => self.start_link(index, *link_type, dest_url, title, id),
                };
                self.inline.links.push((link, start));
                if matches!(link_type, LinkType::WikiLink { .. }) {
                    return self.wikilink(index, leaf, link, start);
                }
            }
            Tag::Image { .. } => {
                self.inline.depth -= 1;
                let picture = self.picture(index, leaf);
                if let Some(picture) = picture {
                    self.writer.piece(Piece::Picture(picture));
                }
                return self.items[index].other + 1;
            }
            _ => {}
        }
        index + 1
    }

    fn end_inline(&mut self, leaf: usize, tag: TagEnd) {
        self.inline.depth = self.inline.depth.saturating_sub(1);
        let depth = self.inline.depth;
        self.close_html_tags(depth + 1);
        match tag {
            TagEnd::Emphasis => self.writer.html("</em>"),
            TagEnd::Strong => self.writer.html("</strong>"),
            TagEnd::Strikethrough => self.writer.html("</del>"),
            TagEnd::Link => {
                if let Some((Some(link), start)) = self.inline.links.pop() {
                    self.end_link(link, leaf, start);
                }
            }
            _ => {}
        }
    }
}
