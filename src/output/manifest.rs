//! The manifest: which files a build made, and the permalinks in them.
//!
//! It stands in the output folder as `.briefing/manifest.json`: `{"format": 1, "files": {path:
//! {"hash": …, "permalinks": […]}}}`, sorted by path. It names no time, no source and nothing of the
//! machine, so that the same build writes the same manifest.

use crate::data::json;
use crate::paths::OutputPath;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// The format that is written, and the only one that is read.
const FORMAT: u32 = 1;

/// The files of one build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// By path.
    pub files: BTreeMap<OutputPath, ManifestFile>,
}

/// One file of a build.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestFile {
    /// Hash of its bytes, 32 hexadecimal digits.
    pub hash: String,
    /// Permalinks that stand in it, sorted; empty but for pages of records.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub permalinks: Vec<String>,
}

/// The manifest as it is read.
#[derive(Deserialize)]
struct Read {
    #[serde(default)]
    files: BTreeMap<String, ManifestFile>,
}

/// What every format of the manifest has.
#[derive(Deserialize)]
struct Head {
    format: u32,
}

impl Manifest {
    /// Reads a manifest from a file, such as the one of `--previous`.
    ///
    /// # Errors
    /// What the disk says, with the path; a text that is no manifest (`InvalidData`).
    pub fn read(path: &Path) -> io::Result<Self> {
        let text = fs::read_to_string(path).map_err(|error| super::named("read", path, &error))?;
        Self::parse(&text).map_err(|message| {
            super::named("use", path, &io::Error::new(io::ErrorKind::InvalidData, message))
        })
    }

    /// Reads the manifest of an output folder.
    ///
    /// # Errors
    /// As [`Manifest::read`].
    pub fn of_folder(folder: &Path) -> io::Result<Self> {
        Self::read(&folder.join(super::ground::OURS).join("manifest.json"))
    }

    /// Reads a manifest from its text.
    ///
    /// # Errors
    /// What is wrong, lower case, no full stop.
    pub fn parse(text: &str) -> Result<Self, String> {
        let head: Head = json::from_str(text).map_err(|error| error.message)?;
        if head.format != FORMAT {
            return Err(format!("it has format {}, and this version knows format {FORMAT}", head.format));
        }
        let read: Read = json::from_str(text).map_err(|error| error.message)?;
        let mut files = BTreeMap::new();
        for (path, file) in read.files {
            // A path is only trusted where it is written as we write it: others could lead out.
            let output = OutputPath::new(&path)
                .filter(|output| output.as_str() == path)
                .ok_or_else(|| format!("`{path}` is no path below the folder"))?;
            files.insert(output, file);
        }
        Ok(Self { files })
    }

    /// The permalinks of all files.
    pub fn permalinks(&self) -> BTreeMap<OutputPath, Vec<String>> {
        self.files.iter().map(|(path, file)| (path.clone(), file.permalinks.clone())).collect()
    }

    /// The text of the manifest, on a line for each file, so that it can be compared and kept under
    /// version control.
    pub fn to_text(&self) -> String {
        let mut text = format!("{{\"format\":{FORMAT},\"files\":{{\n");
        for (number, (path, file)) in self.files.iter().enumerate() {
            let end = if number + 1 == self.files.len() { "\n" } else { ",\n" };
            text.push_str(&format!("{}:{}{end}", json::to_string(&path.as_str()), json::to_string(file)));
        }
        text.push_str("}}\n");
        text
    }
}
