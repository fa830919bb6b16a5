//! A site in memory that can be edited, and its builds: with a cache that is kept, and from nothing.
//!
//! What is compared is everything that a build gives: files byte for byte, the tree with anchors
//! and links of each page, findings, what is held back, and the index as text.

use briefing::build::{Build, BuildCache, Keep, Settings, Silent, Unreadable, build};
use briefing::config;
use briefing::date::parse_instant;
use briefing::digest::ContentHash;
use briefing::index::dump::dump;
use briefing::output::Memory;
use briefing::paths::SourcePath;
use briefing::source::{Content, Source, SourceSet};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

/// A site: its files by path, and what a build takes from the command line.
#[derive(Clone)]
pub struct Site {
    files: BTreeMap<String, String>,
    now: i64,
    drafts: bool,
    disk: Arc<tempfile::TempDir>,
}

/// One change of a site.
#[derive(Clone, Debug)]
pub enum Edit {
    /// The file has this text now.
    Write(&'static str, String),
    /// The file is gone.
    Remove(&'static str),
    /// The build's clock.
    Now(&'static str),
    /// Whether drafts are published.
    Drafts(bool),
}

/// Writes a file.
pub fn write(path: &'static str, text: impl Into<String>) -> Edit {
    Edit::Write(path, text.into())
}

/// A site with a cache that is kept from build to build.
pub struct Kept {
    cache: BuildCache,
}

/// Everything that a build gives, as text by name, so that a difference can be shown.
#[derive(PartialEq, Eq)]
pub struct Outcome(BTreeMap<String, String>);

impl Site {
    /// A site of these files.
    pub fn new(files: &[(&'static str, &str)], now: &str) -> Self {
        Self {
            files: files.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect(),
            now: parse_instant(now).unwrap(),
            drafts: false,
            disk: Arc::new(tempfile::tempdir().unwrap()),
        }
    }

    /// The text of a file.
    pub fn text(&self, path: &str) -> &str {
        self.files.get(path).unwrap_or_else(|| panic!("the site has no `{path}`"))
    }

    /// Makes a change.
    pub fn edit(&mut self, edit: &Edit) {
        match edit {
            Edit::Write(path, text) => drop(self.files.insert(path.to_string(), text.clone())),
            Edit::Remove(path) => drop(self.files.remove(*path)),
            Edit::Now(now) => self.now = parse_instant(now).unwrap(),
            Edit::Drafts(drafts) => self.drafts = *drafts,
        }
    }

    fn sources(&self) -> SourceSet {
        let mut sources = SourceSet::default();
        for (path, text) in &self.files {
            let source_path = SourcePath::new(path).unwrap();
            let is_text = [".md", ".toml", ".html"].iter().any(|ending| path.ends_with(ending))
                || ["static/theme/", "captured/"].iter().any(|folder| path.starts_with(folder));
            sources.insert(if is_text {
                Source::from_text(source_path, text)
            } else {
                self.copied(source_path, text)
            });
        }
        sources
    }

    /// A file that is only copied stands on disk, under the hash of what is in it.
    fn copied(&self, path: SourcePath, text: &str) -> Source {
        let hash = ContentHash::of(text.as_bytes());
        let disk = self.disk.path().join(hash.hex());
        std::fs::write(&disk, text).unwrap();
        Source { path, hash, content: Content::File { disk, length: text.len() as u64 } }
    }

    /// Builds with what `kept` remembers.
    pub fn build(&self, kept: &mut Kept) -> Outcome {
        let path = SourcePath::new("site.toml").unwrap();
        let (config, findings) = config::parse(&path, self.text("site.toml"));
        assert!(!findings.has_errors(), "the configuration has errors: {findings:?}");
        let settings = Settings {
            config: Arc::new(config.unwrap()),
            now: self.now,
            drafts: self.drafts,
            keep: Keep::Bytes,
            unreadable: Unreadable::AsItIs,
            previous: Arc::default(),
        };
        let sink = Memory::new();
        let built = build(&settings, &self.sources(), &mut kept.cache, &sink, &Silent).unwrap();
        Outcome::of(&built, sink, &kept.cache)
    }

    /// Builds from nothing.
    pub fn build_clean(&self) -> Outcome {
        self.build(&mut Kept::new())
    }
}

impl Kept {
    /// Remembers nothing.
    pub fn new() -> Self {
        Self { cache: BuildCache::new() }
    }
}

impl Outcome {
    fn of(built: &Build, sink: Memory, cache: &BuildCache) -> Self {
        let mut parts = BTreeMap::new();
        let findings: Vec<String> = built.diagnostics.iter().map(|finding| format!("{finding:?}")).collect();
        parts.insert("(findings)".to_owned(), findings.join("\n"));
        parts.insert("(held)".to_owned(), format!("{:#?}", built.held));
        parts.insert("(counts)".to_owned(), format!("{:?}", built.pages));
        parts.insert("(index)".to_owned(), cache.index().map(|index| dump(index)).unwrap_or_default());
        let mut tree = String::new();
        for (path, cell) in &built.tree.cells {
            let filled = cell.peek().expect("a build fills all cells");
            let _ = writeln!(
                tree,
                "{path} {} {:?} {:?} {:?}",
                filled.hash.hex(),
                filled.anchors,
                filled.links,
                filled.diagnostics
            );
        }
        for path in built.tree.files.keys() {
            let _ = writeln!(tree, "{path}");
        }
        for (path, copy) in &built.tree.copies {
            let _ = writeln!(tree, "{path} {}", copy.hash.hex());
        }
        parts.insert("(tree)".to_owned(), tree);
        // With an error among the findings nobody keeps the files.
        if !built.diagnostics.has_errors() {
            for (path, bytes) in sink.into_files() {
                parts.insert(path.as_str().to_owned(), String::from_utf8_lossy(&bytes).into_owned());
            }
        }
        Self(parts)
    }

    /// Whether nothing is wrong with the site.
    pub fn is_published(&self) -> bool {
        self.0.keys().any(|name| !name.starts_with('('))
    }

    /// Whether a text stands anywhere in what is published.
    pub fn has_text(&self, text: &str) -> bool {
        self.0.iter().any(|(name, part)| !name.starts_with('(') && part.contains(text))
    }

    /// One part: a file by its path, or `(findings)`, `(held)`, `(index)`.
    pub fn part(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Fails where this build is not the same as one from nothing.
    #[track_caller]
    pub fn assert_equals(&self, clean: &Self, when: &str) {
        let differences = self.differences(clean);
        assert!(differences.is_empty(), "{when} a build that remembers has\n{differences}");
    }

    /// The first differences between two builds, one a line with its part's name; empty where they
    /// are the same.
    pub fn differences(&self, other: &Self) -> String {
        let mut report = String::new();
        let names: std::collections::BTreeSet<&String> = self.0.keys().chain(other.0.keys()).collect();
        for name in names {
            let (ours, theirs) = (self.part(name), other.part(name));
            if ours != theirs {
                let _ = writeln!(report, "{name}: {}", difference(ours, theirs));
            }
        }
        report
    }
}

/// The first lines that two texts do not share.
fn difference(ours: Option<&str>, theirs: Option<&str>) -> String {
    let (Some(ours), Some(theirs)) = (ours, theirs) else {
        return if ours.is_some() { "is there in vain".into() } else { "is missing".into() };
    };
    let (mut ours, mut theirs) = (ours.lines(), theirs.lines());
    loop {
        match (ours.next(), theirs.next()) {
            (None, None) => return "line ends differ".into(),
            (a, b) if a != b => {
                return format!(
                    "\n    {}\n  where a clean build has\n    {}",
                    a.unwrap_or("-"),
                    b.unwrap_or("-")
                );
            }
            _ => {}
        }
    }
}
