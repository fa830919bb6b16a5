//! An edit of the stylesheet: the page gets it as it stands.

use super::process::Browser;
use super::serving::Preview;
use super::site::{CALL_PAGE, site};

/// The stylesheet of the site, in place of the carried one.
const STYLE: &str = "static/theme/briefing.css";

#[test]
fn a_stylesheet_is_swapped_without_loading_the_page() {
    let (site, browser) = (site(), Browser::start());
    site.write(STYLE, "h1 { color: rgb(1, 2, 3); }\n");
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url(CALL_PAGE));
    let color = |color: &str| format!("getComputedStyle(document.querySelector('h1')).color === '{color}'");
    page.wait_for(&color("rgb(1, 2, 3)"));
    page.evaluate("window.marker = 'mine'");
    for (number, style) in
        [("4, 5, 6", "h1 { color: rgb(4, 5, 6); }\n"), ("7, 8, 9", "h1 { color: rgb(7, 8, 9); }\n")]
    {
        site.write(STYLE, style);
        page.wait_for(&color(&format!("rgb({number})")));
        // The old one goes as soon as the new one is there.
        page.wait_for("document.querySelectorAll('head link[rel=stylesheet]').length === 1");
    }
    assert_eq!(page.evaluate("window.marker"), "mine");
    assert_eq!(page.errors(), Vec::<String>::new());
}
