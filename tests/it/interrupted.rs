//! Builds that are disturbed from outside: by another build, by a kill, by a disk that takes no more.

use crate::cli::briefing;
use crate::folder::Folder;
use predicates::prelude::*;
use predicates::str::contains;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::process::{Command, Stdio};

/// How many articles the site has: a build takes long enough to be interrupted in the middle.
const ARTICLES: usize = 60;

/// What a version of the site leaves out: files go and come back, and a file becomes a folder.
fn write_site(site: &Folder, version: usize) {
    site.write("site.toml", "[site]\ntitle = \"Desk\"\nbase_url = \"https://example.org/\"\n");
    site.write("content/participants/ann-lee.md", "---\nname: Ann Lee\nkind: person\n---\n");
    for number in 0..ARTICLES {
        let name = format!("content/articles/call-{number}.md");
        if number % 5 == version {
            let _ = fs::remove_file(site.path().join(&name));
            continue;
        }
        let text = format!(
            "---\ntitle: Call {number}\ndate: 2025-03-15\n---\n[Ann Lee](@ann-lee) spoke, version {}.\n",
            number % 2 * version
        );
        site.write(&name, text);
    }
    let _ = fs::remove_dir_all(site.path().join("static"));
    site.write(if version == 1 { "static/swap" } else { "static/swap/file.txt" }, "swapped");
}

/// What a build that nobody disturbs makes.
fn undisturbed(site: &Folder) -> BTreeMap<String, Vec<u8>> {
    let output = Folder::new();
    let folder = output.path().join("out");
    briefing(site.path(), &["build", "--output", folder.to_str().unwrap()]).assert().code(0);
    output.files("out")
}

#[test]
fn a_second_build_says_who_holds_the_lock() {
    let site = Folder::new();
    write_site(&site, 1);
    briefing(site.path(), &["build"]).assert().code(0);
    let before = site.files("public");
    write_site(&site, 2);
    site.write("public/.briefing/lock", "4242");
    let lock = File::open(site.path().join("public/.briefing/lock")).unwrap();
    lock.lock().unwrap();
    briefing(site.path(), &["build", "--wait", "0"])
        .assert()
        .code(3)
        .stderr(contains("another build, process 4242, writes to"))
        .stderr(contains("public/.briefing/lock"));
    briefing(site.path(), &["check"]).assert().code(0);
    site.remove("public/.briefing/lock");
    assert_eq!(site.files("public"), before);
    drop(lock);
    briefing(site.path(), &["build", "--wait", "0"]).assert().code(0);
    assert_eq!(site.files("public"), undisturbed(&site));
}

/// What it read before it waited would be older than what the first build may just have published.
#[test]
fn a_build_reads_the_site_once_it_holds_the_lock() {
    let site = Folder::new();
    site.write("site.toml", "[site]\ntitle = \"Desk\"\n");
    site.write("public/.briefing/lock", "4242");
    let lock = File::open(site.path().join("public/.briefing/lock")).unwrap();
    lock.lock().unwrap();
    let build = || briefing(site.path(), &["build", "--wait", "0"]).assert();
    let nothing = contains("there is nothing in the content folder");
    build().code(3).stderr(contains("another build, process 4242, writes to").and(nothing.clone().not()));
    drop(lock);
    build().code(2).stderr(nothing);
}

/// The links are one to nowhere, and one to itself.
#[cfg(unix)]
#[test]
fn a_folder_of_ours_that_is_a_link_to_nowhere_is_an_error() {
    for target in ["nowhere", ".briefing"] {
        let site = Folder::new();
        write_site(&site, 1);
        fs::create_dir(site.path().join("public")).unwrap();
        std::os::unix::fs::symlink(target, site.path().join("public/.briefing")).unwrap();
        briefing(site.path(), &["build"])
            .timeout(std::time::Duration::from_secs(60))
            .assert()
            .code(3)
            .stderr(predicate::str::is_match("error: cannot make the folder `.*public/.briefing`").unwrap());
    }
}

#[test]
fn a_second_build_waits_for_the_first() {
    let site = Folder::new();
    write_site(&site, 1);
    let start = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_briefing"));
        command.current_dir(site.path()).args(["build", "--quiet", "--wait", "600"]).spawn().unwrap()
    };
    let builds: Vec<_> = (0..4).map(|_| start()).collect();
    for mut build in builds {
        assert!(build.wait().unwrap().success());
    }
    assert_eq!(site.files("public"), undisturbed(&site));
}

#[test]
fn the_lock_of_a_dead_process_is_taken_over() {
    let site = Folder::new();
    write_site(&site, 1);
    site.write("public/.briefing/lock", "4242");
    briefing(site.path(), &["build", "--wait", "0"]).assert().code(0);
    assert_eq!(site.files("public"), undisturbed(&site));
}

#[test]
fn a_killed_build_leaves_whole_files_and_is_mended() {
    let site = Folder::new();
    write_site(&site, 1);
    let first = undisturbed(&site);
    write_site(&site, 2);
    let second = undisturbed(&site);
    // Killed once there are so many files more than before: in the middle of writing aside, or later.
    for (before, news) in [(None, 3), (None, 60), (Some(&first), 1), (Some(&first), 40), (Some(&first), 90)] {
        let _ = fs::remove_dir_all(site.path().join("public"));
        if before.is_some() {
            write_site(&site, 1);
            briefing(site.path(), &["build"]).assert().code(0);
            site.write("public/theirs.txt", "theirs");
            write_site(&site, 2);
        }
        kill_after(&site, news);
        for (path, bytes) in site.files("public") {
            let hidden = path.split('/').any(|name| name.starts_with(".briefing")) || path == "theirs.txt";
            let known = [before.and_then(|before| before.get(&path)), second.get(&path)];
            assert!(hidden || known.contains(&Some(&bytes)), "`{path}` is whole, old or new");
        }
        briefing(site.path(), &["build"]).assert().code(0);
        let mut after = site.files("public");
        let theirs = after.remove("theirs.txt");
        assert_eq!(theirs.is_some(), before.is_some(), "what no build made stays");
        assert!(after == second, "killed after {news} files");
    }
}

/// Starts a build and kills it once there are so many files more than before. A fast one may be done by
/// then, which must come out the same; that each single change can be the last one is for the tests of
/// `output` to show.
fn kill_after(site: &Folder, news: usize) {
    let found = site.files("public").len();
    let mut command = Command::new(env!("CARGO_BIN_EXE_briefing"));
    let command = command.current_dir(site.path()).arg("build").stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let mut running = true;
    while running && count(site) < found + news {
        running = child.try_wait().unwrap().is_none();
    }
    // SIGKILL: the process gets no chance to clear up.
    child.kill().unwrap();
    child.wait().unwrap();
}

/// How many files stand in the output, while it changes under our eyes.
fn count(site: &Folder) -> usize {
    let mut count = 0;
    let mut folders = vec![site.path().join("public")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(_) => count += 1,
                Err(_) => {}
            }
        }
    }
    count
}

/// A file may grow to 4 kB and no further, and the program hears of it as an error: what a full disk
/// looks like to somebody who may not make one.
#[cfg(unix)]
#[test]
fn a_disk_that_takes_no_more_leaves_the_output_as_it_was() {
    let site = Folder::new();
    write_site(&site, 1);
    let full = || {
        let program = env!("CARGO_BIN_EXE_briefing");
        let script = format!("trap '' XFSZ; ulimit -f 8; exec '{program}' build");
        let mut command = assert_cmd::Command::new("sh");
        command.current_dir(site.path()).args(["-c", &script]);
        let named = predicate::str::is_match("error: cannot .*`[^`]*public/[^`]*`").unwrap();
        command.assert().code(3).stderr(named);
    };
    full();
    assert!(!site.path().join("public").exists(), "nothing stays of a first build");
    briefing(site.path(), &["build"]).assert().code(0);
    let before = site.files("public");
    write_site(&site, 2);
    full();
    assert_eq!(site.files("public"), before);
}
