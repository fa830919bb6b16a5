//! The command line of a benchmark.

use super::Result;
use std::str::FromStr;

/// A flag with its value.
pub struct Flag {
    pub name: String,
    pub value: String,
}

/// Reads flags, each of which has a value.
pub fn flags(arguments: impl Iterator<Item = String>) -> Result<Vec<Flag>> {
    // `cargo bench` adds a flag of its own.
    let mut arguments = arguments.filter(|argument| argument != "--bench");
    let mut flags = Vec::new();
    while let Some(name) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("`{name}` wants a value"))?;
        flags.push(Flag { name, value });
    }
    Ok(flags)
}

/// The value of a flag as a number.
pub fn number<T: FromStr>(name: &str, value: &str) -> Result<T> {
    value.parse().map_err(|_| format!("`{name} {value}` is no number"))
}
