//! `robots.txt`: all may look at everything (RFC 9309).

use crate::paths::OutputFile;

/// Writes it, with the sitemap's address where the site has one of its own.
pub fn robots(base_url: Option<&str>) -> OutputFile {
    let mut text = "User-agent: *\nDisallow:\n".to_owned();
    if let Some(base_url) = base_url {
        text.push_str(&format!("\nSitemap: {}/sitemap.xml\n", base_url.trim_end_matches('/')));
    }
    super::file("robots.txt", text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sitemap_is_named_where_there_is_one() {
        let text = |base_url| String::from_utf8(robots(base_url).bytes.to_vec()).unwrap();
        assert_eq!(text(None), "User-agent: *\nDisallow:\n");
        assert!(
            text(Some("https://example.org/b/")).ends_with("\nSitemap: https://example.org/b/sitemap.xml\n")
        );
    }
}
