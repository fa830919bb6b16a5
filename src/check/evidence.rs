//! Statements without a source, and stances on nothing.

use super::attributes_of;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::document::annotation::Genre;
use crate::document::{Class, Fields};
use crate::index::{Entry, Facts, Statement};
use std::sync::Arc;

/// Checks one version of a record.
pub(super) fn check(facts: &Facts, entry: &Entry) -> Diagnostics {
    let mut diagnostics = without_topic(facts);
    diagnostics.extend(without_source(facts, entry));
    diagnostics
}

fn without_topic(facts: &Facts) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    for statement in &facts.statements {
        let annotation = statement.annotation();
        if let Some(stance) = annotation.stance.filter(|_| annotation.on.is_empty()) {
            let message =
                format!("`stance={}` is on no topic, so no page shows that stance", stance.as_str());
            let help = "say what the stance is on: `on=…` with the id of a topic";
            diagnostics
                .push(Diagnostic::new(Code::TopicMissing, message, attributes_of(statement)).help(help));
        }
    }
    diagnostics
}

/// Of a text in which no statement has a source one finding is enough; else each has its own.
fn without_source(facts: &Facts, entry: &Entry) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    if gives_sources(entry) {
        return diagnostics;
    }
    let asserted = || facts.statements.iter().filter(|statement| statement.class() != Class::Event);
    let missing: Vec<&Arc<Statement>> = asserted().filter(|statement| is_without_source(statement)).collect();
    let Some(first) = missing.first() else { return diagnostics };
    let new = |message: String, statement: &Statement| {
        Diagnostic::new(Code::SourceMissing, message, attributes_of(statement))
    };
    let count = missing.len();
    if count > 1 && count == asserted().count() {
        let message = format!("none of the {count} statements in this text has a source; this is the first");
        let help = "name what they rest on: `sources` or `defaults.src` in front matter, or `src=…` here";
        diagnostics.push(new(message, first).help(help));
        return diagnostics;
    }
    for statement in missing {
        let message = match statement.class() {
            Class::Holds => "this position has no source",
            Class::Did => "this act has no source",
            _ => "this statement has no source",
        };
        let help = "name what it rests on: `src=…` with the id of a source, or a footnote after it";
        diagnostics.push(new(message.to_owned(), statement).help(help));
    }
    diagnostics
}

/// Whether a record's own fields say what its text rests on. An interview or a transcript is itself
/// the source of what is said in it.
fn gives_sources(entry: &Entry) -> bool {
    match &entry.fields {
        Fields::Article(article) => {
            !article.sources.is_empty()
                || article.transcript.is_some()
                || matches!(article.genre, Some(Genre::Interview | Genre::Transcript))
        }
        Fields::Event(event) => !event.sources.is_empty(),
        _ => false,
    }
}

/// A footnote counts even where it names no record: it is evidence in words.
fn is_without_source(statement: &Statement) -> bool {
    let annotation = statement.annotation();
    statement.sources.is_empty() && annotation.src.is_empty() && annotation.note.is_none()
}
