//! Finds a site's inputs below its root; reads none.
//!
//! Goes in: a root and places in it. Comes out: what was found, in the order of names, and what is to be
//! said of names and links. A symbolic link is followed where it stays in the root.

use super::names::{
    is_editor_leftover, is_host_text, is_passed_over, is_text, is_theme_text, looks_like_key,
};
use super::read::{Found, Kind, named};
use super::{Scan, ScanSettings, TEXT_BYTES};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::paths::SourcePath;
use crate::text::nfc;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The file that says where everything else is.
pub(super) const CONFIGURATION: &str = "site.toml";
/// The folder of a site's own templates.
pub(super) const TEMPLATES: &str = "templates";
/// The folder of what is copied.
pub(super) const STATIC: &str = "static";

/// Which rules hold where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    /// Texts and what lies beside them.
    Content,
    /// Texts alone.
    Texts,
    /// Files to be copied.
    Static,
}

/// What is being found.
pub(super) struct Finder {
    /// Canonical.
    pub root: PathBuf,
    /// Canonical where they exist.
    pub passed_over: Vec<PathBuf>,
    /// How many bytes a text may have.
    pub text_bytes: u64,
    /// What was found, in the order of rooms and names.
    pub found: Vec<Found>,
    /// What is to be said of what was found.
    pub scan: Scan,
    /// Whether each file stands under its very path: no link was met, and no name in another form than
    /// that of its path. Only then does what happens to one path say all that happens to one input.
    pub is_plain: bool,
}

impl Finder {
    /// Finds below a canonical root, which passes over nothing.
    pub fn new(root: PathBuf) -> Self {
        Self {
            root,
            passed_over: Vec::new(),
            text_bytes: TEXT_BYTES,
            found: Vec::new(),
            scan: Scan::default(),
            is_plain: true,
        }
    }

    /// Finds all that a site is made of.
    ///
    /// # Errors
    /// What the disk says, with the path.
    pub fn walk_site(&mut self, settings: &ScanSettings) -> io::Result<()> {
        // The file that gives the limit is not held to it.
        self.text_bytes = TEXT_BYTES;
        self.walk(CONFIGURATION, Room::Texts)?;
        self.text_bytes = settings.text_bytes;
        self.walk(&settings.content, Room::Content)?;
        self.walk(TEMPLATES, Room::Texts)?;
        self.walk(STATIC, Room::Static)
    }

    /// Finds what stands at `place`, a file or a folder.
    ///
    /// # Errors
    /// What the disk says, with the path.
    pub fn walk(&mut self, place: &str, room: Room) -> io::Result<()> {
        let top = self.root.join(place);
        match top.canonicalize() {
            Ok(target) if target.starts_with(&self.root) => self.is_plain &= target == top,
            Ok(_) => {
                self.is_plain = false;
                self.report_link(&top, "leaves the site's folder and is not followed");
                return Ok(());
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(named(&top, &error)),
        }
        self.walk_part(&top, 0, room)
    }

    /// Finds what stands at a place, so many folders below the place where its room begins.
    ///
    /// # Errors
    /// What the disk says, with the path.
    pub fn walk_part(&mut self, start: &Path, depth: usize, room: Room) -> io::Result<()> {
        let mut walk = WalkDir::new(start).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = walk.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.judge_error(error, room)?;
                    continue;
                }
            };
            let is_folder = entry.file_type().is_dir();
            if self.is_wanted(&entry, depth + entry.depth(), room) {
                if entry.file_type().is_file() {
                    self.add(&entry, room);
                }
            } else if is_folder {
                walk.skip_current_dir();
            }
        }
        Ok(())
    }

    /// A file that vanished is deleted, a link that turns in a circle has been followed already;
    /// all else is an error.
    fn judge_error(&mut self, error: walkdir::Error, room: Room) -> io::Result<()> {
        if error.loop_ancestor().is_some() {
            self.is_plain = false;
            return Ok(());
        }
        let path = error.path().unwrap_or(&self.root).to_owned();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let error = io::Error::from(error);
        let is_link = fs::symlink_metadata(&path).is_ok_and(|data| data.is_symlink());
        // A link to itself has a kind of error of its own, which the standard library does not name.
        let leads_nowhere = is_link && error.kind() != io::ErrorKind::PermissionDenied;
        if !leads_nowhere && error.kind() != io::ErrorKind::NotFound {
            return Err(named(&path, &error));
        }
        self.is_plain &= !leads_nowhere || is_without_effect(&name, room);
        if leads_nowhere && !is_passed_over(&name) {
            self.report_link(&path, "leads nowhere");
        }
        Ok(())
    }

    /// Whether a file or folder is looked at; says so where somebody may wonder why not.
    fn is_wanted(&mut self, entry: &DirEntry, depth: usize, room: Room) -> bool {
        let Some(name) = entry.file_name().to_str() else {
            self.scan.diagnostics.push(Diagnostic::new(
                Code::NotUtf8,
                "the name of this file is not UTF-8",
                whole(&self.source_path(entry.path())),
            ));
            return false;
        };
        self.is_plain &= !entry.path_is_symlink() || is_without_effect(name, room);
        let target = entry.path_is_symlink().then(|| entry.path().canonicalize());
        let place = match &target {
            Some(Ok(target)) => target.as_path(),
            _ => entry.path(),
        };
        if self.passed_over.iter().any(|passed| place.starts_with(passed)) {
            return false;
        }
        if depth > 0 && !self.is_wanted_by_name(entry, depth, place, room) {
            return false;
        }
        if place.starts_with(&self.root) {
            return true;
        }
        self.report_link(entry.path(), "leaves the site's folder and is not followed");
        false
    }

    fn is_wanted_by_name(&mut self, entry: &DirEntry, depth: usize, target: &Path, room: Room) -> bool {
        let name = &*entry.file_name().to_string_lossy();
        if room != Room::Static {
            return !is_passed_over(name);
        }
        let well_known = name == ".well-known" && depth == 1 && entry.file_type().is_dir();
        let is_key = |name: &str| entry.file_type().is_file() && looks_like_key(name);
        let target_name = target.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        let left_out = (name.starts_with('.') && !well_known)
            || is_editor_leftover(name)
            || is_key(name)
            || is_key(&target_name);
        if left_out {
            self.scan.left_out.push(self.source_path(entry.path()));
        }
        !left_out
    }

    fn add(&mut self, entry: &DirEntry, room: Room) {
        let path = self.source_path(entry.path());
        self.is_plain &= self.root.join(path.as_str()) == entry.path();
        let kind = match room {
            Room::Texts => Kind::Text,
            Room::Static if is_theme_text(&path) || is_host_text(&path) => Kind::Text,
            Room::Static => Kind::File,
            Room::Content if is_text(&entry.file_name().to_string_lossy()) => Kind::Text,
            Room::Content => Kind::File,
        };
        // What a link leads to shows by its name whether it is a key.
        let target = entry.path_is_symlink().then(|| entry.path().canonicalize().ok()).flatten();
        let disk = target.unwrap_or_else(|| entry.path().to_owned());
        self.found.push(Found { path, disk, kind, limit: self.text_bytes });
    }

    fn report_link(&mut self, path: &Path, fact: &str) {
        self.scan.diagnostics.push(
            Diagnostic::new(
                Code::OutsideLink,
                format!("the symbolic link {fact}"),
                whole(&self.source_path(path)),
            )
            .help("put the file or folder itself there"),
        );
    }

    /// The path below the root in NFC, since macOS takes names apart.
    fn source_path(&self, path: &Path) -> SourcePath {
        let below = path.strip_prefix(&self.root).unwrap_or(path);
        let segments: Vec<String> =
            below.components().map(|part| nfc(&part.as_os_str().to_string_lossy())).collect();
        SourcePath::new(&segments.join("/")).expect("what is walked below the root holds no `..`")
    }
}

/// Whether a file of that name is passed over, and nothing is said of it, whatever it is.
pub(super) fn is_without_effect(name: &str, room: Room) -> bool {
    room != Room::Static && is_passed_over(name)
}

fn whole(path: &SourcePath) -> Span {
    Span { file: path.clone(), range: 0..0 }
}
