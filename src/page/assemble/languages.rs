//! The page in the site's other languages, and its absolute addresses.

use super::Assembler;
use crate::address::{Key, Part, What};
use crate::locale::Language;
use crate::page::view::shell::{Alternate, LanguageLink};

impl Assembler<'_> {
    /// An address within the site, from its root, as an absolute one; `None` where the site has none.
    pub fn absolute(&self, href: &str) -> Option<String> {
        let base = self.site.config.site.base_url.as_deref()?;
        Some(format!("{}{href}", base.trim_end_matches('/')))
    }

    /// The page in each of the site's languages; that language's home where it does not exist there.
    pub(super) fn language_links(&self) -> Vec<LanguageLink> {
        let languages = self.site.languages();
        if languages.len() < 2 {
            return Vec::new();
        }
        languages
            .iter()
            .map(|language| {
                let exists = self.inputs.languages.contains(language);
                let what = if exists { page_of_part(&self.key.what) } else { What::Home };
                let current = language == self.language;
                let key = if current { self.key.clone() } else { Key::whole(what, language) };
                let note = (!current && !exists).then(|| {
                    self.say_text("language-switch-home", "language", &self.locale.language_name(language))
                });
                LanguageLink {
                    href: self.key_href(&key),
                    name: self.site.locale(language).language_name(language),
                    lang: language.to_string(),
                    current,
                    note,
                }
            })
            .collect()
    }

    /// Absolute addresses of the page by language. A part of a list has none: its rows may stand on
    /// other parts elsewhere.
    pub(super) fn alternates(&self) -> Vec<Alternate> {
        let existing: Vec<&Language> = self
            .site
            .languages()
            .iter()
            .filter(|language| self.inputs.languages.contains(language))
            .collect();
        let is_part = self.key.part != Part::Whole;
        if existing.len() < 2 || is_part || self.site.config.site.base_url.is_none() {
            return Vec::new();
        }
        let href =
            |language: &Language| self.absolute(&self.key_href(&Key::whole(self.key.what.clone(), language)));
        let mut alternates: Vec<Alternate> = existing
            .iter()
            .filter_map(|language| Some(Alternate { lang: language.to_string(), href: href(language)? }))
            .collect();
        let default =
            alternates.first().map(|first| Alternate { lang: "x-default".to_owned(), ..first.clone() });
        alternates.extend(default);
        alternates
    }
}

/// The page that a part belongs to.
fn page_of_part(what: &What) -> What {
    match what {
        What::RecordList(kind, id, _) => What::Record(*kind, id.clone()),
        what => what.clone(),
    }
}
