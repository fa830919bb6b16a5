//! The tables of `site.toml`, one function each.

use super::identity::{publisher, site};
use super::reader::{Findings, Reader, choice_of, text_of, wrong_type};
use super::{BuildConfig, Check, Config, Html, Limits, Markdown, MenuEntry, ServeConfig};
use crate::data::{Value, parse_toml};
use crate::diagnostics::{Code, Diagnostics, Located};
use crate::digest::Fingerprint;
use crate::locale::{Language, Localized, Text};
use crate::paths::SourcePath;
use crate::text::nearest;
use std::collections::BTreeMap;

/// What `[languages]` holds, by language and key.
type Strings = BTreeMap<Language, BTreeMap<String, Located<String>>>;

/// Reads a site's configuration. `path` is where `text` stands.
///
/// The value is `None` only where the text is no TOML; a mistake otherwise costs the value that it
/// stands in, which then has its default. The findings are sorted by place.
pub fn parse(path: &SourcePath, text: &str) -> (Option<Config>, Diagnostics) {
    let findings = Findings::new(path);
    let root = match parse_toml(text) {
        Ok(root) => root,
        Err(error) => {
            let mut diagnostic = findings.at(Code::Configuration, &error.range, error.message);
            diagnostic.help = error.help;
            findings.report(diagnostic);
            return (None, findings.finish());
        }
    };
    let mut reader = Reader::new(&findings, &root);
    let site = site(reader.table("site"));
    let first = site.languages[0].clone();
    let publisher = publisher(reader.table("publisher"));
    let menu = reader.tables("menu").into_iter().filter_map(|entry| menu_entry(entry, &first)).collect();
    let footer = footer(reader.table("footer"), &first);
    let markdown = markdown(reader.table("markdown"));
    let build = build(reader.table("build"));
    let (complete, strings) = languages(reader.table("languages"));
    let serve = serve(reader.table("serve"));
    let limits = limits(reader.table("limits"));
    let checks = checks(reader.table("checks"));
    reader.finish();
    let fingerprint = Fingerprint::of(text.as_bytes());
    let config = Config {
        site,
        publisher,
        menu,
        footer,
        markdown,
        build,
        strings,
        complete,
        serve,
        limits,
        checks,
        fingerprint,
    };
    (Some(config), findings.finish())
}

fn menu_entry(mut reader: Reader<'_>, first: &Language) -> Option<MenuEntry> {
    let title: Text = reader.localized_text("title", first);
    reader.require("title");
    let to = reader.text("to");
    reader.require("to");
    reader.finish();
    Some(MenuEntry { title, to: to? }).filter(|entry| !entry.title.is_empty())
}

fn footer(mut reader: Reader<'_>, first: &Language) -> Localized<Located<String>> {
    let footer = reader.localized("text", first);
    reader.finish();
    footer
}

fn markdown(mut reader: Reader<'_>) -> Markdown {
    let wikilinks = reader.boolean("wikilinks").unwrap_or(false);
    let bare_names = reader.choice("names", &[("reference", false), ("bare", true)]).unwrap_or(false);
    let smart = reader.boolean("smart").unwrap_or(false);
    let html = reader.choice("html", &[("text", Html::Text), ("sanitize", Html::Sanitize)]);
    reader.finish();
    Markdown { wikilinks, bare_names, smart, html: html.unwrap_or(Html::Text) }
}

fn build(mut reader: Reader<'_>) -> BuildConfig {
    let output = reader.text("output").map_or_else(|| "public".to_owned(), |output| output.value);
    let file_links = reader.boolean("file_links").unwrap_or(false);
    let content = content_folder(&mut reader).unwrap_or_else(|| "content".to_owned());
    let drafts = reader.boolean("drafts").unwrap_or(false);
    reader.finish();
    BuildConfig { output, file_links, content, drafts }
}

fn content_folder(reader: &mut Reader<'_>) -> Option<String> {
    let written = reader.text("content")?;
    let findings = reader.findings();
    let path = SourcePath::new(&written.value).filter(|_| !written.value.starts_with('/'));
    let Some(path) = path else {
        let message = format!("`{}` must be a folder within the site", reader.name("content"));
        findings.report(findings.at(Code::OutsideSite, &written.range, message));
        return None;
    };
    if path.as_str().is_empty() {
        reader.report_wrong("content", &written.range, "must be a folder below the site's own");
        return None;
    }
    Some(path.as_str().to_owned())
}

fn languages(mut reader: Reader<'_>) -> (bool, Strings) {
    let complete = reader.boolean("complete").unwrap_or(false);
    let findings = reader.findings();
    let mut strings = Strings::new();
    for entry in reader.rest() {
        let Some(language) = Language::new(&entry.key) else {
            let message = format!("`{}` is no key of `languages`, and no language", entry.key);
            let near = nearest(&entry.key, ["complete"]).map(str::to_owned);
            findings.report(findings.at(Code::UnknownKey, &entry.key_range, message).did_you_mean(near));
            continue;
        };
        let name = format!("languages.{}", entry.key);
        let Value::Table(corrected) = &entry.node.value else {
            wrong_type::<()>(findings, &name, &entry.node, "a table of strings");
            continue;
        };
        let of_language: &mut BTreeMap<_, _> = strings.entry(language).or_default();
        for string in corrected {
            if let Some(text) = text_of(findings, &format!("{name}.{}", string.key), &string.node) {
                of_language.insert(string.key.clone(), text);
            }
        }
    }
    (complete, strings)
}

fn serve(mut reader: Reader<'_>) -> ServeConfig {
    let port = reader.integer("port", 1..=i64::from(u16::MAX)).and_then(|port| u16::try_from(port).ok());
    let editor = reader.text("editor").map(|editor| editor.value);
    reader.finish();
    ServeConfig { port: port.unwrap_or(4400), editor }
}

fn limits(mut reader: Reader<'_>) -> Limits {
    let mut limit = |key, default| {
        let written = reader.integer(key, 1..=i64::from(u32::MAX));
        written.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(default)
    };
    let limits = Limits {
        file_bytes: limit("file_bytes", 5_000_000),
        nesting: limit("nesting", 100),
        events: limit("events", 100_000),
        expansion: limit("expansion", 50),
    };
    reader.finish();
    limits
}

fn checks(reader: Reader<'_>) -> BTreeMap<Code, Check> {
    const SEVERITIES: [(&str, Check); 3] =
        [("off", Check::Off), ("warning", Check::Warning), ("error", Check::Error)];
    let findings = reader.findings();
    let mut checks = BTreeMap::new();
    for entry in reader.rest() {
        let Some(code) = Code::ALL.iter().find(|code| code.as_str() == entry.key) else {
            let message = format!("no check has the code `{}`", entry.key);
            let near = nearest(&entry.key, Code::ALL.iter().map(|code| code.as_str())).map(str::to_owned);
            findings.report(findings.at(Code::UnknownKey, &entry.key_range, message).did_you_mean(near));
            continue;
        };
        let Some(check) = choice_of(findings, &format!("checks.{code}"), &entry.node, &SEVERITIES) else {
            continue;
        };
        if code.is_fixed() && check != Check::Error {
            let message = format!("`{code}` is always an error: such a site cannot be built, or not safely");
            findings.report(findings.at(Code::WrongType, &entry.node.range, message));
            continue;
        }
        checks.insert(*code, check);
    }
    checks
}
