//! Every carried template, with a full view and with an empty one.

use super::*;
use crate::html::{FinishOptions, LinkStyle, finish};
use crate::page::view::{View, sample, words};
use crate::paths::UrlPath;
use crate::source::SourceSet;
use std::collections::BTreeSet;

fn renderer() -> (Renderer, SharedContext) {
    let theme = Theme::new(&SourceSet::default(), None).0;
    let words = words::KEYS.iter().map(|key| (key.replace('-', "_"), key.replace('-', " "))).collect();
    (Renderer::new(&theme).expect("carried templates load"), SharedContext::new(&sample::site(), &words))
}

fn render_all(views: Vec<View>) -> Vec<(&'static str, String)> {
    let (renderer, shared) = renderer();
    let render = |view: &View| match renderer.render(view.template(), view, &shared) {
        Ok(html) => (view.template(), html),
        Err(diagnostic) => panic!("{}: {diagnostic:?}", view.template()),
    };
    views.iter().map(render).collect()
}

fn all() -> Vec<(&'static str, String)> {
    let mut pages = render_all(sample::filled());
    pages.extend(render_all(sample::empty()));
    pages
}

#[test]
fn every_view_has_its_template() {
    let shown: BTreeSet<&str> = sample::filled().iter().map(View::template).collect();
    let empty: BTreeSet<&str> = sample::empty().iter().map(View::template).collect();
    let theme = Theme::new(&SourceSet::default(), None).0;
    let carried: BTreeSet<&str> = theme
        .templates()
        .iter()
        .map(|template| &*template.name)
        .filter(|name| !matches!(*name, "base.html" | "components.html"))
        .collect();
    assert_eq!(shown, carried);
    assert_eq!(empty, carried);
}

#[test]
fn pages_are_valid_html() {
    for (template, html) in all() {
        let document = scraper::Html::parse_document(&html);
        assert!(document.errors.is_empty(), "{template}: {:?}\n{html}", document.errors);
    }
}

#[test]
fn ids_stand_once_and_links_on_the_page_lead_somewhere() {
    let options = FinishOptions { links: LinkStyle::Relative, base_url: None };
    for (template, html) in all() {
        let page = UrlPath::new("/x/y/");
        let finished = finish(&html, &page, &options).expect("small pages can be finished");
        assert_eq!(finished.duplicates, Vec::<String>::new(), "{template}");
        for link in finished.links.iter().filter(|link| link.target == page) {
            // Samples of lists bear no body for permalinks to land on.
            let Some(fragment) = link.fragment.as_ref().filter(|fragment| fragment.starts_with("site-"))
            else {
                continue;
            };
            assert!(finished.anchors.contains(fragment), "{template}: #{fragment}");
        }
    }
}

#[test]
fn headings_descend_by_one_level_at_a_time() {
    for (template, html) in all() {
        let document = scraper::Html::parse_document(&html);
        let headings = scraper::Selector::parse("h1, h2, h3, h4, h5, h6").expect("a selector");
        let levels: Vec<u32> = document
            .select(&headings)
            .filter_map(|heading| heading.value().name()[1..].parse().ok())
            .collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{template}");
        for pair in levels.windows(2) {
            assert!(pair[1] <= pair[0] + 1, "{template}: h{} follows h{}", pair[1], pair[0]);
        }
    }
}

#[test]
fn navigations_bear_labels_of_their_own() {
    let navigations = scraper::Selector::parse("nav").expect("a selector");
    for (template, html) in render_all(sample::filled()) {
        let document = scraper::Html::parse_document(&html);
        let labels: Vec<&str> =
            document.select(&navigations).filter_map(|nav| nav.value().attr("aria-label")).collect();
        assert_eq!(labels.len(), document.select(&navigations).count(), "{template}");
        let different: BTreeSet<&str> = labels.iter().copied().collect();
        assert_eq!(labels.len(), different.len(), "{template}: {labels:?}");
    }
}

#[test]
fn nothing_is_styled_or_scripted_inline() {
    for (template, html) in all() {
        for inline in [" style=", "<style", " onclick", "javascript:", "<script>"] {
            assert!(!html.contains(inline), "{template}: {inline}");
        }
    }
}

#[test]
fn no_stance_stands_without_its_evidence() {
    let document = |html: &str| scraper::Html::parse_document(html);
    let select = |text: &str| scraper::Selector::parse(text).expect("a selector");
    for (template, html) in all() {
        let document = document(&html);
        let trails = document.select(&select("a.trail")).count();
        assert_eq!(trails, document.select(&select("a.trail ~ .evidence")).count(), "{template}");
    }
}

#[test]
fn templates_use_the_listed_words_and_no_others() {
    let theme = Theme::new(&SourceSet::default(), None).0;
    let mut used = BTreeSet::new();
    for template in theme.templates() {
        for (start, _) in template.text.match_indices("words.") {
            let rest = &template.text[start + "words.".len()..];
            let end = rest.find(|c: char| !c.is_ascii_lowercase() && c != '_').unwrap_or(rest.len());
            used.insert(rest[..end].replace('_', "-"));
        }
    }
    assert_eq!(used.iter().map(String::as_str).collect::<Vec<_>>(), words::KEYS);
}
