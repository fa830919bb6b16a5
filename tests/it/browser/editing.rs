//! An edit of the page that somebody looks at: it appears without a hand on it, and nothing else moves.

use super::process::Browser;
use super::serving::Preview;
use super::site::{CALL, CALL_PAGE, call, call_with, site};

/// Whether the page shows a text.
pub fn shows(text: &str) -> String {
    format!("document.querySelector('main').textContent.includes('{text}')")
}

#[test]
fn an_edit_appears_by_itself() {
    let (site, browser) = (site(), Browser::start());
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url(CALL_PAGE));
    site.write(CALL, call("Later she left."));
    page.wait_for(&shows("Later she left."));
    site.write(CALL, call("Later she came back."));
    page.wait_for(&shows("Later she came back."));
    assert!(!page.holds(&shows("Later she left.")));
}

#[test]
fn the_scroll_position_is_kept() {
    let (site, browser) = (site(), Browser::start());
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url(CALL_PAGE));
    page.evaluate("scrollTo(0, 1500)");
    page.wait_for("scrollY === 1500");
    let edits = [call("Something below."), call_with("Something above.", "Something below.")];
    for (edit, text) in edits.iter().zip(["Something below.", "Something above."]) {
        site.write(CALL, edit);
        page.wait_for(&shows(text));
        // The browser has its way again only when the page stands where it stood.
        page.wait_for("history.scrollRestoration === 'auto'");
        assert_eq!(page.evaluate("scrollY"), 1500);
    }
}

#[test]
fn what_is_folded_open_stays_open() {
    let (site, browser) = (site(), Browser::start());
    let folds = "{% extends \"builtin/article.html\" %}\n{% block article_body %}{{ super() }}\n\
                 <details><summary>One</summary>1</details>\n\
                 <details id=\"two\"><summary>Two</summary>2</details>\n\
                 <details open><summary>Three</summary>3</details>\n{% endblock article_body %}\n";
    site.write("templates/article.html", folds);
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url(CALL_PAGE));
    let open =
        "Array.from(document.querySelectorAll('main details[open] > summary'), s => s.textContent).join()";
    assert_eq!(page.evaluate(open), "Three");
    page.evaluate("document.querySelector('#two').open = true");
    page.evaluate("document.querySelectorAll('main details')[0].open = true");
    page.evaluate("[...document.querySelectorAll('main details')].at(-1).open = false");
    let kept = page.evaluate(open);
    site.write(CALL, call("Something new."));
    page.wait_for(&shows("Something new."));
    page.wait_for(&format!("({open}) === {kept}"));
}

#[test]
fn the_focus_stays_on_its_link() {
    let (site, browser) = (site(), Browser::start());
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url(CALL_PAGE));
    page.evaluate("document.querySelector('main a.mention').focus()");
    site.write(CALL, call("Something new."));
    page.wait_for(&shows("Something new."));
    page.wait_for("document.activeElement.matches('main a.mention')");
    assert_eq!(page.evaluate("document.activeElement.textContent"), "Ann Lee");
}

#[test]
fn the_last_of_many_edits_is_what_stays() {
    let (site, browser) = (site(), Browser::start());
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url(CALL_PAGE));
    for number in 1..=20 {
        site.write(CALL, call(&format!("Edit {number} of 20.")));
    }
    page.wait_for(&shows("Edit 20 of 20."));
    site.write(CALL, call("And one more."));
    page.wait_for(&shows("And one more."));
    assert!(!page.holds(&shows("of 20.")));
}
