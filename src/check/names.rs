//! Names that two participants share, or that differ by next to nothing: one participant, entered
//! twice, or two that readers will take for one.
//!
//! Names are compared only where they agree in all words but one, found by hash, so that the cost
//! grows with the number of names and not with its square; the findings are kept by a hash of all
//! names.

use super::known::Known;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::digest::Fingerprint;
use crate::document::annotation::ParticipantKind;
use crate::index::Entry;
use crate::locale::Language;
use crate::text;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

/// How many letters a word must have before one letter more, less or other is taken for a slip: in
/// shorter ones (`Iran`, `Iraq`) it makes another name.
const SLIP_LENGTH: usize = 7;

/// One name of a participant.
struct Name<'a> {
    of: &'a Entry,
    written: &'a str,
    /// In which language it is so called; `None` where it may be any.
    language: Option<&'a Language>,
    /// Bytes of the base version's file, of an alias.
    alias: Option<Range<usize>>,
}

/// Checks the names of all participants.
pub(super) fn check(entries: &[&Arc<Entry>], known: &mut Known) -> Diagnostics {
    let names: Vec<Name<'_>> = entries.iter().flat_map(|entry| names(entry)).collect();
    let fingerprint = names.iter().fold(Fingerprint::default(), |sum, name| {
        let file = name.of.base().map(|base| base.document.path.as_str());
        let place = name.of.base().map(|base| base.record().range.clone());
        let distinct = name.of.card.disambiguation.is_empty();
        sum.with(Fingerprint::of_value(&(name.of.id(), name.written, name.language, &name.alias)))
            .with(Fingerprint::of_value(&(file, place, distinct, name.of.card.participant_kind)))
    });
    if let Some((kept, diagnostics)) = &known.names
        && *kept == fingerprint
    {
        return diagnostics.clone();
    }
    let mut diagnostics = shared(&names);
    diagnostics.extend(near(&names));
    known.names = Some((fingerprint, diagnostics.clone()));
    diagnostics
}

/// A participant's names and aliases. A weak alias is meant to be shared: an office, a surname.
fn names(entry: &Entry) -> Vec<Name<'_>> {
    let Some(fields) = entry.participant() else { return Vec::new() };
    let own = entry.card.name.iter().map(|(language, name)| (name.as_str(), Some(language), None));
    let aliases = fields
        .aliases
        .iter()
        .filter(|alias| !alias.weak)
        .map(|alias| (alias.name.value.as_str(), alias.lang.as_ref(), Some(alias.name.range.clone())));
    own.chain(aliases)
        .map(|(written, language, alias)| Name { of: entry, written, language, alias })
        .collect()
}

/// Reports aliases that another participant bears too. Two with one name are told apart by
/// `disambiguation`; an alias has nothing of the kind.
fn shared(names: &[Name<'_>]) -> Diagnostics {
    let mut bearers: BTreeMap<String, Vec<&Name<'_>>> = BTreeMap::new();
    for name in names {
        bearers.entry(text::fold_name(name.written)).or_default().push(name);
    }
    let mut diagnostics = Diagnostics::new();
    let mut reported = BTreeSet::new();
    for (folded, same) in &bearers {
        for alias in same.iter().filter(|name| name.alias.is_some()) {
            let other = same.iter().find(|other| {
                other.of.no != alias.of.no
                    && other.alias.as_ref().is_none_or(|_| other.of.id() < alias.of.id())
                    && may_be_one_language(alias, other)
            });
            if let Some(other) = other
                && reported.insert((alias.of.no, other.of.no, folded))
            {
                diagnostics.extend(shared_alias(alias, other));
            }
        }
    }
    diagnostics
}

/// A word may be one name in Dutch and another in English.
fn may_be_one_language(a: &Name<'_>, b: &Name<'_>) -> bool {
    match (a.language, b.language) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

fn shared_alias(alias: &Name<'_>, other: &Name<'_>) -> Option<Diagnostic> {
    let (message, label) = match other.alias {
        Some(_) => (format!("`{}` is an alias of `{}` too", alias.written, other.of.id()), "the other alias"),
        None => (format!("`{}` is the name of `{}` too", alias.written, other.of.id()), "its record"),
    };
    let help = "leave it to one of them, or mark it with `weak`, so that only `[Name][]` is linked";
    Some(Diagnostic::new(Code::SharedAlias, message, place(alias)?).also(place(other)?, label).help(help))
}

/// An alias where it stands, a name where its record begins.
fn place(name: &Name<'_>) -> Option<Span> {
    let base = name.of.base()?;
    let range = name.alias.clone().unwrap_or_else(|| base.record().range.clone());
    Some(Span { file: base.document.path.clone(), range })
}

/// A name as it is compared with others.
struct Compared<'a> {
    name: &'a Name<'a>,
    bare: String,
}

/// Reports participants of one kind whose names are alike, unless a `disambiguation` says that the
/// author knows.
fn near(names: &[Name<'_>]) -> Diagnostics {
    let compared: Vec<Compared<'_>> = names
        .iter()
        .filter(|name| name.alias.is_none() && name.of.card.disambiguation.is_empty())
        .filter(|name| name.of.card.participant_kind != Some(ParticipantKind::Country))
        .map(|name| Compared { name, bare: bare(&text::fold_name(name.written)) })
        .collect();
    let mut groups: HashMap<Fingerprint, Vec<usize>> = HashMap::new();
    for (no, name) in compared.iter().enumerate() {
        for key in keys(&name.bare) {
            groups.entry(key).or_default().push(no);
        }
    }
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for group in groups.into_values() {
        for (place, b) in group.iter().enumerate() {
            let before = group[..place].iter().filter(|a| is_near(&compared[**a], &compared[*b]));
            pairs.extend(before.map(|a| (*a, *b)));
        }
    }
    let mut diagnostics = Diagnostics::new();
    let mut reported = BTreeSet::new();
    for (a, b) in pairs {
        let (a, b) = (compared[a].name, compared[b].name);
        if reported.insert((a.of.no, b.of.no)) {
            diagnostics.extend(near_duplicate(a, b));
        }
    }
    diagnostics
}

/// Names that share a key are compared: those that are equal without marks, hyphens and full stops,
/// and those that differ in one letter of one word.
fn keys(bare: &str) -> BTreeSet<Fingerprint> {
    let mut keys = BTreeSet::from([Fingerprint::of(bare.as_bytes())]);
    let words: Vec<&str> = bare.split(' ').collect();
    for (at, word) in words.iter().enumerate().filter(|(_, word)| word.chars().count() >= SLIP_LENGTH - 1) {
        let others = Fingerprint::of_value(&(at, &words[..at], &words[at + 1..]));
        keys.insert(others.with_text(word));
        for (letter, character) in word.char_indices() {
            let left = [&word[..letter], &word[letter + character.len_utf8()..]].concat();
            keys.insert(others.with_text(&left));
        }
    }
    keys
}

/// A folded name without marks, with hyphens as spaces and without full stops and apostrophes.
fn bare(folded: &str) -> String {
    let plain = text::without_marks(folded).replace(['-', '\u{2010}', '\u{2011}'], " ");
    text::squeeze(&plain.replace(['.', '\'', '’', 'ʼ'], ""))
}

fn is_near(a: &Compared<'_>, b: &Compared<'_>) -> bool {
    let (of_a, of_b) = (a.name.of, b.name.of);
    if of_a.no == of_b.no
        || of_a.card.participant_kind != of_b.card.participant_kind
        || !may_be_one_language(a.name, b.name)
    {
        return false;
    }
    let (a, b) = (&a.bare, &b.bare);
    if a == b {
        return true;
    }
    let (words, others): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let differing: Vec<(&&str, &&str)> = words.iter().zip(&others).filter(|(a, b)| a != b).collect();
    // Names of one word have nothing else in common: `Canaries` and `Canarias` may well be two.
    let comparable = words.len() > 1 && words.len() == others.len();
    matches!(differing[..], [(a, b)] if comparable && is_slip(a, b))
}

/// Whether one word is likely the other with a slip: one letter differs, in a long word, and neither
/// the first letter nor a digit.
fn is_slip(a: &str, b: &str) -> bool {
    let length = a.chars().count().max(b.chars().count());
    length >= SLIP_LENGTH
        && a.chars().next() == b.chars().next()
        && !a.chars().chain(b.chars()).any(char::is_numeric)
        && text::distance(a, b) == 1
}

fn near_duplicate(a: &Name<'_>, b: &Name<'_>) -> Option<Diagnostic> {
    let message = if text::fold_name(a.written) == text::fold_name(b.written) {
        format!("`{}` and `{}` bear the same name, `{}`", a.of.id(), b.of.id(), b.written)
    } else {
        format!(
            "`{}` (`{}`) and `{}` (`{}`) are nearly the same name",
            b.written,
            b.of.id(),
            a.written,
            a.of.id()
        )
    };
    let help = "make one record of them and give it the other name as an alias, or tell them apart with \
                `disambiguation`";
    Some(
        Diagnostic::new(Code::NearDuplicate, message, place(b)?)
            .also(place(a)?, "the other record")
            .help(help),
    )
}
