//! Records that nothing mentions, that are out of date, or that lack a version.

use super::{Translations, beginning_of};
use crate::date::Date;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::document::Kind;
use crate::document::annotation::EventStatus;
use crate::index::{Entry, SiteIndex};
use crate::locale::Language;

/// Checks one record.
pub(super) fn check(index: &SiteIndex, entry: &Entry, translations: Translations) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    diagnostics.extend(never_mentioned(index, entry));
    diagnostics.extend(planned_in_past(index, entry));
    diagnostics.extend(former_ids(index, entry));
    if translations == Translations::Complete {
        diagnostics.extend(translation_missing(index, entry));
    }
    diagnostics
}

fn never_mentioned(index: &SiteIndex, entry: &Entry) -> Option<Diagnostic> {
    if entry.kind() != Kind::Participant || index.uses(entry.no).is_some() {
        return None;
    }
    let message = format!("nothing mentions `{}`", entry.id());
    let help = format!("link a mention in a text, `[…](@{})`, or remove the record", entry.id());
    Some(Diagnostic::new(Code::NeverMentioned, message, beginning_of(entry)?).help(help))
}

fn planned_in_past(index: &SiteIndex, entry: &Entry) -> Option<Diagnostic> {
    let status = entry.card.status.filter(|status| {
        entry.kind() == Kind::Event && matches!(status, EventStatus::Planned | EventStatus::Tentative)
    })?;
    let as_of = index.as_of()?;
    let date = entry.card.date.as_ref()?;
    if date.latest()? >= as_of.earliest()? {
        return None;
    }
    let message = format!(
        "`{}` is still `{}`, and its date `{}` lies before the site's `as_of`, `{}`",
        entry.id(),
        status.as_str(),
        date.written(),
        as_of.written()
    );
    let help = "say what became of it: `status` is `held`, `postponed`, `cancelled` or `unconfirmed`";
    Some(Diagnostic::new(Code::PlannedInPast, message, dated_at(entry, date)?).help(help))
}

/// Where an event's date stands: in its file, else in the newest account that gives it.
fn dated_at(entry: &Entry, date: &Date) -> Option<Span> {
    let written = entry.event().and_then(|event| event.date.as_ref()).zip(entry.base());
    if let Some((written, base)) = written {
        return Some(Span { file: base.document.path.clone(), range: written.range.clone() });
    }
    let told = entry.accounts.iter().rev().find(|account| account.date() == Some(date));
    told.map(|account| account.span()).or_else(|| beginning_of(entry))
}

/// Reports former ids that lead to another record, or to two.
fn former_ids(index: &SiteIndex, entry: &Entry) -> Vec<Diagnostic> {
    let register = index.register();
    let former = entry
        .versions
        .iter()
        .flat_map(|version| version.record().common.was.iter().map(move |was| (&version.document.path, was)));
    let found = former.filter_map(|(file, was)| {
        let id = &was.value;
        let bearers = register.former_bearers(id);
        let other = bearers.iter().filter_map(|no| register.entry(*no)).find(|other| other.no != entry.no);
        let (message, other) = if let Some(living) = register.by_id(id.as_str()) {
            (format!("`{id}` is the id of another record, so it is no former one"), living)
        } else {
            let other = other.filter(|other| other.id() < entry.id())?;
            (format!("`{id}` is a former id of `{}` too, so it leads to neither", other.id()), other)
        };
        let span = Span { file: file.clone(), range: was.range.clone() };
        let mut diagnostic = Diagnostic::new(Code::DuplicateId, message, span);
        if let Some(span) = beginning_of(other) {
            diagnostic = diagnostic.also(span, "the other record");
        }
        Some(diagnostic.help("leave it to one of them"))
    });
    found.collect()
}

/// A source is in its own language, and an event that only articles tell of has no file to translate.
fn translation_missing(index: &SiteIndex, entry: &Entry) -> Option<Diagnostic> {
    if entry.kind() == Kind::Source {
        return None;
    }
    let languages = index.settings().languages.iter();
    // Where all that a record says stands in tables by language, its name tells which it has.
    let is_bare = entry.versions.iter().all(|version| version.document.body.passages.is_empty());
    let in_table = |language: &Language| is_bare && entry.card.name.get(language).is_some();
    let missing: Vec<String> = languages
        .filter(|language| entry.versions.iter().all(|version| version.language != **language))
        .filter(|language| !in_table(language))
        .map(|language| format!("`{language}`"))
        .collect();
    if missing.is_empty() {
        return None;
    }
    let message = format!("this {} has no version in {}", entry.kind().word(), missing.join(", "));
    let help = format!("add the file, or set `languages.complete = false`; the id stays `{}`", entry.id());
    Some(Diagnostic::new(Code::TranslationMissing, message, beginning_of(entry)?).help(help))
}
