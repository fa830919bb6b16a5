//! Folders that are written to after each edit.

use super::clean::clean_build;
use super::server::{NOW, Program, Server};
use super::site::{self, ARTICLE, ARTICLE_TEXT};
use super::wait::until;
use crate::folder::Folder;
use std::collections::BTreeMap;
use std::path::Path;

/// All files below a folder by their paths from there, but for those that are moved or removed meanwhile.
fn files_meanwhile(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let read = |name: String| Some((name.clone(), std::fs::read(root.join(name)).ok()?));
    paths_meanwhile(root).into_iter().filter_map(read).collect()
}

fn paths_meanwhile(root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path.strip_prefix(root).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    found
}

/// Waits until a folder holds what a clean build writes.
#[track_caller]
fn becomes_clean(site: &Folder, output: &Path) -> BTreeMap<String, Vec<u8>> {
    let clean = clean_build(site.path(), &NOW.iter().map(ToString::to_string).collect::<Vec<_>>());
    until(|| {
        let written = files_meanwhile(output);
        let differs = |name: &&String| written.get(*name) != clean.get(*name);
        match written.keys().chain(clean.keys()).find(differs) {
            None => Ok(()),
            Some(name) => Err(format!("`{name}` is not as a clean build has it")),
        }
    });
    clean
}

#[test]
fn a_preview_writes_what_a_build_writes() {
    let site = site::site();
    let output = site.path().join("out");
    let server = Server::start_with(&site, NOW, &["--output", output.to_str().unwrap()]);
    becomes_clean(&site, &output);
    server.program.hears(1, " written, ");
    let before = site.snapshot("out");
    site.write("content/articles/house/index.md", site::article("The house", "No picture any more.\n"));
    becomes_clean(&site, &output);
    server.program.hears(2, " written, ");
    let after = site.snapshot("out");
    let unchanged: Vec<&String> =
        after.keys().filter(|name| before.get(*name).is_some_and(|old| old.0 == after[*name].0)).collect();
    assert!(unchanged.len() > 20, "most files are the same");
    for name in unchanged {
        assert_eq!(before[name].1, after[name].1, "`{name}` is not written again");
    }
    assert!(
        before.contains_key("articles/house/house.svg") && !after.contains_key("articles/house/house.svg")
    );
}

#[test]
fn a_build_that_watches_writes_after_each_edit_and_not_while_something_is_broken() {
    let site = site::site();
    let output = site.path().join("public");
    let program = Program::start(site.path(), &["build", "--watch", NOW[0], NOW[1]]);
    becomes_clean(&site, &output);
    program.hears(1, " written, ");
    site.write(ARTICLE, site::with("Words that are new."));
    becomes_clean(&site, &output);
    program.hears(2, " written, ");
    let before = site.snapshot("public");
    site.write(ARTICLE, site::with("And [Ann Le](@ann-le) went."));
    program.hears(1, "nothing was written");
    assert!(site.snapshot("public") == before, "an error leaves the output as it was");
    site.write(ARTICLE, ARTICLE_TEXT);
    program.hears(1, "all is mended: no findings");
    becomes_clean(&site, &output);
}

#[test]
fn a_build_that_watches_by_polling_writes_too() {
    let site = site::site();
    let output = site.path().join("public");
    let _program = Program::start(site.path(), &["build", "--watch", "--poll", NOW[0], NOW[1]]);
    becomes_clean(&site, &output);
    site.write("content/articles/new.md", site::article("A new one", "Words.\n"));
    assert!(becomes_clean(&site, &output).contains_key("articles/new/index.html"));
}

#[test]
fn two_programs_write_to_one_folder() {
    let site = site::site();
    let output = site.path().join("public");
    let build = Program::start(site.path(), &["build", "--watch", NOW[0], NOW[1]]);
    let preview = Server::start_with(&site, NOW, &["--output", output.to_str().unwrap()]);
    build.hears(1, "pages, ready in");
    preview.program.hears(1, "pages, ready in");
    for words in ["Words that are new.", "Other words.", "Words in the end."] {
        site.write(ARTICLE, site::with(words));
        becomes_clean(&site, &output);
    }
    preview.shows_text(site::PAGE, "Words in the end.");
    for said in [build.said(), preview.program.said()] {
        assert!(!said.iter().any(|line| line.starts_with("error")), "{said:#?}");
    }
}

/// Nobody edits anything between the failure and its end.
#[test]
fn what_could_not_be_written_is_written_as_soon_as_it_can_be() {
    let site = site::site();
    let elsewhere = Folder::new();
    let output = elsewhere.path().join("made/out");
    let server = Server::start_with(&site, NOW, &["--output", output.to_str().unwrap()]);
    becomes_clean(&site, &output);
    server.program.hears(1, " written, ");
    std::fs::remove_dir_all(elsewhere.path().join("made")).unwrap();
    elsewhere.write("made", "no folder\n");
    site.write(ARTICLE, site::with("Words that are new, and [Ann Le](@ann-le)."));
    server.program.hears(1, "error[unknown-reference]");
    site.write(ARTICLE, site::with("Words that are new."));
    server.program.hears(1, "all is mended: no findings");
    server.program.hears(1, "error: ");
    elsewhere.remove("made");
    becomes_clean(&site, &output);
    server.program.hears(1, "can be written to again");
    server.program.hears(2, " written, ");
    assert_eq!(server.program.count("error: "), 1, "{:#?}", server.program.said());
}
