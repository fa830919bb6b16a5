//! `briefing explain`: says what a page is made of, and which pages a file is in.
//!
//! Goes in: the id of a record, the address of a page, or the path of a file. Comes out, on standard
//! output and in an order that depends on the site alone: each thing that the pages see, with its
//! place; for a file the pages. What is wrong with the site is for `briefing check` to say.

use super::exit::Exit;
use super::load::{self, Loaded};
use super::report::{Printer, print};
use super::{ExplainOptions, Lines, SiteOptions};
use crate::address::What;
use crate::build::{Survey, survey};
use crate::data::json;
use crate::document::{Id, Reference};
use crate::index::Entry;
use crate::index::register::Resolution;
use crate::page::PlannedPage;
use crate::page::listing::Seen;
use crate::paths::{SourcePath, UrlPath, percent_decoded};
use crate::text::nearest;
use serde::Serialize;
use std::fmt::Write;

/// What was asked about.
enum Subject<'a> {
    /// A record with its pages.
    Record(&'a Entry, Vec<&'a PlannedPage>),
    /// One page.
    Page(&'a PlannedPage),
    /// A file of the site.
    File(SourcePath),
    /// A record that is held back.
    Held(Id),
}

/// One thing that a page sees, for programs.
#[derive(Serialize)]
struct SeenLine<'a> {
    page: &'a str,
    what: &'a str,
    name: &'a str,
    language: Option<&'a str>,
    file: Option<&'a str>,
    line: Option<usize>,
    hash: &'a str,
}

/// One page that a file is in, for programs.
#[derive(Serialize)]
struct PageLine<'a> {
    file: &'a str,
    page: &'a str,
}

pub(crate) fn run(options: &ExplainOptions) -> Exit {
    let site = SiteOptions {
        root: options.root.clone(),
        now: options.now.clone(),
        drafts: options.drafts,
        ..SiteOptions::default()
    };
    let printer = Printer::new(&site);
    match explain(options, &site, &printer) {
        Ok(()) => Exit::Success,
        Err(exit) => exit,
    }
}

fn explain(options: &ExplainOptions, site: &SiteOptions, printer: &Printer) -> Result<(), Exit> {
    let loaded = load::load(site, None, printer)?;
    let survey = survey(&loaded.settings, &loaded.scan.sources);
    let subject = subject(options, &loaded, &survey).map_err(|message| printer.refuse(message))?;
    let text = match (options.format, subject) {
        (Lines::Human, subject) => for_people(&survey, &subject),
        (Lines::Json, Subject::Record(_, pages)) => {
            pages.iter().map(|page| seen_json(&survey, page)).collect()
        }
        (Lines::Json, Subject::Page(page)) => seen_json(&survey, page),
        (Lines::Json, Subject::File(file)) => pages_json(&survey, &file),
        (Lines::Json, Subject::Held(_)) => String::new(),
    };
    print(&text).map_err(|error| printer.environment(&error))
}

/// What is asked about: a record where it can be an id, else a page, else a file.
///
/// # Errors
/// That there is none, with the nearest that there is.
fn subject<'a>(options: &ExplainOptions, loaded: &Loaded, survey: &'a Survey) -> Result<Subject<'a>, String> {
    let written = options.what.trim();
    if let Ok(id) = Id::new(written.strip_prefix('@').unwrap_or(written)) {
        return record(survey, &id);
    }
    let base_url = loaded.settings.config.site.base_url.as_deref();
    if let Some(found) = address(written, base_url).and_then(|address| page(survey, &address)) {
        return Ok(found);
    }
    if let Some(file) = file(options, loaded) {
        return Ok(Subject::File(file));
    }
    let files: Vec<&str> = loaded.scan.sources.iter().map(|source| source.path.as_str()).collect();
    let (what, near) = match address(written, base_url) {
        Some(address) => {
            let pages = survey.pages.iter().map(|page| page.path.as_str());
            ("page stands at", nearest(&address, pages).map(str::to_owned))
        }
        None if written.contains(['/', '.']) => {
            ("file of the site is called", nearest(written, files).map(str::to_owned))
        }
        None => {
            let id = written.trim_start_matches('@').to_lowercase().replace([' ', '_'], "-");
            ("record has the id", survey.index.register().nearest_id(&id))
        }
    };
    Err(unknown(what, written, near))
}

fn unknown(what: &str, written: &str, near: Option<String>) -> String {
    let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    format!("no {what} `{written}`{near}")
}

fn record<'a>(survey: &'a Survey, id: &Id) -> Result<Subject<'a>, String> {
    let register = survey.index.register();
    match register.resolve(&Reference::Id { id: id.clone(), anchor: None }) {
        Resolution::Record { no, .. } => {
            let entry = register.entry(no).expect("a record that an id leads to is there");
            let pages = survey.pages.iter().filter(|page| match &page.key.what {
                What::Record(_, other) | What::RecordList(_, other, _) => other == entry.id(),
                _ => false,
            });
            Ok(Subject::Record(entry, pages.collect()))
        }
        Resolution::Held { .. } => Ok(Subject::Held(id.clone())),
        _ => Err(unknown("record has the id", id.as_str(), register.nearest_id(id.as_str()))),
    }
}

/// The path of an address on the site; `None` for what is no address, or one elsewhere.
fn address(written: &str, base_url: Option<&str>) -> Option<String> {
    let without_anchor = written.split(['#', '?']).next().unwrap_or_default();
    let path = match base_url.and_then(|base_url| without_anchor.strip_prefix(base_url)) {
        Some(below) => format!("/{below}"),
        None if without_anchor.starts_with('/') => without_anchor.to_owned(),
        None => return None,
    };
    let path = percent_decoded(&path);
    Some(path.strip_suffix("index.html").unwrap_or(&path).to_owned())
}

/// The page at an address, with or without the slash at its end, or the one that it was moved to.
fn page<'a>(survey: &'a Survey, address: &str) -> Option<Subject<'a>> {
    let at = |path: &str| survey.pages.iter().find(|page| page.path.as_str() == path);
    if let Some(page) = at(address).or_else(|| at(&format!("{address}/"))) {
        return Some(Subject::Page(page));
    }
    match survey.index.register().resolve(&Reference::Site(address.into())) {
        Resolution::Record { no, .. } => {
            let id = survey.index.entry(no)?.id().clone();
            record(survey, &id).ok()
        }
        _ => None,
    }
}

/// The file that is meant: by its path from the site's folder, or from where the command is run.
fn file(options: &ExplainOptions, loaded: &Loaded) -> Option<SourcePath> {
    let is_there = |path: &SourcePath| loaded.scan.sources.get(path).is_some();
    let written = options.what.trim();
    let from_root = SourcePath::new(written).filter(|path| is_there(path) && !written.starts_with('/'));
    from_root.or_else(|| {
        let whole = std::fs::canonicalize(written).ok()?;
        let root = std::fs::canonicalize(&options.root).ok()?;
        SourcePath::new(whole.strip_prefix(root).ok()?.to_str()?).filter(is_there)
    })
}

fn for_people(survey: &Survey, subject: &Subject<'_>) -> String {
    match subject {
        Subject::Record(entry, pages) => {
            let mut text = format!("{} `{}`\n", entry.kind().word(), entry.id());
            let versions =
                entry.versions.iter().map(|version| (&version.document, version.record().range.start));
            let accounts =
                entry.accounts.iter().map(|account| (&account.document, account.annotation().range.start));
            for (document, offset) in versions.chain(accounts) {
                let line = survey.texts.position(&document.path, offset).line;
                line_to(&mut text, &format!("  {}:{line}", document.path));
            }
            for page in pages {
                text.push('\n');
                text.push_str(&seen_in_columns(survey, page));
            }
            text
        }
        Subject::Page(page) => seen_in_columns(survey, page),
        Subject::File(file) => pages_of_file(survey, file),
        Subject::Held(id) => {
            let held = survey.held.iter().filter(|held| held.id == id.as_str());
            let files =
                held.map(|held| format!("`{id}` is held back, and stands on no page: {}\n", held.file));
            files.collect()
        }
    }
}

fn seen_in_columns(survey: &Survey, page: &PlannedPage) -> String {
    let seen = survey.seen_by(&page.key);
    let rows: Vec<[String; 5]> = seen.iter().map(|seen| columns(survey, seen)).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..4).map(width).collect();
    let mut text = format!("{}\n", page.path);
    for row in &rows {
        let mut line = String::from("  ");
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width - cell.chars().count() + 2));
        }
        line_to(&mut text, &format!("{line}{}", row[4]));
    }
    text
}

/// What, which, in which language, where, and the hash.
fn columns(survey: &Survey, seen: &Seen) -> [String; 5] {
    let place = seen.place.as_ref().map(|place| {
        let line = survey.texts.position(&place.file, place.range.start).line;
        format!("{}:{line}", place.file)
    });
    let language = seen.language.as_ref().map(ToString::to_string);
    [
        seen.what.to_owned(),
        seen.name.clone(),
        language.unwrap_or_default(),
        place.unwrap_or_default(),
        seen.hash.clone(),
    ]
}

fn seen_json(survey: &Survey, page: &PlannedPage) -> String {
    let mut text = String::new();
    for seen in survey.seen_by(&page.key) {
        let place = seen.place.as_ref();
        let line = place.map(|place| survey.texts.position(&place.file, place.range.start).line);
        line_to(
            &mut text,
            &json::to_string(&SeenLine {
                page: page.path.as_str(),
                what: seen.what,
                name: &seen.name,
                language: seen.language.as_ref().map(|language| language.as_str()),
                file: place.map(|place| place.file.as_str()),
                line,
                hash: &seen.hash,
            }),
        );
    }
    text
}

fn pages_of_file(survey: &Survey, file: &SourcePath) -> String {
    let pages = survey.pages_that_see(file);
    let count = match pages.len() {
        0 => "no page sees".to_owned(),
        1 => "1 page sees".to_owned(),
        many => format!("{many} pages see"),
    };
    let mut text = format!("{count} `{file}`\n");
    for page in pages {
        line_to(&mut text, &format!("  {}", page.path));
    }
    for held in survey.held.iter().filter(|held| held.file == *file) {
        line_to(&mut text, &format!("`{}` is held back", held.id));
    }
    let copies: Vec<&UrlPath> = survey.copies_of(file).collect();
    for copy in copies {
        line_to(&mut text, &format!("copied to {copy}"));
    }
    text
}

fn pages_json(survey: &Survey, file: &SourcePath) -> String {
    let mut text = String::new();
    for page in survey.pages_that_see(file) {
        line_to(&mut text, &json::to_string(&PageLine { file: file.as_str(), page: page.path.as_str() }));
    }
    text
}

fn line_to(text: &mut String, line: &str) {
    writeln!(text, "{line}").expect("writing to a string never fails");
}
