//! `_redirects`: old addresses that hosts answer with the new one (Netlify, Cloudflare Pages, GitLab
//! Pages).
//!
//! Cloudflare Pages takes 2,000 plain rules and 100 with wildcards or placeholders, of 1,000 characters
//! each, and counts all that stand behind the first of the latter among them
//! (<https://developers.cloudflare.com/pages/configuration/redirects/>). What is over these limits is
//! left out here: a page at the old address leads on too.

use crate::paths::{OutputFile, UrlPath, percent_decoded};

/// How many rules without wildcards hosts take.
const STATIC_RULES: usize = 2_000;
/// How many rules they take from the first one with a wildcard on.
const DYNAMIC_RULES: usize = 100;
/// How long a rule may be, in characters.
const LONGEST_RULE: usize = 1_000;

/// One old address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// As it was served, percent-encoded or not.
    pub from: String,
    /// Where it leads now.
    pub to: UrlPath,
}

/// What hosts are told.
#[derive(Clone, Debug)]
pub struct Redirects {
    /// The file; `None` where there is nothing to tell.
    pub file: Option<OutputFile>,
    /// How many rules hosts would not take.
    pub left_out: usize,
}

/// Writes the rules in their order, behind the site's own.
pub fn redirects(prefix: &str, rules: &[Rule], own: Option<&str>) -> Redirects {
    let room = room_behind(own.unwrap_or_default());
    let lines: Vec<String> = rules
        .iter()
        .map(|rule| line(prefix, rule))
        .filter(|line| line.chars().count() <= LONGEST_RULE)
        .take(room)
        .collect();
    let left_out = rules.len() - lines.len();
    let ours: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let text = super::joined(own, &ours);
    Redirects { file: (!text.is_empty()).then(|| super::file("_redirects", text)), left_out }
}

/// Every rule carries its code: hosts differ in what they do without.
fn line(prefix: &str, rule: &Rule) -> String {
    let below = |path: &UrlPath| format!("{prefix}{}", path.encoded().trim_start_matches('/'));
    let from = UrlPath::new(&percent_decoded(&rule.from));
    format!("{} {} 301", below(&from), below(&rule.to))
}

/// How many plain rules fit in behind those of the site.
fn room_behind(own: &str) -> usize {
    let rules: Vec<&str> =
        own.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    match rules.iter().position(|rule| is_dynamic(rule)) {
        Some(first) => DYNAMIC_RULES.saturating_sub(rules.len() - first),
        None => STATIC_RULES.saturating_sub(rules.len()),
    }
}

/// Whether the address that a rule is for holds a wildcard or a placeholder.
fn is_dynamic(rule: &str) -> bool {
    let from = rule.split_whitespace().next().unwrap_or_default();
    let path = from.split_once("://").map_or(from, |(_, behind)| behind);
    path.contains('*') || path.split('/').any(|segment| segment.starts_with(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(count: usize) -> Vec<Rule> {
        (0..count).map(|n| Rule { from: format!("/old/{n}"), to: UrlPath::new("/new/") }).collect()
    }

    fn text(redirects: &Redirects) -> String {
        let file = redirects.file.as_ref().unwrap();
        assert_eq!(file.path.as_str(), "_redirects");
        String::from_utf8(file.bytes.to_vec()).unwrap()
    }

    #[test]
    fn every_rule_has_its_code_and_is_encoded() {
        let rules = [
            Rule { from: "/a".into(), to: UrlPath::new("/b/") },
            Rule { from: "/café/".into(), to: UrlPath::new("/я/") },
            Rule { from: "/caf%C3%A9.html".into(), to: UrlPath::new("/b/") },
        ];
        assert_eq!(
            text(&redirects("/", &rules, None)),
            "/a /b/ 301\n/caf%C3%A9/ /%D1%8F/ 301\n/caf%C3%A9.html /b/ 301\n"
        );
        assert_eq!(text(&redirects("/news/", &rules[..1], None)), "/news/a /news/b/ 301\n");
    }

    #[test]
    fn without_rules_there_is_no_file() {
        assert!(redirects("/", &[], None).file.is_none());
        assert_eq!(text(&redirects("/", &[], Some("/x /y\n"))), "/x /y\n");
    }

    #[test]
    fn the_sites_own_come_first() {
        assert_eq!(text(&redirects("/", &rules(1), Some("/x /y 302\n"))), "/x /y 302\n\n/old/0 /new/ 301\n");
    }

    #[test]
    fn what_hosts_do_not_take_is_left_out() {
        assert_eq!(redirects("/", &rules(2_001), None).left_out, 1);
        assert_eq!(redirects("/", &rules(2_000), Some("# one\n/x /y\n")).left_out, 1);
        let dynamic = "/a /b\n/x/* /y/:splat 301\n/c /d\n";
        assert_eq!(redirects("/", &rules(99), Some(dynamic)).left_out, 1, "98 fit in behind a wildcard");
        assert_eq!(redirects("/", &rules(2_000), Some("/n/:year/x /y 301")).left_out, 1_901);
        let long = [Rule { from: format!("/{}", "a".repeat(1_000)), to: UrlPath::new("/b/") }];
        let redirects = redirects("/", &long, None);
        assert_eq!((redirects.left_out, redirects.file.is_none()), (1, true));
    }
}
