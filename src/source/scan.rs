//! Finds a site's inputs below its root and reads them.
//!
//! Finding is done by one thread, in the order of names; reading by all. A symbolic link is
//! followed where it stays in the root.

use super::names::{
    is_editor_leftover, is_host_text, is_passed_over, is_text, is_theme_text, looks_like_key,
};
use super::read::{Found, Kind, named, read};
use super::{Source, SourceSet, TEXT_BYTES};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::paths::SourcePath;
use crate::text::nfc;
use rayon::prelude::*;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// What a scan has to know; of the configuration only what says where to look.
#[derive(Clone, Debug)]
pub struct ScanSettings {
    /// The content folder, relative to the root.
    pub content: String,
    /// The output folder, which is passed over; absolute or relative to the root.
    pub output: Option<PathBuf>,
    /// Further files and folders that are passed over; absolute or relative to the root.
    pub ignored: Vec<PathBuf>,
    /// How many bytes a text may have.
    pub text_bytes: u64,
}

impl Default for ScanSettings {
    /// The settings of a site whose configuration is not known yet.
    fn default() -> Self {
        Self {
            content: "content".into(),
            output: Some("public".into()),
            ignored: Vec::new(),
            text_bytes: TEXT_BYTES,
        }
    }
}

/// What a scan found.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// The inputs.
    pub sources: SourceSet,
    /// Links that leave the root, names that cannot be used; sorted.
    pub diagnostics: Diagnostics,
    /// What stands under `static/` and is not published (hidden files, keys, editor leftovers), a
    /// folder as one; sorted.
    pub left_out: Vec<SourcePath>,
}

/// Reads `site.toml`, the content folder, `templates/` and `static/` below `root`. What is not
/// there is no error.
///
/// # Errors
/// What the disk says, with the path; a root that is not there.
pub fn scan(root: &Path, settings: &ScanSettings) -> io::Result<Scan> {
    let root = root.canonicalize().map_err(|error| named(root, &error))?;
    let passed_over = passed_over(&root, settings);
    let mut finder = Finder { passed_over, ..Finder::new(root) };
    finder.walk("site.toml", Room::Texts)?;
    finder.text_bytes = settings.text_bytes;
    finder.walk(&settings.content, Room::Content)?;
    finder.walk("templates", Room::Texts)?;
    finder.walk("static", Room::Static)?;

    let Finder { found, mut scan, .. } = finder;
    let read: Vec<Option<Source>> = found.par_iter().map(read).collect::<io::Result<_>>()?;
    for source in read.into_iter().flatten() {
        let path = source.path.clone();
        if scan.sources.insert(source).is_some() {
            scan.diagnostics.push(Diagnostic::new(
                Code::DuplicateOutput,
                "two files whose names are the same characters in different forms",
                Span { file: path, range: 0..0 },
            ));
        }
    }
    scan.diagnostics.sort();
    scan.left_out.sort();
    scan.left_out.dedup();
    Ok(scan)
}

/// What is not looked into; canonical where it exists.
fn passed_over(root: &Path, settings: &ScanSettings) -> Vec<PathBuf> {
    let paths = settings.output.iter().chain(&settings.ignored).map(|path| root.join(path));
    paths.map(|path| path.canonicalize().unwrap_or(path)).collect()
}

/// Reads `site.toml` alone, which says where everything else is; `None` where there is none.
///
/// # Errors
/// What the disk says, with the path; a root that is not there.
pub fn read_configuration(root: &Path) -> io::Result<Option<Source>> {
    let root = root.canonicalize().map_err(|error| named(root, &error))?;
    let mut finder = Finder::new(root);
    finder.walk("site.toml", Room::Texts)?;
    finder.found.iter().find_map(|found| read(found).transpose()).transpose()
}

/// Reads further texts, wherever below the root they stand, and adds them to what a scan found. One
/// that is not there, or is no plain file, is left out.
///
/// # Errors
/// What the disk says, with the path.
pub fn add_texts(
    root: &Path,
    settings: &ScanSettings,
    paths: &[SourcePath],
    scan: &mut Scan,
) -> io::Result<()> {
    let root = root.canonicalize().map_err(|error| named(root, &error))?;
    let mut finder = Finder {
        passed_over: passed_over(&root, settings),
        text_bytes: settings.text_bytes,
        scan: std::mem::take(scan),
        ..Finder::new(root)
    };
    for path in paths {
        if finder.root.join(path.as_str()).is_file() {
            finder.walk(path.as_str(), Room::Texts)?;
        }
    }
    let Finder { found, scan: mut complete, .. } = finder;
    for found in &found {
        if let Some(source) = read(found)? {
            complete.sources.insert(source);
        }
    }
    complete.diagnostics.sort();
    *scan = complete;
    Ok(())
}

/// Which rules hold where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Room {
    /// Texts and what lies beside them.
    Content,
    /// Texts alone.
    Texts,
    /// Files to be copied.
    Static,
}

/// A scan under way.
struct Finder {
    /// Canonical.
    root: PathBuf,
    /// Canonical where they exist.
    passed_over: Vec<PathBuf>,
    text_bytes: u64,
    found: Vec<Found>,
    scan: Scan,
}

impl Finder {
    fn new(root: PathBuf) -> Self {
        Self {
            root,
            passed_over: Vec::new(),
            text_bytes: TEXT_BYTES,
            found: Vec::new(),
            scan: Scan::default(),
        }
    }

    /// Finds what stands at `place`, a file or a folder.
    fn walk(&mut self, place: &str, room: Room) -> io::Result<()> {
        let top = self.root.join(place);
        match top.canonicalize() {
            Ok(target) if target.starts_with(&self.root) => {}
            Ok(_) => {
                self.report_link(&top, "leaves the site's folder and is not followed");
                return Ok(());
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(named(&top, &error)),
        }
        let mut walk = WalkDir::new(&top).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = walk.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.judge_error(error)?;
                    continue;
                }
            };
            let is_folder = entry.file_type().is_dir();
            if self.is_wanted(&entry, room) {
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
    fn judge_error(&mut self, error: walkdir::Error) -> io::Result<()> {
        if error.loop_ancestor().is_some() {
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
        if leads_nowhere && !is_passed_over(&name) {
            self.report_link(&path, "leads nowhere");
        }
        Ok(())
    }

    /// Whether a file or folder is looked at; says so where somebody may wonder why not.
    fn is_wanted(&mut self, entry: &DirEntry, room: Room) -> bool {
        let Some(name) = entry.file_name().to_str() else {
            self.scan.diagnostics.push(Diagnostic::new(
                Code::NotUtf8,
                "the name of this file is not UTF-8",
                whole(&self.source_path(entry.path())),
            ));
            return false;
        };
        let target = entry.path_is_symlink().then(|| entry.path().canonicalize());
        let place = match &target {
            Some(Ok(target)) => target.as_path(),
            _ => entry.path(),
        };
        if self.passed_over.iter().any(|passed| place.starts_with(passed)) {
            return false;
        }
        if entry.depth() > 0 && !self.is_wanted_by_name(entry, name, place, room) {
            return false;
        }
        if place.starts_with(&self.root) {
            return true;
        }
        self.report_link(entry.path(), "leaves the site's folder and is not followed");
        false
    }

    fn is_wanted_by_name(&mut self, entry: &DirEntry, name: &str, target: &Path, room: Room) -> bool {
        if room != Room::Static {
            return !is_passed_over(name);
        }
        let well_known = name == ".well-known" && entry.depth() == 1 && entry.file_type().is_dir();
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

fn whole(path: &SourcePath) -> Span {
    Span { file: path.clone(), range: 0..0 }
}
