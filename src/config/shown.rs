//! What of a configuration can be seen on a page, as one fingerprint.

use super::{BuildConfig, Config, License, MenuEntry, Publisher, Site};
use crate::digest::Fingerprint;
use std::hash::{Hash, Hasher};

impl Config {
    /// A fingerprint of all values that pages may show or be made by; the same where only comments, places
    /// in the file, checks or the preview's settings differ. Limits can be seen: a text that is over one is
    /// not shown.
    pub fn shown(&self) -> Fingerprint {
        Fingerprint::of_value(&Shown(self))
    }
}

struct Shown<'a>(&'a Config);

impl Hash for Shown<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Taken apart whole, so that a new field cannot be forgotten.
        let Config {
            site,
            publisher,
            menu,
            footer,
            markdown,
            build,
            strings,
            complete: _,
            serve: _,
            limits,
            checks: _,
            fingerprint: _,
        } = self.0;
        let Site { title, description, languages, base_url, as_of, accent, logo, license } = site;
        (title, description, languages, base_url, accent).hash(state);
        as_of.as_ref().map(|as_of| &as_of.value).hash(state);
        logo.as_ref().map(|logo| &logo.value).hash(state);
        license.as_ref().map(|License { name, title, url }| (name, title, url)).hash(state);
        let Publisher { name, url, logo, policies } = publisher;
        (name, url, logo.as_ref().map(|logo| &logo.value)).hash(state);
        for (key, policy) in policies {
            (key, &policy.value).hash(state);
        }
        for MenuEntry { title, to } in menu {
            (title, &to.value).hash(state);
        }
        for (language, text) in footer.iter() {
            (language, &text.value).hash(state);
        }
        let BuildConfig { file_links, content, drafts, output: _ } = build;
        (markdown, limits, file_links, content, drafts).hash(state);
        for (language, strings) in strings {
            language.hash(state);
            for (key, text) in strings {
                (key, &text.value).hash(state);
            }
        }
    }
}
