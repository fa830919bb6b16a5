//! What stands around every page: [`Site`] is made once for each language, [`Shell`] for each page.

use super::shared::Link;
use crate::data::Node;
use serde::Serialize;

/// What all pages of one language share. Templates see it as `site`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Site {
    /// The site's title in this language.
    pub title: String,
    /// What the site is about.
    pub description: String,
    /// The language of these pages, as a BCP 47 tag.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    /// The home page of this language.
    pub home_href: String,
    /// The logo's address.
    pub logo: Option<String>,
    /// The menu; an entry whose address is `shell.section` is the one of this page.
    pub menu: Vec<Link>,
    /// Inline HTML of the site's own footer.
    pub footer_html: Option<String>,
    /// Who publishes the site.
    pub publisher: Option<PublisherView>,
    /// The publisher's policies.
    pub policies: Vec<Link>,
    /// "Licence: CC BY 4.0"; `href` may be empty.
    pub license: Option<Link>,
    /// The stylesheet's address.
    pub stylesheet: String,
    /// The icon's address.
    pub icon: String,
    /// The script that every page runs before it is shown.
    pub early_script: String,
    /// Scripts that every page loads, deferred.
    pub scripts: Vec<String>,
    /// `briefing 0.1.0`.
    pub generator: String,
}

/// Who publishes the site.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PublisherView {
    /// "Published by The desk".
    pub text: String,
    /// Their address.
    pub href: Option<String>,
}

/// What stands around one page. Every view holds it as `shell`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Shell {
    /// The kind of page, for the class `page-…`: `article`.
    pub kind: String,
    /// The title of the document, complete: "A call – The site".
    pub title: String,
    /// One or two sentences, plain, never empty.
    pub description: String,
    /// The address of this page's entry in the menu (`/articles/`); empty where it has none.
    pub section: String,
    /// From the home page down, this page left out.
    pub breadcrumbs: Vec<Link>,
    /// "as of 15 March 2025", on pages that say "now", "coming" or "past".
    pub as_of: Option<String>,
    /// The page in the site's languages, this one included; empty on a site in one language.
    pub languages: Vec<LanguageLink>,
    /// The page's absolute address, where the site has one.
    pub canonical: Option<String>,
    /// Absolute addresses of this page by language, where the site has an address.
    pub alternates: Vec<Alternate>,
    /// The absolute address of a picture for previews elsewhere.
    pub picture: Option<String>,
    /// Whether search engines shall leave it out (404).
    pub hidden: bool,
    /// The author's own keys (`extra`) of the record that the page is about: those of the version that is
    /// shown, else of the first one.
    pub extra: Option<Node>,
}

/// A way to another language.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LanguageLink {
    /// The page there, or that language's home where it is not translated.
    pub href: String,
    /// The language's name in itself: "Nederlands".
    pub name: String,
    /// Its tag.
    pub lang: String,
    /// Whether it is this page.
    pub current: bool,
    /// "Not in Dutch: go to the home page", where there is no translation.
    pub note: Option<String>,
}

/// An address of the same page in another language.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Alternate {
    /// The language's tag, or `x-default`.
    pub lang: String,
    /// Absolute.
    pub href: String,
}
