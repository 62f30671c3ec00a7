//! What a listing command writes to, and what it may know of the machine.

use std::fmt;
use std::io::{self, Write};

use chrono::NaiveDate;

use crate::paths::Paths;

pub struct Console<'a> {
    /// Standard output: results alone.
    pub out: &'a mut dyn Write,
    /// Standard error: what a person should know besides.
    pub err: &'a mut dyn Write,
    /// Columns of the terminal; `None` where the output is piped or a file.
    pub columns: Option<u16>,
    pub colour: bool,
    pub today: NaiveDate,
    pub paths: &'a Paths,
}

/// How a command that ran came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Exit code 0.
    Fine,
    /// It ran, and what it looked at is below the bar: exit code 3.
    BelowBar,
}

/// Why a listing command could not do what was asked.
#[derive(Debug)]
pub enum Error {
    /// Nothing has that name: exit code 1.
    Unknown {
        message: String,
        help: Option<String>,
    },
    Write(io::Error),
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        Error::Write(error)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Unknown { message, help: None } => f.write_str(message),
            Error::Unknown { message, help: Some(help) } => write!(f, "{message}; {help}"),
            Error::Write(error) => write!(f, "cannot write: {error}"),
        }
    }
}

impl std::error::Error for Error {}
