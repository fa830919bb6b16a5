//! The built site without a mouse: Tab comes to the way past the menu first, then to the menu, then on
//! through the page; what has the focus can be seen, and is seen to have it.

use super::light::{Light, show};
use super::page::Page;
use super::process::Browser;
use super::published::samples_of_all;
use serde_json::{Value, json};

/// How many stops of a page Tab is pressed for; the others are focused by a script.
const STOPS: usize = 16;

/// What is wrong with the element that has the focus: where it stands, and how it is shown. A part of it
/// must be seen, at its start, in the middle or at its end (WCAG 2.2, 2.4.11).
const FOCUSED: &str = "const focused = (element) => {
    const style = getComputedStyle(element);
    const boxes = Array.from(element.getClientRects()).filter((box) => box.width > 0 && box.height > 0);
    const over = boxes.flatMap((box) => {
      const left = Math.max(box.left, 0), width = Math.min(box.right, innerWidth) - left;
      const middle = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
      return [.1, .5, .9].map((part) => document.elementFromPoint(left + part * width, middle));
    });
    const seen = over.some((top) => top && (element.contains(top) || top.contains(element)));
    const faults = [];
    if (!seen) faults.push(`cannot be seen at ${boxes.map((box) => [box.x, box.y, box.width, box.height])} \
      under ${over.map((top) => top?.outerHTML.slice(0, 80))}`);
    if (!element.matches(':focus-visible') || style.outlineStyle === 'none' || !parseFloat(style.outlineWidth))
      faults.push('has no outline');
    return faults.map((fault) => `${element.outerHTML.slice(0, 140)} ${fault}`); };";

/// Presses Tab from the top of the page on; gives what had the focus, and what was wrong.
fn tab_through(page: &Page<'_>) -> (Vec<String>, Vec<String>) {
    let (mut stops, mut faults) = (Vec::new(), Vec::new());
    for _ in 0..STOPS {
        page.press("Tab");
        let stop = page.evaluate(&format!(
            "(() => {{ {FOCUSED} const element = document.activeElement; \
             if (element === document.body) return null; \
             return [element.matches('.skip') ? 'skip' : element.closest('.menu') ? 'menu' : \
               element.closest('.masthead') ? 'masthead' : 'page', focused(element)]; }})()"
        ));
        if stop.is_null() {
            break;
        }
        stops.push(stop[0].as_str().expect("it is named").to_owned());
        faults.extend(texts(&stop[1]));
    }
    stops.dedup();
    (stops, faults)
}

/// Focuses one thing after the other on the whole page; gives what was wrong. What a script lays over the
/// page has two frames to get out of the way.
fn focus_all(page: &Page<'_>) -> Vec<String> {
    texts(&page.evaluate(&format!(
        "(async () => {{ {FOCUSED}
           const frame = () => new Promise((done) => requestAnimationFrame(done));
           const faults = [];
           for (const element of document.querySelectorAll('a[href], button, summary, input, [tabindex]')) {{
             if (!element.checkVisibility() || element.disabled || faults.length > 7 ||
                 element.matches('.contents summary') && getComputedStyle(element).pointerEvents === 'none') continue;
             element.focus();
             if (document.activeElement !== element)
               faults.push(`${{element.outerHTML.slice(0, 140)}} takes no focus`);
             else if (focused(element).length) {{
               await frame();
               await frame();
               faults.push(...focused(element));
             }}
           }}
           return faults; }})()"
    )))
}

fn texts(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().map(|text| text.as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn tab_leads_through_every_kind_of_page() {
    let (browser, mut faults) = (Browser::start(), Vec::new());
    for (site, samples) in samples_of_all() {
        let host = site.host();
        let page = browser.open(&host.url("index.html"));
        page.call("Emulation.setFocusEmulationEnabled", json!({ "enabled": true }));
        show(&page, Light::Day);
        for (number, sample) in samples.into_iter().enumerate() {
            page.resize(if number % 2 == 0 { 1280 } else { 320 }, 900);
            page.go_to(&host.url(&sample.path));
            let (stops, mut found) = tab_through(&page);
            if !stops.join(" ").starts_with("skip masthead menu") {
                found.push(format!("the focus goes {}", stops.join(", ")));
            }
            found.extend(focus_all(&page));
            faults.extend(found.into_iter().map(|fault| format!("{} {}: {fault}", site.name, sample.path)));
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn the_way_past_the_menu_leads_to_the_text() {
    let browser = Browser::start();
    let host = super::published::EXAMPLE.host();
    let page = browser.open(&host.url("articles/call-of-25-leaders/index.html"));
    page.call("Emulation.setFocusEmulationEnabled", json!({ "enabled": true }));
    page.press("Tab");
    page.press("Enter");
    page.wait_for("location.hash === '#site-main'");
    page.press("Tab");
    assert!(page.holds("document.activeElement.closest('main')"));
}
