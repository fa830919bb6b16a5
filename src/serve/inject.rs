//! The script of the preview, put into a page as it is answered.
//!
//! Goes in: the bytes of a page, its address and version. Comes out: the bytes with one element more. A
//! built file never has it.

use super::routes::SCRIPT;
use crate::paths::UrlPath;
use crate::text::escape;

const END: &[u8] = b"</body>";

/// Adds the script before the last `</body>`, or at the end where there is none.
pub(super) fn with_script(page: &[u8], address: &UrlPath, version: &str) -> Vec<u8> {
    let element = format!(
        "<script src=\"{SCRIPT}\" data-page=\"{}\" data-version=\"{}\" defer></script>",
        escape(address.as_str()),
        escape(version)
    );
    let at = page.windows(END.len()).rposition(|window| window.eq_ignore_ascii_case(END));
    let (before, behind) = page.split_at(at.unwrap_or(page.len()));
    [before, element.as_bytes(), behind].concat()
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
    fn addresses_are_escaped() {
        let page = injected("", "/a\"><script>&/", "<\">");
        assert!(page.contains(r#"data-page="/a&quot;&gt;&lt;script&gt;&amp;/""#), "{page}");
        assert!(page.contains(r#"data-version="&lt;&quot;&gt;""#), "{page}");
    }
}
