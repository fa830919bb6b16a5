//! Annotations that one version of a text has and another lacks.
//!
//! Versions are compared by what their annotations say (class, by, on, stance, at), not by their
//! order: a translation may put its sentences otherwise.

use super::attributes_of;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::document::Class;
use crate::document::annotation::Stance;
use crate::index::{Facts, RecordNo, SiteIndex, Statement};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is compared of an annotation.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Said {
    class: Class,
    event: Option<RecordNo>,
    by: Vec<RecordNo>,
    on: Vec<RecordNo>,
    stance: Option<Stance>,
    at: Option<RecordNo>,
}

/// Compares the versions of one record, each with the first.
pub(super) fn check(index: &SiteIndex, versions: &[&Arc<Facts>]) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let (first, others) = (versions[0], &versions[1..]);
    for other in others {
        diagnostics.extend(lacking(index, other, first));
        diagnostics.extend(lacking(index, first, other));
    }
    diagnostics
}

/// What `version` lacks of `other`.
fn lacking(index: &SiteIndex, version: &Facts, other: &Facts) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let mut counts: BTreeMap<Said, usize> = BTreeMap::new();
    for statement in &version.statements {
        *counts.entry(said(statement)).or_default() += 1;
    }
    let mut missing = Vec::new();
    for statement in &other.statements {
        match counts.get_mut(&said(statement)) {
            Some(left) if *left > 0 => *left -= 1,
            _ => missing.push(statement),
        }
    }
    let Some(first) = missing.first() else { return diagnostics };
    let record = version.document.records.first();
    let place = record.map_or(0..0, |record| record.range.clone());
    let span = Span { file: version.document.path.clone(), range: place };
    let language = &version.document.language;
    let new = |message: String, there: &Statement| {
        Diagnostic::new(Code::AnnotationMissing, message, span.clone())
            .also(attributes_of(there), format!("it stands here in `{}`", other.document.language))
    };
    if missing.len() > 1 && version.statements.is_empty() {
        let message = format!("the `{language}` version has none of the {} annotations", missing.len());
        let help =
            "annotate its sentences too, or say `allow = [\"annotation-missing\"]` in its front matter";
        diagnostics.push(new(message, first).help(help));
        return diagnostics;
    }
    for statement in missing {
        let message = format!("the `{language}` version lacks {}", described(index, statement));
        diagnostics.push(new(message, statement).help("annotate the same sentence here"));
    }
    diagnostics
}

fn said(statement: &Statement) -> Said {
    let sorted = |records: &[RecordNo]| {
        let mut records = records.to_vec();
        records.sort_unstable();
        records
    };
    Said {
        class: statement.class(),
        event: statement.event,
        by: sorted(&statement.by),
        on: sorted(&statement.on),
        stance: statement.annotation().stance,
        at: statement.at,
    }
}

/// "a statement by `a` on `b` (`supports`)".
fn described(index: &SiteIndex, statement: &Statement) -> String {
    let ids = |records: &[RecordNo]| {
        let ids: Vec<String> = records.iter().map(|no| super::quoted_id(index, *no)).collect();
        ids.join(" and ")
    };
    let mut words = match statement.class() {
        Class::Says => "a statement".to_owned(),
        Class::Holds => "a position".to_owned(),
        Class::Did => "an act".to_owned(),
        Class::Event => "an account of an event".to_owned(),
    };
    if let Some(event) = statement.event {
        words = format!("an account of {}", super::quoted_id(index, event));
    }
    if !statement.by.is_empty() {
        words.push_str(&format!(" by {}", ids(&statement.by)));
    }
    if !statement.on.is_empty() {
        words.push_str(&format!(" on {}", ids(&statement.on)));
    }
    if let Some(stance) = statement.annotation().stance {
        words.push_str(&format!(" (`{}`)", stance.as_str()));
    }
    if let Some(at) = statement.at {
        words.push_str(&format!(" at {}", super::quoted_id(index, at)));
    }
    words
}
