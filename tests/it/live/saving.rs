//! Each way in which editors save a file.

use super::clean::assert_equals_clean_build;
use super::server::Server;
use super::site::{self, ARTICLE, PAGE};
use super::tab::Tab;
use crate::folder::Folder;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// A save that takes its time does so for this long, as a real one would.
const A_MOMENT: Duration = Duration::from_millis(50);

/// How long a file may be empty without being taken for one that is.
const EMPTY: Duration = Duration::from_millis(100);

/// How long it may take from one step of a save to the next without being taken for the last.
const STEP: Duration = Duration::from_millis(30);

/// How often it is tried to save in time: a machine that is busy may hold up the one who saves.
const TRIES: usize = 20;

/// Saves the article in one way. What is there in between may not be seen as long as the whole takes less
/// than a time.
#[track_caller]
fn check(longest: Duration, save: impl Fn(&Folder, &str)) {
    for _ in 0..TRIES {
        let (took, said) = check_shown(&save);
        if took < longest {
            assert!(!said.iter().any(|line| line.starts_with("error")), "{said:#?}");
            return;
        }
    }
    panic!("no save took less than {longest:?}");
}

/// Saves the article in one way, twice, and waits each time for the page, whatever is seen in between.
/// Gives how long the longer save took, and what the program said.
#[track_caller]
fn check_shown(save: impl Fn(&Folder, &str)) -> (Duration, Vec<String>) {
    let site = site::site();
    let server = Server::start(&site);
    server.shows_text(PAGE, "The plan");
    let tab = Tab::open(&server, PAGE);
    let mut longest = Duration::ZERO;
    for words in ["Words that are new.", "Other words."] {
        let start = Instant::now();
        save(&site, &site::with(words));
        longest = longest.max(start.elapsed());
        server.shows_text(PAGE, words);
        tab.waits_for_change();
    }
    assert_equals_clean_build(&server);
    (longest, server.program.said())
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
    check(STEP, |site, text| {
        let mut file = OpenOptions::new().write(true).open(file(site)).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file.set_len(text.len() as u64).unwrap();
    });
}

#[test]
fn emptied_and_then_written() {
    check(EMPTY, |site, text| {
        let mut file = File::create(file(site)).unwrap();
        std::thread::sleep(A_MOMENT);
        file.write_all(text.as_bytes()).unwrap();
    });
}

#[test]
fn emptied_by_one_program_and_written_by_another() {
    check(EMPTY, |site, text| {
        drop(File::create(file(site)).unwrap());
        std::thread::sleep(A_MOMENT);
        fs::write(file(site), text).unwrap();
    });
}

#[test]
fn beside_and_renamed_over() {
    check(STEP, |site, text| {
        fs::write(beside(site, ".first.md.tmp"), text).unwrap();
        fs::rename(beside(site, ".first.md.tmp"), file(site)).unwrap();
    });
}

#[test]
fn elsewhere_and_renamed_over() {
    check(STEP, |site, text| {
        site.write("aside/first.md", text);
        fs::rename(site.path().join("aside/first.md"), file(site)).unwrap();
    });
}

/// A probe whether files can be made, the old text put aside, a new file, the old one deleted.
#[test]
fn as_vim_does_it() {
    check(STEP, |site, text| {
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
    check(STEP, |site, text| {
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

/// Of the configuration, too, an empty moment is not believed. What else is saved needs no patience here.
#[test]
fn together_with_the_configuration_which_is_emptied() {
    check(EMPTY, |site, text| {
        let mut file = File::create(site.path().join("site.toml")).unwrap();
        std::thread::sleep(A_MOMENT);
        // A length of its own for each, so that no two are alike.
        let title = format!("\"Desk {}\"", text.len());
        file.write_all(site::configuration().replace("\"Desk\"", &title).as_bytes()).unwrap();
        fs::write(beside(site, ".first.md.tmp"), text).unwrap();
        fs::rename(beside(site, ".first.md.tmp"), self::file(site)).unwrap();
    });
}

/// Nothing new is in it: nobody is told of anything.
#[test]
fn as_it_was() {
    let site = site::site();
    let server = Server::start(&site);
    server.program.hears(1, "pages, ready in");
    fs::write(beside(&site, ".first.md.tmp"), site::ARTICLE_TEXT).unwrap();
    fs::rename(beside(&site, ".first.md.tmp"), file(&site)).unwrap();
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
