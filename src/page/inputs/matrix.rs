//! What a matrix of positions sees: stances, of one record or of the whole site.

use super::Choice;
use crate::address::{List, Part};
use crate::document::{Class, Kind};
use crate::index::{RecordNo, SiteIndex, Statement, StatementUse};
use crate::locale::Language;
use crate::page::parts::{self};
use crate::page::row::Row;
use crate::page::site::Site;
use crate::page::visitor::Shape;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Choice<'_> {
    /// All stances of the page's record, else of the part of the site's matrix that the page shows.
    pub(super) fn matrix(&mut self, of: Option<RecordNo>) {
        let index = self.index;
        let shown = self.lists.stances(index, of, self.language);
        self.origins_of_statements(shown.iter());
        let part = match self.key.part {
            Part::Number(number) => number as usize,
            _ => 1,
        };
        let matrix = Matrix::of(index, self.site, self.language, &shown, of);
        // A participant's own page has all of its topics; it has no further parts.
        let own = of.is_some_and(|no| index.card(no).kind == Kind::Participant);
        let (rows, columns) = if own { (&*matrix.rows, &*matrix.columns) } else { matrix.part(part) };
        if rows.is_empty() || columns.is_empty() {
            return;
        }
        self.visitor.axes(rows, columns);
        for no in rows.iter().chain(columns) {
            self.card(*no);
        }
        for topic in columns {
            let topic = index.entry(*topic).expect("topics of stances are there").clone();
            self.visitor.outline(&topic);
        }
        let parts = (1..=matrix.parts()).map(|number| (Part::Number(number as u32), 0)).collect();
        self.visitor.list(List::Positions, &Shape { total: matrix.rows.len(), parts });
        for statement in shown.iter() {
            let in_rows = statement.by.iter().chain(&statement.for_).any(|no| rows.contains(no));
            if in_rows && statement.counts_for.iter().any(|topic| columns.contains(topic)) {
                let row = Row::Statement(self.statement(statement));
                self.visitor.row(List::Positions, row);
            }
        }
    }
}

/// Statements and positions with a stance, of versions shown in a language: a participant's, those
/// on a topic, or all.
pub(crate) fn stances(index: &SiteIndex, language: &Language, of: Option<RecordNo>) -> Vec<Arc<Statement>> {
    let takes_stance = |statement: &&Arc<Statement>| {
        statement.annotation().stance.is_some()
            && matches!(statement.class(), Class::Says | Class::Holds)
            && !statement.counts_for.is_empty()
            && !(statement.by.is_empty() && statement.for_.is_empty())
            && index.is_shown_in(statement.document_no, language)
    };
    let mut found: Vec<Arc<Statement>> = match of {
        None => index.statements().iter().filter(takes_stance).cloned().collect(),
        Some(no) => index
            .uses(no)
            .map(|uses| uses.statements.as_slice())
            .unwrap_or_default()
            .iter()
            .filter(|(statement, way)| match way {
                StatementUse::By | StatementUse::For => true,
                StatementUse::On => statement.counts_for.contains(&no),
                _ => false,
            })
            .map(|(statement, _)| statement)
            .filter(takes_stance)
            .cloned()
            .collect(),
    };
    found.dedup_by(|a, b| Arc::ptr_eq(a, b));
    found
}

/// The matrix of positions: which participants and topics, in which order, in which parts.
pub(crate) struct Matrix {
    pub(crate) rows: Vec<RecordNo>,
    columns: Vec<RecordNo>,
}

impl Matrix {
    /// Rows are participants with a stance, columns topics that stances are on; of one record's page
    /// just its own row or column.
    pub(crate) fn of(
        index: &SiteIndex,
        site: &Site,
        language: &Language,
        stances: &[Arc<Statement>],
        of: Option<RecordNo>,
    ) -> Self {
        let own_kind = of.map(|no| index.card(no).kind);
        let mut rows: BTreeSet<RecordNo> = BTreeSet::new();
        let mut columns: BTreeSet<RecordNo> = BTreeSet::new();
        for statement in stances {
            rows.extend(statement.by.iter().chain(&statement.for_));
            columns.extend(&statement.counts_for);
        }
        match own_kind {
            Some(Kind::Participant) => rows.retain(|no| Some(*no) == of),
            Some(Kind::Topic) => columns.retain(|no| Some(*no) == of),
            _ => {}
        }
        let order = |records: BTreeSet<RecordNo>| crate::page::plan::sorted(index, site, language, records);
        Self { rows: order(rows), columns: order(columns) }
    }

    /// How many parts there are.
    pub(crate) fn parts(&self) -> usize {
        self.rows.len().div_ceil(parts::MATRIX_ROWS) * self.columns.len().div_ceil(parts::MATRIX_COLUMNS)
    }

    /// Rows and columns of a part, from 1: all rows of the first columns come first.
    fn part(&self, number: usize) -> (&[RecordNo], &[RecordNo]) {
        let down = self.rows.len().div_ceil(parts::MATRIX_ROWS);
        if down == 0 {
            return (&[], &[]);
        }
        let (across, place) = ((number - 1) / down, (number - 1) % down);
        let rows = self.rows.chunks(parts::MATRIX_ROWS).nth(place).unwrap_or_default();
        let columns = self.columns.chunks(parts::MATRIX_COLUMNS).nth(across).unwrap_or_default();
        (rows, columns)
    }
}
