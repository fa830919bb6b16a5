//! Faults of a disk, for tests: from some change on nothing more is done, as when the process is
//! killed; or the disk is full, or refuses one single change.
//!
//! What is planned holds for the thread that planned it, until [`clear`].

use super::folder::Change;
use std::cell::RefCell;
use std::io;

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Nothing more is done, not even clearing away.
    Killed,
    /// Nothing new can be written; renaming and removing can be done.
    Full,
    /// One change is refused, and all others can be done.
    Refused,
}

#[derive(Debug)]
struct Plan {
    fault: Fault,
    after: usize,
    met: usize,
}

thread_local! {
    static PLAN: RefCell<Option<Plan>> = const { RefCell::new(None) };
}

/// Lets so many changes of the disk go well, and then comes in.
pub(super) fn plan(fault: Fault, after: usize) {
    PLAN.set(Some(Plan { fault, after, met: 0 }));
}

/// Makes the disk well again; gives how many changes were tried.
pub(super) fn clear() -> usize {
    PLAN.take().map_or(0, |plan| plan.met)
}

/// Stands before each change of the disk.
pub(super) fn meet(change: Change) -> io::Result<()> {
    PLAN.with_borrow_mut(|plan| {
        let Some(plan) = plan else { return Ok(()) };
        let number = plan.met;
        plan.met += 1;
        let kind = match plan.fault {
            Fault::Killed if number >= plan.after => io::ErrorKind::Interrupted,
            Fault::Full if number >= plan.after && matches!(change, Change::Create | Change::Fill) => {
                io::ErrorKind::StorageFull
            }
            Fault::Refused if number == plan.after => io::ErrorKind::PermissionDenied,
            _ => return Ok(()),
        };
        Err(kind.into())
    })
}
