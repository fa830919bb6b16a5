//! The built site opened from disk: whoever follows its links comes to the right page of every kind.

use super::host::decoded;
use super::page::Page;
use super::process::Browser;
use super::published::{EXAMPLE, Published, STRESS};
use crate::folder::Folder;
use scraper::{Html, Selector};
use std::collections::{BTreeSet, VecDeque};

/// A link of a page.
struct Way {
    /// Which link of the page it is, in its order.
    number: usize,
    /// The file that it leads to.
    path: String,
    /// The place on it, with percent signs.
    place: Option<String>,
}

/// The links of a page that lead to pages, as its file has them.
fn ways(site: &Published, from: &str) -> Vec<Way> {
    let document = Html::parse_document(site.text(from));
    let selector = Selector::parse("a[href]").unwrap();
    let links = document.select(&selector).map(|link| link.value().attr("href").unwrap_or_default());
    let way = |(number, href): (usize, &str)| {
        let (path, place) =
            href.split_once('#').map_or((href, None), |(path, place)| (path, Some(place.to_owned())));
        let path = if path.is_empty() { from.to_owned() } else { resolved(from, path)? };
        site.files.contains_key(&path).then_some(Way { number, path, place })
    };
    links.enumerate().filter_map(way).collect()
}

/// The file that a relative address means on a page; `None` where it leads elsewhere.
fn resolved(from: &str, href: &str) -> Option<String> {
    if href.contains(':') {
        return None;
    }
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    let mut segments: Vec<&str> = href.split('/').collect();
    let last = segments.pop().unwrap_or_default();
    let file = if ["", ".", ".."].contains(&last) { "index.html".to_owned() } else { decoded(last) };
    for segment in segments.into_iter().chain([".", ".."].contains(&last).then_some(last)) {
        match segment {
            "." | "" => {}
            ".." => drop(folders.pop()),
            name => folders.push(name),
        }
    }
    let folders = folders.into_iter().map(decoded).chain([file]);
    Some(folders.collect::<Vec<_>>().join("/"))
}

/// Clicks a link that can be seen, where there is one, and says whether it was.
fn follow(page: &Page<'_>, way: &Way) -> bool {
    let link = format!("document.querySelectorAll('a[href]')[{}]", way.number);
    if !page.holds(&format!("{link}.checkVisibility() && {link}.getClientRects().length")) {
        return false;
    }
    let middle = page.evaluate(&format!(
        "(() => {{ const link = {link}; link.scrollIntoView({{ block: 'center', behavior: 'instant' }}); \
         const box = link.getClientRects()[0]; return [box.x + box.width / 2, box.y + box.height / 2]; }})()"
    ));
    page.click_at(middle[0].as_f64().unwrap(), middle[1].as_f64().unwrap());
    true
}

/// Looks for links from the first page on, the nearest pages first, and follows one to each kind of page;
/// gives the kinds that nothing led to.
fn walk(site: &Published) -> BTreeSet<String> {
    let folder = Folder::new();
    site.write(&folder, |_| true);
    let root = format!("file://{}/", folder.path().canonicalize().unwrap().display());
    let browser = Browser::start();
    let page = browser.open(&format!("{root}index.html"));
    let mut left: BTreeSet<String> = site.pages().map(|path| site.kind(path).to_owned()).collect();
    // One stands on the first, and nothing leads to the other: it is for hosts.
    left.remove("home");
    left.remove("not-found");
    let mut known = BTreeSet::from(["index.html".to_owned()]);
    let mut stand = VecDeque::from(["index.html".to_owned()]);
    while let Some(from) = stand.pop_front().filter(|_| !left.is_empty()) {
        for way in ways(site, &from) {
            let kind = site.kind(&way.path);
            if left.contains(kind) {
                page.go_to(&format!("{root}{from}"));
                if follow(&page, &way) {
                    arrive(&page, site, &root, &way);
                    left.remove(kind);
                }
            }
            if known.insert(way.path.clone()) {
                stand.push_back(way.path);
            }
        }
    }
    assert_eq!(page.errors(), Vec::<String>::new());
    left
}

/// Waits for the page that a link leads to: its file, its heading, its place.
fn arrive(page: &Page<'_>, site: &Published, root: &str, way: &Way) {
    let url = serde_json::to_string(&format!("{root}{}", way.path)).expect("a text is JSON");
    page.wait_for(&format!(
        "decodeURI(location.href.split('#')[0]) === {url} && document.readyState === 'complete'"
    ));
    let document = Html::parse_document(site.text(&way.path));
    let title: String =
        document.select(&Selector::parse("head > title").unwrap()).flat_map(|title| title.text()).collect();
    assert_eq!(page.evaluate("document.title"), title.trim(), "{}", way.path);
    if way.place.is_some() {
        page.wait_for("document.querySelector(':target')?.getBoundingClientRect().top < innerHeight");
    }
}

#[test]
fn links_lead_to_every_kind_of_page() {
    for site in [&*EXAMPLE, &*STRESS] {
        assert_eq!(walk(site), BTreeSet::new(), "nothing leads to these on the {} site", site.name);
    }
}

/// A link to a passage leads to the passage, from disk too.
#[test]
fn a_passage_is_come_to_from_disk() {
    let folder = Folder::new();
    EXAMPLE.write(&folder, |_| true);
    let root = format!("file://{}/", folder.path().canonicalize().unwrap().display());
    let browser = Browser::start();
    let from = "participants/keir-starmer/index.html";
    let page = browser.open(&format!("{root}{from}"));
    let ways = ways(&EXAMPLE, from);
    let is_passage = |way: &&Way| way.place.is_some() && way.path.starts_with("articles/");
    let followed = ways.iter().filter(is_passage).find(|way| follow(&page, way)).expect("one can be seen");
    arrive(&page, &EXAMPLE, &root, followed);
}
