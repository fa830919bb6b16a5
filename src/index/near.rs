//! What is near to ids and names that nobody bears, remembered.
//!
//! Thousands of texts may write one name, and looking for a near one takes all names. What is remembered
//! is what would be found again; it is forgotten whenever a record comes or goes.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What was found so far.
#[derive(Debug, Default)]
pub(super) struct Near(Mutex<HashMap<Sought, Option<String>>>);

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Sought {
    Id(String),
    Name(String),
}

impl Clone for Near {
    /// Nothing is known: whoever clones a register does so to change it.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Near {
    /// What is near, looked for with `find` where nobody has yet.
    pub(super) fn find(&self, sought: Sought, find: impl FnOnce() -> Option<String>) -> Option<String> {
        if let Some(known) = self.known().get(&sought) {
            return known.clone();
        }
        let found = find();
        self.known().insert(sought, found.clone());
        found
    }

    fn known(&self) -> MutexGuard<'_, HashMap<Sought, Option<String>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
