//! The path of a request, as an address within the site.
//!
//! Goes in: a path as it was sent. Comes out: a decoded address to look up, or nothing. An address is
//! never turned into a path of the disk here; all the same, what looks like a way out is refused.

use crate::paths::{UrlPath, percent_decoded};

/// Reads the path of a request: decoded once, with `index.html` as the folder that it stands in.
///
/// `None` where it holds a control character, a backslash, an empty segment, or one of dots alone that
/// leads elsewhere.
pub(super) fn address(path: &str) -> Option<UrlPath> {
    decoded(&percent_decoded(path))
}

/// Checks a path that is decoded already, like [`address`].
pub(super) fn decoded(decoded: &str) -> Option<UrlPath> {
    let inside = decoded.strip_prefix('/')?;
    if inside.contains(|character: char| character.is_control() || character == '\\') {
        return None;
    }
    let (folders, name) = inside.rsplit_once('/').unwrap_or(("", inside));
    let mut segments = folders.split('/').chain([name]);
    let empty_folder = inside.starts_with('/') || inside.contains("//");
    if empty_folder || segments.any(|segment| segment == "." || segment == "..") {
        return None;
    }
    let is_index = name == "index.html";
    Some(UrlPath::new(if is_index { &decoded[..decoded.len() - name.len()] } else { decoded }))
}

/// The address within a site that stands below `prefix`; `None` outside it.
pub(super) fn within(prefix: &str, address: &UrlPath) -> Option<UrlPath> {
    let below = address.as_str().strip_prefix(prefix.trim_end_matches('/'))?;
    below.starts_with('/').then(|| UrlPath::new(below))
}

/// The value of a key in a query, decoded.
pub(super) fn parameter(query: Option<&str>, key: &str) -> Option<String> {
    let pairs = query?.split('&').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.into_iter().find(|(name, _)| *name == key)?;
    Some(percent_decoded(value).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_decoded_once() {
        let read = |path| address(path).map(|address| address.to_string());
        assert_eq!(read("/").as_deref(), Some("/"));
        assert_eq!(read("/a/").as_deref(), Some("/a/"));
        assert_eq!(read("/caf%C3%A9/x.css").as_deref(), Some("/café/x.css"));
        assert_eq!(read("/a%252e").as_deref(), Some("/a%2e"));
        assert_eq!(read("/a/index.html").as_deref(), Some("/a/"));
        assert_eq!(read("/index.html").as_deref(), Some("/"));
        assert_eq!(read("/..a/b..").as_deref(), Some("/..a/b.."));
        assert_eq!(read("/%ff").as_deref(), Some("/%ff"), "no UTF-8 is no address that a page has");
    }

    #[test]
    fn ways_out_are_refused() {
        for path in [
            "",
            "a",
            "*",
            "//etc/passwd",
            "/a//b",
            "/../x",
            "/%2e%2e/x",
            "/..%2fx",
            "/%2E%2E%5cx",
            "/a\\b",
            "/a/..",
            "/./a",
            "/a/%00",
            "/a%0d%0ax",
            "/%2f%2fevil.example",
        ] {
            assert_eq!(address(path), None, "{path}");
        }
    }

    #[test]
    fn a_prefix_is_taken_off_whole() {
        let inside = |prefix, path| within(prefix, &UrlPath::new(path)).map(|address| address.to_string());
        assert_eq!(inside("/", "/a/").as_deref(), Some("/a/"));
        assert_eq!(inside("/news/", "/news/a/").as_deref(), Some("/a/"));
        assert_eq!(inside("/news/", "/news/").as_deref(), Some("/"));
        assert_eq!(inside("/news/", "/newspaper/"), None);
        assert_eq!(inside("/news/", "/news"), None);
    }

    #[test]
    fn parameters_are_decoded() {
        let query = Some("page=%2Fa%2Fb%26c&version=1+2");
        assert_eq!(parameter(query, "page").as_deref(), Some("/a/b&c"));
        assert_eq!(parameter(query, "version").as_deref(), Some("1+2"));
        assert_eq!(parameter(query, "x"), None);
    }
}
