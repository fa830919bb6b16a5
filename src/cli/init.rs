//! `briefing init`: makes a small site that is ready for its author.
//!
//! Goes in: a folder that is not there or is empty, a title, languages. Comes out: a site that builds
//! without a finding; the paths of its files are printed. Nothing that is there is written over.

use super::exit::Exit;
use super::files;
use super::load;
use super::new::front_matter::quoted;
use super::report::{Printer, Refusal, print};
use super::starter::{self, CarriedFile};
use super::{InitOptions, SiteOptions};
use crate::data::parse_toml;
use crate::date::Day;
use crate::document::front_matter::translated_keys;
use crate::locale::Language;
use crate::output::named;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The language of a site whose author names none.
const DEFAULT_LANGUAGE: &str = "en";
/// How many days after a site is made the event is that it tells of.
const UNTIL_EVENT: u32 = 7;

pub(crate) fn run(options: &InitOptions) -> Exit {
    let site = SiteOptions { now: options.now.clone(), ..SiteOptions::default() };
    let printer = Printer::new(&site);
    match make(options, &site, &printer) {
        Ok(()) => Exit::Success,
        Err(exit) => exit,
    }
}

fn make(options: &InitOptions, site: &SiteOptions, printer: &Printer) -> Result<(), Exit> {
    let day = load::today(site.now.as_deref(), load::now(site, printer)?);
    let languages = languages(options).map_err(|message| printer.refuse(message))?;
    check_folder(&options.folder).map_err(|refusal| printer.refuse(refusal))?;
    let mut made = String::new();
    for (name, text) in content(options, &languages, day) {
        let path = options.folder.join(name);
        files::create(&path, &text).map_err(|error| printer.environment(&error))?;
        made.push_str(&format!("{}\n", path.display()));
    }
    print(&made).map_err(|error| printer.environment(&error))?;
    say_what_is_next(&options.folder, printer);
    Ok(())
}

/// The languages that are asked for, the main one first.
fn languages(options: &InitOptions) -> Result<Vec<Language>, String> {
    let mut languages: Vec<Language> = Vec::new();
    for written in options.lang.as_deref().unwrap_or(DEFAULT_LANGUAGE).split(',').map(str::trim) {
        let language = Language::new(written)
            .ok_or_else(|| format!("`{written}` is no language; a tag such as `en` or `pt-br` is one"))?;
        if languages.contains(&language) {
            return Err(format!("the language `{language}` is listed twice"));
        }
        languages.push(language);
    }
    Ok(languages)
}

fn check_folder(folder: &Path) -> Result<(), Refusal> {
    let name = folder.display();
    match fs::read_dir(folder).map(|mut entries| entries.next()) {
        Ok(None) => Ok(()),
        Ok(Some(_)) => {
            let message = format!("the folder `{name}` is not empty; name one that is, or a new one");
            Err(Refusal::Usage(message))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            Err(Refusal::Usage(format!("`{name}` is not a folder")))
        }
        Err(error) => Err(named("list", folder, &error).into()),
    }
}

/// The files of the site with their paths in it, in the order in which they are made.
fn content(options: &InitOptions, languages: &[Language], day: Day) -> Vec<(PathBuf, String)> {
    let first = &languages[0];
    let later = day.plus_days(UNTIL_EVENT).to_string();
    let dated = |text: &str| text.replace("$date", &day.to_string()).replace("$later", &later);
    let mut made = vec![("site.toml".into(), configuration(options, languages))];
    made.push((".gitignore".into(), starter::GITIGNORE.to_owned()));
    for language in languages {
        let suffix = if language == first { String::new() } else { format!(".{language}") };
        for file in starter::texts(language.primary()).records {
            let text = if language == first { file.text.to_owned() } else { translation(&file) };
            made.push((format!("content/{}{suffix}.md", file.stem).into(), dated(&text)));
        }
    }
    let sources = starter::texts(first.primary()).sources;
    made.push(("content/sources.toml".into(), dated(sources)));
    made
}

fn configuration(options: &InitOptions, languages: &[Language]) -> String {
    let first = &languages[0];
    let tags: Vec<String> = languages.iter().map(|language| quoted(language.as_str())).collect();
    let footers: Vec<String> = languages
        .iter()
        .map(|language| format!("{language} = {}", quoted(&short_text(language, "footer"))))
        .collect();
    let title = options.title.clone().unwrap_or_else(|| short_text(first, "title"));
    starter::SITE
        .replace("$languages", &format!("[{}]", tags.join(", ")))
        .replace("$footer", &format!("{{{}}}", footers.join(", ")))
        .replace("$first", first.as_str())
        .replace("$title", &quoted(&title))
}

fn short_text(language: &Language, key: &str) -> String {
    let texts = parse_toml(starter::texts(language.primary()).texts).ok();
    let text = texts.as_ref().and_then(|texts| texts.get(key)).and_then(|node| node.scalar());
    text.expect("what the program carries has its short texts").to_owned()
}

/// A file without the keys that only the first version of a record has.
fn translation(file: &CarriedFile) -> String {
    let kept = translated_keys(file.kind);
    let mut parts = file.text.splitn(3, "+++\n").skip(1);
    let (front, body) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let is_kept = |line: &&str| line.split_once(" = ").is_some_and(|(key, _)| kept.contains(&key));
    let front: String = front.split_inclusive('\n').filter(is_kept).collect();
    format!("+++\n{front}+++\n{body}")
}

fn say_what_is_next(folder: &Path, printer: &Printer) {
    let name = folder.display();
    printer.say(&format!("a site stands in `{name}`: put your own words in place of those in its files"));
    printer.say(&format!("next: `briefing serve --root {name}` shows it while you write"));
    printer.say(&format!("then: `briefing new article the-id --root {name}` for the next briefing"));
}
