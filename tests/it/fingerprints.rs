//! What a page sees decides its fingerprint, and nothing that it does not see changes its bytes.
//!
//! On every page of every golden site: two pages that see the same have the same fingerprint; and
//! where an edit of one input changes a page's bytes, its fingerprint changes too.

use crate::support::{build_sources, cases, finish, name, read, settings};
use briefing::address::What;
use briefing::build::{self, Build, BuildCache, Settings, Silent};
use briefing::config;
use briefing::digest::{ContentHash, Fingerprint};
use briefing::page::{self, Inputs, PlannedPage};
use briefing::paths::{SourcePath, UrlPath};
use briefing::source::{Source, SourceSet};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;
use std::mem::{Discriminant, discriminant};

/// How many edits of one text are tried, spread over its lines.
const EDITS_OF_A_TEXT: usize = 12;
/// How many edits of a site are looked at as a whole.
const EDITS_COMPARED: usize = 2;
/// Pages with longer lists are not looked at as a whole.
const ROWS_COMPARED: usize = 8;

#[test]
fn pages_that_see_the_same_have_the_same_fingerprint() {
    let mut findings = Vec::new();
    for case in cases("golden") {
        let site = read(&case);
        let settings = site.settings.expect("the configuration of a golden site is right");
        let mut seen = HashMap::new();
        check_equal(&settings, &site.sources, &mut seen, &mut findings);
        let losses = edits(&site.sources).into_iter().filter(|edit| edit.what.contains("loss"));
        for edit in losses.take(EDITS_COMPARED) {
            let Some(settings) = edit.settings(&settings) else { continue };
            check_equal(&settings, &edit.sources, &mut seen, &mut findings);
        }
    }
    finish(&findings);
}

#[test]
fn a_page_that_changes_has_another_fingerprint() {
    let mut findings = Vec::new();
    for case in cases("golden") {
        let site = read(&case);
        let settings = site.settings.expect("the configuration of a golden site is right");
        let before = pages(&build_sources(&settings, &site.sources).0);
        for edit in edits(&site.sources) {
            let Some(settings) = edit.settings(&settings) else { continue };
            let after = pages(&build_sources(&settings, &edit.sources).0);
            for (path, (fingerprint, hash)) in &after {
                let stale = before.get(path).is_some_and(|(old, bytes)| old == fingerprint && bytes != hash);
                if stale {
                    findings.push(format!("{}: `{path}` after {}", name(&case), edit.what));
                }
            }
        }
    }
    finish(&findings);
}

/// What is told of an address before the site is planned is what the plan says, also where two records want
/// one address.
#[test]
fn a_page_that_is_guessed_is_the_one_that_is_planned() {
    let (mut findings, mut guessed) = (Vec::new(), 0);
    for case in cases("golden").into_iter().chain(cases("diagnostics")) {
        let site = read(&case);
        let Some(settings) = site.settings else { continue };
        let mut cache = BuildCache::new();
        let ready = build::ready(&settings, &site.sources, &mut cache, &Silent);
        let Some(pages) = ready.pages() else { continue };
        let (frame, _) = page::Site::new(settings.config.clone());
        for planned in page::plan(pages.index(), &frame, &page::Lists::new()).0 {
            let Some(guess) = pages.guess(&planned.path) else { continue };
            guessed += 1;
            if guess != planned {
                findings.push(format!("{}: `{}` is taken for {:?}", name(&case), planned.path, guess.key));
            }
        }
    }
    assert!(guessed > 500, "{guessed} pages are guessed");
    finish(&findings);
}

/// Compares the pages of a site with those that were seen before, of this site or of one that was
/// edited. Pages of two kinds may be told the same in another order.
fn check_equal(
    settings: &Settings,
    sources: &SourceSet,
    seen: &mut HashMap<(Discriminant<What>, String), (PlannedPage, Fingerprint)>,
    findings: &mut Vec<String>,
) {
    let (_, cache) = build_sources(settings, sources);
    let index = cache.index().expect("a build leaves its index");
    let (frame, _) = page::Site::new(settings.config.clone());
    let lists = page::Lists::new();
    for planned in page::plan(index, &frame, &lists).0 {
        let mut inputs = Inputs::default();
        page::inputs::visit(index, &frame, &lists, &planned.key, &mut inputs);
        // Each row holds its whole document: writing out a long list takes seconds.
        if inputs.lists.values().any(|list| list.rows.len() > ROWS_COMPARED) {
            continue;
        }
        let seen_by = (discriminant(&planned.key.what), dump(&inputs));
        let fingerprint = page::plan::fingerprint(index, &frame, &lists, &planned.key);
        let (other, known) = seen.entry(seen_by).or_insert_with(|| (planned.clone(), fingerprint));
        if *known != fingerprint {
            findings.push(format!("`{}` and `{}`", other.path, planned.path));
        }
    }
}

/// Everything that a page sees, maps in the order of their keys.
fn dump(inputs: &Inputs) -> String {
    fn sorted<K: Debug, V: Debug>(map: &HashMap<K, V>) -> BTreeMap<String, &V> {
        map.iter().map(|(key, value)| (format!("{key:?}"), value)).collect()
    }
    let Inputs { record, facts, cards, outlines, outline_order, targets, lists, counts, .. } = inputs;
    let Inputs { rows, columns, documents, accounts, attendees, fields, related, .. } = inputs;
    let Inputs { neighbours, as_of, pages, languages, .. } = inputs;
    let records = (record, facts, sorted(cards), sorted(outlines), outline_order, sorted(targets));
    let tables = (lists, counts, rows, columns, sorted(documents), accounts, attendees, fields);
    format!("{records:?} {tables:?} {:?}", (related, neighbours, as_of, pages, languages))
}

/// Fingerprint and bytes of each page.
pub fn pages(build: &Build) -> BTreeMap<UrlPath, (Fingerprint, ContentHash)> {
    let cells = build.tree.cells.iter();
    cells
        .filter_map(|(path, cell)| Some((path.clone(), (cell.known_prints()?.page, cell.peek()?.hash))))
        .collect()
}

/// A site in which one line of one input is changed.
pub struct Edit {
    /// What was done to which input.
    pub what: String,
    /// The input.
    pub file: SourcePath,
    /// All inputs as they are now.
    pub sources: SourceSet,
}

impl Edit {
    /// What the edited site is built with; `None` where its configuration cannot be used.
    pub fn settings(&self, before: &Settings) -> Option<Settings> {
        let path = SourcePath::new("site.toml").expect("it stands at the root");
        let (config, diagnostics) = config::parse(&path, self.sources.get(&path)?.text()?);
        let config = config.filter(|_| !diagnostics.has_errors())?;
        let unchanged = config.fingerprint == before.config.fingerprint;
        Some(if unchanged { before.clone() } else { settings(config) })
    }
}

/// Each line of each text with its last word changed, one at a time; and each text without one of its
/// keys.
pub fn edits(sources: &SourceSet) -> Vec<Edit> {
    let mut edits = Vec::new();
    for source in sources {
        let Some(text) = source.text() else { continue };
        let lines: Vec<&str> = text.lines().collect();
        let mut edit = |what: String, text: String| {
            let mut sources = SourceSet(sources.0.clone());
            sources.insert(Source::from_text(source.path.clone(), &text));
            let what = format!("{what} of `{}`", source.path);
            edits.push(Edit { what, file: source.path.clone(), sources });
        };
        let step = lines.len().div_ceil(EDITS_OF_A_TEXT).max(1);
        for (number, line) in lines.iter().enumerate().step_by(step) {
            if let Some(changed) = with_last_word_changed(line) {
                let mut lines = lines.clone();
                lines[number] = &changed;
                edit(format!("a change in line {}", number + 1), lines.join("\n") + "\n");
            }
        }
        for number in (0..lines.len()).filter(|number| lines[*number].contains(" = ")) {
            let kept: Vec<&str> = [&lines[..number], &lines[number + 1..]].concat();
            edit(format!("the loss of line {}", number + 1), kept.join("\n") + "\n");
        }
    }
    edits
}

/// A letter or digit near the end of a line made another one; `None` where the line has none.
fn with_last_word_changed(line: &str) -> Option<String> {
    let (at, old) = line.char_indices().rev().find(|(_, character)| character.is_ascii_alphanumeric())?;
    let new = match old {
        '9' => '8',
        '0'..='8' => char::from(old as u8 + 1),
        'q' => 'r',
        _ => 'q',
    };
    Some(format!("{}{new}{}", &line[..at], &line[at + 1..]))
}
