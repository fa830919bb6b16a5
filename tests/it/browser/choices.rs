//! What a reader chooses for themselves: light or dark, what is compared, a passage to point at.

use super::debate::{DEBATE_PAGE, choose, debate, one, shown};
use super::page::Page;
use super::process::Browser;
use super::serving::Preview;

const PAPER: &str = "getComputedStyle(document.documentElement).backgroundColor";

#[test]
fn light_or_dark_is_chosen_against_the_system() {
    let (site, browser) = (debate(), Browser::start());
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url(DEBATE_PAGE));
    let papers = ["light", "dark"].map(|scheme| {
        page.prefer(scheme);
        page.evaluate(PAPER)
    });
    assert_ne!(papers[0], papers[1]);
    for (chosen, system, paper) in [("dark", "light", &papers[1]), ("light", "dark", &papers[0])] {
        page.prefer(system);
        choose(&page, ".theme select", chosen);
        page.wait_for(&format!("{PAPER} === {paper}"));
        page.screenshot(&format!("theme-{chosen}"));
        page.go_to(&preview.url("/"));
        page.wait_for(&format!("{PAPER} === {paper} && {}.value === '{chosen}'", one(".theme select")));
    }
    choose(&page, ".theme select", "system");
    page.wait_for(&format!("{PAPER} === {}", papers[1]));
    assert!(page.holds("!document.documentElement.dataset.theme"));
    assert_eq!(page.errors(), Vec::<String>::new());
}

#[test]
fn what_was_chosen_stands_before_the_page_is_shown() {
    let (site, browser) = (debate(), Browser::start());
    // What is read of the page before the body is there.
    site.write(
        "static/first.js",
        "window.first = document.body === null && document.documentElement.dataset.theme;",
    );
    let head = "{% extends \"builtin/base.html\" %}\n\
                {% block head %}<script src=\"/first.js\"></script>{% endblock head %}\n";
    site.write("templates/base.html", head);
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url("/"));
    choose(&page, ".theme select", "dark");
    page.go_to(&preview.url(DEBATE_PAGE));
    assert_eq!(page.evaluate("window.first"), "dark");
}

/// Ticks the boxes of participants in the table of positions.
fn tick(page: &Page<'_>, ids: &[&str]) {
    for id in ids {
        page.click(&format!(
            "{}.closest('th').querySelector('input')",
            one(&format!(".matrix th a[href*=\"{id}\"]"))
        ));
    }
}

#[test]
fn positions_are_compared() {
    let (site, browser) = (debate(), Browser::start());
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url("/positions/"));
    page.resize(1280, 1200);
    let compare = one(".narrowing button");
    page.wait_for(&format!("{compare}.disabled"));
    tick(&page, &["ann-lee", "bo-ray"]);
    page.click(&compare);
    let rows = shown(".matrix tbody tr");
    page.wait_for(&format!("{rows}.length === 2"));
    assert_eq!(page.evaluate("location.search"), "?compare=ann-lee%2Cbo-ray");
    page.click(&one(".narrowing label input"));
    let topics = format!("{}.map((cell) => cell.textContent).join()", shown(".matrix thead th"));
    page.wait_for(&format!("{topics} === 'Participant,The quay'"));
    page.screenshot("compare");
    let told = page.evaluate(&format!("{}.textContent", one(".narrowing [role=status]")));
    assert_eq!(told, "Rows shown: 2 of 4. Topics shown: 1 of 2.");
    page.evaluate("location.reload()");
    page.wait_for(&format!("document.readyState === 'complete' && {topics} === 'Participant,The quay'"));
    page.click(&one(".narrowing button:last-of-type"));
    page.wait_for(&format!("{rows}.length === 4"));
    assert_eq!(page.evaluate("location.search"), "");
    assert_eq!(page.errors(), Vec::<String>::new());
}

#[test]
fn a_permalink_that_is_followed_is_copied() {
    let (site, browser) = (debate(), Browser::start());
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url(DEBATE_PAGE));
    page.click(&one(".prose a.permalink"));
    page.wait_for(
        "[...document.querySelectorAll('main > [role=status]')].some((p) => p.textContent === 'Copied')",
    );
    assert!(page.holds(&format!("location.hash === {}.hash", one(".prose a.permalink"))));
    page.wait_for("navigator.clipboard.readText().then((text) => text === location.href)");
}
