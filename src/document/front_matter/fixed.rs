//! Keys that a translation must not change, with hashes of what they say.
//!
//! Texts are left out, those within lists too. What holds such texts is taken apart, so that a
//! translation may leave out what it does not translate: `updates[0].date`, `image.src`.

use super::super::record::Kind;
use crate::data::{Entry, Node, Value};
use crate::digest::ContentHash;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

/// Keys that each version of any record has for itself.
pub(super) const OWN: &[&str] =
    &["slug", "anchors", "allow", "redirect_from", "draft", "transcript", "extra"];

/// Tables, and lists of tables, that hold texts: the key, and the keys of the texts in it.
const HOLDERS: &[(&str, &[&str])] = &[
    ("updates", &["text", "at"]),
    ("corrections", &["text", "at"]),
    ("changes", &["text"]),
    ("roles", &["title", "area"]),
    ("memberships", &["role"]),
    ("links", &["title"]),
    ("attendees", &["as"]),
    ("image", &["alt"]),
    ("place", &["name"]),
];

/// Each key with the hash of its value and its place.
pub(super) fn keys(kind: Kind, entries: &[Entry]) -> BTreeMap<String, (ContentHash, Range<usize>)> {
    let mut fixed = BTreeMap::new();
    for entry in entries {
        let key = entry.key.as_str();
        if OWN.contains(&key) || texts(kind).contains(&key) || entry.node.value == Value::Null {
            continue;
        }
        let holder = HOLDERS.iter().find(|(holder, _)| *holder == key);
        match (holder, &entry.node.value) {
            (Some((_, texts)), Value::Table(inner)) => add_inner(&mut fixed, key, inner, texts),
            (Some((_, texts)), Value::List(nodes)) => {
                for (number, node) in nodes.iter().enumerate() {
                    let name = format!("{key}[{number}]");
                    match &node.value {
                        Value::Table(inner) => add_inner(&mut fixed, &name, inner, texts),
                        _ => add(&mut fixed, name, node, &node.range),
                    }
                }
            }
            _ => add(&mut fixed, key.to_owned(), &entry.node, &entry.key_range),
        }
    }
    fixed
}

/// Keys that hold texts, by kind.
pub(super) fn texts(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Article => &["title", "summary", "key_points", "known", "unknown"],
        Kind::Participant => &["name", "disambiguation", "classification", "summary"],
        Kind::Event => &["name", "summary"],
        Kind::Topic => &["name", "question", "summary"],
        Kind::Source => &["title", "note"],
        Kind::Page | Kind::Home => &["title", "summary"],
    }
}

type Fixed = BTreeMap<String, (ContentHash, Range<usize>)>;

fn add_inner(fixed: &mut Fixed, name: &str, entries: &[Entry], texts: &[&str]) {
    for entry in entries {
        if !texts.contains(&&*entry.key) && entry.node.value != Value::Null {
            add(fixed, format!("{name}.{}", entry.key), &entry.node, &entry.key_range);
        }
    }
}

fn add(fixed: &mut Fixed, name: String, node: &Node, range: &Range<usize>) {
    let mut canonical = String::new();
    write_canonical(node, &mut canonical);
    fixed.insert(name, (ContentHash::of(canonical.as_bytes()), range.clone()));
}

/// Writes a value so that what means the same is written the same: a native date like its string,
/// an id with and without `@`, a table in any order.
fn write_canonical(node: &Node, canonical: &mut String) {
    match &node.value {
        Value::Null => canonical.push('-'),
        Value::Bool(value) => canonical.push(if *value { 'y' } else { 'n' }),
        Value::List(nodes) => {
            canonical.push('[');
            nodes.iter().for_each(|node| write_canonical(node, canonical));
            canonical.push(']');
        }
        Value::Table(entries) => {
            let mut entries: Vec<&Entry> = entries.iter().collect();
            entries.sort_by(|a, b| a.key.cmp(&b.key));
            canonical.push('{');
            for entry in entries {
                write_text(&entry.key, canonical);
                write_canonical(&entry.node, canonical);
            }
            canonical.push('}');
        }
        Value::Integer { written: text, .. }
        | Value::Float { written: text, .. }
        | Value::Text(text)
        | Value::Date(text) => {
            let is_path = text.starts_with("@/");
            write_text(if is_path { text } else { text.strip_prefix('@').unwrap_or(text) }, canonical);
        }
    }
}

/// The length goes first, so that no text can look like two.
fn write_text(text: &str, canonical: &mut String) {
    write!(canonical, "{}:{text}", text.len()).expect("writing to a string never fails");
}
