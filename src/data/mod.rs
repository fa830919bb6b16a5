//! Typed values with byte ranges out of TOML and YAML, JSON in and out.
//!
//! The only user of toml, granit-parser and serde_json. A [`Node`] keeps what was written and where,
//! so that whoever reads it can point at each key and value; it decides nothing about meaning.

mod hint;
pub mod json;
mod toml;
mod yaml;

pub use self::toml::parse as parse_toml;
pub use self::yaml::parse as parse_yaml;

use std::ops::Range;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Bytes of the parsed text, end exclusive, quotes included.
    pub range: Range<usize>,
}

/// What a TOML or YAML value is.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// YAML's null.
    Null,
    /// A boolean.
    Bool(bool),
    /// A whole number; `written` is what stood there (`0123`).
    Integer {
        /// The number.
        value: i64,
        /// The text it was read from.
        written: String,
    },
    /// Any other number; `written` is what stood there (`1.10`).
    Float {
        /// The nearest number that can be held.
        value: f64,
        /// The text it was read from.
        written: String,
    },
    /// A text.
    Text(String),
    /// A native TOML date, time or date-time, as written.
    Date(String),
    /// A list.
    List(Vec<Node>),
    /// A table, in the order in which it was written; no key stands twice.
    Table(Vec<Entry>),
}

/// One key of a table with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key, unquoted.
    pub key: String,
    /// Where the key stands.
    pub key_range: Range<usize>,
    /// What it is set to.
    pub node: Node,
}

/// Why a text could not be read at all.
#[derive(Clone, Debug, PartialEq)]
pub struct DataError {
    /// What is wrong, lower case, no full stop.
    pub message: String,
    /// Where, in bytes of the parsed text.
    pub range: Range<usize>,
    /// What would be right, where that is known.
    pub help: Option<String>,
}

impl Value {
    /// The kind of value in words, with its article: `a list`.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Null => "nothing",
            Value::Bool(_) => "a boolean",
            Value::Integer { .. } | Value::Float { .. } => "a number",
            Value::Text(_) => "a text",
            Value::Date(_) => "a date",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
        }
    }
}

impl Node {
    /// The entry of a table under `key`; `None` for other values too.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Value::Table(entries) => entries.iter().find(|entry| entry.key == key).map(|entry| &entry.node),
            _ => None,
        }
    }

    /// The text of a scalar as it was written, unquoted; `None` for lists, tables, nothing and
    /// booleans.
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Integer { written, .. } | Value::Float { written, .. } => Some(written),
            Value::Text(text) | Value::Date(text) => Some(text),
            Value::Null | Value::Bool(_) | Value::List(_) | Value::Table(_) => None,
        }
    }

    /// The same with every place moved `by` bytes on, for a text that stands within another.
    #[must_use]
    pub fn shifted(mut self, by: usize) -> Self {
        self.shift(by);
        self
    }

    fn shift(&mut self, by: usize) {
        let moved = |range: &Range<usize>| range.start + by..range.end + by;
        self.range = moved(&self.range);
        match &mut self.value {
            Value::List(nodes) => nodes.iter_mut().for_each(|node| node.shift(by)),
            Value::Table(entries) => {
                for entry in entries {
                    entry.key_range = moved(&entry.key_range);
                    entry.node.shift(by);
                }
            }
            _ => {}
        }
    }
}
