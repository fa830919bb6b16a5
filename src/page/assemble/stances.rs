//! Stances with their evidence: cells, trails, the matrix. A stance is never made without the line
//! that says what it rests on.

use super::Assembler;
use crate::address::List;
use crate::document::annotation::StatementStatus;
use crate::document::{Class, Mode};
use crate::index::trail::{self, Step, Trail};
use crate::index::{RecordNo, Statement};
use crate::locale::Argument;
use crate::page::row::{Row, StatementRow};
use crate::page::view::shared::{Fact, Link, LocalText};
use crate::page::view::stance::{EvidenceLine, MatrixPart, MatrixRow, MatrixView, PositionTrail, StanceCell};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// How many passages of a trail a participant's page shows where there are few topics.
const TRAIL: usize = 20;
/// How many it shows where there are many.
const SHORT_TRAIL: usize = 3;
/// How many passages of all its trails it shows, shared evenly, unless the short trails alone come to more.
const STEPS: usize = 120;

impl Assembler<'_> {
    /// The trails of stances that the page sees.
    pub fn trails(&self) -> Vec<Trail> {
        let rows =
            self.inputs.lists.get(&List::Positions).map(|list| list.rows.as_slice()).unwrap_or_default();
        let mut seen = BTreeSet::new();
        let mut statements: Vec<Arc<Statement>> = Vec::new();
        for row in rows {
            if let Row::Statement(row) = row
                && seen.insert(row.statement.order.clone())
            {
                statements.push(row.statement.clone());
            }
        }
        statements.sort_by(|a, b| a.order.cmp(&b.order));
        trail::trails(&statements)
    }

    /// The latest stance of a trail; `href` leads to its passages.
    pub fn stance_cell(&self, trail: &Trail) -> StanceCell {
        let latest = trail.latest();
        StanceCell {
            stance: self.stance_word(latest.stance),
            evidence: self.evidence(trail),
            href: self.trail_href(trail),
            changed: self.changed_since(trail),
            through: latest.through.then(|| self.through(&latest.statement)),
        }
    }

    /// Through whom a stance was stated.
    fn through(&self, statement: &Statement) -> Fact {
        let mut speakers = self.speakers(statement);
        speakers.iter_mut().for_each(|speaker| speaker.note = None);
        self.fact("through", speakers)
    }

    /// Where the passages of a trail stand: on the participant's page.
    fn trail_href(&self, trail: &Trail) -> String {
        self.place_href(trail.participant, &self.trail_anchor(trail.topic))
    }

    fn trail_anchor(&self, topic: RecordNo) -> String {
        format!("site-position-{}", self.card(topic).id)
    }

    /// "3 statements, 2 to 15 March 2025, own words; last on 15 March 2025".
    fn evidence(&self, trail: &Trail) -> EvidenceLine {
        let mut parts = vec![self.say_count("evidence-count", trail.steps.len())];
        parts.extend(self.range_of(trail));
        parts.push(self.basis_of(trail));
        let last = match &trail.latest().statement.date {
            Some(date) => self.say_text("evidence-last", "date", &self.locale.date(date)),
            None => self.say("evidence-undated"),
        };
        EvidenceLine { text: format!("{}; {last}", parts.join(", ")), cautions: self.cautions(trail) }
    }

    /// "2 March 2025 to March 2025 (day unknown)": the first and the last date, as vague as they are.
    fn range_of(&self, trail: &Trail) -> Option<String> {
        let dates = || trail.steps.iter().filter_map(|step| step.statement.date.as_ref());
        let first = dates().min_by_key(|date| date.sort_key())?;
        let last = dates().max_by_key(|date| date.sort_key())?;
        let range = [("from", self.locale.date(first)), ("to", self.locale.date(last))];
        let arguments = range.each_ref().map(|(name, text)| (*name, Argument::Text(text)));
        (range[0].1 != range[1].1).then(|| self.locale.say_with("evidence-range", &arguments))
    }

    /// What a stance rests on: own words, reported speech, our characterisation, or several of these.
    fn basis_of(&self, trail: &Trail) -> String {
        let kind = |step: &Step| match step.statement.annotation() {
            annotation if annotation.class == Class::Holds => "evidence-basis-characterised",
            annotation if annotation.mode == Mode::Direct => "evidence-basis-own-words",
            _ => "evidence-basis-reported",
        };
        let found: BTreeSet<&str> = trail.steps.iter().map(kind).collect();
        let order = ["evidence-basis-own-words", "evidence-basis-reported", "evidence-basis-characterised"];
        let bases: Vec<&str> = order.into_iter().filter(|basis| found.contains(basis)).collect();
        self.locale.list(&bases.into_iter().map(|kind| self.say(kind)).collect::<Vec<_>>())
    }

    fn cautions(&self, trail: &Trail) -> Vec<String> {
        let mut cautions = Vec::new();
        if trail.order_unclear {
            cautions.push(self.say("evidence-order-unclear"));
        }
        if let Some(status) = trail.latest().statement.annotation().statement_status {
            let status: StatementStatus = status;
            cautions.push(self.say(&format!("statement-status-{}", status.as_str())));
        }
        cautions
    }

    /// "changed since 3 March 2025: opposes before".
    fn changed_since(&self, trail: &Trail) -> Option<String> {
        let changed_at = trail.changed_at?;
        let before = &trail.steps[changed_at.checked_sub(1)?];
        let date = trail.steps[changed_at].statement.date.as_ref().map(|date| self.locale.date(date))?;
        let before = self.stance_word(before.stance).word;
        let arguments = [("date", Argument::Text(&date)), ("stance", Argument::Text(&before))];
        Some(self.locale.say_with("changed-since", &arguments))
    }

    /// All positions of a participant, topic by topic in the page's order.
    pub fn position_trails(&self) -> Vec<PositionTrail> {
        let trails = self.trails();
        let trails: Vec<&Trail> = self
            .inputs
            .columns
            .iter()
            .filter_map(|topic| {
                let own =
                    |trail: &&Trail| trail.topic == *topic && self.inputs.rows.contains(&trail.participant);
                trails.iter().find(own)
            })
            .collect();
        let steps = (STEPS / trails.len().max(1)).clamp(SHORT_TRAIL, TRAIL);
        let rows = self.rows_of_steps();
        trails.into_iter().map(|trail| self.position_trail(trail, steps, &rows)).collect()
    }

    /// The rows that trails are made of, by their statements' addresses in memory.
    fn rows_of_steps(&self) -> HashMap<*const Statement, &StatementRow> {
        let rows = self.inputs.lists.get(&List::Positions).map(|list| list.rows.as_slice());
        let rows = rows.unwrap_or_default().iter();
        rows.filter_map(|row| match row {
            Row::Statement(row) => Some((Arc::as_ptr(&row.statement), row)),
            _ => None,
        })
        .collect()
    }

    /// A trail with so many of its newest steps.
    fn position_trail(
        &self,
        trail: &Trail,
        steps: usize,
        rows: &HashMap<*const Statement, &StatementRow>,
    ) -> PositionTrail {
        let newest = trail.steps.iter().rev().take(steps);
        let row_of = |step: &Step| {
            let row = rows.get(&Arc::as_ptr(&step.statement));
            *row.expect("trails are made of the rows that the page sees")
        };
        // The topic's page leads on to all of them, whether or not they stand in parts.
        let more = (trail.steps.len() > steps).then(|| Link {
            href: self.place_href(trail.topic, "site-statements"),
            text: self.say_count("list-all", trail.steps.len()),
        });
        PositionTrail {
            id: self.trail_anchor(trail.topic),
            topic: self.link(trail.topic),
            question: self.question(trail.topic).map(|question| question.text),
            latest: self.stance_cell(trail),
            trail: newest.map(|step| self.statement_row(row_of(step))).collect(),
            more,
        }
    }

    /// The question of a topic that the page sees.
    pub fn question(&self, topic: RecordNo) -> Option<LocalText> {
        let topic = self.inputs.outlines.get(&topic)?.topic()?;
        self.text(&topic.question)
    }

    /// The part of the matrix that the page shows.
    pub fn matrix(&self, caption: &str) -> MatrixPart {
        let trails = self.trails();
        let (rows, columns) = (&self.inputs.rows, &self.inputs.columns);
        if rows.is_empty() || columns.is_empty() {
            return MatrixPart::default();
        }
        let rows = rows
            .iter()
            .map(|participant| MatrixRow {
                participant: self.link(*participant),
                cells: columns
                    .iter()
                    .map(|topic| {
                        let trail =
                            trails.iter().find(|t| t.participant == *participant && t.topic == *topic);
                        trail.map(|trail| self.stance_cell(trail))
                    })
                    .collect(),
            })
            .collect();
        let matrix = MatrixView { caption: caption.to_owned(), columns: self.links(columns), rows };
        MatrixPart { matrix: Some(matrix), parts: self.numbered_parts(List::Positions), topics: Vec::new() }
    }
}
