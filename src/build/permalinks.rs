//! Permalinks of an earlier build that lead nowhere now.
//!
//! Goes in: which permalinks stood on which file of the output, as its manifest says, and the tree.
//! Comes out: a warning for each page that lost some, with the line that keeps them alive once the
//! author has said which passages took their places. Nothing is guessed, and no page depends on it.

use crate::address::{Key, What, path};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, SourceMap, Span};
use crate::document::{Kind, Reference};
use crate::index::SiteIndex;
use crate::index::register::Resolution;
use crate::locale::Language;
use crate::page::Site;
use crate::paths::{OutputPath, UrlPath};
use crate::tree::{Cell, OutputTree};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The permalinks of a build, without `#`, by the file of the output that they stand in.
pub type Permalinks = BTreeMap<OutputPath, Vec<String>>;

/// How many lost permalinks a message names.
const NAMED: usize = 5;

/// Whether a record keeps permalinks alive already.
#[derive(PartialEq)]
enum Anchors {
    There,
    None,
}

/// What the permalinks of an earlier build are compared with.
pub(super) struct Comparison<'a> {
    /// Which permalinks stood where.
    pub previous: &'a Permalinks,
    /// Where pages of records would stand that are held back: they are not gone.
    pub held: &'a BTreeSet<UrlPath>,
    /// The tree; its cells are filled.
    pub tree: &'a OutputTree,
    pub index: &'a SiteIndex,
    pub site: &'a Site,
    /// The texts of the site.
    pub texts: &'a SourceMap,
}

/// The permalinks that one page has lost.
struct Lost<'a> {
    address: &'a UrlPath,
    permalinks: Vec<&'a str>,
}

/// Compares the permalinks of an earlier build with those of the tree.
pub(super) fn lost(earlier: &Comparison<'_>) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    for (file, permalinks) in earlier.previous {
        let Some(address) = address(file) else { continue };
        if permalinks.is_empty() && !is_of_record(&address) {
            continue;
        }
        let own = earlier
            .tree
            .cells
            .get(&address)
            .filter(|cell| matches!(cell.page.key.what, What::Record(..) | What::Home));
        let cell = own.cloned().or_else(|| moved(earlier, &address));
        match cell {
            Some(cell) => {
                let anchors = cell.peek().map(|filled| filled.anchors.as_slice()).unwrap_or_default();
                let gone = permalinks.iter().filter(|old| anchors.binary_search(old).is_err());
                let lost = Lost { address: &address, permalinks: gone.map(String::as_str).collect() };
                if !lost.permalinks.is_empty() {
                    diagnostics.extend(lost.on_page(earlier, &cell));
                }
            }
            None if earlier.held.contains(&address) => {}
            None => diagnostics.push(lost_page(&address, permalinks.len())),
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

/// Whether an address is that of a record: all other pages come and go with what is listed on them.
fn is_of_record(address: &UrlPath) -> bool {
    let mut segments = address.as_str().trim_matches('/').rsplit('/');
    let (slug, folder) = (segments.next().unwrap_or_default(), segments.next().unwrap_or_default());
    let is_kind = ["articles", "participants", "events", "topics", "sources"].contains(&folder);
    is_kind && slug != "undated" && !slug.bytes().all(|byte| byte.is_ascii_digit())
}

/// The page that an old address leads to now.
fn moved(earlier: &Comparison<'_>, address: &UrlPath) -> Option<Arc<Cell>> {
    let Comparison { index, site, tree, .. } = earlier;
    let reference = Reference::Site(address.as_str().into());
    let Resolution::Record { no, .. } = index.register().resolve(&reference) else { return None };
    let entry = index.entry(no)?;
    let languages = site.languages();
    let of = |language: &Language| {
        let what = match entry.kind() {
            Kind::Home => What::Home,
            kind => What::Record(kind, entry.id().clone()),
        };
        let key = Key::whole(what, language);
        tree.cells.get(&path(&key, languages, |_| Some(&entry.card))).cloned()
    };
    let prefix = address.as_str().split('/').nth(1).unwrap_or_default();
    let own = languages.iter().find(|language| language.as_str() == prefix).unwrap_or(&languages[0]);
    of(own).or_else(|| languages.iter().find_map(of))
}

impl Lost<'_> {
    fn on_page(&self, earlier: &Comparison<'_>, cell: &Cell) -> Option<Diagnostic> {
        let Comparison { index, texts, .. } = earlier;
        let (address, lost) = (self.address, &self.permalinks);
        let named: Vec<String> = lost.iter().take(NAMED).map(|old| format!("`#{old}`")).collect();
        let more =
            if lost.len() > NAMED { format!(" and {} more", lost.len() - NAMED) } else { String::new() };
        let (count, are) = match lost.len() {
            1 => ("a permalink".to_owned(), "is"),
            many => (format!("{many} permalinks"), "are"),
        };
        let message = format!("{count} of `{address}` {are} gone: {}{more}", named.join(", "));
        let entry = match &cell.page.key.what {
            What::Record(_, id) => index.register().by_id(id.as_str()),
            _ => index.home(),
        }?;
        let version = entry.chosen(&cell.page.key.language)?;
        let record = version.record();
        let span = Span { file: version.document.path.clone(), range: record.range.clone() };
        let anchors = if record.common.anchors.is_empty() { Anchors::None } else { Anchors::There };
        let line = line(texts.text(&version.document.path), lost, anchors);
        let help = format!(
            "to keep what others link to, {line}, with the permalinks of the passages that took their places"
        );
        Some(Diagnostic::new(Code::PermalinkLost, message, span).help(help))
    }
}

/// What to put into front matter, in its form: a line of its own, or pairs for the table that is there.
fn line(text: Option<&str>, lost: &[&str], anchors: Anchors) -> String {
    let is_toml = text.is_some_and(|text| text.starts_with("+++"));
    let (begin, equals) = if is_toml { ("anchors = {", " = ") } else { ("anchors: {", ": ") };
    let pairs: Vec<String> = lost.iter().map(|old| format!("\"{old}\"{equals}\"p-…\"")).collect();
    let pairs = pairs.join(", ");
    if anchors == Anchors::There {
        format!("add this to its `anchors`: `{pairs}`")
    } else {
        format!("add this to its front matter: `{begin}{pairs}}}`")
    }
}

/// A page that is gone.
fn lost_page(address: &UrlPath, count: usize) -> Diagnostic {
    let had = match count {
        0 => String::new(),
        1 => ", which had a permalink".to_owned(),
        count => format!(", which had {count} permalinks"),
    };
    let message = format!("nothing stands at `{address}` any more{had}");
    let help = format!("if its text stands elsewhere now, say so there: `redirect_from` with `{address}`");
    Diagnostic::without_place(Code::PermalinkLost, message).help(help)
}
