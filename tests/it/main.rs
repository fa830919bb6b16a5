//! The integration tests: one crate, so that it is linked once. A case is a folder or an edit script
//! wherever that can be; adding one is adding a file.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod architecture;
mod browser;
mod cli;
mod commands;
mod diagnostics;
mod fingerprints;
mod folder;
mod golden;
mod hosts;
mod incremental;
mod interrupted;
mod live;
mod manual;
mod robustness;
mod safety;
mod same_bytes;
mod sarif;
mod support;

#[allow(dead_code, reason = "the generator's own command line")]
#[path = "../../examples/generate.rs"]
mod generate;
