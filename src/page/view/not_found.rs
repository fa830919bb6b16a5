//! `/404.html`: what is shown where there is no page.

use super::shared::Link;
use super::shell::Shell;
use serde::Serialize;

/// The page that says that there is none.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NotFound {
    /// What stands around it; its links are path-absolute.
    pub shell: Shell,
    /// "Page not found".
    pub heading: String,
    /// What may have happened.
    pub text: String,
    /// Where to go from here.
    pub links: Vec<Link>,
}
