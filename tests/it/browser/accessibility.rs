//! The built site for those who read it in another way than most: axe-core finds no fault on any kind of
//! page, at any width, in any light, with and without script.

use super::light::{Light, WIDTHS, show, unfold};
use super::page::Page;
use super::process::Browser;
use super::published::{EXAMPLE, Published, STRESS, Sample};
use super::{axe, report};
use std::collections::BTreeMap;
use std::time::Instant;

/// What was looked at, and what was found.
struct Account {
    site: &'static str,
    started: Instant,
    pages: usize,
    runs: usize,
    /// Where each fault was seen.
    faults: BTreeMap<String, Vec<String>>,
}

impl Account {
    fn new(site: &Published) -> Self {
        Self { site: site.name, started: Instant::now(), pages: 0, runs: 0, faults: BTreeMap::new() }
    }

    /// Looks at a page as it is seen now.
    fn look(&mut self, page: &Page<'_>, seen: &str) {
        self.runs += 1;
        for fault in axe::violations(page) {
            self.faults.entry(fault).or_default().push(seen.to_owned());
        }
    }

    fn close(self, how: &str) {
        let seconds = self.started.elapsed().as_secs();
        let (site, pages, runs) = (self.site, self.pages, self.runs);
        report(&format!("axe: {site:8} {how:15} {pages:3} pages, {runs:4} runs, {seconds:3} s"));
        let faults: Vec<String> = self
            .faults
            .iter()
            .map(|(fault, seen)| format!("{fault}\n    seen on {}", seen.join(", ")))
            .collect();
        assert!(faults.is_empty(), "{} faults on the {site} site:\n{}", faults.len(), faults.join("\n\n"));
    }
}

/// Every width, every light, with everything unfolded.
fn look_in_every_light(site: &'static Published, samples: &[Sample]) {
    let (browser, host, mut account) = (Browser::start(), site.host(), Account::new(site));
    let page = browser.open(&host.url("index.html"));
    for sample in samples {
        page.go_to(&host.url(&sample.path));
        axe::load(&page);
        unfold(&page);
        account.pages += 1;
        for width in WIDTHS {
            page.resize(width, 900);
            for light in Light::ALL {
                show(&page, light);
                account.look(&page, &format!("{} {width} {light:?}", sample.path));
            }
        }
    }
    account.close("with script");
}

/// As it stands where no script runs. Once it is loaded the checker's own may run: the page has none then.
fn look_without_script(site: &'static Published, samples: &[Sample]) {
    let (browser, host, mut account) = (Browser::start(), site.host(), Account::new(site));
    let page = browser.open(&host.url("index.html"));
    page.resize(320, 900);
    show(&page, Light::Day);
    for sample in samples {
        page.let_scripts(false);
        page.go_to(&host.url(&sample.path));
        page.let_scripts(true);
        axe::load(&page);
        account.pages += 1;
        account.look(&page, &format!("{} 320 without script", sample.path));
    }
    account.close("without script");
}

#[test]
fn the_example_is_without_fault_in_every_light() {
    look_in_every_light(&EXAMPLE, &EXAMPLE.samples("", &["en/"]));
}

#[test]
fn hard_pages_are_without_fault_in_every_light() {
    look_in_every_light(&STRESS, &STRESS.samples("", &["en/"]));
}

#[test]
fn pages_from_right_to_left_have_their_like_from_left_to_right() {
    look_without_script(&STRESS, &STRESS.samples("en/", &[]));
}

#[test]
fn pages_are_without_fault_where_no_script_runs() {
    look_without_script(&EXAMPLE, &EXAMPLE.samples("", &["en/"]));
    look_without_script(&STRESS, &STRESS.samples("", &["en/"]));
}

/// What the other tests rest on: where something is wrong, it is heard of.
#[test]
fn faults_are_found() {
    let (browser, host) = (Browser::start(), EXAMPLE.host());
    let page = browser.open(&host.url("index.html"));
    axe::load(&page);
    assert_eq!(axe::violations(&page), Vec::<String>::new());
    page.evaluate("document.querySelector('main').append(document.createElement('img'))");
    let faults = axe::violations(&page).join("\n");
    assert!(faults.starts_with("image-alt at 1 places"), "{faults}");
}
