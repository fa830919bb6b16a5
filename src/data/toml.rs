//! TOML to a [`Node`].
//!
//! Numbers and dates keep what was written, tables the order in which their keys stand.

use super::{DataError, Entry, Node, Value, hint};
use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};

/// Parses a TOML text to its table.
///
/// # Errors
/// The first thing that TOML does not allow; ranges are bytes of `text`.
pub fn parse(text: &str) -> Result<Node, DataError> {
    let table = DeTable::parse(text).map_err(|error| to_error(text, &error))?;
    Ok(Node { value: table_value(text, table.into_inner()), range: 0..text.len() })
}

fn to_error(text: &str, error: &::toml::de::Error) -> DataError {
    let range = error.span().unwrap_or(0..0);
    let mut message = error.message().trim().replace('\n', ", ");
    if let Some(first) = message.get(..1) {
        message.replace_range(..1, &first.to_ascii_lowercase());
    }
    let help = hint::for_line(text, range.start, '=');
    DataError { message, range, help }
}

fn table_value(text: &str, table: DeTable<'_>) -> Value {
    let mut entries: Vec<Entry> = table
        .into_iter()
        .map(|(key, value)| {
            let key_range = key.span();
            let mut node = to_node(text, value);
            // A table of several headers has the place of one of them, or of its dotted key.
            if matches!(node.value, Value::Table(_)) && node.range.is_empty() {
                node.range = key_range.clone();
            }
            Entry { key: key.into_inner().into_owned(), key_range, node }
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_range.start);
    Value::Table(entries)
}

fn to_node(text: &str, spanned: Spanned<DeValue<'_>>) -> Node {
    let range = spanned.span();
    let written = || text.get(range.clone()).unwrap_or_default().to_owned();
    let value = match spanned.into_inner() {
        DeValue::String(value) => Value::Text(value.into_owned()),
        DeValue::Integer(integer) => match i64::from_str_radix(integer.as_str(), integer.radix()) {
            Ok(value) => Value::Integer { value, written: written() },
            Err(_) => {
                Value::Float { value: integer.as_str().parse().unwrap_or(f64::NAN), written: written() }
            }
        },
        DeValue::Float(float) => {
            Value::Float { value: float.as_str().parse().unwrap_or(f64::NAN), written: written() }
        }
        DeValue::Boolean(value) => Value::Bool(value),
        DeValue::Datetime(_) => Value::Date(written()),
        DeValue::Array(array) => Value::List(array.into_iter().map(|node| to_node(text, node)).collect()),
        DeValue::Table(table) => table_value(text, table),
    };
    Node { value, range }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Value {
        parse(text).unwrap().get("k").unwrap().value.clone()
    }

    #[test]
    fn scalars_keep_what_was_written() {
        assert_eq!(value("k = 'a'"), Value::Text("a".into()));
        assert_eq!(value("k = 0x1F"), Value::Integer { value: 31, written: "0x1F".into() });
        assert_eq!(value("k = 1_000"), Value::Integer { value: 1000, written: "1_000".into() });
        assert_eq!(value("k = 1.10"), Value::Float { value: 1.1, written: "1.10".into() });
        assert_eq!(value("k = 2025-03-15"), Value::Date("2025-03-15".into()));
        assert_eq!(value("k = 2025-03-15 14:00:00Z"), Value::Date("2025-03-15 14:00:00Z".into()));
        assert_eq!(value("k = true"), Value::Bool(true));
    }

    #[test]
    fn keys_and_values_have_their_places_in_the_order_written() {
        let text = "z = \"é\"\na = [1, 2]\n\n[t]\nx.y = 1\n";
        let node = parse(text).unwrap();
        let Value::Table(entries) = &node.value else { panic!("a table") };
        let keys: Vec<_> = entries.iter().map(|entry| &text[entry.key_range.clone()]).collect();
        assert_eq!(keys, ["z", "a", "t"]);
        assert_eq!(&text[entries[0].node.range.clone()], "\"é\"");
        assert_eq!(&text[entries[1].node.range.clone()], "[1, 2]");
        let x = entries[2].node.get("x").unwrap();
        assert_eq!(&text[x.get("y").unwrap().range.clone()], "1");
        assert!(!x.range.is_empty());
    }

    #[test]
    fn a_bare_month_is_an_error_that_asks_for_quotes() {
        for text in ["date = 2025-03", "date = 2025-03-15?", "date = [2025-03-17..2025-03-21]"] {
            let error = parse(text).unwrap_err();
            assert_eq!(error.help.as_deref(), Some("put the date in quotes"), "{text}: {error:?}");
        }
    }

    #[test]
    fn a_key_that_stands_twice_is_an_error() {
        let error = parse("a = 1\na = 2\n").unwrap_err();
        assert_eq!(error.range, 6..7, "{error:?}");
    }
}
