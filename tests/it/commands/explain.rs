//! `briefing explain`: what it prints, and that nothing is left out of it.

use super::{briefing, printed};
use crate::fingerprints::{edits, pages};
use crate::folder::Folder;
use crate::support::{build_sources, cases, finish, name, read};
use briefing::build::{Survey, survey};
use briefing::digest::Fingerprint;
use briefing::page::listing::Listing;
use briefing::page::{self, inputs};
use briefing::paths::{SourcePath, UrlPath};
use predicates::prelude::*;
use predicates::str::contains;
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

/// What explains each file: the pages that see it.
type PagesOfFiles = BTreeMap<SourcePath, BTreeSet<UrlPath>>;

#[test]
fn what_is_printed_is_what_the_fingerprint_is_made_of() {
    let mut findings = Vec::new();
    for case in cases("golden") {
        let site = read(&case);
        let settings = site.settings.expect("the configuration of a golden site is right");
        let survey = survey(&settings, &site.sources);
        let (frame, _) = page::Site::new(settings.config.clone());
        let lists = page::Lists::new();
        for planned in &survey.pages {
            let mut listing = Listing::new(&site.sources);
            inputs::visit(&survey.index, &frame, &lists, &planned.key, &mut listing);
            let (seen, fingerprint) = listing.finish();
            if fingerprint != survey.fingerprint(&planned.key) {
                findings.push(format!("{}: `{}` is told something else", name(&case), planned.path));
            }
            if !survey.seen_by(&planned.key).starts_with(&seen) || seen.is_empty() {
                findings.push(format!("{}: `{}` leaves lines out", name(&case), planned.path));
            }
        }
    }
    finish(&findings);
}

#[test]
fn an_edit_changes_only_pages_that_are_listed_for_its_file() {
    let mut findings = Vec::new();
    for case in cases("golden") {
        let site = read(&case);
        let settings = site.settings.expect("the configuration of a golden site is right");
        let before = survey(&settings, &site.sources);
        let listed_before = pages_of_files(&before);
        let bytes_before = LazyCell::new(|| pages(&build_sources(&settings, &site.sources).0));
        for edit in edits(&site.sources) {
            let Some(settings) = edit.settings(&settings) else { continue };
            let after = survey(&settings, &edit.sources);
            // A text may be seen only before, or only after: by a reference that it had, or has now.
            let listed_after = LazyCell::new(|| pages_of_files(&after));
            let bytes_after = LazyCell::new(|| pages(&build_sources(&settings, &edit.sources).0));
            for path in differing(&before, &after) {
                let is_in =
                    |listed: &PagesOfFiles| listed.get(&edit.file).is_some_and(|pages| pages.contains(path));
                let bytes = |pages: &BTreeMap<UrlPath, _>| pages.get(path).map(|(_, bytes)| *bytes);
                if !is_in(&listed_before)
                    && !is_in(&listed_after)
                    && bytes(&bytes_before) != bytes(&bytes_after)
                {
                    findings.push(format!("{}: `{path}` after {}", name(&case), edit.what));
                }
            }
        }
    }
    finish(&findings);
}

/// Pages that stand in one site alone, or have another fingerprint in the other: no others differ.
fn differing<'a>(before: &'a Survey, after: &'a Survey) -> BTreeSet<&'a UrlPath> {
    let fingerprints = |survey: &'a Survey| -> BTreeMap<&'a UrlPath, Fingerprint> {
        survey.pages.iter().map(|page| (&page.path, survey.fingerprint(&page.key))).collect()
    };
    let (before, after) = (fingerprints(before), fingerprints(after));
    let paths = before.keys().chain(after.keys()).copied();
    paths.filter(|path| before.get(path) != after.get(path)).collect()
}

fn pages_of_files(survey: &Survey) -> PagesOfFiles {
    let mut pages = PagesOfFiles::new();
    for page in &survey.pages {
        for place in survey.seen_by(&page.key).into_iter().filter_map(|seen| seen.place) {
            pages.entry(place.file).or_default().insert(page.path.clone());
        }
    }
    pages
}

/// A site with a page that two files are told in.
fn site() -> Folder {
    let site = Folder::new();
    site.write("site.toml", "[site]\ntitle = \"Desk\"\nbase_url = \"https://example.org/desk/\"\n");
    site.write("content/participants/ada-lee.md", "---\nname: Ada Lee\nkind: person\n---\n");
    site.write("content/topics/rain.md", "---\nname: Rain\n---\n");
    let statement = "[[Ada Lee](@ada-lee) is for it.]{.says on=rain stance=supports}\n";
    site.write(
        "content/articles/talks.md",
        format!("---\ntitle: Talks\ndate: 2025-03-15\n---\n\n{statement}"),
    );
    site.write("content/articles/later.md", "---\ntitle: Later\ndate: 2025-03-16\ndraft: true\n---\nText.\n");
    site
}

#[test]
fn a_record_is_explained_by_its_files_its_pages_and_what_they_see() {
    let site = site();
    let text = printed(site.path(), &["explain", "@ada-lee"]);
    assert!(text.starts_with("participant `ada-lee`\n  content/participants/ada-lee.md:1\n\n"), "{text}");
    assert!(text.contains("\n/participants/ada-lee/\n"), "{text}");
    for line in [
        r"(?m)^  statement +talks +en  content/articles/talks.md:6 +[0-9a-f]{8}$",
        r"(?m)^  configuration +site.toml:1 +[0-9a-f]{8}$",
        r"(?m)^  carried templates +\d+ files +[0-9a-f]{8}$",
    ] {
        assert!(predicate::str::is_match(line).unwrap().eval(&text), "{line}\n{text}");
    }
    assert_eq!(text, printed(site.path(), &["explain", "ada-lee"]), "the same each time");
}

#[test]
fn a_page_goes_by_each_of_its_addresses() {
    let site = site();
    let text = printed(site.path(), &["explain", "/topics/rain/"]);
    assert!(text.starts_with("/topics/rain/\n"), "{text}");
    for address in
        ["/topics/rain", "/topics/rain/index.html#said", "https://example.org/desk/topics/rain/?x#p-1a2b3c4d"]
    {
        assert_eq!(printed(site.path(), &["explain", address]), text, "{address}");
    }
}

#[test]
fn a_file_is_explained_by_the_pages_that_see_it() {
    let site = site();
    let text = printed(site.path(), &["explain", "content/articles/talks.md"]);
    assert!(predicate::str::is_match(r"^\d+ pages see `content/articles/talks.md`\n").unwrap().eval(&text));
    assert!(text.contains("\n  /participants/ada-lee/\n") && text.contains("\n  /topics/rain/\n"), "{text}");
    let folder = site.path().join("content/articles");
    let root = site.path().to_str().unwrap();
    assert_eq!(printed(&folder, &["explain", "talks.md", "--root", root]), text, "from where it is run");
    let held = printed(site.path(), &["explain", "content/articles/later.md"]);
    assert_eq!(held, "no page sees `content/articles/later.md`\n`later` is held back\n");
    let published = printed(site.path(), &["explain", "content/articles/later.md", "--drafts"]);
    assert!(published.contains("\n  /articles/later/\n"), "{published}");
}

#[test]
fn what_is_explained_for_programs_is_one_object_a_line() {
    let site = site();
    let text = printed(site.path(), &["explain", "rain", "--format", "json"]);
    let lines: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let statement = lines.iter().find(|line| line["what"] == "statement").expect("the topic's page sees it");
    assert_eq!(statement["page"], "/topics/rain/");
    assert_eq!(statement["name"], "talks");
    assert_eq!((&statement["file"], &statement["line"]), (&"content/articles/talks.md".into(), &6.into()));
    let text = printed(site.path(), &["explain", "content/topics/rain.md", "--format", "json"]);
    assert!(text.contains("{\"file\":\"content/topics/rain.md\",\"page\":\"/topics/rain/\"}\n"), "{text}");
}

#[test]
fn what_is_not_there_is_an_error_with_the_nearest_that_is() {
    let site = site();
    for (what, message) in [
        ("ada-le", "error: no record has the id `ada-le`; did you mean `ada-lee`?"),
        ("@Ada Lee", "error: no record has the id `@Ada Lee`; did you mean `ada-lee`?"),
        ("/topics/rian/", "error: no page stands at `/topics/rian/`; did you mean `/topics/rain/`?"),
        ("content/topics/rian.md", "did you mean `content/topics/rain.md`?"),
        ("https://example.com/", "error: no file of the site is called `https://example.com/`"),
    ] {
        briefing(site.path(), &["explain", what]).assert().code(2).stdout("").stderr(contains(message));
    }
}
