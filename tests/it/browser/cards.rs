//! Preview cards: they show what the page says of a record, and never stand in anybody's way (WCAG 1.4.13).

use super::debate::{DEBATE_PAGE, debate, one};
use super::page::Page;
use super::process::Browser;
use super::serving::Preview;
use crate::folder::Folder;
use std::process::Command;

const CARD: &str = "document.querySelector('#site-card')";

/// A mention of a record in the text.
fn mention(id: &str) -> String {
    one(&format!(".prose a.mention[href*=\"{id}\"]"))
}

fn is_open() -> String {
    format!("{CARD}.checkVisibility()")
}

fn is_closed() -> String {
    format!("!{CARD}.checkVisibility()")
}

/// Waits until a card that was to come would be there, and one that was to go would be gone.
fn let_time_pass(page: &Page<'_>) {
    page.evaluate("window.since = performance.now()");
    page.wait_for("performance.now() - window.since > 800");
}

#[test]
fn a_card_comes_where_the_pointer_rests() {
    let (site, browser) = (debate(), Browser::start());
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url(DEBATE_PAGE));
    page.evaluate(&format!(
        "document.addEventListener('pointerover', () => window.began ??= performance.now()); \
         const came = () => window.came ??= performance.now(); \
         new MutationObserver(came).observe({CARD}, {{ attributes: true }})"
    ));
    page.hover(&mention("ann-lee"));
    page.wait_for(&is_open());
    page.screenshot("card");
    for text in ["Ann Lee", "Person", "Chairs the harbour board."] {
        assert!(page.holds(&format!("{CARD}.textContent.includes('{text}')")), "{text}");
    }
    assert!(page.holds("window.came - window.began >= 345"), "it does not flash up under a passing pointer");
    assert!(page.holds(&format!("{}.getAttribute('aria-describedby') === {CARD}.id", mention("ann-lee"))));
    page.hover(&one(".brand"));
    page.wait_for(&is_closed());
    assert_eq!(page.errors(), Vec::<String>::new());
}

#[test]
fn the_pointer_may_enter_a_card() {
    let (site, browser) = (debate(), Browser::start());
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url(DEBATE_PAGE));
    page.hover(&mention("ann-lee"));
    page.wait_for(&is_open());
    page.hover(CARD);
    let_time_pass(&page);
    assert!(page.holds(&is_open()));
}

#[test]
fn a_card_comes_with_the_focus_and_goes_with_escape() {
    let (site, browser) = (debate(), Browser::start());
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url(DEBATE_PAGE));
    // The first link of the text leads to an article, of which the page says nothing.
    page.evaluate(&format!("{}.focus()", mention("minutes")));
    page.press("Tab");
    page.wait_for(&is_open());
    page.press("Escape");
    page.wait_for(&is_closed());
    assert!(page.holds(&format!("document.activeElement === {}", mention("ann-lee"))));
    assert!(page.holds(&format!("!{}.hasAttribute('aria-describedby')", mention("ann-lee"))));
    page.press("Tab");
    page.wait_for(&is_open());
    assert!(page.holds(&format!("{CARD}.textContent.includes('Bo Ray')")), "one card at a time");
}

#[test]
fn nothing_comes_where_the_page_says_nothing() {
    let (site, browser) = (debate(), Browser::start());
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url(DEBATE_PAGE));
    page.hover(&mention("minutes"));
    let_time_pass(&page);
    assert!(page.holds(&is_closed()));
}

#[test]
fn a_finger_meets_no_card() {
    let (site, browser) = (debate(), Browser::start());
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url(DEBATE_PAGE));
    page.evaluate(&format!(
        "{}.dispatchEvent(new PointerEvent('pointerover', {{ pointerType: 'touch', bubbles: true }}))",
        mention("ann-lee")
    ));
    let_time_pass(&page);
    assert!(page.holds(&is_closed()));
}

#[test]
fn a_card_stays_in_the_view_and_moves_nothing() {
    let (site, browser) = (debate(), Browser::start());
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url(DEBATE_PAGE));
    page.resize(375, 300);
    let size = "[document.scrollingElement.scrollWidth, document.scrollingElement.scrollHeight]";
    let before = page.evaluate(size);
    for block in ["start", "end"] {
        page.evaluate(&format!(
            "{}.scrollIntoView({{ block: '{block}', behavior: 'instant' }})",
            mention("bo-ray")
        ));
        page.hover(&mention("bo-ray"));
        page.wait_for(&is_open());
        let is_within = format!(
            "(() => {{ const box = {CARD}.getBoundingClientRect(); return box.left >= 0 && box.top >= 0 \
             && box.right <= innerWidth && box.bottom <= innerHeight; }})()"
        );
        assert!(page.holds(&is_within), "{block}");
        assert_eq!(page.evaluate(size), before, "{block}");
        page.press("Escape");
        page.wait_for(&is_closed());
        page.call("Input.dispatchMouseEvent", serde_json::json!({ "type": "mouseMoved", "x": 1, "y": 1 }));
    }
}

#[test]
fn cards_work_from_disk_and_ask_for_nothing() {
    let (site, browser) = (debate(), Browser::start());
    let page = browser.open(&built(&site, "articles/debate/index.html"));
    page.hover(&mention("ann-lee"));
    page.wait_for(&is_open());
    let mut asked = page.requests();
    asked.retain(|url| !url.contains("/public/theme/") && !url.ends_with("/debate/index.html"));
    assert_eq!(asked, Vec::<String>::new());
    assert_eq!(page.errors(), Vec::<String>::new());
}

/// The address on disk of a page of a site that is built.
fn built(site: &Folder, path: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_briefing"));
    let output = command.current_dir(site.path()).args(["build", "--output", "public"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    format!("file://{}/public/{path}", site.path().display())
}
