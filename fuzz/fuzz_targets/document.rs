//! Reads any bytes as a whole document, under every setting that changes how it is read.
//!
//! The first byte chooses the settings of `[markdown]` and the limits, the second what the path says;
//! the rest is the file. `seed` writes both in front of each seed.

#![no_main]

#[path = "../../tests/it/robustness/properties.rs"]
mod properties;
mod settings;

use briefing::document;
use briefing::paths::SourcePath;
use briefing::source::Source;
use libfuzzer_sys::fuzz_target;

/// A path of each kind of record, in each way of naming its language.
const PATHS: [&str; 8] = [
    "content/articles/a.md",
    "content/articles/a.nl.md",
    "content/participants/a.md",
    "content/events/a/index.md",
    "content/topics/a.md",
    "content/pages/a.nl.md",
    "content/index.md",
    "content/sources/a.md",
];

fuzz_target!(|bytes: &[u8]| {
    let [choice, path, text @ ..] = bytes else { return };
    let settings = settings::of(*choice);
    let text = String::from_utf8_lossy(text);
    let path = SourcePath::new(PATHS[usize::from(path & 7)]).expect("the path is relative");
    let source = Source::from_text(path, &text);
    let (first, found) = document::parse(&source, &settings, None);
    let first = first.expect("the path gives a record");
    properties::check_document(&text, &first, &found);
    // As the translation of itself: what is inherited is read from another version.
    if choice & 0x80 != 0 {
        let (second, found) = document::parse(&source, &settings, Some(&first));
        properties::check_document(&text, &second.expect("the path gives a record"), &found);
    }
});
