//! What a translation takes from the first version of its record: `defaults` and `transcript`, which
//! are facts and hold for its prose too.

use super::record::{Defaults, Transcript, TranscriptSpeaker};
use super::{Document, Fields, Record, Reference};
use crate::diagnostics::Located;
use crate::digest::{ContentHash, Fingerprint};

/// The defaults and the transcript that hold for a version's prose: its own, completed by those of
/// `first`. What is taken has no place in the version's file.
pub fn of(record: &Record, first: Option<&Document>) -> (Defaults, Option<Transcript>) {
    let Fields::Article(article) = &record.fields else { return (Defaults::default(), None) };
    let (mut defaults, mut transcript) = (article.defaults.clone(), article.transcript.clone());
    let Some(Fields::Article(first)) =
        first.and_then(|first| first.records.first()).map(|first| &first.fields)
    else {
        return (defaults, transcript);
    };
    let given = &first.defaults;
    defaults.at = defaults.at.or_else(|| given.at.as_ref().map(elsewhere));
    defaults.date = defaults.date.or_else(|| given.date.as_ref().map(elsewhere));
    for (own, given) in [(&mut defaults.src, &given.src), (&mut defaults.on, &given.on)] {
        if own.is_empty() {
            *own = given.iter().map(elsewhere).collect();
        }
    }
    if let Some(given) = &first.transcript {
        let own = transcript.get_or_insert_with(|| Transcript { at: None, speakers: Vec::new() });
        own.at = own.at.take().or_else(|| given.at.as_ref().map(elsewhere));
        if own.speakers.is_empty() {
            own.speakers =
                given.speakers.iter().map(|(label, who)| (elsewhere(label), speaker(who))).collect();
        }
    }
    (defaults, transcript)
}

/// Of what a translation would take from this version; `None` where there is nothing to take.
pub fn fingerprint(document: &Document) -> Option<Fingerprint> {
    let Fields::Article(article) = &document.records.first()?.fields else { return None };
    let defaults = &article.defaults;
    let gives = article.transcript.is_some()
        || defaults.at.is_some()
        || defaults.date.is_some()
        || !defaults.src.is_empty()
        || !defaults.on.is_empty();
    gives.then(|| ContentHash::fingerprint(document.front_matter))
}

fn elsewhere<T: Clone>(value: &Located<T>) -> Located<T> {
    Located::new(value.value.clone(), 0..0)
}

fn speaker(who: &TranscriptSpeaker) -> TranscriptSpeaker {
    let taken = |by: &Located<Reference>| elsewhere(by);
    match who {
        TranscriptSpeaker::Participant(by) => TranscriptSpeaker::Participant(taken(by)),
        TranscriptSpeaker::ParticipantAs { by, as_ } => {
            TranscriptSpeaker::ParticipantAs { by: taken(by), as_: as_.clone() }
        }
        other => other.clone(),
    }
}
