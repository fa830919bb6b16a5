//! The script of the preview, and words of it, put into a page as it is answered.
//!
//! Goes in: the bytes of a page, its address and version. Comes out: the bytes with one element more. A
//! built file never has it.

use super::routes::SCRIPT;
use crate::paths::UrlPath;
use crate::text::escape;

const END: &[u8] = b"</body>";
const MAIN_END: &[u8] = b"</main>";

/// Adds the script before the last `</body>`, or at the end where there is none.
pub(super) fn with_script(page: &[u8], address: &UrlPath, version: &str) -> Vec<u8> {
    let element = format!(
        "<script src=\"{SCRIPT}\" data-page=\"{}\" data-version=\"{}\" defer></script>",
        escape(address.as_str()),
        escape(version)
    );
    put_before(page, END, &element)
}

/// Adds words of the preview's own at the end of the page's main part, or of the page where there is none.
/// What stands between backticks is code.
pub(super) fn with_words(page: &[u8], words: &str) -> Vec<u8> {
    let parts = words.split('`').enumerate().map(|(number, part)| match number % 2 {
        0 => escape(part),
        _ => format!("<code>{}</code>", escape(part)),
    });
    let element = format!("<p lang=\"en\" dir=\"ltr\">{}</p>\n", parts.collect::<String>());
    let end = if find(page, MAIN_END).is_some() { MAIN_END } else { END };
    put_before(page, end, &element)
}

fn put_before(page: &[u8], end: &[u8], element: &str) -> Vec<u8> {
    let (before, behind) = page.split_at(find(page, end).unwrap_or(page.len()));
    [before, element.as_bytes(), behind].concat()
}

/// Where a tag stands for the last time.
fn find(page: &[u8], tag: &[u8]) -> Option<usize> {
    page.windows(tag.len()).rposition(|window| window.eq_ignore_ascii_case(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn injected(page: &str, address: &str, version: &str) -> String {
        String::from_utf8(with_script(page.as_bytes(), &UrlPath::new(address), version)).unwrap()
    }

    #[test]
    fn the_script_stands_at_the_end_of_the_body() {
        let element =
            r#"<script src="/.briefing/preview.js" data-page="/a/" data-version="1" defer></script>"#;
        assert_eq!(
            injected("<body>é</body> </BODY></html>", "/a/", "1"),
            format!("<body>é</body> {element}</BODY></html>")
        );
        assert_eq!(injected("<p>x", "/a/", "1"), format!("<p>x{element}"));
        assert_eq!(injected("", "/a/", "1"), element);
    }

    #[test]
    fn words_stand_at_the_end_of_the_main_part() {
        let with = |page: &str| String::from_utf8(with_words(page.as_bytes(), "`<a>` & b.")).unwrap();
        let element = "<p lang=\"en\" dir=\"ltr\"><code>&lt;a&gt;</code> &amp; b.</p>\n";
        assert_eq!(with("<main>x</main><footer>"), format!("<main>x{element}</main><footer>"));
        assert_eq!(with("x</body>"), format!("x{element}</body>"));
    }

    #[test]
    fn addresses_are_escaped() {
        let page = injected("", "/a\"><script>&/", "<\">");
        assert!(page.contains(r#"data-page="/a&quot;&gt;&lt;script&gt;&amp;/""#), "{page}");
        assert!(page.contains(r#"data-version="&lt;&quot;&gt;""#), "{page}");
    }
}
