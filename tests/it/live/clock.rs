//! What the clock decides: embargoes that end while the preview runs, and drafts.

use super::clean::assert_equals_clean_build;
use super::server::{NOW, Server};
use super::site;
use super::tab::Tab;
use std::time::{SystemTime, UNIX_EPOCH};

/// A time as many seconds from now, as it is written.
fn in_seconds(seconds: u64) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() + seconds;
    let output =
        std::process::Command::new("date").args(["-u", "-d", &format!("@{now}"), "+%FT%TZ"]).output();
    String::from_utf8(output.unwrap().stdout).unwrap().trim().to_owned()
}

/// Nothing is edited when it ends.
#[test]
fn an_embargo_ends_while_it_is_shown() {
    let site = site::site();
    let server = Server::start_with(&site, &[], &[]);
    server.program.hears(1, "pages, ready in");
    let text = |until: &str| {
        site::article("The secret", "[Ann Lee][] spoke.\n")
            .replace("+++\n[", &format!("publish_after = \"{until}\"\n+++\n["))
    };
    site.write("content/articles/secret.md", text(&in_seconds(6)));
    server.program.hears(1, "content/articles/secret.md: ");
    server.shows_nothing("/articles/secret/");
    server.shows_text("/articles/secret/", "The secret");
    assert_equals_clean_build(&server);
}

#[test]
fn what_is_held_back_is_said_where_it_would_stand() {
    let site = site::site();
    let server = Server::start(&site);
    let tab = Tab::open(&server, "/articles/later/");
    let held = site::article("Later", "Words.\n")
        .replace("title", "publish_after = \"2025-05-02T08:00:00Z\"\ntitle");
    site.write("content/articles/later.md", &held);
    tab.waits_for_change();
    let missing = server.shows_nothing("/articles/later/").text();
    assert!(missing.contains("is under embargo until 2025-05-02T08:00:00Z"), "{missing}");
    assert!(!server.get("/articles/none/").text().contains("would stand here"));
    assert!(!server.get("/404.html").text().contains("would stand here"));
    assert_equals_clean_build(&server);
}

#[test]
fn drafts_are_shown_where_they_are_asked_for() {
    let site = site::site();
    let draft = site::article("A draft", "Words.\n").replace("title", "draft = true\ntitle");
    site.write("content/articles/draft.md", &draft);
    let server = Server::start(&site);
    let with_drafts = Server::start_with(&site, &[NOW[0], NOW[1], "--drafts"], &[]);
    with_drafts.shows_text("/articles/draft/", "A draft");
    let missing = server.shows_nothing("/articles/draft/").text();
    assert!(missing.contains("<code>content/articles/draft.md</code> would stand here, but it is a draft"));
    site.write("content/articles/draft.md", draft.replace("Words.", "Other words."));
    with_drafts.shows_text("/articles/draft/", "Other words.");
    assert_equals_clean_build(&with_drafts);
    assert_equals_clean_build(&server);
    site.write("content/articles/draft.md", draft.replace("draft = true\n", ""));
    server.shows_text("/articles/draft/", "A draft");
    assert_equals_clean_build(&server);
    assert_equals_clean_build(&with_drafts);
}
