//! Pages as a reader's browser shows them, and the preview as an author's does: a headless Chromium,
//! driven over its DevTools protocol.
//!
//! `Browser::start` gives a browser of the test's own, `Browser::open` a tab in it, and `Page` is what a
//! test does with the tab: it waits for conditions in words of JavaScript, presses keys, looks for faults.
//! With `BRIEFING_SCREENSHOTS` the pictures that tests take stand in the folder that it names.

mod axe;
mod checkers;
mod connection;
mod debate;
mod faults;
mod host;
mod light;
mod overlay;
mod page;
mod process;
mod published;
mod serving;
mod site;
mod stress;
mod stress_article;

mod accessibility;
mod cards;
mod choices;
mod editing;
mod findings;
mod from_disk;
mod keyboard;
mod looks;
mod narrowing;
mod places;
mod reading;
mod styling;
mod tabs;
mod validity;

/// Says something in the test's output, whether or not the test fails.
fn report(line: &str) {
    use std::io::Write;
    // Nobody hears it where there is no output.
    let _ = writeln!(std::io::stderr(), "{line}");
}
