//! The kinds of edits, and where each is looked for.

use crate::preview::Result;
use crate::preview::files::stem;
use crate::preview::front_matter::{renamed, titled};
use crate::preview::overrides::{ARTICLE, STYLE, STYLE_PATH, style_with};
use crate::site::Site;

/// A kind of edit.
pub struct Kind {
    pub name: &'static str,
    /// The file that is edited.
    pub path: String,
    /// What stands in it before the first edit.
    pub first: String,
    /// Whether it stands there only while edits of this kind are made.
    pub is_override: bool,
    /// The page that shows the edit.
    pub page: String,
    pub shown_in: ShownIn,
    /// Puts a word into what stood there first.
    edit: Edit,
}

type Edit = Box<dyn Fn(&str, &str) -> String>;

/// Where the word of an edit is found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ShownIn {
    Page,
    /// In the stylesheet that the page names.
    Style,
}

impl Kind {
    /// The file with a word put into it.
    pub fn with(&self, word: &str) -> String {
        (self.edit)(&self.first, word)
    }
}

/// All kinds, in the order in which they are measured.
pub fn kinds(site: &Site) -> Result<Vec<Kind>> {
    let languages = site.languages.clone();
    let title = move |first: &str, word: &str| titled(first, &languages, &format!("Desk {word}"));
    let name = |first: &str, word: &str| renamed(first, &format!("Named {word}"));
    Ok(vec![
        of_file(site, "prose", &site.article, &site.article, |first, word| {
            format!("{first}\n{word} was said nowhere.\n")
        })?,
        annotation(site, "annotation, rare", &site.rare)?,
        annotation(site, "annotation, frequent", &site.frequent)?,
        of_file(site, "name, frequent", &site.frequent, &site.mentioning, name)?,
        Kind {
            name: "template",
            path: ARTICLE.path.to_owned(),
            first: ARTICLE.carried.to_owned(),
            is_override: true,
            page: site.page_of(&site.article),
            shown_in: ShownIn::Page,
            edit: Box::new(|_, word| ARTICLE.with(word)),
        },
        Kind {
            name: "stylesheet",
            path: STYLE_PATH.to_owned(),
            first: STYLE.to_owned(),
            is_override: true,
            page: site.page_of(&site.article),
            shown_in: ShownIn::Style,
            edit: Box::new(|_, word| style_with(word)),
        },
        of_file(site, "configuration", "site.toml", &site.article, title)?,
    ])
}

/// Edits of a file of the site, which the page of a record shows.
fn of_file(
    site: &Site,
    name: &'static str,
    path: &str,
    record: &str,
    edit: impl Fn(&str, &str) -> String + 'static,
) -> Result<Kind> {
    Ok(Kind {
        name,
        path: path.to_owned(),
        first: site.text(path)?,
        is_override: false,
        page: site.page_of(record),
        shown_in: ShownIn::Page,
        edit: Box::new(edit),
    })
}

/// Positions of a participant, each in place of the one before.
fn annotation(site: &Site, name: &'static str, participant: &str) -> Result<Kind> {
    let (by, on) = (stem(participant).to_owned(), site.topic.clone());
    of_file(site, name, &site.latest, participant, move |first, word| {
        format!("{first}\n[{word} is so.]{{.holds by={by} on={on} stance=supports src=src-1}}\n")
    })
}
