//! The lines of a listing: what each says, and where that stands.

use crate::diagnostics::Span;
use crate::digest::ContentHash;
use crate::document::{Class, Document, Reference};
use crate::index::accounts::Account;
use crate::index::{Attendee, Card, Entry, Facts, RecordNo, Statement, Version};
use crate::locale::Language;
use crate::page::row::StatementRow;
use crate::paths::SourcePath;
use crate::source::SourceSet;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

/// One thing that a page sees.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Seen {
    /// What it is: `article`, `statement`, `name`.
    pub what: &'static str,
    /// Which: a record's id, an address, a date, a number; empty where `what` says it all.
    pub name: String,
    /// The language of the text that it is taken from.
    pub language: Option<Language>,
    /// Where it stands; `None` for what is made of several texts.
    pub place: Option<Span>,
    /// The first digits of the hash of what is seen there; equal from run to run.
    pub hash: String,
}

/// Lines in the order in which they are added.
pub(super) struct Lines<'a> {
    sources: &'a SourceSet,
    told: Vec<Told>,
    cards: HashMap<RecordNo, Arc<Card>>,
}

/// A line, and the record that gives its name: it may be made known later than it is told of.
struct Told {
    seen: Seen,
    record: Option<RecordNo>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(sources: &'a SourceSet) -> Self {
        Self { sources, told: Vec::new(), cards: HashMap::new() }
    }

    /// Each line once.
    pub(super) fn finish(self) -> Vec<Seen> {
        let mut known = HashSet::new();
        let mut lines = Vec::new();
        for Told { mut seen, record } in self.told {
            if let Some(card) = record.and_then(|no| self.cards.get(&no)) {
                seen.name = format!("{}{}", card.id, seen.name);
            }
            if seen.place.is_none() {
                seen.hash = ContentHash::of(seen.name.as_bytes()).short();
            }
            if known.insert(seen.clone()) {
                lines.push(seen);
            }
        }
        lines
    }

    /// Something that is made of several texts, or of none; behind the name of a record if one is given.
    pub(super) fn made(&mut self, what: &'static str, name: String, record: Option<RecordNo>) {
        let seen = Seen { what, name, language: None, place: None, hash: String::new() };
        self.told.push(Told { seen, record });
    }

    /// A line for each file of a record, and for each account of an event.
    pub(super) fn entry(&mut self, what: &'static str, entry: &Arc<Entry>) {
        self.cards.insert(entry.no, entry.card.clone());
        for version in &entry.versions {
            self.told.push(Told { seen: front_matter(what, version), record: Some(entry.no) });
        }
        for account in &entry.accounts {
            let seen = self.account(account);
            self.told.push(Told { seen, record: None });
        }
    }

    /// The whole of a document.
    pub(super) fn document(&mut self, what: &'static str, document: &Document, record: Option<RecordNo>) {
        let seen = Seen {
            what,
            name: String::new(),
            language: Some(document.language.clone()),
            place: Some(span(document, 0..0)),
            hash: document.hash.short(),
        };
        self.told.push(Told { seen, record });
    }

    /// The whole of a file of which no more is known.
    pub(super) fn file(&mut self, what: &'static str, path: &SourcePath) {
        let hash = self.sources.get(path).map(|source| source.hash.short()).unwrap_or_default();
        let place = Some(Span { file: path.clone(), range: 0..0 });
        let seen = Seen { what, name: String::new(), language: None, place, hash };
        self.told.push(Told { seen, record: None });
    }

    pub(super) fn passage(&mut self, what: &'static str, facts: &Facts, passage: u32) {
        let passage = &facts.document.body.passages[passage as usize];
        let seen = self.words(what, &facts.document, &passage.range);
        self.told.push(Told { seen, record: facts.record });
    }

    /// A statement with what stands beside it.
    pub(super) fn statement_row(&mut self, row: &StatementRow) {
        let what = match row.statement.class() {
            Class::Says => "statement",
            Class::Holds => "position",
            Class::Did => "act",
            _ => "account",
        };
        self.statement(what, &row.statement);
        row.answered_by.iter().for_each(|other| self.statement("answer", other));
        row.again.iter().for_each(|other| self.statement("repetition", other));
        if let Some((record, anchor)) = &row.answers {
            let anchor = anchor.as_ref().map(|anchor| format!("#{anchor}")).unwrap_or_default();
            self.made("answered", anchor, Some(*record));
        }
    }

    pub(super) fn attendee(&mut self, attendee: &Attendee) {
        let role = attendee.role.map(|role| format!(" ({})", role.as_str())).unwrap_or_default();
        self.made("attendee", role, Some(attendee.participant));
    }

    fn statement(&mut self, what: &'static str, statement: &Statement) {
        let seen = self.words(what, &statement.document, &statement.annotation().range);
        self.told.push(Told { seen, record: Some(statement.told_in) });
    }

    fn account(&self, account: &Account) -> Seen {
        let seen = self.words("account", &account.document, &account.annotation().range);
        Seen { name: account.told_in.to_string(), ..seen }
    }

    /// A part of a text, hashed as it is written.
    fn words(&self, what: &'static str, document: &Document, range: &Range<usize>) -> Seen {
        let source = self.sources.get(&document.path).and_then(|source| source.text());
        let text = source.and_then(|text| text.get(range.clone()));
        Seen {
            what,
            name: String::new(),
            language: Some(document.language.clone()),
            place: Some(span(document, range.clone())),
            hash: text.map_or(document.hash, |text| ContentHash::of(text.as_bytes())).short(),
        }
    }
}

fn span(document: &Document, range: Range<usize>) -> Span {
    Span { file: document.path.clone(), range }
}

fn front_matter(what: &'static str, version: &Version) -> Seen {
    Seen {
        what,
        name: String::new(),
        language: Some(version.language.clone()),
        place: Some(span(&version.document, version.record().range.clone())),
        hash: version.document.front_matter.short(),
    }
}

/// A reference as an author could have written it.
pub(super) fn written(reference: &Reference) -> String {
    let with_anchor = |target: String, anchor: &Option<Arc<str>>| match anchor {
        Some(anchor) => format!("{target}#{anchor}"),
        None => target,
    };
    match reference {
        Reference::Id { id, anchor } => with_anchor(format!("@{id}"), anchor),
        Reference::Path { path, anchor } => with_anchor(path.to_string(), anchor),
        Reference::Name { name, .. } => format!("[{name}]"),
        Reference::Anchor(anchor) => format!("#{anchor}"),
        Reference::File(path) => path.to_string(),
        Reference::Site(address) | Reference::Address(address) => address.to_string(),
    }
}
