//! Several tabs, and tabs that miss something: each shows its page as it is now, and is left alone where
//! that is what it shows already.

use super::editing::shows;
use super::process::Browser;
use super::serving::Preview;
use super::site::{ANN_PAGE, CALL, CALL_PAGE, VOTE, VOTE_PAGE, call, site, vote};

#[test]
fn a_tab_whose_page_did_not_change_is_left_alone() {
    let (site, browser) = (site(), Browser::start());
    let preview = Preview::start(&site);
    let (call_tab, vote_tab) = (browser.open(&preview.url(CALL_PAGE)), browser.open(&preview.url(VOTE_PAGE)));
    vote_tab.evaluate("window.marker = 'mine'");
    site.write(CALL, call("Later she left."));
    call_tab.wait_for(&shows("Later she left."));
    assert_eq!(vote_tab.evaluate("window.marker"), "mine");
    site.write(VOTE, vote("It was about the second quay."));
    vote_tab.wait_for(&shows("about the second quay"));
    // By now it has heard of both edits.
    let loaded = vote_tab.requests().into_iter().filter(|url| *url == preview.url(VOTE_PAGE)).count();
    assert_eq!(loaded, 2, "once when it was opened, once for the edit of its own page");
}

#[test]
fn the_page_of_somebody_follows_an_article() {
    let (site, browser) = (site(), Browser::start());
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url(ANN_PAGE));
    let claim = "[[Ann Lee](@ann-lee) said that the tide would turn.]{.says date=2025-03-14}";
    site.write(CALL, call(claim));
    page.wait_for(&shows("that the tide would turn"));
    site.write(CALL, call(""));
    page.wait_for(&format!("!{}", shows("that the tide would turn")));
}

#[test]
fn a_hidden_tab_catches_up_when_it_is_shown_again() {
    let (site, browser) = (site(), Browser::start());
    let preview = Preview::start(&site);
    let behind = browser.open(&preview.url(CALL_PAGE));
    let front = browser.open_beside(&behind, &preview.url(CALL_PAGE));
    behind.wait_for("document.visibilityState === 'hidden'");
    site.write(CALL, call("Later she left."));
    front.wait_for(&shows("Later she left."));
    assert!(!behind.holds(&shows("Later she left.")), "nobody sees it, and it does not ask");
    behind.bring_to_front();
    behind.wait_for(&shows("Later she left."));
}

#[test]
fn a_tab_comes_back_with_its_server() {
    let (site, browser) = (site(), Browser::start());
    let preview = Preview::start(&site);
    let port = preview.port();
    let page = browser.open(&preview.url(CALL_PAGE));
    let bar = "document.querySelector('briefing-preview').shadowRoot.querySelector('.bar').textContent";
    page.wait_for(&format!("{bar} === ''"));
    preview.stop();
    page.wait_for(&format!("{bar} === 'Preview is not running'"));
    assert!(page.holds(&shows("Ann Lee spoke.")), "the page stays");
    site.write(CALL, call("Meanwhile she left."));
    let _preview = Preview::start_on(&site, port);
    page.wait_for(&shows("Meanwhile she left."));
    page.wait_for(&format!("{bar} === ''"));
}
