//! How much a pack may be, and why one is refused.

use std::fmt;
use std::io;

/// What a pack may have at most.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub entries: usize,
    /// Of one file; the loader reads no larger one.
    pub file_bytes: u64,
    /// Of all files together.
    pub bytes: u64,
    /// Of the archive itself.
    pub archive_bytes: u64,
    /// Bytes that one byte of an archive may become, once it's more than a file's size.
    pub ratio: u64,
}

/// The built-in bank, of some 80 questions, has 600 files and 2 MB, and compresses to a fifth.
pub const LIMITS: Limits = Limits {
    entries: 10_000,
    file_bytes: 1 << 20,
    bytes: 64 << 20,
    archive_bytes: 32 << 20,
    ratio: 100,
};

/// Why a pack is not taken.
#[derive(Debug)]
pub enum Refused {
    /// A file of it, and why.
    Entry {
        name: String,
        why: String,
    },
    /// All of it.
    Whole(String),
    Unreadable(io::Error),
}

impl Refused {
    pub(super) fn entry(name: &str, why: impl Into<String>) -> Refused {
        Refused::Entry { name: name.to_owned(), why: why.into() }
    }
}

impl From<io::Error> for Refused {
    fn from(error: io::Error) -> Refused {
        Refused::Unreadable(error)
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::Entry { name, why } => write!(f, "`{}` {why}", name.escape_debug()),
            Refused::Whole(why) => f.write_str(why),
            Refused::Unreadable(error) => write!(f, "it cannot be read: {error}"),
        }
    }
}
