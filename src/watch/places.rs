//! Which folders of a site are watched, and which events are of interest.
//!
//! Goes in: the settings of a watch, and what is on disk. Comes out: folders that are watched with all
//! that is below them, folders that are watched alone, and for each path whether it matters. A folder
//! that is not there yet is noticed by the folder above it. A link is followed where it stays in the
//! root, as [`crate::source`] does it.

use super::WatchSettings;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Folders of programs that keep their own things there and change them at any time.
const OF_PROGRAMS: &[&str] = &[".briefing", ".git"];

/// The folders of a site; all canonical but for `wanted`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Places {
    root: PathBuf,
    /// Watched with all that is below.
    deep: BTreeSet<PathBuf>,
    /// Watched alone, since files in them matter.
    flat: BTreeSet<PathBuf>,
    /// Watched alone, since a place may come in them.
    above: BTreeSet<PathBuf>,
    /// The places as they are written, whether they are there or not.
    wanted: Vec<PathBuf>,
    passed_over: Vec<PathBuf>,
}

impl Places {
    /// Finds what there is to watch.
    ///
    /// # Errors
    /// A root that is not there; the error names it.
    pub fn find(settings: &WatchSettings) -> io::Result<Self> {
        let root = settings.root.canonicalize().map_err(|error| {
            let root = settings.root.display();
            io::Error::new(error.kind(), format!("cannot watch `{root}`: {error}"))
        })?;
        let whole = |path: &PathBuf| root.join(path);
        let passed_over = settings.passed_over.iter().map(whole);
        let passed_over = passed_over.map(|path| path.canonicalize().unwrap_or(path)).collect();
        let mut places = Self { root: root.clone(), passed_over, ..Self::default() };
        for folder in [&*settings.content, "templates", "static"] {
            let folder = root.join(folder);
            if let Some(found) = places.inside(&folder).filter(|found| found.is_dir()) {
                places.add_deep(found);
            }
            places.want(folder);
        }
        for folder in settings.captured.iter().map(whole) {
            places.flat.extend(places.inside(&folder).filter(|found| found.is_dir()));
            places.want(folder);
        }
        places.follow(&root.join("site.toml"));
        places.above.insert(root);
        Ok(places)
    }

    /// The folders that are watched alone.
    pub fn flat(&self) -> impl Iterator<Item = &Path> {
        let is_apart = |folder: &&PathBuf| !self.is_deep(folder);
        self.above.union(&self.flat).filter(is_apart).map(PathBuf::as_path)
    }

    /// The folders that are watched with all that is below.
    pub fn deep(&self) -> impl Iterator<Item = &Path> {
        self.deep.iter().map(PathBuf::as_path)
    }

    /// Whether what happens at a path matters.
    pub fn is_of_interest(&self, path: &Path) -> bool {
        if self.is_passed_over(path) {
            return false;
        }
        let is_in_flat = path.parent().is_some_and(|folder| self.flat.contains(folder));
        self.is_deep(path) || is_in_flat || path == self.root.join("site.toml") || self.holds_a_place(path)
    }

    /// Whether a path is a place that is watched, or one above it.
    pub fn holds_a_place(&self, path: &Path) -> bool {
        self.wanted.iter().chain(&self.deep).chain(&self.flat).any(|place| place.starts_with(path))
    }

    fn is_deep(&self, path: &Path) -> bool {
        // There are few folders, unless a site is full of links.
        self.deep.iter().any(|folder| path.starts_with(folder))
    }

    fn is_passed_over(&self, path: &Path) -> bool {
        let below = path.strip_prefix(&self.root).unwrap_or(path);
        let mut folders = below.ancestors().skip(1).filter_map(Path::file_name);
        self.passed_over.iter().any(|passed| path.starts_with(passed))
            || folders.any(|name| OF_PROGRAMS.iter().any(|program| name == *program))
    }

    /// Where a path is in truth; `None` where it is not there, leaves the root, or is passed over.
    fn inside(&self, path: &Path) -> Option<PathBuf> {
        let found = path.canonicalize().ok()?;
        (found.starts_with(&self.root) && !self.is_passed_over(&found)).then_some(found)
    }

    /// Has the folders above a place tell when it comes or goes.
    fn want(&mut self, place: PathBuf) {
        let above = place.ancestors().skip(1).take_while(|folder| folder.starts_with(&self.root));
        let above: Vec<PathBuf> = above.filter_map(|folder| self.inside(folder)).collect();
        self.above.extend(above);
        self.wanted.push(place);
    }

    /// Adds a folder with all that is below, and what the links in it lead to.
    fn add_deep(&mut self, folder: PathBuf) {
        if self.is_deep(&folder) {
            return;
        }
        let mut folders = vec![folder.clone()];
        self.deep.insert(folder);
        while let Some(folder) = folders.pop() {
            // What cannot be read or is gone is for the one who looks to report.
            let Ok(entries) = fs::read_dir(&folder) else { continue };
            for entry in entries.flatten() {
                let Ok(kind) = entry.file_type() else { continue };
                let path = entry.path();
                if kind.is_dir() && !self.is_passed_over(&path.join("any")) {
                    folders.push(path);
                } else if kind.is_symlink() {
                    self.follow(&path);
                }
            }
        }
    }

    /// Adds what a link leads to, and with it what stands beside it: a file is replaced by a rename.
    fn follow(&mut self, link: &Path) {
        let Some(target) = self.inside(link).filter(|target| target != link) else { return };
        if !target.is_dir() {
            self.flat.extend(target.parent().map(Path::to_owned));
        } else if !link.starts_with(&target) {
            // A link to a folder that it stands in is a circle, which nobody follows.
            self.add_deep(target);
        }
    }
}
