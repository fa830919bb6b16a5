//! Lists on pages.

pub mod inputs;
pub mod plan;

pub use plan::Lists;
