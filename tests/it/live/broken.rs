//! Edits that break something, and what is shown until they are mended.

use super::clean::{assert_equals_clean_build, body_at};
use super::server::Server;
use super::site::{self, ARTICLE, ARTICLE_TEXT, PAGE};
use super::tab::Tab;
use crate::incremental::example;

const TEMPLATE: &str = "templates/article.html";
const GOOD_TEMPLATE: &str = "{% extends \"builtin/article.html\" %}";

/// A way to break the site.
struct Break {
    file: &'static str,
    text: String,
    code: &'static str,
    /// How its findings are shown: whether pages show what was there before.
    shown: &'static str,
    mended: String,
}

fn breaks() -> Vec<Break> {
    let configuration = site::configuration();
    let of = |file, text: String, code, shown, mended: &str| Break {
        file,
        text,
        code,
        shown,
        mended: mended.to_owned(),
    };
    vec![
        of(
            ARTICLE,
            ARTICLE_TEXT.replace("date = 2025-03-11", "date = 2025-03"),
            "front-matter",
            "overlay",
            ARTICLE_TEXT,
        ),
        of(
            ARTICLE,
            ARTICLE_TEXT.replace("[Ann Lee][] hosted", "[Ann](@an-le) hosted"),
            "unknown-reference",
            "bar",
            ARTICLE_TEXT,
        ),
        of(
            TEMPLATE,
            format!("{GOOD_TEMPLATE}{{% block main %}}{{{{ nothing.at.all }}}}{{% endblock main %}}"),
            "template",
            "overlay",
            GOOD_TEMPLATE,
        ),
        of(TEMPLATE, "{% block".to_owned(), "template", "overlay", GOOD_TEMPLATE),
        of("site.toml", format!("{configuration}[site"), "configuration", "overlay", &configuration),
    ]
}

/// Pages of what cannot be read stay as they were; findings come with their place and go; the terminal says
/// each once.
#[test]
fn twenty_times_broken_and_mended() {
    let site = site::site();
    site.write(TEMPLATE, GOOD_TEMPLATE);
    let server = Server::start(&site);
    assert_equals_clean_build(&server);
    let good = body_at(&server, PAGE);
    let tab = Tab::open(&server, PAGE);
    for time in 0..4 {
        for (number, broken) in breaks().iter().enumerate() {
            let errors = server.program.count("error[");
            site.write(broken.file, &broken.text);
            let event = tab.waits_for_findings(broken.shown);
            let finding = &event.findings()["list"][0];
            assert_eq!(finding["code"], broken.code, "{event:#?}");
            assert_eq!(finding["place"]["file"], broken.file, "{event:#?}");
            if broken.shown == "overlay" {
                assert!(body_at(&server, PAGE) == good, "the last good page stays with `{}`", broken.text);
            } else {
                server.shows_text(PAGE, "class=\"fault\"");
            }
            site.write(broken.file, &broken.mended);
            tab.waits_for_findings("nothing");
            server.program.hears(time * breaks().len() + number + 1, "all is mended: no findings");
            assert_eq!(server.program.count("error["), errors + 1, "{:#?}", server.program.said());
            assert!(body_at(&server, PAGE) == good, "the page is as it was");
        }
    }
    assert_equals_clean_build(&server);
}

#[test]
fn a_name_that_is_half_typed_is_marked_in_its_place() {
    let site = site::site();
    let server = Server::start(&site);
    let tab = Tab::open(&server, PAGE);
    site.write(ARTICLE, site::with("And [Ann Le](@ann-le) went."));
    let event = tab.waits_for_findings("bar");
    tab.waits_for_change();
    let finding = &event.findings()["list"][0];
    assert_eq!(finding["help"], "did you mean `ann-lee`?");
    let page = server.shows_text(PAGE, "class=\"fault\"").text();
    assert!(page.contains("went."), "all else of the edit is shown: {page}");
    site.write(ARTICLE, site::with("And [Ann Le](@ann-lee) went."));
    tab.waits_for_findings("nothing");
    assert_equals_clean_build(&server);
}

#[test]
fn a_participant_that_others_name_is_deleted_and_comes_back() {
    let site = site::site();
    let server = Server::start(&site);
    let tab = Tab::open(&server, PAGE);
    site.remove("content/participants/bob-ray.md");
    let event = tab.waits_for_findings("bar");
    assert_eq!(event.findings()["list"][0]["code"], "unknown-reference");
    server.shows_nothing("/participants/bob-ray/");
    server.shows_text(PAGE, "class=\"fault\"");
    site.write("content/participants/bob-ray.md", example::BOB);
    tab.waits_for_findings("nothing");
    server.program.hears(1, "all is mended: no findings");
    server.shows_text("/participants/bob-ray/", "Bob Ray");
    assert_equals_clean_build(&server);
}

/// A finding stays while other files are edited; an edit elsewhere is shown all the same.
#[test]
fn others_can_be_edited_while_one_is_broken() {
    let site = site::site();
    let server = Server::start(&site);
    let tab = Tab::open(&server, PAGE);
    site.write(ARTICLE, ARTICLE_TEXT.replace("date = 2025-03-11", "date = 2025-03"));
    tab.waits_for_findings("overlay");
    site.write("content/articles/house/index.md", site::article("The house", "It is sold.\n"));
    server.shows_text("/articles/house/", "It is sold.");
    server.shows_text(PAGE, "The plan");
    let late = Tab::open(&server, "/articles/house/");
    let hello = late.waits("a greeting", |event| event.name == "hello");
    assert_eq!(hello.shown(), Some("overlay"), "a tab that is opened later sees it too");
    site.write(ARTICLE, ARTICLE_TEXT);
    tab.waits_for_findings("nothing");
    assert_equals_clean_build(&server);
}

/// A folder that leads to itself cannot be read, whoever tries.
#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_shown_and_goes_when_it_can() {
    let site = site::site();
    let server = Server::start(&site);
    let tab = Tab::open(&server, PAGE);
    server.program.hears(1, "pages, ready in");
    std::os::unix::fs::symlink("templates", site.path().join("templates")).unwrap();
    let event = tab.waits_for_findings("overlay");
    let finding = &event.findings()["list"][0];
    assert_eq!(finding["code"], "environment", "{event:#?}");
    assert!(finding["message"].as_str().unwrap().contains("templates`"), "{event:#?}");
    server.program.hears(1, "error: cannot read `");
    site.remove("templates");
    tab.waits_for_findings("nothing");
    server.program.hears(1, "mended: the site can be read again");
    assert_eq!(server.program.count("error: "), 1, "{:#?}", server.program.said());
    assert_equals_clean_build(&server);
}

#[cfg(unix)]
#[test]
fn a_site_starts_though_it_cannot_be_read() {
    let site = site::site();
    std::os::unix::fs::symlink("templates", site.path().join("templates")).unwrap();
    let server = Server::start(&site);
    assert!(server.get("/").text().contains("/.briefing/preview.js"));
    let tab = Tab::open(&server, "/");
    let hello = tab.waits("a greeting", |event| event.name == "hello");
    assert_eq!(hello.findings()["list"][0]["code"], "environment", "{hello:#?}");
    site.remove("templates");
    tab.waits_for_findings("nothing");
    assert_equals_clean_build(&server);
}

/// Starts with a file broken, sees the finding, mends it.
#[track_caller]
fn check_start(broken: &Break) {
    let site = site::site();
    site.write(broken.file, &broken.text);
    let server = Server::start(&site);
    let first = server.get("/");
    assert!(first.text().contains("/.briefing/preview.js"), "{}", first.text());
    let tab = Tab::open(&server, "/");
    let event = tab.waits(broken.code, |event| event.findings()["list"][0]["code"] == broken.code);
    assert_eq!(event.findings()["list"][0]["place"]["file"], broken.file, "{event:#?}");
    server.program.hears(1, &format!("error[{}]", broken.code));
    site.write(broken.file, &broken.mended);
    tab.waits_for_findings("nothing");
    server.program.hears(1, "all is mended: no findings");
    server.shows_text(PAGE, "The plan");
    assert_equals_clean_build(&server);
    assert_eq!(server.program.count("error["), 1, "{:#?}", server.program.said());
}

#[test]
fn a_site_starts_with_an_article_broken() {
    check_start(&breaks()[0]);
}

#[test]
fn a_site_starts_with_an_unknown_name() {
    check_start(&breaks()[1]);
}

#[test]
fn a_site_starts_with_a_template_that_fails() {
    check_start(&breaks()[2]);
}

#[test]
fn a_site_starts_with_a_template_that_cannot_be_read() {
    check_start(&breaks()[3]);
}

#[test]
fn a_site_starts_with_its_configuration_broken() {
    check_start(&breaks()[4]);
}

/// What was wrong in a text that could still be read is not said of the text that cannot be.
#[test]
fn findings_of_the_last_good_text_are_not_shown_with_another_one() {
    let site = site::site();
    let server = Server::start(&site);
    let tab = Tab::open(&server, PAGE);
    site.write(ARTICLE, ARTICLE_TEXT.replace("[Ann Lee][] hosted", "[Ann](@an-le) hosted"));
    tab.waits_for_findings("bar");
    server.shows_text(PAGE, "class=\"fault\"");
    site.write(ARTICLE, ARTICLE_TEXT.replace("date = 2025-03-11", "date = 2025-03"));
    let event = tab.waits_for_findings("overlay");
    let list = event.findings()["list"].as_array().expect("a list").clone();
    let codes: Vec<&str> = list.iter().filter_map(|finding| finding["code"].as_str()).collect();
    assert_eq!(codes, ["front-matter"]);
}
