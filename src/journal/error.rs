//! What can go wrong with a journal, and what to do next.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::codec::Flaw;
use crate::engine::event::FORMAT;

#[derive(Debug)]
pub enum Error {
    /// No session in this folder.
    Missing {
        path: PathBuf,
    },
    /// The folder to be made is there already.
    Exists {
        path: PathBuf,
    },
    /// Another process writes this session. `holder` is its process id, where it could be read.
    Locked {
        path: PathBuf,
        holder: Option<u32>,
    },
    /// The session's folder holds no whole record.
    Empty {
        path: PathBuf,
    },
    /// A whole line is wrong; the `good` records before it are not. `line` counts from 1.
    Corrupt {
        path: PathBuf,
        line: usize,
        flaw: Flaw,
        good: u64,
    },
    /// The first record does not say which format the journal has.
    NoFormat {
        path: PathBuf,
    },
    /// Written by a later program, in a format of which this one knows too little.
    TooNew {
        path: PathBuf,
        found: String,
    },
    /// Salvage was asked for and nothing is wrong.
    NotDamaged {
        path: PathBuf,
    },
    NotReadable {
        path: PathBuf,
        cause: io::Error,
    },
    NotWritable {
        doing: &'static str,
        path: PathBuf,
        cause: io::Error,
    },
    /// The session was closed while `records` records were in memory alone.
    Unsaved {
        cause: String,
        records: u64,
    },
    /// The writer thread came to an end through a fault of the program.
    WriterGone,
    /// Of a log that is no session: what salvages it is another command.
    Log {
        cause: Box<Error>,
    },
}

impl Error {
    pub(super) fn not_readable(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Error {
        let path = path.into();
        |cause| Error::NotReadable { path, cause }
    }

    pub(super) fn not_writable(
        doing: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(io::Error) -> Error {
        let path = path.into();
        move |cause| Error::NotWritable { doing, path, cause }
    }
}

/// What failed and why, then what to do next.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}. Next: {}", self.what(), self.next())
    }
}

impl Error {
    /// What failed, and why.
    pub fn what(&self) -> String {
        match self {
            Error::Missing { path } => format!("there is no session at {}", path.display()),
            Error::Exists { path } => {
                format!("{} exists already, and sessions are never overwritten", path.display())
            }
            Error::Locked { path, holder } => {
                let holder = holder.map_or("another process".into(), |id| format!("process {id}"));
                format!("session {} is being written by {holder}", id(path))
            }
            Error::Empty { path } => {
                format!("{} has no complete record: the first was cut short", path.display())
            }
            Error::Corrupt { path, line, flaw, good } => format!(
                "{}, line {line}: the record is damaged, caused by: {flaw}. Whole records before \
                 it: {good}; nothing was changed",
                path.display()
            ),
            Error::NoFormat { path } => format!(
                "{}, line 1: it does not say which format the journal has, so `mock` did not \
                 make it",
                path.display()
            ),
            Error::TooNew { path, found } => format!(
                "{}, line 1: the journal has format {found}, and this program reads format \
                 {FORMAT}; nothing was changed",
                path.display()
            ),
            Error::NotDamaged { path } => {
                format!("nothing is wrong with {}, so nothing needs salvage", path.display())
            }
            Error::NotReadable { path, cause } => {
                format!("cannot read {}, caused by: {cause}", path.display())
            }
            Error::NotWritable { doing, path, cause } => {
                format!("cannot {doing} {}, caused by: {cause}", path.display())
            }
            Error::Unsaved { cause, records: 1 } => {
                format!("NOT SAVED: the last record was never written, caused by: {cause}")
            }
            Error::Unsaved { cause, records } => format!(
                "NOT SAVED: the last {records} records were never written, caused by: {cause}"
            ),
            Error::WriterGone => {
                "the journal's writer stopped, which is a bug in `mock`".to_owned()
            }
            Error::Log { cause } => match &**cause {
                Error::Locked { path, holder } => {
                    let holder =
                        holder.map_or("another process".into(), |id| format!("process {id}"));
                    format!("{} is being written by {holder}", path.display())
                }
                cause => cause.what(),
            },
        }
    }

    /// What to do about it.
    pub fn next(&self) -> String {
        match self {
            Error::Missing { .. } => "`mock sessions list` names those there are".to_owned(),
            Error::Exists { path } => format!("`mock resume {}`, or start another", id(path)),
            Error::Locked { .. } => "go on there, or end it; reading works meanwhile".to_owned(),
            Error::Empty { path } => {
                format!("`mock sessions delete {}`, and start another", id(path))
            }
            Error::Corrupt { good: 0, .. } => "restore the file from a backup".to_owned(),
            Error::Corrupt { path, .. } => format!(
                "`mock sessions salvage {}` makes a journal of those records and keeps the \
                 damaged file beside it",
                id(path.parent().unwrap_or(path))
            ),
            Error::NoFormat { .. } => "move the folder out of the sessions".to_owned(),
            Error::TooNew { .. } => "update `mock`".to_owned(),
            Error::NotDamaged { path } => format!("`mock resume {}`", id(path)),
            Error::NotReadable { .. } => "check the file's permissions and its disk".to_owned(),
            Error::NotWritable { .. } => {
                "free some space or fix the permissions, choose another folder with MOCK_HOME, \
                 or rehearse without a record: `mock run --ephemeral`"
                    .to_owned()
            }
            Error::Unsaved { .. } => {
                "free some space, then `mock resume` goes on from the last record saved".to_owned()
            }
            Error::WriterGone => {
                "`mock resume` goes on from the last record saved; please report this".to_owned()
            }
            Error::Log { cause } => match &**cause {
                Error::Locked { .. } => "try again when it is done".to_owned(),
                Error::Corrupt { good: 0, .. } | Error::NoFormat { .. } => {
                    "restore the file from a backup, or move it away: your sessions still have \
                     every point that was missed"
                        .to_owned()
                }
                Error::Corrupt { .. } => {
                    "`mock sessions salvage practice` keeps the whole records, and the damaged \
                     file beside them"
                        .to_owned()
                }
                Error::NotWritable { .. } => "free some space or fix the permissions, or choose \
                                              another folder with MOCK_HOME"
                    .to_owned(),
                Error::NotDamaged { .. } => "`mock drill` goes on with it".to_owned(),
                cause => cause.next(),
            },
        }
    }
}

/// The session's name is its folder's.
fn id(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::NotReadable { cause, .. } | Error::NotWritable { cause, .. } => Some(cause),
            Error::Corrupt { flaw, .. } => Some(flaw),
            Error::Log { cause } => cause.source(),
            Error::Missing { .. }
            | Error::Exists { .. }
            | Error::Locked { .. }
            | Error::Empty { .. }
            | Error::NoFormat { .. }
            | Error::TooNew { .. }
            | Error::NotDamaged { .. }
            | Error::Unsaved { .. }
            | Error::WriterGone => None,
        }
    }
}
