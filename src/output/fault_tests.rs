//! Builds that are killed, or that a disk fails, at every single change that they make.

use super::fault::{self, Fault};
use super::tests::{build, file, open, tree};
use super::*;
use crate::tree::Sink;
use std::collections::BTreeMap;
use std::fs;
use std::sync::mpsc;
use std::time::Duration;

type Files = [(&'static str, &'static str)];

/// What the earlier build made.
const OLD: &Files = &[
    ("404.html", "same"),
    ("a/index.html", "old a"),
    ("becomes-folder", "old file"),
    ("becomes-file/deep/x", "old x"),
    ("becomes-file/y", "old y"),
    ("gone/only/index.html", "old gone"),
    ("index.html", "old home"),
];

/// What the next one makes: files unchanged, changed, new and gone, and each way of swapping a file
/// and a folder.
const NEW: &Files = &[
    ("404.html", "same"),
    ("a/index.html", "new a"),
    ("becomes-folder/deep/x", "new x"),
    ("becomes-file", "new file"),
    ("fresh/b/index.html", "new b"),
    ("index.html", "new home"),
];

/// Folders of somebody else that hold nothing: beside ours, and in one of ours.
const EMPTY: &[&str] = &["mine/deep", "a/mine"];

/// A folder in which `before` was built, with a file and folders of somebody else among the others.
fn ground(before: Option<&Files>) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    if let Some(files) = before {
        build(&root.path().join("out"), files);
        fs::write(root.path().join("out/a/theirs.txt"), "theirs").unwrap();
        for path in EMPTY {
            fs::create_dir_all(root.path().join("out").join(path)).unwrap();
        }
    }
    root
}

/// Builds until something fails, without a word about what is left behind.
fn attempt(folder: &Path, files: &Files) -> io::Result<WriteSummary> {
    let stage = match Stage::claim(folder, &Claim { holder: "7".into(), patience: Duration::ZERO }) {
        Ok(stage) => stage,
        Err(OpenError::Io(error)) => return Err(error),
        Err(OpenError::Refused(refused)) => panic!("{refused}"),
    };
    for (path, text) in files {
        stage.take(&file(path, text))?;
    }
    stage.commit()
}

/// The same with a fault after so many changes of the disk; gives how many changes were tried.
fn attempt_with(fault: Fault, after: usize, folder: &Path, files: &Files) -> (io::Result<()>, usize) {
    fault::plan(fault, after);
    let result = attempt(folder, files).map(drop);
    (result, fault::clear())
}

/// How a folder looks after builds that nothing disturbed.
fn undisturbed(before: Option<&Files>, files: &Files) -> BTreeMap<String, String> {
    let root = ground(before);
    build(&root.path().join("out"), files);
    tree(&root.path().join("out"))
}

fn text_of(files: &Files, path: &str) -> Option<&'static str> {
    files.iter().find(|(name, _)| *name == path).map(|(_, text)| *text)
}

/// Checks that each file that readers may see is whole: as before, or as it is to be.
fn check_whole(folder: &Path, before: &Files, context: &str) {
    for (path, text) in tree(folder) {
        let hidden = path.starts_with(".briefing") || path.contains(folder::TEMPORARY);
        if hidden || path.ends_with('/') || path == "a/theirs.txt" {
            continue;
        }
        let known = [text_of(before, &path), text_of(NEW, &path)];
        assert!(known.contains(&Some(&text)), "{context}: `{path}` holds `{text}`");
    }
    for (path, _) in before.iter().filter(|(path, _)| text_of(NEW, path).is_some()) {
        assert!(folder.join(path).is_file(), "{context}: `{path}` was never missing");
    }
}

#[test]
fn killed_at_any_change_a_build_is_mended_by_the_next() {
    for before in [None, Some(OLD)] {
        let expected = undisturbed(before, NEW);
        let mut steps = 0;
        loop {
            let root = ground(before);
            let folder = root.path().join("out");
            let (result, met) = attempt_with(Fault::Killed, steps, &folder, NEW);
            let context = format!("killed before change {steps}");
            if met > steps {
                check_whole(&folder, before.unwrap_or_default(), &context);
            }
            build(&folder, NEW);
            assert_eq!(tree(&folder), expected, "{context}");
            if met <= steps {
                result.unwrap();
                break;
            }
            steps += 1;
        }
        assert!(steps > 30, "every change was the last one once, and there are more than {steps}");
    }
}

#[test]
fn a_build_that_is_killed_while_it_mends_is_mended_too() {
    let expected = undisturbed(Some(OLD), NEW);
    let back = undisturbed(Some(OLD), OLD);
    for first in (0..80).step_by(9) {
        for second in (0..60).step_by(4) {
            let root = ground(Some(OLD));
            let folder = root.path().join("out");
            let _ = attempt_with(Fault::Killed, first, &folder, NEW);
            let _ = attempt_with(Fault::Killed, second, &folder, OLD);
            let context = format!("killed before change {first}, then {second}");
            check_whole_files(&folder, &context);
            build(&folder, NEW);
            assert_eq!(tree(&folder), expected, "{context}");
            build(&folder, OLD);
            assert_eq!(tree(&folder), back, "{context}");
        }
    }
}

#[test]
fn killed_while_it_stages_a_build_leaves_what_it_found() {
    let visible = |folder: &Path| {
        let mut tree = tree(folder);
        tree.retain(|path, _| !path.starts_with(".briefing"));
        tree
    };
    for before in [None, Some(OLD)] {
        let mut steps = 0;
        loop {
            let root = ground(before);
            let folder = root.path().join("out");
            if before.is_some() {
                // Somebody's own, though a file is to be put in it.
                fs::create_dir(folder.join("fresh")).unwrap();
            }
            let found = visible(&folder);
            attempt_with(Fault::Killed, steps, &folder, NEW).0.unwrap_err();
            let journal = fs::read_to_string(folder.join(".briefing/journal.json")).unwrap_or_default();
            if journal.contains("index.html") {
                break;
            }
            open(&folder).unwrap().abandon().unwrap();
            assert_eq!(visible(&folder), found, "killed before change {steps}");
            steps += 1;
        }
        assert!(steps > 15, "{steps}");
    }
}

fn check_whole_files(folder: &Path, context: &str) {
    for (path, _) in OLD.iter().filter(|(path, text)| text_of(NEW, path) == Some(text)) {
        assert!(folder.join(path).is_file(), "{context}: `{path}`");
    }
    assert_eq!(fs::read_to_string(folder.join("a/theirs.txt")).unwrap(), "theirs", "{context}");
}

#[test]
fn a_disk_that_is_full_changes_nothing() {
    for before in [None, Some(OLD)] {
        let mut steps = 0;
        loop {
            let root = ground(before);
            let folder = root.path().join("out");
            let found = tree(root.path());
            let (result, met) = attempt_with(Fault::Full, steps, &folder, NEW);
            let Err(error) = result else { break };
            assert_eq!(error.kind(), io::ErrorKind::StorageFull);
            assert!(error.to_string().contains(folder.to_str().unwrap()), "{error}");
            // A folder for a file that becomes one can only be made once the file is gone.
            if !error.to_string().contains("out/becomes-folder") || before.is_none() {
                assert_eq!(tree(root.path()), found, "full from change {steps} of {met} on: {error}");
            }
            build(&folder, NEW);
            assert_eq!(tree(&folder), undisturbed(before, NEW), "full from change {steps} on");
            steps += 1;
        }
        assert!(steps > 15, "{steps}");
    }
}

#[test]
fn a_change_that_is_refused_is_named_and_undone() {
    for before in [None, Some(OLD)] {
        for step in 0.. {
            let root = ground(before);
            let folder = root.path().join("out");
            let found = tree(root.path());
            let (result, met) = attempt_with(Fault::Refused, step, &folder, NEW);
            if let Err(error) = &result {
                assert_eq!(error.kind(), io::ErrorKind::PermissionDenied);
                assert!(error.to_string().contains(folder.to_str().unwrap()), "{error}");
                // Nothing is in place before the journal names it, and without a journal all was undone.
                let is_half_done = fs::exists(folder.join(".briefing/journal.json")).unwrap();
                assert!(is_half_done || tree(root.path()) == found, "refused at change {step}: {error}");
            }
            build(&folder, NEW);
            assert_eq!(tree(&folder), undisturbed(before, NEW), "refused at change {step}");
            if met <= step {
                break;
            }
        }
    }
}

#[test]
fn a_file_that_is_taken_away_meanwhile_is_an_error_that_names_it() {
    for before in [None, Some(OLD)] {
        let root = ground(before);
        let folder = root.path().join("out");
        let found = tree(root.path());
        let stage = open(&folder).unwrap();
        for (path, text) in NEW {
            stage.take(&file(path, text)).unwrap();
        }
        let temporary =
            tree(&folder).into_keys().find(|path| path.starts_with("a/") && path.contains(folder::TEMPORARY));
        fs::remove_file(folder.join(temporary.expect("a file is staged in `a/`"))).unwrap();
        let error = stage.commit().unwrap_err().to_string();
        assert!(error.contains("out/a/.briefing-tmp-") && error.contains("was taken away"), "{error}");
        assert_eq!(tree(root.path()), found);
        build(&folder, NEW);
        assert_eq!(tree(&folder), undisturbed(before, NEW));
    }
}

#[test]
fn a_folder_is_written_to_by_one_build_at_a_time() {
    let root = ground(Some(OLD));
    let folder = root.path().join("out");
    let claim = |patience| Claim { holder: "1234".into(), patience };
    let first = Stage::claim(&folder, &claim(Duration::ZERO)).unwrap();
    let error = Stage::claim(&folder, &claim(Duration::ZERO)).unwrap_err().to_string();
    assert!(error.contains("another build, process 1234, writes to"), "{error}");
    assert!(error.contains(".briefing/lock"), "{error}");
    let (sender, receiver) = mpsc::channel();
    let waiting = std::thread::spawn({
        let (folder, claim) = (folder.clone(), claim(Duration::from_secs(600)));
        move || {
            sender.send(()).unwrap();
            Stage::claim(&folder, &claim).unwrap().commit().unwrap()
        }
    });
    receiver.recv().unwrap();
    first.take(&file("b", "b")).unwrap();
    first.commit().unwrap();
    assert_eq!(waiting.join().unwrap().removed, 1, "the second sees what the first made");
}

#[cfg(unix)]
#[test]
fn a_lock_that_does_not_stay_is_given_up() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("out");
    fs::create_dir_all(folder.join(".briefing")).unwrap();
    // What is made through this link is nowhere.
    std::os::unix::fs::symlink("nowhere/lock", folder.join(".briefing/lock")).unwrap();
    let claim = Claim { holder: String::new(), patience: Duration::ZERO };
    let error = Stage::claim(&folder, &claim).unwrap_err().to_string();
    assert!(error.starts_with("cannot make the lock `") && error.contains("out/.briefing/lock`"), "{error}");
}

#[test]
fn a_lock_goes_with_its_build() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("out");
    open(&folder).unwrap().abandon().unwrap();
    assert!(!folder.exists(), "nor does its folder stay");
    build(&folder, NEW);
    assert!(!folder.join(".briefing/lock").exists());
    fs::write(folder.join(".briefing/lock"), "99999999").unwrap();
    build(&folder, NEW);
    assert!(!folder.join(".briefing/lock").exists(), "a dead one is taken over");
}
