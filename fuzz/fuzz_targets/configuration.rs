//! Reads any bytes as `site.toml`, and each of its lines as a date.

#![no_main]

#[path = "../../tests/it/robustness/properties.rs"]
#[allow(dead_code, reason = "what is about bodies is the other target's")]
mod properties;

use briefing::date::{Date, parse_instant};
use briefing::paths::SourcePath;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let path = SourcePath::new("site.toml").expect("the path is relative");
    let (config, found) = briefing::config::parse(&path, &text);
    properties::check_findings(&text, &found);
    if let Some(config) = config {
        assert!(!config.site.languages.is_empty() && !config.build.content.is_empty());
    }
    let mut dates = Vec::new();
    for line in text.lines() {
        match Date::parse(line) {
            Ok(date) => dates.push(date),
            Err(error) => assert!(error.offset <= line.len(), "{} in {line:?}", error.offset),
        }
        if let Err(error) = parse_instant(line) {
            assert!(error.offset <= line.len(), "{} in {line:?}", error.offset);
        }
    }
    dates.iter().for_each(check_date);
    for pair in dates.windows(2) {
        let (first, second) = (&pair[0], &pair[1]);
        assert_eq!(first.may_coincide(second), second.may_coincide(first));
        assert!(!(first.begins_before(second) && second.begins_before(first)));
        assert_eq!(first.sort_key().cmp(&second.sort_key()), second.sort_key().cmp(&first.sort_key()).reverse());
    }
});

/// Bounds are in order, and a date as it was written means the same again.
fn check_date(date: &Date) {
    if let (Some(earliest), Some(latest)) = (date.earliest(), date.latest()) {
        assert!(earliest <= latest, "{date:?}");
        assert!(!date.is_exact() || earliest == latest, "{date:?}");
    }
    assert!(date.may_coincide(date) && !date.begins_before(date), "{date:?}");
    let again = Date::parse(date.written()).expect("what was written is a date");
    assert_eq!(again.shape(), date.shape());
}
