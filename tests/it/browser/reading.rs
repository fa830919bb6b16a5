//! The built site as it is read: on a narrow screen, on paper, without a word to another host.

use super::light::{Light, show};
use super::page::{Page, base64};
use super::process::Browser;
use super::published::samples_of_all;
use serde_json::json;

/// What is wider than the window and does not scroll in a box of its own, each with how far it reaches.
const TOO_WIDE: &str = "(() => { const root = document.scrollingElement; \
    if (root.scrollWidth <= root.clientWidth) return []; \
    const scrolls = (element) => element && element !== root && element !== document.body && \
      (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement)); \
    return Array.from(document.body.querySelectorAll('*')).filter((element) => { \
      const box = element.getBoundingClientRect(); \
      return box.width > 1 && (box.right > root.clientWidth + 1 || box.left < -1) && !scrolls(element.parentElement); }) \
      .slice(0, 6).map((element) => `${element.outerHTML.slice(0, 120)} from ${element.getBoundingClientRect().left} \
to ${element.getBoundingClientRect().right}`).concat(`in all ${root.scrollWidth}`); })()";

/// Looks at one page of every kind of each site, and fails with all that is found.
fn on_every_page(mut look: impl FnMut(&Page<'_>) -> Vec<String>) {
    let (browser, mut faults) = (Browser::start(), Vec::new());
    for (site, samples) in samples_of_all() {
        let host = site.host();
        let page = browser.open(&host.url("index.html"));
        for sample in samples {
            page.go_to(&host.url(&sample.path));
            let found =
                look(&page).into_iter().map(|fault| format!("{} {}: {fault}", site.name, sample.path));
            faults.extend(found);
        }
        faults.extend(page.errors());
        let elsewhere = page.requests().into_iter().filter(|url| !url.starts_with(&host.url("")));
        faults.extend(elsewhere.map(|url| format!("`{url}` is asked for")));
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// It stands on one page of each kind: nothing else is asked for, and no policy is broken either.
#[test]
fn a_narrow_screen_scrolls_in_one_direction() {
    on_every_page(|page| {
        page.resize(320, 900);
        show(page, Light::Day);
        super::light::unfold(page);
        let wide = page.evaluate(TOO_WIDE);
        let texts = wide.as_array().expect("it answers with a list").iter();
        texts.map(|text| text.as_str().unwrap_or_default().to_owned()).collect()
    });
}

#[test]
fn paper_shows_what_a_page_says() {
    on_every_page(|page| {
        // What is folded is not on paper where this says so.
        page.call("Emulation.setEmulatedMedia", json!({ "media": "print" }));
        let mut faults = Vec::new();
        if !page.holds("document.querySelector('h1').getClientRects().length && document.querySelector('main').innerText.length > 20") {
            faults.push("the text is not there".to_owned());
        }
        if !page.holds(
            "Array.from(document.querySelectorAll('main details:not(.cite)')).every((details) => \
             details.lastElementChild.checkVisibility({ contentVisibilityAuto: true }))",
        ) {
            faults.push("something is still folded".to_owned());
        }
        page.call("Emulation.setEmulatedMedia", json!({ "media": "" }));
        let printed = page.call("Page.printToPDF", json!({ "transferMode": "ReturnAsBase64" }));
        let printed = base64(printed["data"].as_str().expect("a document is a text"));
        if !printed.starts_with(b"%PDF-") || printed.len() < 5_000 {
            faults.push(format!("{} bytes are printed", printed.len()));
        }
        faults
    });
}
