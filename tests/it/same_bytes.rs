//! The same inputs give the same bytes: on every machine, at every time, in every folder, whether
//! built anew or over an earlier build.

use crate::folder::{Folder, files};
use crate::generate::{Options, generate};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// What may differ between two machines, and between two days on one.
struct Machine {
    variables: &'static [(&'static str, &'static str)],
    now: &'static str,
    output: &'static str,
}

const MACHINES: &[Machine] = &[
    Machine {
        variables: &[("TZ", "UTC"), ("LANG", "C"), ("LC_ALL", "C"), ("RAYON_NUM_THREADS", "1")],
        now: "2026-01-01",
        output: "one",
    },
    Machine {
        variables: &[
            ("TZ", "Pacific/Kiritimati"),
            ("LANG", "tr_TR.UTF-8"),
            ("LC_ALL", "ar_EG.UTF-8"),
            ("RAYON_NUM_THREADS", "4"),
            ("HOME", "/nowhere"),
            ("USER", "somebody"),
        ],
        now: "2031-12-31T23:59:59+14:00",
        output: "another/much/deeper folder",
    },
    Machine {
        variables: &[("TZ", "America/St_Johns"), ("LANG", "nl_NL.UTF-8"), ("RAYON_NUM_THREADS", "3")],
        now: "2028-02-29",
        output: "one-more",
    },
];

/// Builds a site into a folder, and must succeed. Returns what it says.
fn build(root: &Path, output: &Path, machine: &Machine, flags: &[&str]) -> String {
    let built = Command::new(env!("CARGO_BIN_EXE_briefing"))
        .args(["build", "--now", machine.now, "--root"])
        .arg(root)
        .arg("--output")
        .arg(output)
        .args(flags)
        .env_remove("SOURCE_DATE_EPOCH")
        .envs(machine.variables.iter().copied())
        .output()
        .unwrap();
    let said = String::from_utf8(built.stderr).unwrap();
    assert!(built.status.success(), "{said}");
    said
}

/// What a build made; the lock is no part of it.
fn made(output: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = files(output);
    files.remove(".briefing/lock");
    files
}

#[track_caller]
fn assert_same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) {
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(one), names(other));
    let different: Vec<&String> = one.keys().filter(|name| one[*name] != other[*name]).collect();
    assert!(different.is_empty(), "these differ: {different:?}");
}

fn check_machines(root: &Path) {
    let folder = Folder::new();
    let outputs = MACHINES.iter().map(|machine| {
        let output = folder.path().join(machine.output);
        build(root, &output, machine, &["--base-url", "https://example.org/x/"]);
        made(&output)
    });
    let outputs: Vec<_> = outputs.collect();
    assert!(outputs[0].len() > 100, "the site is not a small one");
    for other in &outputs[1..] {
        assert_same(&outputs[0], other);
    }
}

/// A made-up site in two languages.
fn generated() -> Folder {
    let folder = Folder::new();
    let options = Options {
        folder: folder.path().join("site"),
        articles: 40,
        seed: 7,
        words: 120,
        mentions: 12,
        languages: vec!["nl".into(), "en".into()],
        participants: 60,
    };
    generate(&options).unwrap();
    folder
}

#[test]
fn the_example_site_is_the_same_everywhere() {
    check_machines(Path::new(env!("CARGO_MANIFEST_DIR")));
}

#[test]
fn a_large_site_is_the_same_everywhere() {
    check_machines(&generated().path().join("site"));
}

#[test]
fn a_second_build_touches_nothing() {
    let folder = Folder::new();
    let (root, output) = (Path::new(env!("CARGO_MANIFEST_DIR")), folder.path().join("out"));
    build(root, &output, &MACHINES[0], &[]);
    let before = folder.snapshot("out");
    let said = build(root, &output, &MACHINES[1], &[]);
    let all = made(&output).keys().filter(|name| !name.starts_with(".briefing/")).count();
    let expected = format!("0 files written, {all} unchanged, 0 removed");
    assert!(said.contains(&expected), "{expected}; was: {said}");
    let mut after = folder.snapshot("out");
    let mut before = before;
    before.remove(".briefing/lock");
    after.remove(".briefing/lock");
    assert!(before == after, "files or their times differ");
}

#[test]
fn a_build_over_an_earlier_one_equals_one_from_nothing() {
    let folder = generated();
    let (root, output) = (folder.path().join("site"), folder.path().join("out"));
    build(&root, &output, &MACHINES[0], &[]);
    let articles = folder.files("site/content/articles");
    let mut names = articles.keys().filter(|name| !name.contains(".en."));
    let edited = names.next().unwrap();
    let removed = names.next_back().unwrap();
    let text = String::from_utf8(articles[edited].clone()).unwrap();
    folder.write(&format!("site/content/articles/{edited}"), text + "\nA last word.\n");
    folder.remove(&format!("site/content/articles/{removed}"));
    folder.remove(&format!("site/content/articles/{}", removed.replace(".md", ".en.md")));
    folder.write("site/static/new.txt", "new");

    let said = build(&root, &output, &MACHINES[1], &[]);
    assert!(!said.contains(" 0 removed") && !said.contains(" 0 unchanged"), "{said}");
    let clean = folder.path().join("clean");
    build(&root, &clean, &MACHINES[2], &[]);
    let over = made(&output);
    assert_same(&over, &made(&clean));
    let page = removed.rsplit('/').next().unwrap().trim_end_matches(".md");
    assert!(!over.keys().any(|name| name.contains(&format!("{page}/"))), "a page of what is gone is gone");
    assert!(!output.join(format!("articles/{page}")).exists(), "its folder too");
}
