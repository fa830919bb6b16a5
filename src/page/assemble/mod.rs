//! Makes the view of a page of what the page sees, and of nothing else.
//!
//! What all kinds of page need is here: names and links ([`links`]), text ([`print`](mod@print)),
//! rows of lists ([`rows`]), stances with their evidence ([`stances`]), lists and their parts
//! ([`sections`]). One file for each kind of page puts these together.

pub mod article;
pub mod attendance;
pub mod cards;
pub mod changes;
pub mod cite;
pub mod corrections;
pub mod entries;
pub mod event;
pub mod figures;
pub mod frame;
pub mod home;
pub mod identifiers;
pub mod languages;
pub mod links;
pub mod list_part;
pub mod not_found;
pub mod participant;
pub mod participants;
pub mod plain_page;
pub mod positions;
pub mod print;
pub mod record;
pub mod redirect;
pub mod registers;
pub mod roles;
pub mod rows;
pub mod sections;
pub mod site;
pub mod source;
pub mod stances;
pub mod statements;
pub mod timeline;
pub mod topic;

use super::site::Site;
use super::view::View;
use super::visitor::Inputs;
use crate::address::{Key, Part, What};
use crate::document::Kind;
use crate::index::{Card, RecordNo};
use crate::locale::{Argument, Language, Locale};

/// Makes the view of a page.
pub fn assemble(key: &Key, inputs: &Inputs, site: &Site) -> View {
    let page = Assembler::new(key, inputs, site);
    match &key.what {
        What::Home => View::Home(Box::new(page.home())),
        What::Register(kind) => page.register(*kind),
        What::Record(kind, _) => page.record(*kind),
        What::RecordList(..) => View::ListPart(Box::new(page.list_part())),
        What::Statements if key.part != Part::Whole => View::ListPart(Box::new(page.list_part())),
        What::Positions => View::Positions(Box::new(page.positions())),
        What::Attendance => View::Attendance(Box::new(page.attendance())),
        What::Timeline | What::TimelineOfTopic(_) | What::TimelineOfKind(_) => {
            View::Timeline(Box::new(page.timeline()))
        }
        What::Statements => View::Statements(Box::new(page.statements())),
        What::Changes => View::Changes(Box::new(page.changes())),
        What::Corrections => View::Corrections(Box::new(page.corrections())),
        What::Redirect(kind, id, _) => View::Redirect(Box::new(page.redirect(*kind, id))),
        What::NotFound => View::NotFound(Box::new(page.not_found())),
    }
}

/// Puts together the view of one page.
pub struct Assembler<'a> {
    /// The page.
    pub key: &'a Key,
    /// What it sees.
    pub inputs: &'a Inputs,
    /// What all pages share.
    pub site: &'a Site,
    /// The language of the page.
    pub language: &'a Language,
    /// That language's way of saying things.
    pub locale: &'a Locale,
}

impl<'a> Assembler<'a> {
    /// Begins with a page and what it sees.
    pub fn new(key: &'a Key, inputs: &'a Inputs, site: &'a Site) -> Self {
        Self { key, inputs, site, language: &key.language, locale: site.locale(&key.language) }
    }

    fn register(&self, kind: Kind) -> View {
        match kind {
            Kind::Article => View::Articles(Box::new(self.articles())),
            Kind::Participant => View::Participants(Box::new(self.participants())),
            Kind::Event => View::Events(Box::new(self.events())),
            Kind::Topic => View::Topics(Box::new(self.topics())),
            Kind::Source => View::Sources(Box::new(self.sources())),
            Kind::Home | Kind::Page => View::Home(Box::new(self.home())),
        }
    }

    fn record(&self, kind: Kind) -> View {
        match kind {
            Kind::Article => View::Article(Box::new(self.article())),
            Kind::Participant => View::Participant(Box::new(self.participant())),
            Kind::Event => View::Event(Box::new(self.event())),
            Kind::Topic if self.key.part != Part::Whole => View::Positions(Box::new(self.topic_positions())),
            Kind::Topic => View::Topic(Box::new(self.topic())),
            Kind::Source => View::Source(Box::new(self.source())),
            Kind::Page => View::Page(Box::new(self.page())),
            Kind::Home => View::Home(Box::new(self.home())),
        }
    }

    /// The card of a record that the page names.
    pub fn card(&self, no: RecordNo) -> &'a Card {
        self.inputs.cards.get(&no).expect("the choice of inputs tells the card of every record that is named")
    }

    /// An interface string.
    pub fn say(&self, key: &str) -> String {
        self.locale.say(key)
    }

    /// An interface string with a number in it.
    pub fn say_count(&self, key: &str, count: usize) -> String {
        self.locale.say_with(key, &[("count", Argument::Number(count as i64))])
    }

    /// An interface string with a text in it.
    pub fn say_text(&self, key: &str, name: &str, text: &str) -> String {
        self.locale.say_with(key, &[(name, Argument::Text(text))])
    }

    /// The tag of a language where it is not the page's.
    pub fn lang(&self, language: &Language) -> Option<String> {
        (language != self.language).then(|| language.to_string())
    }
}
