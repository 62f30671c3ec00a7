//! What a command writes to, and what it may know of the machine.

use std::fmt::Display;
use std::io::{self, Write};

use chrono::NaiveDate;

use crate::paths::Paths;
use crate::ui::out::look::{Color, Look};

/// Before everything on standard error: in a pipe it is told from what other programs say.
pub const PREFIX: &str = "mock: ";

pub struct Console<'a> {
    /// Standard output: results alone.
    pub out: &'a mut dyn Write,
    /// Standard error: what a person should know besides.
    pub err: &'a mut dyn Write,
    /// Columns of the terminal; `None` where the output is piped or a file.
    pub columns: Option<u16>,
    pub colour: bool,
    /// As asked for on the command line.
    pub color: Color,
    pub today: NaiveDate,
    pub paths: &'a Paths,
}

impl Console<'_> {
    /// How a page or a dialog is drawn on this terminal.
    pub fn look(&self) -> Look {
        Look::of_environment(self.color)
    }

    /// What a person should know besides the results, on standard error.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn tell(&mut self, what: impl Display) -> io::Result<()> {
        writeln!(self.err, "{PREFIX}{what}")
    }
}
