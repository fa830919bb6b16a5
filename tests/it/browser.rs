//! Pages as a reader's browser shows them, and the preview as an author's does: a headless Chromium,
//! driven over its DevTools protocol.
//!
//! `Browser::start` gives a browser of the test's own, `Browser::open` a tab in it, and `Page` is what a
//! test does with the tab: it waits for conditions in words of JavaScript, presses keys, looks for faults.
//! With `BRIEFING_SCREENSHOTS` the pictures that tests take stand in the folder that it names.

mod connection;
mod debate;
mod faults;
mod overlay;
mod page;
mod process;
mod serving;
mod site;

mod cards;
mod choices;
mod editing;
mod findings;
mod looks;
mod narrowing;
mod places;
mod styling;
mod tabs;
