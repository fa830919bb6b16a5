use super::*;
use crate::digest::ContentHash;
use crate::paths::{OutputFile, OutputPath};
use crate::tree::{CopiedFile, Sink};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, SystemTime};

fn path(path: &str) -> OutputPath {
    OutputPath::new(path).unwrap()
}

pub(super) fn file(at: &str, text: &str) -> OutputFile {
    OutputFile { path: path(at), bytes: text.as_bytes().into(), permalinks: Vec::new() }
}

/// Opens an output folder for somebody without a name, who waits as long as a build may take.
pub(super) fn open(folder: &Path) -> Result<Stage, OpenError> {
    Stage::claim(folder, &Claim { holder: String::new(), patience: Duration::from_secs(10) })
}

fn stage(folder: &Path, files: &[(&str, &str)]) -> Stage {
    let stage = open(folder).unwrap();
    for (path, text) in files {
        stage.take(&file(path, text)).unwrap();
    }
    stage
}

pub(super) fn build(folder: &Path, files: &[(&str, &str)]) -> WriteSummary {
    stage(folder, files).commit().unwrap()
}

/// Ends a build as a kill does: nobody rolls back, and the system frees the lock.
fn kill(stage: Stage) {
    fault::plan(fault::Fault::Killed, 0);
    drop(stage);
    fault::clear();
}

/// All files and folders below a folder; folders end in a slash.
pub(super) fn tree(folder: &Path) -> BTreeMap<String, String> {
    fn walk(root: &Path, folder: &Path, found: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                found.insert(name + "/", String::new());
                walk(root, &path, found);
            } else {
                found.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    if folder.exists() {
        walk(folder, folder, &mut found);
    }
    found
}

fn names(folder: &Path) -> Vec<String> {
    tree(folder).into_keys().filter(|name| !name.starts_with(".briefing")).collect()
}

#[test]
fn a_build_is_written_with_its_manifest() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("deep/public");
    let stage = stage(&folder, &[("b.css", "b")]);
    stage
        .take(&OutputFile {
            path: path("a/index.html"),
            bytes: b"a".as_slice().into(),
            permalinks: vec!["p-1a2b3c4d".into()],
        })
        .unwrap();
    assert_eq!(stage.commit().unwrap(), WriteSummary { written: 2, unchanged: 0, removed: 0 });
    let hash = |text: &str| ContentHash::of(text.as_bytes()).hex();
    let manifest = format!(
        "{{\"format\":1,\"files\":{{\n\"a/index.html\":{{\"hash\":\"{}\",\"permalinks\":[\"p-1a2b3c4d\"]}},\n\
         \"b.css\":{{\"hash\":\"{}\"}}\n}}}}\n",
        hash("a"),
        hash("b")
    );
    let expected = [
        (".briefing/", ""),
        (".briefing/manifest.json", &manifest),
        ("a/", ""),
        ("a/index.html", "a"),
        ("b.css", "b"),
    ];
    assert_eq!(tree(&folder), expected.map(|(name, text)| (name.to_owned(), text.to_owned())).into());
    let read = Manifest::of_folder(&folder).unwrap();
    assert_eq!(read.files[&path("a/index.html")].permalinks, ["p-1a2b3c4d"]);
}

#[test]
fn unchanged_files_are_not_touched() {
    let root = tempfile::tempdir().unwrap();
    build(root.path(), &[("a", "1"), ("b", "1"), ("c/d", "1")]);
    let long_ago = SystemTime::now() - Duration::from_secs(1000);
    for name in ["a", "b", "c/d", ".briefing/manifest.json"] {
        fs::File::options().write(true).open(root.path().join(name)).unwrap().set_modified(long_ago).unwrap();
    }
    let modified = |name: &str| fs::metadata(root.path().join(name)).unwrap().modified().unwrap();
    let summary = build(root.path(), &[("a", "1"), ("b", "1"), ("c/d", "1")]);
    assert_eq!(summary, WriteSummary { written: 0, unchanged: 3, removed: 0 });
    assert_eq!(modified(".briefing/manifest.json"), long_ago);
    let summary = build(root.path(), &[("a", "1"), ("b", "2")]);
    assert_eq!(summary, WriteSummary { written: 1, unchanged: 1, removed: 1 });
    assert_eq!(modified("a"), long_ago);
    assert!(modified("b") > long_ago);
    assert_eq!(names(root.path()), ["a", "b"]);
}

#[test]
fn only_what_a_build_made_is_removed() {
    let root = tempfile::tempdir().unwrap();
    build(root.path(), &[("a/b/c", "1"), ("d/e", "1")]);
    fs::write(root.path().join("d/mine"), "x").unwrap();
    fs::write(root.path().join("mine"), "x").unwrap();
    let summary = build(root.path(), &[("f", "1")]);
    assert_eq!(summary, WriteSummary { written: 1, unchanged: 0, removed: 2 });
    assert_eq!(names(root.path()), ["d/", "d/mine", "f", "mine"]);
}

#[test]
fn a_file_that_no_build_made_is_not_overwritten() {
    let root = tempfile::tempdir().unwrap();
    build(root.path(), &[("a", "1")]);
    fs::write(root.path().join("mine"), "x").unwrap();
    fs::create_dir(root.path().join("folder")).unwrap();
    let stage = open(root.path()).unwrap();
    for name in ["mine", "mine/below", "folder"] {
        let error = stage.take(&file(name, "y")).unwrap_err();
        assert!(error.to_string().contains("was not made by an earlier build"), "{error}");
    }
    assert!(stage.commit().unwrap_err().to_string().contains("could not be taken"));
    assert_eq!(names(root.path()), ["a", "folder/", "mine"]);
}

#[test]
fn abandoned_builds_change_nothing() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("x/public");
    stage(&folder, &[("a/b", "1"), ("c", "1")]).abandon().unwrap();
    assert!(!root.path().join("x").exists());

    build(&folder, &[("a/b", "1"), ("c", "1")]);
    let before = tree(&folder);
    let staged = stage(&folder, &[("a/b", "2"), ("n/e/w", "1"), ("c/d", "1")]);
    assert!(tree(&folder).keys().any(|name| name.contains(".briefing-tmp-")));
    staged.abandon().unwrap();
    assert_eq!(tree(&folder), before);
    drop(stage(&folder, &[("a/b", "2"), ("n/e/w", "1")]));
    assert_eq!(tree(&folder), before);
}

#[test]
fn a_file_becomes_a_folder_and_a_folder_a_file() {
    let root = tempfile::tempdir().unwrap();
    build(root.path(), &[("a", "1"), ("b/c/d", "1"), ("b/e", "1")]);
    let summary = build(root.path(), &[("a/x/y", "2"), ("b", "2")]);
    assert_eq!(summary, WriteSummary { written: 2, unchanged: 0, removed: 3 });
    assert_eq!(names(root.path()), ["a/", "a/x/", "a/x/y", "b"]);
}

#[test]
fn folders_of_others_are_refused() {
    let root = tempfile::tempdir().unwrap();
    let refusal = |folder: &Path| match open(folder) {
        Err(OpenError::Refused(refused)) => refused,
        other => panic!("{other:?}"),
    };
    let at = root.path().join("file");
    fs::write(&at, "x").unwrap();
    assert_eq!(refusal(&at), Refused::NotAFolder(at.clone()));
    assert_eq!(refusal(root.path()), Refused::NotEmpty(root.path().into()));
    fs::remove_file(&at).unwrap();
    fs::create_dir(root.path().join(".briefing")).unwrap();
    assert!(open(root.path()).is_ok());
    let manifest = root.path().join(".briefing/manifest.json");
    for text in [
        "",
        "{}",
        "{\"format\":2,\"files\":[]}",
        "{\"format\":1,\"files\":{\"../x\":{\"hash\":\"\"}}}",
        "{\"format\":1,\"files\":{\"/etc/x\":{\"hash\":\"\"}}}",
    ] {
        fs::write(&manifest, text).unwrap();
        assert!(matches!(refusal(root.path()), Refused::Manifest { .. }), "{text}");
    }
}

#[test]
fn a_killed_build_is_mended_by_the_next() {
    let root = tempfile::tempdir().unwrap();
    build(root.path(), &[("a", "1")]);
    // Killed while files were staged: nobody rolls back.
    kill(stage(root.path(), &[("a", "2"), ("new/b", "1")]));
    assert_eq!(build(root.path(), &[("a", "1")]), WriteSummary { written: 0, unchanged: 1, removed: 0 });
    assert_eq!(names(root.path()), ["a"]);
    // Killed while files were put in place: a file that no manifest names is known all the same.
    fs::write(root.path().join(".briefing/journal.json"), "{\"files\":[\"c/d\",\"e\"]}").unwrap();
    fs::create_dir(root.path().join("c")).unwrap();
    fs::write(root.path().join("c/d"), "1").unwrap();
    stage(root.path(), &[("f", "1")]).abandon().unwrap();
    assert_eq!(build(root.path(), &[("a", "1")]), WriteSummary { written: 0, unchanged: 1, removed: 1 });
    assert_eq!(tree(root.path()).len(), 3);
}

#[test]
fn a_first_build_that_was_killed_is_not_refused() {
    let root = tempfile::tempdir().unwrap();
    kill(stage(root.path(), &[("a/b", "1")]));
    build(root.path(), &[("c", "1")]);
    assert_eq!(names(root.path()), ["c"]);
}

#[test]
fn one_path_is_taken_once() {
    let root = tempfile::tempdir().unwrap();
    let stage = stage(root.path(), &[("a", "1")]);
    assert_eq!(stage.take(&file("a", "1")).unwrap_err().kind(), std::io::ErrorKind::AlreadyExists);
    stage.take(&file("a/b", "1")).unwrap();
    assert!(stage.commit().unwrap_err().to_string().contains("is to be a file and the folder"));
    assert!(tree(root.path()).is_empty());
}

#[test]
fn our_own_names_are_kept() {
    let root = tempfile::tempdir().unwrap();
    let stage = open(root.path()).unwrap();
    for name in [".briefing/manifest.json", "a/.briefing-tmp-x", ".briefing"] {
        assert!(stage.take(&file(name, "x")).is_err(), "{name}");
    }
}

#[test]
fn files_are_copied_and_compared() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("public");
    let disk = root.path().join("map.png");
    let copy = |text: &str| {
        fs::write(&disk, text).unwrap();
        let stage = open(&folder).unwrap();
        let hash = ContentHash::of(text.as_bytes());
        stage.take_copy(&CopiedFile { path: path("a/map.png"), disk: disk.clone(), hash }).unwrap();
        stage.commit().unwrap()
    };
    assert_eq!(copy("one"), WriteSummary { written: 1, unchanged: 0, removed: 0 });
    assert_eq!(copy("one"), WriteSummary { written: 0, unchanged: 1, removed: 0 });
    assert_eq!(copy("two"), WriteSummary { written: 1, unchanged: 0, removed: 0 });
    assert_eq!(fs::read_to_string(folder.join("a/map.png")).unwrap(), "two");
    let missing = CopiedFile { path: path("x"), disk: root.path().join("gone"), hash: ContentHash::of(b"") };
    let stage = open(&folder).unwrap();
    assert!(stage.take_copy(&missing).unwrap_err().to_string().contains("gone"));
    drop(stage);
    assert_eq!(names(&folder), ["a/", "a/map.png"]);
}

#[test]
fn many_threads_write_one_tree() {
    let root = tempfile::tempdir().unwrap();
    let make = |text: &str| {
        let stage = open(root.path()).unwrap();
        let files: Vec<OutputFile> =
            (0..400).map(|n| file(&format!("{}/{}/{n}.html", n % 7, n % 11), text)).collect();
        files.par_iter().try_for_each(|file| stage.take(file)).unwrap();
        stage
    };
    make("1").abandon().unwrap();
    assert!(tree(root.path()).is_empty());
    assert_eq!(make("1").commit().unwrap().written, 400);
    assert_eq!(make("1").commit().unwrap().unchanged, 400);
    assert_eq!(build(root.path(), &[]).removed, 400);
    assert!(names(root.path()).is_empty());
}

#[cfg(unix)]
#[test]
fn everybody_may_read_and_links_are_not_written_through() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let root = tempfile::tempdir().unwrap();
    let outside = tempfile::tempdir().unwrap();
    build(root.path(), &[("a/b", "1"), ("c", "1")]);
    let mode = |name: &str| fs::metadata(root.path().join(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("a"), mode("a/b"), mode(".briefing/manifest.json")), (0o755, 0o644, 0o644));

    fs::write(outside.path().join("b"), "theirs").unwrap();
    fs::remove_dir_all(root.path().join("a")).unwrap();
    symlink(outside.path(), root.path().join("a")).unwrap();
    assert!(open(root.path()).unwrap().take(&file("a/b", "2")).is_err());
    assert_eq!(build(root.path(), &[("c", "1")]).removed, 0);
    assert_eq!(fs::read_to_string(outside.path().join("b")).unwrap(), "theirs");
}

#[test]
fn memory_keeps_what_it_takes() {
    let memory = Memory::new();
    memory.take(&file("a", "1")).unwrap();
    assert!(memory.take(&file("a", "2")).is_err());
    assert!(memory.get(&path("b")).is_none());
    assert_eq!(memory.into_files().keys().map(OutputPath::as_str).collect::<Vec<_>>(), ["a"]);
}

#[test]
fn after_any_builds_the_folder_is_as_if_built_once() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("public");
    let mut seed = 1_u64;
    let mut random = |limit: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % limit
    };
    for round in 0..300 {
        let mut files: BTreeMap<String, String> = BTreeMap::new();
        for _ in 0..random(8) {
            let depth = 1 + random(3);
            let name: Vec<String> = (0..depth).map(|_| ["a", "b", "c"][random(3) as usize].into()).collect();
            let name = name.join("/");
            let clashes = files.keys().any(|other| {
                other.starts_with(&format!("{name}/")) || name.starts_with(&format!("{other}/"))
            });
            if !clashes {
                files.insert(name, random(3).to_string());
            }
        }
        let listed: Vec<(&str, &str)> = files.iter().map(|(name, text)| (&**name, &**text)).collect();
        match random(4) {
            0 => stage(&folder, &listed).abandon().unwrap(),
            1 => kill(stage(&folder, &listed)),
            _ => {
                build(&folder, &listed);
                let clean = root.path().join(format!("clean-{round}"));
                build(&clean, &listed);
                assert_eq!(tree(&folder), tree(&clean), "round {round}");
            }
        }
    }
}
