//! Rows of lists, as the choice of a page's inputs gives them: what is shown, not how.

use super::parts::Time;
use crate::date::Date;
use crate::digest::Fingerprint;
use crate::index::{Attendee, Change, ChangeKind, Entry, Facts, RecordNo, Statement};
use std::sync::Arc;

/// One row of a list.
#[derive(Clone, Debug)]
pub enum Row {
    /// A statement, position, act or account of an event.
    Statement(StatementRow),
    /// A passage that mentions a record.
    Passage {
        /// The text in which it stands.
        facts: Arc<Facts>,
        /// Which of its passages.
        passage: u32,
        /// The day from which the text counts.
        date: Option<Date>,
    },
    /// A participant's presence at an event.
    Attendance {
        /// The event.
        event: Arc<Entry>,
        /// Who, and in which role.
        attendee: Attendee,
    },
    /// An event, with those who attended.
    Event {
        /// The event.
        event: Arc<Entry>,
        /// Who was there or was expected.
        attendees: Vec<Attendee>,
    },
    /// An article.
    Article(Arc<Entry>),
    /// Something that is new; of a statement or stance, with what stands behind it.
    Change {
        /// What is new.
        change: Arc<Change>,
        /// Of a statement, it; of a stance, the earlier and the later one.
        statements: Vec<StatementRow>,
        /// Of any other change, the record that it is about.
        entry: Option<Arc<Entry>>,
    },
    /// A correction, by its place in the article's list.
    Correction {
        /// The article.
        article: Arc<Entry>,
        /// The place in its list, from 0.
        place: usize,
    },
}

/// A statement with what is shown beside it.
#[derive(Clone, Debug)]
pub struct StatementRow {
    /// The statement.
    pub statement: Arc<Statement>,
    /// What the document says that it stands in.
    pub facts: Arc<Facts>,
    /// The statement that it answers: the record in whose text that stands, and its anchor where the
    /// version that the page links to has it.
    pub answers: Option<(RecordNo, Option<Arc<str>>)>,
    /// Statements that answer it.
    pub answered_by: Vec<Arc<Statement>>,
    /// The same statement, told again elsewhere.
    pub again: Vec<Arc<Statement>>,
}

impl StatementRow {
    fn fingerprint(&self) -> Fingerprint {
        let others = self.answered_by.iter().chain(&self.again);
        let own =
            self.statement.fingerprint.with(Fingerprint::of_value(&(self.answered_by.len(), &self.answers)));
        let own = own.with(self.facts.meaning_of(self.statement.annotation().passages.clone()));
        others.fold(own, |fingerprint, other| fingerprint.with(other.fingerprint))
    }
}

impl Row {
    /// When it was.
    pub fn date(&self) -> Option<&Date> {
        match self {
            Row::Statement(row) => row.statement.date.as_ref(),
            Row::Passage { date, .. } => date.as_ref(),
            Row::Attendance { event, .. } | Row::Event { event, .. } => event.card.date.as_ref(),
            Row::Article(article) => article.card.date.as_ref(),
            Row::Change { change, .. } => Some(&change.date),
            Row::Correction { article, place } => {
                article.article()?.corrections.get(*place)?.date.as_ref().map(|date| &date.value)
            }
        }
    }

    /// Of everything that it shows, but for the cards of records that it names.
    pub fn fingerprint(&self) -> Fingerprint {
        match self {
            Row::Statement(row) => row.fingerprint(),
            Row::Passage { facts, passage, date } => {
                let place = &facts.document.body.passages[*passage as usize];
                let shown = Fingerprint::of_value(&(facts.no, date, &place.own_id));
                place.hash.fingerprint().with(shown).with(facts.meaning_of(*passage..*passage + 1))
            }
            Row::Attendance { event, attendee } => event.outline.with(attendee_fingerprint(attendee)),
            Row::Event { event, attendees } => {
                attendees.iter().fold(event.outline, |fingerprint, attendee| {
                    fingerprint.with(attendee_fingerprint(attendee))
                })
            }
            Row::Article(article) => article.outline,
            Row::Change { change, statements, entry } => {
                let own = Fingerprint::of_value(&change.date).with(change_fingerprint(&change.kind));
                let own = statements.iter().fold(own, |fingerprint, row| fingerprint.with(row.fingerprint()));
                entry.iter().fold(own, |fingerprint, entry| fingerprint.with(entry.outline))
            }
            Row::Correction { article, place } => article.outline.with(Fingerprint::of_value(place)),
        }
    }
}

/// Of all that is shown of an attendee, but for cards.
pub fn attendee_fingerprint(attendee: &Attendee) -> Fingerprint {
    let who = (attendee.participant, attendee.role, &attendee.as_, attendee.on_behalf_of);
    Fingerprint::of_value(&(
        who,
        &attendee.represented_by,
        attendee.mode,
        attendee.present,
        &attendee.said_in,
    ))
}

fn change_fingerprint(kind: &ChangeKind) -> Fingerprint {
    match kind {
        ChangeKind::Statement(_) => Fingerprint::of_value(&0),
        ChangeKind::Stance { participant, topic, .. } => Fingerprint::of_value(&(1, participant, topic)),
        ChangeKind::Event { event, from, to, change } => {
            Fingerprint::of_value(&(2, event, from, to)).with_text(&format!("{change:?}"))
        }
        ChangeKind::Role { participant, role, began } => {
            Fingerprint::of_value(&(3, participant, role, began))
        }
        ChangeKind::Amendment { article, amendment, is_correction } => {
            Fingerprint::of_value(&(4, article, amendment, is_correction))
        }
    }
}

/// The time under which a date stands in a split list.
pub fn time(date: Option<&Date>) -> Time {
    let date = date?;
    date.earliest().or(date.latest()).map(|day| (day.year, day.month))
}
