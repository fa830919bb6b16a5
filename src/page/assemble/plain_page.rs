//! `/<slug>/`: a page of the author's own, such as "about".

use super::Assembler;
use super::record::is_of_the_site;
use crate::document::Fields;
use crate::page::view::Page;

impl Assembler<'_> {
    /// A page of the author's own.
    pub fn page(&self) -> Page {
        let entry = self.own();
        let own = entry.chosen(self.language).and_then(|version| match &version.record().fields {
            Fields::Page(own) => Some(own),
            _ => None,
        });
        let toc = own.and_then(|own| own.toc).or_else(|| entry.page().and_then(|page| page.toc));
        let title = self.own_name();
        let image = self.image(entry);
        Page {
            shell: self.shell_with_picture(&title.text, None, image.as_ref()),
            heading: title.text,
            lang: title.lang,
            summary: self.own_summary(),
            image: image.filter(is_of_the_site),
            // A short page needs none: it is shown where the author asks for it.
            contents: self.contents(Some(toc.unwrap_or(false))),
            body: self.own_body().unwrap_or_default(),
        }
    }
}
