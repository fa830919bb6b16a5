//! Where outputs stand: no two at one path, and none where another has its folder.
//!
//! Paths are compared as the file systems of macOS and Windows do: by normal form and case folding.

use super::pages::Pages;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::paths::{SourcePath, UrlPath};
use crate::text;
use crate::tree::OutputTree;
use std::collections::{BTreeMap, HashMap};

/// Where authors name the files that are copied: by address, the reference, or the file itself.
pub type Places = BTreeMap<UrlPath, Span>;

/// The place of a file as a whole.
pub fn whole(file: &SourcePath) -> Span {
    Span { file: file.clone(), range: 0..0 }
}

/// Reports outputs that are in each other's way: pages, assets, copied files and files for hosts among
/// each other. (Two pages at one address are reported where they are planned.)
pub fn check(tree: &OutputTree, pages: &Pages, copied: &Places) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let outputs = tree.cells.keys().chain(tree.files.keys()).chain(tree.copies.keys());
    let placed: Vec<(String, &UrlPath)> =
        outputs.map(|path| (text::fold(path.output().as_str()), path)).collect();
    let span = |path: &UrlPath| {
        let of_page = || crate::page::plan::span(&pages.index, &tree.cells.get(path)?.page.key);
        copied.get(path).cloned().or_else(of_page)
    };
    let mut taken: HashMap<&str, &UrlPath> = HashMap::new();
    for (place, path) in &placed {
        if let Some(other) = taken.insert(place, path) {
            let message = format!("two outputs stand at one path: `{path}` and `{other}`");
            diagnostics.push(conflict(message, [span(path), span(other)]));
        }
    }
    for (file, below) in files_with_outputs_below(&placed, &taken) {
        let first = below[0];
        let others = match below.len() - 1 {
            0 => String::new(),
            1 => " and of 1 other output".to_owned(),
            many => format!(" and of {many} other outputs"),
        };
        let message = format!("`{file}` is to be a file, and the folder of `{first}`{others}");
        diagnostics.push(conflict(message, [span(file), span(first)]));
    }
    diagnostics
}

/// The files that are to be folders too, each with all that would stand below it: a file in the way of
/// a register is in that of each of its pages.
fn files_with_outputs_below<'a>(
    placed: &[(String, &'a UrlPath)],
    taken: &HashMap<&str, &'a UrlPath>,
) -> BTreeMap<&'a UrlPath, Vec<&'a UrlPath>> {
    let mut files: BTreeMap<&UrlPath, Vec<&UrlPath>> = BTreeMap::new();
    for (place, path) in placed {
        for (at, _) in place.match_indices('/') {
            if let Some(file) = taken.get(&place[..at]) {
                files.entry(file).or_default().push(path);
            }
        }
    }
    files
}

fn conflict(message: String, spans: [Option<Span>; 2]) -> Diagnostic {
    let mut spans = spans.into_iter().flatten();
    let mut diagnostic = match spans.next() {
        Some(span) => Diagnostic::new(Code::DuplicateOutput, message, span),
        None => Diagnostic::without_place(Code::DuplicateOutput, message),
    };
    if let Some(span) = spans.next() {
        diagnostic = diagnostic.also(span, "the other one");
    }
    diagnostic.help("rename the file in `static/` or beside the text, or give the record another `slug`")
}
