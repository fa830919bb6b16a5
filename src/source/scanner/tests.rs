//! Repeated looks: what they read again, and that they see what a fresh scan sees.

use super::*;
use crate::source::stamp::Stamp;
use crate::source::{Source, add_texts, scan};
use std::fs;
use std::path::Path;
use std::time::SystemTime;

mod chance;

/// A site on disk that is looked at again and again.
struct Site {
    folder: tempfile::TempDir,
    scanner: Scanner,
    settings: ScanSettings,
}

/// Now, in nanoseconds since 1970.
fn now() -> i128 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_nanos() as i128
}

/// A time at which whatever has been written is long settled.
fn later() -> i128 {
    now() + 10_000_000_000
}

impl Site {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let site = Self { folder, scanner: Scanner::default(), settings: ScanSettings::default() };
        fs::create_dir(site.root().join("content")).unwrap();
        for (path, text) in files {
            site.write(path, text);
        }
        site
    }

    fn root(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Writes a text and gives the file the times that it had.
    fn write_unseen(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        let modified = fs::metadata(&path).unwrap().modified().unwrap();
        fs::write(&path, text).unwrap();
        fs::File::options().write(true).open(&path).unwrap().set_modified(modified).unwrap();
    }

    fn look(&mut self, asked: &Asked, at: i128) -> Scan {
        self.scanner.look(&self.folder.path().canonicalize().unwrap(), &self.settings, asked, at).unwrap()
    }

    fn look_at(&mut self, paths: &[&str]) -> Scan {
        let asked = Asked::Paths(paths.iter().map(|path| self.root().join(path)).collect());
        self.look(&asked, later())
    }

    fn fresh(&self) -> Scan {
        scan(self.folder.path(), &self.settings).unwrap()
    }
}

fn path(path: &str) -> SourcePath {
    SourcePath::new(path).unwrap()
}

fn input<'a>(scan: &'a Scan, at: &str) -> &'a Arc<Source> {
    scan.sources.get(&path(at)).unwrap()
}

fn text<'a>(scan: &'a Scan, at: &str) -> &'a str {
    input(scan, at).text().unwrap()
}

/// Which inputs are other values, or are not in both.
fn differing<'a>(one: &'a Scan, other: &'a Scan) -> Vec<&'a str> {
    let is_kept = |source: &&Arc<Source>, scan: &Scan| {
        scan.sources.get(&source.path).is_some_and(|kept| Arc::ptr_eq(kept, source))
    };
    let mut paths: Vec<&str> =
        one.sources.iter().filter(|source| !is_kept(source, other)).map(name).collect();
    paths.extend(other.sources.iter().filter(|source| !is_kept(source, one)).map(name));
    paths.sort_unstable();
    paths.dedup();
    paths
}

fn name(source: &Arc<Source>) -> &str {
    source.path.as_str()
}

#[track_caller]
fn assert_same(one: &Scan, other: &Scan) {
    let sources =
        |scan: &Scan| -> Vec<Source> { scan.sources.iter().map(|source| (**source).clone()).collect() };
    assert_eq!(sources(one), sources(other));
    assert_eq!(one.diagnostics, other.diagnostics);
    assert_eq!(one.left_out, other.left_out);
}

#[test]
fn an_input_that_is_as_it_was_is_the_same_value() {
    let mut site = Site::new(&[("content/a.md", "a"), ("content/b.md", "b"), ("static/c.png", "c")]);
    let first = site.look(&Asked::Everything, later());
    site.write("content/b.md", "other");
    let second = site.look(&Asked::Everything, later());
    assert_eq!(differing(&first, &second), ["content/b.md"]);
    assert_eq!(text(&second, "content/b.md"), "other");
    assert_eq!(first.sources.0.diff(&second.sources.0).count(), 1);
}

#[test]
fn a_file_that_is_read_again_and_is_as_it_was_is_the_same_value() {
    let mut site = Site::new(&[("content/a.md", "a"), ("static/c.png", "c")]);
    let first = site.look(&Asked::Everything, now());
    let second = site.look_at(&["content/a.md", "static/c.png"]);
    assert!(differing(&first, &second).is_empty());
}

#[test]
fn a_file_that_was_written_just_before_it_was_read_is_read_again() {
    let mut site = Site::new(&[("content/a.md", "one"), ("content/b.md", "b")]);
    let at = now();
    site.look(&Asked::Everything, at);
    site.write_unseen("content/a.md", "two");
    let again = site.look(&Asked::Everything, at);
    assert_eq!(text(&again, "content/a.md"), "two");
    site.write_unseen("content/a.md", "six");
    let hinted = site.look_at(&["content/b.md"]);
    assert_eq!(text(&hinted, "content/a.md"), "six");
}

#[test]
fn a_path_that_is_asked_for_is_read_whatever_its_stamp_says() {
    let mut site = Site::new(&[("content/a.md", "one")]);
    site.look(&Asked::Everything, later());
    site.write("content/a.md", "two");
    // As if it had been written within one step of the disk's clock.
    let data = fs::metadata(site.root().join("content/a.md")).unwrap();
    site.scanner.last.seen.get_mut(&path("content/a.md")).unwrap().stamp = Stamp::of(&data);
    assert_eq!(text(&site.look(&Asked::Everything, later()), "content/a.md"), "one");
    assert_eq!(text(&site.look_at(&["content/a.md"]), "content/a.md"), "two");
}

#[test]
fn only_what_is_asked_for_is_looked_at() {
    let mut site = Site::new(&[("content/a.md", "a"), ("content/b.md", "b")]);
    site.look(&Asked::Everything, later());
    site.write("content/a.md", "other");
    site.write("content/b.md", "other");
    let hinted = site.look_at(&["content/a.md"]);
    assert_eq!((text(&hinted, "content/a.md"), text(&hinted, "content/b.md")), ("other", "b"));
}

#[test]
fn what_a_failed_look_was_asked_for_is_done_by_the_next() {
    let mut site = Site::new(&[("content/a.md", "a"), ("content/b.md", "b")]);
    site.look(&Asked::Everything, later());
    site.write("content/a.md", "other");
    let asked = Asked::Paths(BTreeSet::from([site.root().join("content/a.md")]));
    site.scanner.look(Path::new("/nowhere/at/all"), &site.settings, &asked, later()).unwrap_err();
    assert_eq!(text(&site.look_at(&["content/b.md"]), "content/a.md"), "other");
}

#[test]
fn a_file_that_stays_empty_is_believed_in_the_end() {
    let mut site = Site::new(&[("content/a.md", "a")]);
    site.look(&Asked::Everything, later());
    site.write("content/a.md", "");
    assert_eq!(text(&site.look_at(&["content/a.md"]), "content/a.md"), "");
}

#[test]
fn other_settings_are_a_look_at_everything() {
    let mut site = Site::new(&[("content/a.md", "four"), ("texts/b.md", "b")]);
    site.look(&Asked::Everything, later());
    site.settings.text_bytes = 3;
    assert!(input(&site.look_at(&[]), "content/a.md").text().is_none());
    site.settings.content = "texts".into();
    let scan = site.look_at(&[]);
    assert_same(&scan, &site.fresh());
    assert_eq!(scan.sources.iter().map(name).collect::<Vec<_>>(), ["texts/b.md"]);
}

#[test]
fn captured_texts_that_are_as_they_were_are_the_same_values() {
    let mut site = Site::new(&[("content/a.md", "a"), ("captured/b.txt", "b"), ("captured/c.txt", "c")]);
    let wanted = [path("captured/b.txt"), path("captured/c.txt"), path("captured/gone.txt")];
    let root = site.root();
    let mut looks = Vec::new();
    for asked in [&[][..], &["captured/c.txt"]] {
        let mut scan = site.look_at(asked);
        site.scanner.add_texts(&root, &site.settings, &wanted, &mut scan).unwrap();
        looks.push(scan);
        site.write_unseen("captured/c.txt", "d");
    }
    assert_eq!(differing(&looks[0], &looks[1]), ["captured/c.txt"]);
    let mut fresh = site.fresh();
    add_texts(&root, &site.settings, &wanted, &mut fresh).unwrap();
    assert_eq!(fresh.sources.iter().count(), 3);
}
