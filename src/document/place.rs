//! What a source's path says: kind, id and language of the record in it.
//!
//! Goes in: a path and the site's settings. Comes out: a [`Place`], nothing for what holds no record
//! (pictures, templates), or what is wrong with the path. Looks into no file.

use super::reference::is_markdown_path;
use super::{Id, Kind};
use crate::config::ParseSettings;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::locale::Language;
use crate::paths::SourcePath;
use crate::text::nearest;

/// The folders below the content folder, and what stands in each.
const FOLDERS: [(&str, Kind); 6] = [
    ("articles", Kind::Article),
    ("participants", Kind::Participant),
    ("events", Kind::Event),
    ("topics", Kind::Topic),
    ("sources", Kind::Source),
    ("pages", Kind::Page),
];

/// The stem of a file that bears the id of its folder.
const INDEX: &str = "index";

/// What a source holds, as its path has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// One version of one record.
    Record {
        /// What kind of record.
        kind: Kind,
        /// Its id; `home` for the home page.
        id: Id,
        /// The language of this version.
        language: Language,
    },
    /// `sources.toml`: a source for each of its tables.
    Sources,
}

/// Reads the path of a source. `None` for a file that holds no record.
///
/// # Errors
/// Why no record may stand there: `misplaced-file`, `bad-id` or `unknown-language`, for the file as
/// a whole.
pub fn of(path: &SourcePath, settings: &ParseSettings) -> Result<Option<Place>, Box<Diagnostic>> {
    let Some(below) = path.below(&settings.content) else { return Ok(None) };
    if below == "sources.toml" {
        return Ok(Some(Place::Sources));
    }
    if !is_markdown_path(below) {
        return Ok(None);
    }
    let file_name = path.file_name();
    let stem = file_name.strip_suffix(".md").unwrap_or(file_name);
    // An id holds no dot: what stands behind the first one is a language.
    let (name, suffix) = stem.split_once('.').map_or((stem, None), |(name, suffix)| (name, Some(suffix)));
    let folders: Vec<&str> = below.split('/').rev().skip(1).collect();
    let (kind, written) = match (folders.last(), name) {
        (None, INDEX) => (Kind::Home, "home"),
        (None, _) => return Err(Box::new(misplaced(path, settings))),
        (Some(first), _) => {
            let kind = kind_of(first).ok_or_else(|| Box::new(misplaced(path, settings)))?;
            match name {
                INDEX if folders.len() == 1 => return Err(Box::new(index_of_a_kind(path))),
                INDEX => (kind, folders[0]),
                _ => (kind, name),
            }
        }
    };
    let language = language(path, name, suffix, settings)?;
    let id = Id::new(written).map_err(|problem| Box::new(bad_id(path, written, problem)))?;
    Ok(Some(Place::Record { kind, id, language }))
}

fn kind_of(folder: &str) -> Option<Kind> {
    FOLDERS.iter().find(|(name, _)| *name == folder).map(|(_, kind)| *kind)
}

/// The language that a suffix names; without one the site's first.
fn language(
    path: &SourcePath,
    name: &str,
    suffix: Option<&str>,
    settings: &ParseSettings,
) -> Result<Language, Box<Diagnostic>> {
    let Some(suffix) = suffix else {
        return Ok(settings.languages.first().expect("a site has a language").clone());
    };
    match Language::new(suffix) {
        Some(language) if settings.languages.contains(&language) => Ok(language),
        Some(language) => {
            let message = format!("`{language}` is none of the site's languages");
            let listed: Vec<String> =
                settings.languages.iter().map(|language| format!("`{language}`")).collect();
            let help = match &listed[..] {
                [only] => format!("the site has {only} alone; `site.languages` lists them"),
                _ => format!("the site has {}; `site.languages` lists them", listed.join(", ")),
            };
            Err(Box::new(finding(path, Code::UnknownLanguage, message).help(help)))
        }
        None => {
            let mut diagnostic = bad_id(path, &format!("{name}.{suffix}"), "holds a dot");
            diagnostic.help = Some("only a language such as `.en` may stand behind a dot".into());
            Err(Box::new(diagnostic))
        }
    }
}

fn bad_id(path: &SourcePath, written: &str, problem: &str) -> Diagnostic {
    finding(path, Code::BadId, format!("`{written}` cannot be an id: it {problem}"))
        .did_you_mean(mended(written).map(|id| id.to_string()))
}

/// The id that is meant, where lower case and hyphens are all that it lacks.
fn mended(written: &str) -> Option<Id> {
    let lower = written.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| c == '_' || c == '-' || c == '.' || c.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect();
    Id::new(&words.join("-")).ok()
}

fn misplaced(path: &SourcePath, settings: &ParseSettings) -> Diagnostic {
    let content = &settings.content;
    let folders: Vec<&str> = FOLDERS.iter().map(|(name, _)| *name).collect();
    let folder = path.below(content).and_then(|below| below.split_once('/')).map(|(folder, _)| folder);
    let message = match folder {
        Some(folder) => format!("no record stands in `{content}/{folder}/`"),
        None => format!("no record but `index.md` stands in `{content}/` itself"),
    };
    let listed: Vec<String> = folders.iter().map(|folder| format!("`{folder}`")).collect();
    let near = folder.and_then(|folder| nearest(folder, folders));
    let finding = finding(path, Code::MisplacedFile, message);
    match near {
        Some(near) => finding.did_you_mean(Some(format!("{content}/{near}/"))),
        None => finding.help(format!("the folders there are {}", listed.join(", "))),
    }
}

fn index_of_a_kind(path: &SourcePath) -> Diagnostic {
    let message = format!("`{}` belongs in a folder that bears the record's id", path.file_name());
    finding(path, Code::MisplacedFile, message)
        .help("the list of all records of a kind is made by the program, and has no text of its own")
}

/// A finding on the file as a whole.
fn finding(path: &SourcePath, code: Code, message: String) -> Diagnostic {
    Diagnostic::new(code, message, Span { file: path.clone(), range: 0..0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> ParseSettings {
        let path = SourcePath::new("site.toml").unwrap();
        let text = "[site]\ntitle = \"x\"\nlanguages = [\"en\", \"nl\", \"pt-br\"]\n";
        crate::config::parse(&path, text).0.unwrap().parse_settings()
    }

    fn place(path: &str) -> Result<Option<Place>, Box<Diagnostic>> {
        of(&SourcePath::new(path).unwrap(), &settings())
    }

    #[test]
    fn a_path_says_kind_id_and_language() {
        use Kind::{Article, Event, Home, Page, Participant, Source, Topic};
        for (path, kind, id, language) in [
            ("content/index.md", Home, "home", "en"),
            ("content/index.nl.md", Home, "home", "nl"),
            ("content/articles/call.md", Article, "call", "en"),
            ("content/articles/2025/03/call.nl.md", Article, "call", "nl"),
            ("content/articles/call/index.pt-br.md", Article, "call", "pt-br"),
            ("content/articles/2025/call/index.md", Article, "call", "en"),
            ("content/participants/зеленський.md", Participant, "зеленський", "en"),
            ("content/events/leaders-call.NL.md", Event, "leaders-call", "nl"),
            ("content/topics/troops.md", Topic, "troops", "en"),
            ("content/sources/a/no10.md", Source, "no10", "en"),
            ("content/pages/about.md", Page, "about", "en"),
        ] {
            let id = Id::new(id).unwrap();
            let language = Language::new(language).unwrap();
            assert_eq!(place(path), Ok(Some(Place::Record { kind, id, language })), "{path}");
        }
        assert_eq!(place("content/sources.toml"), Ok(Some(Place::Sources)));
    }

    #[test]
    fn what_holds_no_record_has_no_place() {
        for path in
            ["site.toml", "templates/a.md", "content/a.png", "content/articles/call/map.pdf", "contents/a.md"]
        {
            assert_eq!(place(path), Ok(None), "{path}");
        }
    }

    #[test]
    fn a_path_that_is_wrong_says_why() {
        for (path, code, suggestion) in [
            ("content/about.md", Code::MisplacedFile, None),
            ("content/notes/a.md", Code::MisplacedFile, None),
            ("content/article/a.md", Code::MisplacedFile, Some("content/articles/")),
            ("content/articles/index.md", Code::MisplacedFile, None),
            ("content/articles/a.fr.md", Code::UnknownLanguage, None),
            ("content/index.fr.md", Code::UnknownLanguage, None),
            ("content/articles/a.v2.md", Code::BadId, Some("a-v2")),
            ("content/articles/a.nl.old.md", Code::BadId, Some("a-nl-old")),
            ("content/participants/Keir_Starmer.md", Code::BadId, Some("keir-starmer")),
            ("content/participants/Keir Starmer/index.md", Code::BadId, Some("keir-starmer")),
            ("content/participants/o'brien.md", Code::BadId, None),
            ("content/participants/none.md", Code::BadId, None),
            ("content/articles/2025.md", Code::BadId, None),
        ] {
            let diagnostic = place(path).expect_err(path);
            assert_eq!(diagnostic.code, code, "{path}");
            let suggested = diagnostic.suggestion.as_ref().map(|suggestion| &*suggestion.replacement);
            assert_eq!(suggested, suggestion, "{path}");
            let span = diagnostic.primary.expect("the file");
            assert_eq!((span.file.as_str(), span.range), (path, 0..0));
        }
    }

    #[test]
    fn the_help_lists_what_there_is() {
        let help = |path: &str| place(path).expect_err(path).help.expect("a help");
        assert_eq!(
            help("content/articles/a.fr.md"),
            "the site has `en`, `nl`, `pt-br`; `site.languages` lists them"
        );
        assert!(help("content/a.md").starts_with("the folders there are `articles`, `participants`, "));
    }
}
