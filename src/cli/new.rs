//! `briefing new`: makes the file of a record, every key explained.
//!
//! Goes in: the kind and id of a record, and a site that is there. Comes out: one file, or one table
//! more in `content/sources.toml`; its path is printed. Nothing that is there is written over, and an id
//! that another record has, had, or is about to have is refused.

pub(super) mod front_matter;

use self::front_matter::{Filled, Form};
use super::exit::Exit;
use super::files;
use super::load::{self, Loaded};
use super::report::{Printer, Refusal, print};
use super::{NewOptions, SiteOptions};
use crate::build::{Settings, Survey, survey};
use crate::config::Config;
use crate::data;
use crate::document::annotation::ParticipantKind;
use crate::document::place::{self, Place};
use crate::document::{Id, Kind, Reference};
use crate::index::Entry;
use crate::index::register::Resolution;
use crate::locale::Language;
use crate::output::named;
use crate::paths::SourcePath;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What is to be made.
struct Plan {
    kind: Kind,
    id: Id,
    language: Language,
    /// Whether the record is there already, in another language.
    is_translation: bool,
}

/// Where what is planned goes.
enum Destination {
    /// A file of its own.
    File(SourcePath),
    /// The file of many sources, which is there.
    Register(SourcePath),
}

pub(crate) fn run(options: &NewOptions) -> Exit {
    let site = SiteOptions { root: options.root.clone(), now: options.now.clone(), ..SiteOptions::default() };
    let printer = Printer::new(&site);
    match make(options, &site, &printer) {
        Ok(()) => Exit::Success,
        Err(exit) => exit,
    }
}

fn make(options: &NewOptions, site: &SiteOptions, printer: &Printer) -> Result<(), Exit> {
    let loaded = load::read(site, None, printer)?;
    let plan = plan(options, &loaded).map_err(|message| printer.refuse(message))?;
    let path = write(options, &loaded, &plan).map_err(|refusal| printer.refuse(refusal))?;
    let path = path.strip_prefix("./").unwrap_or(&path);
    print(&format!("{}\n", path.display())).map_err(|error| printer.environment(&error))
}

/// Checks what is asked for against the site.
fn plan(options: &NewOptions, loaded: &Loaded) -> Result<Plan, String> {
    let kind = options.record.kind();
    if options.kind.is_some() && kind != Kind::Participant {
        return Err("`--kind` is for participants".to_owned());
    }
    let id = id(options)?;
    let language = language(options, &loaded.settings.config)?;
    let all = Settings { now: i64::MAX, drafts: true, ..loaded.settings.clone() };
    let survey = survey(&all, &loaded.scan.sources);
    let is_translation =
        match survey.index.register().resolve(&Reference::Id { id: id.clone(), anchor: None }) {
            Resolution::Record { no, old } => {
                let entry = survey.index.entry(no).expect("a record that an id leads to is there");
                let is_missing = entry.versions.iter().all(|version| version.language != language);
                if old || entry.kind() != kind || !is_missing || entry.versions.is_empty() {
                    return Err(taken(&survey, entry, &id));
                }
                true
            }
            _ => false,
        };
    let address = format!("/{id}/");
    if kind == Kind::Page && !is_translation && survey.pages.iter().any(|page| page.path.as_str() == address)
    {
        return Err(format!("a page stands at `{address}` already"));
    }
    Ok(Plan { kind, id, language, is_translation })
}

/// Where a record goes: of sources in the first language into the file of all of them, if there is one.
fn destination(options: &NewOptions, config: &Config, plan: &Plan) -> Result<Destination, String> {
    let content = &config.build.content;
    let is_first = plan.language == config.site.languages[0];
    let whole = |below: &str| {
        SourcePath::new(&format!("{content}/{below}")).expect("the content folder lies in the site's")
    };
    let register = whole("sources.toml");
    if plan.kind == Kind::Source
        && is_first
        && !plan.is_translation
        && options.root.join(register.as_str()).is_file()
    {
        return if options.yaml {
            Err(format!("`--yaml` is for a file of its own, and a new source goes into `{register}`"))
        } else {
            Ok(Destination::Register(register))
        };
    }
    let suffix = if is_first { String::new() } else { format!(".{}", plan.language) };
    let path = whole(&format!("{}/{}{suffix}.md", folder(plan.kind), plan.id));
    let what = plan.kind.word();
    match place::of(&path, &config.parse_settings()) {
        Err(finding) => Err(format!("no {what} can stand in `{path}`: {}", finding.message)),
        Ok(Some(Place::Record { kind, id, .. })) if (kind, &id) == (plan.kind, &plan.id) => {
            Ok(Destination::File(path))
        }
        Ok(_) => Err(format!("no {what} can stand in `{path}`: it would be read as something else")),
    }
}

fn id(options: &NewOptions) -> Result<Id, String> {
    let written = options.id.as_str();
    Id::new(written).map_err(|problem| {
        let mended = written.trim_start_matches('@').to_lowercase();
        let words: Vec<&str> = mended.split([' ', '_', '.']).filter(|word| !word.is_empty()).collect();
        let near = Id::new(&words.join("-")).ok();
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        format!("`{written}` cannot be an id: it {problem}{near}")
    })
}

/// The language that is asked for; else the site's first.
fn language(options: &NewOptions, config: &Config) -> Result<Language, String> {
    let languages = &config.site.languages;
    let Some(written) = &options.lang else { return Ok(languages[0].clone()) };
    let known = Language::new(written).filter(|language| languages.contains(language));
    known.ok_or_else(|| {
        let listed: Vec<String> = languages.iter().map(|language| format!("`{language}`")).collect();
        format!("`{written}` is none of the site's languages; it has {}", listed.join(", "))
    })
}

fn taken(survey: &Survey, entry: &Entry, id: &Id) -> String {
    let version = entry.base().map(|version| (&version.document.path, version.record().range.start));
    let account = entry.accounts.first();
    let account =
        account.map(|account| (&account.document.path, account.annotation().attributes_range.start));
    let place = version.or(account).map(|(path, offset)| {
        let position = survey.texts.position(path, offset);
        format!(": {path}:{}:{}", position.line, position.column)
    });
    let whose = if entry.id() == id { "is" } else { "was once" };
    format!("`{id}` {whose} the id of another {}{}", entry.kind().word(), place.unwrap_or_default())
}

/// Writes what is planned, and gives the path of the file.
fn write(options: &NewOptions, loaded: &Loaded, plan: &Plan) -> Result<PathBuf, Refusal> {
    let filled = filled(options, loaded, plan);
    match destination(options, &loaded.settings.config, plan)? {
        Destination::Register(register) => {
            let path = options.root.join(register.as_str());
            append(&path, &plan.id, &filled)?;
            Ok(path)
        }
        Destination::File(file) => {
            let path = options.root.join(file.as_str());
            let form = if options.yaml { Form::Yaml } else { Form::Toml };
            let made = files::create(&path, &front_matter::file(&filled, form));
            made.map_err(|error| match error.kind() {
                io::ErrorKind::AlreadyExists => format!("`{}` is there already", path.display()).into(),
                _ => Refusal::from(error),
            })?;
            Ok(path)
        }
    }
}

/// Adds a table at the end of a file of many sources, if that can be read.
fn append(register: &Path, id: &Id, filled: &Filled) -> Result<(), Refusal> {
    let text = fs::read_to_string(register).map_err(|error| named("read", register, &error))?;
    let name = register.display();
    if let Err(error) = data::parse_toml(&text) {
        return Err(format!("`{name}` cannot be read as TOML: {}", error.message).into());
    }
    let gap = match text.as_str() {
        "" => "",
        text if text.ends_with("\n\n") => "",
        text if text.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    let table = format!("{gap}{}", front_matter::table(id, filled));
    let opened = OpenOptions::new().append(true).open(register);
    let written = opened.and_then(|mut file| file.write_all(table.as_bytes()));
    written.map_err(|error| named("write", register, &error).into())
}

/// The values that are known already, by key.
fn filled(options: &NewOptions, loaded: &Loaded, plan: &Plan) -> Filled {
    let title = options.title.clone().unwrap_or_else(|| title_of(&plan.id));
    let mut values = vec![(if has_title(plan.kind) { "title" } else { "name" }, title)];
    if !plan.is_translation {
        match plan.kind {
            Kind::Article => {
                let day = load::today(options.now.as_deref(), loaded.settings.now);
                values.push(("date", day.to_string()));
            }
            Kind::Participant => {
                let kind = options.kind.map_or(ParticipantKind::Person, super::ParticipantWord::kind);
                values.push(("kind", kind.as_str().to_owned()));
            }
            _ => {}
        }
    }
    Filled { kind: plan.kind, is_translation: plan.is_translation, values }
}

fn has_title(kind: Kind) -> bool {
    matches!(kind, Kind::Article | Kind::Source | Kind::Page | Kind::Home)
}

/// A title for want of another: the id's words.
fn title_of(id: &Id) -> String {
    let words = id.as_str().replace('-', " ");
    let mut letters = words.trim().chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn folder(kind: Kind) -> &'static str {
    match kind {
        Kind::Page => "pages",
        kind => crate::address::folder(kind),
    }
}
