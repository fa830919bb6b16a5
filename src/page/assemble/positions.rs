//! `/positions/` and its parts: participants by topics. (Parts of a topic's own matrix are in
//! [`topic`](super::topic).)

use super::Assembler;
use crate::page::view::Positions;

impl Assembler<'_> {
    /// The site's matrix of positions, or a part of it.
    pub fn positions(&self) -> Positions {
        let heading = self.heading_of_part(&self.say("positions-title"));
        Positions {
            shell: self.shell(&heading, None),
            heading,
            note: Some(self.say("positions-note")),
            positions: self.matrix(&self.say("positions-table")),
        }
    }
}
