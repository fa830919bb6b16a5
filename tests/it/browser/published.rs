//! Built sites as a host serves them: the example, and one that is hard on every page.
//!
//! Each is built once for all tests. What a host serves is in memory; `Published::write` lays it on disk.

use super::host::Host;
use super::stress;
use crate::folder::Folder;
use crate::support::build_folder;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

/// The files of a site, by path.
pub type Files = BTreeMap<String, Arc<[u8]>>;

/// The example site of this repository.
pub static EXAMPLE: LazyLock<Published> =
    LazyLock::new(|| Published::new("example", &build_folder(Path::new(env!("CARGO_MANIFEST_DIR")))));

/// The site that is hard on every page.
pub static STRESS: LazyLock<Published> = LazyLock::new(|| {
    let site = Folder::new();
    stress::write(&site);
    Published::new("stress", &build_folder(site.path()))
});

/// A site that was built.
pub struct Published {
    /// What reports call it.
    pub name: &'static str,
    /// All its files.
    pub files: Arc<Files>,
}

/// A page of a site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sample {
    /// What kind of page it is, as its `body` says: `article`.
    pub kind: String,
    /// Its file: `articles/call/index.html`.
    pub path: String,
}

impl Published {
    fn new(name: &'static str, built: &crate::support::Built) -> Self {
        assert!(!built.files.is_empty(), "the {name} site is not built:\n{}", built.report);
        Self { name, files: Arc::new(built.files.clone()) }
    }

    /// Serves it as a host does, with the policy that it tells hosts of.
    pub fn host(&self) -> Host {
        let headers = std::str::from_utf8(&self.files["_headers"]).expect("it is text");
        let policy = headers.lines().find_map(|line| line.trim().strip_prefix("Content-Security-Policy: "));
        Host::start(self.files.clone(), policy.expect("hosts are told of a policy"))
    }

    /// Writes some of its files into a folder, or all of them.
    pub fn write(&self, folder: &Folder, wanted: impl Fn(&str) -> bool) {
        let files = self.files.iter().filter(|(path, _)| wanted(path));
        files.for_each(|(path, bytes)| folder.write(path, bytes));
    }

    /// The text of a page.
    pub fn text(&self, path: &str) -> &str {
        std::str::from_utf8(&self.files[path]).expect("pages are text")
    }

    /// Its pages that are read: those that only lead elsewhere are not among them.
    pub fn pages(&self) -> impl Iterator<Item = &str> {
        let pages = self.files.keys().map(String::as_str).filter(|path| path.ends_with(".html"));
        pages.filter(|path| self.kind(path) != "redirect")
    }

    /// The kind of a page.
    pub fn kind(&self, path: &str) -> &str {
        let class =
            self.text(path).split("<body class=\"page-").nth(1).and_then(|rest| rest.split('"').next());
        class.unwrap_or_else(|| panic!("`{path}` says no kind"))
    }

    /// The heaviest page of each kind below a folder (`en/`), without those of a list of folders.
    pub fn samples(&self, folder: &str, others: &[&str]) -> Vec<Sample> {
        let mut heaviest: BTreeMap<&str, &str> = BTreeMap::new();
        let is_below =
            |path: &&str| path.starts_with(folder) && !others.iter().any(|other| path.starts_with(other));
        for path in self.pages().filter(is_below) {
            let known = heaviest.entry(self.kind(path)).or_insert(path);
            if self.files[path].len() > self.files[*known].len() {
                *known = path;
            }
        }
        let sample = |(kind, path): (&str, &str)| Sample { kind: kind.to_owned(), path: path.to_owned() };
        heaviest.into_iter().map(sample).collect()
    }
}

/// What the tests look at: of each site and each language one page of every kind.
pub fn samples_of_all() -> Vec<(&'static Published, Vec<Sample>)> {
    let of = |site: &'static Published| {
        let mut samples = site.samples("", &["en/"]);
        samples.extend(site.samples("en/", &[]));
        (site, samples)
    };
    vec![of(&EXAMPLE), of(&STRESS)]
}

#[test]
fn every_kind_of_page_is_looked_at() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut kinds: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_str().expect("templates have plain names").to_owned())
        .map(|name| name.trim_end_matches(".html").replace("404", "not-found").replace('_', "-"))
        // These two are pieces of pages, and the third leads elsewhere at once.
        .filter(|name| !["base", "components", "redirect"].contains(&name.as_str()))
        .collect();
    kinds.sort();
    let found: Vec<String> = STRESS.samples("", &["en/"]).into_iter().map(|sample| sample.kind).collect();
    assert_eq!(found, kinds);
}
