//! The built site as files: the Nu HTML checker finds no error in any page, and none is too heavy.

use super::checkers::checker;
use super::published::{EXAMPLE, Published, STRESS};
use super::report;
use crate::folder::Folder;
use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};

/// The program that Java stands behind.
const JAVA: &str = "java";

/// What the checker says of all pages in a folder, one line for each error.
fn errors(folder: &Folder) -> Vec<String> {
    let mut command = Command::new(JAVA);
    command.arg("-Xss16m").arg("-jar").arg(checker("vnu-jar"));
    let options = ["--errors-only", "--stdout", "--exit-zero-always", "--skip-non-html", "--format", "json"];
    let output = command.args(options).arg(folder.path()).output();
    let output = output.unwrap_or_else(|error| panic!("`{JAVA}`: {error}; `scripts/checkers` installs it"));
    let said = String::from_utf8_lossy(&output.stdout);
    let answer: serde_json::Value = serde_json::from_str(&said)
        .unwrap_or_else(|_| panic!("it said `{said}`, `{}`", String::from_utf8_lossy(&output.stderr)));
    let root = format!("file:{}/", folder.path().display());
    let messages = answer["messages"].as_array().expect("it answers with a list").iter();
    let line = |message: &serde_json::Value| {
        let page = message["url"].as_str().unwrap_or_default().replace(&root, "");
        format!("{page}:{}: {} in {}", message["lastLine"], message["message"], message["extract"])
    };
    messages.map(line).collect()
}

fn assert_valid(site: &Published, wanted: impl Fn(&str) -> bool) {
    let folder = Folder::new();
    site.write(&folder, |path| path.ends_with(".html") && wanted(path));
    let (count, errors) = (folder.files("").len(), errors(&folder));
    report(&format!("nu: {:8} {count} pages, {} errors", site.name, errors.len()));
    assert!(count > 10, "there are pages to be looked at");
    let some: Vec<&String> = errors.iter().take(30).collect();
    assert!(errors.is_empty(), "{} errors on the {} site, such as {some:#?}", errors.len(), site.name);
}

#[test]
fn every_page_of_the_example_is_valid() {
    assert_valid(&EXAMPLE, |_| true);
}

#[test]
fn every_kind_of_hard_page_is_valid() {
    let samples = STRESS.samples("", &["en/"]).into_iter().chain(STRESS.samples("en/", &[]));
    let mut wanted: BTreeSet<String> = samples.map(|sample| sample.path).collect();
    // Those that lead elsewhere are pages too.
    wanted.insert("old/everything/index.html".to_owned());
    assert_valid(&STRESS, |path| wanted.contains(path));
}

/// What the other tests rest on: where something is wrong, it is heard of.
#[test]
fn errors_are_found() {
    let folder = Folder::new();
    folder.write(
        "page.html",
        "<!DOCTYPE html>\n<html lang=\"en\"><title>A</title>\n<p id=\"a\"><b id=\"a\">B</b>\n",
    );
    let errors = errors(&folder);
    assert!(errors.len() == 1 && errors[0].starts_with("page.html:3: \"Duplicate ID"), "{errors:?}");
}

/// How many bytes a text is when it is sent.
fn sent(bytes: &[u8]) -> usize {
    let mut child =
        Command::new("gzip").arg("-9").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().expect("it is piped");
    let bytes = bytes.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&bytes));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    output.stdout.len()
}

#[test]
fn the_theme_is_light() {
    for (ending, limit) in [(".css", 12_000), (".js", 8_000)] {
        let files = EXAMPLE.files.iter().filter(|(path, _)| path.ends_with(ending));
        let all: Vec<(&str, usize)> = files.map(|(path, bytes)| (path.as_str(), sent(bytes))).collect();
        let sum: usize = all.iter().map(|(_, size)| size).sum();
        report(&format!("weight: {ending:5} {sum:6} of {limit} bytes"));
        assert!(sum < limit && !all.is_empty(), "{sum} of {limit} bytes: {all:?}");
    }
}

#[test]
fn pages_of_the_example_are_light() {
    let mut faults = Vec::new();
    let mut heaviest = (0, "");
    for path in EXAMPLE.pages() {
        let limit = if EXAMPLE.kind(path) == "article" { 30_000 } else { 60_000 };
        let size = sent(&EXAMPLE.files[path]);
        heaviest = heaviest.max((size, path));
        if size >= limit {
            faults.push(format!("{path}: {size} of {limit} bytes"));
        }
    }
    report(&format!("weight: the heaviest page is {}, {} bytes", heaviest.1, heaviest.0));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
