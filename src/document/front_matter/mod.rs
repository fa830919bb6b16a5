//! Front matter to a [`Record`].
//!
//! 1. [`split`] finds the fences: `+++` for TOML, `---` for YAML.
//! 2. `data` reads the text between them.
//! 3. A [`Table`] is read key by key, one file per kind of record; what nobody asks for is an
//!    unknown key.
//! 4. [`fixed`] hashes the keys that a translation must not change.
//!
//! Goes in: a file's text, and what its path says. Comes out: the record as far as it can be read,
//! where the body stands, and everything that is wrong. A required key that is missing is not
//! reported here: another version may have it. Nothing is looked up elsewhere.

mod article;
mod common;
mod event;
mod fixed;
mod other;
mod participant;
mod picture;
mod split;
mod table;
mod transcript;
mod value;

#[cfg(test)]
mod tests;

use self::split::{Format, Split};
use self::table::{Scope, Table};
use super::Id;
use super::record::{Fields, Kind, Record};
use crate::config::ParseSettings;
use crate::data::{DataError, Entry, Node, Value, parse_toml, parse_yaml};
use crate::diagnostics::{Code, Diagnostics};
use crate::locale::Language;
use crate::paths::SourcePath;
use std::ops::Range;

/// What a file's path says of the record in it.
#[derive(Clone, Debug)]
pub struct Identity {
    /// The kind, from the folder.
    pub kind: Kind,
    /// The id, from the stem.
    pub id: Id,
    /// The language, from the suffix.
    pub language: Language,
}

/// A file cut into record and body.
#[derive(Debug)]
pub struct FrontMatter {
    /// The record; fields that are missing or cannot be read are empty.
    pub record: Record,
    /// Bytes of the body, end exclusive; empty where the front matter is not closed.
    pub body: Range<usize>,
}

/// Reads the front matter of a Markdown file.
pub fn parse(
    path: &SourcePath,
    text: &str,
    settings: &ParseSettings,
    identity: &Identity,
) -> (FrontMatter, Diagnostics) {
    let scope = Scope::new(path, text, settings, (identity.kind, &identity.language));
    let mut is_readable = true;
    let (table, range, body) = match split::split(text) {
        Split::None => (None, 0..0, 0..text.len()),
        Split::Closed { format, front, body } => {
            let table = read_data(&scope, format, front);
            is_readable = table.is_some();
            (table, 0..format.fence().len(), body)
        }
        Split::CarriageReturns { format } => {
            let at = format.fence().len();
            let message = "the lines of this front matter end in a carriage return alone";
            let finding = scope.finding(Code::FrontMatter, message, &(at..at + 1));
            scope.report(finding.help("save the file with the line ends of Unix or Windows"));
            is_readable = false;
            (None, 0..at, text.len()..text.len())
        }
        Split::Unclosed { format } => {
            let fence = format.fence();
            let message = format!("this front matter is not closed by a line of `{fence}`");
            let finding = scope.finding(Code::FrontMatter, message, &(0..fence.len()));
            scope.report(finding.help(format!("put a line `{fence}` behind its last key")));
            is_readable = false;
            (None, 0..fence.len(), text.len()..text.len())
        }
    };
    let entries = table.as_ref().map_or(&[][..], entries);
    let mut record = record(&scope, identity.id.clone(), entries, range);
    record.is_readable = is_readable;
    (FrontMatter { record, body }, scope.into_diagnostics())
}

/// Reads a file of many sources: a table per id, in the order in which they stand.
pub fn parse_register(path: &SourcePath, text: &str, settings: &ParseSettings) -> (Vec<Record>, Diagnostics) {
    let language = settings.languages.first().expect("a site has a first language");
    let scope = Scope::new(path, text, settings, (Kind::Source, language));
    let table = read_data(&scope, Format::Toml, 0..text.len());
    let mut records = Vec::new();
    for entry in table.as_ref().map_or(&[][..], entries) {
        let id = match Id::new(&entry.key) {
            Ok(id) => Some(id),
            Err(reason) => {
                let finding =
                    scope.finding(Code::BadId, format!("`{}` {reason}", entry.key), &entry.key_range);
                scope.report(finding.did_you_mean(value::mended(&entry.key)));
                None
            }
        };
        let Value::Table(fields) = &entry.node.value else {
            let message =
                format!("the source `{}` must be a table, not {}", entry.key, entry.node.value.kind());
            let finding = scope.finding(Code::WrongType, message, &entry.node.range);
            scope.report(finding.help("put `[id]` on a line before the keys of each source"));
            continue;
        };
        // The fields of a source without a good id are read all the same, for what is wrong in them.
        let placeholder = || Id::new("x").expect("a letter is an id");
        let is_named = id.is_some();
        let record = record(&scope, id.unwrap_or_else(placeholder), fields, entry.key_range.clone());
        if is_named {
            records.push(record);
        }
    }
    (records, scope.into_diagnostics())
}

/// The keys that a translation of a record may set besides those within lists and tables: texts, and
/// what each version has for itself.
pub fn translated_keys(kind: Kind) -> Vec<&'static str> {
    fixed::texts(kind).iter().chain(fixed::OWN).copied().collect()
}

/// All keys that a record takes, in the order in which they are read.
pub fn keys(kind: Kind, settings: &ParseSettings) -> Vec<&'static str> {
    let path = SourcePath::new("").expect("an empty path stays inside");
    let language = settings.languages.first().expect("a site has a first language");
    let scope = Scope::new(&path, "", settings, (kind, language));
    let mut table = Table::of_record(&scope, &[], 0..0);
    fields(kind, &mut table);
    common::read(&mut table);
    table.into_known()
}

/// Reads a part of the file as TOML or YAML; ranges are bytes of the file.
fn read_data(scope: &Scope<'_>, format: Format, range: Range<usize>) -> Option<Node> {
    let text = &scope.text[range.clone()];
    let read = match format {
        Format::Toml => parse_toml(text),
        Format::Yaml => parse_yaml(text),
    };
    match read {
        Ok(node) => {
            let node = node.shifted(range.start);
            if let Value::Table(_) = node.value {
                return Some(node);
            }
            let message = format!("front matter must be keys with values, not {}", node.value.kind());
            scope.report(scope.finding(Code::FrontMatter, message, &node.range));
        }
        Err(DataError { message, range: at, help }) => {
            let at = at.start + range.start..at.end + range.start;
            let message = format!("this cannot be read as {}: {message}", format.name());
            let mut finding = scope.finding(Code::FrontMatter, message, &at);
            finding.help = help;
            scope.report(finding);
        }
    }
    None
}

fn entries(node: &Node) -> &[Entry] {
    match &node.value {
        Value::Table(entries) => entries,
        _ => &[],
    }
}

fn record(scope: &Scope<'_>, id: Id, entries: &[Entry], range: Range<usize>) -> Record {
    let mut table = Table::of_record(scope, entries, range.clone());
    let fields = fields(scope.kind, &mut table);
    let common = common::read(&mut table);
    table.finish();
    let fixed = fixed::keys(scope.kind, entries);
    Record {
        kind: scope.kind,
        id,
        language: scope.language.clone(),
        range,
        fixed,
        is_readable: true,
        common,
        fields,
    }
}

fn fields(kind: Kind, table: &mut Table<'_>) -> Fields {
    match kind {
        Kind::Home => Fields::Home(other::home(table)),
        Kind::Article => Fields::Article(Box::new(article::read(table))),
        Kind::Participant => Fields::Participant(Box::new(participant::read(table))),
        Kind::Event => Fields::Event(Box::new(event::read(table))),
        Kind::Topic => Fields::Topic(Box::new(other::topic(table))),
        Kind::Source => Fields::Source(Box::new(other::source(table))),
        Kind::Page => Fields::Page(other::page(table)),
    }
}
