//! What stands in a comment is nowhere in the output; a comment that nothing closes is an error, since
//! it would be published.

use super::build;

const SITE: &[u8] = b"[site]\ntitle = 'Test'\n[markdown]\nhtml = 'text'\nwikilinks = true\n";
const SANITIZED: &[u8] = b"[site]\ntitle = 'Test'\n[markdown]\nhtml = 'sanitize'\nwikilinks = true\n";
const ADA: &[u8] = b"+++\nname = 'Ada'\nkind = 'person' # SECRET\n+++\n";

/// Comments in all places, by what they stand in.
const CLOSED: &[&str] = &[
    "a <!-- SECRET --> b",
    "a <!--SECRET--> b <!-- x --> c <!-- SECRET --> d",
    "a <!-- SECRET\nSECRET\n  SECRET --> b",
    "a <!-- SECRET -- SECRET --!> SECRET > SECRET --> b",
    "<!-- SECRET -->",
    "<!-- SECRET --> a",
    "<!--\nSECRET\n\nSECRET\n\n# SECRET\n\n- SECRET\n\n-->\n\na",
    "a\n<!--\nSECRET\n\nSECRET\n-->\nb",
    "> a\n> <!-- SECRET\n> SECRET -->\n> b",
    "> <!-- SECRET\n>\n> SECRET -->\n> b",
    "- a <!-- SECRET -->\n- <!-- SECRET -->\n\n  <!--\n  SECRET\n\n  SECRET\n  -->",
    "# A heading <!-- SECRET -->\n\n[to it](#a-heading)",
    "A heading <!-- SECRET -->\n===\n\nb",
    "| a <!-- SECRET --> | b |\n|---|---|\n| <!-- SECRET --> | c <!-- SECRET --> |",
    "[a <!-- SECRET -->](https://example.org/)",
    "[a <!-- SECRET -->](@ada)",
    "![a <!-- SECRET -->](https://example.org/a.png)",
    "**a <!-- SECRET -->**",
    "[a <!-- SECRET --> b]{.says by=ada}",
    "<!-- [SECRET]{.says by=ada date=2025-03-14} -->",
    "a <!-- [SECRET]{.says by=ada date=2025-03-14} [SECRET](@ada) [SECRET][] -->",
    "<!--\n::: {.says by=ada}\nSECRET\n:::\n-->",
    "::: {.says by=ada}\na <!-- SECRET -->\n\n<!-- SECRET -->\n:::",
    "> a <!-- SECRET -->\n>\n> — [Ada](@ada) <!-- SECRET -->",
    "::: {.transcript}\n[Ada](@ada): a <!-- SECRET -->\n\n<!-- SECRET: b -->\n:::",
    "[a]{.event #x date=2025-03-14} <!-- [SECRET]{.event #secret date=2025-03-15} -->",
    "a[^1]\n\n[^1]: b <!-- SECRET -->",
    "<div>a <!-- SECRET --></div>",
    "<div>\n<!--\nSECRET\n-->\n</div>",
    "<p><!-- SECRET --><b>a</b><!-- SECRET\nSECRET --></p>",
    "a <b><!-- SECRET --></b> c",
    "<!--> a <!---> b <!-- SECRET -->",
    "a <!--> b <!---> c <!-- SECRET -->",
    "<!-- SECRET `-->` a",
    "a \\\\<!-- SECRET -->",
];

/// Comments that nothing closes in the block that they begin in.
const OPEN: &[&str] = &[
    "a <!-- SECRET",
    "a <!-- SECRET\n\nSECRET -->",
    "a <!-- SECRET\n> SECRET -->",
    "<!-- SECRET",
    "<!-- SECRET\n\nSECRET",
    "<!-- a --> b <!-- SECRET\n\nSECRET -->",
    "> <!-- SECRET\n\nSECRET -->",
    "- <!-- SECRET\n\nSECRET -->",
    "# a <!-- SECRET\n\nSECRET -->",
    "| a |\n|---|\n| <!-- SECRET | SECRET --> |",
    "![a <!-- SECRET](https://example.org/a.png)",
    "<div>\n<!-- SECRET\n\nSECRET -->\n</div>",
    "[a <!-- SECRET]{.says by=ada}",
    "::: {.says by=ada}\n<!-- SECRET\n:::\n\nSECRET",
];

/// What looks like a comment and is text.
const SHOWN: &[&str] = &[
    "`<!-- SHOWN -->`",
    "```\n<!-- SHOWN -->\n```",
    "    <!-- SHOWN -->",
    "a \\<!-- SHOWN -->",
    "a &lt;!-- SHOWN -->",
];

fn article(text: &str) -> String {
    format!("+++\ntitle = 'A'\ndate = 2025-03-15\n# SECRET\nsummary = 'x <!-- SECRET --> y'\n+++\n\n{text}\n")
}

fn built(site: &[u8], text: &str) -> crate::support::Built {
    let article = article(text);
    build(&[
        ("site.toml", site),
        ("content/participants/ada.md", ADA),
        ("content/articles/a.md", article.as_bytes()),
    ])
}

fn holds(files: &crate::support::Built, word: &str) -> bool {
    files.files.iter().any(|(path, bytes)| {
        path.to_uppercase().contains(word) || String::from_utf8_lossy(bytes).to_uppercase().contains(word)
    })
}

#[test]
fn what_is_in_a_comment_is_nowhere() {
    for site in [SITE, SANITIZED] {
        for text in CLOSED {
            let built = built(site, text);
            assert!(!built.report.contains("error["), "{text}\n{}", built.report);
            assert!(built.files.contains_key("articles/a/index.html"), "{text}");
            assert!(!holds(&built, "SECRET"), "{text}");
        }
    }
}

#[test]
fn a_comment_that_is_not_closed_is_an_error() {
    for site in [SITE, SANITIZED] {
        for text in OPEN {
            let report = built(site, text).report;
            assert!(report.contains("error[comment-not-closed]"), "{text}\n{report}");
        }
    }
}

#[test]
fn code_and_what_is_escaped_is_no_comment() {
    for text in SHOWN {
        let built = built(SITE, text);
        assert!(!built.report.contains("error["), "{text}\n{}", built.report);
        assert!(holds(&built, "SHOWN"), "{text}");
    }
}
