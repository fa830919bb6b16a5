//! What an edit changes beside its own page, and what open tabs are told of it.

use super::clean::assert_equals_clean_build;
use super::server::{NOW, Server};
use super::site::{self, ARTICLE, PAGE};
use super::tab::{Event, Tab};
use crate::folder::Folder;
use crate::incremental::example;

#[test]
fn a_name_changes_wherever_it_stands() {
    let site = site::site();
    let server = Server::start(&site);
    let pages = [
        "/participants/bob-ray/",
        PAGE,
        "/topics/troops/",
        "/events/summit/",
        "/timeline/",
        "/participants/",
    ];
    for page in pages {
        server.shows_text(page, "Bob Ray");
    }
    let tabs = pages.map(|page| Tab::open(&server, page));
    let text =
        example::BOB.replace("name: Bob Ray", "name: Bob Stone").replace("[Bobby]", "[Bobby, Bob Ray]");
    site.write("content/participants/bob-ray.md", text);
    for tab in &tabs {
        tab.waits_for_change();
        server.shows_text(&tab.page, "Bob Stone");
    }
    assert_equals_clean_build(&server);
}

#[test]
fn only_the_tab_whose_page_changed_hears_of_it() {
    let site = site::site();
    let server = Server::start(&site);
    let first = Tab::open(&server, PAGE);
    let house = Tab::open(&server, "/articles/house/");
    site.write(ARTICLE, site::with("Words that are new."));
    let event = first.waits_for_change();
    assert_eq!((&*event.name, event.changed()), ("build", vec![PAGE]));
    site.write("content/articles/house/index.md", site::article("The house", "No picture any more.\n"));
    house.waits_for_change();
    // Every build before that one was of the other page, as far as these two are concerned.
    let heard = house.heard();
    let of_house = heard.iter().filter(|event| event.changed().contains(&"/articles/house/"));
    assert_eq!(of_house.count(), 1, "{heard:#?}");
    assert_equals_clean_build(&server);
}

#[test]
fn a_tab_that_is_behind_hears_so_at_once() {
    let site = site::site();
    let server = Server::start(&site);
    let version = Tab::open(&server, PAGE).waits("a greeting", |event| event.name == "hello");
    assert_eq!(version.shown(), Some("nothing"));
    let tab = Tab::listen(&server, PAGE, "of long ago");
    let event = tab.waits("that its page changed", |event| event.name == "changed");
    assert_eq!(event.changed(), vec![PAGE]);
}

/// The tab is told where the new stylesheet stands; its page links the old one, and need not be loaded.
#[test]
fn a_stylesheet_changes_without_any_page() {
    let site = site::site();
    let style = |colour: &str| format!("body {{ color: {colour}; }}\n");
    site.write("static/theme/briefing.css", style("#111"));
    let server = Server::start(&site);
    let tab = Tab::open(&server, PAGE);
    let before = tab.waits("a greeting", |event| event.name == "hello").data["style"].clone();
    site.write("static/theme/briefing.css", style("#222"));
    let is_new = |event: &Event| event.name == "build" && event.data["style"] != before;
    let event = tab.waits("a build with another stylesheet", is_new);
    let address = event.data["style"].as_str().unwrap();
    server.shows_text(address, "#222");
    assert_equals_clean_build(&server);
    site.write(ARTICLE, site::with("Words that are new."));
    tab.waits_for_change();
    let changes: Vec<Event> = tab.heard().into_iter().filter(|event| !event.changed().is_empty()).collect();
    assert_eq!(changes.len(), 1, "the stylesheet has changed no page: {changes:#?}");
}

#[test]
fn the_configuration_changes() {
    let site = site::site();
    let server = Server::start(&site);
    assert_equals_clean_build(&server);
    let title = site::configuration().replace("en = \"Desk\"", "en = \"The other desk\"");
    site.write("site.toml", &title);
    server.shows_text("/", "The other desk");
    assert_equals_clean_build(&server);
    let address = title.replace("https://example.org/", "https://desk.example/");
    site.write("site.toml", &address);
    server.shows_text("/sitemap.xml", "https://desk.example/");
    assert_equals_clean_build(&server);
    site.write("site.toml", address.replace("[\"en\", \"nl\"]", "[\"en\", \"nl\", \"de\"]"));
    server.shows_text("/de/participants/ann-lee/", "lang=\"de\"");
    assert_equals_clean_build(&server);
    site.write("site.toml", address);
    server.shows_nothing("/de/participants/ann-lee/");
    assert_equals_clean_build(&server);
}

#[test]
fn a_tab_follows_the_site_to_another_path() {
    let site = site::site();
    let server = Server::start(&site);
    let tab = Tab::open(&server, PAGE);
    let at_root = site::configuration();
    site.write("site.toml", at_root.replace("https://example.org/", "https://example.org/desk/"));
    tab.waits_for_change();
    let reply = server.get(&format!("{PAGE}?print"));
    assert_eq!((reply.status, reply.header("location")), (302, "/desk/articles/first/?print"));
    server.shows_text("/desk/articles/first/", "The plan");
    site.write("site.toml", &at_root);
    server.shows("/desk/articles/first/", |reply| reply.header("location") == PAGE);
    server.shows_text(PAGE, "The plan");
    server.shows_nothing("/desk/articles/none/");
    assert_equals_clean_build(&server);
}

/// Which page stands for all that is not there is told by the plan alone when the language of all is
/// another one; the plan does not wait for the tabs to be told.
#[test]
fn a_tab_where_nothing_stands_follows_the_main_language() {
    let site = Folder::new();
    let configuration = |language: &str| format!("[site]\ntitle = \"Desk\"\nlanguages = [\"{language}\"]\n");
    site.write("site.toml", configuration("en"));
    site.write("content/articles/house.md", "+++\ntitle = \"House\"\ndate = 2025-03-01\n+++\nWords.\n");
    let server = Server::start(&site);
    server.shows_text("/articles/house/", "lang=\"en\"");
    let tab = Tab::open(&server, "/articles/new/");
    site.write("site.toml", configuration("de"));
    tab.waits_for_change();
    assert!(server.shows_nothing("/articles/new/").text().contains("lang=\"de\""));
    assert_equals_clean_build(&server);
}

#[test]
fn a_tab_where_nothing_stands_hears_when_a_page_comes_and_goes() {
    let site = site::site();
    let server = Server::start(&site);
    let tab = Tab::open(&server, "/articles/new/");
    site.write("content/articles/new.md", site::article("A new one", "[Ann Lee][] spoke.\n"));
    tab.waits_for_change();
    server.shows_text("/articles/new/", "A new one");
    site.remove("content/articles/new.md");
    tab.waits_for_change();
    server.shows_nothing("/articles/new/");
}

/// A browser asks again for its stream as soon as the server is back, before anything is built.
#[test]
fn a_tab_that_outlives_the_server_is_not_loaded_anew_for_nothing() {
    let site = site::site();
    let server = Server::start(&site);
    let version = Tab::version(&server, PAGE);
    let port = server.port.to_string();
    drop(server);
    let server = Server::start_with(&site, NOW, &["--no-port", "--port", &port]);
    let tab = Tab::listen(&server, PAGE, &version);
    site.write(ARTICLE, site::with("Words that are new."));
    tab.waits_for_change();
    let changes: Vec<Event> = tab.heard().into_iter().filter(|event| !event.changed().is_empty()).collect();
    assert_eq!(changes.len(), 1, "only the edit has changed the page: {changes:#?}");
}
