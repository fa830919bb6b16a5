//! What each page sees and shows.
//!
//! 1. [`plan()`] says which pages there are; [`plan::fingerprint`] whether one of them is what it was.
//! 2. [`inputs`] chooses what one page sees and tells a [`visitor`].
//! 3. `assemble` makes of these inputs a finished [`view`], which a template prints.

pub mod assemble;
pub mod inputs;
pub mod listing;
pub mod lists;
pub mod parts;
pub mod plan;
pub mod redirects;
pub mod row;
pub mod site;
pub mod view;
pub mod visitor;

pub use lists::Lists;
pub use plan::{PlannedPage, plan};
pub use site::Site;
pub use visitor::Inputs;
