//! The program as it is called: flags, exit codes, what is printed where, and what becomes of the
//! output folder.

use crate::folder::Folder;
use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::contains;
use std::path::Path;

const SITE: &str = "[site]\ntitle = \"Desk\"\nlanguages = [\"en\"]\n";

const ANN: &str = "+++\nname = \"Ann Lee\"\nkind = \"person\"\n+++\n";

const ARTICLE: &str = "+++\ntitle = \"The call\"\ndate = 2025-03-15\n+++\n[Ann Lee](@ann-lee) spoke.\n";

/// An article with a warning.
const WARNED: &str = "+++\ntitle = \"Warned\"\ndate = 2025-03-15\n+++\nÉén [Nobody Here][] spoke.\n";

/// An article with an error.
const BROKEN: &str = "+++\ntitle = \"Broken\"\ndate = 2025-03-15\n+++\nÉén [x](@an-lee) spoke.\n";

/// An article that is held back.
const EMBARGOED: &str =
    "+++\ntitle = \"Later\"\ndate = 2025-05-02\npublish_after = \"2025-05-02T08:00:00Z\"\n+++\nText.\n";

/// A small site on disk.
fn site() -> Folder {
    let site = Folder::new();
    site.write("site.toml", SITE);
    site.write("content/participants/ann-lee.md", ANN);
    site.write("content/articles/call.md", ARTICLE);
    site
}

/// The program, called in a site's folder.
pub fn briefing(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_briefing"));
    command.current_dir(folder).args(arguments).env_remove("SOURCE_DATE_EPOCH").env_remove("NO_COLOR");
    command
}

#[test]
fn build_writes_the_site_and_says_so() {
    let site = site();
    briefing(site.path(), &["build"])
        .assert()
        .code(0)
        .stdout("")
        .stderr(contains(" pages: "))
        .stderr(contains("1 article"))
        .stderr(contains("1 participant"))
        .stderr(
            predicate::str::is_match(r"(?m)^\d+ files written, 0 unchanged, 0 removed in `public`$").unwrap(),
        )
        .stderr(predicate::str::is_match(r"(?m)^in \d+\.\d\d s$").unwrap());
    let files = site.files("public");
    for name in ["index.html", "404.html", "articles/call/index.html", "participants/ann-lee/index.html"] {
        assert!(files.contains_key(name), "`{name}` is written");
    }
}

#[test]
fn root_and_output_say_where() {
    let site = site();
    let elsewhere = Folder::new();
    let root = site.path().to_str().unwrap();
    briefing(elsewhere.path(), &["build", "--root", root, "--output", "made/here"])
        .assert()
        .code(0)
        .stderr(contains("in `made/here`"));
    assert!(elsewhere.files("made/here").contains_key("index.html"), "relative to where it is called");
    assert!(!site.path().join("public").exists());
    briefing(elsewhere.path(), &["build", "--root", root]).assert().code(0);
    assert!(site.files("public").contains_key("index.html"), "`build.output` is relative to the root");
}

#[test]
fn the_base_url_takes_the_place_of_the_configured_one() {
    let site = site();
    briefing(site.path(), &["build", "--base-url", "https://example.org/news"]).assert().code(0);
    let files = site.files("public");
    let page = String::from_utf8(files["articles/call/index.html"].clone()).unwrap();
    assert!(page.contains("https://example.org/news/articles/call/"), "the canonical address");
    let not_found = String::from_utf8(files["404.html"].clone()).unwrap();
    assert!(not_found.contains("href=\"/news/"), "links of the page for what is not found");
    briefing(site.path(), &["build", "--base-url", "example.org"])
        .assert()
        .code(2)
        .stderr(contains("error: `--base-url` "));
}

#[test]
fn now_decides_embargoes() {
    let site = site();
    site.write("content/articles/later.md", EMBARGOED);
    let is_published = || site.files("public").contains_key("articles/later/index.html");
    briefing(site.path(), &["build", "--now", "2025-05-02"])
        .assert()
        .code(0)
        .stderr(contains("held back until 2025-05-02T08:00:00Z: `later` (content/articles/later.md)"));
    assert!(!is_published());
    briefing(site.path(), &["build", "--now", "2025-05-02T10:00:00+02:00"])
        .assert()
        .code(0)
        .stderr(contains("held back").not());
    assert!(is_published());
    briefing(site.path(), &["build"]).env("SOURCE_DATE_EPOCH", "1700000000").assert().code(0);
    assert!(!is_published(), "the environment's clock, where no other is given");
    briefing(site.path(), &["build", "--now", "2025-06-01"])
        .env("SOURCE_DATE_EPOCH", "1700000000")
        .assert()
        .code(0);
    assert!(is_published(), "the command line comes first");
}

#[test]
fn a_clock_that_is_none_is_a_mistake_of_usage() {
    let site = site();
    briefing(site.path(), &["build", "--now", "soon"]).assert().code(2).stderr(contains("`--now soon`"));
    briefing(site.path(), &["build", "--now", "2025-03-15T10:00"])
        .assert()
        .code(2)
        .stderr(contains("offset"));
    briefing(site.path(), &["build"])
        .env("SOURCE_DATE_EPOCH", "today")
        .assert()
        .code(2)
        .stderr(contains("`SOURCE_DATE_EPOCH` is `today`"));
    assert!(!site.path().join("public").exists());
}

#[test]
fn drafts_are_published_where_asked_for() {
    let site = site();
    site.write("content/articles/draft.md", ARTICLE.replace("title", "draft = true\ntitle"));
    let is_published = || site.files("public").contains_key("articles/draft/index.html");
    briefing(site.path(), &["build"]).assert().code(0).stderr(contains("held back as a draft: `draft`"));
    assert!(!is_published());
    briefing(site.path(), &["build", "--drafts"]).assert().code(0).stderr(contains("held back").not());
    assert!(is_published());
}

#[test]
fn strict_makes_warnings_errors() {
    let site = site();
    site.write("content/articles/warned.md", WARNED);
    for command in ["build", "check"] {
        briefing(site.path(), &[command])
            .assert()
            .code(0)
            .stderr(contains("warning[name-unknown]"))
            .stderr(contains("\n1 warning\n"));
        briefing(site.path(), &[command, "--strict"])
            .assert()
            .code(1)
            .stderr(contains("error[name-unknown]"));
    }
}

#[test]
fn findings_for_programs_are_one_object_a_line() {
    let site = site();
    site.write("content/articles/warned.md", WARNED);
    site.write("content/articles/broken.md", BROKEN);
    for command in ["build", "check"] {
        let output =
            briefing(site.path(), &[command, "--format", "json"]).assert().code(1).get_output().clone();
        let lines: Vec<serde_json::Value> = String::from_utf8(output.stdout)
            .unwrap()
            .lines()
            .map(|line| serde_json::from_str(line).expect("a line is an object"))
            .collect();
        assert_eq!(lines.len(), 2, "sorted by place, one a finding");
        let [broken, warned] = &lines[..] else { unreachable!("there are two") };
        let mut keys: Vec<&str> = broken.as_object().unwrap().keys().map(String::as_str).collect();
        keys.sort_unstable();
        let expected = "code column end_column end_line file help line message severity";
        assert_eq!(keys.join(" "), expected);
        assert_eq!(broken["code"], "unknown-reference");
        assert_eq!(broken["severity"], "error");
        assert_eq!(broken["file"], "content/articles/broken.md");
        assert_eq!(broken["line"], 5);
        assert_eq!(broken["help"], "did you mean `ann-lee`?");
        assert_eq!(broken["end_line"], 5);
        assert_eq!(warned["code"], "name-unknown");
        assert_eq!(warned["severity"], "warning");
        assert_eq!(warned["column"], 6, "columns count characters, from 1");
        assert!(!String::from_utf8(output.stderr).unwrap().contains("name-unknown"), "said once");
    }
}

#[test]
fn a_site_without_findings_prints_nothing_for_programs() {
    let site = site();
    briefing(site.path(), &["check", "--format", "json"]).assert().code(0).stdout("");
}

#[test]
fn colours_are_there_where_asked_for() {
    let site = site();
    site.write("content/articles/broken.md", BROKEN);
    let colour = contains("\u{1b}[");
    briefing(site.path(), &["check", "--color", "always"]).assert().code(1).stderr(colour.clone());
    briefing(site.path(), &["check", "--color", "never"]).assert().code(1).stderr(colour.clone().not());
    briefing(site.path(), &["check"]).assert().code(1).stderr(colour.not());
    briefing(site.path(), &["check", "--color", "sometimes"]).assert().code(2);
}

#[test]
fn quiet_prints_findings_alone() {
    let site = site();
    for flag in ["-q", "--quiet"] {
        briefing(site.path(), &["build", flag]).assert().code(0).stdout("").stderr("");
    }
    site.write("content/articles/broken.md", BROKEN);
    briefing(site.path(), &["build", "-q"])
        .assert()
        .code(1)
        .stderr(contains("error[unknown-reference]"))
        .stderr(contains("nothing was written").not());
}

#[test]
fn the_summary_says_what_an_address_is_missing_for() {
    let site = site();
    let left_out = contains("no `site.base_url`");
    briefing(site.path(), &["build"]).assert().code(0).stderr(left_out.clone());
    let address = ["build", "--base-url", "https://example.org/briefing/"];
    briefing(site.path(), &address).assert().code(0).stderr(left_out.not());
}

#[test]
fn verbose_says_what_the_build_went_by() {
    let site = site();
    let went_by = contains("files read; embargoes count from 20");
    briefing(site.path(), &["build"]).assert().code(0).stderr(went_by.clone().not());
    for flag in ["-v", "--verbose"] {
        briefing(site.path(), &["build", flag])
            .assert()
            .code(0)
            .stderr(went_by.clone())
            .stderr(contains("drafts are held back"));
    }
    briefing(site.path(), &["build", "-q", "-v"]).assert().code(2);
}

#[test]
fn what_is_not_published_of_static_is_named() {
    let site = site();
    site.write("static/.secret", "x");
    site.write("static/id_rsa", "x");
    site.write("static/robots.txt", "x");
    briefing(site.path(), &["build"])
        .assert()
        .code(0)
        .stderr(contains("not published: `static/.secret`"))
        .stderr(contains("not published: `static/id_rsa`"));
    let files = site.files("public");
    assert!(
        files.contains_key("robots.txt") && !files.contains_key("id_rsa") && !files.contains_key(".secret")
    );
}

#[test]
fn timings_name_the_stages() {
    let site = site();
    for command in ["build", "check"] {
        let mut assert = briefing(site.path(), &[command, "--timings"]).assert().code(0);
        for stage in ["read", "parse", "index", "plan", "pages", "links"] {
            let line = format!(r"(?m)^ *{stage} +\d+\.\d ms$");
            assert = assert.stderr(predicate::str::is_match(line).unwrap());
        }
    }
}

#[test]
fn check_writes_nothing() {
    let site = site();
    let before = site.snapshot("");
    briefing(site.path(), &["check"]).assert().code(0).stdout("").stderr(contains("no findings"));
    site.write("content/articles/broken.md", BROKEN);
    briefing(site.path(), &["check"]).assert().code(1).stderr(contains("\n1 error\n"));
    site.remove("content/articles/broken.md");
    assert_eq!(site.snapshot(""), before);
    briefing(site.path(), &["check", "--output", "x"]).assert().code(2);
}

#[test]
fn help_and_version_are_no_mistakes() {
    let folder = Folder::new();
    briefing(folder.path(), &["--help"]).assert().code(0).stdout(contains("build")).stdout(contains("check"));
    briefing(folder.path(), &["build", "--help"]).assert().code(0).stdout(contains("--base-url"));
    briefing(folder.path(), &["--version"]).assert().code(0).stdout(contains(env!("CARGO_PKG_VERSION")));
}

#[test]
fn mistakes_of_usage_have_their_code() {
    let site = site();
    briefing(site.path(), &[]).assert().code(2);
    briefing(site.path(), &["bild"]).assert().code(2).stderr(contains("build"));
    briefing(site.path(), &["build", "--outptu", "x"]).assert().code(2).stderr(contains("--output"));
    let empty = Folder::new();
    briefing(empty.path(), &["build"]).assert().code(2).stderr(contains("there is no `site.toml`"));
}

#[test]
fn a_mistake_in_the_configuration_has_the_code_of_usage() {
    let site = site();
    site.write("site.toml", "[site]\ntitel = \"Desk\"\n");
    for command in ["build", "check"] {
        briefing(site.path(), &[command])
            .assert()
            .code(2)
            .stderr(contains("site.toml:2:1"))
            .stderr(contains("did you mean `title`?"));
    }
    assert!(!site.path().join("public").exists());
}

#[test]
fn what_the_environment_refuses_has_a_code_of_its_own() {
    let site = site();
    briefing(site.path(), &["build", "--root", "nowhere"]).assert().code(3).stderr(contains("nowhere"));
    let output = "site.toml/out";
    briefing(site.path(), &["build", "--output", output]).assert().code(3).stderr(contains(output));
}

#[test]
fn an_error_leaves_the_output_as_it_was() {
    let site = site();
    briefing(site.path(), &["build"]).assert().code(0);
    let before = site.snapshot("public");
    site.write("content/articles/call.md", ARTICLE.replace("spoke", "was silent"));
    site.write("content/articles/broken.md", BROKEN);
    briefing(site.path(), &["build"])
        .assert()
        .code(1)
        .stderr(contains("error[unknown-reference]"))
        .stderr(contains("1 error; nothing was written"));
    assert_eq!(site.snapshot("public"), before, "not even a temporary file");
    site.remove("content/articles/broken.md");
    site.write("templates/article.html", "{{ nothing.here }}");
    briefing(site.path(), &["build"]).assert().code(1).stderr(contains("templates/article.html"));
    assert_eq!(site.snapshot("public"), before, "nor where a template fails on one of many pages");
}

#[test]
fn an_error_in_the_first_build_leaves_no_folder() {
    let site = site();
    site.write("content/articles/broken.md", BROKEN);
    briefing(site.path(), &["build", "--output", "deep/out"]).assert().code(1);
    assert!(!site.path().join("deep").exists());
    site.remove("content/articles/broken.md");
    site.write("templates/article.html", "{{ nothing.here }}");
    briefing(site.path(), &["build", "--output", "deep/out"]).assert().code(1);
    assert!(!site.path().join("deep").exists());
}

#[test]
fn a_folder_of_others_is_refused() {
    let site = site();
    site.write("theirs/letter.txt", "dear");
    let before = site.snapshot("theirs");
    briefing(site.path(), &["build", "--output", "theirs"])
        .assert()
        .code(2)
        .stderr(contains("error: the output folder `theirs` holds files that no earlier build made"));
    assert_eq!(site.snapshot("theirs"), before);
    briefing(site.path(), &["build", "--output", "site.toml"])
        .assert()
        .code(2)
        .stderr(contains("is not a folder"));
    assert_eq!(std::fs::read_to_string(site.path().join("site.toml")).unwrap(), SITE);
}

#[test]
fn a_site_without_content_is_refused() {
    let site = site();
    briefing(site.path(), &["build"]).assert().success();
    let before = site.snapshot("public");
    std::fs::rename(site.path().join("content"), site.path().join("elsewhere")).unwrap();
    briefing(site.path(), &["build"])
        .assert()
        .code(2)
        .stderr(contains("error: there is nothing in the content folder `./content`"));
    assert_eq!(site.snapshot("public"), before);
}

#[test]
fn an_output_within_the_site_is_refused() {
    let site = site();
    for folder in ["static", "static/out", "content/out", "templates/x"] {
        briefing(site.path(), &["build", "--output", folder])
            .assert()
            .code(2)
            .stderr(contains(format!("error: the output folder `{folder}` lies in")));
        assert!(!site.path().join("static").exists());
    }
}
