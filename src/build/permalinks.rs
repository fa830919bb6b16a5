//! Permalinks of an earlier build that lead nowhere now.
//!
//! Goes in: which permalinks stood on which file of the output, as its manifest says, and the tree.
//! Comes out: a warning for each page that lost some, with the line that keeps them alive once the
//! author has said which passages took their places. Nothing is guessed, and no page depends on it.

use crate::address::{Key, What, path};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, SourceMap, Span};
use crate::document::Reference;
use crate::index::SiteIndex;
use crate::index::register::Resolution;
use crate::locale::Language;
use crate::page::Site;
use crate::paths::{OutputPath, UrlPath};
use crate::text;
use crate::tree::{Cell, OutputTree};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The permalinks of a build, without `#`, by the file of the output that they stand in.
pub type Permalinks = BTreeMap<OutputPath, Vec<String>>;

/// How many lost permalinks a message names.
const NAMED: usize = 5;

/// Compares the permalinks of an earlier build with those of the tree, whose cells are filled.
pub(super) fn lost(
    previous: &Permalinks,
    tree: &OutputTree,
    (index, site): (&SiteIndex, &Site),
    texts: &SourceMap,
) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    for (file, permalinks) in previous {
        let Some(address) = address(file).filter(|_| !permalinks.is_empty()) else { continue };
        let own = tree.cells.get(&address).filter(|cell| matches!(cell.page.key.what, What::Record(..)));
        let cell = own.cloned().or_else(|| moved(tree, index, site, &address));
        match cell {
            Some(cell) => {
                let anchors = cell.peek().map(|filled| filled.anchors.as_slice()).unwrap_or_default();
                let kept: BTreeSet<&String> = anchors.iter().collect();
                let lost: Vec<&str> =
                    permalinks.iter().filter(|old| !kept.contains(old)).map(String::as_str).collect();
                if !lost.is_empty() {
                    diagnostics.extend(lost_on_page(index, &cell, (&address, &lost), texts));
                }
            }
            None => diagnostics.extend(lost_page(index, &address, permalinks.len())),
        }
    }
    diagnostics
}

/// The address of a page by its file: `/a/` for `a/index.html`.
fn address(file: &OutputPath) -> Option<UrlPath> {
    let path = file.as_str();
    let folder = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    folder.map(UrlPath::new)
}

/// The page that an old address leads to now.
fn moved(tree: &OutputTree, index: &SiteIndex, site: &Site, address: &UrlPath) -> Option<Arc<Cell>> {
    let Resolution::Record { no, .. } = index.register().resolve(&Reference::Site(address.as_str().into()))
    else {
        return None;
    };
    let entry = index.entry(no)?;
    let languages = site.languages();
    let of = |language: &Language| {
        let key = Key::whole(What::Record(entry.kind(), entry.id().clone()), language);
        tree.cells.get(&path(&key, languages, |_| Some(&entry.card))).cloned()
    };
    let prefix = address.as_str().split('/').nth(1).unwrap_or_default();
    let own = languages.iter().find(|language| language.as_str() == prefix).unwrap_or(&languages[0]);
    of(own).or_else(|| languages.iter().find_map(of))
}

fn lost_on_page(
    index: &SiteIndex,
    cell: &Cell,
    (address, lost): (&UrlPath, &[&str]),
    texts: &SourceMap,
) -> Option<Diagnostic> {
    let named: Vec<String> = lost.iter().take(NAMED).map(|old| format!("`#{old}`")).collect();
    let more = if lost.len() > NAMED { format!(" and {} more", lost.len() - NAMED) } else { String::new() };
    let (count, are) = if lost.len() == 1 {
        ("a permalink".to_owned(), "is")
    } else {
        (format!("{} permalinks", lost.len()), "are")
    };
    let message = format!("{count} of `{address}` {are} gone: {}{more}", named.join(", "));
    let What::Record(_, id) = &cell.page.key.what else { return None };
    let home = || index.home().filter(|home| home.id() == id);
    let entry = index.register().by_id(id.as_str()).or_else(home)?;
    let version = entry.chosen(&cell.page.key.language)?;
    let span = Span { file: version.document.path.clone(), range: version.record().range.clone() };
    let help = format!(
        "to keep what others link to, add this to its front matter, with the permalinks of the passages \
         that took their places: {}",
        line(texts.text(&version.document.path), lost)
    );
    Some(Diagnostic::new(Code::PermalinkLost, message, span).help(help))
}

/// The line to paste, in the form of the file's front matter.
fn line(text: Option<&str>, lost: &[&str]) -> String {
    let is_toml = text.is_some_and(|text| text.starts_with("+++"));
    let (begin, equals) = if is_toml { ("anchors = {", " = ") } else { ("anchors: {", ": ") };
    let pairs: Vec<String> = lost.iter().map(|old| format!("\"{old}\"{equals}\"p-…\"")).collect();
    format!("`{begin}{}}}`", pairs.join(", "))
}

/// A page that is gone is a finding of its own, unless its record is only held back.
fn lost_page(index: &SiteIndex, address: &UrlPath, count: usize) -> Option<Diagnostic> {
    let name = address.as_str().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    if index.register().is_held(&text::fold(name)) {
        return None;
    }
    let permalinks = if count == 1 { "a permalink".to_owned() } else { format!("{count} permalinks") };
    let message = format!("nothing stands at `{address}` any more, which had {permalinks}");
    let help = format!("if its text stands elsewhere now, say so there: `redirect_from` with `{address}`");
    Some(Diagnostic::without_place(Code::PermalinkLost, message).help(help))
}
