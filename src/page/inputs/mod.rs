//! The one place that chooses what a page sees.
//!
//! [`visit`] tells a [`Visitor`] everything that the page of a key shows, and nothing else; what
//! `assemble` makes of it gets nothing but what was told. Only this folder, `lists/inputs.rs`
//! and files named `plan.rs` look at the index.

mod attendance;
mod company;
mod matrix;
mod origins;
mod records;
mod registers;
mod rows;

pub(crate) use attendance::AttendanceTable;
pub(crate) use matrix::{Matrix, stances};

use super::lists::Lists;
use super::site::Site;
use super::visitor::Visitor;
use crate::address::{Key, What};
use crate::document::Reference;
use crate::index::register::Resolution;
use crate::index::{DocumentNo, Entry, RecordNo, SiteIndex, Target, fields};
use crate::locale::Language;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Tells a visitor what the page of a key sees.
pub fn visit(index: &SiteIndex, site: &Site, lists: &Lists, key: &Key, visitor: &mut dyn Visitor) {
    let names_followed = BTreeSet::new();
    let mut choice = Choice { index, site, lists, key, language: &key.language, visitor, names_followed };
    choice.frame();
    match &key.what {
        What::Home => choice.home(),
        What::Register(kind) => choice.register(*kind),
        What::Record(kind, id) => choice.record_page(*kind, id),
        What::RecordList(_, id, list) => choice.record_list(id, *list),
        What::Positions => choice.matrix(None),
        What::Attendance => choice.attendance_table(),
        What::Timeline | What::TimelineOfTopic(_) | What::TimelineOfKind(_) => choice.timeline(),
        What::Statements | What::Changes | What::Corrections => choice.lists(),
        What::Redirect(..) => {
            if let Some(entry) = choice.own().cloned() {
                choice.card(entry.no);
            }
        }
        What::NotFound => {}
    }
}

/// Tells a visitor what stands around the pages of a language.
pub fn visit_frame(
    index: &SiteIndex,
    site: &Site,
    lists: &Lists,
    language: &Language,
    visitor: &mut dyn Visitor,
) {
    let (key, names_followed) = (Key::whole(What::Home, language), BTreeSet::new());
    Choice { index, site, lists, key: &key, language, visitor, names_followed }.frame();
}

struct Choice<'a> {
    index: &'a SiteIndex,
    site: &'a Site,
    lists: &'a Lists,
    key: &'a Key,
    language: &'a Language,
    visitor: &'a mut dyn Visitor,
    /// Texts of which the names were looked up for those who ask for origins.
    names_followed: BTreeSet<DocumentNo>,
}

impl Choice<'_> {
    /// What stands around every page: menu, footer, policies, and the page in other languages.
    fn frame(&mut self) {
        let references: Vec<&Reference> = self.site.references(self.language).collect();
        for reference in references {
            self.target(reference);
        }
        for language in self.site.languages() {
            if self.exists_in(language) {
                self.visitor.language(language);
            }
        }
    }

    fn exists_in(&self, language: &Language) -> bool {
        match &self.key.what {
            What::Record(..) | What::RecordList(..) => {
                self.own().is_some_and(|entry| entry.card.languages.contains(language))
            }
            What::TimelineOfTopic(_) => {
                language == self.language
                    || self.lists.timelines(self.index, language).iter().any(|key| key.what == self.key.what)
            }
            // A version's old addresses are its own.
            What::Redirect(..) => language == self.language,
            What::NotFound => self.site.languages().first() == Some(language),
            _ => true,
        }
    }

    fn target(&mut self, reference: &Reference) {
        let target = match self.index.register().resolve(reference) {
            Resolution::Record { no, .. } => {
                self.card(no);
                let anchor = match reference {
                    Reference::Id { anchor, .. } | Reference::Path { anchor, .. } => anchor.clone(),
                    _ => None,
                };
                Target::Record { no, anchor }
            }
            Resolution::Held { .. } => Target::Held,
            Resolution::Unknown | Resolution::Ambiguous(_) => match reference {
                Reference::Name { .. } => Target::AsWritten,
                _ => Target::Fault,
            },
            Resolution::Other => match reference {
                Reference::Anchor(anchor) => Target::Anchor(anchor.clone()),
                Reference::File(path) => Target::File(path.clone()),
                Reference::Site(address) => Target::Site(address.clone()),
                Reference::Address(address) => Target::Address(address.clone()),
                _ => Target::Fault,
            },
        };
        self.visitor.target(reference, &target);
    }

    fn card(&mut self, no: RecordNo) {
        let entry = self.index.entry(no).expect("numbers that an index gives out name its records");
        self.visitor.card(entry);
    }

    /// A record of which front matter is shown: with it, what that refers to.
    fn outline(&mut self, entry: &Arc<Entry>) {
        self.visitor.outline(entry);
        self.card(entry.no);
        self.front_matter(entry);
    }

    fn front_matter(&mut self, entry: &Arc<Entry>) {
        let index = self.index;
        // A text that the page's language and the first lack may come from any version.
        let versions = entry.versions.iter();
        let references: BTreeSet<&Reference> =
            versions.flat_map(|version| fields::references(version.record())).collect();
        for reference in references {
            self.target(reference);
        }
        for account in &entry.accounts {
            if let Some(told_in) = index.register().by_id(account.told_in.as_str()) {
                self.card(told_in.no);
            }
        }
    }

    fn as_of(&mut self) {
        if let Some(date) = self.index.as_of() {
            self.visitor.as_of(date);
            self.origins_of_as_of(date);
        }
    }
}
