//! Reading a table key by key.
//!
//! A [`Table`] hands out a [`Field`] per key that the reader asks for, and remembers which keys are
//! known; what is left when it is finished is an unknown key. What is wrong is collected in the
//! [`Scope`], so that one run reports all of it.

use super::super::record::Kind;
use crate::config::ParseSettings;
use crate::data::{Entry, Node, Value};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::locale::Language;
use crate::paths::SourcePath;
use crate::text;
use std::cell::RefCell;
use std::ops::Range;

/// What reading a file's values depends on, and what was found wrong.
pub(super) struct Scope<'a> {
    pub(super) path: &'a SourcePath,
    /// The whole file; all ranges are bytes of it.
    pub(super) text: &'a str,
    pub(super) settings: &'a ParseSettings,
    /// The language of plain texts.
    pub(super) language: &'a Language,
    pub(super) kind: Kind,
    found: RefCell<Diagnostics>,
}

/// A table that is being read.
pub(super) struct Table<'a> {
    scope: &'a Scope<'a>,
    /// The key that holds it; `None` for a record itself.
    key: Option<&'a str>,
    range: Range<usize>,
    entries: &'a [Entry],
    known: Vec<&'static str>,
}

/// A value under a key, or an entry of the list under it.
#[derive(Clone, Copy)]
pub(super) struct Field<'a> {
    pub(super) scope: &'a Scope<'a>,
    pub(super) key: &'a str,
    pub(super) key_range: &'a Range<usize>,
    pub(super) node: &'a Node,
    standing: Standing,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    UnderKey,
    InList,
}

impl<'a> Scope<'a> {
    pub(super) fn new(
        path: &'a SourcePath,
        text: &'a str,
        settings: &'a ParseSettings,
        (kind, language): (Kind, &'a Language),
    ) -> Self {
        Self { path, text, settings, language, kind, found: RefCell::default() }
    }

    /// Makes a finding in this file.
    pub(super) fn finding(&self, code: Code, message: impl Into<String>, range: &Range<usize>) -> Diagnostic {
        Diagnostic::new(code, message, Span { file: self.path.clone(), range: range.clone() })
    }

    /// Keeps a finding.
    pub(super) fn report(&self, diagnostic: Diagnostic) {
        self.found.borrow_mut().push(diagnostic);
    }

    /// Keeps several.
    pub(super) fn report_all(&self, diagnostics: Diagnostics) {
        self.found.borrow_mut().extend(diagnostics);
    }

    /// Everything found wrong.
    pub(super) fn into_diagnostics(self) -> Diagnostics {
        self.found.into_inner()
    }
}

impl<'a> Table<'a> {
    /// A record's own table.
    pub(super) fn of_record(scope: &'a Scope<'a>, entries: &'a [Entry], range: Range<usize>) -> Self {
        Self { scope, key: None, range, entries, known: Vec::new() }
    }

    /// The value under a key, which is known from now on. A key set to nothing counts as not set.
    pub(super) fn field(&mut self, key: &'static str) -> Option<Field<'a>> {
        self.known.push(key);
        let entry = self.entries.iter().find(|entry| entry.key == key)?;
        (entry.node.value != Value::Null).then(|| self.field_of(entry))
    }

    /// The value under a key that decides whether a record is published: set to nothing it is read too,
    /// so that it is refused.
    pub(super) fn read_gate<T>(&mut self, key: &'static str, read: fn(Field<'a>) -> Option<T>) -> Option<T> {
        self.known.push(key);
        let entry = self.entries.iter().find(|entry| entry.key == key)?;
        read(self.field_of(entry))
    }

    /// The value under a key as `read` reads it.
    pub(super) fn read<T>(&mut self, key: &'static str, read: fn(Field<'a>) -> Option<T>) -> Option<T> {
        self.field(key).and_then(read)
    }

    /// The entries of the list under a key as `read` reads them; what it cannot read is left out.
    pub(super) fn read_all<T>(&mut self, key: &'static str, read: fn(Field<'a>) -> Option<T>) -> Vec<T> {
        self.field(key).map(Field::list).unwrap_or_default().into_iter().filter_map(read).collect()
    }

    /// The value under a key that must be there; `expected` says what it is.
    pub(super) fn require<T>(&mut self, key: &'static str, read: fn(Field<'a>) -> Option<T>) -> Option<T> {
        let field = self.field(key);
        if field.is_none() {
            let holder = self.key.unwrap_or_default();
            let message = format!("`{holder}` needs the key `{key}` here");
            self.scope.report(self.scope.finding(Code::MissingKey, message, &self.range));
        }
        field.and_then(read)
    }

    /// All entries, whatever their keys: every key of this table is the author's.
    pub(super) fn all(self) -> impl Iterator<Item = Field<'a>> {
        let scope = self.scope;
        self.entries.iter().filter(|entry| entry.node.value != Value::Null).map(move |entry| Field {
            scope,
            key: &entry.key,
            key_range: &entry.key_range,
            node: &entry.node,
            standing: Standing::UnderKey,
        })
    }

    /// The keys that were asked for.
    pub(super) fn into_known(self) -> Vec<&'static str> {
        self.known
    }

    /// Reports the keys that nobody asked for.
    pub(super) fn finish(self) {
        for entry in self.entries.iter().filter(|entry| !self.known.contains(&&*entry.key)) {
            let near = text::nearest(&entry.key, self.known.iter().copied()).map(str::to_owned);
            let message = match self.key {
                None => format!("{} has no key `{}`", article(self.scope.kind), entry.key),
                Some(holder) => format!("`{holder}` has no key `{}`", entry.key),
            };
            let mut finding = self.scope.finding(Code::UnknownKey, message, &entry.key_range);
            if near.is_none() {
                finding = finding.help(match self.key {
                    None => "put keys of your own under `extra`".to_owned(),
                    Some(_) => format!("its keys are {}", words(&self.known)),
                });
            }
            self.scope.report(finding.did_you_mean(near));
        }
    }

    fn field_of(&self, entry: &'a Entry) -> Field<'a> {
        Field {
            scope: self.scope,
            key: &entry.key,
            key_range: &entry.key_range,
            node: &entry.node,
            standing: Standing::UnderKey,
        }
    }
}

impl<'a> Field<'a> {
    /// Where the value stands.
    pub(super) fn range(self) -> Range<usize> {
        self.node.range.clone()
    }

    /// The entries of a list; a lone value is an error.
    pub(super) fn list(self) -> Vec<Field<'a>> {
        match &self.node.value {
            Value::List(nodes) => self.entries(nodes),
            _ => {
                self.report(self.wrong_type("a list").help("write a list: `[…]`"));
                Vec::new()
            }
        }
    }

    /// The entries of a list, or the lone value itself.
    pub(super) fn list_or_one(self) -> Vec<Field<'a>> {
        match &self.node.value {
            Value::List(nodes) => self.entries(nodes),
            _ => vec![self],
        }
    }

    /// Reads a table: `read` asks for the keys that it knows, the rest is reported.
    pub(super) fn table<T>(self, read: impl FnOnce(&mut Table<'a>) -> T) -> Option<T> {
        let mut table = self.open_table()?;
        let value = read(&mut table);
        table.finish();
        Some(value)
    }

    /// The table that stands here, for those whose keys are the author's.
    pub(super) fn open_table(self) -> Option<Table<'a>> {
        match &self.node.value {
            Value::Table(entries) => Some(Table {
                scope: self.scope,
                key: Some(self.key),
                range: self.range(),
                entries,
                known: Vec::new(),
            }),
            _ => {
                self.report(
                    self.wrong_type("a table").help("write a table: `{key = …}`, in YAML `{key: …}`"),
                );
                None
            }
        }
    }

    /// Makes a finding at the value.
    pub(super) fn finding(self, code: Code, message: impl Into<String>) -> Diagnostic {
        self.scope.finding(code, message, &self.node.range)
    }

    /// Keeps a finding.
    pub(super) fn report(self, diagnostic: Diagnostic) {
        self.scope.report(diagnostic);
    }

    /// A finding that says what kind of value should stand here.
    pub(super) fn wrong_type(self, expected: &str) -> Diagnostic {
        let message = format!("{} must be {expected}, not {}", self.name(), self.node.value.kind());
        self.finding(Code::WrongType, message)
    }

    /// What the value is called in messages.
    pub(super) fn name(self) -> String {
        match self.standing {
            Standing::UnderKey => format!("`{}`", self.key),
            Standing::InList => format!("an entry of `{}`", self.key),
        }
    }

    fn entries(self, nodes: &'a [Node]) -> Vec<Field<'a>> {
        nodes.iter().map(|node| Field { node, standing: Standing::InList, ..self }).collect()
    }
}

/// Words in backticks, joined by commas.
pub(super) fn words(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn article(kind: Kind) -> String {
    let article = if kind.word().starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {}", kind.word())
}
