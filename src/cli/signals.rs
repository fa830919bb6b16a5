//! Signals that end a live build: it stops in order, once; a second one ends the process.

use super::exit::Exit;
use crate::watch::Bell;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

/// Whether a signal came, and which.
#[derive(Clone, Debug, Default)]
pub(crate) struct Signals(Arc<AtomicU8>);

impl Signals {
    /// Stops whoever waits for the bell as soon as Ctrl-C is pressed or the process is told to end.
    ///
    /// # Errors
    /// Where the system takes no handlers.
    #[cfg(unix)]
    pub(crate) fn stop(bell: Bell) -> io::Result<Self> {
        use signal_hook::consts::{SIGINT, SIGTERM};
        let signals = Self::default();
        let came = signals.0.clone();
        let mut waiting = signal_hook::iterator::Signals::new([SIGINT, SIGTERM])?;
        std::thread::spawn(move || {
            for signal in waiting.forever() {
                let number = u8::try_from(signal).unwrap_or_default();
                if came.swap(number, Ordering::Relaxed) != 0 {
                    std::process::exit(128 + signal);
                }
                bell.stop();
            }
        });
        Ok(signals)
    }

    /// Other systems end the process by themselves.
    #[cfg(not(unix))]
    pub(crate) fn stop(_bell: Bell) -> io::Result<Self> {
        Ok(Self::default())
    }

    /// How the process is to end.
    pub(crate) fn exit(&self) -> Exit {
        match self.0.load(Ordering::Relaxed) {
            0 => Exit::Success,
            number => Exit::Signal(number),
        }
    }
}
