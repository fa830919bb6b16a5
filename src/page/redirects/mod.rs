//! Old addresses (`redirect_from`): a page at each, which leads to where the record stands now.

pub mod plan;
