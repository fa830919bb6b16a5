//! `[site]` and `[publisher]`: what the site is and who stands behind it.

use super::reader::{Reader, text_of, wrong_type};
use super::{License, Publisher, Site, value};
use crate::data::Value;
use crate::date::Date;
use crate::diagnostics::{Code, Located};
use crate::locale::Language;
use crate::paths::SourcePath;
use std::collections::BTreeMap;

/// The main language where a site names none.
const DEFAULT_LANGUAGE: &str = "en";

/// The keys of `[publisher.policies]`.
const POLICIES: [&str; 5] = ["ethics", "corrections", "verification", "unnamed_sources", "ownership"];

/// Reads `[site]`.
pub(super) fn site(mut reader: Reader<'_>) -> Site {
    // First: a bare text is in the site's main language.
    let languages = site_languages(&mut reader);
    let title = reader.localized_text("title", &languages[0]);
    reader.require("title");
    reader.require_language("title", &title, &languages);
    let description = reader.localized_text("description", &languages[0]);
    let base_url = checked(&mut reader, "base_url", value::base_url);
    let as_of = as_of(&mut reader);
    let accent = checked(&mut reader, "accent", value::accent);
    let logo = static_file(&mut reader, "logo");
    let license = reader.optional_table("license").and_then(license);
    reader.finish();
    Site { title, description, languages, base_url, as_of, accent, logo, license }
}

/// The languages of the site; never empty.
fn site_languages(reader: &mut Reader<'_>) -> Vec<Language> {
    let mut languages = Vec::new();
    let findings = reader.findings();
    let listed = reader.list("languages", "a list of languages such as `[\"en\", \"nl\"]`");
    if let Some(Value::List(nodes)) = listed.map(|node| &node.value) {
        for node in nodes {
            let Some(tag) = text_of(findings, "a language in `site.languages`", node) else { continue };
            let problem = match Language::new(&tag.value) {
                None => format!("`{}` is no language; a tag such as `en` or `pt-br` is one", tag.value),
                Some(language) if languages.contains(&language) => {
                    format!("the language `{language}` is listed twice")
                }
                Some(language) => {
                    languages.push(language);
                    continue;
                }
            };
            findings.report(findings.at(Code::WrongType, &node.range, problem));
        }
        if nodes.is_empty() {
            let range = listed.map_or(0..0, |node| node.range.clone());
            let message = "`site.languages` is empty, and must list at least one language";
            findings.report(findings.at(Code::WrongType, &range, message));
        }
    }
    if languages.is_empty() {
        languages.push(Language::new(DEFAULT_LANGUAGE).expect("the default is a language"));
    }
    languages
}

/// A text that `check` brings into its normal form.
fn checked(
    reader: &mut Reader<'_>,
    key: &'static str,
    check: impl Fn(&str) -> Result<String, String>,
) -> Option<String> {
    let written = reader.text(key)?;
    match check(&written.value) {
        Ok(value) => Some(value),
        Err(problem) => {
            reader.report_wrong(key, &written.range, &problem);
            None
        }
    }
}

fn as_of(reader: &mut Reader<'_>) -> Option<Located<Date>> {
    let node = reader.take("as_of")?;
    let name = reader.name("as_of");
    let findings = reader.findings();
    let Some(written) = node.scalar() else {
        return wrong_type(findings, &name, node, "a date");
    };
    match Date::parse(written) {
        Ok(date) if date.is_exact() => Some(Located::new(date, node.range.clone())),
        Ok(_) => {
            let message = format!("`{name}` must be a whole day or a date-time, and `{written}` is neither");
            findings.report(findings.at(Code::BadDate, &node.range, message));
            None
        }
        Err(error) => {
            let message = error.sentence(written);
            findings.report(findings.at(Code::BadDate, &node.range, message));
            None
        }
    }
}

/// The path of a file below `static/`, which may be named with that folder or without it.
fn static_file(reader: &mut Reader<'_>, key: &'static str) -> Option<Located<String>> {
    let written = reader.text(key)?;
    let path = written.value.trim_start_matches("./").trim_start_matches('/');
    let path = path.strip_prefix("static/").unwrap_or(path);
    let below = SourcePath::new(&format!("static/{path}"));
    if below.is_some_and(|path| path.below("static").is_some_and(|path| !path.is_empty())) {
        return Some(written);
    }
    let message = format!("`{}` must be a file below `static/`", reader.name(key));
    reader.findings().report(reader.findings().at(Code::OutsideSite, &written.range, message));
    None
}

fn license(mut reader: Reader<'_>) -> Option<License> {
    let name = reader.text("name");
    reader.require("name");
    let title = reader.text("title").map(|title| title.value);
    let url = checked(&mut reader, "url", value::web_address);
    reader.finish();
    Some(License { name: name?.value, title, url })
}

/// Reads `[publisher]`.
pub(super) fn publisher(mut reader: Reader<'_>) -> Publisher {
    let name = reader.text("name").map(|name| name.value);
    let url = checked(&mut reader, "url", value::web_address);
    let logo = publisher_logo(&mut reader);
    let mut written = reader.table("policies");
    let mut policies = BTreeMap::new();
    for key in POLICIES {
        if let Some(policy) = written.text(key) {
            policies.insert(key.to_owned(), policy);
        }
    }
    written.finish();
    reader.finish();
    Publisher { name, url, logo, policies }
}

/// The publisher's logo may also stand at an address of its own.
fn publisher_logo(reader: &mut Reader<'_>) -> Option<Located<String>> {
    let written = reader.take("logo").and_then(|node| node.scalar()).unwrap_or_default();
    if !written.contains("://") {
        return static_file(reader, "logo");
    }
    let logo = reader.text("logo")?;
    value::web_address(&logo.value)
        .map_err(|problem| reader.report_wrong("logo", &logo.range, &problem))
        .ok()?;
    Some(logo)
}
