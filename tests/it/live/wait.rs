//! Waiting for a condition.

use std::time::{Duration, Instant};

/// How long it is waited for anything: much longer than it takes, since machines are slow.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// How long it is until one looks again.
const STEP: Duration = Duration::from_millis(5);

/// Waits until a look gives nothing that is missing; fails with what the last look missed.
#[track_caller]
pub fn until<T>(mut look: impl FnMut() -> Result<T, String>) -> T {
    let start = Instant::now();
    loop {
        match look() {
            Ok(found) => return found,
            Err(missed) => assert!(start.elapsed() < PATIENCE, "waited in vain: {missed}"),
        }
        std::thread::sleep(STEP);
    }
}
