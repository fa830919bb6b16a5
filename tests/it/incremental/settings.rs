//! Edits of what all pages share: templates, the stylesheet, the configuration.

use super::example::{SECOND, SITE};
use super::site::write;
use super::{check, check_shown, replaced};

#[test]
fn a_template_is_replaced() {
    let text = "{% extends \"builtin/source.html\" %}{% block main %}<p>Our own page.</p>{% endblock main %}";
    let outcome = check(&[write("templates/source.html", text)]);
    assert!(outcome.is_published(), "{}", outcome.part("(findings)").unwrap());
    let broken = check(&[write("templates/source.html", "{% if %}")]);
    assert!(!broken.is_published());
}

#[test]
fn the_stylesheet_is_replaced() {
    check_shown(write("static/theme/briefing.css", "body { color: black }\n"), "body { color: black }");
}

#[test]
fn the_title_of_the_site_is_changed() {
    check_shown(write("site.toml", replaced(SITE, "en = \"Desk\"", "en = \"The News\"")), "The News");
}

#[test]
fn the_languages_of_the_site_are_changed() {
    check(&[write("site.toml", replaced(SITE, "[\"en\", \"nl\"]", "[\"nl\", \"en\"]"))]);
    let outcome = check(&[write("site.toml", replaced(SITE, "[\"en\", \"nl\"]", "[\"en\"]"))]);
    assert!(!outcome.is_published(), "files of a language that is none of the site's are errors");
}

#[test]
fn the_day_that_counts_as_now_is_changed() {
    let as_of = replaced(SITE, "base_url", "as_of = 2025-02-01\nbase_url");
    check(&[write("site.toml", as_of)]);
}

#[test]
fn menu_footer_strings_and_address_are_changed() {
    check(&[
        write("site.toml", replaced(SITE, "to = \"@about\"", "to = \"/timeline/\"")),
        write("site.toml", replaced(SITE, "en = \"See [Ann](@ann-lee).\"", "en = \"See [Bob](@bob-ray).\"")),
        write("site.toml", replaced(SITE, "base_url = \"https://example.org/\"\n", "")),
        write("site.toml", format!("{SITE}\n[build]\nfile_links = true\n")),
        write("site.toml", replaced(SITE, "base_url", "accent = \"#005522\"\nbase_url")),
    ]);
}

#[test]
fn the_reading_of_names_is_changed() {
    check(&[
        write("content/articles/second.md", format!("{SECOND}\n[Ann Lee] \"left\".\n")),
        write("site.toml", format!("{SITE}\n[markdown]\nnames = \"bare\"\nsmart = true\n")),
    ]);
}

#[test]
fn a_text_that_was_over_a_limit_comes_under_it() {
    let nested = format!("{SECOND}\n> > > deep\n");
    check(&[
        write("content/articles/second.md", nested),
        write("site.toml", format!("{SITE}\n[limits]\nnesting = 2\n")),
        write("site.toml", format!("{SITE}\n[limits]\nnesting = 20\n")),
    ]);
}
