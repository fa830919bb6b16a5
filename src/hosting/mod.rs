//! Files that hosts read: headers, redirects, the sitemap, what robots may do.
//!
//! Goes in: addresses and texts, with what a site brings itself. Comes out: files to be written, one
//! function for each format. Nothing here knows what a page shows. Addresses are put below the path of
//! the site's own one (`prefix`, with a slash at both ends), since hosts compare whole paths.

pub mod headers;
pub mod redirects;
pub mod robots;
pub mod sitemap;

use crate::paths::{OutputFile, OutputPath};

/// The file that tells GitHub Pages to serve files as they are.
pub fn nojekyll() -> OutputFile {
    file(".nojekyll", String::new())
}

fn file(name: &str, text: String) -> OutputFile {
    let path = OutputPath::new(name).expect("names of host files are plain");
    OutputFile { path, bytes: text.into_bytes().into(), permalinks: Vec::new() }
}

/// A site's own text, then ours.
fn joined(own: Option<&str>, ours: &str) -> String {
    match own.map(str::trim_end) {
        None | Some("") => ours.to_owned(),
        Some(own) if ours.is_empty() => format!("{own}\n"),
        Some(own) => format!("{own}\n\n{ours}"),
    }
}
