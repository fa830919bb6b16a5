//! `briefing new`: what the files hold, and what is refused.

use super::{briefing, printed};
use crate::folder::Folder;
use briefing::config::{self, ParseSettings};
use briefing::diagnostics::{Code, Diagnostics};
use briefing::document::{self, Kind, front_matter};
use briefing::paths::SourcePath;
use briefing::source::Source;
use predicates::prelude::*;
use predicates::str::contains;
use std::collections::BTreeSet;

const SITE: &str = "[site]\ntitle = \"Desk\"\nlanguages = [\"en\", \"nl\"]\n";

const RECORDS: &[(&str, Kind)] = &[
    ("article", Kind::Article),
    ("participant", Kind::Participant),
    ("event", Kind::Event),
    ("topic", Kind::Topic),
    ("source", Kind::Source),
    ("page", Kind::Page),
];

fn site() -> Folder {
    let site = Folder::new();
    site.write("site.toml", SITE);
    site
}

fn settings() -> ParseSettings {
    let path = SourcePath::new("site.toml").unwrap();
    config::parse(&path, SITE).0.unwrap().parse_settings()
}

/// Everything that is wrong in a file by itself.
fn findings(path: &str, text: &str) -> Diagnostics {
    let source = Source::from_text(SourcePath::new(path).unwrap(), text);
    document::parse(&source, &settings(), None).1
}

/// The key of a line of front matter that is set or could be.
fn key(line: &str) -> Option<&str> {
    let line = line.strip_prefix('#').unwrap_or(line);
    let (key, _) = line.split_once(" = ").or_else(|| line.split_once(": "))?;
    key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_').then_some(key)
}

/// Calls `check` with the path and text of a new file of each kind, in TOML and in YAML.
fn each_new_file(mut check: impl FnMut(Kind, &str, &str)) {
    for (word, kind) in RECORDS {
        for form in [&[][..], &["--yaml"]] {
            let site = site();
            let made = printed(site.path(), &[&["new", word, "the-id"], form].concat());
            let path = made.trim_end();
            let text = std::fs::read_to_string(site.path().join(path)).unwrap();
            assert_eq!(text.starts_with("---\n"), !form.is_empty(), "{text}");
            check(*kind, path, &text);
        }
    }
}

#[test]
fn a_new_file_builds() {
    for form in [&[][..], &["--yaml"]] {
        let site = site();
        for (word, _) in RECORDS {
            let id = format!("the-{word}");
            let made =
                printed(site.path(), &[&["new", word, &id, "--title", "Één: \"a\" #b"], form].concat());
            assert_eq!(made, format!("content/{word}s/{id}.md\n"));
        }
        // Not strictly: nothing mentions the participant yet, and nothing links to the page.
        let built = briefing(site.path(), &["build", "--format", "json"]).assert().code(0);
        let report = String::from_utf8(built.get_output().stdout.clone()).unwrap();
        let codes: Vec<&str> =
            report.split("\"code\":\"").skip(1).filter_map(|at| at.split('"').next()).collect();
        assert_eq!(codes, ["orphan-page", "never-mentioned"]);
        let page =
            String::from_utf8(site.files("public")["articles/the-article/index.html"].clone()).unwrap();
        assert!(page.contains("Één: &quot;a&quot; #b") || page.contains("Één: \"a\" #b"), "{page}");
        assert!(page.contains("datetime=\"2025-04-01\""), "the day of the clock");
    }
}

#[test]
fn every_key_that_a_record_takes_is_explained() {
    each_new_file(|kind, path, text| {
        let explained: BTreeSet<&str> = text.lines().filter_map(key).collect();
        let known: BTreeSet<&str> = front_matter::keys(kind, &settings()).into_iter().collect();
        assert!(known.len() > 8, "{kind:?}: {known:?}");
        assert_eq!(explained, known, "{path}");
        let lines: Vec<&str> = text.lines().collect();
        for pair in lines.windows(2).filter(|pair| key(pair[1]).is_some()) {
            assert!(pair[0].starts_with("# ") && pair[0].ends_with('.'), "{path}: `{}`", pair[1]);
        }
    });
}

#[test]
fn each_key_that_is_off_can_be_set() {
    let mut tried = 0;
    each_new_file(|_, path, text| {
        assert!(findings(path, text).is_empty(), "{path}: {:?}", findings(path, text));
        let lines: Vec<&str> = text.lines().collect();
        for (number, line) in lines.iter().enumerate() {
            let Some(set) = line.strip_prefix('#').filter(|_| key(line).is_some()) else { continue };
            let mut lines = lines.clone();
            lines[number] = set;
            let mut found = findings(path, &(lines.join("\n") + "\n"));
            // The anchor that it names is an author's to have.
            found.retain(|finding| finding.code != Code::BrokenAnchor);
            assert!(found.is_empty(), "{path}: `{set}`: {found:?}");
            tried += 1;
        }
    });
    assert!(tried > 150, "{tried} keys were tried");
}

#[test]
fn a_title_is_made_of_the_id_and_a_kind_is_what_is_asked_for() {
    let site = site();
    printed(site.path(), &["new", "participant", "harbour-board", "--kind", "organization"]);
    let text = std::fs::read_to_string(site.path().join("content/participants/harbour-board.md")).unwrap();
    assert!(
        text.contains("\nname = \"Harbour board\"\n") && text.contains("\nkind = \"organization\"\n"),
        "{text}"
    );
    briefing(site.path(), &["new", "topic", "rain", "--kind", "group"])
        .assert()
        .code(2)
        .stderr(contains("error: `--kind` is for participants"));
}

#[test]
fn a_translation_holds_texts_alone() {
    let site = site();
    printed(site.path(), &["new", "article", "talks", "--title", "Talks"]);
    let made = printed(site.path(), &["new", "article", "talks", "--title", "Overleg", "--lang", "nl"]);
    assert_eq!(made, "content/articles/talks.nl.md\n");
    briefing(site.path(), &["build", "--strict"]).assert().code(0);
    assert!(site.files("public").contains_key("nl/articles/talks/index.html"));
    briefing(site.path(), &["new", "article", "talks", "--lang", "nl"]).assert().code(2);
    briefing(site.path(), &["new", "article", "more", "--lang", "fr"])
        .assert()
        .code(2)
        .stderr(contains("error: `fr` is none of the site's languages; it has `en`, `nl`"));
}

#[test]
fn a_source_goes_into_the_file_of_sources_where_there_is_one() {
    let site = site();
    let before = "[minutes]\ntitle = 'Minutes'";
    site.write("content/sources.toml", before);
    site.write("content/pages/about.md", "---\ntitle: About\n---\n[Letter](@letter), [more](@brief-één)\n");
    for id in ["letter", "brief-één"] {
        assert_eq!(printed(site.path(), &["new", "source", id]), "content/sources.toml\n");
    }
    let text = std::fs::read_to_string(site.path().join("content/sources.toml")).unwrap();
    assert!(text.starts_with(&format!("{before}\n\n[letter]\n")), "{text}");
    briefing(site.path(), &["build", "--strict"]).assert().code(0);
    briefing(site.path(), &["new", "source", "minutes"])
        .assert()
        .code(2)
        .stderr(contains("`minutes` is the id of another source: content/sources.toml:1:2"));
    site.write("content/sources.toml", "[minutes\n");
    briefing(site.path(), &["new", "source", "third"])
        .assert()
        .code(2)
        .stderr(contains("cannot be read as TOML"));
    assert_eq!(std::fs::read_to_string(site.path().join("content/sources.toml")).unwrap(), "[minutes\n");
}

#[test]
fn a_source_in_the_file_of_sources_is_no_yaml() {
    let site = site();
    site.write("content/sources.toml", "");
    briefing(site.path(), &["new", "source", "letter", "--yaml"])
        .assert()
        .code(2)
        .stdout("")
        .stderr(contains("error: `--yaml` is for a file of its own").and(contains("content/sources.toml`")));
    assert!(site.files("content")["sources.toml"].is_empty());
    let translation = ["new", "source", "letter", "--yaml", "--lang", "nl"];
    assert_eq!(printed(site.path(), &translation), "content/sources/letter.nl.md\n", "a file of its own");
}

#[test]
fn a_file_that_could_be_no_record_is_refused() {
    let site = site();
    for (word, lang, path) in [
        ("event", "en", "content/events/index.md"),
        ("article", "nl", "content/articles/index.nl.md"),
        ("page", "en", "content/pages/index.md"),
    ] {
        let message = format!("no {word} can stand in `{path}`: `index");
        briefing(site.path(), &["new", word, "index", "--lang", lang])
            .assert()
            .code(2)
            .stdout("")
            .stderr(contains(message));
    }
    assert!(site.files("content").is_empty());
}

#[test]
fn an_id_that_another_record_has_is_refused() {
    let site = site();
    site.write("content/participants/deep/ada-lee.md", "---\nname: Ada\nkind: person\nwas: [ada]\n---\n");
    site.write(
        "content/articles/talks.md",
        "---\ntitle: Talks\ndate: 2025-03-15\ndraft: true\n---\n\n[They met.]{.event #first-meeting}\n",
    );
    let before = site.files("content");
    for (word, id, message) in [
        (
            "topic",
            "ada-lee",
            "`ada-lee` is the id of another participant: content/participants/deep/ada-lee.md:1:1",
        ),
        ("participant", "ada-lee", "content/participants/deep/ada-lee.md:1:1"),
        ("topic", "ada", "`ada` was once the id of another participant"),
        (
            "event",
            "first-meeting",
            "`first-meeting` is the id of another event: content/articles/talks.md:7:12",
        ),
        ("page", "talks", "`talks` is the id of another article: content/articles/talks.md:1:1"),
        ("page", "articles", "a page stands at `/articles/` already"),
        ("topic", "Rain_Fall", "did you mean `rain-fall`?"),
        ("topic", "none", "`none` cannot be an id: it is a word of the format"),
        ("topic", "../../x", "cannot be an id"),
    ] {
        briefing(site.path(), &["new", word, id]).assert().code(2).stdout("").stderr(contains(message));
    }
    assert_eq!(site.files("content"), before);
}

#[test]
fn a_file_that_is_there_is_not_written_over() {
    let site = site();
    // No record, since it cannot be read as one.
    site.write("content/topics/rain.md", [0xff, 0xfe]);
    briefing(site.path(), &["new", "topic", "rain"])
        .assert()
        .code(2)
        .stderr(contains("`./content/topics/rain.md` is there already"));
    assert_eq!(std::fs::read(site.path().join("content/topics/rain.md")).unwrap(), [0xff, 0xfe]);
}

#[test]
fn without_a_site_nothing_is_made() {
    let folder = Folder::new();
    briefing(folder.path(), &["new", "topic", "rain"])
        .assert()
        .code(2)
        .stderr(contains("there is no `site.toml`").and(contains("panicked").not()));
    assert!(folder.files("").is_empty());
}
