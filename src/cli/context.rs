//! What a command writes to, and what it may know of the machine.

use std::fmt::Display;
use std::io::{self, Write};

use chrono::NaiveDate;

use crate::paths::Paths;
use crate::prep::day::Moment;
use crate::ui::out::Ink;
use crate::ui::out::look::{Color, Look};
use crate::view::page::{self, Block, Screen};

/// Before everything on standard error: in a pipe it is told from what other programs say.
pub const PREFIX: &str = "mock: ";

pub struct Context<'a> {
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
    /// When the command began.
    pub now: Moment,
    pub paths: &'a Paths,
}

impl Context<'_> {
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

    /// A page, on a terminal wrapped by words. Elsewhere every paragraph is on one line however
    /// long.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn put(&mut self, blocks: &[Block]) -> io::Result<()> {
        self.put_wrapped(blocks, self.columns.map_or(usize::MAX, usize::from))
    }

    /// A page to be read at once, in its colours and no wider than is good to read.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn show(&mut self, blocks: &[Block]) -> io::Result<()> {
        const GOOD_TO_READ: usize = 92;
        self.show_within(blocks, GOOD_TO_READ)
    }

    /// The same, at most so many columns wide.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn show_within(&mut self, blocks: &[Block], most: usize) -> io::Result<()> {
        let width = usize::from(self.columns.unwrap_or(80)).min(most);
        let look = Look { color: self.colour, ..Look::PIPE };
        for row in page::rows(blocks, Screen::wide(width)) {
            writeln!(self.out, "{}", look.paint(row.ink, &row.text))?;
        }
        Ok(())
    }

    /// A page whose paragraphs are at most `width` columns wide.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn put_wrapped(&mut self, blocks: &[Block], width: usize) -> io::Result<()> {
        let listing = self.columns.map(usize::from);
        let look = Look { color: self.colour, ..Look::PIPE };
        for row in page::rows(blocks, Screen { listing, ..Screen::wide(width) }) {
            // The dim head of a list is the only colour of such a page.
            let ink = if row.ink == Ink::Dim { Ink::Dim } else { Ink::Plain };
            writeln!(self.out, "{}", look.paint(ink, &row.text))?;
        }
        Ok(())
    }
}
