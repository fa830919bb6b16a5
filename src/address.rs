//! What a page is, and where it stands.
//!
//! The first language of a site stands at `/`, each other one at `/<lang>/`, with the same folders
//! below. Every page is named by a [`Key`]; nothing else makes an address of a page of ours.

use crate::digest::ContentHash;
use crate::document::{Id, Kind};
use crate::index::Card;
use crate::locale::Language;
use crate::paths::{self, OutputPath, SourcePath, UrlPath};
use crate::text;

/// A page: what it shows, which part of it, and in which language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The record, register or overview that it shows.
    pub what: What,
    /// Which part of a list that does not stand whole on one page.
    pub part: Part,
    /// The language of the page; it decides the folder at the front of its address.
    pub language: Language,
}

/// What a page shows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// The first page: `/`.
    Home,
    /// The list of all records of a kind.
    Register(Kind),
    /// A record of its own.
    Record(Kind, Id),
    /// One list of a record, in parts.
    RecordList(Kind, Id, List),
    /// The matrix of participants and topics: `/positions/`.
    Positions,
    /// The table of participants and events: `/attendance/`.
    Attendance,
    /// Every event and dated act: `/timeline/`.
    Timeline,
    /// The timeline of one topic, by the topic's id: `/timeline/topic/<id>/`.
    TimelineOfTopic(Id),
    /// By classification, as the author wrote it.
    TimelineOfKind(String),
    /// Every statement, newest first: `/statements/`.
    Statements,
    /// What is new, by date: `/changes/`.
    Changes,
    /// Every correction, with its place: `/corrections/`.
    Corrections,
    /// An old address of a record, as [`old`] gives it: a page that leads to where it stands now.
    Redirect(Kind, Id, UrlPath),
    /// What a host answers with where nothing stands: `/404.html`.
    NotFound,
}

/// Lists that stand on pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    /// What a participant said.
    Said,
    /// What others said for it.
    SaidFor,
    /// What a participant did.
    Did,
    /// Events that a participant attended.
    Attended,
    /// Events with all who attended them.
    Attendance,
    /// Passages that mention a record.
    Mentioned,
    /// What others say of a participant.
    Others,
    /// What was said at an event, on a topic, by a source.
    Statements,
    /// Articles: on a topic, resting on a source; all of them.
    Briefings,
    /// A timeline.
    Timeline,
    /// Events: part of another one, resting on a source; all of them.
    Events,
    /// What is new.
    Changes,
    /// Corrections.
    Corrections,
    /// Accounts of an event.
    Accounts,
    /// Events that are to come.
    Coming,
    /// Stances.
    Positions,
    /// Records of a register.
    Records,
    /// Sources of what is said.
    Sources,
}

impl List {
    /// Its folder below a record's page.
    pub fn folder(self) -> &'static str {
        match self {
            List::Said => "said",
            List::SaidFor => "said-for",
            List::Did => "did",
            List::Attended => "attended",
            List::Attendance => "attendance",
            List::Mentioned => "mentioned",
            List::Others => "others",
            List::Statements => "statements",
            List::Briefings => "briefings",
            List::Timeline => "timeline",
            List::Events => "events",
            List::Changes => "changes",
            List::Corrections => "corrections",
            List::Accounts => "accounts",
            List::Coming => "coming",
            List::Positions => "positions",
            List::Records => "records",
            List::Sources => "sources",
        }
    }
}

/// Which part of what a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The page itself.
    Whole,
    /// A part of a register or matrix, from 2.
    Number(u32),
    /// Rows of one year (`None`: undated), the parts numbered from 1, oldest first.
    Year(Option<i32>, u32),
    /// Rows of one month, the parts numbered from 1, oldest first.
    Month(i32, u8, u32),
}

impl Key {
    /// The page itself in a language.
    pub fn whole(what: What, language: &Language) -> Self {
        Self { what, part: Part::Whole, language: language.clone() }
    }

    /// Another part of the same.
    #[must_use]
    pub fn part(&self, part: Part) -> Self {
        Self { part, ..self.clone() }
    }
}

/// The folder of a kind of record, without slashes; empty for pages and the home page.
pub fn folder(kind: Kind) -> &'static str {
    match kind {
        Kind::Home | Kind::Page => "",
        Kind::Article => "articles",
        Kind::Participant => "participants",
        Kind::Event => "events",
        Kind::Topic => "topics",
        Kind::Source => "sources",
    }
}

/// Where a page stands. `card` gives the card of the record that the key names, if it names one.
pub fn path<'a>(key: &Key, languages: &[Language], card: impl Fn(&Id) -> Option<&'a Card>) -> UrlPath {
    let slug = |id: &Id| match card(id) {
        Some(card) => slug(card, &key.language, languages),
        None => id.as_str().to_owned(),
    };
    let mut path = prefix(&key.language, languages);
    match &key.what {
        What::Home => {}
        What::Redirect(_, _, from) => return from.clone(),
        What::NotFound => {
            path.push_str("404.html");
            return UrlPath::new(&path);
        }
        What::Register(kind) => path.push_str(&format!("{}/", folder(*kind))),
        What::Record(kind, id) => {
            path.push_str(&record_folder(*kind, &slug(id)));
            if key.part != Part::Whole {
                path.push_str("positions/");
            }
        }
        What::RecordList(kind, id, list) => {
            path.push_str(&format!("{}{}/", record_folder(*kind, &slug(id)), list.folder()));
        }
        What::Positions => path.push_str("positions/"),
        What::Attendance => path.push_str("attendance/"),
        What::Timeline => path.push_str("timeline/"),
        What::TimelineOfTopic(id) => path.push_str(&format!("timeline/topic/{}/", slug(id))),
        What::TimelineOfKind(kind) => path.push_str(&format!("timeline/kind/{}/", segment(kind))),
        What::Statements => path.push_str("statements/"),
        What::Changes => path.push_str("changes/"),
        What::Corrections => path.push_str("corrections/"),
    }
    path.push_str(&part_folder(key.part));
    UrlPath::new(&path)
}

/// The page whose address this may be, where its parts tell: an overview, a register, or a record with no
/// address of its own choosing. Whether there is such a page, and whether it stands there, is not known.
pub fn guess(path: &UrlPath, languages: &[Language]) -> Option<Key> {
    let mut parts: Vec<&str> = path.as_str().split('/').filter(|part| !part.is_empty()).collect();
    let named =
        languages.iter().skip(1).find(|language| parts.first() == Some(&language.to_string().as_str()));
    if named.is_some() {
        parts.remove(0);
    }
    let kinds = [Kind::Article, Kind::Participant, Kind::Event, Kind::Topic, Kind::Source];
    let kind_of = |name: &str| kinds.into_iter().find(|kind| folder(*kind) == name);
    let what = match parts[..] {
        [] => What::Home,
        ["positions"] => What::Positions,
        ["attendance"] => What::Attendance,
        ["timeline"] => What::Timeline,
        ["statements"] => What::Statements,
        ["changes"] => What::Changes,
        ["corrections"] => What::Corrections,
        [name] => match kind_of(name) {
            Some(kind) => What::Register(kind),
            None => What::Record(Kind::Page, Id::new(name).ok()?),
        },
        [name, id] => What::Record(kind_of(name)?, Id::new(id).ok()?),
        _ => return None,
    };
    Some(Key::whole(what, named.or_else(|| languages.first())?))
}

fn part_folder(part: Part) -> String {
    let numbered =
        |folder: String, number: u32| if number > 1 { format!("{folder}{number}/") } else { folder };
    match part {
        Part::Whole => String::new(),
        Part::Number(number) => format!("{number}/"),
        Part::Year(Some(year), number) => numbered(format!("{year:04}/"), number),
        Part::Year(None, number) => numbered("undated/".to_owned(), number),
        Part::Month(year, month, number) => numbered(format!("{year:04}/{month:02}/"), number),
    }
}

/// Where the page of a record of that slug stands in a language.
pub fn of_record(kind: Kind, slug: &str, language: &Language, languages: &[Language]) -> UrlPath {
    let prefix = prefix(language, languages);
    if kind == Kind::Home {
        return UrlPath::new(&prefix);
    }
    UrlPath::new(&format!("{prefix}{}", record_folder(kind, slug)))
}

fn record_folder(kind: Kind, slug: &str) -> String {
    match folder(kind) {
        "" => format!("{slug}/"),
        folder => format!("{folder}/{slug}/"),
    }
}

fn prefix(language: &Language, languages: &[Language]) -> String {
    if languages.first() == Some(language) { "/".to_owned() } else { format!("/{language}/") }
}

/// The page of a record that a page in `language` links to: the record's page in that language, else
/// in the first of the site's in which it has one.
pub fn of_card(card: &Card, language: &Language, languages: &[Language]) -> UrlPath {
    let found = card.languages.iter().find(|other| *other == language).or_else(|| card.languages.first());
    let what = if card.kind == Kind::Home { What::Home } else { What::Record(card.kind, card.id.clone()) };
    let key = Key::whole(what, found.unwrap_or(language));
    path(&key, languages, |_| Some(card))
}

/// Where a file stands that a record's text refers to: in the folder of the record's page, by its path
/// from the text's own folder; by its name alone where it lies elsewhere.
pub fn of_file(page: &UrlPath, document: &SourcePath, file: &SourcePath) -> UrlPath {
    let name = file.below(document.folder()).unwrap_or_else(|| file.file_name());
    UrlPath::new(&format!("{page}{name}"))
}

/// An old address as it was served (`/a/`, `/a` or `/a.html`): where the page stands that leads on from
/// it. What is no HTML file is a folder with one in it.
pub fn old(written: &str) -> UrlPath {
    let path = text::nfc(&paths::percent_decoded(written.split(['?', '#']).next().unwrap_or_default()));
    let path = OutputPath::new(&path).map(|path| path.as_str().to_owned()).unwrap_or_default();
    match path.as_str() {
        "" => UrlPath::new("/"),
        file if file.ends_with(".html") || file.ends_with(".htm") => UrlPath::new(file),
        folder => UrlPath::new(&format!("{folder}/")),
    }
}

/// The last segment of a record's address in a language.
pub fn slug(card: &Card, language: &Language, languages: &[Language]) -> String {
    card.slugs.pick(language, languages).map_or_else(|| card.id.as_str().to_owned(), |(_, slug)| slug.clone())
}

/// Makes a segment of an address of an author's words: folded, with `-` for what is neither letter
/// nor digit. Kept in its own script. Words that make a name which some system cannot hold are cut, and
/// told apart by a hash of all of them.
pub fn segment(words: &str) -> String {
    let folded = text::fold(words);
    let parts = folded.split(|character: char| !text::is_letter_or_digit(character));
    let segment = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    if segment.is_empty() {
        return "-".to_owned();
    }
    if paths::unholdable(&segment).is_none() {
        return segment;
    }
    let hash = ContentHash::of(segment.as_bytes()).short();
    let mut room = paths::LONGEST_NAME - hash.len() - 1;
    while !segment.is_char_boundary(room.min(segment.len())) {
        room -= 1;
    }
    format!("{}-{hash}", segment[..room.min(segment.len())].trim_end_matches('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_addresses_are_files_or_folders() {
        for (written, path) in [
            ("/a/", "/a/"),
            ("/a", "/a/"),
            ("/b//a.html", "/b/a.html"),
            ("/a/index.html", "/a/index.html"),
            ("/old.php", "/old.php/"),
            ("/caf%C3%A9", "/café/"),
            ("/", "/"),
        ] {
            assert_eq!(old(written).as_str(), path, "{written}");
        }
    }

    #[test]
    fn addresses_tell_the_pages_that_may_stand_there() {
        let languages: Vec<Language> = ["en", "nl"].into_iter().filter_map(Language::new).collect();
        for (address, guessed) in [
            ("/", Some("Home en")),
            ("/nl/", Some("Home nl")),
            ("/timeline/", Some("Timeline en")),
            ("/nl/articles/", Some("Register(Article) nl")),
            ("/nl/topics/troops/", Some("Record(Topic, troops) nl")),
            ("/about/", Some("Record(Page, about) en")),
            ("/articles/2025/", None),
            ("/participants/x/said/", None),
            ("/robots.txt", None),
        ] {
            let key = guess(&UrlPath::new(address), &languages);
            let key = key.map(|key| format!("{:?} {}", key.what, key.language));
            assert_eq!(key.as_deref(), guessed, "{address}");
        }
    }

    #[test]
    fn segments_can_be_held_by_every_system() {
        assert_eq!(segment("Working visit, 2nd"), "working-visit-2nd");
        assert_eq!(segment("?!"), "-");
        let (long, longer) = ("визит".repeat(30), "визит".repeat(31));
        for words in ["con", "COM1", &long, &longer] {
            let segment = segment(words);
            assert_eq!(paths::unholdable(&segment), None, "{segment}");
        }
        assert_ne!(segment(&long), segment(&longer), "what is cut off still tells them apart");
    }
}
