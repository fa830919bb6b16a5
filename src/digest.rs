//! Hashes of contents, and hashes made of hashes.
//!
//! [`ContentHash`] says that two contents are the same bytes; it is the only hash that leaves the
//! process (names of assets, permalinks, the manifest). [`Fingerprint`] combines such hashes and
//! lives as long as the process does.

use std::fmt;

/// BLAKE3 of some bytes, cut to 128 bits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash([u8; 16]);

impl ContentHash {
    /// Hashes `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self::cut(blake3::hash(bytes))
    }

    /// Hashes what `reader` gives, without holding it.
    ///
    /// # Errors
    /// What reading gives.
    pub fn of_reader(reader: &mut impl std::io::Read) -> std::io::Result<Self> {
        let mut hasher = blake3::Hasher::new();
        std::io::copy(reader, &mut hasher)?;
        Ok(Self::cut(hasher.finalize()))
    }

    fn cut(hash: blake3::Hash) -> Self {
        let mut cut = [0; 16];
        cut.copy_from_slice(&hash.as_bytes()[..16]);
        Self(cut)
    }

    /// The hash as 32 lower-case hexadecimal digits.
    pub fn hex(&self) -> String {
        let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).expect("a nibble is below 16");
        self.0.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
    }

    /// The first eight hexadecimal digits, as permalinks and names of assets bear them.
    pub fn short(&self) -> String {
        self.hex()[..8].to_owned()
    }

    /// The hash as a fingerprint of its own.
    pub fn fingerprint(self) -> Fingerprint {
        Fingerprint(u128::from_le_bytes(self.0))
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.hex())
    }
}

/// A combination of hashes: equal where everything that went in is equal, in the same order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u128);

impl Fingerprint {
    /// The fingerprint of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(xxhash_rust::xxh3::xxh3_128(bytes))
    }

    /// The fingerprint of a value, by what its `Hash` feeds: good within this process alone.
    pub fn of_value(value: &impl std::hash::Hash) -> Self {
        let mut hasher = xxhash_rust::xxh3::Xxh3::new();
        value.hash(&mut hasher);
        Self(hasher.digest128())
    }

    /// This fingerprint followed by another one; the order counts.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        let mut bytes = [0; 32];
        bytes[..16].copy_from_slice(&self.0.to_le_bytes());
        bytes[16..].copy_from_slice(&other.0.to_le_bytes());
        Self::of(&bytes)
    }

    /// This fingerprint followed by a text.
    #[must_use]
    pub fn with_text(self, text: &str) -> Self {
        self.with(Self::of(text.as_bytes()))
    }

    /// Half of it, where a table is to be small and two values under one number do no harm.
    pub fn low(self) -> u64 {
        self.0 as u64
    }

    /// All of it as 32 lower-case hexadecimal digits.
    pub fn hex(&self) -> String {
        format!("{:032x}", self.0)
    }

    /// The first eight hexadecimal digits, for people.
    pub fn short(&self) -> String {
        self.hex()[..8].to_owned()
    }
}
