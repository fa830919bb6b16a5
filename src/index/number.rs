//! Numbers that stand for records and documents within one process. They enter no output, no order
//! that a reader sees, and no hash that lasts.

/// Stands for a record; never given to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordNo(pub(super) u32);

/// Stands for a document (one file); never given to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentNo(pub(super) u32);

impl RecordNo {
    /// A number that no index gave out.
    #[cfg(test)]
    pub(crate) fn for_test(number: u32) -> Self {
        Self(number)
    }

    /// The number as an index into lists by record.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl DocumentNo {
    /// The number as an index into lists by document.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}
