//! Roles and memberships: what a participant is, was, and was on a date.

use super::Assembler;
use crate::date::{Date, Day};
use crate::document::record::{Membership, Role};
use crate::index::Entry;
use crate::page::view::participant::RoleRow;
use crate::page::view::shared::LocalText;
use std::cmp::Reverse;

impl Assembler<'_> {
    /// Roles that last on `as_of`, and all others, the latest first. A role without a date counts as
    /// one of now.
    pub fn roles(&self, roles: &[Role]) -> (Vec<RoleRow>, Vec<RoleRow>) {
        let today = self.inputs.as_of.as_ref().and_then(Date::latest);
        let (now, mut others): (Vec<&Role>, Vec<&Role>) =
            roles.iter().partition(|role| lasts_on(role_date(role), today));
        others.sort_by_cached_key(|role| Reverse(role_date(role).map(Date::sort_key)));
        let rows = |roles: Vec<&Role>| roles.into_iter().map(|role| self.role_row(role)).collect();
        (rows(now), rows(others))
    }

    fn role_row(&self, role: &Role) -> RoleRow {
        let for_whom = role
            .on_behalf_of
            .as_ref()
            .and_then(|other| self.referred(&other.value, crate::document::Kind::Participant));
        RoleRow {
            title: self.text(&role.title).unwrap_or_default(),
            organization: role.organization.as_ref().and_then(|party| self.known_party(party)),
            on_behalf_of: for_whom.map(|other| self.fact("for", vec![self.link(other)])),
            area: self.text(&role.area),
            date: self.located_date(role.date.as_ref()),
        }
    }

    /// What a participant is a member of; what is held back is left out.
    pub fn memberships(&self, memberships: &[Membership]) -> Vec<RoleRow> {
        let rows = memberships.iter().filter_map(|membership| {
            Some(RoleRow {
                title: self.text(&membership.role).unwrap_or_default(),
                organization: Some(self.known_party(&membership.organization)?),
                date: self.located_date(membership.date.as_ref()),
                ..RoleRow::default()
            })
        });
        rows.collect()
    }

    /// The roles of a participant on a date, in words: "Prime Minister, United Kingdom". `None` for the
    /// date gives those that have none themselves.
    pub fn role_on(&self, participant: &Entry, date: Option<&Date>) -> Option<String> {
        let fields = participant.participant()?;
        let day = date.and_then(Date::earliest);
        let roles = fields.roles.iter().filter(|role| lasts_on(role_date(role), day));
        let words: Vec<String> = roles.filter_map(|role| self.role_in_words(role)).collect();
        (!words.is_empty()).then(|| self.locale.list(&words))
    }

    /// What a participant is: its classification, else its kind.
    pub fn what_they_are(&self, participant: &Entry) -> Option<LocalText> {
        let classification = participant.participant().and_then(|fields| self.text(&fields.classification));
        let kind = participant.card.participant_kind;
        classification.or_else(|| {
            kind.map(|kind| LocalText { text: self.say(&format!("kind-{}", kind.as_str())), lang: None })
        })
    }
}

fn role_date(role: &Role) -> Option<&Date> {
    role.date.as_ref().map(|date| &date.value)
}

/// Whether an interval may hold a day. Without a day nothing that has an end is counted in.
fn lasts_on(date: Option<&Date>, day: Option<Day>) -> bool {
    match (date, day) {
        (None, _) => true,
        (Some(date), Some(day)) => within(date.earliest(), date.latest(), day),
        (Some(date), None) => date.latest().is_none(),
    }
}

fn within(earliest: Option<Day>, latest: Option<Day>, day: Day) -> bool {
    earliest.is_none_or(|earliest| earliest <= day) && latest.is_none_or(|latest| day <= latest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_lasts_from_its_first_day_to_its_last_and_open_ends_go_on() {
        let day = |year| Day { year, month: 7, day: 5 };
        for (earliest, latest, expected) in [
            (Some(2024), None, true),
            (None, Some(2025), true),
            (Some(2025), Some(2025), true),
            (Some(2020), Some(2024), false),
            (Some(2026), None, false),
            (None, None, true),
        ] {
            let within = within(earliest.map(day), latest.map(day), day(2025));
            assert_eq!(within, expected, "{earliest:?} to {latest:?}");
        }
    }
}
