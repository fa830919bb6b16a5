//! Files that are copied: `static/`, and files beside texts where a published page refers to them.

use super::places::{self, Places};
use crate::address;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::document::record::Image;
use crate::document::{Document, Reference};
use crate::index::{Entry, Facts, SiteIndex, Target, fields};
use crate::page::Site;
use crate::paths::{self, OutputFile, OutputPath, SourcePath, UrlPath};
use crate::source::{Content, Source, SourceSet, looks_like_key};
use crate::text;
use crate::theme::Theme;
use crate::tree::{CopiedFile, OutputTree};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The folder that is copied as it is.
const STATIC: &str = "static";

/// Adds all copied files to the tree, and reports those that are not there or cannot be; gives where an
/// author can change where they stand.
pub fn add(
    tree: &mut OutputTree,
    index: &SiteIndex,
    site: &Site,
    sources: &SourceSet,
) -> (Places, Diagnostics) {
    let mut copying = Copying { tree, sources, places: Places::new(), diagnostics: Diagnostics::new() };
    for source in sources.iter().filter(|source| !Theme::owns(&source.path)) {
        if let Some(name) = source.path.below(STATIC) {
            copying.add_static(source, name);
        }
    }
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
                    copying.add_beside(&file, path, span);
                }
            }
        }
    }
    (copying.places, copying.diagnostics)
}

/// Files that are being gathered.
struct Copying<'a> {
    tree: &'a mut OutputTree,
    sources: &'a SourceSet,
    places: Places,
    diagnostics: Diagnostics,
}

impl Copying<'_> {
    /// A file of `static/`, by its path there.
    fn add_static(&mut self, source: &Source, name: &str) {
        let span = places::whole(&source.path);
        self.diagnostics.extend(unholdable(name, &span));
        self.places.insert(UrlPath::new(name), span);
        if let Some(copy) = copied(&source.path, name, self.sources) {
            self.tree.copies.insert(UrlPath::new(name), copy);
        } else if let (Some(text), Some(path)) = (source.text(), OutputPath::new(name)) {
            let file = OutputFile { path, bytes: text.as_bytes().into(), permalinks: Vec::new() };
            self.tree.files.insert(UrlPath::new(name), file);
        }
    }

    /// A file that a text refers to, for the folder of the text's page.
    fn add_beside(&mut self, file: &SourcePath, path: UrlPath, span: Span) {
        let name = path.as_str().trim_start_matches('/');
        let Some(copy) = copied(file, name, self.sources) else {
            self.diagnostics.push(missing(file, span, self.sources));
            return;
        };
        let target = copy.disk.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        if let Some(key) = [file.file_name(), &target].into_iter().find(|name| looks_like_key(name)) {
            self.diagnostics.push(key_beside(key, span));
            return;
        }
        self.diagnostics.extend(unholdable(name, &span));
        let elsewhere = self.places.insert(path.clone(), span.clone());
        if let Some(before) = self.tree.copies.insert(path, copy.clone())
            && before.disk != copy.disk
        {
            self.diagnostics.push(two_files(&copy, span, elsewhere));
        }
    }
}

/// Reports a file that some system cannot hold.
fn unholdable(name: &str, span: &Span) -> Option<Diagnostic> {
    let (part, problem) = name.split('/').find_map(|part| Some((part, paths::unholdable(part)?)))?;
    let message = format!("the file name `{part}` {problem}");
    let help = "every system must be able to hold the site; give the file another name";
    Some(Diagnostic::new(Code::BadFileName, message, span.clone()).help(help))
}

/// Reports a file that nobody means to publish, and that stands beside a text all the same.
fn key_beside(name: &str, span: Span) -> Diagnostic {
    let message = format!("the file name `{name}` is that of a private key, which is not published");
    let help = "keep keys outside the site's folder, and give a file that is none another name";
    Diagnostic::new(Code::BadFileName, message, span).help(help)
}

fn two_files(copy: &CopiedFile, span: Span, elsewhere: Option<Span>) -> Diagnostic {
    let message = format!("two files would stand at `{}`", copy.path);
    let diagnostic = Diagnostic::new(Code::DuplicateOutput, message, span);
    let diagnostic = match elsewhere {
        Some(elsewhere) => diagnostic.also(elsewhere, "the other one"),
        None => diagnostic,
    };
    diagnostic.help("rename one of them")
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
