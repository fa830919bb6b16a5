//! Unites the versions of one record, and reports where they contradict each other.

use super::IndexSettings;
use super::accounts::{self, Account};
use super::entry::{Card, Entry, Version};
use super::number::RecordNo;
use crate::date::Date;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::digest::Fingerprint;
use crate::document::record::{EventFields, ParticipantFields, TopicFields};
use crate::document::{Document, Fields, Id, Kind, Record};
use crate::locale::{Language, Localized, Text};
use std::sync::Arc;

/// A place that declares an id.
#[derive(Clone, Debug)]
pub enum Declaration {
    /// A record of a document.
    Record { document: Arc<Document>, record: usize },
    /// An inline event.
    Event(Account),
}

impl Declaration {
    fn span(&self) -> Span {
        match self {
            Declaration::Record { document, record } => {
                Span { file: document.path.clone(), range: document.records[*record].range.clone() }
            }
            Declaration::Event(account) => account.span(),
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Declaration::Record { document, record } => document.records[*record].kind,
            Declaration::Event(_) => Kind::Event,
        }
    }
}

/// Unites all declarations of one id, which are never empty and sorted by path. Of those that
/// contradict the first one, an error is made and the rest goes on without them.
pub fn unite(
    no: RecordNo,
    id: &Id,
    declarations: &[Declaration],
    settings: &IndexSettings,
) -> (Entry, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let mut versions: Vec<Version> = Vec::new();
    let mut found: Vec<Account> = Vec::new();
    // A file rules over an inline event that took its id.
    let first = declarations
        .iter()
        .find(|declaration| matches!(declaration, Declaration::Record { .. }))
        .unwrap_or(&declarations[0]);
    let kind = first.kind();
    for declaration in declarations {
        match declaration {
            _ if declaration.kind() != kind => diagnostics.push(duplicate(id, first, declaration)),
            Declaration::Event(account) => found.push(account.clone()),
            Declaration::Record { document, record } => {
                let language = &document.records[*record].language;
                if let Some(other) = versions.iter().find(|version| version.language == *language) {
                    let other =
                        Declaration::Record { document: other.document.clone(), record: other.record };
                    diagnostics.push(duplicate(id, &other, declaration));
                } else {
                    versions.push(Version {
                        language: language.clone(),
                        document: document.clone(),
                        record: *record,
                    });
                }
            }
        }
    }
    versions.sort_by_key(|version| settings.rank(&version.language));
    diagnostics.extend(compare_versions(&versions));
    let fields = merged_fields(&versions);
    let accounts = accounts::order(found, settings);
    diagnostics.extend(accounts::contradictions(id, &versions, &fields, &accounts));
    diagnostics.extend(missing_keys(&versions, &fields, kind));
    let card = Arc::new(card(kind, id, &versions, &fields, &accounts, settings));
    let card_fingerprint = Fingerprint::of_value(&card);
    let outline = outline(card_fingerprint, &versions, &accounts);
    let fingerprint = versions
        .iter()
        .fold(outline, |fingerprint, version| fingerprint.with(version.document.hash.fingerprint()));
    (
        Entry { no, card, card_fingerprint, versions, base: 0, fields, accounts, outline, fingerprint },
        diagnostics,
    )
}

fn duplicate(id: &Id, first: &Declaration, second: &Declaration) -> Diagnostic {
    Diagnostic::new(Code::DuplicateId, format!("the id `{id}` is given to two records"), second.span())
        .label("given a second time here")
        .also(first.span(), "first given here")
        .help("an id is unique over all kinds of record; rename one of the two")
}

fn outline(card: Fingerprint, versions: &[Version], accounts: &[Account]) -> Fingerprint {
    let mut outline = card;
    for version in versions {
        let document = &version.document;
        outline = outline.with(document.front_matter.fingerprint()).with_text(document.path.as_str());
        for anchor in amended(versions) {
            outline = outline.with(Fingerprint::of_value(&document.body.has_anchor(anchor)));
        }
    }
    accounts.iter().fold(outline, |outline, account| outline.with(account.fingerprint()))
}

/// The places that updates and corrections of an article name, in all its versions: lists lead to them
/// where the version that is shown has them.
fn amended(versions: &[Version]) -> impl Iterator<Item = &str> {
    let articles = versions.iter().filter_map(|version| match &version.record().fields {
        Fields::Article(article) => Some(article),
        _ => None,
    });
    let amendments = articles.flat_map(|article| article.updates.iter().chain(&article.corrections));
    amendments.filter_map(|amendment| amendment.at.as_ref()).map(|at| at.value.trim_start_matches('#'))
}

/// Reports keys by which a translation contradicts the record.
fn compare_versions(versions: &[Version]) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let Some((base, translations)) = versions.split_first() else { return diagnostics };
    let base_record = base.record();
    for translation in translations {
        for (key, (hash, range)) in &translation.record().fixed {
            let original = base_record.fixed.get(key);
            if original.is_some_and(|(original, _)| original == hash) {
                continue;
            }
            let span = Span { file: translation.document.path.clone(), range: range.clone() };
            let mut diagnostic = Diagnostic::new(
                Code::TranslationDiffers,
                format!("`{key}` differs from the `{}` version of this record", base.language),
                span,
            )
            .help("a translation sets texts alone; leave the key out here, or make it equal");
            if let Some((_, range)) = original {
                let span = Span { file: base.document.path.clone(), range: range.clone() };
                diagnostic = diagnostic.also(span, "the record says this");
            }
            diagnostics.push(diagnostic);
        }
    }
    diagnostics
}

fn missing_keys(versions: &[Version], fields: &Fields, kind: Kind) -> Diagnostics {
    let Some(base) = versions.first().filter(|base| base.record().is_readable) else {
        return Diagnostics::new();
    };
    let mut missing: Vec<(&Version, &str)> = Vec::new();
    match fields {
        Fields::Article(article) => {
            for version in versions {
                if title(version.record()).is_none() && version.record().is_readable {
                    missing.push((version, "title"));
                }
            }
            if article.date.is_none() {
                missing.push((base, "date"));
            }
        }
        Fields::Participant(participant) => {
            if participant.name.is_empty() {
                missing.push((base, "name"));
            }
            if participant.kind.is_none() && !base.record().fixed.contains_key("kind") {
                missing.push((base, "kind"));
            }
        }
        Fields::Event(event) if event.name.is_empty() => missing.push((base, "name")),
        Fields::Topic(topic) if topic.name.is_empty() => missing.push((base, "name")),
        Fields::Source(source) if source.title.is_none() => missing.push((base, "title")),
        Fields::Page(_) => missing.extend(
            versions
                .iter()
                .filter(|version| title(version.record()).is_none())
                .map(|version| (version, "title")),
        ),
        _ => {}
    }
    let mut diagnostics = Diagnostics::new();
    for (version, key) in missing {
        let range = version.record().range.clone();
        diagnostics.push(
            Diagnostic::new(
                Code::MissingKey,
                format!("this {} has no `{key}`", kind.word()),
                Span { file: version.document.path.clone(), range },
            )
            .help(missing_help(key)),
        );
    }
    diagnostics
}

fn missing_help(key: &str) -> &'static str {
    match key {
        "date" => "add `date: 2025-03-15` to the front matter",
        "kind" => "add `kind: person` (or `organization`, `country`, `group`) to the front matter",
        "name" => "add `name: …` to the front matter",
        _ => "add `title: …` to the front matter",
    }
}

fn title(record: &Record) -> Option<&str> {
    match &record.fields {
        Fields::Article(fields) => fields.title.as_ref().map(|title| title.value.as_str()),
        Fields::Page(fields) | Fields::Home(fields) => fields.title.as_deref(),
        Fields::Source(fields) => fields.title.as_deref(),
        _ => None,
    }
}

/// The base version's fields with the texts of all versions.
fn merged_fields(versions: &[Version]) -> Fields {
    let Some((base, translations)) = versions.split_first() else {
        return Fields::Event(Box::default());
    };
    let mut fields = base.record().fields.clone();
    for translation in translations {
        match (&mut fields, &translation.record().fields) {
            (Fields::Participant(to), Fields::Participant(from)) => merge_participant(to, from),
            (Fields::Event(to), Fields::Event(from)) => merge_event(to, from),
            (Fields::Topic(to), Fields::Topic(from)) => merge_topic(to, from),
            // Articles, pages and sources have texts by version; whoever shows them picks one.
            _ => {}
        }
    }
    fields
}

fn merge_participant(to: &mut ParticipantFields, from: &ParticipantFields) {
    to.name.complete_with(&from.name);
    to.disambiguation.complete_with(&from.disambiguation);
    to.classification.complete_with(&from.classification);
    to.summary.complete_with(&from.summary);
    for (to, from) in to.roles.iter_mut().zip(&from.roles) {
        to.title.complete_with(&from.title);
        to.area.complete_with(&from.area);
    }
    for (to, from) in to.memberships.iter_mut().zip(&from.memberships) {
        to.role.complete_with(&from.role);
    }
    for (to, from) in to.links.iter_mut().zip(&from.links) {
        to.title.complete_with(&from.title);
    }
    if let (Some(to), Some(from)) = (&mut to.image, &from.image) {
        to.alt.complete_with(&from.alt);
    }
}

fn merge_event(to: &mut EventFields, from: &EventFields) {
    to.name.complete_with(&from.name);
    to.summary.complete_with(&from.summary);
    if let (Some(to), Some(from)) = (&mut to.place, &from.place) {
        to.name.complete_with(&from.name);
    }
    for (to, from) in to.attendees.iter_mut().zip(&from.attendees) {
        to.as_.complete_with(&from.as_);
    }
}

fn merge_topic(to: &mut TopicFields, from: &TopicFields) {
    to.name.complete_with(&from.name);
    to.question.complete_with(&from.question);
    to.summary.complete_with(&from.summary);
}

fn card(
    kind: Kind,
    id: &Id,
    versions: &[Version],
    fields: &Fields,
    accounts: &[Account],
    settings: &IndexSettings,
) -> Card {
    let mut card = Card {
        kind,
        id: id.clone(),
        name: Localized::empty(),
        disambiguation: Localized::empty(),
        sort_name: None,
        slugs: slugs(id, versions),
        languages: languages(kind, versions, settings),
        date: None,
        updated: None,
        participant_kind: None,
        status: None,
        classification: None,
        genre: None,
        publisher: None,
        url: None,
    };
    let date =
        |date: &Option<crate::diagnostics::Located<Date>>| date.as_ref().map(|date| date.value.clone());
    match fields {
        Fields::Article(article) => {
            card.name = titles(versions);
            card.date = date(&article.date);
            card.updated = date(&article.updated);
            card.genre = Some(article.genre.unwrap_or(crate::document::annotation::Genre::Report));
        }
        Fields::Participant(participant) => {
            card.name = participant.name.clone();
            card.disambiguation = participant.disambiguation.clone();
            card.sort_name = participant.sort_name.clone();
            card.participant_kind = participant.kind;
        }
        Fields::Event(event) => {
            card.name = event.name.clone();
            card.date = date(&event.date);
            card.status = event.status;
            card.classification = event.classification.clone();
            accounts::complete(&mut card, accounts, settings, versions);
        }
        Fields::Topic(topic) => card.name = topic.name.clone(),
        Fields::Source(source) => {
            card.name = titles(versions);
            if let (Some(language), Some(title)) = (&source.language, &source.title) {
                card.name = Localized::one(language.clone(), title.clone());
            }
            card.date = date(&source.date);
            card.publisher = source.publisher.clone();
            card.url = source.url.as_ref().map(|url| url.value.clone());
        }
        Fields::Page(_) | Fields::Home(_) => card.name = titles(versions),
    }
    card
}

fn titles(versions: &[Version]) -> Text {
    let mut titles = Text::empty();
    for version in versions {
        if let Some(title) = title(version.record()) {
            titles.set(version.language.clone(), title.to_owned());
        }
    }
    titles
}

fn slugs(id: &Id, versions: &[Version]) -> Text {
    let mut slugs = Text::empty();
    for version in versions {
        if let Some(slug) = &version.record().common.slug {
            slugs.set(version.language.clone(), crate::text::nfc(&slug.value));
        } else if version.language == versions[0].language {
            slugs.set(version.language.clone(), id.as_str().to_owned());
        }
    }
    if slugs.is_empty() {
        let language = Language::new("und").expect("a tag of three letters");
        slugs.set(language, id.as_str().to_owned());
    }
    slugs
}

fn languages(kind: Kind, versions: &[Version], settings: &IndexSettings) -> Vec<Language> {
    match kind {
        Kind::Article | Kind::Page => versions.iter().map(|version| version.language.clone()).collect(),
        _ => settings.languages.clone(),
    }
}
