//! The journal: what a build is about to do, so that the next one can mend what it left half done.
//!
//! `.briefing/journal.json` stands in the output folder from the first file that is staged until
//! the manifest is written. That it is there says that temporary files may lie about; the paths in
//! it are files that the manifest does not name yet but may be in place already.

use crate::data::json;
use crate::paths::OutputPath;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What stands in the journal.
#[derive(Serialize, Deserialize)]
struct Journal {
    files: Vec<String>,
}

/// Reads the paths out of a journal's text. A text that cannot be read names none: the journal was
/// then being written, and nothing had been put in place under it.
pub(super) fn parse(text: &str) -> BTreeSet<OutputPath> {
    let files = json::from_str::<Journal>(text).map_or_else(|_| Vec::new(), |journal| journal.files);
    files.iter().filter_map(|path| OutputPath::new(path)).collect()
}

/// Writes the paths as a journal's text.
pub(super) fn to_text<'a>(files: impl IntoIterator<Item = &'a OutputPath>) -> String {
    let files = files.into_iter().map(|path| path.as_str().to_owned()).collect();
    json::to_string(&Journal { files }) + "\n"
}
