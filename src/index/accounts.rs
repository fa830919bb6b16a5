//! Accounts of events: `.event #id` in articles. The same event may be told several times, and
//! differently as days go by; an event's file rules, else the newest article.

use super::IndexSettings;
use super::entry::{Card, Version};
use crate::date::Date;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::digest::Fingerprint;
use crate::document::annotation::EventStatus;
use crate::document::{Annotation, Document, Fields, Id};
use crate::locale::Language;
use crate::text;
use std::sync::Arc;

/// How long the name of an event may be that is taken from its account, in characters.
const NAME_LENGTH: usize = 80;

/// One account of an event.
#[derive(Clone, Debug)]
pub struct Account {
    /// The document that tells it.
    pub document: Arc<Document>,
    /// Which of the document's annotations it is.
    pub annotation: u32,
    /// The id of the record in whose text it stands.
    pub told_in: Id,
    /// The date of that record: when it was told.
    pub told_on: Option<Date>,
}

impl Account {
    /// The annotation.
    pub fn annotation(&self) -> &Annotation {
        &self.document.body.annotations[self.annotation as usize]
    }

    /// The language that it is told in.
    pub fn language(&self) -> &Language {
        &self.document.language
    }

    /// When it says that the event was; its article's date where it does not say.
    pub fn date(&self) -> Option<&Date> {
        self.annotation().date.as_ref().map(|date| &date.value).or(self.told_on.as_ref())
    }

    /// Where its attributes stand.
    pub fn span(&self) -> Span {
        Span { file: self.document.path.clone(), range: self.annotation().attributes_range.clone() }
    }

    /// Of everything that a page about the event shows of it, but for what its links lead to.
    pub fn fingerprint(&self) -> Fingerprint {
        let annotation = self.annotation();
        let told = (&self.told_in, &self.told_on, self.language(), &annotation.permalink, &annotation.text);
        let said =
            (annotation.date.as_ref().map(|date| &date.value), annotation.event_status, &annotation.place);
        let mut fingerprint = Fingerprint::of_value(&(told, said, &annotation.heading));
        for passage in annotation.passages.clone() {
            fingerprint = fingerprint.with(self.document.body.passages[passage as usize].hash.fingerprint());
        }
        fingerprint
    }

    fn is_provisional(&self) -> bool {
        self.annotation().event_status.is_some_and(EventStatus::is_open)
    }
}

/// Orders accounts: oldest article first, then by its id, language, and place in it.
pub fn order(mut accounts: Vec<Account>, settings: &IndexSettings) -> Vec<Account> {
    accounts.sort_by_cached_key(|account| {
        (
            account.told_on.as_ref().map(Date::sort_key),
            account.told_in.clone(),
            settings.rank(account.language()),
            account.annotation().range.start,
        )
    });
    accounts
}

/// Completes an event's card from its accounts; where no file describes it, its name too.
pub fn complete(card: &mut Card, accounts: &[Account], settings: &IndexSettings, files: &[Version]) {
    let newest_first = || accounts.iter().rev();
    if card.date.is_none() {
        card.date = newest_first()
            .find_map(|account| account.annotation().date.as_ref().map(|date| date.value.clone()))
            .or_else(|| newest_first().find_map(|account| account.told_on.clone()));
    }
    if card.status.is_none() {
        // An account without a status says that the event was held.
        card.status = newest_first().next().and_then(|account| account.annotation().event_status);
    }
    if files.is_empty() {
        for language in &settings.languages {
            let told = accounts.iter().filter(|account| account.language() == language);
            let name = told.map(|account| name(account.annotation())).find(|name| !name.is_empty());
            if let Some(name) = name {
                card.name.set(language.clone(), name);
            }
        }
    }
}

fn name(annotation: &Annotation) -> String {
    let whole = annotation.heading.as_deref().unwrap_or_else(|| text::first_sentence(&annotation.text));
    text::cut_at_word(whole.trim_end_matches('.'), NAME_LENGTH)
}

/// Reports accounts that cannot all be right.
pub fn contradictions(id: &Id, versions: &[Version], fields: &Fields, accounts: &[Account]) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let file = versions.first();
    if let (Some(file), Fields::Event(event)) = (file, fields)
        && let Some(date) = &event.date
    {
        let span = Span { file: file.document.path.clone(), range: date.range.clone() };
        for account in accounts.iter().filter(|account| !account.is_provisional()) {
            diagnostics.extend(compare(id, (&date.value, &span), account));
        }
    }
    for (place, newer) in accounts.iter().enumerate() {
        for older in &accounts[..place] {
            if older.told_in == newer.told_in && older.language() != newer.language() {
                diagnostics.extend(compare_languages(id, older, newer));
            } else if file.is_none()
                && !older.is_provisional()
                && let Some(date) = &older.annotation().date
            {
                diagnostics.extend(compare(id, (&date.value, &older.span()), newer));
            }
        }
    }
    diagnostics
}

fn compare(id: &Id, (date, span): (&Date, &Span), account: &Account) -> Option<Diagnostic> {
    let other = account.annotation().date.as_ref()?;
    if date.may_coincide(&other.value) {
        return None;
    }
    let message = format!(
        "the event `{id}` is dated `{}` here and `{}` elsewhere",
        other.value.written(),
        date.written()
    );
    Some(
        Diagnostic::new(Code::AccountsContradict, message, account.span())
            .also(span.clone(), "the other date")
            .help("mend one of the dates, or say with `status=planned` that the older account was a plan"),
    )
}

/// Versions of one article tell the same event: its date and status must be equal.
fn compare_languages(id: &Id, first: &Account, second: &Account) -> Option<Diagnostic> {
    let facts = |account: &Account| {
        let annotation = account.annotation();
        (annotation.date.as_ref().map(|date| date.value.clone()), annotation.event_status)
    };
    if facts(first) == facts(second) || repeated(first) || repeated(second) {
        return None;
    }
    let message = format!(
        "the event `{id}` has another date or status in the `{}` version of this article",
        first.language()
    );
    Some(
        Diagnostic::new(Code::TranslationDiffers, message, second.span())
            .also(first.span(), "the other version")
            .help("give both the same `date` and `status`"),
    )
}

/// Whether the article tells the event more than once in this language; then which account is the
/// translation of which cannot be told.
fn repeated(account: &Account) -> bool {
    let id = account.annotation().own_id.as_ref().map(|id| &id.value);
    account
        .document
        .body
        .annotations
        .iter()
        .filter(|other| other.own_id.as_ref().map(|id| &id.value) == id)
        .count()
        > 1
}
