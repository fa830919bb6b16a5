//! Generated input: parsing never panics, places lie on character boundaries, annotations are found
//! again or reported, and text without annotations comes out as pulldown-cmark's own writer prints
//! it, but for what the format says.

mod annotated;
mod limits;
mod permalinks;
mod plain;
mod properties;
mod time;
mod whole;

use briefing::config::{Html, Limits, Markdown, ParseSettings};
use briefing::diagnostics::Diagnostics;
use briefing::document::markdown::{Context, parse_body, parse_inline};
use briefing::document::record::{Defaults, Kind, Transcript};
use briefing::document::{Body, Inline};
use briefing::locale::Language;
use briefing::paths::SourcePath;
use std::collections::BTreeMap;

/// Settings with every choice of `[markdown]` by a bit.
fn settings(choice: u8) -> ParseSettings {
    ParseSettings {
        languages: vec![Language::new("en").unwrap()],
        content: "content".into(),
        markdown: Markdown {
            wikilinks: choice & 1 != 0,
            bare_names: choice & 2 != 0,
            smart: choice & 4 != 0,
            html: if choice & 8 != 0 { Html::Sanitize } else { Html::Text },
        },
        limits: Limits { file_bytes: 5_000_000, nesting: 100, events: 1_000_000, expansion: 50 },
    }
}

/// Reads what stands behind the first `lead` bytes as the body of an article.
fn read_behind(
    text: &str,
    lead: usize,
    settings: &ParseSettings,
    transcript: Option<&Transcript>,
) -> (Body, Diagnostics) {
    within(settings, transcript, |context| parse_body(text, lead..text.len(), context))
}

/// Reads a text as the body of an article.
fn read(text: &str, settings: &ParseSettings, transcript: Option<&Transcript>) -> (Body, Diagnostics) {
    read_behind(text, 0, settings, transcript)
}

/// Reads a text as that of a front-matter field.
fn read_inline(text: &str, settings: &ParseSettings) -> Inline {
    within(settings, None, |context| parse_inline(text, 3..7, context)).0
}

fn within<T>(
    settings: &ParseSettings,
    transcript: Option<&Transcript>,
    read: impl FnOnce(&Context<'_>) -> T,
) -> T {
    let path = SourcePath::new("content/articles/a.md").unwrap();
    let (defaults, anchors) = (Defaults::default(), BTreeMap::new());
    read(&Context {
        path: &path,
        settings,
        language: &settings.languages[0],
        kind: Kind::Article,
        defaults: &defaults,
        transcript,
        anchors: &anchors,
    })
}
