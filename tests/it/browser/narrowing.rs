//! Long lists are narrowed in place, and what was chosen stands in the address.

use super::debate::{choose, debate, one, shown};
use super::process::Browser;
use super::serving::Preview;

const TOLD: &str = "document.querySelector('.narrowing [role=status]').textContent";

#[test]
fn a_register_is_filtered_by_names_and_aliases() {
    let (site, browser) = (debate(), Browser::start());
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url("/participants/"));
    choose(&page, ".narrowing [name=q]", "reaumur");
    let rows = shown(".register > .row");
    page.wait_for(&format!("{rows}.length === 1"));
    page.screenshot("register");
    assert!(page.holds(&format!("{rows}[0].textContent.includes('Bo Ray')")));
    assert_eq!(page.evaluate(&format!("{}.map((h) => h.textContent).join()", shown("main h2"))), "B,People");
    assert_eq!(page.evaluate(&format!("{}.length", shown(".letters li"))), 1);
    assert_eq!(page.evaluate(&format!("{}.length", shown(".names > li"))), 1);
    assert_eq!(page.evaluate(TOLD), "1 of 9 shown");
    assert_eq!(page.evaluate("location.search"), "?q=reaumur");
    choose(&page, ".narrowing [name=q]", "nobody");
    page.wait_for(&format!("{TOLD} === 'Nothing matches'"));
    page.click(&one(".narrowing button"));
    page.wait_for(&format!("{rows}.length === 9"));
    assert_eq!(page.evaluate("location.search"), "");
    assert!(page.holds("document.activeElement.name === 'q'"), "the focus is not lost");
    assert_eq!(page.errors(), Vec::<String>::new());
}

#[test]
fn a_list_is_offered_only_what_tells_its_rows_apart() {
    let (site, browser) = (debate(), Browser::start());
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url("/statements/"));
    page.wait_for(&one(".narrowing"));
    let fields = "[...document.querySelectorAll('.narrowing select')].map(({ name }) => name).join()";
    assert_eq!(page.evaluate(fields), "participant,topic");
    let page = browser.open(&preview.url("/topics/"));
    assert!(page.holds("!document.querySelector('.narrowing')"), "two topics need no narrowing");
}

#[test]
fn what_was_chosen_outlives_a_reload() {
    let (site, browser) = (debate(), Browser::start());
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url("/statements/?topic=quay&other=1"));
    let rows = shown(".rows > .row");
    page.wait_for(&format!("{rows}.length === 3"));
    choose(&page, ".narrowing [name=participant]", "bo-ray");
    page.wait_for(&format!("{rows}.length === 1"));
    assert_eq!(page.evaluate("location.search"), "?topic=quay&other=1&participant=bo-ray");
    page.evaluate("location.reload()");
    page.wait_for(&format!("document.readyState === 'complete' && {rows}.length === 1"));
    assert_eq!(page.evaluate(TOLD), "1 of 10 shown");
}

/// Years that are folded, as those of a long timeline are.
const FOLDED: &str = "{% component timeline_groups(groups, level) %}{% for group in groups %}\
    <details class=\"years\" id=\"{{ group.id }}\"><summary>{{ group.heading }}</summary>\
    {{ <timeline_entries entries={group.entries} level={level} /> }}</details>\
    {% endfor %}{% endcomponent timeline_groups %}";

#[test]
fn folded_years_open_where_something_matches() {
    let (site, browser) = (debate(), Browser::start());
    site.write("templates/own.html", FOLDED);
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url("/timeline/"));
    let years = format!("{}.map(({{ id, open }}) => id + open).join()", shown("details.years"));
    let folded = page.evaluate(&years);
    assert_eq!(folded, "site-2022false,site-2023false,site-2024false");
    choose(&page, ".narrowing [name=participant]", "cas-dunn");
    page.wait_for(&format!("{years} === 'site-2022true'"));
    page.screenshot("timeline");
    assert_eq!(page.evaluate(&format!("{}.length", shown(".entry"))), 1);
    page.click(&one(".narrowing button"));
    page.wait_for(&format!("{years} === {folded}"));
    choose(&page, ".narrowing [name=topic]", "quay");
    page.wait_for(&format!("{years} === 'site-2023true'"));
    choose(&page, ".narrowing [name=topic]", "");
    choose(&page, ".narrowing [name=date]", "vague");
    page.wait_for(&format!("{}.length === 3", shown(".entry")));
    assert_eq!(page.evaluate("location.search"), "?date=vague");
}

#[test]
fn the_lists_of_a_record_are_narrowed_one_by_one() {
    let (site, browser) = (debate(), Browser::start());
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url("/topics/tax/"));
    choose(&page, "section[aria-labelledby=site-timeline] .narrowing [name=participant]", "cas-dunn");
    let entries = shown("section[aria-labelledby=site-timeline] .entry");
    page.wait_for(&format!("{entries}.length === 1"));
    assert_eq!(page.evaluate("location.search"), "?timeline.participant=cas-dunn");
    assert!(page.holds(&one("#site-timeline:not([hidden])")));
    assert!(
        page.holds(&format!("{}.length > 1", shown("section:not([aria-labelledby=site-timeline]) .row")))
    );
}
