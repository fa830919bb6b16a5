//! `/statements/`: who said what, newest first. (Its parts are made in
//! [`list_part`](super::list_part).)

use super::Assembler;
use crate::address::List;
use crate::page::view::Statements;

impl Assembler<'_> {
    /// The newest statements, or all of a short list.
    pub fn statements(&self) -> Statements {
        let heading = self.say("statements-title");
        Statements {
            shell: self.shell(&heading, None),
            heading,
            note: self.shown_note(List::Statements, "count-statements"),
            statements: self.section(List::Statements),
        }
    }
}
