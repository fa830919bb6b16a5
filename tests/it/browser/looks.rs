//! How a page of the preview looks: nothing is wrong with it in any light and at any width, it asks for
//! nothing elsewhere, and what lies over it moves nothing.

use super::overlay::{is_folded, is_gone, is_open};
use super::page::Page;
use super::process::Browser;
use super::serving::Preview;
use super::site::{ANN_PAGE, CALL, CALL_PAGE, VOTE_PAGE, broken_call, call, site};
use serde_json::Value;

const WIDTHS: &[u32] = &[375, 1280];
const SCHEMES: &[&str] = &["light", "dark"];

/// Looks at a page in each light and at each width.
fn in_every_light(page: &Page<'_>, mut look: impl FnMut(&str)) {
    for width in WIDTHS {
        page.resize(*width, 800);
        for scheme in SCHEMES {
            page.prefer(scheme);
            look(&format!("{width}-{scheme}"));
        }
    }
}

/// Where everything on a page stands, and how wide and high it is without the room below it that the
/// preview takes.
fn layout(page: &Page<'_>) -> Value {
    page.evaluate(
        "JSON.stringify([document.documentElement.scrollWidth, document.documentElement.scrollHeight - \
           (document.querySelector('briefing-preview')?.offsetHeight ?? 0), \
         ...Array.from(document.body.querySelectorAll('*'), (element) => { \
           const box = element.getBoundingClientRect(); \
           return [box.x + scrollX, box.y + scrollY, box.width, box.height]; })])",
    )
}

#[test]
fn pages_are_without_fault_in_every_light() {
    let (site, browser) = (site(), Browser::start());
    let preview = Preview::start(&site);
    for path in ["/", CALL_PAGE, ANN_PAGE, "/timeline/", "/nowhere/"] {
        let page = browser.open(&preview.url(path));
        in_every_light(&page, |_| {
            assert!(page.holds("document.documentElement.scrollWidth <= innerWidth"), "`{path}` is too wide");
        });
        // That it is not there is what the browser says of a page that is not there.
        let errors: Vec<String> =
            page.errors().into_iter().filter(|error| !error.contains("404 (Not Found)")).collect();
        assert_eq!(errors, Vec::<String>::new(), "{path}");
        let elsewhere: Vec<String> =
            page.requests().into_iter().filter(|url| !url.starts_with(&preview.url("/"))).collect();
        assert_eq!(elsewhere, Vec::<String>::new(), "{path}");
    }
}

#[test]
fn the_overlay_is_without_fault_and_moves_nothing() {
    let (site, browser) = (site(), Browser::start());
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url(CALL_PAGE));
    page.wait_for(&is_gone());
    // As it is where there is no preview.
    page.evaluate("document.querySelector('briefing-preview').remove()");
    let mut before = Vec::new();
    in_every_light(&page, |_| before.push(layout(&page)));
    page.go_to(&preview.url(CALL_PAGE));
    let is_same = |what: &str| {
        let mut before = before.iter();
        in_every_light(&page, |light| {
            assert_eq!(&layout(&page), before.next().unwrap(), "{what}-{light}");
            page.screenshot(&format!("{what}-{light}"));
        });
    };
    site.write(CALL, broken_call(""));
    page.wait_for(&is_open());
    is_same("overlay");
    page.press("Escape");
    page.wait_for(&is_folded("1 error"));
    is_same("bar");
    assert_eq!(page.errors(), Vec::<String>::new());
}

#[test]
fn many_findings_fit_in_a_small_window() {
    let (site, browser) = (site(), Browser::start());
    let unknown: String =
        (1..=12).map(|number| format!("[Somebody](@some-body-{number}) left.\n\n")).collect();
    site.write(CALL, call(&unknown));
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url(CALL_PAGE));
    page.wait_for(&is_folded("12 errors"));
    page.click(&super::overlay::part(".bar button"));
    page.wait_for(&is_open());
    let sheet = super::overlay::part(".sheet");
    in_every_light(&page, |light| {
        let fits = format!(
            "(() => {{ const box = ({sheet}).getBoundingClientRect(); return box.left >= 0 && box.top >= 0 \
             && box.right <= innerWidth && box.bottom <= innerHeight \
             && ({sheet}).scrollWidth <= ({sheet}).clientWidth; }})()"
        );
        assert!(page.holds(&fits), "{light}");
        page.screenshot(&format!("many-{light}"));
    });
    assert_eq!(page.errors(), Vec::<String>::new());
}

/// What the other tests rest on: where something is wrong, it is heard of.
#[test]
fn faults_of_a_page_are_heard_of() {
    let (site, browser) = (site(), Browser::start());
    let head = "{% extends \"builtin/base.html\" %}\n{% block head %}\
                <script>let forbidden;</script><script src=\"/faults.js\"></script>{% endblock head %}\n";
    site.write("templates/base.html", head);
    let script =
        "console.error('said aloud');\nfetch('http://127.0.0.2:9/far').catch(() => {});\nmissing();\n";
    site.write("static/faults.js", script);
    let preview = Preview::start(&site);
    let page = browser.open(&preview.url(VOTE_PAGE));
    let errors = page.errors().join("\n");
    for part in ["console: said aloud", "missing is not defined", "script-src", "connect-src"] {
        assert!(errors.contains(part), "`{part}` is not in\n{errors}");
    }
}
