//! `sitemap.xml` (<https://www.sitemaps.org/protocol.html>), with the other languages of each page as
//! search engines read them (`xhtml:link`).

use crate::paths::{OutputFile, UrlPath};
use crate::text::escape;

/// How many addresses one file may hold.
const MOST_ADDRESSES: usize = 50_000;
/// How many bytes one file may hold.
const MOST_BYTES: usize = 50 << 20;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const OPENING: &str = "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
                       xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n";
const CLOSING: &str = "</urlset>\n";

/// A page that search engines should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SitemapPage<'a> {
    /// Where it stands.
    pub path: &'a UrlPath,
    /// The day of its last change (`2025-03-15`), where that is known.
    pub changed: Option<String>,
    /// The page in all of its languages, itself included, each with its tag; empty where it has one
    /// alone.
    pub languages: Vec<(String, &'a UrlPath)>,
}

/// Writes the sitemap of pages in their order; several files with an index where one cannot hold them.
pub fn sitemap(base_url: &str, pages: &[SitemapPage<'_>]) -> Vec<OutputFile> {
    let base_url = base_url.trim_end_matches('/');
    let entries: Vec<String> = pages.iter().map(|page| entry(base_url, page)).collect();
    let mut parts: Vec<OutputFile> = split(&entries)
        .into_iter()
        .enumerate()
        .map(|(number, entries)| {
            let text = format!("{DECLARATION}{OPENING}{}{CLOSING}", entries.concat());
            super::file(&format!("sitemap-{}.xml", number + 1), text)
        })
        .collect();
    if let [only] = &mut parts[..] {
        let bytes = only.bytes.clone();
        return vec![OutputFile { bytes, ..super::file("sitemap.xml", String::new()) }];
    }
    let listed: String = parts
        .iter()
        .map(|part| {
            format!("<sitemap><loc>{}</loc></sitemap>\n", escape(&format!("{base_url}/{}", part.path)))
        })
        .collect();
    let index = format!(
        "{DECLARATION}<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{listed}</sitemapindex>\n"
    );
    parts.insert(0, super::file("sitemap.xml", index));
    parts
}

fn entry(base_url: &str, page: &SitemapPage<'_>) -> String {
    let absolute = |path: &UrlPath| escape(&format!("{base_url}{}", path.encoded()));
    let mut entry = format!("<url><loc>{}</loc>", absolute(page.path));
    if let Some(changed) = &page.changed {
        entry.push_str(&format!("<lastmod>{}</lastmod>", escape(changed)));
    }
    let default = page.languages.first().map(|(_, path)| ("x-default", *path));
    let languages = page.languages.iter().map(|(language, path)| (language.as_str(), *path));
    for (language, path) in languages.chain(default) {
        entry.push_str(&format!(
            "\n<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>",
            escape(language),
            absolute(path)
        ));
    }
    entry.push_str("</url>\n");
    entry
}

/// Splits entries into files that keep to both limits; at least one.
fn split(entries: &[String]) -> Vec<&[String]> {
    let frame = DECLARATION.len() + OPENING.len() + CLOSING.len();
    let mut parts = Vec::new();
    let mut start = 0;
    let mut bytes = frame;
    for (at, entry) in entries.iter().enumerate() {
        if at - start == MOST_ADDRESSES || (at > start && bytes + entry.len() > MOST_BYTES) {
            parts.push(&entries[start..at]);
            start = at;
            bytes = frame;
        }
        bytes += entry.len();
    }
    parts.push(&entries[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(file: &OutputFile) -> &str {
        std::str::from_utf8(&file.bytes).unwrap()
    }

    #[test]
    fn a_page_stands_with_its_day_and_languages() {
        let (one, other) = (UrlPath::new("/a&b/"), UrlPath::new("/nl/я/"));
        let pages = [
            SitemapPage {
                path: &one,
                changed: Some("2025-03-15".into()),
                languages: vec![("en".into(), &one), ("nl".into(), &other)],
            },
            SitemapPage { path: &other, changed: None, languages: Vec::new() },
        ];
        let files = sitemap("https://example.org/b/", &pages);
        assert_eq!(files.len(), 1);
        assert_eq!(files[0].path.as_str(), "sitemap.xml");
        assert_eq!(
            text(&files[0]),
            format!(
                "{DECLARATION}{OPENING}<url><loc>https://example.org/b/a&amp;b/</loc><lastmod>2025-03-15</lastmod>\n\
                 <xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"https://example.org/b/a&amp;b/\"/>\n\
                 <xhtml:link rel=\"alternate\" hreflang=\"nl\" href=\"https://example.org/b/nl/%D1%8F/\"/>\n\
                 <xhtml:link rel=\"alternate\" hreflang=\"x-default\" href=\"https://example.org/b/a&amp;b/\"/></url>\n\
                 <url><loc>https://example.org/b/nl/%D1%8F/</loc></url>\n</urlset>\n"
            )
        );
    }

    #[test]
    fn many_pages_are_split_under_an_index() {
        let path = UrlPath::new("/a/");
        let page = SitemapPage { path: &path, changed: None, languages: Vec::new() };
        let files = sitemap("https://example.org", &vec![page; 50_001]);
        let names: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(names, ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]);
        assert!(text(&files[0]).contains("<sitemap><loc>https://example.org/sitemap-2.xml</loc></sitemap>"));
        let counts = files[1..].iter().map(|file| text(file).matches("<url>").count());
        assert_eq!(counts.collect::<Vec<_>>(), [50_000, 1]);
    }

    #[test]
    fn large_entries_are_split_too() {
        let path = UrlPath::new("/a/");
        let languages = (0..2_000).map(|n| (format!("l{n}"), &path)).collect();
        let page = SitemapPage { path: &path, changed: None, languages };
        let files = sitemap("https://example.org", &vec![page; 400]);
        assert!(files.len() > 2 && files.iter().all(|file| file.bytes.len() <= MOST_BYTES));
    }
}
