//! `/sources/<id>/`: where something was published, and everything that rests on it.

use super::Assembler;
use super::record::web_address;
use crate::address::List;
use crate::document::Fields;
use crate::page::view::Source;

impl Assembler<'_> {
    /// A source's page.
    pub fn source(&self) -> Source {
        let entry = self.own();
        let fields = entry.source().expect("a source's page is told a source");
        let own = entry.chosen(self.language).and_then(|version| match &version.record().fields {
            Fields::Source(own) => Some(own),
            _ => None,
        });
        let title = self.own_name();
        let note = own.and_then(|own| own.note.clone()).or_else(|| fields.note.clone());
        let address = |address: &Option<crate::diagnostics::Located<String>>| {
            address.as_ref().and_then(|address| web_address(&address.value))
        };
        Source {
            shell: self.shell(&title.text, note.clone()),
            publisher: fields.publisher.clone(),
            url: address(&fields.url),
            archive: address(&fields.archive),
            date: self.located_date(fields.date.as_ref()),
            retrieved: self.located_date(fields.retrieved.as_ref()),
            language: fields.language.as_ref().map(|language| self.locale.language_name(language)),
            note,
            body: self.own_body(),
            cited: self.section_named(List::Statements, self.say("source-rests")),
            events: self.event_rows(self.rows(List::Events).iter()),
            events_parts: self.list_parts(List::Events),
            articles: self.article_rows(self.rows(List::Briefings)),
            articles_parts: self.list_parts(List::Briefings),
            mentioned: self.section(List::Mentioned),
            cite: self.cite(&title.text, None),
            title,
        }
    }
}
