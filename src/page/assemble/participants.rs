//! `/participants/`: the register of everyone who is named, by initial and by kind.

use super::Assembler;
use crate::address::List;
use crate::document::Kind;
use crate::document::annotation::ParticipantKind;
use crate::document::record::Role;
use crate::index::Entry;
use crate::locale::Argument;
use crate::page::view::Participants;
use crate::page::view::participants::{RegisterGroup, RegisterKind, RegisterRow};
use crate::page::view::shared::LocalText;
use crate::page::visitor::Counts;
use std::collections::BTreeSet;

impl Assembler<'_> {
    /// `/participants/` and its parts.
    pub fn participants(&self) -> Participants {
        let heading = self.heading_of_part(&self.say("participants-title"));
        let mut groups: Vec<RegisterGroup> = Vec::new();
        for (participant, counts) in self.counted(Kind::Participant) {
            let initial = self.initial(participant);
            let row = self.register_row(participant, counts);
            match groups.iter_mut().find(|group| group.heading == initial) {
                Some(group) => group.rows.push(row),
                None => groups.push(RegisterGroup {
                    id: format!("site-letter-{}", groups.len() + 1),
                    heading: initial,
                    rows: vec![row],
                }),
            }
        }
        Participants {
            shell: self.shell(&heading, None),
            heading,
            note: self.register_note("count-participants"),
            attendance: self.way_to_attendance(),
            groups,
            kinds: self.kinds_of_participants(),
            figure: self.company_figure(),
            parts: self.numbered_parts(List::Records),
        }
    }

    fn register_row(&self, participant: &Entry, counts: Counts) -> RegisterRow {
        let kind = participant.card.participant_kind.map(|kind| self.say(&format!("kind-{}", kind.as_str())));
        RegisterRow {
            participant: self.link_with(participant.no, kind),
            role: self.role_on(participant, self.inputs.as_of.as_ref()),
            aliases: self.other_names(participant),
            counts: self.counts_in_words(counts),
        }
    }

    fn kinds_of_participants(&self) -> Vec<RegisterKind> {
        let kinds = ParticipantKind::WORDS.iter().filter_map(|word| ParticipantKind::from_word(word));
        kinds
            .filter_map(|kind| {
                let own = self.counted(Kind::Participant).map(|(entry, _)| entry);
                let own = own.filter(|entry| entry.card.participant_kind == Some(kind));
                let links: Vec<_> = own.map(|entry| self.link(entry.no)).collect();
                (!links.is_empty()).then(|| RegisterKind {
                    id: format!("site-kind-{}", kind.as_str()),
                    heading: self.say(&format!("kinds-{}", kind.as_str())),
                    links,
                })
            })
            .collect()
    }

    /// The names that a participant bears besides the one that the page shows, each once.
    pub fn other_names(&self, participant: &Entry) -> Vec<LocalText> {
        let card = &participant.card;
        let mut seen = BTreeSet::from([card.name(self.language, self.site.languages()).1]);
        let mut names = Vec::new();
        let by_language = card.name.iter().map(|(language, name)| (Some(language), name.as_str()));
        let aliases = participant.participant().map(|fields| fields.aliases.as_slice()).unwrap_or_default();
        let aliases = aliases.iter().filter(|alias| !alias.weak);
        let aliases = aliases.map(|alias| (alias.lang.as_ref(), alias.name.value.as_str()));
        for (language, name) in by_language.chain(aliases) {
            if seen.insert(name) {
                let lang = language.and_then(|language| self.lang(language));
                names.push(LocalText { text: name.to_owned(), lang });
            }
        }
        names
    }

    /// "Prime Minister, United Kingdom"; `None` where a role has neither title nor organization.
    pub fn role_in_words(&self, role: &Role) -> Option<String> {
        let title = self.text(&role.title).map(|title| title.text);
        let organization = role.organization.as_ref().and_then(|party| self.known_party(party));
        let organization = organization.map(|organization| organization.name);
        match (title, organization) {
            (Some(role), Some(organization)) => {
                let arguments =
                    [("role", Argument::Text(&role)), ("organization", Argument::Text(&organization))];
                Some(self.locale.say_with("participant-role-at", &arguments))
            }
            (title, organization) => title.or(organization),
        }
    }
}
