//! Ids of records.

use crate::paths;
use crate::text;
use std::fmt;
use std::sync::Arc;

/// A record's id: letters and marks of any script, digits and `-`, at least one letter, nothing in
/// upper case; in NFC. It names a folder of the output, so that every system must be able to hold it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    /// Makes an id of a text that may be one.
    ///
    /// # Errors
    /// What is wrong with it, for a person: `holds an upper-case letter`.
    pub fn new(text: &str) -> Result<Self, &'static str> {
        let id = crate::text::nfc(text);
        if id.is_empty() {
            return Err("is empty");
        }
        if matches!(&*id, "unnamed" | "none") {
            return Err("is a word of the format");
        }
        if id.chars().any(char::is_uppercase) {
            return Err("holds an upper-case letter");
        }
        if !id.chars().all(|character| character == '-' || text::is_letter_or_digit(character)) {
            return Err("holds something other than letters, digits and `-`");
        }
        if !id.chars().any(char::is_alphabetic) {
            return Err("holds no letter");
        }
        if let Some(problem) = paths::unholdable(&id) {
            return Err(problem);
        }
        Ok(Self(id.into()))
    }

    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
