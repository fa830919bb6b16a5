//! `_headers`: what hosts send along with files (Netlify, Cloudflare Pages).
//!
//! Hosts join the values of all rules that match a file. So there is no caching rule for pages, which
//! another one could not take back; and what a site sets itself, for all files or for an asset, ours
//! leave alone.

use crate::paths::{OutputFile, UrlPath};

/// The content security policy, which the theme keeps to: nothing of another host, nothing inline.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                      connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// For files whose name changes with their content.
const FOREVER: &str = "public, max-age=31536000, immutable";

/// Writes the headers: the site's own first, then ours for all files, then those for `hashed` assets.
pub fn headers(prefix: &str, hashed: &[UrlPath], own: Option<&str>) -> OutputFile {
    let own_text = own.unwrap_or_default();
    let pattern = format!("{prefix}*");
    let taken = names_for(own_text, &pattern);
    let everywhere: String = [("Content-Security-Policy", POLICY), ("X-Content-Type-Options", "nosniff")]
        .into_iter()
        .filter(|(name, _)| !taken.contains(&name.to_ascii_lowercase()))
        .map(|(name, value)| format!("  {name}: {value}\n"))
        .collect();
    let mut ours = String::new();
    if !everywhere.is_empty() {
        ours.push_str(&format!("{pattern}\n{everywhere}"));
    }
    for asset in hashed {
        let address = format!("{prefix}{}", asset.encoded().trim_start_matches('/'));
        if !names_for(own_text, &address).contains(&"cache-control".to_owned()) {
            ours.push_str(&format!("{address}\n  Cache-Control: {FOREVER}\n"));
        }
    }
    super::file("_headers", super::joined(own, &ours))
}

/// The names of the headers that a text sets for an address, or for all that a pattern of ours matches;
/// in lower case. A line that is not indented is a pattern, the indented ones below it are its headers.
fn names_for(text: &str, address: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut applies = false;
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')) {
        if !line.starts_with([' ', '\t']) {
            applies = covers(line.trim(), address);
        } else if applies && let Some((name, _)) = line.split_once(':') {
            names.push(name.trim().trim_start_matches('!').trim_start().to_ascii_lowercase());
        }
    }
    names
}

/// Whether a pattern matches an address, or all that a pattern of ours matches. One `*` stands for any
/// characters; hosts take no second one.
fn covers(pattern: &str, address: &str) -> bool {
    match pattern.split_once('*') {
        Some((start, end)) => {
            let rest = address.strip_prefix(start);
            rest.is_some_and(|rest| rest.ends_with(end))
        }
        None => pattern == address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(prefix: &str, own: Option<&str>) -> String {
        let file = headers(prefix, &[UrlPath::new("/theme/a.1a2b3c4d.css")], own);
        assert_eq!(file.path.as_str(), "_headers");
        String::from_utf8(file.bytes.to_vec()).unwrap()
    }

    #[test]
    fn pages_are_guarded_and_hashed_assets_kept() {
        let text = text("/", None);
        assert!(text.starts_with("/*\n  Content-Security-Policy: default-src 'none'; "), "{text}");
        assert!(
            text.contains("\n  X-Content-Type-Options: nosniff\n/theme/a.1a2b3c4d.css\n  Cache-Control: ")
        );
        assert_eq!(text.matches("Cache-Control").count(), 1, "none for pages");
        assert!(text.lines().all(|line| line.len() < 2_000), "the limit of Cloudflare Pages");
    }

    #[test]
    fn a_site_below_a_path_names_it() {
        let text = text("/news/", None);
        assert!(text.starts_with("/news/*\n"), "{text}");
        assert!(text.contains("\n/news/theme/a.1a2b3c4d.css\n"), "{text}");
    }

    #[test]
    fn the_sites_own_come_first_and_stand() {
        let own = "# mine\n/*\n  content-security-policy: default-src *\n/x\n  X-Content-Type-Options: y\n";
        let text = text("/", Some(own));
        assert!(text.starts_with(own.trim_end()), "{text}");
        assert_eq!(text.matches("olicy:").count(), 1, "hosts would join two of them: {text}");
        assert!(text.contains("\n/*\n  X-Content-Type-Options: nosniff\n"), "{text}");
    }

    #[test]
    fn what_a_site_sets_for_the_same_files_ours_do_not() {
        let policy = "  Content-Security-Policy: default-src *\n";
        for pattern in ["/*", "/news/*", "/news*", "/ne*"] {
            let text = text("/news/", Some(&format!("{pattern}\n{policy}")));
            assert_eq!(text.matches("olicy:").count(), 1, "{pattern}: {text}");
        }
        for pattern in ["/news", "/news/", "/news/articles/*", "/desk/*", "/*.html", "/*/theme/*"] {
            let text = text("/news/", Some(&format!("{pattern}\n{policy}")));
            assert_eq!(text.matches("olicy:").count(), 2, "{pattern}: {text}");
        }
    }

    #[test]
    fn an_asset_is_kept_as_the_site_says() {
        let asset = "/news/theme/a.1a2b3c4d.css";
        for pattern in ["/*", "/news/*", "/news/theme/*", "/*.css", asset] {
            let text = text("/news/", Some(&format!("{pattern}\n  Cache-Control: no-cache\n")));
            assert_eq!(text.matches("Cache-Control").count(), 1, "{pattern}: {text}");
            assert_eq!(text.matches("nosniff").count(), 1, "{pattern}: {text}");
        }
        for pattern in ["/theme/*", "/news/articles/*", "/*.js"] {
            let text = text("/news/", Some(&format!("{pattern}\n  Cache-Control: no-cache\n")));
            assert_eq!(text.matches("Cache-Control").count(), 2, "{pattern}: {text}");
        }
    }
}
