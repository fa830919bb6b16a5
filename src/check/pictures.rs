//! Pictures that say nothing to those who do not see them.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::document::{Document, Reference};
use crate::index::fields;
use std::ops::Range;

/// Checks one version of a record.
pub(super) fn check(document: &Document) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let mut report = |range: &Range<usize>, help: &str| {
        let span = Span { file: document.path.clone(), range: range.clone() };
        let message = "this picture has no text for those who do not see it";
        diagnostics.push(Diagnostic::new(Code::AltMissing, message, span).help(help));
    };
    // A picture of another host is a link, which has a finding of its own.
    let own =
        document.body.pictures.iter().filter(|picture| !matches!(picture.reference, Reference::Address(_)));
    for picture in own.filter(|picture| picture.alt.trim().is_empty()) {
        report(&picture.range, "say what it shows: `![what it shows](…)`");
    }
    for image in document.records.iter().filter_map(fields::image) {
        if image.alt.iter().all(|(_, alt)| alt.trim().is_empty()) {
            report(&image.src.range, "say what it shows with `alt`");
        }
    }
    diagnostics
}
