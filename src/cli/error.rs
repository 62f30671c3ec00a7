//! How commands end: well, or with what failed, why, and what to do next.

use std::fmt;
use std::io;

use crate::driver::Broken;
use crate::journal;
use crate::practice::Trouble;
use crate::practice::index::Failed;
use crate::session::Unread;

/// How a command that ran came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Exit code 0.
    Fine,
    /// It ran, and what it looked at is below the bar: exit code 3.
    BelowBar,
    /// It ran, and something that runs answers is missing: exit code 5.
    NotGraded,
}

/// Why a command could not do what was asked. Each kind has its exit code.
#[derive(Debug)]
pub enum Error {
    /// Nothing has that name, or what was given cannot be used: 1. The text says what failed, why,
    /// and what to do next.
    Unknown(String),
    /// Flags that contradict each other: 2.
    Usage(String),
    /// A session cannot be read: 1.
    Unread(Unread),
    /// A journal cannot be written: 6, with a way on.
    Journal(journal::Error),
    /// The terminal, a pipe or a file: 1.
    Write(io::Error),
    /// A fault of the program: 70.
    Bug(String),
}

impl Error {
    /// What failed and why, and what to do next.
    pub fn unknown(message: impl fmt::Display, help: impl fmt::Display) -> Error {
        Error::Unknown(format!("{message}; {help}"))
    }

    /// 1 user error, 2 usage, 6 journal not writable, 70 a bug.
    pub fn exit_code(&self) -> u8 {
        match self {
            Error::Unknown(_) | Error::Unread(_) | Error::Write(_) => 1,
            Error::Usage(_) => 2,
            Error::Journal(error) if is_about_writing(error) => 6,
            Error::Journal(_) => 1,
            Error::Bug(_) => 70,
        }
    }
}

fn is_about_writing(error: &journal::Error) -> bool {
    if let journal::Error::Log { cause } = error {
        return is_about_writing(cause);
    }
    matches!(
        error,
        journal::Error::NotWritable { .. }
            | journal::Error::Unsaved { .. }
            | journal::Error::WriterGone
            | journal::Error::Exists { .. }
    )
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        Error::Write(error)
    }
}

impl From<Unread> for Error {
    fn from(error: Unread) -> Error {
        match error {
            Unread::Journal(error) => Error::Journal(error),
            other => Error::Unread(other),
        }
    }
}

impl From<Trouble> for Error {
    fn from(trouble: Trouble) -> Error {
        match trouble {
            Trouble::Journal(error) => Error::Journal(error),
            Trouble::Record { .. } => Error::Unknown(trouble.to_string()),
            Trouble::Unwritable(flaw) => Error::Bug(format!("a record is no JSON: {flaw}")),
        }
    }
}

impl From<Failed> for Error {
    fn from(failed: Failed) -> Error {
        match failed {
            Failed::Sessions(unread) => unread.into(),
            Failed::Log(trouble) => trouble.into(),
        }
    }
}

impl From<journal::Error> for Error {
    fn from(error: journal::Error) -> Error {
        Error::Journal(error)
    }
}

impl From<Broken> for Error {
    fn from(broken: Broken) -> Error {
        match broken {
            Broken::Terminal(error) => Error::Write(error),
            Broken::Unwritable(cause) => Error::Bug(format!("an event is no JSON: {cause}")),
            Broken::Stalled => Error::Bug("nobody is left to go on, and no time is set".to_owned()),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Unknown(message) | Error::Usage(message) => f.write_str(message),
            Error::Unread(error) => error.fmt(f),
            Error::Journal(error) => error.fmt(f),
            Error::Write(error) => {
                write!(f, "cannot read or write: {error}; `mock doctor` looks at terminal and disk")
            }
            Error::Bug(cause) => write!(f, "{cause}. This is a fault of mock; please report it"),
        }
    }
}

impl std::error::Error for Error {}
