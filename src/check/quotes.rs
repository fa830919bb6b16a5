//! Quotations looked for in the captured texts of their sources.
//!
//! What stands in quotation marks in a direct statement must be in the source, word for word. White
//! space, quotation marks, dashes, letter case and a closing comma or full stop are evened out; `…` and
//! `[insertions]` split a part, and each piece must be there. Of a translated quotation the words of the
//! original count (`orig`); without them nothing can be said.

mod evened;

use super::known::{Dependency, Known};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::digest::Fingerprint;
use crate::document::Kind;
use crate::document::annotation::{Form, Mode};
use crate::index::{RecordNo, SiteIndex, Statement, StatementUse, Target};
use crate::paths::SourcePath;
use evened::{even, holds, quoted, split};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Captured texts, evened out, by source.
type Texts = BTreeMap<RecordNo, Arc<str>>;

/// Checks all statements that cite sources with captured texts.
pub(super) fn check(
    index: &SiteIndex,
    captured: &BTreeMap<SourcePath, Arc<str>>,
    known: &mut Known,
) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let texts = texts(index, captured, known);
    let all = texts.iter().fold(Fingerprint::default(), |sum, (no, text)| {
        let language = index.entry(*no).and_then(|entry| entry.source()).map(|source| &source.language);
        sum.with(Fingerprint::of_value(&(no, language))).with_text(text)
    });
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

fn texts(index: &SiteIndex, captured: &BTreeMap<SourcePath, Arc<str>>, known: &mut Known) -> Texts {
    let mut texts = Texts::new();
    for entry in index.of_kind(Kind::Source) {
        let written = entry.source().and_then(|source| source.text.as_ref());
        let Some(path) = written.and_then(|written| SourcePath::new(&written.value)) else { continue };
        if let Some(text) = captured.get(&path) {
            texts.insert(entry.no, known.evened.of(path, text, even));
        }
    }
    texts
}

/// The first quoted part of a statement that is in none of its sources. Where one of them has no
/// captured text the words may stand there.
fn missing(index: &SiteIndex, statement: &Statement, texts: &Texts) -> Option<Diagnostic> {
    let annotation = statement.annotation();
    if annotation.mode != Mode::Direct || rests_on_more(index, statement) {
        return None;
    }
    let cited: Vec<&Arc<str>> =
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
        .find(|(_, evened)| !evened.is_empty() && !cited.iter().any(|text| holds(text, evened)))
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

/// Whether a statement also rests on what is no published source: a footnote in words, or one that is held
/// back. The words may stand there.
fn rests_on_more(index: &SiteIndex, statement: &Statement) -> bool {
    let annotation = statement.annotation();
    if !annotation.src.is_empty() {
        return annotation.src.len() > statement.sources.len();
    }
    let Some(note) = annotation.note else {
        let article = index.entry(statement.told_in).and_then(|entry| entry.article());
        return article.is_some_and(|article| article.sources.len() > statement.sources.len());
    };
    let note = statement.document.body.notes.get(note as usize);
    let Some(link) = note.and_then(|note| note.source_link) else { return true };
    let target = &index.facts(statement.document_no).targets[link as usize];
    !matches!(target, Target::Record { no, .. } if index.card(*no).kind == Kind::Source)
}

/// Whether the text may be in another language than one of its sources: one that names no language can
/// be in any of the site's.
fn is_translated(index: &SiteIndex, statement: &Statement) -> bool {
    let language = statement.annotation().lang.as_ref().unwrap_or(&statement.document.language);
    let several = index.settings().languages.len() > 1;
    statement.sources.iter().any(|citation| {
        let entry = index.entry(citation.source);
        let of_source = entry.and_then(|entry| entry.source()).and_then(|source| source.language.as_ref());
        of_source.map_or(several, |of_source| of_source.primary() != language.primary())
    })
}
