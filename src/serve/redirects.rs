//! The rules of `_redirects`, as a host that knows such files applies them.
//!
//! Goes in: the text, and the path of a request with the path of `base_url` in front, since rules are
//! written so. Comes out: where to go. As on Cloudflare Pages a rule counts before a file that stands at
//! its address, so that the pages that lead on where a host has no rules are not seen; the first rule
//! that fits wins. Left out are rules that change what is answered and not where it is (`200`, `404`),
//! rules with conditions, and those with placeholders other than a final `*`.

use crate::paths::{UrlPath, percent_decoded};
use hyper::StatusCode;
use std::collections::HashMap;

/// What a host does with a rule that names no code.
const CODE: StatusCode = StatusCode::FOUND;

/// The rules of one file.
#[derive(Debug, Default)]
pub(super) struct Rules {
    list: Vec<Rule>,
    /// The first rule for a path without a wildcard.
    exact: HashMap<String, usize>,
    /// The rules that end in a wildcard, in their order.
    wildcards: Vec<usize>,
}

#[derive(Debug)]
struct Rule {
    /// The decoded path; of one with a wildcard what stands before it.
    from: String,
    to: String,
    code: StatusCode,
}

/// Where a request is to go.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Redirect {
    /// The address, encoded, without the query of the request.
    pub to: String,
    /// How final it is.
    pub code: StatusCode,
}

impl Rules {
    /// Reads a file; lines that are no rule that is known here are passed over.
    pub fn parse(text: &str) -> Self {
        let mut rules = Self::default();
        for line in text.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
            let Some(rule) = rule(line) else { continue };
            let number = rules.list.len();
            if rule.is_wildcard {
                rules.wildcards.push(number);
            } else {
                rules.exact.entry(rule.rule.from.clone()).or_insert(number);
            }
            rules.list.push(rule.rule);
        }
        rules
    }

    /// Where a decoded path leads, if a rule is for it.
    pub fn redirect(&self, path: &UrlPath) -> Option<Redirect> {
        let exact = self.exact.get(path.as_str()).map(|number| (*number, ""));
        let wildcard = self.wildcards.iter().find_map(|number| {
            let from = &self.list[*number].from;
            // `/a/*` is for `/a` too.
            let splat = path.as_str().strip_prefix(from.as_str());
            let whole = from.strip_suffix('/').filter(|folder| *folder == path.as_str());
            Some((*number, splat.or(whole.map(|_| ""))?))
        });
        let (number, splat) = exact.into_iter().chain(wildcard).min_by_key(|(number, _)| *number)?;
        let rule = &self.list[number];
        let splat = UrlPath::new(&format!("/{splat}")).encoded();
        let to = rule.to.replace(":splat", splat.trim_start_matches('/'));
        // Two slashes would make a host of what stands behind them.
        let leaves = to.starts_with("//") || to.starts_with("/\\");
        (!leaves).then_some(Redirect { to, code: rule.code })
    }
}

/// A rule as it was read.
struct Read {
    rule: Rule,
    is_wildcard: bool,
}

fn rule(line: &str) -> Option<Read> {
    let mut words = line.split_whitespace();
    let (from, to) = (words.next()?, words.next()?);
    if !from.starts_with('/') || !(to.starts_with('/') || to.contains("://")) {
        return None;
    }
    let code = match words.next() {
        Some(code) => {
            code.trim_end_matches('!').parse().ok().and_then(|code| StatusCode::from_u16(code).ok())?
        }
        None => CODE,
    };
    let leads_on = matches!(code.as_u16(), 301 | 302 | 303 | 307 | 308);
    let from = percent_decoded(from);
    let (path, is_wildcard) = from.strip_suffix('*').map_or((&*from, false), |path| (path, true));
    let is_plain = !path.contains('*') && !path.split('/').any(|segment| segment.starts_with(':'));
    if !leads_on || !is_plain || words.next().is_some_and(|word| !word.starts_with('#')) {
        return None;
    }
    Some(Read { rule: Rule { from: path.to_owned(), to: to.to_owned(), code }, is_wildcard })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lead(text: &str, path: &str) -> Option<(String, u16)> {
        let redirect = Rules::parse(text).redirect(&UrlPath::new(path))?;
        Some((redirect.to, redirect.code.as_u16()))
    }

    #[track_caller]
    fn assert_leads(text: &str, path: &str, to: &str, code: u16) {
        assert_eq!(lead(text, path), Some((to.to_owned(), code)), "{text}");
    }

    #[test]
    fn exact_rules_lead_on_with_their_code() {
        assert_leads("# old\n\n/a /b/ 301\n", "/a", "/b/", 301);
        assert_leads("/a /b/", "/a", "/b/", 302);
        assert_leads("/a /b/ 308!", "/a", "/b/", 308);
        assert_leads("/caf%C3%A9/ https://x.example/ 307", "/café/", "https://x.example/", 307);
        assert_eq!(lead("/a /b/ 301", "/a/"), None);
        assert_eq!(lead("/news/a /news/b/ 301", "/a"), None);
    }

    #[test]
    fn a_wildcard_hands_on_what_it_stands_for() {
        assert_leads("/old/* /new/:splat 301", "/old/a é/b", "/new/a%20%C3%A9/b", 301);
        assert_leads("/old/* /new/ 301", "/old", "/new/", 301);
        assert_eq!(lead("/old/* /new/:splat 301", "/older"), None);
        assert_leads("/old* /:splat 301", "/old//evil.example", "/evil.example", 301);
    }

    #[test]
    fn the_first_rule_wins() {
        let text = "/a/b /1 301\n/a/* /2 301\n/a/c /3 301\n/a/b /4 301";
        assert_leads(text, "/a/b", "/1", 301);
        assert_leads(text, "/a/c", "/2", 301);
    }

    #[test]
    fn what_hosts_differ_in_is_left_out() {
        for text in [
            "/a /b 200",
            "/a /b 404",
            "/a /b 301 Country=gb",
            "/a id=:id /b 301",
            "/a /b soon",
            "/a",
            "a /b",
            "/* /b 200",
        ] {
            assert_eq!(lead(text, "/a"), None, "{text}");
        }
        assert_eq!(lead("/:year/x /b 301", "/2025/x"), None);
        assert_eq!(lead("https://x.example/a /b 301", "/a"), None);
    }
}
