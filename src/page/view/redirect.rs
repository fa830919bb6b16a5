//! An old address, which leads to where a record stands now.
//!
//! Its template stands by itself, so that it works with whatever `base.html` a site brings.

use super::shared::RecordLink;
use super::shell::Shell;
use serde::Serialize;

/// The page at an old address.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Redirect {
    /// What stands around it; its canonical address is the new one.
    pub shell: Shell,
    /// "This page has moved".
    pub heading: String,
    /// What leads to the link.
    pub text: String,
    /// The page as it is called now, where it stands.
    pub target: RecordLink,
}
