//! Reads the keys of a table one by one and reports what is wrong with them.
//!
//! Goes in: a table with the places of its keys. Come out: typed values, and findings in one shared
//! list. A value of the wrong type is reported and then counts as not there, so that all mistakes
//! of a file are found in one run. Knows no key by name.

use crate::data::{Entry, Node, Value};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Located, Span};
use crate::locale::{Language, Localized, Text};
use crate::paths::SourcePath;
use crate::text;
use std::cell::RefCell;
use std::ops::{Range, RangeInclusive};

/// What was found in a file.
pub(super) struct Findings<'a> {
    file: &'a SourcePath,
    list: RefCell<Diagnostics>,
}

/// A table that is being read.
pub(super) struct Reader<'a> {
    findings: &'a Findings<'a>,
    /// The table's own name with a dot behind it; empty for the file as a whole.
    prefix: String,
    /// Where the table stands.
    range: Range<usize>,
    entries: &'a [Entry],
    /// Keys that were asked for.
    known: Vec<&'static str>,
}

impl<'a> Findings<'a> {
    pub(super) fn new(file: &'a SourcePath) -> Self {
        Self { file, list: RefCell::default() }
    }

    /// Adds a finding at a place of the file.
    pub(super) fn report(&self, diagnostic: Diagnostic) {
        self.list.borrow_mut().push(diagnostic);
    }

    /// Makes a finding at a place of the file.
    pub(super) fn at(&self, code: Code, range: &Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, message, Span { file: self.file.clone(), range: range.clone() })
    }

    /// All, sorted by place.
    pub(super) fn finish(self) -> Diagnostics {
        let mut diagnostics = self.list.into_inner();
        diagnostics.sort();
        diagnostics
    }
}

impl<'a> Reader<'a> {
    /// Begins to read the file's own table.
    pub(super) fn new(findings: &'a Findings<'a>, root: &'a Node) -> Self {
        // The whole file as a place would print all of it.
        Self::over(findings, String::new(), 0..0, entries(root))
    }

    fn over(findings: &'a Findings<'a>, prefix: String, range: Range<usize>, entries: &'a [Entry]) -> Self {
        Self { findings, prefix, range, entries, known: Vec::new() }
    }

    /// The name of a key in messages: `site.title`.
    pub(super) fn name(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }

    /// The list that findings go to.
    pub(super) fn findings(&self) -> &'a Findings<'a> {
        self.findings
    }

    /// The value of a key, whatever it is.
    pub(super) fn take(&mut self, key: &'static str) -> Option<&'a Node> {
        self.known.push(key);
        self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.node)
    }

    /// A text that is not empty.
    pub(super) fn text(&mut self, key: &'static str) -> Option<Located<String>> {
        let node = self.take(key)?;
        text_of(self.findings, &self.name(key), node)
    }

    /// A boolean.
    pub(super) fn boolean(&mut self, key: &'static str) -> Option<bool> {
        let node = self.take(key)?;
        match node.value {
            Value::Bool(value) => Some(value),
            _ => self.wrong(key, node, "`true` or `false`"),
        }
    }

    /// A whole number within bounds.
    pub(super) fn integer(&mut self, key: &'static str, bounds: RangeInclusive<i64>) -> Option<i64> {
        let node = self.take(key)?;
        match node.value {
            Value::Integer { value, .. } if bounds.contains(&value) => Some(value),
            Value::Integer { .. } => {
                let (first, last) = (bounds.start(), bounds.end());
                self.report_wrong(key, &node.range, &format!("must be from {first} to {last}"));
                None
            }
            _ => self.wrong(key, node, "a whole number"),
        }
    }

    /// One of some words.
    pub(super) fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&str, T)]) -> Option<T> {
        let node = self.take(key)?;
        choice_of(self.findings, &self.name(key), node, choices)
    }

    /// A list of anything, with the places of its members.
    pub(super) fn list(&mut self, key: &'static str, wanted: &str) -> Option<&'a Node> {
        let node = self.take(key)?;
        if matches!(node.value, Value::List(_)) { Some(node) } else { self.wrong(key, node, wanted) }
    }

    /// A text by language; a bare text is in `first`.
    pub(super) fn localized(&mut self, key: &'static str, first: &Language) -> Localized<Located<String>> {
        let Some(node) = self.take(key) else { return Localized::empty() };
        let name = self.name(key);
        let mut texts = Localized::empty();
        let Value::Table(entries) = &node.value else {
            if matches!(node.value, Value::Text(_)) {
                if let Some(text) = text_of(self.findings, &name, node) {
                    texts.set(first.clone(), text);
                }
            } else {
                self.wrong::<()>(key, node, "a text or a table by language");
            }
            return texts;
        };
        for entry in entries {
            let Some(language) = Language::new(&entry.key) else {
                let message = format!("`{}` in `{name}` is no language", entry.key);
                let help = "a text by language has tags such as `en` or `pt-br` as its keys";
                self.findings
                    .report(self.findings.at(Code::UnknownKey, &entry.key_range, message).help(help));
                continue;
            };
            if let Some(text) = text_of(self.findings, &format!("{name}.{}", entry.key), &entry.node) {
                texts.set(language, text);
            }
        }
        texts
    }

    /// A text by language, without places.
    pub(super) fn localized_text(&mut self, key: &'static str, first: &Language) -> Text {
        let mut texts = Text::empty();
        for (language, text) in self.localized(key, first).iter() {
            texts.set(language.clone(), text.value.clone());
        }
        texts
    }

    /// A table; an empty one where the key is not there or is no table.
    pub(super) fn table(&mut self, key: &'static str) -> Self {
        self.optional_table(key).unwrap_or_else(|| {
            let prefix = format!("{}.", self.name(key));
            Self::over(self.findings, prefix, self.range.clone(), &[])
        })
    }

    /// A table that need not be there.
    pub(super) fn optional_table(&mut self, key: &'static str) -> Option<Self> {
        let node = self.take(key)?;
        match &node.value {
            Value::Table(_) => Some(self.below(key, node)),
            _ => self.wrong(key, node, "a table"),
        }
    }

    /// A list of tables.
    pub(super) fn tables(&mut self, key: &'static str) -> Vec<Self> {
        let Some(node) = self.take(key) else { return Vec::new() };
        let Value::List(nodes) = &node.value else {
            let message = format!("`{}` must be a list of tables, not {}", self.name(key), node.value.kind());
            let help = format!("write each as `[[{}]]`", self.name(key));
            self.findings.report(self.findings.at(Code::WrongType, &node.range, message).help(help));
            return Vec::new();
        };
        let mut readers = Vec::new();
        for node in nodes {
            match &node.value {
                Value::Table(_) => readers.push(self.below(key, node)),
                _ => drop(self.wrong::<()>(key, node, "a list of tables")),
            }
        }
        readers
    }

    /// Reports that a key's value at `range` is wrong; `problem` reads on behind the key's name.
    pub(super) fn report_wrong(&self, key: &str, range: &Range<usize>, problem: &str) {
        let message = format!("`{}` {problem}", self.name(key));
        self.findings.report(self.findings.at(Code::WrongType, range, message));
    }

    /// Reports that a key must be there, unless it is (and is then wrong in another way).
    pub(super) fn require(&self, key: &str) {
        if self.entries.iter().all(|entry| entry.key != key) {
            let message = format!("`{}` is missing", self.name(key));
            self.findings.report(self.findings.at(Code::MissingKey, &self.range, message));
        }
    }

    /// Reports a text by language that the site's pages cannot show in the main language.
    pub(super) fn require_language(&self, key: &str, text: &Text, languages: &[Language]) {
        let first = &languages[0];
        if text.is_empty() || text.get(first).is_some() {
            return;
        }
        let range = self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.node.range);
        let message = format!("`{}` has no text in `{first}`, the site's main language", self.name(key));
        self.findings.report(self.findings.at(Code::MissingKey, range.unwrap_or(&self.range), message));
    }

    /// The entries that were not asked for, for tables whose keys are the author's; they count as
    /// asked for.
    pub(super) fn rest(self) -> impl Iterator<Item = &'a Entry> {
        let known = self.known;
        self.entries.iter().filter(move |entry| !known.contains(&entry.key.as_str()))
    }

    /// Reports the keys that were not asked for.
    pub(super) fn finish(self) {
        for entry in self.entries {
            if self.known.contains(&entry.key.as_str()) {
                continue;
            }
            let message = match self.prefix.strip_suffix('.') {
                Some(table) => format!("`{}` is no key of `{table}`", entry.key),
                None => format!("`{}` is no key of `{}`", entry.key, self.findings.file.file_name()),
            };
            let diagnostic = self.findings.at(Code::UnknownKey, &entry.key_range, message);
            let near = text::nearest(&entry.key, self.known.iter().copied()).map(str::to_owned);
            let keys = self.known.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
            self.findings.report(match near {
                Some(near) => diagnostic.did_you_mean(Some(near)),
                None => diagnostic.help(format!("the keys here are {keys}")),
            });
        }
    }

    fn below(&self, key: &str, node: &'a Node) -> Self {
        Self::over(self.findings, format!("{}.", self.name(key)), node.range.clone(), entries(node))
    }

    fn wrong<T>(&self, key: &str, node: &Node, wanted: &str) -> Option<T> {
        wrong_type(self.findings, &self.name(key), node, wanted)
    }
}

/// A text that is not empty, of a node called `name` in messages.
pub(super) fn text_of(findings: &Findings<'_>, name: &str, node: &Node) -> Option<Located<String>> {
    match &node.value {
        Value::Text(text) if text.trim().is_empty() => {
            let message = format!("`{name}` is empty");
            findings.report(findings.at(Code::WrongType, &node.range, message));
            None
        }
        Value::Text(text) => Some(Located::new(text.clone(), node.range.clone())),
        _ => wrong_type(findings, name, node, "a text"),
    }
}

/// One of some words, of a node called `name` in messages.
pub(super) fn choice_of<T: Copy>(
    findings: &Findings<'_>,
    name: &str,
    node: &Node,
    choices: &[(&str, T)],
) -> Option<T> {
    let words = choices.iter().map(|(word, _)| format!("`\"{word}\"`")).collect::<Vec<_>>().join(" or ");
    let Value::Text(text) = &node.value else {
        return wrong_type(findings, name, node, &words);
    };
    let chosen = choices.iter().find(|(word, _)| word == text).map(|(_, value)| *value);
    if chosen.is_none() {
        let message = format!("`{name}` must be {words}, not `\"{text}\"`");
        findings.report(findings.at(Code::WrongType, &node.range, message));
    }
    chosen
}

/// Reports a value of the wrong type; always `None`.
pub(super) fn wrong_type<T>(findings: &Findings<'_>, name: &str, node: &Node, wanted: &str) -> Option<T> {
    let message = format!("`{name}` must be {wanted}, not {}", node.value.kind());
    findings.report(findings.at(Code::WrongType, &node.range, message));
    None
}

fn entries(node: &Node) -> &[Entry] {
    match &node.value {
        Value::Table(entries) => entries,
        _ => &[],
    }
}
