//! Footnotes: numbered in the order of their first mark, printed as one section at the end.

use super::events::Item;
use super::walk::Walk;
use crate::diagnostics::Code;
use crate::document::{Note, Piece};
use pulldown_cmark::{Event, Tag};
use std::collections::BTreeMap;

/// The notes of a body.
#[derive(Debug, Default)]
pub struct Notes {
    /// Definitions by folded label: the item that begins them.
    definitions: BTreeMap<String, usize>,
    /// Notes that were marked, by folded label: their index.
    numbers: BTreeMap<String, u32>,
    /// Notes that were marked, in that order.
    pub list: Vec<Note>,
    /// The items that begin them.
    pub items: Vec<usize>,
}

impl Walk<'_, '_> {
    /// Finds all definitions.
    pub(super) fn collect_notes(&mut self) {
        for (index, item) in self.items.iter().enumerate() {
            let Event::Start(Tag::FootnoteDefinition(label)) = &item.event else { continue };
            let folded = crate::text::fold_name(label);
            if self.notes.definitions.contains_key(&folded) {
                let message = format!("a second note `{label}`; the first one is shown");
                self.report.say(Code::VanishingText, message, label_range(item, label));
                continue;
            }
            self.notes.definitions.insert(folded, index);
        }
    }

    /// Writes a note's mark.
    pub(super) fn note_mark(&mut self, index: usize, label: &str) {
        let folded = crate::text::fold_name(label);
        let number = match self.notes.numbers.get(&folded) {
            Some(number) => *number,
            None => match self.notes.definitions.get(&folded).copied() {
                Some(definition) => self.number_note(folded, label, definition),
                // The parser gives marks of defined notes only.
                None => return,
            },
        };
        let place = self.items[index].range.start;
        let passage = self.frame().leaf;
        let note = &mut self.notes.list[number as usize];
        note.marks.push((passage, place));
        let mark = u32::try_from(note.marks.len()).expect("a body has fewer than 2^32 marks");
        self.writer.piece(Piece::NoteMark(number, mark));
        self.ids.other.push(Note::mark_id(number + 1, mark).into());
        self.mark_source(number);
    }

    fn number_note(&mut self, folded: String, label: &str, definition: usize) -> u32 {
        let index = u32::try_from(self.notes.list.len()).expect("a body has fewer than 2^32 notes");
        self.notes.numbers.insert(folded, index);
        self.notes.items.push(definition);
        self.ids.other.push(Note::id(index + 1).into());
        self.notes.list.push(Note {
            label: label.into(),
            number: index + 1,
            source_link: None,
            marks: Vec::new(),
        });
        index
    }

    /// Writes the notes that were marked, and those that are marked in them.
    pub(super) fn write_notes(&mut self) {
        if self.notes.list.is_empty() {
            return;
        }
        self.writer.line();
        self.writer.html("<section class=\"notes\">\n<h2>");
        self.writer.piece(Piece::Word("notes-heading"));
        self.writer.html("</h2>\n<ol>\n");
        // Notes that are first marked in a note join the list meanwhile.
        let mut next = 0;
        while next < self.notes.items.len() {
            self.write_note(next);
            next += 1;
        }
        self.writer.html("</ol>\n</section>\n");
    }

    fn write_note(&mut self, note: usize) {
        let start = self.notes.items[note];
        let end = self.items[start].other;
        self.note = Some(note as u32);
        self.heading = None;
        self.notes.list[note].source_link = self.source_link(start);
        self.writer.html("<li");
        self.writer.piece(Piece::Id(Note::id(note as u32 + 1).into()));
        self.writer.html(">\n");
        self.push_frame("</li>\n");
        let scopes = self.scopes.split_off(1.min(self.scopes.len()));
        self.walk(start + 1..end);
        self.scopes.extend(scopes);
        if let Some(link) = self.notes.list[note].source_link
            && let Some(link) = self.links.get_mut(link as usize)
        {
            link.loc = link.title.clone();
        }
        self.write_back_links(note);
        self.pop_frame();
        self.note = None;
    }

    /// The link that opens a note: the one that is read next, if nothing stands before it.
    fn source_link(&self, start: usize) -> Option<u32> {
        let first = self.items.get(start + 2)?;
        let opens = matches!(self.items[start + 1].event, Event::Start(Tag::Paragraph))
            && match &first.event {
                Event::Start(Tag::Link { dest_url, .. }) => {
                    super::links::read(dest_url, self.context.path, &self.context.settings.content).is_ok()
                }
                _ => false,
            };
        opens.then_some(self.links.len() as u32)
    }

    fn write_back_links(&mut self, note: usize) {
        self.leave_inline();
        self.end_sections(0);
        let within = self.writer.take_back("</p>\n");
        if !within {
            self.writer.html("<p>");
        }
        // Marks that later notes hold come after: they need no way back.
        let marks = self.notes.list[note].marks.len();
        for mark in 1..=marks.min(26) {
            let id = Note::mark_id(note as u32 + 1, mark as u32);
            self.writer.html(&format!(" <a class=\"note-back\" href=\"#{id}\" aria-label=\""));
            self.writer.piece(Piece::Word("note-back"));
            self.writer.html("\">\u{21a9}\u{fe0e}</a>");
        }
        self.writer.html("</p>\n");
    }

    /// Reports notes that nothing marks: their text does not appear.
    pub(super) fn tell_unmarked_notes(&mut self) {
        for (folded, index) in &self.notes.definitions {
            let item = &self.items[*index];
            if let (false, Event::Start(Tag::FootnoteDefinition(label))) =
                (self.notes.numbers.contains_key(folded), &item.event)
            {
                let message = format!("nothing marks the note `{label}`, so that it is not shown");
                self.report.say(Code::VanishingText, message, label_range(item, label));
            }
        }
    }
}

fn label_range(item: &Item<'_>, label: &str) -> std::ops::Range<usize> {
    item.range.start..(item.range.start + label.len() + 3).min(item.range.end)
}
