//! What all pages of one language share: menu, footer, publisher, policies, licence.

use super::Assembler;
use super::frame::is_page_of_ours;
use crate::address::{Key, Part, What};
use crate::document::{Kind, Reference};
use crate::locale::Language;
use crate::page::site::Site;
use crate::page::view;
use crate::page::view::shared::Link;
use crate::page::view::shell::PublisherView;
use crate::page::visitor::Inputs;
use crate::paths::UrlPath;

/// Addresses of the theme's assets, from the site's root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// The stylesheet.
    pub stylesheet: String,
    /// The icon.
    pub icon: String,
    /// The script that every page runs before it is shown.
    pub early_script: String,
    /// Scripts that every page loads, in order.
    pub scripts: Vec<String>,
}

/// Makes what all pages of a language share. `inputs` are those of any page in that language, say the
/// home page's: each sees what menu, footer and policies refer to.
pub fn site_view(site: &Site, language: &Language, inputs: &Inputs, assets: &Assets) -> view::Site {
    let key = Key::whole(What::Home, language);
    Assembler::new(&key, inputs, site).site_view(assets)
}

impl Assembler<'_> {
    fn site_view(&self, assets: &Assets) -> view::Site {
        let config = &self.site.config;
        let own = &config.site;
        view::Site {
            title: self.site_title(),
            description: self.pick(&own.description).map(|(_, text)| text.clone()).unwrap_or_default(),
            lang: self.language.to_string(),
            dir: if self.language.is_right_to_left() { "rtl" } else { "ltr" }.to_owned(),
            home_href: self.page_href(What::Home, Part::Whole),
            logo: own.logo.as_ref().map(|path| static_href(&path.value)),
            menu: self.menu(),
            footer_html: self.pick(&self.site.footer).map(|(_, footer)| self.inline(footer)),
            publisher: config.publisher.name.as_ref().map(|name| PublisherView {
                text: self.say_text("footer-publisher", "publisher", name),
                href: config.publisher.url.clone(),
            }),
            policies: self.policies(),
            license: own.license.as_ref().map(|license| Link {
                href: license.url.clone().unwrap_or_default(),
                text: self.say_text(
                    "footer-license",
                    "license",
                    license.title.as_ref().unwrap_or(&license.name),
                ),
            }),
            stylesheet: assets.stylesheet.clone(),
            icon: assets.icon.clone(),
            early_script: assets.early_script.clone(),
            scripts: assets.scripts.clone(),
            generator: concat!("briefing ", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }

    /// The menu in this page's language; where the site has none, the ways to what it holds.
    pub fn menu(&self) -> Vec<Link> {
        let entries = &self.site.config.menu;
        if entries.is_empty() {
            return self.usual_menu();
        }
        entries
            .iter()
            .zip(&self.site.menu)
            .filter_map(|(entry, reference)| {
                let href = self.reference_href(reference)?;
                let text = self.pick(&entry.title).map(|(_, title)| title.clone());
                Some(Link { text: text.unwrap_or_else(|| href.clone()), href })
            })
            .collect()
    }

    fn usual_menu(&self) -> Vec<Link> {
        [
            (What::Register(Kind::Article), "nav-articles"),
            (What::Register(Kind::Participant), "nav-participants"),
            (What::Register(Kind::Event), "nav-events"),
            (What::Register(Kind::Topic), "nav-topics"),
            (What::Positions, "nav-positions"),
            (What::Timeline, "nav-timeline"),
            (What::Changes, "nav-changes"),
            (What::Register(Kind::Source), "nav-sources"),
        ]
        .into_iter()
        .map(|(what, key)| Link { href: self.page_href(what, Part::Whole), text: self.say(key) })
        .collect()
    }

    fn policies(&self) -> Vec<Link> {
        let policies = self.site.config.publisher.policies.keys().zip(&self.site.policies);
        policies
            .filter_map(|(key, reference)| {
                let text = self.say(&format!("policy-{}", key.replace('_', "-")));
                Some(Link { href: self.reference_href(reference)?, text })
            })
            .collect()
    }

    /// Where a reference of the configuration leads: a page of ours in this page's language.
    fn reference_href(&self, reference: &Reference) -> Option<String> {
        match reference {
            Reference::Site(address) if is_page_of_ours(address) => {
                let home = self.page_href(What::Home, Part::Whole);
                Some(format!("{}{address}", home.trim_end_matches('/')))
            }
            reference => self.target_href(&self.target(reference), None),
        }
    }
}

/// The address of a file below `static/`.
fn static_href(path: &str) -> String {
    let path = path.trim_start_matches("./").trim_start_matches('/');
    UrlPath::new(path.strip_prefix("static/").unwrap_or(path)).encoded()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_logo_is_named_from_the_root_or_from_its_folder() {
        assert_eq!(static_href("logo.svg"), "/logo.svg");
        assert_eq!(static_href("static/a b.svg"), "/a%20b.svg");
    }
}
