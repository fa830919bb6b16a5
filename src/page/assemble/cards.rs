//! Records as lists show them: a card of an article, a row of an event, source or topic.
//!
//! They take what the choice of inputs told as an outline; names and places that they lead to come
//! from cards.

use super::Assembler;
use super::record::web_address;
use crate::date::Date;
use crate::document::body::References;
use crate::document::record::{ArticleFields, InlineText, Party, PlaceFields};
use crate::document::{Fields, Kind};
use crate::index::{Attendee, Entry, RecordNo, Target, Version};
use crate::page::view::articles::ArticleCard;
use crate::page::view::events::EventRow;
use crate::page::view::row::SourceRow;
use crate::page::view::shared::{DateView, LocalHtml, LocalText, RecordLink};
use crate::page::view::topics::TopicRow;
use crate::page::visitor::Counts;

/// How many participants of an event a list names.
const FEW: usize = 6;

impl Assembler<'_> {
    /// An article in a list, without a reason for standing there.
    pub fn article_card(&self, article: &Entry) -> ArticleCard {
        let card = &article.card;
        let (language, title) = card.name(self.language, self.site.languages());
        let own = article.chosen(self.language).and_then(|version| Some((version, article_fields(version)?)));
        let summary = own.and_then(|(version, fields)| {
            Some(self.inline_of(fields.summary.as_ref()?, article.no, version))
        });
        let lang = self.lang(language);
        let topics = article.article().map(|fields| self.records_of(&fields.topics, Kind::Topic));
        ArticleCard {
            href: self.href(article.no),
            title: title.to_owned(),
            language_label: lang
                .as_ref()
                .map(|_| self.say_text("language-in", "language", &self.locale.language_name(language))),
            lang,
            summary,
            date: self.date_or_unknown(card.date.as_ref()),
            updated: card.updated.as_ref().map(|date| self.date(date)),
            genre: card.genre.map(|genre| self.label("genre", genre.as_str())),
            topics: topics.map(|topics| self.links(&topics)).unwrap_or_default(),
            reason: None,
        }
    }

    /// An event in a list, with the first few of those who were there or are expected.
    pub fn event_row(&self, event: &Entry, attendees: &[Attendee]) -> EventRow {
        let card = &event.card;
        EventRow {
            event: self.link_with(event.no, card.classification.clone()),
            date: card.date.as_ref().map(|date| self.date(date)),
            status: self.remarkable_status(card.status),
            place: self.event_place(event),
            summary: event.event().and_then(|fields| self.summary_of(event, &fields.summary)),
            participants: self.first_attendees(event, attendees),
        }
    }

    /// The first few who were at an event, or are expected there.
    pub fn first_attendees(&self, event: &Entry, attendees: &[Attendee]) -> Vec<RecordLink> {
        let open = matches!(
            event.card.status,
            Some(status) if status.is_open()
        );
        let expected = |attendee: &&Attendee| {
            let invited = attendee.role == Some(crate::document::annotation::AttendeeRole::Invited);
            attendee.was_present() || (open && invited && attendee.present != Some(false))
        };
        attendees.iter().filter(expected).take(FEW).map(|attendee| self.link(attendee.participant)).collect()
    }

    /// Where an event was, in words: by its file, else by the newest account that says so.
    pub fn event_place(&self, event: &Entry) -> Option<String> {
        let by_file = event.event().and_then(|fields| self.place_words(fields.place.as_ref()?));
        by_file.or_else(|| {
            let mut accounts = event.accounts.iter().enumerate().rev();
            accounts.find_map(|(place, account)| {
                self.inputs.accounts.get(&(event.no, place))?;
                account.annotation().place.as_ref().map(ToString::to_string)
            })
        })
    }

    /// "London, United Kingdom", "online".
    fn place_words(&self, place: &PlaceFields) -> Option<String> {
        let name = self.text(&place.name).map(|name| name.text);
        let country = place.country.as_ref().and_then(|country| self.known_party(country));
        let country = country.map(|country| country.name);
        let online = place.is_virtual.then(|| self.say("event-online"));
        let words: Vec<String> = name.into_iter().chain(country).chain(online).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }

    /// An organization or country: a record, or a name without a page.
    pub fn party(&self, party: &Party) -> RecordLink {
        let target = party.reference.as_ref().map(|reference| self.target(reference));
        match target {
            Some(Target::Record { no, .. }) if self.card(no).kind == Kind::Participant => self.link(no),
            _ => self.name_only(party.text.value.trim_start_matches('@'), self.language),
        }
    }

    /// A source in a list.
    pub fn source_row(&self, source: &Entry) -> SourceRow {
        let card = &source.card;
        let (language, title) = card.name(self.language, self.site.languages());
        let fields = source.source();
        let written_in = fields.and_then(|fields| fields.language.as_ref());
        SourceRow {
            href: self.href(source.no),
            title: LocalText { text: title.to_owned(), lang: self.lang(language) },
            publisher: card.publisher.clone(),
            date: card.date.as_ref().map(|date| self.date(date)),
            url: card.url.as_deref().and_then(web_address),
            archive: fields.and_then(|fields| web_address(&fields.archive.as_ref()?.value)),
            note: written_in.filter(|language| *language != self.language).map(|language| {
                self.say_text("language-in", "language", &self.locale.language_name(language))
            }),
        }
    }

    /// A topic in a list.
    pub fn topic_row(&self, topic: &Entry, counts: Counts) -> TopicRow {
        let fields = topic.topic();
        TopicRow {
            topic: self.link(topic.no),
            question: fields.and_then(|fields| self.text(&fields.question)),
            summary: fields.and_then(|fields| self.summary_of(topic, &fields.summary)),
            counts: self.counts_in_words(counts),
        }
    }

    /// "5 briefings and 12 statements"; `None` where there is nothing to count.
    pub fn counts_in_words(&self, counts: Counts) -> Option<String> {
        let words: Vec<String> =
            [("count-articles", counts.articles), ("count-statements", counts.statements)]
                .into_iter()
                .filter(|(_, count)| *count > 0)
                .map(|(key, count)| self.say_count(key, count))
                .collect();
        (!words.is_empty()).then(|| self.locale.list(&words))
    }

    /// A summary by language, of any record that the page sees in outline.
    pub fn summary_of(&self, entry: &Entry, summary: &InlineText) -> Option<LocalHtml> {
        let (language, inline) = self.pick(summary)?;
        let version =
            entry.versions.iter().find(|version| version.language == *language).or_else(|| entry.base());
        let html = match version {
            Some(version) => self.inline_of(inline, entry.no, version).html,
            None => self.inline(inline),
        };
        Some(self.local_html(html, language))
    }

    /// The records of a kind that a list of references names.
    pub fn records_of(&self, references: &References, kind: Kind) -> Vec<RecordNo> {
        let mut records = Vec::new();
        for reference in references {
            if let Target::Record { no, .. } = self.target(&reference.value)
                && self.card(no).kind == kind
                && !records.contains(&no)
            {
                records.push(no);
            }
        }
        records
    }

    /// A date in words; "date unknown" where there is none.
    pub fn date_or_unknown(&self, date: Option<&Date>) -> DateView {
        match date {
            Some(date) => self.date(date),
            None => DateView { words: self.say("event-date-unknown"), ..DateView::default() },
        }
    }
}

/// The article's fields in one version.
pub fn article_fields(version: &Version) -> Option<&ArticleFields> {
    match &version.record().fields {
        Fields::Article(fields) => Some(fields),
        _ => None,
    }
}
