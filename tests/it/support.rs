//! Sites on disk, read and built as the command line does it, but with a clock that stands still.

use briefing::build::{Build, BuildCache, Keep, Settings, Silent, Unreadable, build, wanted};
use briefing::config;
use briefing::diagnostics::report::{self, Color};
use briefing::diagnostics::{Diagnostics, SourceMap};
use briefing::output::{Manifest, Memory};
use briefing::source::{self, ScanSettings, SourceSet};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// 2025-04-01T00:00:00Z.
const NOW: i64 = 1_743_465_600;

/// A site as it stands on disk.
pub struct Site {
    /// What it is built with; `None` where the configuration cannot be used.
    pub settings: Option<Settings>,
    /// Its inputs.
    pub sources: SourceSet,
    /// What was found while reading.
    pub diagnostics: Diagnostics,
}

/// The folders below `tests/<group>/`, sorted by name. Those that begin with `_` are passed over.
pub fn cases(group: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(group);
    let entries = fs::read_dir(&root).unwrap_or_else(|error| panic!("{}: {error}", root.display()));
    let mut folders: Vec<PathBuf> =
        entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    assert!(!folders.is_empty(), "`tests/{group}` holds no case");
    folders
}

/// A case's name: that of its folder.
pub fn name(case: &Path) -> &str {
    case.file_name().and_then(|name| name.to_str()).expect("cases have names in ASCII")
}

/// Reads the site in a folder; a `previous.json` in it is the manifest of an earlier build.
pub fn read(root: &Path) -> Site {
    let configuration = source::read_configuration(root).unwrap();
    let text = configuration.as_ref().and_then(|source| source.text()).expect("a case has a `site.toml`");
    let path = &configuration.as_ref().expect("it was just read").path;
    let (config, mut diagnostics) = config::parse(path, text);
    let config = config.filter(|_| !diagnostics.has_errors());
    let mut looked_for = ScanSettings::default();
    if let Some(config) = &config {
        looked_for.content.clone_from(&config.build.content);
        looked_for.text_bytes = config.limits.file_bytes as u64;
    }
    let mut scan = source::scan(root, &looked_for).unwrap();
    let Some(mut settings) = config.map(settings) else {
        return Site { settings: None, sources: scan.sources, diagnostics };
    };
    let captured = wanted(&settings, &scan.sources, &mut BuildCache::new());
    source::add_texts(root, &looked_for, &captured, &mut scan).unwrap();
    let previous = root.join("previous.json");
    if previous.exists() {
        settings.previous = Arc::new(Manifest::read(&previous).unwrap().permalinks());
    }
    diagnostics.extend(settings.config.judge(scan.diagnostics));
    Site { settings: Some(settings), sources: scan.sources, diagnostics }
}

/// What a site with this configuration is built with.
pub fn settings(config: config::Config) -> Settings {
    let drafts = config.build.drafts;
    Settings {
        config: Arc::new(config),
        now: NOW,
        drafts,
        keep: Keep::Nothing,
        unreadable: Unreadable::AsItIs,
        previous: Arc::default(),
    }
}

/// A site that was built.
pub struct Built {
    /// The files that were handed to the sink, by path.
    pub files: BTreeMap<String, Arc<[u8]>>,
    /// All findings, as a person reads them.
    pub report: String,
}

/// Builds the site in a folder. Where its configuration cannot be used there are findings alone.
pub fn build_folder(root: &Path) -> Built {
    let site = read(root);
    let mut diagnostics = site.diagnostics;
    let Some(settings) = &site.settings else {
        diagnostics.sort();
        let report = report::render(&diagnostics, &site.sources.source_map(), Color::Never);
        return Built { files: BTreeMap::new(), report };
    };
    let sink = Memory::new();
    let build = build(settings, &site.sources, &mut BuildCache::new(), &sink, &Silent).unwrap();
    diagnostics.extend(build.diagnostics.iter().cloned());
    diagnostics.sort();
    let files = sink.into_files().into_iter().map(|(path, bytes)| (path.as_str().to_owned(), bytes));
    Built { files: files.collect(), report: rendered(&diagnostics, &build.sources) }
}

/// Builds a site from inputs in memory, with a cache that knows nothing; gives the cache too.
pub fn build_sources(settings: &Settings, sources: &SourceSet) -> (Build, BuildCache) {
    let mut cache = BuildCache::new();
    let build = build(settings, sources, &mut cache, &Memory::new(), &Silent).unwrap();
    (build, cache)
}

fn rendered(diagnostics: &Diagnostics, sources: &SourceMap) -> String {
    report::render(diagnostics, sources, Color::Never)
}

/// Whether expectations are written anew instead of compared.
pub fn updates() -> bool {
    std::env::var_os("UPDATE_EXPECT").is_some_and(|value| value == "1")
}

/// Compares what is with what is expected to stand in a file, or writes it there. A finding is one
/// line that says where they part.
pub fn compare(expected: &Path, actual: &[u8], findings: &mut Vec<String>) {
    let wanted = fs::read(expected).unwrap_or_default();
    if wanted == actual {
        return;
    }
    if updates() {
        fs::create_dir_all(expected.parent().expect("a file stands in a folder")).unwrap();
        fs::write(expected, actual).unwrap();
        return;
    }
    let (wanted, actual) = (String::from_utf8_lossy(&wanted), String::from_utf8_lossy(actual));
    let line = wanted.lines().zip(actual.lines()).take_while(|(a, b)| a == b).count();
    let at = |text: &str| text.lines().nth(line).unwrap_or("(the end)").to_owned();
    findings.push(format!(
        "{}:{}\n  expected: {}\n    actual: {}",
        expected.display(),
        line + 1,
        at(&wanted),
        at(&actual)
    ));
}

/// Fails with all findings at once.
pub fn finish(findings: &[String]) {
    let count = findings.len();
    let hint = "`UPDATE_EXPECT=1 cargo test --test it` writes what is; read it before you commit it";
    assert!(findings.is_empty(), "{count} differ:\n{}\n\n{hint}", findings.join("\n"));
}

/// All files below a folder, relative to it, sorted; none where it does not exist.
pub fn files_below(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let below = path.strip_prefix(folder).expect("it was found below");
                files.push(below.to_str().expect("names are UTF-8").replace('\\', "/"));
            }
        }
    }
    files.sort();
    files
}
