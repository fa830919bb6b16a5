//! What the preview lays over a page, as expressions for a tab.

/// An element of it, by its selector.
pub fn part(selector: &str) -> String {
    format!("document.querySelector('briefing-preview').shadowRoot.querySelector('{selector}')")
}

/// What an element of it says.
pub fn text(selector: &str) -> String {
    format!("{}.textContent", part(selector))
}

/// Whether the sheet lies over the page.
pub fn is_open() -> String {
    format!("!{}.hidden && {}.getClientRects().length > 0", part(".sheet"), part(".sheet"))
}

/// Whether it is folded to a bar, which says so.
pub fn is_folded(says: &str) -> String {
    format!("{}.hidden && {} === '{says}'", part(".sheet"), text(".bar"))
}

/// Whether nothing of it is seen.
pub fn is_gone() -> String {
    is_folded("")
}
