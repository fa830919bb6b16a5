//! One address: what it means, and how it is written on this page.

use super::{FinishOptions, FoundLink, LinkStyle, LinkUsage};
use crate::paths::{UrlPath, percent_decoded};
use std::collections::BTreeSet;

/// The page that an address stands on.
pub(super) struct Context<'a> {
    /// The page.
    pub(super) page: &'a UrlPath,
    /// How links are written.
    pub(super) options: &'a FinishOptions,
}

impl Context<'_> {
    /// Notes an address within the site, and gives what is to be written in its place; `None` where
    /// it stays as it is. `address` is decoded from HTML, and what is given is not yet encoded.
    pub(super) fn rewrite(
        &self,
        address: &str,
        usage: LinkUsage,
        links: &mut BTreeSet<FoundLink>,
    ) -> Option<String> {
        let address = address.trim_matches(|c: char| c.is_ascii_whitespace());
        if let Some(fragment) = address.strip_prefix('#') {
            if let Some(fragment) = decoded_fragment(fragment) {
                links.insert(FoundLink { target: self.page.clone(), fragment: Some(fragment), usage });
            }
            return None;
        }
        if !is_within_site(address) {
            return None;
        }
        let (rest, fragment) = split(address, '#');
        let (path, query) = split(rest, '?');
        let target = UrlPath::new(&percent_decoded(path));
        links.insert(FoundLink {
            target: target.clone(),
            fragment: fragment.and_then(decoded_fragment),
            usage,
        });
        let mut written = match (fragment, query) {
            (Some(fragment), None) if target == *self.page && !fragment.is_empty() => String::new(),
            _ => self.way_to(&target),
        };
        for (mark, part) in [('?', query), ('#', fragment)] {
            if let Some(part) = part {
                written.push(mark);
                written.push_str(part);
            }
        }
        Some(written)
    }

    /// The same for a list of candidates (`srcset`): addresses, each with a descriptor.
    pub(super) fn rewrite_candidates(
        &self,
        list: &str,
        usage: LinkUsage,
        links: &mut BTreeSet<FoundLink>,
    ) -> Option<String> {
        let mut changed = false;
        let mut candidates = Vec::new();
        let mut rest = list;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
            if rest.is_empty() {
                break;
            }
            let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
            let address = rest[..end].trim_end_matches(',');
            // A comma right behind an address ends its candidate, without a descriptor.
            let length =
                if address.len() < end { 0 } else { rest[end..].find(',').unwrap_or(rest.len() - end) };
            let descriptor = rest[end..end + length].trim();
            let written = self.rewrite(address, usage, links);
            changed |= written.is_some();
            let written = written.unwrap_or_else(|| address.to_owned());
            candidates.push(match descriptor {
                "" => written,
                _ => format!("{written} {descriptor}"),
            });
            rest = &rest[end + length..];
        }
        changed.then(|| candidates.join(", "))
    }

    /// The same for what `<meta http-equiv="refresh">` says: seconds, `; url=`, an address.
    pub(super) fn rewrite_refresh(&self, content: &str, links: &mut BTreeSet<FoundLink>) -> Option<String> {
        let start = content.to_ascii_lowercase().find("url=")? + "url=".len();
        let written = self.rewrite(&content[start..], LinkUsage::Followed, links)?;
        Some(format!("{}{written}", &content[..start]))
    }

    /// Whether an address leaves the site.
    pub(super) fn is_external(&self, address: &str) -> bool {
        let address = address.trim();
        let start = address.get(..8).unwrap_or(address).to_ascii_lowercase();
        let elsewhere =
            start.starts_with("http://") || start.starts_with("https://") || start.starts_with("//");
        elsewhere && !self.options.base_url.as_deref().is_some_and(|own| is_below(address, own))
    }

    fn way_to(&self, target: &UrlPath) -> String {
        match &self.options.links {
            LinkStyle::Relative => self.page.relative_to(target),
            LinkStyle::RelativeFiles => {
                let mut way = self.page.relative_to(target);
                if way.ends_with('/') {
                    way.push_str("index.html");
                }
                way
            }
            LinkStyle::Absolute { prefix } => {
                format!("{}{}", prefix.trim_end_matches('/'), target.encoded())
            }
        }
    }
}

/// Whether an address begins at the site's root; `//host` and `/\host` name another host.
fn is_within_site(address: &str) -> bool {
    let mut bytes = address.bytes();
    bytes.next() == Some(b'/') && !matches!(bytes.next(), Some(b'/' | b'\\'))
}

fn is_below(address: &str, own: &str) -> bool {
    let own = own.trim_end_matches('/');
    address.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
}

fn split(text: &str, mark: char) -> (&str, Option<&str>) {
    match text.split_once(mark) {
        Some((before, behind)) => (before, Some(behind)),
        None => (text, None),
    }
}

/// `None` for what always leads to the top of a page (HTML Living Standard, 7.4.6.3).
fn decoded_fragment(fragment: &str) -> Option<String> {
    let decoded = percent_decoded(fragment);
    (!decoded.is_empty() && !decoded.eq_ignore_ascii_case("top")).then(|| decoded.into_owned())
}
