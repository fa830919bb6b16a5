//! Settings by the bits of a byte.

use briefing::config::{Html, Limits, Markdown, ParseSettings};
use briefing::locale::Language;

/// Every choice of `[markdown]`, and limits that are far or near.
pub fn of(choice: u8) -> ParseSettings {
    let near = choice & 16 != 0;
    ParseSettings {
        languages: ["en", "nl"].into_iter().filter_map(Language::new).collect(),
        content: "content".into(),
        markdown: Markdown {
            wikilinks: choice & 1 != 0,
            bare_names: choice & 2 != 0,
            smart: choice & 4 != 0,
            html: if choice & 8 != 0 { Html::Sanitize } else { Html::Text },
        },
        limits: Limits {
            file_bytes: 5_000_000,
            nesting: if near { 4 } else { 100 },
            events: if near { 200 } else { 100_000 },
            expansion: 50,
        },
    }
}
