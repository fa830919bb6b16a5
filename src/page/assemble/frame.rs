//! What stands around a page: its title, description and place among the other pages.
//!
//! [`Assembler::shell`] is made for each page, [`site_view`](super::site::site_view) once for each language. Both only look at
//! what the page sees.

use super::Assembler;
use crate::address::{self, List, Part, What, folder};
use crate::data::Node;
use crate::document::{Fields, Inline, Kind};
use crate::index::{Card, Entry, Facts};
use crate::locale::{Argument, Language};
use crate::page::view::shared::{ImageView, Link};
use crate::page::view::shell::Shell;
use crate::text;

/// How long a description may be, in characters.
const DESCRIPTION_LENGTH: usize = 160;

impl Assembler<'_> {
    /// What stands around the page. Without a description of its own the page is described by its
    /// record's summary, else by its first passage, else by what kind of page it is.
    pub fn shell(&self, title: &str, description: Option<String>) -> Shell {
        let hidden = matches!(self.key.what, What::NotFound | What::Redirect(..));
        Shell {
            kind: self.kind().to_owned(),
            title: self.document_title(title),
            description: self.description(title, description),
            section: self.section_href(),
            breadcrumbs: self.breadcrumbs(),
            as_of: self
                .inputs
                .as_of
                .as_ref()
                .map(|date| self.say_text("footer-as-of", "date", &self.locale.date(date))),
            languages: self.language_links(),
            // An address that answers nothing has no better one.
            canonical: self.absolute(&self.key_href(self.key)).filter(|_| !hidden),
            alternates: self.alternates(),
            picture: None,
            extra: self.extra(),
            hidden,
        }
    }

    /// The author's own keys of the page's record.
    fn extra(&self) -> Option<Node> {
        let record = self.inputs.record.as_ref()?;
        let versions = record.chosen(self.language).into_iter().chain(record.base());
        versions.filter_map(|version| version.record().common.extra.clone()).next()
    }

    /// The same with a picture for previews elsewhere.
    pub fn shell_with_picture(
        &self,
        title: &str,
        description: Option<String>,
        image: Option<&ImageView>,
    ) -> Shell {
        let picture = image.and_then(|image| match image.src.starts_with('/') {
            true => self.absolute(&image.src),
            false => Some(image.src.clone()),
        });
        Shell { picture, ..self.shell(title, description) }
    }

    /// The site's title in this page's language.
    pub fn site_title(&self) -> String {
        self.pick(&self.site.config.site.title).map(|(_, title)| title.clone()).unwrap_or_default()
    }

    /// The card of the record that the page is about, if it is about one.
    pub fn own_card(&self) -> Option<&Card> {
        if let Some(entry) = &self.inputs.record {
            return Some(&*entry.card);
        }
        match &self.key.what {
            What::Record(_, id)
            | What::RecordList(_, id, _)
            | What::TimelineOfTopic(id)
            | What::Redirect(_, id, _) => {
                self.inputs.cards.values().find(|card| card.id == *id).map(|card| &**card)
            }
            _ => None,
        }
    }

    /// Counts in words, those that are nothing left out: "4 passages, 2 events"; each key is an
    /// interface string with `$count`.
    pub fn tally(&self, counts: &[(&str, usize)]) -> Option<String> {
        let words: Vec<String> = counts
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(key, count)| self.say_count(key, *count))
            .collect();
        (!words.is_empty()).then(|| words.join(", "))
    }

    fn document_title(&self, title: &str) -> String {
        let site = self.site_title();
        if title == site {
            return site;
        }
        let arguments = [("title", Argument::Text(title)), ("site", Argument::Text(&site))];
        self.locale.say_with("title-with-site", &arguments)
    }

    /// The class of the page.
    fn kind(&self) -> &'static str {
        match (&self.key.what, self.key.part) {
            (What::Record(Kind::Topic, _), part) if part != Part::Whole => "positions",
            (What::Home | What::Record(Kind::Home, _) | What::Register(Kind::Home), _) => "home",
            (What::Record(Kind::Article, _), _) => "article",
            (What::Record(Kind::Participant, _), _) => "participant",
            (What::Record(Kind::Event, _), _) => "event",
            (What::Record(Kind::Topic, _), _) => "topic",
            (What::Record(Kind::Source, _), _) => "source",
            (What::Record(Kind::Page, _) | What::Register(Kind::Page), _) => "page",
            (What::Register(kind), _) => folder(*kind),
            (What::RecordList(..), _) => "list-part",
            (What::Positions, _) => "positions",
            (What::Attendance, _) => "attendance",
            (What::Timeline | What::TimelineOfTopic(_) | What::TimelineOfKind(_), _) => "timeline",
            (What::Statements, _) => "statements",
            (What::Changes, _) => "changes",
            (What::Corrections, _) => "corrections",
            (What::Redirect(..), _) => "redirect",
            (What::NotFound, _) => "not-found",
        }
    }

    fn description(&self, title: &str, own: Option<String>) -> String {
        let own = own.or_else(|| self.record_description()).map(|text| text::squeeze(&text));
        let found = own.filter(|text| !text.is_empty()).unwrap_or_else(|| {
            let site = self.site_title();
            let arguments = [("name", title), ("title", title), ("site", &site)];
            let arguments = arguments.map(|(name, text)| (name, Argument::Text(text)));
            self.locale.say_with(&format!("description-{}", self.kind()), &arguments)
        });
        text::cut_at_word(&found, DESCRIPTION_LENGTH)
    }

    fn record_description(&self) -> Option<String> {
        if self.key.part != Part::Whole {
            return None;
        }
        let entry = self.inputs.record.as_ref()?;
        let summary =
            self.summary(entry).map(|(_, summary)| summary.text.clone()).filter(|text| !text.is_empty());
        summary
            .or_else(|| first_passage(self.inputs.facts.as_deref()?))
            .or_else(|| self.newest_account_text(entry))
    }

    /// The newest account of an event that nothing else describes, in the page's language.
    fn newest_account_text(&self, event: &Entry) -> Option<String> {
        let accounts = event.accounts.iter().enumerate().rev();
        let mut shown = accounts.filter(|(place, account)| {
            account.language() == self.language && self.inputs.accounts.contains_key(&(event.no, *place))
        });
        shown.next().map(|(_, account)| account.annotation().text.to_string())
    }

    /// The summary of a record with the language that it is in.
    pub fn summary<'b>(&self, entry: &'b Entry) -> Option<(&'b Language, &'b Inline)> {
        let of_version = || {
            let version = entry.chosen(self.language)?;
            let summary = match &version.record().fields {
                Fields::Article(article) => article.summary.as_ref(),
                Fields::Page(page) | Fields::Home(page) => page.summary.as_ref(),
                _ => None,
            };
            Some((&version.language, summary?))
        };
        let order = self.site.languages();
        match &entry.fields {
            Fields::Participant(fields) => fields.summary.pick(self.language, order),
            Fields::Event(fields) => fields.summary.pick(self.language, order),
            Fields::Topic(fields) => fields.summary.pick(self.language, order),
            Fields::Article(_) | Fields::Page(_) | Fields::Home(_) => of_version(),
            Fields::Source(_) => None,
        }
    }

    /// The address of the menu's entry under which the page stands: its own, else its register's.
    fn section_href(&self) -> String {
        let own = self.key_href(self.key);
        if self.menu().iter().any(|entry| entry.href == own) {
            return own;
        }
        let what = match &self.key.what {
            What::Record(Kind::Page | Kind::Home, _) | What::NotFound => return String::new(),
            What::Redirect(Kind::Page | Kind::Home, ..) => return String::new(),
            What::Record(kind, _) | What::RecordList(kind, ..) | What::Redirect(kind, ..) => {
                What::Register(*kind)
            }
            What::TimelineOfTopic(_) | What::TimelineOfKind(_) => What::Timeline,
            what => what.clone(),
        };
        self.page_href(what, Part::Whole)
    }

    /// From the home page down, this page left out.
    fn breadcrumbs(&self) -> Vec<Link> {
        let crumb =
            |what: What, key: &str| Link { href: self.page_href(what, Part::Whole), text: self.say(key) };
        if self.key.what == What::Home {
            return Vec::new();
        }
        let mut crumbs = vec![crumb(What::Home, "nav-home")];
        match &self.key.what {
            What::Record(kind, _) | What::RecordList(kind, ..) if !folder(*kind).is_empty() => {
                crumbs.push(crumb(What::Register(*kind), &format!("nav-{}", folder(*kind))));
            }
            What::TimelineOfTopic(_) | What::TimelineOfKind(_) => {
                crumbs.push(crumb(What::Timeline, "nav-timeline"))
            }
            _ => {}
        }
        let is_part = self.key.part != Part::Whole;
        match &self.key.what {
            What::Record(..) | What::RecordList(..) if is_part => {
                crumbs.extend(self.own_card().map(|card| self.card_crumb(card)));
            }
            What::Register(_)
            | What::Positions
            | What::Attendance
            | What::Timeline
            | What::Statements
            | What::Changes
            | What::Corrections
                if is_part =>
            {
                crumbs.push(crumb(self.key.what.clone(), &format!("nav-{}", self.kind())));
            }
            What::TimelineOfTopic(_) if is_part => {
                let name = self.own_card().map(|card| self.card_crumb(card).text).unwrap_or_default();
                crumbs.push(Link { href: self.page_href(self.key.what.clone(), Part::Whole), text: name });
            }
            What::TimelineOfKind(kind) if is_part => {
                crumbs.push(Link {
                    href: self.page_href(self.key.what.clone(), Part::Whole),
                    text: kind.clone(),
                });
            }
            _ => {}
        }
        crumbs
    }

    fn card_crumb(&self, card: &Card) -> Link {
        let (_, name) = card.name(self.language, self.site.languages());
        Link { href: self.card_href(card), text: name.to_owned() }
    }

    /// What a list is called where it stands as a section.
    pub fn list_name(&self, list: List) -> String {
        self.say(&format!("section-{}", list.folder()))
    }
}

fn first_passage(facts: &Facts) -> Option<String> {
    use crate::document::PassageKind::Paragraph;
    let passages = &facts.document.body.passages;
    let first = passages.iter().find(|passage| passage.kind == Paragraph && passage.note.is_none());
    first.map(|passage| passage.text.to_string())
}

/// Whether an address within the site is that of a page that every language has.
pub(super) fn is_page_of_ours(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let top = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    let registers =
        [Kind::Article, Kind::Participant, Kind::Event, Kind::Topic, Kind::Source].map(address::folder);
    let others = ["", "positions", "attendance", "timeline", "statements", "changes", "corrections"];
    registers.contains(&top) || others.contains(&top)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_ours_are_told_from_files_and_the_authors_pages() {
        for (address, expected) in [
            ("/", true),
            ("/positions/", true),
            ("/participants/?x=1", true),
            ("/about/", false),
            ("/files/report.pdf", false),
        ] {
            assert_eq!(is_page_of_ours(address), expected, "{address}");
        }
    }
}
