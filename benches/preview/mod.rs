//! What the benchmark and the endurance run of the preview share: the program as it runs, and a browser
//! that is no more than connections to it.

pub mod files;
pub mod flags;
pub mod front_matter;
pub mod http;
pub mod overrides;
pub mod program;
pub mod stream;
pub mod tab;

/// What was done, or why not, in words.
pub type Result<T> = std::result::Result<T, String>;

/// An error with what was being done.
pub fn said<E: std::fmt::Display>(doing: impl std::fmt::Display) -> impl FnOnce(E) -> String {
    move |error| format!("{doing}: {error}")
}
