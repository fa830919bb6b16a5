//! Threads for work that nobody waits for.

use std::io;

/// Threads of their own for what is done when there is nothing else to do, so that what somebody waits
/// for never stands in line behind it.
pub(super) struct Workers(rayon::ThreadPool);

impl Workers {
    /// Starts as many as the machine runs at once.
    ///
    /// # Errors
    /// Where the system gives no threads.
    pub(super) fn start() -> io::Result<Self> {
        let pool = rayon::ThreadPoolBuilder::new().thread_name(|number| format!("idle-{number}")).build();
        pool.map(Self).map_err(io::Error::other)
    }

    /// Runs a piece of work, with what it does in parallel, on these threads; returns when it is done.
    pub(super) fn run<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        self.0.install(work)
    }
}
