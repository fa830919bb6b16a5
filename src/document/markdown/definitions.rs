//! Definitions of links that make text vanish, and inline texts.

use super::events::Item;
use super::walk::Walk;
use super::writer::Draft;
use crate::diagnostics::{Code, Diagnostics};
use crate::document::{Link, PassageKind, Piece};
use crate::text::fold_name;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::BTreeSet;

impl Walk<'_, '_> {
    /// Reports definitions such as `[name]: text`, which do not look like the definition of a link, and
    /// which no link goes by.
    pub(super) fn tell_definitions(&mut self) {
        let used: BTreeSet<String> = self.items.iter().filter_map(label_of).collect();
        for definition in &self.events.definitions {
            let is_used = || used.contains(&fold_name(&definition.label));
            if !leads_somewhere(&definition.destination) && !is_used() {
                let message = format!(
                    "`[{}]: {}` defines a link, so that it is not shown",
                    definition.label, definition.destination
                );
                let mut range = definition.range.clone();
                range.end = range.start + self.source[range.clone()].trim_end().len();
                let diagnostic = self
                    .report
                    .diagnostic(Code::VanishingText, message, range)
                    .help("write `\\[` where it is text");
                self.report.push(diagnostic);
            }
        }
    }

    /// Walks an inline text: its pieces, links and plain text.
    pub(super) fn only_inline(mut self) -> (Vec<Piece>, Vec<Link>, String, Diagnostics) {
        self.settle();
        self.push_root(false);
        if self.items.is_empty() {
            return (Vec::new(), Vec::new(), String::new(), self.report.finish());
        }
        let leaf = self.begin_passage(PassageKind::Paragraph, 0);
        let mut at = 0;
        while at < self.items.len() {
            let item = &self.items[at];
            at = match &item.event {
                Event::Start(Tag::Paragraph)
                | Event::End(TagEnd::Paragraph)
                | Event::FootnoteReference(_) => at + 1,
                _ => self.inline_only_step(at),
            };
        }
        self.leave_inline();
        let plain = super::passage::plain(&self.passages[leaf as usize].plain);
        let pieces = self.writer.finish().into_iter().filter_map(|draft| match draft {
            Draft::Piece(piece) => Some(piece),
            _ => None,
        });
        let (mut pieces, mut plain) = (pieces.collect::<Vec<_>>(), plain);
        take_lead(&mut pieces);
        if let Some(rest) = plain.strip_prefix(super::LEAD) {
            plain = rest.to_owned();
        }
        for link in &mut self.links {
            link.passage = None;
        }
        let pictures = self.pictures;
        for piece in &mut pieces {
            if let Piece::Picture(picture) = piece {
                *piece = Piece::Html(crate::text::escape(&pictures[*picture as usize].alt).into());
            }
        }
        (pieces, self.links, plain, self.report.finish())
    }

    /// Does what an item of an inline text says; blocks there can be none.
    fn inline_only_step(&mut self, index: usize) -> usize {
        match &self.items[index].event {
            Event::Start(
                Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. },
            )
            | Event::End(
                TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image,
            ) => self.inline_step(index),
            Event::Start(_) | Event::End(_) | Event::Rule => index + 1,
            _ => self.inline_step(index),
        }
    }
}

/// The label by which a link or picture goes, folded.
fn label_of(item: &Item<'_>) -> Option<String> {
    match &item.event {
        Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) if !id.is_empty() => Some(fold_name(id)),
        _ => None,
    }
}

/// Takes the mark away that keeps a text from being read as blocks.
fn take_lead(pieces: &mut Vec<Piece>) {
    if let Some(Piece::Html(html)) = pieces.first_mut()
        && let Some(rest) = html.strip_prefix(super::LEAD)
    {
        *html = rest.into();
    }
    pieces.retain(|piece| !matches!(piece, Piece::Html(html) if html.is_empty()));
}

/// Whether a destination looks like one, rather than like a word of a text.
fn leads_somewhere(destination: &str) -> bool {
    let word = destination.trim();
    !word.contains(char::is_whitespace)
        && (word.contains(['/', '#', '@', ':'])
            || word.rsplit_once('.').is_some_and(|(stem, suffix)| {
                !stem.is_empty()
                    && (2..=5).contains(&suffix.len())
                    && suffix.bytes().all(|b| b.is_ascii_alphanumeric())
            }))
}
