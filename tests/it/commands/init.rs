//! `briefing init`: a site that is right from the start, and its configuration.

use super::{briefing, printed};
use crate::folder::Folder;
use briefing::config;
use briefing::diagnostics::Diagnostics;
use briefing::paths::SourcePath;
use predicates::prelude::*;
use predicates::str::contains;
use std::fs;
use std::path::Path;

#[test]
fn a_new_site_builds_without_a_finding_in_any_language() {
    for languages in ["en", "nl", "en,nl", "nl,en", "uk", "ar,en,nl"] {
        let folder = Folder::new();
        printed(folder.path(), &["init", "desk", "--lang", languages]);
        briefing(folder.path(), &["build", "--root", "desk", "--strict", "--format", "json"])
            .assert()
            .code(0)
            .stdout("");
        let files = folder.files("desk/public");
        for page in ["articles/our-first-briefing", "participants/our-organisation", "about"] {
            assert!(files.contains_key(&format!("{page}/index.html")), "{languages}: {page}");
        }
        for page in ["events/editorial-meeting", "topics/public-briefings", "sources/our-plan"] {
            assert!(files.contains_key(&format!("{page}/index.html")), "{languages}: {page}");
        }
        let count = languages.split(',').count();
        let articles = files.keys().filter(|path| path.contains("/our-first-briefing/index.html"));
        assert_eq!(articles.count(), count, "{languages}");
    }
}

#[test]
fn what_is_made_is_printed_and_what_is_next_is_said() {
    let folder = Folder::new();
    let output = briefing(folder.path(), &["init", "desk"]).assert().code(0);
    let output =
        output.stderr(contains("next: `briefing serve --root desk` shows it")).get_output().stdout.clone();
    let printed = String::from_utf8(output).unwrap();
    let mut made: Vec<String> = printed.lines().map(|line| line.replace("desk/", "")).collect();
    made.sort();
    let there: Vec<String> = folder.files("desk").into_keys().collect();
    assert_eq!(made, there);
    assert!(there.contains(&".gitignore".to_owned()) && there.contains(&"content/sources.toml".to_owned()));
}

#[test]
fn title_and_day_are_those_that_are_asked_for() {
    let folder = Folder::new();
    printed(folder.path(), &["init", "desk", "--title", "A \"desk\" $date", "--now", "2025-12-28"]);
    briefing(folder.path(), &["build", "--root", "desk", "--strict"]).assert().code(0);
    let page = |path: &str| fs::read_to_string(folder.path().join("desk/public").join(path)).unwrap();
    assert!(page("index.html").contains("$date"), "a title is written as it is given");
    assert!(page("articles/our-first-briefing/index.html").contains("datetime=\"2025-12-28\""));
    assert!(page("events/editorial-meeting/index.html").contains("datetime=\"2026-01-04\""));
}

#[test]
fn output_is_kept_out_of_version_control() {
    let folder = Folder::new();
    printed(folder.path(), &["init", "desk"]);
    let ignored = fs::read_to_string(folder.path().join("desk/.gitignore")).unwrap();
    assert!(ignored.lines().any(|line| line == "/public/"), "{ignored}");
}

#[test]
fn a_folder_that_is_not_empty_is_refused() {
    let folder = Folder::new();
    folder.write("desk/letter.txt", "dear");
    let before = folder.snapshot("");
    for (name, message) in [
        ("desk", "error: the folder `desk` is not empty"),
        ("desk/letter.txt", "error: `desk/letter.txt` is not a folder"),
    ] {
        briefing(folder.path(), &["init", name]).assert().code(2).stdout("").stderr(contains(message));
    }
    assert_eq!(folder.snapshot(""), before);
    briefing(folder.path(), &["init", "desk/letter.txt/below"])
        .assert()
        .stderr(contains("letter.txt").and(contains("panicked").not()));
    fs::create_dir(folder.path().join("empty")).unwrap();
    printed(folder.path(), &["init", "empty"]);
}

#[test]
fn what_is_no_language_is_refused() {
    let folder = Folder::new();
    for (languages, message) in [
        ("english please", "error: `english please` is no language"),
        ("en,", "error: `` is no language"),
        ("en,nl,EN", "error: the language `en` is listed twice"),
    ] {
        briefing(folder.path(), &["init", "desk", "--lang", languages])
            .assert()
            .code(2)
            .stderr(contains(message));
    }
    assert!(!folder.path().join("desk").exists());
}

fn findings(text: &str) -> Diagnostics {
    config::parse(&SourcePath::new("site.toml").unwrap(), text).1
}

#[test]
fn each_key_of_the_configuration_that_is_off_can_be_set() {
    let folder = Folder::new();
    printed(folder.path(), &["init", "desk"]);
    let text = fs::read_to_string(folder.path().join("desk/site.toml")).unwrap();
    assert!(findings(&text).is_empty());
    let lines: Vec<&str> = text.lines().collect();
    let is_off = |line: &str| line.starts_with('#') && !line.starts_with("# ");
    let mut all = lines.clone();
    for (number, line) in lines.iter().enumerate().filter(|(_, line)| is_off(line)) {
        let mut lines = lines.clone();
        lines[number] = &line[1..];
        all[number] = &line[1..];
        let found = findings(&lines.join("\n"));
        assert!(found.is_empty(), "`{line}`: {found:?}");
        assert!(lines[number - 1].starts_with("# "), "`{line}` is explained");
    }
    assert_ne!(all, lines);
    assert!(findings(&all.join("\n")).is_empty(), "all of them at once");
}

/// The keys are those that the reader of the configuration asks for by name.
#[test]
fn every_key_of_the_configuration_is_explained() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let explained = fs::read_to_string(root.join("starter/site.toml")).unwrap();
    let words: Vec<&str> = explained
        .split(|c: char| !(c.is_ascii_lowercase() || c == '_'))
        .filter(|word| !word.is_empty())
        .collect();
    let mut asked = 0;
    for file in ["parse.rs", "identity.rs"] {
        let code = fs::read_to_string(root.join("src/config").join(file)).unwrap();
        for begin in ["reader.", "written.", "limit(", "(&mut reader, "] {
            for behind in code.split(begin).skip(1) {
                let call = behind.split([';', '\n']).next().unwrap_or_default();
                let Some(key) = call.split('"').nth(1) else { continue };
                if key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
                    asked += 1;
                    assert!(words.contains(&key), "`{key}` of src/config/{file} is not in starter/site.toml");
                }
            }
        }
    }
    assert!(asked > 30, "{asked} keys were found");
}
