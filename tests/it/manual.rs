//! Holds the manual to the program: each check has its heading, each view its fields, each link a
//! target, and each example can be read.
//!
//! A fenced block is an example where two words stand behind its fence, as in ```` ```yaml article ````:
//! the language, and what it is a part of. What it names (`@id`) need not be there.

use briefing::config;
use briefing::diagnostics::report::{self, Color};
use briefing::diagnostics::{Code, Diagnostics, Severity, SourceMap};
use briefing::document;
use briefing::paths::SourcePath;
use briefing::render::{Renderer, template_sources};
use briefing::source::{Source, SourceSet};
use briefing::theme::Theme;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A page of the manual, or another text of the repository that it is linked with.
struct Chapter {
    /// Relative to the repository.
    path: String,
    text: String,
    /// The texts of its headings.
    headings: Vec<String>,
    /// What its links lead to, as written.
    links: Vec<String>,
    examples: Vec<Example>,
}

/// A fenced block that can be read.
struct Example {
    /// The line of its fence, from 1.
    line: usize,
    /// `yaml`, `toml`, `markdown`, `html`.
    language: String,
    /// `article`, `site.toml`, `template`, …
    part: String,
    text: String,
}

#[test]
fn every_check_has_its_heading() {
    let chapter = chapter("docs/checks.md");
    let codes: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    let headings = chapter.text.lines().filter_map(|line| line.strip_prefix("### `")?.strip_suffix('`'));
    let told: BTreeSet<&str> =
        headings.filter(|heading| !heading.starts_with('[') && *heading != "allow").collect();
    let untold: Vec<&&str> = codes.difference(&told).collect();
    let unknown: Vec<&&str> = told.difference(&codes).collect();
    assert!(untold.is_empty(), "`docs/checks.md` has no heading for {untold:?}");
    assert!(unknown.is_empty(), "`docs/checks.md` tells of checks that are not there: {unknown:?}");
}

#[test]
fn every_field_of_a_view_is_told() {
    let told = tables(&chapter("docs/templates.md").text);
    let mut missing = Vec::new();
    for (name, fields) in views() {
        let Some(rows) = told.get(&name) else {
            missing.push(format!("`docs/templates.md` has no heading `{name}`"));
            continue;
        };
        if *rows != fields {
            missing.push(format!("`{name}` has the fields {fields:?}, and the manual tells of {rows:?}"));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn every_link_leads_somewhere() {
    let mut findings = Vec::new();
    let chapters = chapters();
    let anchors: BTreeMap<&str, BTreeSet<String>> =
        chapters.iter().map(|chapter| (&*chapter.path, anchors(&chapter.headings))).collect();
    for chapter in &chapters {
        for link in chapter.links.iter().filter(|link| !link.contains(':')) {
            let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if path.is_empty() { chapter.path.clone() } else { joined(&chapter.path, path) };
            let exists = root().join(&target).exists();
            let holds = |anchors: &BTreeSet<String>| anchor.is_empty() || anchors.contains(anchor);
            if !exists || !anchors.get(&*target).is_none_or(holds) {
                findings.push(format!("`{}` links to `{link}`, which is not there", chapter.path));
            }
        }
    }
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

#[test]
fn every_example_can_be_read() {
    let mut findings = Vec::new();
    let mut count = 0;
    for chapter in chapters() {
        for example in &chapter.examples {
            count += 1;
            let report = read(example);
            if !report.is_empty() {
                findings.push(format!("{}:{}\n{report}", chapter.path, example.line));
            }
        }
    }
    assert!(findings.is_empty(), "{}", findings.join("\n\n"));
    assert!(count > 50, "examples are found by the words behind their fences, and only {count} were");
}

#[test]
fn every_check_is_told_with_its_severity() {
    let text = chapter("docs/checks.md").text;
    for code in Code::ALL {
        let told = text.split_once(&format!("### `{code}`\n\n*")).map(|(_, told)| told);
        let word = match code.severity() {
            Severity::Error => "Error",
            Severity::Warning => "Warning",
        };
        assert!(told.is_none_or(|told| told.starts_with(word)), "`{code}` is told as no {word}");
        let always = text.split_once("always an error").and_then(|(_, list)| list.split_once("\n\n"));
        let is_listed = always.is_some_and(|(list, _)| list.contains(&format!("`{code}`")));
        assert_eq!(is_listed, code.is_fixed(), "`{code}` among those that are always an error");
    }
}

/// Reads an example as the program would; gives what is wrong with it.
fn read(example: &Example) -> String {
    match &*example.part {
        "site.toml" => {
            let path = SourcePath::new("site.toml").unwrap();
            let (_, diagnostics) = config::parse(&path, &example.text);
            rendered(&diagnostics, &path, &example.text)
        }
        "sources.toml" => read_record("content/sources.toml", &example.text),
        "template" => read_template(&example.text),
        kind => read_record(&format!("content/{kind}s/example.md"), &whole(example)),
    }
}

/// A file of which the example is a part.
fn whole(example: &Example) -> String {
    let text = &example.text;
    match &*example.language {
        _ if text.starts_with("---\n") || text.starts_with("+++\n") => text.clone(),
        "yaml" => format!("---\n{text}---\n"),
        "toml" => format!("+++\n{text}+++\n"),
        "markdown" => text.clone(),
        other => panic!("no record is written in `{other}`"),
    }
}

fn read_record(path: &str, text: &str) -> String {
    let site = SourcePath::new("site.toml").unwrap();
    let (config, _) = config::parse(&site, "[site]\ntitle = \"Manual\"\n");
    let settings = config.unwrap().parse_settings();
    let path = SourcePath::new(path).unwrap();
    let (document, mut diagnostics) =
        document::parse(&Source::from_text(path.clone(), text), &settings, None);
    // An example is a part of a text, and may name a place in another part.
    diagnostics.retain(|diagnostic| diagnostic.code != Code::BrokenAnchor);
    assert!(document.is_some(), "no record stands at `{path}`");
    rendered(&diagnostics, &path, text)
}

fn read_template(text: &str) -> String {
    let path = SourcePath::new("templates/example.html").unwrap();
    let mut sources = SourceSet::default();
    sources.0.insert(path.clone(), Arc::new(Source::from_text(path, text)));
    let (theme, _) = Theme::new(&sources, None);
    match Renderer::new(&theme) {
        Ok(_) => String::new(),
        Err(diagnostics) => report::render(&diagnostics, &template_sources(&theme), Color::Never),
    }
}

fn rendered(diagnostics: &Diagnostics, path: &SourcePath, text: &str) -> String {
    let mut sources = SourceMap::default();
    sources.insert(path.clone(), text.into());
    report::render(diagnostics, &sources, Color::Never)
}

/// The fields of each view, as their sources have them.
fn views() -> BTreeMap<String, BTreeSet<String>> {
    let mut views: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in fs::read_dir(root().join("src/page/view")).unwrap() {
        let path = entry.unwrap().path();
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let mut name = None;
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("pub struct ") {
                name = Some(rest.trim_end_matches(" {").to_owned());
            } else if let (Some(name), Some(field)) = (&name, line.strip_prefix("    pub ")) {
                let field = field.split(':').next().unwrap_or_default();
                views.entry(name.clone()).or_default().insert(field.to_owned());
            }
        }
    }
    views
}

/// The first cells of the tables below each heading of the third level.
fn tables(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut tables: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut heading = String::new();
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("### ") {
            heading = title.to_owned();
        } else if let Some((field, _)) = line.strip_prefix("| `").and_then(|row| row.split_once('`')) {
            tables.entry(heading.clone()).or_default().insert(field.to_owned());
        }
    }
    tables
}

/// The chapters, and the texts of the repository that lead to them.
fn chapters() -> Vec<Chapter> {
    let folder = fs::read_dir(root().join("docs")).unwrap();
    let names = folder.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut paths: Vec<String> =
        names.filter(|name| name.ends_with(".md")).map(|name| format!("docs/{name}")).collect();
    paths.extend(["README.md", "CONTRIBUTING.md"].map(str::to_owned));
    paths.sort();
    paths.iter().map(|path| chapter(path)).collect()
}

fn chapter(path: &str) -> Chapter {
    let text = fs::read_to_string(root().join(path)).unwrap();
    let mut chapter = Chapter {
        path: path.to_owned(),
        text: text.clone(),
        headings: Vec::new(),
        links: Vec::new(),
        examples: Vec::new(),
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_GFM;
    let mut is_heading = false;
    let mut example: Option<Example> = None;
    for (event, range) in Parser::new_ext(&text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                is_heading = true;
                chapter.headings.push(String::new());
            }
            Event::End(TagEnd::Heading(_)) => is_heading = false,
            Event::Text(words) | Event::Code(words) if is_heading => {
                chapter.headings.last_mut().expect("one was begun").push_str(&words);
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                chapter.links.push(dest_url.into_string());
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                example = info.split_once(' ').map(|(language, part)| Example {
                    line: text[..range.start].matches('\n').count() + 1,
                    language: language.to_owned(),
                    part: part.to_owned(),
                    text: String::new(),
                });
            }
            Event::Text(words) => {
                if let Some(example) = &mut example {
                    example.text.push_str(&words);
                }
            }
            Event::End(TagEnd::CodeBlock) => chapter.examples.extend(example.take()),
            _ => {}
        }
    }
    chapter
}

/// The anchors of headings, as code hosts make them.
fn anchors(headings: &[String]) -> BTreeSet<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut anchors = BTreeSet::new();
    for heading in headings {
        let kept = heading.trim().to_lowercase().replace(' ', "-");
        let slug: String = kept.chars().filter(|c| c.is_alphanumeric() || "-_".contains(*c)).collect();
        let count = seen.entry(slug.clone()).or_default();
        anchors.insert(if *count == 0 { slug } else { format!("{slug}-{count}") });
        *count += 1;
    }
    anchors
}

/// A path that stands in a file, from the repository's root.
fn joined(file: &str, path: &str) -> String {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}
