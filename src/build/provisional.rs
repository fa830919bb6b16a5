//! Pages of a site that is not planned yet.
//!
//! Most edits move no page: what stood at an address before stands there still, and of most addresses it
//! can be told which page stands there. Such a page can be made as soon as what it is made of is
//! [`Ready`](super::Ready); all else waits for the plan.

use super::Pages;
use crate::paths::{OutputFile, UrlPath};
use crate::tree::{Cell, CopiedFile, OutputTree};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The pages of the tree before, as they are now.
pub struct Provisional {
    pages: Arc<Pages>,
    before: Arc<OutputTree>,
    /// Cells that were made since that tree was planned, and were never part of one.
    earlier: BTreeMap<UrlPath, Arc<Cell>>,
    cells: Mutex<BTreeMap<UrlPath, Arc<Cell>>>,
}

impl Provisional {
    /// Begins with the tree before and what pages are made of now.
    pub fn new(pages: Arc<Pages>, before: Arc<OutputTree>) -> Self {
        Self { pages, before, earlier: BTreeMap::new(), cells: Mutex::default() }
    }

    /// Begins anew with what pages are made of now, where this one was never planned.
    #[must_use]
    pub fn after(&self, pages: Arc<Pages>) -> Self {
        let mut earlier = self.earlier.clone();
        earlier.extend(self.cells());
        Self { pages, before: self.before.clone(), earlier, cells: Mutex::default() }
    }

    /// Whether no site was planned before.
    pub fn is_first(&self) -> bool {
        self.before.cells.is_empty()
    }

    /// What pages are made of.
    pub fn pages(&self) -> &Arc<Pages> {
        &self.pages
    }

    /// The page at an address; `None` where only the plan can tell whether there is one.
    pub fn cell(&self, address: &UrlPath) -> Option<Arc<Cell>> {
        let known = || self.cells.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(cell) = known().get(address) {
            return Some(cell.clone());
        }
        let new = match self.before(address) {
            Some(before) if self.pages.is_certain(&before.page) => before.after(before.page.clone()),
            Some(_) => return None,
            None => Cell::new(self.pages.guess(address)?),
        };
        // Of two who asked at once one is kept, so that all see the same.
        Some(known().entry(address.clone()).or_insert_with(|| Arc::new(new)).clone())
    }

    /// What stood at an address before.
    pub fn before(&self, address: &UrlPath) -> Option<&Arc<Cell>> {
        self.earlier.get(address).or_else(|| self.before.cells.get(address))
    }

    /// A copied file that stood at an address before.
    pub fn copy_before(&self, address: &UrlPath) -> Option<&CopiedFile> {
        self.before.copies.get(address)
    }

    /// A file made by the program that stood at an address before.
    pub fn file_before(&self, address: &UrlPath) -> Option<&OutputFile> {
        self.before.files.get(address)
    }

    /// The cells that were asked for, to be taken over by the plan.
    pub fn cells(&self) -> BTreeMap<UrlPath, Arc<Cell>> {
        self.cells.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
