//! Files and folders that come, go and change places.

use super::clean::assert_equals_clean_build;
use super::server::Server;
use super::site::{self, ARTICLE, PAGE};
use crate::folder::Folder;
use std::fs;

/// A preview whose first pages equal those of a clean build; so all their addresses are known.
fn started() -> (Folder, Server) {
    let site = site::site();
    let server = Server::start(&site);
    assert_equals_clean_build(&server);
    (site, server)
}

/// Writes a folder with two articles, one of which refers to the other.
fn write_folder(site: &Folder, name: &str) {
    site.write(&format!("{name}/deep/one.md"), site::article("One", "Words of one. [Ann Lee][] spoke.\n"));
    site.write(&format!("{name}/two.md"), site::article("Two", "See [one](@one).\n"));
}

#[test]
fn an_article_comes_and_goes() {
    let (site, server) = started();
    server.shows_nothing("/articles/new/");
    site.write("content/articles/new.md", site::article("A new one", "[Ann Lee][] spoke.\n"));
    server.shows_text("/articles/new/", "A new one");
    assert_equals_clean_build(&server);
    site.remove("content/articles/new.md");
    server.shows_nothing("/articles/new/");
    assert_equals_clean_build(&server);
}

#[test]
fn a_new_folder_holds_articles() {
    let (site, server) = started();
    write_folder(&site, "content/articles/2025/march");
    server.shows_text("/articles/one/", "Words of one.");
    assert_equals_clean_build(&server);
    site.write("content/articles/2025/march/deep/one.md", site::article("One", "Later words.\n"));
    server.shows_text("/articles/one/", "Later words.");
    assert_equals_clean_build(&server);
}

#[test]
fn a_folder_is_moved_in_renamed_and_moved_out() {
    let (site, server) = started();
    write_folder(&site, "aside");
    let path = |name: &str| site.path().join(name);
    fs::rename(path("aside"), path("content/articles/in")).unwrap();
    server.shows_text("/articles/one/", "Words of one.");
    assert_equals_clean_build(&server);
    fs::rename(path("content/articles/in"), path("content/articles/elsewhere")).unwrap();
    assert_equals_clean_build(&server);
    // What is in it is watched at its new place.
    site.write("content/articles/elsewhere/deep/one.md", site::article("One", "Later words.\n"));
    server.shows_text("/articles/one/", "Later words.");
    assert_equals_clean_build(&server);
    fs::rename(path("content/articles/elsewhere"), path("out")).unwrap();
    server.shows_nothing("/articles/one/");
    assert_equals_clean_build(&server);
}

#[test]
fn an_article_is_renamed() {
    let (site, server) = started();
    fs::rename(site.path().join("content/articles/house"), site.path().join("content/articles/home"))
        .unwrap();
    server.shows_text("/articles/home/", "The house");
    server.shows_nothing("/articles/house/");
    assert_equals_clean_build(&server);
}

#[test]
fn a_participant_that_nobody_names_is_deleted() {
    let (site, server) = started();
    site.write("content/participants/eve.md", "+++\nname = \"Eve\"\nkind = \"person\"\n+++\n");
    server.shows_text("/participants/eve/", "Eve");
    assert_equals_clean_build(&server);
    site.remove("content/participants/eve.md");
    server.shows_nothing("/participants/eve/");
    assert_equals_clean_build(&server);
}

#[test]
fn a_folder_is_deleted() {
    let (site, server) = started();
    write_folder(&site, "content/articles/2025");
    server.shows_text("/articles/one/", "Words of one.");
    assert_equals_clean_build(&server);
    fs::remove_dir_all(site.path().join("content/articles/2025")).unwrap();
    server.shows_nothing("/articles/one/");
    assert_equals_clean_build(&server);
}

/// As when another branch is checked out, or a disk is mounted anew.
#[test]
fn the_content_folder_goes_and_comes_back() {
    let (site, server) = started();
    fs::rename(site.path().join("content"), site.path().join("away")).unwrap();
    server.program.hears(1, "there is nothing in the content folder");
    assert_eq!(server.get(PAGE).status, 200, "the last good pages stay");
    fs::rename(site.path().join("away"), site.path().join("content")).unwrap();
    server.program.hears(1, "all is mended");
    assert_equals_clean_build(&server);
    site.write(ARTICLE, site::with("Words that are new."));
    server.shows_text(PAGE, "Words that are new.");
    assert_equals_clean_build(&server);
}

#[test]
fn templates_come_and_go() {
    let (site, server) = started();
    let template = "{% extends \"builtin/article.html\" %}{% block article_header %}<h1>Mine: {{ heading }}</h1>\
                    {% endblock article_header %}";
    site.write("templates/article.html", template);
    server.shows_text(PAGE, "Mine: The call");
    assert_equals_clean_build(&server);
    site.write("templates/article.html", template.replace("Mine", "Ours"));
    server.shows_text(PAGE, "Ours: The call");
    assert_equals_clean_build(&server);
    fs::remove_dir_all(site.path().join("templates")).unwrap();
    server.shows(PAGE, |reply| !reply.text().contains("Ours"));
    assert_equals_clean_build(&server);
}

#[test]
fn static_files_come_change_and_go() {
    let (site, server) = started();
    site.write("static/info.txt", "other words\n");
    site.write("static/deep/more.txt", "more\n");
    site.write("static/_redirects", "/old /articles/first/ 301\n");
    server.shows_text("/info.txt", "other words");
    server.shows("/old", |reply| reply.status == 301 && reply.header("location") == PAGE);
    assert_equals_clean_build(&server);
    fs::remove_dir_all(site.path().join("static")).unwrap();
    server.shows_nothing("/info.txt");
    assert_equals_clean_build(&server);
}

#[test]
fn a_picture_is_changed_in_place() {
    let (site, server) = started();
    let picture = "/articles/house/house.svg";
    let before = server.get(picture);
    site.write(site::PICTURE, site::PICTURE_TEXT.replace("width=\"9\"", "width=\"8\""));
    let after = server.shows(picture, |reply| reply.text().contains("width=\"8\""));
    assert_ne!(before.header("etag"), after.header("etag"));
    assert_equals_clean_build(&server);
}
