//! Transcripts: paragraphs that begin a speaker's turn, and where turns end.

use super::annotate::{Beginning, Quoted};
use super::links;
use super::spans::Role;
use super::structure::FenceRole;
use super::walk::Walk;
use crate::diagnostics::{Code, Located};
use crate::document::annotation::Speaker;
use crate::document::record::TranscriptSpeaker;
use crate::document::{Annotation, Class, Form, Reference};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// How a paragraph of a transcript begins.
enum Opening {
    /// With a speaker or several.
    Turn(Vec<Mark>, Colon),
    /// With the label of nobody: text, and no statement.
    Nobody,
    /// It is wholly in brackets or emphasis, and belongs to no statement.
    Apart,
    /// With what looks like a label and is none.
    Unknown(Range<usize>),
    /// Like any other.
    Text,
}

/// Where an opening ends.
struct Colon {
    item: usize,
    /// Bytes of the item's text, the colon included.
    byte: usize,
}

/// What stands for a speaker.
enum Mark {
    /// A link or name, as a reference.
    Mention(Located<Reference>),
    /// A label: its index among the speakers.
    Label(usize, Range<usize>),
}

/// Openings are short; a colon further on is one of the text.
const LONGEST_OPENING: usize = 120;

impl Walk<'_, '_> {
    /// Ends and begins turns before the paragraph at `index`.
    pub(super) fn turn_paragraph(&mut self, index: usize) {
        if !self.frame().transcript {
            self.loose_turn_group(index);
            return;
        }
        match self.opening(index) {
            Opening::Turn(marks, colon) => {
                self.end_turn();
                self.begin_turn(index, marks, &colon);
            }
            Opening::Nobody | Opening::Apart => self.end_turn(),
            Opening::Unknown(range) => {
                // Nobody's words may be put into the mouth of who spoke before.
                self.end_turn();
                let message = format!("`{}` is no label of a speaker", &self.source[range.clone()]);
                let labels = self.context.transcript.map(|t| &*t.speakers).unwrap_or_default();
                let labels = labels.iter().map(|(label, _)| &*label.value);
                let nearest = crate::text::nearest(&self.source[range.clone()], labels).map(str::to_owned);
                let diagnostic = self.report.diagnostic(Code::LabelUnknown, message, range);
                self.report.push(
                    diagnostic
                        .did_you_mean(nearest)
                        .help("add it to `transcript.speakers`, or write `\\:` where it is text"),
                );
            }
            Opening::Text => {}
        }
        self.loose_turn_group(index);
    }

    /// Reports attributes at the end of a paragraph that ends no turn.
    fn loose_turn_group(&mut self, index: usize) {
        let Some(group) = self.structure.turns.get(&index) else { return };
        if !self.told.contains(&self.mask.groups[*group].attributes.range.start) {
            let range = self.mask.groups[*group].attributes.range.clone();
            let message =
                "these attributes end no turn; those of a turn stand at the end of its last paragraph";
            self.report.say(Code::MalformedAnnotation, message, range);
        }
    }

    fn begin_turn(&mut self, index: usize, marks: Vec<Mark>, colon: &Colon) {
        let group = self.last_group(index);
        let attributes = group.map(|group| &self.mask.groups[group].attributes);
        if let Some(attributes) = attributes {
            self.told.insert(attributes.range.start);
        }
        let attributes =
            attributes.filter(|_| group.is_some_and(|group| self.group_meanings[group].is_some()));
        let start = self.items[index].range.start;
        let end = self.items[colon.item].range.start + colon.byte;
        let written: Vec<String> = marks.iter().map(|mark| self.written(mark)).collect();
        let speakers = self.context.transcript.map(|t| &*t.speakers).unwrap_or_default();
        self.writer.line();
        let mut tag = "<div class=\"turn\"".to_owned();
        if let Some(attributes) = attributes {
            let extra = super::inline::tag_attributes(attributes);
            tag = format!(
                "<div{}",
                if extra.contains("class=\"") {
                    extra.replacen("class=\"", "class=\"turn ", 1)
                } else {
                    format!(" class=\"turn\"{extra}")
                }
            );
        }
        let beginning = Beginning {
            class: Class::Says,
            form: Form::Turn,
            range: start..end,
            attributes,
            attributes_range: start..end,
            quoted: Quoted::Verbatim,
        };
        let annotation = self.begin_annotation(beginning, |annotation| {
            for mark in marks {
                name_speaker(annotation, mark, speakers);
            }
        });
        let draft = &mut self.annotations[annotation as usize];
        if draft.by.is_empty() {
            draft.by = written.join(" ");
        }
        self.frame().turn = true;
        self.open_tag(&tag, super::writer::Target::Annotation(annotation));
        self.writer.html("\n");
        self.inline.attribution = true;
        self.inline.colon = Some((colon.item, colon.byte));
    }

    fn written(&self, mark: &Mark) -> String {
        match mark {
            Mark::Mention(reference) => self.source[reference.range.clone()].to_owned(),
            Mark::Label(_, range) => self.source[range.clone()].to_owned(),
        }
    }

    /// Notes that a turn's words begin here.
    pub(super) fn turn_begins(&mut self, leaf: usize) {
        let passage = &self.passages[leaf];
        let place = (leaf as u32, passage.plain.len(), passage.hashed.len());
        if let Some(open) = self.open.last_mut() {
            open.begin = Some(place);
        }
        self.inline.attribution = false;
        self.inline.colon = None;
    }

    /// Ends the turn that is open in the innermost block.
    pub(super) fn end_turn(&mut self) {
        if self.frame().turn {
            self.frame().turn = false;
            self.finish_annotation();
            self.writer.html("</div>\n");
        }
    }

    /// The attributes of the turn that begins at `index`: those of its last paragraph.
    fn last_group(&self, index: usize) -> Option<usize> {
        let items = self.items;
        let parent = items[index].parent;
        let mut last = index;
        let mut at = items[index].other + 1;
        while let Some(item) = items.get(at).filter(|item| item.parent == parent) {
            match &item.event {
                Event::Start(Tag::Paragraph) => {
                    if !matches!(self.opening(at), Opening::Text | Opening::Unknown(_)) {
                        break;
                    }
                    last = at;
                }
                Event::Start(Tag::Heading { .. }) | Event::End(_) => break,
                Event::Rule => match self.structure.fences.get(&at) {
                    Some(FenceRole::Open { close, .. }) => {
                        at = close + 1;
                        continue;
                    }
                    _ => break,
                },
                _ => {}
            }
            at = if matches!(item.event, Event::Start(_)) { item.other + 1 } else { at + 1 };
        }
        self.structure.turns.get(&last).copied()
    }

    fn opening(&self, index: usize) -> Opening {
        if self.is_apart(index) {
            return Opening::Apart;
        }
        let mut marks = Vec::new();
        let mut words: Vec<(String, usize)> = Vec::new();
        let mut length = 0;
        let mut at = index + 1;
        while at < self.items[index].other && length < LONGEST_OPENING {
            let item = &self.items[at];
            match &item.event {
                Event::Start(Tag::Emphasis | Tag::Strong) | Event::End(TagEnd::Emphasis | TagEnd::Strong) => {
                }
                Event::Start(Tag::Link { dest_url, link_type, .. }) => {
                    let read = links::read(dest_url, self.context.path, &self.context.settings.content);
                    let Ok(reference @ (Reference::Id { .. } | Reference::Path { .. })) = read else {
                        return Opening::Text;
                    };
                    let range = links::destination_range(self.items, at, self.source, *link_type, None);
                    marks.push(Mark::Mention(Located::new(reference, range)));
                    at = item.other;
                }
                Event::Text(text) => match self.role(at) {
                    Role::NameOpen { close, style } => {
                        marks.push(Mark::Mention(
                            self.name(item.range.end..self.items[close].range.start, style),
                        ));
                        at = close;
                    }
                    Role::Hidden => {}
                    Role::Plain => {
                        if let Some(colon) = colon_of(text) {
                            words.push((text[..colon].to_owned(), item.range.start));
                            return self.settle_opening(marks, &words, Colon { item: at, byte: colon + 1 });
                        }
                        length += text.len();
                        words.push((text.to_string(), item.range.start));
                    }
                    _ => return Opening::Text,
                },
                _ => return Opening::Text,
            }
            at += 1;
        }
        Opening::Text
    }

    fn settle_opening(&self, mut marks: Vec<Mark>, words: &[(String, usize)], colon: Colon) -> Opening {
        let speakers = self.context.transcript.map(|t| &*t.speakers).unwrap_or_default();
        let mentions = marks.len();
        let mut labels = 0;
        let mut unknown: Option<Range<usize>> = None;
        let mut nobody = false;
        for (text, start) in words {
            for part in text.split([',', ';', '&']) {
                let offset = part.as_ptr() as usize - text.as_ptr() as usize;
                let trimmed = part.trim();
                if trimmed.is_empty()
                    || (mentions > 0 && trimmed.chars().count() <= 3 && !is_label(trimmed, speakers))
                {
                    continue;
                }
                let start = start + offset + (part.len() - part.trim_start().len());
                let range = start..start + trimmed.len();
                match speakers.iter().position(|(label, _)| label.value.trim() == trimmed) {
                    Some(found) if matches!(speakers[found].1, TranscriptSpeaker::Nobody) => nobody = true,
                    Some(found) => {
                        labels += 1;
                        marks.push(Mark::Label(found, range));
                    }
                    None => unknown = Some(unknown.map_or(range.clone(), |first| first.start..range.end)),
                }
            }
        }
        match unknown {
            None if !marks.is_empty() => Opening::Turn(marks, colon),
            None if nobody => Opening::Nobody,
            Some(range) if mentions == 0 && self.looks_like_label(&range, labels) => Opening::Unknown(range),
            _ => Opening::Text,
        }
    }

    fn looks_like_label(&self, range: &Range<usize>, labels: usize) -> bool {
        let Some(text) = self.source.get(range.clone()) else { return false };
        labels > 0 || (1..=3).contains(&text.split_whitespace().count())
    }

    /// Whether a paragraph is wholly in brackets or emphasis.
    fn is_apart(&self, index: usize) -> bool {
        let end = self.items[index].other;
        let (Some(first), Some(last)) = (self.items.get(index + 1), self.items.get(end.wrapping_sub(1)))
        else {
            return false;
        };
        if matches!(first.event, Event::Start(Tag::Emphasis | Tag::Strong)) && first.other + 1 == end {
            return true;
        }
        let Some(text) = self.source.get(first.range.start..last.range.end) else { return false };
        let is_name = matches!(self.role(end - 1), Role::Hidden | Role::SpanClose);
        !is_name && (is_enclosed(text, '[', ']') || is_enclosed(text, '(', ')'))
    }
}

/// Whether the bracket that a text begins with is closed by its last character.
fn is_enclosed(text: &str, open: char, close: char) -> bool {
    let mut depth = 0usize;
    for (at, character) in text.char_indices() {
        if character == open {
            depth += 1;
        } else if character == close {
            depth = depth.saturating_sub(1);
        }
        if depth == 0 {
            return at > 0 && at + character.len_utf8() == text.len();
        }
    }
    false
}

fn is_label(text: &str, speakers: &[(Located<String>, TranscriptSpeaker)]) -> bool {
    speakers.iter().any(|(label, _)| label.value.trim() == text)
}

/// The byte of the first colon that white space or the end of the text follows.
fn colon_of(text: &str) -> Option<usize> {
    text.match_indices(':')
        .map(|(at, _)| at)
        .find(|at| text[at + 1..].chars().next().is_none_or(char::is_whitespace))
}

fn name_speaker(annotation: &mut Annotation, mark: Mark, speakers: &[(Located<String>, TranscriptSpeaker)]) {
    match mark {
        Mark::Mention(reference) => annotation.by.push(reference),
        Mark::Label(index, range) => match &speakers[index].1 {
            TranscriptSpeaker::Participant(by) => annotation.by.push(Located::new(by.value.clone(), range)),
            TranscriptSpeaker::ParticipantAs { by, as_ } => {
                annotation.by.push(Located::new(by.value.clone(), range));
                annotation.as_ = Some((**as_).into());
            }
            TranscriptSpeaker::Described { unnamed, as_ } => {
                annotation.speaker = if *unnamed { Speaker::Unnamed } else { Speaker::WithoutPage };
                annotation.as_ = Some((**as_).into());
            }
            TranscriptSpeaker::Nobody => {}
        },
    }
}
