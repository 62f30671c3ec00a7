//! How much may come, and why it is refused.

use std::fmt;
use std::io;

/// What may come at most.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// What it is meant to be: `a pack`.
    pub what: &'static str,
    /// This program wrote it: hidden files belong to it, a link in its folder is somebody's own and
    /// left out, and names may differ in their capitals alone. Of strangers hidden files are
    /// passed over, and the other two are refused.
    pub is_own: bool,
    pub entries: usize,
    /// Of one file.
    pub file_bytes: u64,
    /// Of all files together.
    pub bytes: u64,
    /// Of the archive itself.
    pub archive_bytes: u64,
    /// Bytes that one byte of an archive may become, once it's more than a file's size.
    pub ratio: u64,
}

/// Why it is not taken.
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
    pub fn entry(name: &str, why: impl Into<String>) -> Refused {
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
