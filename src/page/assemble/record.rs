//! What pages of records have in common: name, picture, contents, sources, briefings, the ways to
//! their sections.

use super::Assembler;
use crate::address::List;
use crate::date::Date;
use crate::diagnostics::Located;
use crate::document::record::{Image, Party};
use crate::document::{Heading, Kind, Reference};
use crate::index::{Entry, RecordNo, Target, fields};
use crate::page::row::Row;
use crate::page::view::event::PlaceView;
use crate::page::view::row::{Section, SourceRow};
use crate::page::view::shared::{
    ContentsEntry, DateView, ImageView, LocalHtml, LocalText, NavLink, RecordLink,
};
use std::collections::BTreeSet;

/// A table of contents is shown from so many headings on, where the author does not say.
const HEADINGS: usize = 3;

impl<'a> Assembler<'a> {
    /// The record that the page is about.
    pub fn own(&self) -> &'a Entry {
        self.inputs.record.as_deref().expect("the page of a record is told its record")
    }

    /// The name of the page's record.
    pub fn own_name(&self) -> LocalText {
        let (language, name) = self.own().card.name(self.language, self.site.languages());
        LocalText { text: name.to_owned(), lang: self.lang(language) }
    }

    /// The text of the page's record, in the version that is shown.
    pub fn own_body(&self) -> Option<LocalHtml> {
        self.body(self.inputs.facts.as_deref()?)
    }

    /// The page's record's summary.
    pub fn own_summary(&self) -> Option<LocalHtml> {
        let entry = self.own();
        let (language, summary) = self.summary(entry)?;
        if summary.text.is_empty() {
            return None;
        }
        let version = entry.versions.iter().find(|version| version.language == *language).or(entry.base());
        let html = match version {
            Some(version) => self.inline_of(summary, entry.no, version).html,
            None => self.inline(summary),
        };
        Some(self.local_html(html, language))
    }

    /// A date with a phrase around it: "As of 15 March 2025"; the key takes `$date`.
    pub fn phrased_date(&self, key: &str, date: Option<&Located<Date>>) -> Option<DateView> {
        let mut date = self.located_date(date)?;
        date.words = self.say_text(key, "date", &date.words);
        Some(date)
    }

    /// The record's picture: where the record has it, with the words of the version that is shown.
    pub fn image(&self, entry: &Entry) -> Option<ImageView> {
        let base = entry.base()?;
        let image = fields::image(base.record())?;
        let owner = Some((entry.no, &base.document.path));
        let translated = entry.chosen(self.language).and_then(|version| fields::image(version.record()));
        let merged = entry.participant().and_then(|participant| participant.image.as_ref());
        let alt = |image: Option<&Image>| image.and_then(|image| image.alt.get(self.language)).cloned();
        let any = || self.pick(&image.alt).map(|(_, alt)| alt.clone());
        Some(ImageView {
            src: self.target_href(&self.target(&image.src.value), owner)?,
            alt: alt(translated)
                .or_else(|| alt(merged))
                .or_else(|| alt(Some(image)))
                .or_else(any)
                .unwrap_or_default(),
            credit: image
                .credit
                .as_ref()
                .map(|credit| self.say_text("article-picture-credit", "credit", credit)),
        })
    }

    /// The table of contents of the text that is shown; empty where none is wanted.
    pub fn contents(&self, toc: Option<bool>) -> Vec<ContentsEntry> {
        let headings = self.inputs.facts.as_deref().map_or(&[][..], |facts| &facts.document.body.headings);
        if toc.unwrap_or(headings.len() >= HEADINGS) { nest(headings) } else { Vec::new() }
    }

    /// A record of a kind that a field names; `None` where it is held back or of another kind.
    pub fn referred(&self, reference: &Reference, kind: Kind) -> Option<RecordNo> {
        match self.target(reference) {
            Target::Record { no, .. } if self.card(no).kind == kind => Some(no),
            _ => None,
        }
    }

    /// An organization or country; `None` where it is a record that is held back, of which nothing may
    /// be shown.
    pub fn known_party(&self, party: &Party) -> Option<RecordLink> {
        let target = party.reference.as_ref().map(|reference| self.target(reference));
        (target != Some(Target::Held)).then(|| self.party(party))
    }

    /// The sources of which the page shows more than the name, each once: the record's own come first.
    pub fn source_rows(&self) -> Vec<SourceRow> {
        let order = self.inputs.outline_order.iter().filter_map(|no| self.inputs.outlines.get(no));
        order.filter(|entry| entry.kind() == Kind::Source).map(|entry| self.source_row(entry)).collect()
    }

    /// The sources of the passages that lists of the page show, each once, in the lists' order.
    pub fn sources_of_rows(&self, lists: &[List]) -> Vec<SourceRow> {
        let mut seen = BTreeSet::new();
        let mut rows = Vec::new();
        for row in lists.iter().flat_map(|list| self.rows(*list).iter().rev()) {
            let Row::Statement(row) = row else { continue };
            let new =
                row.statement.sources.iter().map(|citation| citation.source).filter(|no| seen.insert(*no));
            rows.extend(new.map(|no| self.source_row_of_card(no)));
        }
        rows
    }

    fn source_row_of_card(&self, no: RecordNo) -> SourceRow {
        let card = self.card(no);
        let (language, title) = card.name(self.language, self.site.languages());
        SourceRow {
            href: self.href(no),
            title: LocalText { text: title.to_owned(), lang: self.lang(language) },
            publisher: card.publisher.clone(),
            date: card.date.as_ref().map(|date| self.date(date)),
            url: card.url.as_deref().and_then(web_address),
            archive: None,
            note: None,
        }
    }

    /// A list as a section under a heading of its own.
    pub fn section_named(&self, list: List, heading: String) -> Option<Section> {
        self.section(list).map(|section| Section { heading, ..section })
    }

    /// How many rows a list has in all.
    pub fn total(&self, list: List) -> usize {
        self.list(list).map_or(0, |inputs| inputs.shape.total.max(inputs.rows.len()))
    }

    /// The way to a section of the page, with how many rows it has; `None` where it is not there.
    pub fn way_to(&self, id: &str, heading: &str, count: usize) -> Option<NavLink> {
        (count > 0).then(|| NavLink {
            href: format!("#{id}"),
            text: heading.to_owned(),
            note: Some(self.locale.number(count as i64)),
            current: false,
        })
    }

    /// The way to a list's section.
    pub fn way_to_section(&self, section: Option<&Section>, list: List) -> Option<NavLink> {
        let section = section?;
        self.way_to(&section.id, &section.heading, self.total(list))
    }

    /// Where an event was: by its file, else in the words of the newest account that says so.
    pub fn place_view(&self, entry: &Entry) -> Option<PlaceView> {
        let Some(place) = entry.event().and_then(|event| event.place.as_ref()) else {
            let text = self.event_place(entry)?;
            return Some(PlaceView { name: LocalText { text, lang: None }, ..PlaceView::default() });
        };
        let coordinates = place.latitude.as_ref().zip(place.longitude.as_ref());
        Some(PlaceView {
            name: self.text(&place.name).unwrap_or_default(),
            country: place.country.as_ref().and_then(|country| self.known_party(country)),
            online: place.is_virtual.then(|| self.say("event-online")),
            coordinates: coordinates.map(|(latitude, longitude)| format!("{latitude}, {longitude}")),
        })
    }
}

/// An address elsewhere that may stand on a page: of the web, or of mail.
pub fn web_address(address: &str) -> Option<String> {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase())?;
    matches!(scheme.as_str(), "https" | "http" | "mailto").then(|| address.to_owned())
}

/// Headings by level: those that follow a higher one stand below it.
fn nest(headings: &[Heading]) -> Vec<ContentsEntry> {
    let mut entries = Vec::new();
    let mut rest = headings;
    while let Some((first, below)) = rest.split_first() {
        let end = below.iter().position(|heading| heading.level <= first.level).unwrap_or(below.len());
        let (children, others) = below.split_at(end);
        if first.text.is_empty() {
            entries.extend(nest(children));
        } else {
            entries.push(ContentsEntry {
                href: format!("#{}", first.id),
                text: first.text.to_string(),
                children: nest(children),
            });
        }
        rest = others;
    }
    entries
}

/// Whether a picture can be shown: no page asks anything of another host.
pub(super) fn is_of_the_site(image: &ImageView) -> bool {
    image.src.starts_with('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(level: u8, id: &str) -> Heading {
        Heading { level, id: id.into(), text: id.to_uppercase().into(), passage: None }
    }

    fn outline(entries: &[ContentsEntry]) -> String {
        let entry = |entry: &ContentsEntry| match entry.children.as_slice() {
            [] => entry.href.clone(),
            children => format!("{}({})", entry.href, outline(children)),
        };
        entries.iter().map(entry).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn contents_nest_by_level_even_where_levels_are_skipped() {
        for (levels, expected) in [
            (&[2, 2][..], "#a #b"),
            (&[2, 3, 3, 2], "#a(#b #c) #d"),
            (&[2, 4, 3, 2], "#a(#b #c) #d"),
            (&[3, 2], "#a #b"),
        ] {
            let headings: Vec<Heading> =
                levels.iter().zip(["a", "b", "c", "d"]).map(|(level, id)| heading(*level, id)).collect();
            assert_eq!(outline(&nest(&headings)), expected, "{levels:?}");
        }
    }

    #[test]
    fn only_addresses_of_web_and_mail_are_links() {
        assert!(web_address("HTTPS://a.example/").is_some());
        assert!(web_address("javascript:alert(1)").is_none());
        assert!(web_address("a.example").is_none());
    }
}
