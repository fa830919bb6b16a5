//! Statements, mentions and attendance as rows.

use super::Assembler;
use crate::document::annotation::{AttendanceMode, AttendeeRole, Speaker};
use crate::document::{Class, Mode};
use crate::index::{Attendee, DatedBy, Entry, Facts, Statement};
use crate::page::row::{Row, StatementRow};
use crate::page::view::row::{AttendanceRow, PassageRow, RowGroup};
use crate::page::view::shared::{DateView, Fact, Label, LocalText, PlaceFact, PlaceLink, RecordLink};
use crate::page::view::stance::StanceWord;

impl Assembler<'_> {
    /// A statement, position, act or account.
    pub fn statement_row(&self, row: &StatementRow) -> PassageRow {
        let statement = &*row.statement;
        let annotation = statement.annotation();
        let excerpt = self.annotation(&row.facts, statement.annotation);
        let language_label = excerpt.lang.as_ref().map(|_| self.language_label(&row.facts));
        PassageRow {
            kind: kind(annotation.class).to_owned(),
            excerpt,
            language_label,
            date: self.statement_date(statement),
            speakers: self.speakers(statement),
            mode: self.mode(statement),
            stance: annotation.stance.map(|stance| self.stance_word(stance)),
            status: self.statement_status(statement),
            facts: self.statement_facts(statement),
            original: annotation.orig.as_ref().map(|original| LocalText {
                text: original.to_string(),
                lang: annotation.orig_lang.as_ref().and_then(|language| self.lang(language)),
            }),
            place: self.statement_place(statement),
            places: self.statement_places(row),
            sources: self.source_links(statement),
        }
    }

    /// What it answers, what answers it, where else it stands.
    fn statement_places(&self, row: &StatementRow) -> Vec<PlaceFact> {
        let answers = row.answers.iter().map(|(record, anchor)| self.place(*record, anchor.as_deref()));
        let answered_by = row.answered_by.iter().map(|other| self.answer(other));
        let also_in = row.again.iter().map(|other| self.statement_place(other));
        [
            ("answers", answers.collect::<Vec<_>>()),
            ("answered-by", answered_by.collect()),
            ("also-in", also_in.collect()),
        ]
        .into_iter()
        .filter(|(_, places)| !places.is_empty())
        .map(|(class, places)| PlaceFact {
            class: class.to_owned(),
            label: self.say(&format!("fact-{class}")),
            places,
        })
        .collect()
    }

    /// The place of an answer, with the name of whoever gave it before its title.
    fn answer(&self, statement: &Statement) -> PlaceLink {
        let mut place = self.statement_place(statement);
        let names: Vec<String> = statement.by.iter().map(|no| self.link(*no).name).collect();
        if !names.is_empty() {
            place.title = format!("{}: {}", self.locale.list(&names), place.title);
        }
        place
    }

    /// When a statement was made, and from where that is known where it is inferred.
    pub fn statement_date(&self, statement: &Statement) -> Option<DateView> {
        let mut date = self.date(statement.date.as_ref()?);
        date.note = match statement.dated_by {
            DatedBy::Itself => None,
            DatedBy::Event => Some(self.say("date-of-event")),
            DatedBy::Record => Some(self.say("date-of-article")),
        };
        Some(date)
    }

    /// Who speaks or acts; the role as printed is the note of one speaker alone.
    pub fn speakers(&self, statement: &Statement) -> Vec<RecordLink> {
        let annotation = statement.annotation();
        let as_printed = annotation.as_.as_ref().map(ToString::to_string);
        let language = &statement.document.language;
        match annotation.speaker {
            Speaker::Unnamed => {
                let mut name = self.name_only(&as_printed.unwrap_or_default(), language);
                name.note = Some(self.say("speaker-unnamed"));
                if name.name.is_empty() {
                    name.name = self.say("speaker-unnamed");
                    name.note = None;
                }
                vec![name]
            }
            Speaker::WithoutPage => vec![self.name_only(&as_printed.unwrap_or_default(), language)],
            Speaker::Named => {
                let note = as_printed.filter(|_| statement.by.len() == 1);
                statement.by.iter().map(|no| self.link_with(*no, note.clone())).collect()
            }
        }
    }

    fn mode(&self, statement: &Statement) -> Option<String> {
        match statement.class() {
            Class::Says => {
                let mode: Mode = statement.annotation().mode;
                Some(self.say(&format!("mode-{}", mode.as_str())))
            }
            Class::Holds => Some(self.say("mode-characterised")),
            Class::Did | Class::Event => None,
        }
    }

    fn statement_status(&self, statement: &Statement) -> Option<Label> {
        let annotation = statement.annotation();
        if annotation.class == Class::Event {
            return self.remarkable_status(annotation.event_status);
        }
        annotation.statement_status.map(|status| self.label("statement-status", status.as_str()))
    }

    /// A stance as a word.
    pub fn stance_word(&self, stance: crate::document::Stance) -> StanceWord {
        let class = stance.as_str().to_owned();
        StanceWord { word: self.say(&format!("stance-{class}")), class }
    }

    fn statement_facts(&self, statement: &Statement) -> Vec<Fact> {
        let with: Vec<_> = statement.with.iter().map(|(no, _)| *no).collect();
        let at: Vec<_> = statement.at.into_iter().collect();
        [
            ("for", &statement.for_),
            ("to", &statement.to),
            ("with", &with),
            ("through", &statement.via),
            ("topics", &statement.on),
            ("at", &at),
        ]
        .into_iter()
        .filter(|(_, records)| !records.is_empty())
        .map(|(class, records)| self.fact(class, self.links(records)))
        .collect()
    }

    /// A labelled list of records.
    pub fn fact(&self, class: &str, links: Vec<RecordLink>) -> Fact {
        Fact { class: class.to_owned(), label: self.say(&format!("fact-{class}")), links }
    }

    /// "in Dutch".
    pub fn language_label(&self, facts: &Facts) -> String {
        let name = self.locale.language_name(&facts.document.language);
        self.say_text("language-in", "language", &name)
    }

    /// A passage that mentions a record.
    pub fn passage_row(&self, facts: &Facts, passage: u32) -> Option<PassageRow> {
        let excerpt = self.passage(facts, passage);
        Some(PassageRow {
            kind: "mention".to_owned(),
            language_label: excerpt.lang.as_ref().map(|_| self.language_label(facts)),
            excerpt,
            place: self.passage_place(facts, passage)?,
            ..PassageRow::default()
        })
    }

    /// Rows of one plain list, newest first; rows that are no passages are left out.
    pub fn plain_group(&self, rows: &[Row]) -> Vec<RowGroup> {
        let rows: Vec<PassageRow> = rows.iter().rev().filter_map(|row| self.any_passage_row(row)).collect();
        if rows.is_empty() { Vec::new() } else { vec![RowGroup { rows, ..RowGroup::default() }] }
    }

    /// Mentions grouped by the article that they stand in: newest article first, in it from top to
    /// bottom.
    pub fn groups_by_article(&self, rows: &[Row]) -> Vec<RowGroup> {
        let mut groups: Vec<RowGroup> = Vec::new();
        let mut current = None;
        for row in rows {
            let Row::Passage { facts, passage, .. } = row else { continue };
            let (Some(record), Some(passage)) = (facts.record, self.passage_row(facts, *passage)) else {
                continue;
            };
            if current != Some(record) {
                current = Some(record);
                let date = self.card(record).date.as_ref().map(|date| self.date(date));
                groups.push(RowGroup { heading: Some(self.link(record)), date, rows: Vec::new() });
            }
            groups.last_mut().expect("a group was begun").rows.push(passage);
        }
        groups.reverse();
        groups
    }

    fn any_passage_row(&self, row: &Row) -> Option<PassageRow> {
        match row {
            Row::Statement(row) => Some(self.statement_row(row)),
            Row::Passage { facts, passage, .. } => self.passage_row(facts, *passage),
            _ => None,
        }
    }

    /// A participant's presence at an event.
    pub fn attendance_row(&self, event: &Entry, attendee: &Attendee) -> AttendanceRow {
        AttendanceRow {
            event: self.link(event.no),
            date: event.card.date.as_ref().map(|date| self.date(date)),
            status: self.remarkable_status(event.card.status),
            role: self.attendee_role(attendee),
            notes: self.attendee_notes(attendee),
            facts: self.attendee_facts(attendee),
            places: self.attendee_places(attendee),
        }
    }

    /// In which role someone was there: that they did not come is a role of its own.
    pub fn attendee_role(&self, attendee: &Attendee) -> Label {
        let role = match attendee.role {
            _ if attendee.present == Some(false) => AttendeeRole::Absent,
            Some(role) => role,
            None if !attendee.represented_by.is_empty() => AttendeeRole::Represented,
            None => AttendeeRole::Participant,
        };
        self.label("attendee-role", role.as_str())
    }

    /// "remotely", the role as printed.
    pub fn attendee_notes(&self, attendee: &Attendee) -> Vec<String> {
        let mode = attendee.mode.map(|mode| match mode {
            AttendanceMode::InPerson => self.say("attendance-in-person"),
            AttendanceMode::Remote => self.say("attendance-remote"),
        });
        mode.into_iter().chain(self.text(&attendee.as_).map(|text| text.text)).collect()
    }

    /// By whom they were represented, on whose behalf they were there.
    pub fn attendee_facts(&self, attendee: &Attendee) -> Vec<Fact> {
        let mut facts = Vec::new();
        if !attendee.represented_by.is_empty() {
            facts.push(self.fact("represented-by", self.links(&attendee.represented_by)));
        }
        if let Some(other) = attendee.on_behalf_of {
            facts.push(self.fact("for", vec![self.link(other)]));
        }
        facts
    }

    /// The passages that a presence is known from, of versions that this page shows.
    pub fn attendee_places(&self, attendee: &Attendee) -> Vec<PlaceLink> {
        let said_in = attendee.said_in.iter();
        said_in
            .filter_map(|(document, passage)| {
                self.passage_place(self.inputs.documents.get(document)?, *passage)
            })
            .collect()
    }
}

fn kind(class: Class) -> &'static str {
    match class {
        Class::Says => "statement",
        Class::Holds => "position",
        Class::Did => "act",
        Class::Event => "event",
    }
}
