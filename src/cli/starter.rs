//! Texts that the program carries for a site's author: the keys of each kind of record, with what they
//! mean and a value to show it.
//!
//! They stand in `starter/` of the repository, so that they are read and mended as what they are.

use crate::document::Kind;

/// A key with what it means, as it stands in `starter/keys/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ExplainedKey {
    pub(crate) key: &'static str,
    /// In TOML, on one line.
    pub(crate) sample: &'static str,
    pub(crate) explanation: &'static str,
}

const COMMON: &str = include_str!("../../starter/keys/common.toml");

/// The keys of a kind of record in the order in which an author meets them, those of all records last.
pub(crate) fn keys(kind: Kind) -> Vec<ExplainedKey> {
    let own = match kind {
        Kind::Article => include_str!("../../starter/keys/article.toml"),
        Kind::Participant => include_str!("../../starter/keys/participant.toml"),
        Kind::Event => include_str!("../../starter/keys/event.toml"),
        Kind::Topic => include_str!("../../starter/keys/topic.toml"),
        Kind::Source => include_str!("../../starter/keys/source.toml"),
        Kind::Page | Kind::Home => include_str!("../../starter/keys/page.toml"),
    };
    explained(own).chain(explained(COMMON)).collect()
}

/// Each explanation stands on the line above its key.
fn explained(text: &'static str) -> impl Iterator<Item = ExplainedKey> {
    let lines = text.lines().zip(text.lines().skip(1));
    lines.filter_map(|(above, line)| {
        let explanation = above.strip_prefix("# ")?;
        let (key, sample) = line.split_once(" = ")?;
        Some(ExplainedKey { key, sample, explanation })
    })
}
