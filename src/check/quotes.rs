//! Quotations looked for in the captured texts of their sources.
//!
//! What stands in quotation marks in a direct statement must be in the source, word for word. White
//! space, quotation marks, dashes, letter case and a closing comma or full stop are evened out; `…` and
//! `[insertions]` split a part, and each piece must be there. Of a translated quotation the words of the
//! original count (`orig`); without them nothing can be said.

mod evened;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::digest::Fingerprint;
use crate::document::annotation::{Form, Mode};
use crate::index::{Entry, RecordNo, SiteIndex, Statement, StatementUse};
use crate::paths::SourcePath;
use evened::{even, quoted, split};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::known::{Dependency, Known};
use crate::document::Kind;

/// Captured texts, evened out, by source.
type Texts = BTreeMap<RecordNo, String>;

/// Checks all statements that cite sources with captured texts.
pub(super) fn check(
    index: &SiteIndex,
    captured: &BTreeMap<SourcePath, Arc<str>>,
    known: &mut Known,
) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    if captured.is_empty() {
        return diagnostics;
    }
    let texts = texts(index, captured);
    let all = texts
        .iter()
        .fold(Fingerprint::default(), |sum, (no, text)| sum.with(Fingerprint::of_value(no)).with_text(text));
    for no in texts.keys() {
        let (Some(entry), Some(uses)) = (index.entry(*no), index.uses(*no)) else { continue };
        let depends = vec![Dependency::Uses(Arc::clone(uses)), Dependency::Texts(all)];
        let found = known.quotes.findings(*no, depends, || {
            let cited = uses.statements.iter().filter(|(_, way)| *way == StatementUse::Source);
            // A statement that cites several is looked at with the first of them.
            let own = cited.filter(|(statement, _)| statement.sources[0].source == entry.no);
            let mut found = Diagnostics::new();
            found.extend(own.filter_map(|(statement, _)| missing(index, statement, &texts)));
            found
        });
        diagnostics.extend(found.iter().cloned());
    }
    diagnostics
}

fn texts(index: &SiteIndex, captured: &BTreeMap<SourcePath, Arc<str>>) -> Texts {
    let captured_of = |entry: &Arc<Entry>| {
        let written = entry.source()?.text.as_ref()?;
        let text = captured.get(&SourcePath::new(&written.value)?)?;
        Some((entry.no, even(text)))
    };
    index.of_kind(Kind::Source).into_iter().filter_map(captured_of).collect()
}

/// The first quoted part of a statement that is in none of its sources. Where one of them has no
/// captured text the words may stand there.
fn missing(index: &SiteIndex, statement: &Statement, texts: &Texts) -> Option<Diagnostic> {
    let annotation = statement.annotation();
    if annotation.mode != Mode::Direct {
        return None;
    }
    let cited: Vec<&String> =
        statement.sources.iter().map(|citation| texts.get(&citation.source)).collect::<Option<_>>()?;
    let parts = match &annotation.orig {
        Some(orig) => quoted_or_whole(orig),
        None if is_translated(index, statement) => return None,
        // A block quote is a quotation as it stands.
        None if annotation.form == Form::Quotation => quoted_or_whole(&annotation.text),
        None => quoted(&annotation.text),
    };
    let pieces = parts.iter().flat_map(|part| split(part));
    let piece = pieces
        .map(|piece| (piece, even(piece)))
        .find(|(_, evened)| !evened.is_empty() && !cited.iter().any(|text| text.contains(evened.as_str())))
        .map(|(piece, _)| piece.trim().to_owned())?;
    let sources: Vec<String> =
        statement.sources.iter().map(|citation| super::quoted_id(index, citation.source)).collect();
    let span = Span { file: statement.document.path.clone(), range: annotation.range.clone() };
    let message = format!("these words are not in the captured text of {}", sources.join(" or "));
    let help = format!(
        "not found: `{piece}`; mend the words, mark what was left out with `…` and what was put in with \
         `[…]`, give the original with `orig`, or set `mode=indirect`"
    );
    Some(Diagnostic::new(Code::QuoteNotInSource, message, span).help(help))
}

fn quoted_or_whole(text: &str) -> Vec<&str> {
    let parts = quoted(text);
    if parts.is_empty() { vec![text] } else { parts }
}

/// Whether the text is in another language than one of its sources.
fn is_translated(index: &SiteIndex, statement: &Statement) -> bool {
    let language = statement.annotation().lang.as_ref().unwrap_or(&statement.document.language);
    statement.sources.iter().any(|citation| {
        let entry = index.entry(citation.source);
        let of_source = entry.and_then(|entry| entry.source()).and_then(|source| source.language.as_ref());
        of_source.is_some_and(|of_source| of_source.primary() != language.primary())
    })
}
