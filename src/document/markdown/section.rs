//! Headings and their sections: ids, what holds in them, the events that they tell.

use super::classes::Meaning;
use super::walk::Walk;
use super::writer::{Draft, Target};
use crate::document::{Heading, PassageKind};
use pulldown_cmark::{Event, Tag};

/// An open section.
#[derive(Debug)]
pub struct Section {
    level: u8,
    annotation: bool,
    scopes: usize,
}

impl Walk<'_, '_> {
    pub(super) fn heading(&mut self, index: usize, level: u8) {
        self.end_turn();
        self.end_sections(level);
        self.writer.line();
        self.push_frame("");
        let passage = self.begin_passage(PassageKind::Heading, index);
        self.open_tag(&format!("<h{level}{}", self.heading_attributes(index)), Target::Passage(passage));
    }

    fn heading_attributes(&self, index: usize) -> String {
        let group = self.structure.headings.get(&index);
        group.map_or(String::new(), |group| {
            super::inline::tag_attributes(&self.mask.groups[*group].attributes)
        })
    }

    pub(super) fn end_heading(&mut self, index: usize) {
        let leaf = self.frame().leaf.expect("a heading is a passage");
        let Event::Start(Tag::Heading { level, .. }) = self.items[index].event else { return };
        let level = level as u8;
        let text = super::passage::plain(&self.passages[leaf as usize].plain);
        let group = self.structure.headings.get(&index).copied();
        let own = group.and_then(|group| self.mask.groups[group].attributes.id.clone());
        let meaning = group.and_then(|group| self.group_meanings[group]);
        let is_event = meaning == Some(Meaning::Ours(crate::document::Class::Event));
        let own = own.and_then(|own| self.take_own_id(&own, is_event));
        let id = own.unwrap_or_else(|| self.ids.slug(&text));
        self.leave_inline();
        let number = u32::try_from(self.headings.len()).expect("a body has fewer than 2^32 headings");
        self.passages[leaf as usize].own_id = Some(id.clone());
        self.headings.push(Heading { level, id: id.clone(), text: text.clone().into(), passage: Some(leaf) });
        self.pop_frame();
        let mut section = Section { level, annotation: false, scopes: self.scopes.len() };
        if let (Some(group), Some(meaning)) = (group, meaning) {
            section.annotation = self.begin_section(group, meaning, &text, index);
        }
        let annotation = self.annotations.len().wrapping_sub(1) as u32;
        let target = if section.annotation { Target::Annotation(annotation) } else { Target::Passage(leaf) };
        if section.annotation {
            self.writer.draft(Draft::Anchors(target));
        }
        self.ids.own.push((id, target));
        self.heading = Some(number);
        self.frame().sections.push(section);
        self.writer.html(&format!("</h{level}>\n"));
    }

    /// Ends the innermost block's sections down to `level` (0: all).
    pub(super) fn end_sections(&mut self, level: u8) {
        while self.frame().sections.last().is_some_and(|section| section.level >= level) {
            let section = self.frame().sections.pop().expect("there was a last one just now");
            if section.annotation {
                self.finish_annotation();
            }
            self.scopes.truncate(section.scopes);
        }
    }

    fn begin_section(&mut self, group: usize, meaning: Meaning, text: &str, index: usize) -> bool {
        let attributes = &self.mask.groups[group].attributes;
        let scope = self.values().scope(attributes);
        let is_event = meaning == Meaning::Ours(crate::document::Class::Event);
        if is_event {
            self.begin_section_event(group, text, index);
        }
        if !scope.is_empty() {
            self.scopes.push(scope);
        }
        is_event
    }
}
