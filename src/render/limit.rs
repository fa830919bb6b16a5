//! A bound on what a template writes, so that one that goes in circles ends in a message.

use crate::diagnostics::{Code, Diagnostic};
use std::io::{self, Write};

/// A buffer that refuses more than its limit.
#[derive(Debug)]
pub(super) struct Limited {
    bytes: Vec<u8>,
    limit: usize,
    full: bool,
}

impl Limited {
    /// An empty buffer for at most `limit` bytes.
    pub(super) fn new(limit: usize) -> Self {
        Self { bytes: Vec::new(), limit, full: false }
    }

    /// Whether something was refused.
    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    /// What was written.
    pub(super) fn into_string(self) -> String {
        String::from_utf8(self.bytes).expect("templates and views are UTF-8")
    }
}

impl Write for &mut Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > self.limit {
            self.full = true;
            return Err(io::Error::other("the output is too long"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The finding that a template wrote too much.
pub(super) fn fault(template: &str, limit: usize) -> Diagnostic {
    Diagnostic::without_place(
        Code::Template,
        format!("`{template}` writes more than {} MB for one page", limit >> 20),
    )
    .help("look for a loop within a loop over the same list")
}
