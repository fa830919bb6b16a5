//! The front matter of a new record: what is known is set, every other key stands in a comment.

use crate::cli::starter::{self, ExplainedKey};
use crate::data::{json, parse_toml};
use crate::document::{Id, Kind, front_matter};
use crate::text::is_letter_or_digit;

/// In which of its two forms front matter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Toml,
    Yaml,
}

/// What is known of a record.
pub(super) struct Filled {
    pub(super) kind: Kind,
    /// A translation sets texts alone.
    pub(super) is_translation: bool,
    /// Texts by key.
    pub(super) values: Vec<(&'static str, String)>,
}

/// A Markdown file with front matter and no text yet.
pub(super) fn file(filled: &Filled, form: Form) -> String {
    let fence = match form {
        Form::Toml => "+++",
        Form::Yaml => "---",
    };
    format!("{fence}\n{}{fence}\n", keys(filled, form))
}

/// A table of `sources.toml`.
pub(super) fn table(id: &Id, filled: &Filled) -> String {
    let is_bare = id.as_str().bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let name = if is_bare { id.to_string() } else { quoted(id.as_str()) };
    format!("[{name}]\n{}", keys(filled, Form::Toml))
}

/// A text in double quotes, as JSON, TOML and YAML alike read it.
pub(in crate::cli) fn quoted(text: &str) -> String {
    json::to_string(&text).replace('\u{7f}', "\\u007f")
}

fn keys(filled: &Filled, form: Form) -> String {
    let translated = front_matter::translated_keys(filled.kind);
    let mut text = String::new();
    for key in starter::keys(filled.kind) {
        if filled.is_translation && !translated.contains(&key.key) {
            continue;
        }
        let value = filled.values.iter().find(|(known, _)| *known == key.key);
        let line = match value {
            Some((_, value)) => line(&key, &quoted(value), form),
            None => format!("#{}", line(&key, &sample(&key, form), form)),
        };
        text.push_str(&format!("# {}\n{line}\n", key.explanation));
    }
    text
}

fn line(key: &ExplainedKey, value: &str, form: Form) -> String {
    match form {
        Form::Toml => format!("{} = {value}", key.key),
        Form::Yaml => format!("{}: {value}", key.key),
    }
}

/// The value that shows what a key takes. JSON is YAML too, but for readers without needless quotes.
fn sample(key: &ExplainedKey, form: Form) -> String {
    match form {
        Form::Toml => key.sample.to_owned(),
        Form::Yaml => {
            let node = parse_toml(&format!("{} = {}", key.key, key.sample)).ok();
            let value = node.as_ref().and_then(|node| node.get(key.key));
            yaml(&json::to_string(value.expect("what the program carries is TOML")))
        }
    }
}

/// JSON with a space behind commas and colons, and without quotes around keys, where they need none.
fn yaml(json: &str) -> String {
    let mut text = String::new();
    let mut rest = json;
    while let Some(start) = rest.find('"') {
        text.push_str(&rest[..start].replace(',', ", "));
        let end = end_of_text(&rest[start..]) + start;
        let (quoted, behind) = (&rest[start..end], &rest[end..]);
        let is_word = |word: &str| word.starts_with(char::is_alphabetic) && word.chars().all(is_word_part);
        match behind.strip_prefix(':') {
            Some(behind) => {
                let key = &quoted[1..quoted.len() - 1];
                text.push_str(if is_word(key) { key } else { quoted });
                text.push_str(": ");
                rest = behind;
            }
            None => {
                text.push_str(quoted);
                rest = behind;
            }
        }
    }
    text.push_str(&rest.replace(',', ", "));
    text
}

fn is_word_part(character: char) -> bool {
    is_letter_or_digit(character) || character == '_' || character == '-'
}

/// The byte behind the quote that closes the text at the beginning of `json`.
fn end_of_text(json: &str) -> usize {
    let mut is_escaped = false;
    for (at, character) in json.char_indices().skip(1) {
        match character {
            '"' if !is_escaped => return at + 1,
            '\\' => is_escaped = !is_escaped,
            _ => is_escaped = false,
        }
    }
    json.len()
}
