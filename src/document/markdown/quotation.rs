//! Block quotes: quotations with an attribution, alerts, and plain ones.

use super::annotate::{Beginning, Quoted};
use super::links;
use super::spans::Role;
use super::structure::Quotation;
use super::walk::Walk;
use super::writer::Target;
use crate::date::Date;
use crate::diagnostics::{Code, Located};
use crate::document::body::References;
use crate::document::reference::NameStyle;
use crate::document::{Class, Form, Piece, Reference};
use pulldown_cmark::{BlockQuoteKind, Event, Tag};
use std::sync::Arc;

impl Walk<'_, '_> {
    /// Opens a block quote.
    pub(super) fn quote(&mut self, index: usize, kind: Option<BlockQuoteKind>) {
        self.writer.line();
        if let Some(kind) = kind {
            let (class, word) = match kind {
                BlockQuoteKind::Note => ("note", "alert-note"),
                BlockQuoteKind::Tip => ("tip", "alert-tip"),
                BlockQuoteKind::Important => ("important", "alert-important"),
                BlockQuoteKind::Warning => ("warning", "alert-warning"),
                BlockQuoteKind::Caution => ("caution", "alert-caution"),
            };
            self.push_frame("</div>\n");
            self.frame().transcript = false;
            self.writer.html(&format!("<div class=\"alert alert-{class}\">\n<p class=\"alert-title\">"));
            self.writer.piece(Piece::Word(word));
            self.writer.html("</p>\n");
            return;
        }
        self.push_frame("</blockquote>\n");
        match self.quotation_of(index) {
            Some(quotation) => self.begin_quotation(index, quotation),
            None => self.writer.html("<blockquote>\n"),
        }
    }

    fn begin_quotation(&mut self, index: usize, quotation: Quotation) {
        let end = self.items[quotation.paragraph].other;
        let group = quotation.group.filter(|group| self.group_meanings[*group].is_some());
        let attributes = group.map(|group| &self.mask.groups[group].attributes);
        let start = self.items[quotation.line].range.start;
        let line_end = self.items[end - 1].range.end;
        let (by, tail) = self.speakers(quotation.line, end);
        let date = self.date_in(&tail, end);
        let written = by.iter().map(|by| &self.source[by.range.clone()]).collect::<Vec<_>>().join(" ");
        let mut range = self.items[index].range.clone();
        range.end = range.start + self.source[range.clone()].trim_end().len();
        let beginning = Beginning {
            class: Class::Says,
            form: Form::Quotation,
            range,
            attributes,
            attributes_range: start..attributes.map_or(line_end, |attributes| attributes.range.end),
            quoted: Quoted::Verbatim,
        };
        let place = beginning.attributes_range.clone();
        let annotation = self.begin_annotation(beginning, |annotation| {
            annotation.by = by;
            annotation.date = date.map(|date| Located::new(date, place));
        });
        let draft = &mut self.annotations[annotation as usize];
        if draft.by.is_empty() {
            draft.by = written;
        }
        self.frame().annotation = true;
        let extra = attributes.map(super::inline::tag_attributes).unwrap_or_default();
        let tag = if extra.contains(" class=\"") {
            format!("<blockquote{}", extra.replacen(" class=\"", " class=\"says ", 1))
        } else {
            format!("<blockquote class=\"says\"{extra}")
        };
        self.open_tag(&tag, Target::Annotation(annotation));
        self.writer.html("\n");
        if let (Some(bad), None) = (quotation.group, group) {
            self.writer.html("<p>");
            self.fault(self.mask.groups[bad].attributes.range.clone());
            self.writer.html("</p>\n");
        }
    }

    /// The mentions that open an attribution, up to the first that other words lead to; and the words
    /// behind the last.
    fn speakers(&self, from: usize, to: usize) -> (References, String) {
        let mut found: References = Vec::new();
        let mut words = String::new();
        let mut at = from;
        while at < to {
            let item = &self.items[at];
            let mention = match &item.event {
                Event::Start(Tag::Link { dest_url, link_type, .. }) => {
                    let range = links::destination_range(self.items, at, self.source, *link_type, None);
                    let reference =
                        links::read(dest_url, self.context.path, &self.context.settings.content).ok();
                    let reference = reference
                        .filter(|r| matches!(r, Reference::Id { .. } | Reference::Path { .. }))
                        .map(|reference| Located::new(reference, range));
                    at = item.other;
                    reference
                }
                Event::Text(text) => match self.role(at) {
                    Role::NameOpen { style, close } => {
                        let range = item.range.end..self.items[close].range.start;
                        at = close;
                        Some(self.name(range, style))
                    }
                    _ => {
                        words.push_str(text);
                        None
                    }
                },
                _ => None,
            };
            if let Some(mention) = mention {
                if !found.is_empty() && !joins(&words) {
                    break;
                }
                words.clear();
                found.push(mention);
            }
            at += 1;
        }
        (found, words)
    }

    /// The date that stands behind the speakers: ", 2025-03-15". What is written like one and is none is
    /// reported, since another date would be inferred.
    fn date_in(&mut self, words: &str, end: usize) -> Option<Date> {
        let words = words.trim_start_matches([',', ' ', '[', ']']);
        let word = words.split([' ', '(', '\n']).next()?.trim_end_matches(['.', ',', ';']);
        if !word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '[' | '{')) {
            return None;
        }
        match Date::parse(word) {
            Ok(date) => Some(date),
            Err(error) => {
                let looks_like_date =
                    word.contains('-') && word.chars().filter(char::is_ascii_digit).count() >= 4;
                if looks_like_date {
                    let line = self.items[end - 1].range.clone();
                    self.report.say(Code::BadDate, error.sentence(word), line);
                }
                None
            }
        }
    }

    /// The name that stands in a range of the source.
    pub(super) fn name(&self, range: std::ops::Range<usize>, style: NameStyle) -> Located<Reference> {
        let name = super::passage::plain(&self.source[range.clone()]);
        Located::new(Reference::Name { name: Arc::from(name), style }, range)
    }

    /// Ends the words of a quotation in the middle of a paragraph; its attribution follows.
    pub(super) fn turn_to_attribution(&mut self) {
        let Some(leaf) = self.frame().leaf else { return };
        self.writer.html("\n");
        self.leave_inline();
        self.frame().attribution = None;
        self.frame().close = "</footer>\n";
        self.writer.html("</p>\n<footer>");
        self.begin_attribution(leaf);
    }

    /// Notes that the attribution begins here: what follows is none of the quotation's words.
    pub(super) fn begin_attribution(&mut self, leaf: u32) {
        let passage = &self.passages[leaf as usize];
        let place = (leaf, passage.plain.len(), passage.hashed.len());
        self.attributed = Some(place);
        if let Some(open) = self.open.last_mut() {
            open.end = Some(place);
        }
        self.inline.attribution = true;
    }
}

/// Whether words only join two names: punctuation, or one short word such as `and`.
fn joins(words: &str) -> bool {
    let words = words
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '&' | '/' | '+' | '[' | ']'));
    words.chars().count() <= 3 && words.chars().all(char::is_alphabetic)
}
