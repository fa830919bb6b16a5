//! What all pages of a site share.

use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Located, Span};
use crate::document::record::Defaults;
use crate::document::reference::{names_host_alone, parse_record_reference};
use crate::document::{Inline, Kind, Reference, markdown};
use crate::locale::{Language, Locale, Localized};
use crate::paths::SourcePath;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// What all pages of a site share.
#[derive(Clone)]
pub struct Site {
    /// The configuration.
    pub config: Arc<Config>,
    /// One for each of the site's languages.
    pub locales: BTreeMap<Language, Arc<Locale>>,
    /// Where each entry of the menu leads, in its order.
    pub menu: Vec<Reference>,
    /// Where each policy leads, in the order of their keys.
    pub policies: Vec<Reference>,
    /// The footer.
    pub footer: Localized<Inline>,
}

impl Site {
    /// Makes ready what a configuration says; a string of the site's own that cannot be read, and a
    /// menu entry that leads nowhere, are findings.
    pub fn new(config: Arc<Config>) -> (Self, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let mut locales = BTreeMap::new();
        for language in &config.site.languages {
            locales.insert(language.clone(), Arc::new(locale(&config, language, &mut diagnostics)));
        }
        let mut references = |written: &Located<String>| reference(&config, written, &mut diagnostics);
        let menu = config.menu.iter().map(|entry| references(&entry.to)).collect();
        let policies = config.publisher.policies.values().map(references).collect();
        let footer = footer(&config, &mut diagnostics);
        (Self { locales, menu, policies, footer, config }, diagnostics)
    }

    /// The site's languages, never empty; the first is the main one.
    pub fn languages(&self) -> &[Language] {
        &self.config.site.languages
    }

    /// The locale of one of the site's languages.
    pub fn locale(&self, language: &Language) -> &Arc<Locale> {
        self.locales.get(language).expect("every language of the site has a locale")
    }

    /// What stands around pages in a language and refers to something.
    pub fn references<'a>(&'a self, language: &'a Language) -> impl Iterator<Item = &'a Reference> {
        let footer = self.footer.pick(language, self.languages());
        let links = footer.into_iter().flat_map(|(_, inline)| &inline.links).map(|link| &link.reference);
        self.menu.iter().chain(&self.policies).chain(links)
    }
}

fn configuration_file() -> SourcePath {
    SourcePath::new("site.toml").expect("a plain name stays inside")
}

fn span(range: &Range<usize>) -> Span {
    Span { file: configuration_file(), range: range.clone() }
}

fn locale(config: &Config, language: &Language, diagnostics: &mut Diagnostics) -> Locale {
    let written = config.strings.get(language);
    let strings: BTreeMap<String, String> =
        written.into_iter().flatten().map(|(key, text)| (key.clone(), text.value.clone())).collect();
    Locale::new(language, &strings).unwrap_or_else(|faults| {
        for (key, fault) in faults {
            let range = written.and_then(|strings| strings.get(&key)).map_or(0..0, |text| text.range.clone());
            let message = format!("the string `{key}` cannot be used: {fault}");
            diagnostics.push(Diagnostic::new(Code::Configuration, message, span(&range)));
        }
        Locale::new(language, &BTreeMap::new()).expect("the strings that are carried can be read")
    })
}

/// A menu entry's or policy's destination: an address, a page of ours, or a reference.
fn reference(config: &Config, written: &Located<String>, diagnostics: &mut Diagnostics) -> Reference {
    let text = written.value.trim();
    if names_host_alone(text) {
        let message = format!("`{text}` leaves the site without a scheme");
        let help = "write the scheme too: `https://…`";
        diagnostics.push(Diagnostic::new(Code::DangerousLink, message, span(&written.range)).help(help));
        return Reference::Site("/".into());
    }
    if text.starts_with('/') {
        return Reference::Site(text.into());
    }
    if ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| text.starts_with(scheme)) {
        return Reference::Address(text.into());
    }
    parse_record_reference(text, &configuration_file(), &config.build.content).unwrap_or_else(|fault| {
        let message = format!("`{text}` leads nowhere: as an id it {fault}");
        let help = "write a reference (`@about`), an address, or a page of ours (`/positions/`)";
        diagnostics.push(Diagnostic::new(Code::WrongType, message, span(&written.range)).help(help));
        Reference::Site("/".into())
    })
}

fn footer(config: &Config, diagnostics: &mut Diagnostics) -> Localized<Inline> {
    let settings = config.parse_settings();
    let path = configuration_file();
    let mut footer = Localized::empty();
    for (language, text) in config.footer.iter() {
        let context = markdown::Context {
            path: &path,
            settings: &settings,
            language,
            kind: Kind::Page,
            defaults: &Defaults::default(),
            transcript: None,
            anchors: &BTreeMap::new(),
        };
        let (inline, findings) = markdown::parse_inline(&text.value, text.range.clone(), &context);
        diagnostics.extend(findings);
        footer.set(language.clone(), inline);
    }
    footer
}
