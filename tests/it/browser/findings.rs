//! An edit that breaks something: what is said of it over the page, and how it is put away.

use super::editing::shows;
use super::overlay::{is_folded, is_gone, is_open, part, text};
use super::process::Browser;
use super::serving::Preview;
use super::site::{CALL, CALL_PAGE, VOTE_PAGE, break_call, broken_call, call, site};

#[test]
fn a_broken_front_matter_is_shown_over_the_last_good_page() {
    let (site, browser) = (site(), Browser::start());
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url(CALL_PAGE));
    site.write(CALL, call("The last good one."));
    page.wait_for(&shows("The last good one."));
    site.write(CALL, broken_call("A broken one."));
    page.wait_for(&is_open());
    assert_eq!(page.evaluate(&text("h1")), "1 error");
    assert_eq!(page.evaluate(&text("h2")), "this cannot be read as YAML: the key title stands twice");
    assert_eq!(page.evaluate(&text(".place")), "content/articles/call.md:3:1");
    assert_eq!(page.evaluate(&text("h2 code")), "title");
    assert_eq!(page.evaluate(&text("pre")), "3 | title: Another\n  | ^^^^^");
    assert_eq!(page.evaluate(&text(".help")), "it was first set one line above");
    assert!(page.holds(&shows("The last good one.")) && !page.holds(&shows("A broken one.")));
    site.write(CALL, call("A mended one."));
    page.wait_for(&is_gone());
    page.wait_for(&shows("A mended one."));
    preview.wait_for("all is mended: no findings");
}

#[test]
fn what_would_be_right_is_said() {
    let (site, browser) = (site(), Browser::start());
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url(CALL_PAGE));
    site.write(CALL, call("").replace("date:", "dat:"));
    page.wait_for(&shows("Published date unknown"));
    page.wait_for(&is_folded("2 errors"));
    page.click(&part(".bar button"));
    page.wait_for(&is_open());
    assert_eq!(page.evaluate(&text(".help")), "add date: 2025-03-15 to the front matter");
}

#[test]
fn the_overlay_is_folded_and_unfolded() {
    let (site, browser) = (site(), Browser::start());
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url(VOTE_PAGE));
    break_call(&site, &page);
    page.press("Escape");
    page.wait_for(&is_folded("1 error"));
    page.click(&part(".bar button"));
    page.wait_for(&is_open());
    page.click(&part("header button"));
    page.wait_for(&is_folded("1 error"));
    // The focus came along to the bar.
    page.press("Enter");
    page.wait_for(&is_open());
    // Beside the sheet is the shade.
    page.click_at(5.0, 5.0);
    page.wait_for(&is_folded("1 error"));
}

#[test]
fn what_was_folded_stays_so_until_something_else_is_found() {
    let (site, browser) = (site(), Browser::start());
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url(VOTE_PAGE));
    break_call(&site, &page);
    page.press("Escape");
    page.wait_for(&is_folded("1 error"));
    page.go_to(&preview.url("/"));
    page.wait_for(&is_folded("1 error"));
    site.write(CALL, "---\ntitle: [\n---\n");
    page.wait_for(&is_open());
}

#[test]
fn a_tab_that_is_opened_later_shows_it_too() {
    let (site, browser) = (site(), Browser::start());
    let preview = Preview::start(&site);
    let first = browser.open(&preview.url(CALL_PAGE));
    site.write(CALL, broken_call(""));
    first.wait_for(&is_open());
    let later = browser.open(&preview.url(VOTE_PAGE));
    later.wait_for(&is_open());
    assert_eq!(later.evaluate(&text("h2")), first.evaluate(&text("h2")));
    site.write(CALL, call(""));
    first.wait_for(&is_gone());
    later.wait_for(&is_gone());
}

#[test]
fn a_name_that_is_half_typed_is_marked_in_the_page() {
    let (site, browser) = (site(), Browser::start());
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url(CALL_PAGE));
    site.write(CALL, call("Then [Ann](@ann-l) left."));
    page.wait_for(&shows("Then Ann left."));
    page.wait_for(&is_folded("1 error"));
    assert_eq!(page.evaluate("document.querySelector('.fault').textContent"), "Ann");
    page.click(&part(".bar button"));
    page.wait_for(&is_open());
    assert!(page.holds(&format!("{}.includes('ann-l')", text("h2"))));
    assert!(
        page.holds(&format!("{}.includes('did you mean `ann-lee`')", text(".sheet"))),
        "it says what may be meant"
    );
    site.write(CALL, call("Then [Ann](@ann-lee) left."));
    page.wait_for(&is_gone());
    page.wait_for("!document.querySelector('.fault')");
}

#[test]
fn a_finding_is_copied_as_it_is_printed() {
    let (site, browser) = (site(), Browser::start());
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url(VOTE_PAGE));
    break_call(&site, &page);
    page.click(&part("article button"));
    page.wait_for(&format!("{} === 'Copied'", text("article button")));
    let copied = page.evaluate("navigator.clipboard.readText()");
    let copied = copied.as_str().unwrap();
    assert!(copied.starts_with("error["), "{copied}");
    assert!(copied.contains("--> content/articles/call.md:3:1"), "{copied}");
    page.wait_for(&format!("{} === 'Copy'", text("article button")));
}

/// By a name that is not this machine's own a browser gives a page no clipboard.
#[test]
fn a_finding_is_copied_where_there_is_no_clipboard() {
    let (site, browser) = (site(), Browser::start());
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url(VOTE_PAGE));
    break_call(&site, &page);
    page.evaluate("navigator.clipboard.writeText('nothing yet')");
    page.evaluate("navigator.clipboard.writeText = () => Promise.reject(new Error('forbidden'))");
    page.click(&part("article button"));
    page.wait_for(&format!("{} === 'Copied'", text("article button")));
    page.wait_for("navigator.clipboard.readText().then((text) => text.startsWith('error['))");
}

#[test]
fn a_first_build_that_is_broken_is_shown_and_mended() {
    let (site, browser) = (site(), Browser::start());
    site.write("site.toml", "[site\n");
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url(CALL_PAGE));
    page.wait_for(&is_open());
    assert!(page.holds("document.body.innerText.includes('Nothing to show yet')"));
    site.write("site.toml", "[site]\ntitle = \"Desk\"\n");
    page.wait_for(&shows("Ann Lee spoke."));
    page.wait_for(&is_gone());
}

/// The last words of a page can be scrolled out from below the bar.
#[test]
fn the_bar_covers_no_end_of_a_page() {
    let (site, browser) = (site(), Browser::start());
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url(CALL_PAGE));
    let height = "document.querySelector('briefing-preview').offsetHeight";
    page.wait_for(&is_gone());
    assert_eq!(page.evaluate(height), 0, "there is no bar");
    break_call(&site, &page);
    page.press("Escape");
    page.wait_for(&is_folded("1 error"));
    page.resize(700, 300);
    page.evaluate("(scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' }), 0)");
    let (body, bar) = ("document.body.getBoundingClientRect()", part(".bar button"));
    page.wait_for(&format!("{body}.bottom <= {bar}.getBoundingClientRect().top"));
}
