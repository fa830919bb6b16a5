//! How a page is cited: as plain text and as Markdown.
//!
//! Title, site, date and address, in this order. Without an address of the site's own the address is
//! left out: one that only holds on somebody's disk cites nothing.

use super::Assembler;
use crate::date::Date;
use crate::page::view::shared::CiteView;

impl Assembler<'_> {
    /// How the page is cited under its title.
    pub fn cite(&self, title: &str, date: Option<&Date>) -> Option<CiteView> {
        let (open, close) = self.locale.quotes();
        let citation = Citation {
            title: format!("{open}{title}{close}"),
            site: self.site_title(),
            date: date.map(|date| self.locale.date(date)),
            address: self.absolute(&self.key_href(self.key)),
        };
        Some(CiteView { text: citation.text(), markdown: citation.markdown() })
    }
}

/// What a citation says.
struct Citation {
    /// In quotation marks.
    title: String,
    site: String,
    date: Option<String>,
    address: Option<String>,
}

impl Citation {
    fn text(&self) -> String {
        join([Some(self.title.clone()), Some(self.site.clone()), self.date.clone(), self.address.clone()])
    }

    fn markdown(&self) -> String {
        let title = escape(&self.title);
        let title = match &self.address {
            Some(address) => format!("[{title}]({})", address.replace('(', "%28").replace(')', "%29")),
            None => title,
        };
        join([Some(title), Some(escape(&self.site)), self.date.as_deref().map(escape), None])
    }
}

fn join(parts: [Option<String>; 4]) -> String {
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// Escapes what Markdown would read as markup in running text.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '[' | ']' | '*' | '_' | '`' | '<' | '>' | '~' | '&') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn citation(address: Option<&str>) -> Citation {
        Citation {
            title: "“A [call]”".to_owned(),
            site: "The site".to_owned(),
            date: Some("15 March 2025".to_owned()),
            address: address.map(str::to_owned),
        }
    }

    #[test]
    fn a_citation_names_title_site_date_and_address() {
        let citation = citation(Some("https://own.example/a(b)/"));
        assert_eq!(citation.text(), "“A [call]”, The site, 15 March 2025, https://own.example/a(b)/");
        assert_eq!(
            citation.markdown(),
            "[“A \\[call\\]”](https://own.example/a%28b%29/), The site, 15 March 2025"
        );
    }

    #[test]
    fn without_an_address_it_is_left_out() {
        let citation = citation(None);
        assert_eq!(citation.text(), "“A [call]”, The site, 15 March 2025");
        assert_eq!(citation.markdown(), "“A \\[call\\]”, The site, 15 March 2025");
    }
}
