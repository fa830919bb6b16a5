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
        let builder = rayon::ThreadPoolBuilder::new().thread_name(|number| format!("idle-{number}"));
        builder.start_handler(|_| step_back()).build().map(Self).map_err(io::Error::other)
    }

    /// Runs a piece of work, with what it does in parallel, on these threads; returns when it is done.
    pub(super) fn run<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        self.0.install(work)
    }
}

/// Lets every other thread of the machine run before the calling one, where the system knows threads that
/// differ in this: a page that is looked at is not made slower by those that nobody looks at.
fn step_back() {
    // Where the system refuses, all threads are alike, and all is right but for the speed.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::nice(10);
}
