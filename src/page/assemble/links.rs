//! Names and links: of records, places in texts, sources, dates.

use super::Assembler;
use crate::address::{self, Key, Part, What};
use crate::date::Date;
use crate::diagnostics::Located;
use crate::document::annotation::{EventStatus, ParticipantKind};
use crate::document::{Id, Kind};
use crate::index::{Card, Facts, RecordNo, Statement};
use crate::locale::{Language, Localized, Text};
use crate::page::view::shared::{DateView, Label, LocalText, PlaceLink, RecordLink, SourceLink};

impl Assembler<'_> {
    /// The address of a record's page, from the site's root.
    pub fn href(&self, no: RecordNo) -> String {
        self.card_href(self.card(no))
    }

    /// The address of the page of a card.
    pub fn card_href(&self, card: &Card) -> String {
        address::of_card(card, self.language, self.site.languages()).encoded()
    }

    /// The address of a place on a record's page.
    pub fn place_href(&self, no: RecordNo, anchor: &str) -> String {
        format!("{}#{anchor}", self.href(no))
    }

    /// The address of another page of ours in this page's language.
    pub fn page_href(&self, what: What, part: Part) -> String {
        let key = Key { what, part, language: self.language.clone() };
        self.key_href(&key)
    }

    /// The address of a page by its key.
    pub fn key_href(&self, key: &Key) -> String {
        let cards = &self.inputs.cards;
        address::path(key, self.site.languages(), |id| {
            cards.values().find(|card| card.id == *id).map(|card| &**card)
        })
        .encoded()
    }

    /// The record with an id, of those that the page names.
    pub fn named(&self, id: &Id) -> Option<RecordNo> {
        self.inputs.cards.iter().find(|(_, card)| card.id == *id).map(|(no, _)| *no)
    }

    /// A record's name with a link to its page.
    pub fn link(&self, no: RecordNo) -> RecordLink {
        let card = self.card(no);
        let (language, name) = card.name(self.language, self.site.languages());
        let disambiguation = card.disambiguation.pick(self.language, self.site.languages());
        let name = match disambiguation {
            Some((_, words)) => format!("{name} ({words})"),
            None => name.to_owned(),
        };
        RecordLink {
            href: Some(self.href(no)),
            name,
            lang: self.lang(language),
            kind: kind_class(card).to_owned(),
            note: None,
            note_lang: None,
        }
    }

    /// A record's name with a link and what is said of it beside it, in whatever language.
    pub fn link_with_text(&self, no: RecordNo, note: Option<LocalText>) -> RecordLink {
        let (note, note_lang) = note.map_or((None, None), |note| (Some(note.text), note.lang));
        RecordLink { note, note_lang, ..self.link(no) }
    }

    /// A record's name with a link and a word beside it.
    pub fn link_with(&self, no: RecordNo, note: Option<String>) -> RecordLink {
        RecordLink { note, ..self.link(no) }
    }

    /// Several records' names.
    pub fn links<'b>(&self, records: impl IntoIterator<Item = &'b RecordNo>) -> Vec<RecordLink> {
        records.into_iter().map(|no| self.link(*no)).collect()
    }

    /// A name that has no page.
    pub fn name_only(&self, name: &str, language: &Language) -> RecordLink {
        RecordLink { name: name.to_owned(), lang: self.lang(language), ..RecordLink::default() }
    }

    /// A text field in this page's language, or another one marked as such.
    pub fn text(&self, text: &Text) -> Option<LocalText> {
        self.pick(text).map(|(language, text)| LocalText { text: text.clone(), lang: self.lang(language) })
    }

    /// The value for this page of something by language.
    pub fn pick<'b, T>(&self, localized: &'b Localized<T>) -> Option<(&'b Language, &'b T)> {
        localized.pick(self.language, self.site.languages())
    }

    /// A date in words.
    pub fn date(&self, date: &Date) -> DateView {
        DateView { words: self.locale.date(date), value: date.html_value(), note: None }
    }

    /// A date of front matter in words.
    pub fn located_date(&self, date: Option<&Located<Date>>) -> Option<DateView> {
        date.map(|date| self.date(&date.value))
    }

    /// A place in the text of the record that a document is a version of: it lands on `anchor`.
    pub fn place(&self, record: RecordNo, anchor: Option<&str>) -> PlaceLink {
        let card = self.card(record);
        let (language, title) = self.title(card);
        let href = match anchor {
            Some(anchor) => self.place_href(record, anchor),
            None => self.href(record),
        };
        PlaceLink {
            href,
            title,
            lang: self.lang(language),
            date: card.date.as_ref().map(|date| self.date(date)),
        }
    }

    fn title<'b>(&self, card: &'b Card) -> (&'b Language, String) {
        let order = self.site.languages();
        let shown =
            card.languages.iter().find(|language| *language == self.language).or(card.languages.first());
        let language = shown.expect("a record has a page in some language");
        let (found, name) =
            card.name.pick(language, order).map_or((language, card.id.as_str()), |(l, name)| (l, name));
        (found, name.to_owned())
    }

    /// Where a statement stands.
    pub fn statement_place(&self, statement: &Statement) -> PlaceLink {
        self.place(statement.told_in, statement.anchor())
    }

    /// Where a passage stands; `None` for a passage of a file that is no record's.
    pub fn passage_place(&self, facts: &Facts, passage: u32) -> Option<PlaceLink> {
        let passage = &facts.document.body.passages[passage as usize];
        Some(self.place(facts.record?, Some(passage.own_id.as_deref().unwrap_or(&passage.permalink))))
    }

    /// What a statement rests on.
    pub fn source_links(&self, statement: &Statement) -> Vec<SourceLink> {
        let citations = statement.sources.iter();
        citations
            .map(|citation| {
                let card = self.card(citation.source);
                let (language, name) = card.name(self.language, self.site.languages());
                let date = card.date.as_ref().map(|date| self.locale.date(date));
                let note: Vec<String> = card.publisher.iter().cloned().chain(date).collect();
                SourceLink {
                    href: self.href(citation.source),
                    title: name.to_owned(),
                    lang: self.lang(language),
                    note: (!note.is_empty()).then(|| note.join(", ")),
                    loc: citation.loc.as_ref().map(ToString::to_string),
                }
            })
            .collect()
    }

    /// A word of a closed list: the interface string `<list>-<word>`.
    pub fn label(&self, list: &str, word: &str) -> Label {
        Label { word: self.say(&format!("{list}-{word}")), class: word.to_owned() }
    }

    /// An event's status; `held` where nothing is said.
    pub fn status(&self, status: Option<EventStatus>) -> Label {
        self.label("event-status", status.unwrap_or(EventStatus::Held).as_str())
    }

    /// An event's status, where it is worth a word: not that it was held.
    pub fn remarkable_status(&self, status: Option<EventStatus>) -> Option<Label> {
        status.filter(|status| *status != EventStatus::Held).map(|status| self.status(Some(status)))
    }
}

/// The class of a record's kind; of a participant what kind of participant it is.
pub fn kind_class(card: &Card) -> &'static str {
    match card.kind {
        Kind::Participant => card.participant_kind.map_or("participant", ParticipantKind::as_str),
        Kind::Article => "article",
        Kind::Event => "event",
        Kind::Topic => "topic",
        Kind::Source => "source",
        Kind::Page => "page",
        Kind::Home => "home",
    }
}
