//! A scan: what it has to know, what it finds, and the reading of a site that is read once.
//!
//! Goes in: the root of a site. Comes out: its inputs. What is read again and again is read by a
//! [`Scanner`], which this is the first look of.

use super::find::{CONFIGURATION, Finder, Room};
use super::read::{named, read};
use super::scanner::{Asked, Scanner};
use super::{Source, SourceSet, TEXT_BYTES};
use crate::diagnostics::Diagnostics;
use crate::paths::SourcePath;
use std::io;
use std::path::{Path, PathBuf};

/// What a scan has to know; of the configuration only what says where to look.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    Scanner::default().look(root, settings, &Asked::Everything, BEFORE_ALL)
}

/// A time for those who look once: no stamp that is taken then is relied upon.
const BEFORE_ALL: i128 = i128::MIN;

/// Reads `site.toml` alone, which says where everything else is; `None` where there is none.
///
/// # Errors
/// What the disk says, with the path; a root that is not there.
pub fn read_configuration(root: &Path) -> io::Result<Option<Source>> {
    let root = root.canonicalize().map_err(|error| named(root, &error))?;
    let mut finder = Finder::new(root);
    finder.walk(CONFIGURATION, Room::Texts)?;
    let read = finder.found.iter().find_map(|found| read(found).transpose()).transpose()?;
    Ok(read.map(|(source, _)| source))
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
    Scanner::default().add_texts(root, settings, paths, scan)
}

/// What is not looked into; canonical where it exists.
pub(super) fn passed_over(root: &Path, settings: &ScanSettings) -> Vec<PathBuf> {
    let paths = settings.output.iter().chain(&settings.ignored).map(|path| root.join(path));
    paths.map(|path| path.canonicalize().unwrap_or(path)).collect()
}
