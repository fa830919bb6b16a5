//! How a reader sees a page: in which light, and how wide.

use super::page::Page;
use serde_json::json;

/// The widths of a phone, a tablet and a desk, in CSS pixels.
pub const WIDTHS: [u32; 3] = [320, 768, 1280];

/// The light that a page is seen in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Light {
    Day,
    Night,
    /// Colours that the reader's system sets, whatever the page says.
    Forced,
}

impl Light {
    pub const ALL: [Light; 3] = [Light::Day, Light::Night, Light::Forced];
}

/// Shows a page in a light, without anything that moves.
pub fn show(page: &Page<'_>, light: Light) {
    let scheme = if light == Light::Night { "dark" } else { "light" };
    let forced = if light == Light::Forced { "active" } else { "none" };
    let features = json!([
        { "name": "prefers-color-scheme", "value": scheme },
        { "name": "forced-colors", "value": forced },
        { "name": "prefers-reduced-motion", "value": "reduce" },
    ]);
    page.call("Emulation.setEmulatedMedia", json!({ "features": features }));
    page.wait_for(&format!(
        "matchMedia('(prefers-color-scheme: {scheme}) and (forced-colors: {forced})').matches"
    ));
}

/// Unfolds everything on a page.
pub fn unfold(page: &Page<'_>) {
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })");
}
