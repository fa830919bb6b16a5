//! A watch on a site: with the system's events, and with events that a test gives.

mod disk;
mod events;

use super::*;
use notify::{Event, EventKind};
use std::fs;
use std::path::Path;

/// How long something that must happen may take on a machine that is busy.
const IN_THE_END: Duration = Duration::from_secs(20);

/// How long it is listened for what must not ring.
const SILENCE: Duration = Duration::from_millis(400);

/// A site that is watched.
struct Site {
    folder: tempfile::TempDir,
    watcher: Watcher,
}

fn settings(root: &Path) -> WatchSettings {
    WatchSettings {
        root: root.to_owned(),
        content: "content".into(),
        captured: vec!["captured".into()],
        passed_over: vec!["public".into()],
        method: Method::Native,
    }
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for path in ["content/a", "static", "texts", "captured", "public", ".git"] {
        fs::create_dir_all(folder.path().join(path)).unwrap();
    }
    for path in ["site.toml", "content/x.md", "content/a/y.md"] {
        fs::write(folder.path().join(path), "text").unwrap();
    }
    folder
}

impl Site {
    fn new() -> Self {
        let folder = folder();
        let watcher = Watcher::start(settings(folder.path())).unwrap();
        assert_eq!(watcher.notice(), None);
        Self { folder, watcher }
    }

    /// A site whose events come from the test.
    fn silent() -> Self {
        let folder = folder();
        let starter: Starter = Box::new(|_| Ok(Box::new(notify::NullWatcher)));
        let watcher = Watcher::start_by(settings(folder.path()), starter).unwrap();
        Self { folder, watcher }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.path(path), text).unwrap();
    }

    fn rename(&self, from: &str, to: &str) {
        fs::rename(self.path(from), self.path(to)).unwrap();
    }

    fn hear(&self, kind: EventKind, paths: &[&str]) {
        let paths = paths.iter().map(|path| self.path(path)).collect();
        let event = Event { kind, paths, ..Event::default() };
        native::hear(&self.watcher.bell(), Ok(event));
    }

    /// The next hint.
    #[track_caller]
    fn hint(&mut self) -> Hint {
        match self.watcher.wait(Some(Instant::now() + IN_THE_END)) {
            Wake::Hint(hint) => hint,
            other => panic!("{other:?} in place of a hint"),
        }
    }

    /// Waits until all of the paths are hinted, and says how many hints it took.
    #[track_caller]
    fn told_of(&mut self, paths: &[&str]) -> usize {
        let mut missing: BTreeSet<PathBuf> = paths.iter().map(|path| self.path(path)).collect();
        for number in 1.. {
            match self.hint().paths {
                Hinted::Everything => return number,
                Hinted::Paths(hinted) => missing.retain(|path| {
                    // A hint at a folder is one at all that is below.
                    !hinted.iter().any(|hinted| path.starts_with(hinted))
                }),
            }
            if missing.is_empty() {
                return number;
            }
        }
        unreachable!("it is waited for as many hints as come")
    }

    /// All that is hinted until nothing more comes.
    fn all_hints(&mut self) -> Vec<Hinted> {
        let mut hints = Vec::new();
        while let Wake::Hint(hint) = self.watcher.wait(Some(Instant::now() + SILENCE)) {
            hints.push(hint.paths);
        }
        hints
    }

    #[track_caller]
    fn assert_told_of_alone(&mut self, path: &str) {
        let hints = self.all_hints();
        let expected = only(self.path(path));
        assert!(!hints.is_empty() && hints.iter().all(|hint| *hint == expected), "{hints:?}");
    }

    #[track_caller]
    fn assert_silent(&mut self) {
        let hints = self.all_hints();
        assert!(hints.is_empty(), "{hints:?}");
    }
}

fn only(path: PathBuf) -> Hinted {
    Hinted::Paths(BTreeSet::from([path]))
}
