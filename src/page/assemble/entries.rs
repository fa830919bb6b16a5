//! Entries of a timeline: events with their accounts, and acts and happenings without a page.

use super::Assembler;
use crate::date::{Date, Shape};
use crate::document::{Annotation, Class, Kind};
use crate::index::{Attendee, Entry, RecordNo, Statement};
use crate::page::row::{Row, StatementRow};
use crate::page::view::shared::{Fact, LocalHtml, PlaceLink, RecordLink};
use crate::page::view::timeline::TimelineEntry;
use crate::text;

/// How long the name of a happening may be that is taken from its text, in characters.
const NAME_LENGTH: usize = 80;

impl Assembler<'_> {
    /// An event, or an act or happening without a page; `None` for rows that stand on no timeline.
    pub fn timeline_entry(&self, row: &Row) -> Option<TimelineEntry> {
        match row {
            Row::Event { event, attendees } => Some(self.timeline_event(event, attendees)),
            Row::Statement(row) => Some(self.timeline_act(row)),
            _ => None,
        }
    }

    fn timeline_event(&self, event: &Entry, attendees: &[Attendee]) -> TimelineEntry {
        let card = &event.card;
        let summary = event.event().and_then(|fields| self.summary_of(event, &fields.summary));
        TimelineEntry {
            id: format!("site-t-{}", event.id()),
            kind: "event".to_owned(),
            date: self.date_or_unknown(card.date.as_ref()),
            precision: precision(card.date.as_ref()).to_owned(),
            gap: None,
            title: self.link_with(event.no, card.classification.clone()),
            status: self.remarkable_status(card.status),
            place: self.event_place(event),
            text: summary.or_else(|| self.newest_account(event)),
            participants: self.first_attendees(event, attendees),
            topics: self.topics_fact(&self.topics_of(event)),
            accounts: self.account_places(event),
        }
    }

    fn topics_of(&self, event: &Entry) -> Vec<RecordNo> {
        event.event().map(|fields| self.records_of(&fields.topics, Kind::Topic)).unwrap_or_default()
    }

    fn topics_fact(&self, topics: &[RecordNo]) -> Option<Fact> {
        (!topics.is_empty()).then(|| self.fact("topics", self.links(topics)))
    }

    /// The newest account of an event in the page's language, else in any that the page shows.
    fn newest_account(&self, event: &Entry) -> Option<LocalHtml> {
        let shown = || {
            let accounts = event.accounts.iter().enumerate().rev();
            accounts
                .filter_map(|(place, account)| Some((account, self.inputs.accounts.get(&(event.no, place))?)))
        };
        let own = shown().find(|(account, _)| account.language() == self.language);
        let (account, facts) = own.or_else(|| shown().next())?;
        Some(self.annotation(facts, account.annotation))
    }

    /// Where the accounts of an event stand, of versions that the page shows.
    pub fn account_places(&self, event: &Entry) -> Vec<PlaceLink> {
        (0..event.accounts.len()).filter_map(|place| self.account_place(event, place)).collect()
    }

    /// Where one account of an event stands; `None` where the page shows another version of its text.
    pub fn account_place(&self, event: &Entry, place: usize) -> Option<PlaceLink> {
        let facts = self.inputs.accounts.get(&(event.no, place))?;
        let annotation = event.accounts.get(place)?.annotation();
        let passage = || {
            let passage = annotation.passages.clone().next()?;
            Some(&*facts.document.body.passages[passage as usize].permalink)
        };
        let own = annotation.own_id.as_ref().map(|id| id.value.as_str());
        let anchor = own.or(annotation.permalink.as_deref()).or_else(passage);
        Some(self.place(facts.record?, anchor))
    }

    fn timeline_act(&self, row: &StatementRow) -> TimelineEntry {
        let statement = &*row.statement;
        let annotation = statement.annotation();
        let is_act = annotation.class == Class::Did;
        let place = self.statement_place(statement);
        // One actor is the title; several stand below it, each with a link.
        let several = statement.by.iter().copied().filter(|_| is_act && statement.by.len() > 1);
        let with = statement.with.iter().map(|(no, _)| *no);
        let anchor = annotation.permalink.as_deref().or(statement.anchor()).unwrap_or_default();
        TimelineEntry {
            // Permalinks are unique within one text alone.
            id: format!("site-t-{}-{anchor}", self.card(statement.told_in).id),
            kind: if is_act { "act" } else { "event" }.to_owned(),
            date: self.statement_date(statement).unwrap_or_else(|| self.date_or_unknown(None)),
            precision: precision(statement.date.as_ref()).to_owned(),
            gap: None,
            title: self.act_title(statement, &place),
            status: self.remarkable_status(annotation.event_status),
            place: annotation.place.as_ref().map(ToString::to_string),
            text: Some(self.annotation(&row.facts, statement.annotation)),
            participants: several.chain(with).map(|no| self.link(no)).collect(),
            topics: self.topics_fact(&statement.on),
            accounts: vec![place],
        }
    }

    /// Who acted, with a link to their page, or to the act where there are several; of a happening its
    /// name, with a link to its account.
    fn act_title(&self, statement: &Statement, place: &PlaceLink) -> RecordLink {
        let href = Some(place.href.clone());
        let mut speakers = self.speakers(statement);
        if statement.class() != Class::Did || speakers.is_empty() {
            let name = happening_name(statement.annotation());
            return RecordLink {
                href,
                kind: "event".to_owned(),
                ..self.name_only(&name, &statement.document.language)
            };
        }
        if speakers.len() == 1 {
            return speakers.remove(0);
        }
        let names: Vec<String> = speakers.into_iter().map(|speaker| speaker.name).collect();
        RecordLink { href, name: self.locale.list(&names), ..RecordLink::default() }
    }
}

/// The name of a happening without a page: its section's heading, else its first sentence.
fn happening_name(annotation: &Annotation) -> String {
    let name = annotation.heading.as_deref().unwrap_or_else(|| text::first_sentence(&annotation.text));
    text::cut_at_word(name.trim_end_matches('.'), NAME_LENGTH)
}

/// How the rail shows a date.
fn precision(date: Option<&Date>) -> &'static str {
    match date {
        None => "undated",
        Some(date) if date.is_exact() => "exact",
        Some(date) if matches!(date.shape(), Shape::Interval { .. } | Shape::AllOf(_)) => "range",
        Some(_) => "vague",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rail_tells_exact_dates_from_vague_ones_and_ranges() {
        for (written, expected) in [
            ("2025-03-15", "exact"),
            ("2025-03-15T14:00:00+01:00", "exact"),
            ("2025-03", "vague"),
            ("2025-03-15~", "vague"),
            ("[2025-03-11,2025-03-12]", "vague"),
            ("2025-03-11/2025-03-14", "range"),
            ("2025-03-20/..", "range"),
        ] {
            let date = Date::parse(written).expect("a date");
            assert_eq!(precision(Some(&date)), expected, "{written}");
        }
        assert_eq!(precision(None), "undated");
    }
}
