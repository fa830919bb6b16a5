//! `transcript`: who the labels of a whole article's turns stand for.

use super::super::record::{Transcript, TranscriptSpeaker};
use super::table::Field;
use crate::data::Value;
use crate::diagnostics::Located;

/// Reads `transcript`.
pub(super) fn read(field: Field<'_>) -> Option<Transcript> {
    field.table(|table| Transcript {
        at: table.read("at", Field::reference),
        speakers: table.read("speakers", speakers).unwrap_or_default(),
    })
}

fn speakers(field: Field<'_>) -> Option<Vec<(Located<String>, TranscriptSpeaker)>> {
    let labels = field.open_table()?.all();
    let speakers = labels.filter_map(|field| {
        let label = Located::new(field.key.to_owned(), field.key_range.clone());
        Some((label, speaker(field)?))
    });
    Some(speakers.collect())
}

fn speaker(field: Field<'_>) -> Option<TranscriptSpeaker> {
    match &field.node.value {
        Value::Table(_) => described(field),
        Value::Text(text) if text.trim().is_empty() => Some(TranscriptSpeaker::Nobody),
        _ => field.reference().map(TranscriptSpeaker::Participant),
    }
}

fn described(field: Field<'_>) -> Option<TranscriptSpeaker> {
    field.table(|table| {
        let by = table.require("by", Some)?;
        let word = by.node.scalar().filter(|word| matches!(*word, "unnamed" | "none"));
        if let Some(word) = word {
            let as_ = table.require("as", Field::plain)?;
            return Some(TranscriptSpeaker::Described { unnamed: word == "unnamed", as_ });
        }
        let as_ = table.read("as", Field::plain);
        let by = by.reference()?;
        Some(match as_ {
            Some(as_) => TranscriptSpeaker::ParticipantAs { by, as_ },
            None => TranscriptSpeaker::Participant(by),
        })
    })?
}
