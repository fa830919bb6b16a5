//! What happens on disk is told of.

use super::*;
use crate::source::{Asked, ScanSettings, Scanner, scan};

#[test]
fn a_write_in_place_is_told_of_with_nothing_else() {
    let mut site = Site::new();
    site.write("content/x.md", "other");
    site.assert_told_of_alone("content/x.md");
}

/// The first watch tells nothing, as one does that was lost.
#[test]
fn a_watch_that_begins_anew_tells_of_everything_and_of_what_follows() {
    let is_first = std::sync::atomic::AtomicBool::new(true);
    let folder = folder();
    let lost_at_first: Starter = Box::new(move |bell| {
        if is_first.swap(false, std::sync::atomic::Ordering::Relaxed) {
            Ok(Box::new(notify::NullWatcher))
        } else {
            native::start(bell)
        }
    });
    let watcher = Watcher::start_by(settings(folder.path()), lost_at_first).unwrap();
    let mut site = Site { folder, watcher };
    site.write("content/x.md", "other");
    site.assert_silent();
    site.watcher.renew();
    assert_eq!(site.hint().paths, Hinted::Everything);
    site.write("content/x.md", "one more");
    site.assert_told_of_alone("content/x.md");
}

#[test]
fn a_text_that_is_emptied_and_then_written_is_told_of() {
    use std::io::Write;
    let mut site = Site::new();
    let mut file = fs::File::create(site.path("content/x.md")).unwrap();
    file.write_all(b"other").unwrap();
    drop(file);
    site.assert_told_of_alone("content/x.md");
}

#[test]
fn a_text_that_is_written_aside_and_renamed_is_told_of() {
    let mut site = Site::new();
    site.write("content/.x.md.tmp", "other");
    site.rename("content/.x.md.tmp", "content/x.md");
    site.told_of(&["content/x.md"]);
}

#[test]
fn a_text_that_is_renamed_into_the_site_is_told_of() {
    let mut site = Site::new();
    site.write("new.md", "other");
    site.rename("new.md", "content/x.md");
    site.told_of(&["content/x.md"]);
}

#[test]
fn an_editor_that_puts_the_text_aside_ends_in_a_hint() {
    let mut site = Site::new();
    site.rename("content/x.md", "content/x.md~");
    site.write("content/x.md", "other");
    fs::remove_file(site.path("content/x.md~")).unwrap();
    site.told_of(&["content/x.md"]);
}

#[test]
fn a_file_that_is_deleted_is_told_of() {
    let mut site = Site::new();
    fs::remove_file(site.path("content/a/y.md")).unwrap();
    site.told_of(&["content/a/y.md"]);
}

#[test]
fn a_new_folder_is_watched_with_what_is_in_it() {
    let mut site = Site::new();
    fs::create_dir_all(site.path("content/new/deep")).unwrap();
    site.write("content/new/deep/x.md", "text");
    site.told_of(&["content/new/deep/x.md"]);
    site.all_hints();
    site.write("content/new/deep/x.md", "other");
    site.assert_told_of_alone("content/new/deep/x.md");
}

#[test]
fn a_folder_that_is_moved_is_told_of_by_itself() {
    let mut site = Site::new();
    site.rename("content/a", "elsewhere");
    site.told_of(&["content/a"]);
    site.all_hints();
    site.rename("elsewhere", "content/b");
    site.told_of(&["content/b"]);
    site.write("content/b/y.md", "other");
    site.told_of(&["content/b/y.md"]);
}

#[test]
fn thousands_of_files_are_few_hints() {
    let mut site = Site::new();
    for number in 0..2000 {
        site.write(&format!("content/{number}.md"), "text");
    }
    let hints = site.all_hints();
    assert!(!hints.is_empty() && hints.len() < 200, "{}", hints.len());
    let told_of = |path: &PathBuf| {
        hints.iter().any(|hint| match hint {
            Hinted::Everything => true,
            Hinted::Paths(paths) => paths.contains(path),
        })
    };
    assert!((0..2000).all(|number| told_of(&site.path(&format!("content/{number}.md")))));
}

#[test]
fn the_configuration_and_captured_texts_are_told_of() {
    let mut site = Site::new();
    site.write("site.toml", "title = \"x\"");
    site.told_of(&["site.toml"]);
    site.write("captured/page.txt", "text");
    site.told_of(&["captured/page.txt"]);
}

#[test]
fn what_is_no_part_of_the_site_never_rings() {
    let mut site = Site::new();
    for path in ["public/index.html", "README.md", ".git/index", "public/x.tmp"] {
        site.write(path, "text");
    }
    fs::create_dir(site.path("public/deep")).unwrap();
    fs::remove_dir_all(site.path("public")).unwrap();
    fs::create_dir(site.path("public")).unwrap();
    fs::read(site.path("content/x.md")).unwrap();
    site.assert_silent();
    fs::create_dir(site.path("content/.git")).unwrap();
    site.all_hints();
    site.write("content/.git/index", "text");
    site.assert_silent();
}

#[test]
fn a_folder_that_comes_later_is_watched() {
    let mut site = Site::new();
    fs::create_dir(site.path("templates")).unwrap();
    site.told_of(&["templates"]);
    site.all_hints();
    site.write("templates/page.html", "text");
    site.assert_told_of_alone("templates/page.html");
}

#[test]
fn a_content_folder_that_comes_again_is_watched_again() {
    let mut site = Site::new();
    fs::remove_dir_all(site.path("content")).unwrap();
    site.told_of(&["content"]);
    fs::create_dir_all(site.path("content/b")).unwrap();
    site.told_of(&["content/b"]);
    site.all_hints();
    site.write("content/b/x.md", "text");
    site.assert_told_of_alone("content/b/x.md");
}

#[cfg(unix)]
#[test]
fn what_a_link_leads_to_is_watched_where_it_stays_in_the_site() {
    let outside = tempfile::tempdir().unwrap();
    let mut site = Site::new();
    fs::create_dir(site.path("shared")).unwrap();
    std::os::unix::fs::symlink(site.path("shared"), site.path("content/in")).unwrap();
    std::os::unix::fs::symlink(outside.path(), site.path("content/out")).unwrap();
    std::os::unix::fs::symlink(site.path("content"), site.path("content/circle")).unwrap();
    site.all_hints();
    site.write("shared/x.md", "text");
    site.told_of(&["shared/x.md"]);
    site.all_hints();
    fs::write(outside.path().join("x.md"), "text").unwrap();
    site.assert_silent();
}

#[test]
fn other_settings_watch_other_folders() {
    let mut site = Site::new();
    let other = WatchSettings { content: "texts".into(), ..settings(site.folder.path()) };
    site.watcher.settle(other).unwrap();
    assert_eq!(site.all_hints(), [Hinted::Everything], "what happened meanwhile is looked for");
    site.write("content/x.md", "other");
    site.assert_silent();
    site.write("texts/x.md", "text");
    site.told_of(&["texts/x.md"]);
}

#[test]
fn a_folder_that_comes_back_while_it_is_watched_anew_is_watched() {
    let folder = folder();
    let content = folder.path().join("content");
    let comes = content.clone();
    let is_first = std::sync::atomic::AtomicBool::new(true);
    let starter: Starter = Box::new(move |bell| {
        if is_first.swap(false, std::sync::atomic::Ordering::Relaxed) {
            return Ok(Box::new(notify::NullWatcher));
        }
        // By now the folders were found, and none of them is watched.
        fs::create_dir_all(&comes).unwrap();
        native::start(bell)
    });
    let watcher = Watcher::start_by(settings(folder.path()), starter).unwrap();
    let mut site = Site { folder, watcher };
    fs::rename(&content, site.path("away")).unwrap();
    site.hear(EventKind::Remove(notify::event::RemoveKind::Folder), &["content"]);
    site.all_hints();
    site.write("content/new.md", "text");
    site.told_of(&["content/new.md"]);
}

#[test]
fn a_missing_root_is_an_error_that_names_it() {
    let error = Watcher::start(settings(Path::new("/nowhere/at/all"))).unwrap_err();
    assert!(error.to_string().contains("/nowhere/at/all"), "{error}");
}

/// Changes a site by the digits of a number: writes, moves and removes files and folders.
fn change(root: &Path, number: u64) {
    const PLACES: [&str; 8] = [
        "content/a",
        "content/b",
        "content/a/c",
        "content/b/d",
        "static/e",
        "templates",
        "elsewhere",
        "content",
    ];
    let mut thrown = number;
    let mut digit = || {
        // Knuth's multiplier: the digits on the left are as if thrown.
        thrown = thrown.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(number | 1);
        (thrown >> 33) as usize % 8
    };
    for _ in 0..12 {
        let (act, from, to) = (digit(), root.join(PLACES[digit()]), root.join(PLACES[digit()]));
        let (file, other) = (from.join(format!("{}.md", digit())), to.join(format!("{}.md", digit())));
        // What cannot be done is left.
        let _ = match act {
            0..=2 => fs::create_dir_all(&from).and_then(|()| fs::write(file, format!("{number}"))),
            3 => fs::rename(file, other),
            4 => fs::remove_file(file),
            5 => fs::rename(from, to),
            6 => fs::remove_dir_all(from),
            _ => fs::create_dir_all(to).and_then(|()| fs::write(other, "")),
        };
    }
}

#[test]
fn looks_at_what_is_hinted_end_in_what_is_there() {
    let mut site = Site::new();
    let (root, settings) = (site.path(""), ScanSettings::default());
    let mut scanner = Scanner::default();
    let mut look = |asked: &Asked| {
        let now = std::time::UNIX_EPOCH.elapsed().unwrap().as_nanos() as i128;
        // What is moved while it is looked at may be an error, and is looked at again.
        scanner.look(&root, &settings, asked, now).or_else(|_| scanner.look(&root, &settings, asked, now))
    };
    let mut known = look(&Asked::Everything).unwrap();
    for number in 0..8 {
        std::thread::scope(|scope| {
            scope.spawn(|| change(&root, number));
            while let Wake::Hint(hint) = site.watcher.wait(Some(Instant::now() + SILENCE)) {
                known = match hint.paths {
                    Hinted::Everything => look(&Asked::Everything).unwrap(),
                    Hinted::Paths(paths) => look(&Asked::Paths(paths)).unwrap(),
                };
            }
        });
        assert_eq!(known.sources.0, scan(&root, &settings).unwrap().sources.0, "{number}");
    }
}
