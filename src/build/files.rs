//! Files that are copied: `static/`, and files beside texts where a published page refers to them.

use crate::address;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::document::record::Image;
use crate::document::{Document, Reference};
use crate::index::{Entry, Facts, SiteIndex, Target, fields};
use crate::page::Site;
use crate::paths::{OutputFile, OutputPath, SourcePath, UrlPath};
use crate::source::{Content, SourceSet};
use crate::text;
use crate::theme::Theme;
use crate::tree::{CopiedFile, OutputTree};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The folder that is copied as it is.
const STATIC: &str = "static";

/// Adds all copied files to the tree, and reports those that are not there.
pub fn add(tree: &mut OutputTree, index: &SiteIndex, site: &Site, sources: &SourceSet) -> Diagnostics {
    for source in sources.iter() {
        let Some(name) = source.path.below(STATIC).filter(|_| !Theme::owns(&source.path)) else { continue };
        if let Some(copy) = copied(&source.path, name, sources) {
            tree.copies.insert(UrlPath::new(name), copy);
        } else if let (Some(text), Some(path)) = (source.text(), OutputPath::new(name)) {
            let file = OutputFile { path, bytes: text.as_bytes().into(), permalinks: Vec::new() };
            tree.files.insert(UrlPath::new(name), file);
        }
    }
    let mut diagnostics = Diagnostics::new();
    for entry in index.register().entries() {
        for language in &entry.card.languages {
            let page = address::of_card(&entry.card, language, site.languages());
            // A page shows the picture and texts of the first version where its own has none.
            let shown: BTreeSet<&SourcePath> = entry
                .chosen(language)
                .into_iter()
                .chain(entry.base())
                .map(|version| &version.document.path)
                .collect();
            let versions = entry.versions.iter().filter(|version| shown.contains(&version.document.path));
            for version in versions {
                for (file, span) in referred(index, entry, &version.document) {
                    let path = address::of_file(&page, &version.document.path, &file);
                    match copied(&file, path.as_str().trim_start_matches('/'), sources) {
                        None => diagnostics.push(missing(&file, span, sources)),
                        Some(copy) => {
                            if let Some(other) = tree.copies.insert(path, copy.clone())
                                && other.disk != copy.disk
                            {
                                diagnostics.push(two_files(&copy, &other, span));
                            }
                        }
                    }
                }
            }
        }
    }
    diagnostics
}

fn two_files(copy: &CopiedFile, other: &CopiedFile, span: Span) -> Diagnostic {
    let message = format!("two files would stand at `{}`", copy.path);
    let help = format!("the other one is `{}`; rename one of them", other.disk.display());
    Diagnostic::new(Code::DuplicateOutput, message, span).help(help)
}

fn copied(file: &SourcePath, name: &str, sources: &SourceSet) -> Option<CopiedFile> {
    let source = sources.get(file)?;
    let Content::File { disk, .. } = &source.content else { return None };
    Some(CopiedFile { path: OutputPath::new(name)?, disk: disk.clone(), hash: source.hash })
}

/// The files that a version of a record refers to, with the first place that does.
fn referred(index: &SiteIndex, entry: &Entry, document: &Document) -> BTreeMap<SourcePath, Span> {
    let mut files: BTreeMap<SourcePath, Span> = BTreeMap::new();
    let mut add = |path: &SourcePath, range: &Range<usize>| {
        files
            .entry(path.clone())
            .or_insert_with(|| Span { file: document.path.clone(), range: range.clone() });
    };
    let facts = index.facts_of(&document.path).map(|facts| &**facts);
    for (link, target) in document.body.links.iter().zip(facts.map_or(&[][..], targets)) {
        if let Target::File(path) = target {
            add(path, &link.range);
        }
    }
    for picture in &document.body.pictures {
        if let Reference::File(path) = &picture.reference {
            add(path, &picture.range);
        }
    }
    let versions = entry.versions.iter().filter(|version| version.document.path == document.path);
    for record in versions.map(|version| version.record()) {
        for link in fields::inlines(record).into_iter().flat_map(|inline| &inline.links) {
            if let Reference::File(path) = &link.reference {
                add(path, &link.range);
            }
        }
        if let Some(Image { src, .. }) = fields::image(record)
            && let Reference::File(path) = &src.value
        {
            add(path, &src.range);
        }
    }
    files
}

fn targets(facts: &Facts) -> &[Target] {
    &facts.targets
}

fn missing(file: &SourcePath, span: Span, sources: &SourceSet) -> Diagnostic {
    let folder = file.folder();
    let beside =
        sources.iter().filter(|source| source.path.folder() == folder).map(|source| source.path.file_name());
    let near = text::nearest(file.file_name(), beside).map(str::to_owned);
    let mut diagnostic = Diagnostic::new(Code::MissingFile, format!("there is no file `{file}`"), span);
    if let Some(near) = near {
        diagnostic = diagnostic.help(format!("there is `{near}` in that folder"));
    }
    diagnostic
}
