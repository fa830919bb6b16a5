//! `/404.html`: what is shown where there is no page.

use super::Assembler;
use crate::address::{Part, What};
use crate::document::Kind;
use crate::page::view::NotFound;
use crate::page::view::shared::Link;

impl Assembler<'_> {
    /// The page that says that there is none, with ways on.
    pub fn not_found(&self) -> NotFound {
        let heading = self.say("not-found-title");
        let text = self.say("not-found-text");
        let ways = [
            (What::Home, "not-found-home"),
            (What::Register(Kind::Article), "nav-articles"),
            (What::Register(Kind::Participant), "nav-participants"),
            (What::Register(Kind::Event), "nav-events"),
            (What::Register(Kind::Topic), "nav-topics"),
        ];
        let link =
            |(what, key): (What, &str)| Link { href: self.page_href(what, Part::Whole), text: self.say(key) };
        NotFound {
            shell: self.shell(&heading, Some(text.clone())),
            heading,
            text,
            links: ways.into_iter().map(link).collect(),
        }
    }
}
