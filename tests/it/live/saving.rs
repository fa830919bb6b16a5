//! Each way in which editors save a file.

use super::clean::assert_equals_clean_build;
use super::server::Server;
use super::site::{self, ARTICLE, PAGE};
use super::tab::Tab;
use crate::folder::Folder;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

/// A save that takes its time does so for this long, as a real one would.
const A_MOMENT: Duration = Duration::from_millis(50);

/// Saves the article in one way, twice, and waits each time for the page. No error may be seen in between.
#[track_caller]
fn check(save: impl Fn(&Folder, &str)) {
    let said = check_shown(save);
    assert!(!said.iter().any(|line| line.starts_with("error")), "{said:#?}");
}

/// The same whatever is seen in between; gives what the program said.
#[track_caller]
fn check_shown(save: impl Fn(&Folder, &str)) -> Vec<String> {
    let site = site::site();
    let server = Server::start(&site);
    server.shows_text(PAGE, "The plan");
    let tab = Tab::open(&server, PAGE);
    for words in ["Words that are new.", "Other words."] {
        save(&site, &site::with(words));
        server.shows_text(PAGE, words);
        tab.waits_for_change();
    }
    assert_equals_clean_build(&server);
    server.program.said()
}

fn file(site: &Folder) -> PathBuf {
    site.path().join(ARTICLE)
}

/// A file beside the article.
fn beside(site: &Folder, name: &str) -> PathBuf {
    file(site).with_file_name(name)
}

#[test]
fn in_place() {
    check(|site, text| {
        let mut file = OpenOptions::new().write(true).open(file(site)).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file.set_len(text.len() as u64).unwrap();
    });
}

#[test]
fn emptied_and_then_written() {
    check(|site, text| {
        let mut file = File::create(file(site)).unwrap();
        std::thread::sleep(A_MOMENT);
        file.write_all(text.as_bytes()).unwrap();
    });
}

#[test]
fn emptied_by_one_program_and_written_by_another() {
    check(|site, text| {
        drop(File::create(file(site)).unwrap());
        std::thread::sleep(A_MOMENT);
        fs::write(file(site), text).unwrap();
    });
}

#[test]
fn beside_and_renamed_over() {
    check(|site, text| {
        fs::write(beside(site, ".first.md.tmp"), text).unwrap();
        fs::rename(beside(site, ".first.md.tmp"), file(site)).unwrap();
    });
}

#[test]
fn elsewhere_and_renamed_over() {
    check(|site, text| {
        site.write("aside/first.md", text);
        fs::rename(site.path().join("aside/first.md"), file(site)).unwrap();
    });
}

/// A probe whether files can be made, the old text put aside, a new file, the old one deleted.
#[test]
fn as_vim_does_it() {
    check(|site, text| {
        File::create(beside(site, "4913")).unwrap();
        fs::remove_file(beside(site, "4913")).unwrap();
        fs::rename(file(site), beside(site, "first.md~")).unwrap();
        fs::write(file(site), text).unwrap();
        fs::remove_file(beside(site, "first.md~")).unwrap();
    });
}

/// A link beside it says who edits it; the old text is copied, not moved.
#[cfg(unix)]
#[test]
fn as_emacs_does_it() {
    check(|site, text| {
        std::os::unix::fs::symlink("somebody@host.1234", beside(site, ".#first.md")).unwrap();
        fs::copy(file(site), beside(site, "first.md~")).unwrap();
        fs::write(file(site), text).unwrap();
        fs::remove_file(beside(site, ".#first.md")).unwrap();
    });
}

/// The first half can be read, and may be shown, with what the second half mends.
#[test]
fn in_two_halves() {
    check_shown(|site, text| {
        let half = text.find("## The plan").unwrap();
        let mut file = File::create(file(site)).unwrap();
        file.write_all(&text.as_bytes()[..half]).unwrap();
        std::thread::sleep(A_MOMENT);
        file.write_all(&text.as_bytes()[half..]).unwrap();
    });
}

/// Of the configuration, too, an empty moment is not believed.
#[test]
fn the_configuration_is_emptied_and_then_written() {
    let site = site::site();
    let server = Server::start(&site);
    server.program.hears(1, "pages, ready in");
    for title in ["The other desk", "Another desk"] {
        let mut file = File::create(site.path().join("site.toml")).unwrap();
        std::thread::sleep(A_MOMENT);
        let text = site::configuration().replace("en = \"Desk\"", &format!("en = \"{title}\""));
        file.write_all(text.as_bytes()).unwrap();
        server.shows_text("/", title);
    }
    assert_equals_clean_build(&server);
    assert_eq!(server.program.count("error"), 0, "{:#?}", server.program.said());
}

/// Nothing new is in it: nobody is told of anything.
#[test]
fn as_it_was() {
    let site = site::site();
    let server = Server::start(&site);
    server.program.hears(1, "pages, ready in");
    site.write(ARTICLE, site::ARTICLE_TEXT);
    site.write("content/topics/aid.md", "+++\nname = { en = \"Help\", nl = \"Hulp\" }\n+++\n");
    server.program.hears(1, "content/topics/aid.md: ");
    assert_eq!(server.program.count(ARTICLE), 0);
    assert_equals_clean_build(&server);
}

#[test]
fn found_by_polling() {
    let site = site::site();
    let server = Server::start_with(&site, super::server::NOW, &["--poll"]);
    server.shows_text(PAGE, "The plan");
    site.write(ARTICLE, site::with("Words that are new."));
    site.write("content/articles/new.md", site::article("A new one", "Words.\n"));
    site.remove("content/articles/second.md");
    server.shows_text(PAGE, "Words that are new.");
    assert_equals_clean_build(&server);
}
