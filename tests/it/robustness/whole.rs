//! Generated files: front matter in both formats with a body, and `site.toml`. Reading them never
//! panics, and all findings have their place.

use super::properties::{check_document, check_findings};
use super::settings;
use briefing::document;
use briefing::paths::SourcePath;
use briefing::source::Source;
use proptest::prelude::*;

/// Parts that front matter is made of.
const FRONT: &[&str] = &[
    "title = 'A'\n",
    "title: A\n",
    "date = 2025-03-15\n",
    "date: 2025-03\n",
    "date = '2025-03-15?'\n",
    "summary = '''\n[A](@b) é\n'''\n",
    "summary: |\n  [A](@b)\n  é\n",
    "known = ['[x](javascript:y)', 'é']\n",
    "updates = [{date = '2025', text = 'é', at = '#x'}]\n",
    "[[corrections]]\ndate = 2025-01-01\n",
    "defaults = {at = 'e', for = {a = 'b'}}\n",
    "defaults:\n  at: e\n",
    "[defaults]\nsrc = ['s', 1]\n",
    "transcript = {at = 'e', speakers = {KS = 'a', Q = '', O = {by = 'unnamed', as = 'é'}}}\n",
    "transcript:\n  speakers: {KS: a, é: [b]}\n",
    "image = {src = 'a.png', alt = {en = 'é', nl = 1}}\n",
    "anchors = {'p-1a2b3c4d' = 'p-9f8e7d6c'}\n",
    "allow: [raw-html, é]\n",
    "redirect_from = ['/a', 'b', '/../é']\n",
    "publish_after = 2025-03-15T12:00:00Z\n",
    "slug: ../é\n",
    "was = ['a', 'É']\n",
    "extra = {x = [[[1]]]}\n",
    "extra: &a {x: *a}\n",
    "x = &a [*a]\n",
    "<<: *a\n",
    "? a\n: b\n",
    "'é",
    "\"\"\"",
    "|",
    "- ",
    "  ",
    "\t",
    "\r",
    "\u{0}",
    "\u{feff}",
    "#",
    "é = 1\n",
    "[",
    "]",
    "{",
    "}",
    ": ",
    "=",
];

/// Parts of bodies that look back at the front matter.
const BODY: &[&str] = &[
    "KS: a\n\n",
    "é: b\n\n",
    "[a]{.says}",
    "[b]{.event #e}",
    "::: {.says by=a}\n",
    ":::\n",
    "\n\n",
    "# x\n",
    "+++\n",
    "---\n",
    "\r",
    "\u{feff}",
];

/// Parts that `site.toml` is made of.
const SITE: &[&str] = &[
    "[site]\n",
    "title = 'A'\n",
    "title = {en = 'A', nl = 'é', x = 1}\n",
    "languages = ['en', 'nl']\n",
    "languages = ['xx-é', 'en', 'en']\n",
    "languages = []\n",
    "base_url = 'https://a.b/c'\n",
    "base_url = 'javascript:x'\n",
    "as_of = 2025-03-15\n",
    "as_of = '2025-XX'\n",
    "accent = '#0b4f8a'\n",
    "accent = '#é0b4f'\n",
    "logo = '../x.svg'\n",
    "license = {name = 'é', url = 'data:x'}\n",
    "[publisher]\n",
    "policies = {ethics = '@a', é = 1}\n",
    "[[menu]]\n",
    "to = '/positions/'\n",
    "[footer]\n",
    "text = '[é](javascript:x)'\n",
    "[markdown]\n",
    "html = 'sanitize'\n",
    "names = 'é'\n",
    "[build]\n",
    "content = '/../é'\n",
    "output = ''\n",
    "[languages.nl]\n",
    "é = '{ $é'\n",
    "complete = 1\n",
    "[limits]\n",
    "nesting = 0\n",
    "file_bytes = 99999999999999999999\n",
    "[checks]\n",
    "raw-html = 'off'\n",
    "é = 'é'\n",
    "[serve]\nport = 65536\n",
    "\u{0}",
    "\u{feff}",
    "\r",
    "'''",
    "=",
    "[",
    "]",
    "{",
    "é",
];

fn text(parts: &'static [&'static str], most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(parts), 0..most).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_file_gives_a_document(
        front in text(FRONT, 20),
        body in text(BODY, 10),
        fence in prop::sample::select(&["+++\n", "---\n", "---\r\n", "\u{feff}+++\n"][..]),
        choice in 0u8..16,
    ) {
        let text = format!("{fence}{front}\n{fence}{body}");
        let source = Source::from_text(SourcePath::new("content/articles/a.md").unwrap(), &text);
        let settings = settings(choice);
        let (first, found) = document::parse(&source, &settings, None);
        let first = first.unwrap();
        check_document(&text, &first, &found);
        let (second, found) = document::parse(&source, &settings, Some(&first));
        check_document(&text, &second.unwrap(), &found);
    }

    #[test]
    fn any_register_gives_sources(text in text(FRONT, 20)) {
        let source = Source::from_text(SourcePath::new("content/sources.toml").unwrap(), &text);
        let (document, found) = document::parse(&source, &settings(0), None);
        check_document(&text, &document.unwrap(), &found);
    }

    #[test]
    fn any_configuration_has_its_findings_in_place(text in text(SITE, 20)) {
        let path = SourcePath::new("site.toml").unwrap();
        let (config, found) = briefing::config::parse(&path, &text);
        check_findings(&text, &found);
        // Without a title, at the least, it cannot be without a finding.
        prop_assert!(found.has_errors() || config.is_some_and(|config| !config.site.languages.is_empty()));
    }
}
