//! Opens and closes annotations during the walk.

use super::attributes::Attributes;
use super::classes::Meaning;
use super::inline::tag_attributes;
use super::passage::{hashed, is_reserved, plain};
use super::statement::{blank, same_speaker, take_context, take_outer};
use super::walk::Walk;
use super::writer::{Draft, Target};
use crate::diagnostics::{Code, Located};
use crate::document::{Annotation, Class, Form, Id, Mode, Piece, Reference};
use std::ops::Range;

/// An annotation while it is read.
#[derive(Debug)]
pub struct AnnotationDraft {
    pub annotation: Annotation,
    /// Its text as permalinks hash it.
    pub hashed: String,
    /// `by` as written.
    pub by: String,
    /// The author's id, where it stands on the page for this annotation.
    pub shown: Option<Box<str>>,
}

/// A place in the text of a passage: passage, bytes of the plain and of the hashed text.
pub type TextPlace = (u32, usize, usize);

/// An annotation that is open.
#[derive(Debug)]
pub struct Open {
    pub index: u32,
    /// Links before it.
    links: usize,
    /// Scopes before it.
    scopes: usize,
    /// Where its text begins; what stands before that in its first passage is not its text.
    pub begin: Option<TextPlace>,
    /// Where its text ends, where that is not the end.
    pub end: Option<TextPlace>,
    /// Whether it names its source itself.
    own_source: bool,
    /// The note that is marked right in it, while there is only one.
    mark: Mark,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    None,
    One(u32),
    Several,
}

/// What an annotation is begun with.
pub struct Beginning<'b> {
    pub class: Class,
    pub form: Form,
    pub range: Range<usize>,
    pub attributes: Option<&'b Attributes>,
    pub attributes_range: Range<usize>,
    /// Whether it begins with a quotation mark.
    pub quoted: Quoted,
}

/// Whether the words of an annotation are those that were said, as far as its form tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quoted {
    Verbatim,
    Unknown,
}

impl Walk<'_, '_> {
    /// Opens an annotation; `prepare` sets what its form says before its attributes do.
    pub(super) fn begin_annotation(
        &mut self,
        beginning: Beginning<'_>,
        prepare: impl FnOnce(&mut Annotation),
    ) -> u32 {
        let index = u32::try_from(self.annotations.len()).expect("a body has fewer than 2^32 annotations");
        let mut annotation = blank(beginning.class, beginning.form, beginning.range);
        annotation.attributes_range = beginning.attributes_range;
        prepare(&mut annotation);
        let mut mode = None;
        if let Some(attributes) = beginning.attributes {
            mode = self.values().fill(&mut annotation, attributes);
        }
        let own_source = !annotation.src.is_empty();
        let by = beginning.attributes.and_then(|a| a.get("by")).map_or(String::new(), |by| by.value.clone());
        self.inherit(&mut annotation, mode, beginning.quoted);
        annotation.passages.start = self.passages.len() as u32;
        let shown = beginning.attributes.and_then(|a| a.id.clone()).and_then(|id| {
            if beginning.form == Form::Section {
                return None;
            }
            self.take_own_id(&id, annotation.class == Class::Event)
        });
        let own = beginning.attributes.and_then(|attributes| attributes.id.as_ref());
        if let Some(id) = own.filter(|id| !is_reserved(&id.value)) {
            annotation.own_id = self.record_id(id);
        }
        if let Some(shown) = &shown {
            self.ids.own.push((shown.clone(), Target::Annotation(index)));
        }
        self.annotations.push(AnnotationDraft { annotation, hashed: String::new(), by, shown });
        self.pending.clear();
        let open = Open {
            index,
            links: self.links.len(),
            scopes: self.scopes.len(),
            begin: None,
            end: None,
            own_source,
            mark: Mark::None,
        };
        self.open.push(open);
        index
    }

    fn inherit(&self, annotation: &mut Annotation, mode: Option<Mode>, quoted: Quoted) {
        let mut outer_mode = None;
        let mut from = 0;
        if let Some(open) = self.open.last() {
            annotation.outer = Some(open.index);
            let outer = &self.annotations[open.index as usize].annotation;
            annotation.refines = same_speaker(annotation, outer);
            if annotation.refines {
                outer_mode = Some(outer.mode);
                from = open.scopes;
            }
        }
        take_context(annotation, &self.scopes[from.min(self.scopes.len())..]);
        if annotation.refines
            && let Some(open) = self.open.last()
        {
            take_outer(annotation, &self.annotations[open.index as usize].annotation);
        }
        let by_form = (quoted == Quoted::Verbatim && annotation.class == Class::Says).then_some(Mode::Direct);
        annotation.mode = mode.or(by_form).or(outer_mode).unwrap_or(Mode::Indirect);
    }

    /// Takes an author's id for the page; `None`, and reported, where it cannot stand there. A
    /// further account of an event in the same text bears no id of its own.
    pub(super) fn take_own_id(&mut self, id: &Located<String>, of_event: bool) -> Option<Box<str>> {
        if is_reserved(&id.value) {
            let message = format!("the id `{}` is kept for the site's own", id.value);
            self.report.say(Code::BadId, message, id.range.clone());
            return None;
        }
        if !self.ids.take(&id.value) {
            if !of_event {
                let message = format!("the id `{}` stands twice in this text", id.value);
                self.report.say(Code::DuplicateId, message, id.range.clone());
            }
            return None;
        }
        Some((*id.value).into())
    }

    fn record_id(&mut self, id: &Located<String>) -> Option<Located<Id>> {
        match Id::new(&id.value) {
            Ok(value) => Some(Located::new(value, id.range.clone())),
            Err(wrong) => {
                self.report.say(Code::BadId, format!("`{}` {wrong}", id.value), id.range.clone());
                None
            }
        }
    }

    /// Closes the innermost annotation.
    pub(super) fn finish_annotation(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let end = self.passages.len() as u32;
        let mentions = self.mentions(open.links);
        let is_span = self.annotations[open.index as usize].annotation.form == Form::Span;
        let (text, hash_text) = self.text_of(&open, is_span);
        let draft = &mut self.annotations[open.index as usize];
        let annotation = &mut draft.annotation;
        annotation.text = plain(&text).into();
        draft.hashed = hashed(&hash_text);
        annotation.passages.end = end.max(annotation.passages.start);
        if let (true, Some((passage, ..))) = (is_span, open.begin) {
            annotation.passages = passage..passage + 1;
        }
        if matches!(annotation.form, Form::Section | Form::Turn) {
            let last = self.passages[annotation.passages.start as usize..].iter().map(|p| p.range.end).max();
            annotation.range.end = annotation.range.end.max(last.unwrap_or(0));
        }
        annotation.mentions = mentions;
        if let (false, Mark::One(note)) = (open.own_source, open.mark) {
            annotation.note = Some(note);
            annotation.src.clear();
        }
        if !open.own_source && open.mark == Mark::None {
            self.pending.push(open.index);
        }
    }

    /// The links from `first` on that may be mentions and name no speaker of a form.
    pub(super) fn mentions(&self, first: usize) -> Vec<u32> {
        let is_mention = |reference: &Reference| {
            matches!(reference, Reference::Id { .. } | Reference::Path { .. } | Reference::Name { .. })
        };
        (first..self.links.len())
            .filter(|link| is_mention(&self.links[*link].reference) && !self.links[*link].attribution)
            .map(|link| link as u32)
            .collect()
    }

    fn text_of(&self, open: &Open, is_span: bool) -> (String, String) {
        if let (true, Some((passage, at, hash_at))) = (is_span, open.begin) {
            let passage = &self.passages[passage as usize];
            return (passage.plain[at..].to_owned(), passage.hashed[hash_at..].to_owned());
        }
        let first = self.annotations[open.index as usize].annotation.passages.start;
        let mut texts = (String::new(), String::new());
        for number in first..self.passages.len() as u32 {
            let passage = &self.passages[number as usize];
            let mut range = 0..passage.plain.len();
            let mut hash_range = 0..passage.hashed.len();
            if let Some((place, at, hash_at)) = open.begin.filter(|place| place.0 == number) {
                debug_assert_eq!(place, number);
                range.start = at;
                hash_range.start = hash_at;
            }
            if let Some((place, at, hash_at)) = open.end {
                if place < number {
                    break;
                }
                if place == number {
                    range.end = at.max(range.start);
                    hash_range.end = hash_at.max(hash_range.start);
                }
            }
            texts.0.push_str(&passage.plain[range]);
            texts.0.push(' ');
            texts.1.push_str(&passage.hashed[hash_range]);
            texts.1.push(' ');
        }
        texts
    }

    /// Notes that the note `note` is marked here: it is the source of what ended before.
    pub(super) fn mark_source(&mut self, note: u32) {
        if self.pending.is_empty() {
            if let Some(open) = self.open.last_mut() {
                let form = self.annotations[open.index as usize].annotation.form;
                if !matches!(form, Form::Span | Form::Section) {
                    open.mark = match open.mark {
                        Mark::None => Mark::One(note),
                        Mark::One(before) if before == note => Mark::One(note),
                        _ => Mark::Several,
                    };
                }
            }
            return;
        }
        for index in std::mem::take(&mut self.pending) {
            let annotation = &mut self.annotations[index as usize].annotation;
            annotation.note = Some(note);
            annotation.src.clear();
        }
    }

    /// Opens a `:::` block.
    pub(super) fn open_block(&mut self, fence: usize, meaning: Meaning, index: usize, close: usize) {
        let fence = &self.mask.fences[fence];
        let Some(attributes) = &fence.attributes else { return };
        if !matches!(meaning, Meaning::Ours(_)) {
            self.end_turn();
        }
        self.writer.line();
        self.push_frame("</div>\n");
        let tag = format!("<div{}", tag_attributes(attributes));
        let closing = self.mask.covers(&self.items[close].range).next().map_or(fence.range.end, |c| c.end);
        match meaning {
            Meaning::Ours(class) => {
                let annotation = self.begin_annotation(
                    Beginning {
                        class,
                        form: Form::Block,
                        range: fence.range.start..closing,
                        attributes: Some(attributes),
                        attributes_range: attributes.range.clone(),
                        quoted: Quoted::Unknown,
                    },
                    |_| {},
                );
                self.frame().annotation = true;
                self.open_tag(&tag, Target::Annotation(annotation));
            }
            Meaning::Context | Meaning::Transcript | Meaning::Plain => {
                self.plain_tag(&tag, attributes);
                let scope = self.values().scope_of(meaning, attributes);
                self.scopes.push(scope);
                if meaning == Meaning::Transcript {
                    self.frame().transcript = true;
                }
            }
        }
        self.writer.html("\n");
        debug_assert!(index < close);
    }

    /// Writes the opening tag of something that says nothing.
    pub(super) fn plain_tag(&mut self, tag: &str, attributes: &Attributes) {
        self.writer.html(tag);
        if let Some(id) = attributes.id.as_ref().and_then(|id| self.take_own_id(id, false)) {
            self.ids.other.push(id.clone());
            self.writer.piece(Piece::Id(id));
        }
        self.writer.html(">");
    }

    /// Opens a span of ours.
    pub(super) fn begin_span(&mut self, group: usize, class: Class, open: usize, close: usize, leaf: usize) {
        let attributes = &self.mask.groups[group].attributes;
        let text = self.items[open].range.end;
        let beginning = Beginning {
            class,
            form: Form::Span,
            range: self.items[open].range.end - 1..attributes.range.end,
            attributes: Some(attributes),
            attributes_range: attributes.range.clone(),
            quoted: begins_with_quote(&self.source[text..self.items[close].range.start]),
        };
        let annotation = self.begin_annotation(beginning, |_| {});
        let passage = &self.passages[leaf];
        let place = (leaf as u32, passage.plain.len(), passage.hashed.len());
        self.open.last_mut().expect("was opened just now").begin = Some(place);
        self.open_tag(&format!("<span{}", tag_attributes(attributes)), Target::Annotation(annotation));
        self.writer.piece(Piece::SpanStart(annotation));
    }

    /// Closes a span of ours.
    pub(super) fn end_span(&mut self) {
        let Some(index) = self.open.last().map(|open| open.index) else { return };
        self.finish_annotation();
        self.writer.piece(Piece::SpanEnd(index));
        self.writer.html("</span>");
    }

    /// Opens the event of a section whose heading was just read.
    pub(super) fn begin_section_event(&mut self, group: usize, text: &str, index: usize) {
        let attributes = &self.mask.groups[group].attributes;
        let beginning = Beginning {
            class: Class::Event,
            form: Form::Section,
            range: self.items[index].range.clone(),
            attributes: Some(attributes),
            attributes_range: attributes.range.clone(),
            quoted: Quoted::Unknown,
        };
        let heading: Box<str> = text.into();
        self.begin_annotation(beginning, |annotation| annotation.heading = Some(heading));
    }

    /// The innermost annotation.
    pub(super) fn innermost(&self) -> Option<u32> {
        self.open.last().map(|open| open.index)
    }

    /// Whether words here are verbatim.
    pub(super) fn is_direct(&self) -> bool {
        self.innermost().is_some_and(|index| {
            let annotation = &self.annotations[index as usize].annotation;
            annotation.class == Class::Says && annotation.mode == Mode::Direct
        })
    }

    /// Writes text that is left as written because something is wrong there.
    pub(super) fn fault(&mut self, range: Range<usize>) {
        self.writer.draft(Draft::Piece(Piece::Fault(crate::text::escape(&self.source[range]).into())));
    }
}

const QUOTES: &[char] = &[
    '"', '\'', '\u{201c}', '\u{201d}', '\u{201e}', '\u{201f}', '\u{2018}', '\u{2019}', '\u{201a}', '\u{ab}',
    '\u{bb}', '\u{2039}', '\u{203a}', '\u{300c}', '\u{300e}', '\u{300a}',
];

/// Whether the source of a span's text begins with a quotation mark.
fn begins_with_quote(source: &str) -> Quoted {
    let text = source.trim_start_matches(['[', '*', '_', '\\', ' ', '\n', '\t', '>']);
    let entities = ["&quot;", "&ldquo;", "&bdquo;", "&laquo;", "&lsquo;", "&raquo;"];
    if text.starts_with(QUOTES) || entities.iter().any(|entity| text.starts_with(entity)) {
        Quoted::Verbatim
    } else {
        Quoted::Unknown
    }
}
