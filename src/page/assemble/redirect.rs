//! An old address, which leads to where a record stands now.

use super::Assembler;
use crate::document::{Id, Kind};
use crate::page::view::Redirect;
use crate::page::view::shared::RecordLink;
use crate::page::view::shell::Shell;

impl Assembler<'_> {
    /// The page at an old address of a record.
    pub fn redirect(&self, kind: Kind, id: &Id) -> Redirect {
        let mut cards = self.inputs.cards.iter();
        let own = cards.find(|(_, card)| card.kind == kind && card.id == *id);
        let link = own.map(|(no, _)| self.link(*no)).unwrap_or_default();
        let target = match kind {
            Kind::Home => RecordLink { name: self.site_title(), lang: None, ..link },
            _ => link,
        };
        let heading = self.say("redirect-title");
        let canonical = target.href.as_ref().and_then(|href| self.absolute(href));
        Redirect {
            shell: Shell { canonical, ..self.shell(&heading, None) },
            heading,
            text: self.say("redirect-text"),
            target,
        }
    }
}
