//! Findings for other tools: one document in SARIF 2.1.0 (OASIS Standard, 27 March 2020).
//!
//! Goes in: all findings of a run and the texts that they point into. Comes out: the document, with
//! every [`Code`] as a rule. Files are named relative to the site's folder, so that no path of the
//! machine stands in it, and equal findings give equal bytes.

use super::{Code, Diagnostic, Diagnostics, Severity, SourceMap, Span};
use crate::paths::UrlPath;
use serde::Serialize;
use std::collections::BTreeMap;

/// The schema that the document follows.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";
/// The name of the site's folder, which every address of a file is relative to.
const ROOT: &str = "SRCROOT";

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    original_uri_base_ids: BTreeMap<&'static str, BaseFolder>,
    column_kind: &'static str,
    results: Vec<Outcome>,
}

#[derive(Serialize)]
struct BaseFolder {
    description: Message,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Message,
    default_configuration: RuleConfiguration,
}

#[derive(Serialize)]
struct RuleConfiguration {
    level: &'static str,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

/// One finding: what the standard calls a result.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    uri_base_id: &'static str,
}

/// From 1; columns in characters, the last one that of the character behind the place (3.30).
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix {
    description: Message,
    artifact_changes: [ArtifactChange; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: ArtifactLocation,
    replacements: [Replacement; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Content,
}

/// A text that is put in as it stands, which no message is.
#[derive(Serialize)]
struct Content {
    text: String,
}

/// Writes all findings in their order, as one document that ends in a line end.
pub fn document(diagnostics: &Diagnostics, sources: &SourceMap) -> String {
    let root = BaseFolder { description: message("The site's folder: the one that holds `site.toml`.") };
    let run = Run {
        tool: Tool {
            driver: Driver {
                name: env!("CARGO_PKG_NAME"),
                semantic_version: env!("CARGO_PKG_VERSION"),
                rules: Code::ALL.iter().copied().map(rule).collect(),
            },
        },
        original_uri_base_ids: BTreeMap::from([(ROOT, root)]),
        column_kind: "unicodeCodePoints",
        results: diagnostics.iter().map(|diagnostic| outcome(diagnostic, sources)).collect(),
    };
    crate::data::json::to_string_pretty(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] })
}

fn rule(code: Code) -> Rule {
    Rule {
        id: code.as_str(),
        short_description: message(code.description()),
        default_configuration: RuleConfiguration { level: level(code.severity()) },
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn outcome(diagnostic: &Diagnostic, sources: &SourceMap) -> Outcome {
    let place = Code::ALL.iter().position(|code| *code == diagnostic.code);
    let suggestion = diagnostic.suggestion.as_ref().map(super::Suggestion::question);
    let said = [Some(&diagnostic.message), Some(&diagnostic.label), suggestion.as_ref()];
    let said = said.into_iter().chain([diagnostic.help.as_ref()]).flatten();
    let lines: Vec<&str> = said.map(String::as_str).filter(|line| !line.is_empty()).collect();
    let others = diagnostic.secondary.iter();
    Outcome {
        rule_id: diagnostic.code.as_str(),
        rule_index: place.expect("the list of codes holds every one"),
        level: level(diagnostic.severity),
        message: message(&lines.join("\n")),
        locations: diagnostic.primary.iter().map(|span| location(span, None, sources)).collect(),
        related_locations: others.map(|other| location(&other.span, Some(&other.text), sources)).collect(),
        fixes: fix(diagnostic, sources).into_iter().collect(),
    }
}

fn location(span: &Span, text: Option<&str>, sources: &SourceMap) -> Location {
    let is_known = sources.text(&span.file).is_some();
    // An empty place at the beginning stands for the file as a whole, which has no region.
    let region = (is_known && span.range != (0..0)).then(|| region(span, sources));
    Location {
        physical_location: PhysicalLocation { artifact_location: artifact(span), region },
        message: text.filter(|text| !text.is_empty()).map(message),
    }
}

fn artifact(span: &Span) -> ArtifactLocation {
    let path = UrlPath::new(span.file.as_str()).encoded();
    // A colon in front of the first slash would make a scheme of what stands before it.
    let uri = path.trim_start_matches('/').replace(':', "%3A");
    ArtifactLocation { uri, uri_base_id: ROOT }
}

fn region(span: &Span, sources: &SourceMap) -> Region {
    let start = sources.position(&span.file, span.range.start);
    let end = sources.position(&span.file, span.range.end.max(span.range.start));
    Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
}

fn fix(diagnostic: &Diagnostic, sources: &SourceMap) -> Option<Fix> {
    let text = diagnostic.edit(sources)?;
    let span = diagnostic.primary.as_ref()?;
    let replacement =
        Replacement { deleted_region: region(span, sources), inserted_content: Content { text } };
    let change = ArtifactChange { artifact_location: artifact(span), replacements: [replacement] };
    let description = message(&diagnostic.suggestion.as_ref()?.question());
    Some(Fix { description, artifact_changes: [change] })
}

/// A message's braces are doubled, since single ones stand for arguments (3.11.5).
fn message(text: &str) -> Message {
    Message { text: text.replace('{', "{{").replace('}', "}}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths::SourcePath;
    use serde_sarif::sarif::Sarif;

    /// The document of one finding, read back by types that were made of the standard's schema.
    fn read_back(diagnostic: Diagnostic, text: &str) -> serde_sarif::sarif::Run {
        let mut sources = SourceMap::default();
        if let Some(span) = &diagnostic.primary {
            sources.insert(span.file.clone(), text.into());
        }
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(diagnostic);
        let mut log: Sarif = crate::data::json::from_str(&document(&diagnostics, &sources)).unwrap();
        log.runs.remove(0)
    }

    fn span(range: std::ops::Range<usize>) -> Span {
        Span { file: SourcePath::new("content/articles/één 1.md").unwrap(), range }
    }

    #[test]
    fn every_code_is_a_rule_with_a_sentence() {
        let run = read_back(Diagnostic::without_place(Code::Configuration, "none"), "");
        let rules = run.tool.driver.rules.unwrap();
        assert_eq!(rules.len(), Code::ALL.len());
        for (rule, code) in rules.iter().zip(Code::ALL) {
            let sentence = &rule.short_description.as_ref().unwrap().text;
            assert_eq!(rule.id, code.as_str());
            assert!(sentence.ends_with('.') && sentence.trim() == sentence, "{sentence:?}");
        }
        let result = &run.results.unwrap()[0];
        assert_eq!(result.rule_index, Some(0));
        assert_eq!(result.locations.as_ref().map(Vec::len), Some(0));
    }

    #[test]
    fn places_count_characters_and_addresses_are_encoded() {
        let text = "één\nüx @y {z}\n";
        let at = "één\nüx ".len();
        let finding = Diagnostic::new(Code::UnknownReference, "no `y` {z}", span(at..at + 2))
            .also(span(0..0), "the file")
            .did_you_mean(Some("x".into()));
        let result = read_back(finding, text).results.unwrap().remove(0);
        assert_eq!(result.message.text.as_deref(), Some("no `y` {{z}}\ndid you mean `x`?"));
        let place = result.locations.unwrap().remove(0).physical_location.unwrap();
        let artifact = place.artifact_location.unwrap();
        assert_eq!(artifact.uri.as_deref(), Some("content/articles/%C3%A9%C3%A9n%201.md"));
        let region = place.region.unwrap();
        let counted = [region.start_line, region.start_column, region.end_line, region.end_column];
        assert_eq!(counted, [Some(2), Some(4), Some(2), Some(6)]);
        let other = result.related_locations.unwrap().remove(0);
        assert!(other.physical_location.unwrap().region.is_none(), "a file as a whole");
        let change = result.fixes.unwrap().remove(0).artifact_changes.remove(0);
        let inserted = change.replacements[0].inserted_content.as_ref().unwrap();
        assert_eq!(inserted.text.as_deref(), Some("@x"));
    }
}
