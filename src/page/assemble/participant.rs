//! `/participants/<id>/`: all that is known of one participant, and from where.

use super::Assembler;
use super::identifiers::identifier;
use super::record::is_of_the_site;
use super::record::web_address;
use crate::address::List;
use crate::document::Kind;
use crate::document::record::WebLink;
use crate::index::{Field, RecordNo};
use crate::page::view::Participant;
use crate::page::view::participant::PositionsSection;
use crate::page::view::shared::{Label, Link, NavLink, RecordLink};
use std::cmp::Ordering;
use std::collections::BTreeSet;

impl Assembler<'_> {
    /// A participant's page.
    pub fn participant(&self) -> Participant {
        let entry = self.own();
        let fields = entry.participant().expect("a participant's page is told a participant");
        let name = self.own_name();
        let image = self.image(entry);
        let (roles_now, roles_before) = self.roles(&fields.roles);
        let mut view = Participant {
            shell: self.shell_with_picture(&self.link(entry.no).name, None, image.as_ref()),
            disambiguation: self.text(&fields.disambiguation),
            kind: self.participant_kind(),
            classification: self.text(&fields.classification),
            image: image.filter(is_of_the_site),
            summary: self.own_summary(),
            aliases: self.other_names(entry),
            roles_now,
            roles_before,
            memberships: self.memberships(&fields.memberships),
            members: self.referring(&[Field::Membership, Field::RoleOrganization, Field::RoleFor]),
            parent: fields
                .parent
                .as_ref()
                .and_then(|parent| self.referred(&parent.value, Kind::Participant))
                .map(|parent| self.link(parent)),
            children: self.referring(&[Field::Parent]),
            identifiers: fields.identifiers.iter().map(|(key, value)| identifier(key, value)).collect(),
            links: fields.links.iter().filter_map(|link| self.web_link(link)).collect(),
            body: self.own_body(),
            contents: Vec::new(),
            said: self.section(List::Said),
            said_for: self
                .section_named(List::SaidFor, self.say_text("participant-said-for", "name", &name.text)),
            positions: self.positions_section(),
            did: self.section(List::Did),
            attended: self.attendance_section(),
            mentioned: self.section(List::Mentioned),
            others: self.section(List::Others),
            timeline: self.timeline_section(),
            appears_with: self.appears_with(),
            appears_with_figure: self.companions_figure(),
            sources: self.source_rows(),
            sources_note: self.sources_note(),
            cite: self.cite(&name.text, self.inputs.as_of.as_ref()),
            name,
        };
        view.contents = self.participant_contents(&view);
        view
    }

    fn participant_kind(&self) -> Label {
        match self.own().card.participant_kind {
            Some(kind) => self.label("kind", kind.as_str()),
            None => Label::default(),
        }
    }

    /// Participants that refer to this one by one of these fields, each once, by name.
    fn referring(&self, by: &[Field]) -> Vec<RecordLink> {
        let fields = self
            .inputs
            .fields
            .iter()
            .filter(|(from, field)| by.contains(field) && self.card(*from).kind == Kind::Participant);
        let records: BTreeSet<RecordNo> = fields.map(|(from, _)| *from).collect();
        let mut records: Vec<RecordNo> = records.into_iter().collect();
        records.sort_by(|a, b| self.by_name(*a, *b));
        self.links(&records)
    }

    /// Which of two records comes first by name, then by id.
    pub fn by_name(&self, a: RecordNo, b: RecordNo) -> Ordering {
        let (a, b) = (self.card(a), self.card(b));
        let order = self.site.languages();
        let names = self.locale.compare(a.sort_name(self.language, order), b.sort_name(self.language, order));
        names.then_with(|| a.id.cmp(&b.id))
    }

    fn web_link(&self, link: &WebLink) -> Option<Link> {
        let href = web_address(&link.url.value)?;
        let title = self.text(&link.title).map(|title| title.text).filter(|title| !title.is_empty());
        Some(Link { text: title.unwrap_or_else(|| href.clone()), href })
    }

    /// "the newest 20 of 312", where the newest statements' sources stand for all.
    fn sources_note(&self) -> Option<String> {
        let all = self.inputs.lists.get(&List::Sources)?.shape.total;
        self.newest_note(self.source_rows().len(), all)
    }

    fn positions_section(&self) -> Option<PositionsSection> {
        let trails = self.position_trails();
        (!trails.is_empty()).then(|| PositionsSection {
            id: "site-positions".to_owned(),
            heading: self.say("section-positions"),
            trails,
        })
    }

    /// With whom they share passages and events: "4 passages, 2 events".
    fn appears_with(&self) -> Vec<RecordLink> {
        let companions = self.inputs.counts.iter();
        companions.map(|(no, counts)| self.link_with(*no, self.shared(*counts))).collect()
    }

    fn participant_contents(&self, view: &Participant) -> Vec<NavLink> {
        let positions = view.positions.as_ref();
        let attended = view.attended.as_ref();
        let timeline = view.timeline.as_ref();
        [
            positions.and_then(|section| self.way_to(&section.id, &section.heading, section.trails.len())),
            self.way_to_section(view.said.as_ref(), List::Said),
            self.way_to_section(view.said_for.as_ref(), List::SaidFor),
            self.way_to_section(view.did.as_ref(), List::Did),
            attended
                .and_then(|section| self.way_to(&section.id, &section.heading, self.total(List::Attended))),
            self.way_to_section(view.mentioned.as_ref(), List::Mentioned),
            self.way_to_section(view.others.as_ref(), List::Others),
            timeline
                .and_then(|section| self.way_to(&section.id, &section.heading, self.total(List::Timeline))),
            self.way_to("site-appears-with", &self.say("participant-appears-with"), view.appears_with.len()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}
