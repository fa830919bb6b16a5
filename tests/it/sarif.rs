//! Findings as SARIF, over every folder of `tests/diagnostics/`: the document is what the standard's
//! schema says, its places are those of the findings, and following its fixes mends them.

use crate::support::{self, cases, finish, name};
use briefing::build::{BuildCache, Silent, build};
use briefing::diagnostics::{Code, Diagnostic, Diagnostics, SourceMap, sarif};
use briefing::output::Memory;
use briefing::source::Source;
use serde_sarif::sarif::{Region, Run, Sarif};
use std::path::Path;

/// Everything found in the site in a folder, and the texts that it points into.
fn findings_of(case: &Path) -> (Diagnostics, SourceMap) {
    let site = support::read(case);
    let mut diagnostics = site.diagnostics;
    let mut sources = site.sources.source_map();
    if let Some(settings) = &site.settings {
        let mut cache = BuildCache::new();
        let build = build(settings, &site.sources, &mut cache, &Memory::new(), &Silent).unwrap();
        diagnostics.extend(build.diagnostics);
        sources = build.sources;
    }
    diagnostics.sort();
    (diagnostics, sources)
}

/// Writes findings and reads them back by types that were made of the standard's schema, which know
/// every key, every required one, and every word.
fn read_back(diagnostics: &Diagnostics, sources: &SourceMap) -> Run {
    let text = sarif::document(diagnostics, sources);
    let mut log: Sarif = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}:\n{text}"));
    assert_eq!(log.runs.len(), 1);
    log.runs.remove(0)
}

#[test]
fn every_finding_is_a_result_of_its_rule() {
    for case in cases("diagnostics") {
        let (diagnostics, sources) = findings_of(&case);
        let run = read_back(&diagnostics, &sources);
        let rules = run.tool.driver.rules.unwrap();
        let results = run.results.unwrap();
        assert_eq!(results.len(), diagnostics.iter().count(), "{}", name(&case));
        for (result, diagnostic) in results.iter().zip(diagnostics.iter()) {
            assert_eq!(result.rule_id.as_deref(), Some(diagnostic.code.as_str()));
            let rule = &rules[usize::try_from(result.rule_index.unwrap()).unwrap()];
            assert_eq!(rule.id, diagnostic.code.as_str(), "{}", name(&case));
            let locations = result.locations.as_deref().unwrap_or_default();
            assert_eq!(locations.len(), usize::from(diagnostic.primary.is_some()));
            let related = result.related_locations.as_deref().unwrap_or_default();
            assert_eq!(related.len(), diagnostic.secondary.len());
            for location in locations.iter().chain(related) {
                let place = location.physical_location.as_ref().unwrap();
                let uri = place.artifact_location.as_ref().unwrap().uri.as_deref().unwrap();
                assert!(!uri.starts_with('/') && !uri.contains([' ', ':', '\\']) && uri.is_ascii(), "{uri}");
                place.region.iter().for_each(check_region);
            }
        }
    }
}

fn check_region(region: &Region) {
    let start = (region.start_line.unwrap(), region.start_column.unwrap());
    let end = (region.end_line.unwrap(), region.end_column.unwrap());
    assert!(start.0 >= 1 && start.1 >= 1 && end >= start, "{region:?}");
}

#[test]
fn a_fix_that_is_followed_mends_the_finding() {
    let (mut fixes, mut findings) = (0, Vec::new());
    for case in cases("diagnostics") {
        let (diagnostics, sources) = findings_of(&case);
        let results = read_back(&diagnostics, &sources).results.unwrap();
        for (result, diagnostic) in results.iter().zip(diagnostics.iter()) {
            let Some(fix) = result.fixes.as_ref().and_then(|fixes| fixes.first()) else { continue };
            let replacement = &fix.artifact_changes[0].replacements[0];
            let inserted = replacement.inserted_content.as_ref().unwrap().text.as_deref().unwrap();
            fixes += 1;
            if let Some(stays) = after(&case, diagnostic, &replacement.deleted_region, inserted) {
                findings.push(format!("{}: `{inserted}` leaves {stays}", name(&case)));
            }
        }
    }
    assert!(fixes > 8, "cases with a suggestion have fixes");
    finish(&findings);
}

/// What is still said, or is said anew, once a fix is followed.
fn after(case: &Path, diagnostic: &Diagnostic, region: &Region, inserted: &str) -> Option<String> {
    let mut site = support::read(case);
    let file = &diagnostic.primary.as_ref().unwrap().file;
    let text = site.sources.get(file).map_or_else(
        || std::fs::read_to_string(case.join(file.as_str())).unwrap(),
        |source| source.text().unwrap().to_string(),
    );
    let edited = replaced(&text, region, inserted);
    let before = findings_of(case).0;
    let settings = match file.as_str() {
        "site.toml" => {
            let (config, found) = briefing::config::parse(file, &edited);
            if found.iter().any(|other| other.code == diagnostic.code && other.message == diagnostic.message)
            {
                return Some(diagnostic.message.clone());
            }
            support::settings(config?)
        }
        _ => site.settings?,
    };
    site.sources.insert(Source::from_text(file.clone(), &edited));
    let sink = Memory::new();
    let build = build(&settings, &site.sources, &mut BuildCache::new(), &sink, &Silent).unwrap();
    let is_new = |found: &&Diagnostic| {
        !before.iter().any(|other| (other.code, &other.message) == (found.code, &found.message))
            && found.code != Code::MissingKey
    };
    let stays = |found: &&Diagnostic| (found.code, &found.message) == (diagnostic.code, &diagnostic.message);
    let wrong = build.diagnostics.iter().find(|found| stays(found) || is_new(found));
    wrong.map(|found| format!("{}: {}", found.code, found.message))
}

/// A text with a region replaced, as another tool would do it: by lines and characters from 1.
fn replaced(text: &str, region: &Region, inserted: &str) -> String {
    let at = |line: Option<i64>, column: Option<i64>| {
        let [line, column] = [line, column].map(|number| usize::try_from(number.unwrap()).unwrap() - 1);
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        start + text[start..].chars().take(column).map(char::len_utf8).sum::<usize>()
    };
    let start = at(region.start_line, region.start_column);
    let end = at(region.end_line, region.end_column);
    format!("{}{inserted}{}", &text[..start], &text[end..])
}
