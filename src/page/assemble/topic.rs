//! `/topics/<id>/`: the question, who stands where, and what was said; and the further parts of its
//! matrix.

use super::Assembler;
use crate::address::List;
use crate::page::view::row::Section;
use crate::page::view::shared::NavLink;
use crate::page::view::stance::MatrixPart;
use crate::page::view::{Positions, Topic};

impl Assembler<'_> {
    /// A topic's page.
    pub fn topic(&self) -> Topic {
        let entry = self.own();
        let fields = entry.topic().expect("a topic's page is told a topic");
        let name = self.own_name();
        let positions = self.matrix(&self.say_text("positions-on-topic", "topic", &name.text));
        let mut view = Topic {
            shell: self.shell(&name.text, None),
            question: self.text(&fields.question),
            summary: self.own_summary(),
            as_of: self.phrased_date("topic-as-of", fields.as_of.as_ref()),
            next_update: self.phrased_date("topic-next-update", fields.next_update.as_ref()),
            body: self.own_body(),
            contents: Vec::new(),
            positions: positions.matrix.is_some().then_some(positions),
            statements: self.section(List::Statements),
            did: self.section(List::Did),
            timeline: self.timeline_section(),
            mentioned: self.section(List::Mentioned),
            articles: self.article_rows(self.rows(List::Briefings)),
            articles_parts: self.list_parts(List::Briefings),
            sources: self.sources_of_rows(&[List::Statements, List::Did]),
            cite: self.cite(&name.text, fields.as_of.as_ref().map(|date| &date.value)),
            name,
        };
        view.contents = self.topic_contents(&view);
        view
    }

    /// A further part of a topic's matrix.
    pub fn topic_positions(&self) -> Positions {
        let name = self.own_card().map_or("", |card| card.name(self.language, self.site.languages()).1);
        let caption = self.say_text("positions-on-topic", "topic", name);
        let heading = self.heading_of_part(&caption);
        Positions {
            shell: self.shell(&heading, None),
            heading,
            note: Some(self.say("positions-note")),
            positions: self.matrix(&caption),
        }
    }

    fn topic_contents(&self, view: &Topic) -> Vec<NavLink> {
        let section = |section: &Option<Section>, list| self.way_to_section(section.as_ref(), list);
        let timeline = view.timeline.as_ref();
        [
            self.way_to(
                "site-positions",
                &self.say("topic-positions"),
                self.participants_in(&view.positions),
            ),
            section(&view.statements, List::Statements),
            section(&view.did, List::Did),
            timeline
                .and_then(|section| self.way_to(&section.id, &section.heading, self.total(List::Timeline))),
            section(&view.mentioned, List::Mentioned),
            self.way_to("site-articles", &self.say("topic-articles"), self.total(List::Briefings)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// How many participants have a position, on all parts of the matrix.
    fn participants_in(&self, positions: &Option<MatrixPart>) -> usize {
        let shown =
            positions.as_ref().and_then(|part| part.matrix.as_ref()).map_or(0, |matrix| matrix.rows.len());
        let all = self.inputs.lists.get(&List::Positions).map_or(0, |inputs| inputs.shape.total);
        if shown == 0 { 0 } else { all.max(shown) }
    }
}
