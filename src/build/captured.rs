//! Captured texts of sources: which there are to be, and which of them cannot be used.
//!
//! A source's `text` names a plain text anywhere below the site's root that is not published. What
//! stands outside the folders that a scan looks into is read once the sources are known
//! ([`wanted`]), and handed to the build among the other inputs.

use super::Settings;
use super::cache::BuildCache;
use super::documents::{Documents, Mark};
use super::held::Split;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Located, Span};
use crate::document::reference::is_markdown_path;
use crate::document::{Document, Fields};
use crate::paths::SourcePath;
use crate::source::{Content, SourceSet};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The captured texts that the sources of a site name, sorted; to be read before the site is built.
pub fn wanted(settings: &Settings, sources: &SourceSet, cache: &mut BuildCache) -> Vec<SourcePath> {
    cache.parse(settings, sources);
    let mut paths: Vec<SourcePath> = named(cache.documents.marked(Mark::Captures))
        .filter_map(|(_, text)| SourcePath::new(&text.value))
        .filter(|path| !sources.0.contains_key(path) && !is_markdown_path(path.as_str()))
        .collect();
    paths.sort();
    paths.dedup();
    paths
}

/// The captured texts that are there, and what is wrong with the others.
pub(super) fn find(
    documents: &Documents,
    split: &Split,
    sources: &SourceSet,
) -> (BTreeMap<SourcePath, Arc<str>>, Diagnostics) {
    let mut captured = BTreeMap::new();
    let mut diagnostics = Diagnostics::new();
    let naming = documents.marked(Mark::Captures);
    let published = naming.filter_map(|document| split.published(documents, &document.path));
    for (document, written) in named(published) {
        let span = Span { file: document.path.clone(), range: written.range.clone() };
        match text(written, sources) {
            Ok((path, text)) => {
                captured.insert(path, text);
            }
            Err((code, message)) => diagnostics.push(
                Diagnostic::new(code, message, span)
                    .help("name a plain text below the site's folder, such as `captured/press-release.txt`"),
            ),
        }
    }
    (captured, diagnostics)
}

/// What `text` says in the sources of these documents.
fn named<'a>(
    documents: impl Iterator<Item = &'a Arc<Document>>,
) -> impl Iterator<Item = (&'a Arc<Document>, &'a Located<String>)> {
    documents.flat_map(|document| {
        document.records.iter().filter_map(move |record| match &record.fields {
            Fields::Source(source) => Some((document, source.text.as_ref()?)),
            _ => None,
        })
    })
}

fn text(written: &Located<String>, sources: &SourceSet) -> Result<(SourcePath, Arc<str>), (Code, String)> {
    let name = &written.value;
    let Some(path) = SourcePath::new(name) else {
        return Err((Code::OutsideSite, format!("the captured text `{name}` leaves the site's folder")));
    };
    if is_markdown_path(path.as_str()) {
        return Err((Code::WrongType, format!("the captured text `{name}` is Markdown, which is published")));
    }
    let Some(source) = sources.get(&path) else {
        return Err((Code::MissingFile, format!("there is no captured text `{path}`")));
    };
    let is_published = path.below("static").is_some()
        || path.below("templates").is_some()
        || matches!(source.content, Content::File { .. });
    match source.text() {
        _ if is_published => {
            let message = format!("the captured text `{path}` stands where files are published from");
            Err((Code::WrongType, message))
        }
        Some(text) => Ok((path, Arc::clone(text))),
        None if matches!(source.content, Content::TooLarge { .. }) => {
            Err((Code::TooLarge, format!("the captured text `{path}` is larger than a text may be")))
        }
        None => Err((Code::NotUtf8, format!("the captured text `{path}` is not UTF-8"))),
    }
}
