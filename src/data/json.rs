//! JSON in and out, for the manifest, reports and structured data.
//!
//! Keys stand in the order in which a value gives them: whoever writes a map uses an ordered one.

use super::{DataError, Node, Value};
use serde::de::DeserializeOwned;
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

/// Writes a value on one line.
pub fn to_string(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("our values have text keys and no serialiser of theirs fails")
}

/// Writes a value indented by two spaces, with a newline at its end.
pub fn to_string_pretty(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value)
        .expect("our values have text keys and no serialiser of theirs fails");
    text.push('\n');
    text
}

/// Reads a value.
///
/// # Errors
/// What is wrong, and at which byte of `text`.
pub fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, DataError> {
    serde_json::from_str(text).map_err(|error| {
        let line_start: usize =
            text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
        // serde_json counts columns in bytes, from 1.
        let mut offset = (line_start + error.column().saturating_sub(1)).min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        DataError { message: error.to_string(), range: offset..offset, help: None }
    })
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Integer { value, .. } => serializer.serialize_i64(*value),
            Value::Float { value, .. } => serializer.serialize_f64(*value),
            Value::Text(text) | Value::Date(text) => serializer.serialize_str(text),
            Value::List(nodes) => {
                let mut list = serializer.serialize_seq(Some(nodes.len()))?;
                for node in nodes {
                    list.serialize_element(node)?;
                }
                list.end()
            }
            Value::Table(entries) => {
                let mut table = serializer.serialize_map(Some(entries.len()))?;
                for entry in entries {
                    table.serialize_entry(&entry.key, &entry.node)?;
                }
                table.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn nodes_become_plain_json() {
        let node = super::super::parse_toml("b = [1, 1.5]\na = 2025-03-15\nt.x = 'é'\n").unwrap();
        assert_eq!(to_string(&node), r#"{"b":[1,1.5],"a":"2025-03-15","t":{"x":"é"}}"#);
    }

    #[test]
    fn errors_point_at_their_byte() {
        let error = from_str::<BTreeMap<String, u8>>("{\n\"é\": x}").unwrap_err();
        assert_eq!(error.range, 8..8, "{error:?}");
        assert_eq!(from_str::<BTreeMap<String, u8>>("{\"a\": 1}").unwrap()["a"], 1);
    }
}
