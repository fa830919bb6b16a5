//! Reads any bytes as front matter in TOML or YAML, of every kind of record, and as `sources.toml`.
//!
//! The first byte chooses the kind and the format; the rest stands between the fences. `seed` writes
//! the byte in front of each seed.

#![no_main]

#[path = "../../tests/it/robustness/properties.rs"]
#[allow(dead_code, reason = "what is about bodies is the other target's")]
mod properties;
mod settings;

use briefing::document::front_matter::{self, Identity};
use briefing::document::{Id, Kind};
use briefing::locale::Language;
use briefing::paths::SourcePath;
use libfuzzer_sys::fuzz_target;

const KINDS: [Kind; 7] =
    [Kind::Article, Kind::Participant, Kind::Event, Kind::Topic, Kind::Source, Kind::Page, Kind::Home];

fuzz_target!(|bytes: &[u8]| {
    let [choice, text @ ..] = bytes else { return };
    let settings = settings::of(0);
    let text = String::from_utf8_lossy(text);
    let path = SourcePath::new("content/articles/a.md").expect("the path is relative");
    let Some(kind) = KINDS.get(usize::from(choice & 7)).copied() else {
        let (records, found) = front_matter::parse_register(&path, &text, &settings);
        properties::check_findings(&text, &found);
        records.iter().for_each(|record| properties::check_range(&text, &record.range));
        return;
    };
    let fence = if choice & 8 != 0 { "---" } else { "+++" };
    let text = format!("{fence}\n{text}\n{fence}\n");
    let identity = Identity {
        kind,
        id: Id::new("a").expect("a letter is an id"),
        language: Language::new("en").expect("`en` is a language"),
    };
    let (read, found) = front_matter::parse(&path, &text, &settings, &identity);
    properties::check_findings(&text, &found);
    properties::check_range(&text, &read.body);
    properties::check_range(&text, &read.record.range);
});
