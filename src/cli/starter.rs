//! Texts that the program carries for a site's author: the files of a new site, and the keys of each
//! kind of record, with what they mean and a value to show it.
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

/// A file of a new site, in one language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CarriedFile {
    /// Below the content folder, without ending.
    pub(crate) stem: &'static str,
    pub(crate) kind: Kind,
    /// With `$date` for the day on which it is made, and `$later` for one that is to come.
    pub(crate) text: &'static str,
}

/// What a new site is made of in one language.
pub(crate) struct CarriedTexts {
    /// One file for each record, in TOML front matter whose keys stand on a line each.
    pub(crate) records: [CarriedFile; 5],
    /// The file of its sources.
    pub(crate) sources: &'static str,
    /// Short texts, in TOML: `title`, `footer`.
    pub(crate) texts: &'static str,
}

/// `site.toml` of a new site, every key explained; with `$title`, `$languages`, `$first` and `$footer`.
pub(crate) const SITE: &str = include_str!("../../starter/site.toml");
/// What git is to pass over.
pub(crate) const GITIGNORE: &str = include_str!("../../starter/gitignore");

macro_rules! carried {
    ($language:literal) => {
        CarriedTexts {
            records: [
                carried!($language, "articles/our-first-briefing", Article),
                carried!($language, "participants/our-organisation", Participant),
                carried!($language, "events/editorial-meeting", Event),
                carried!($language, "topics/public-briefings", Topic),
                carried!($language, "pages/about", Page),
            ],
            sources: include_str!(concat!("../../starter/", $language, "/sources.toml")),
            texts: include_str!(concat!("../../starter/", $language, "/texts.toml")),
        }
    };
    ($language:literal, $stem:literal, $kind:ident) => {
        CarriedFile {
            stem: $stem,
            kind: Kind::$kind,
            text: include_str!(concat!("../../starter/", $language, "/", $stem, ".md")),
        }
    };
}

/// The texts of a new site in a language, by its tag without what follows the first `-`; in English
/// where there are none.
pub(crate) fn texts(language: &str) -> CarriedTexts {
    match language {
        "nl" => carried!("nl"),
        _ => carried!("en"),
    }
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
