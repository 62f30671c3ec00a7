//! Where a lesson is held: a terminal, a pipe, or a test's list of lines.

use std::collections::VecDeque;
use std::io;

use console::{Key, Term};
use rustix::stdio::stdin;

use crate::cli::context::Context;
use crate::cli::dialog::guarded;
use crate::clock;
use crate::prep::day::Moment;

/// Lines and keys in, and what time it is.
pub(super) enum Desk {
    /// Lines from standard input; single keys where a person sits at a terminal.
    Real { has_keys: bool },
    /// Each as if it was typed, so many milliseconds after the one before.
    #[cfg_attr(not(test), expect(dead_code, reason = "tests alone sit there"))]
    Scripted { lines: VecDeque<String>, now: Box<Moment>, each_ms: i64 },
}

impl Desk {
    pub(super) fn of_terminal(context: &Context) -> Desk {
        Desk::Real { has_keys: context.look().moves }
    }

    /// Whether a person types, to whom a prompt says something.
    pub(super) const fn is_typed_at(&self) -> bool {
        matches!(self, Desk::Real { has_keys: true })
    }

    pub(super) fn now(&self) -> Moment {
        match self {
            Desk::Real { .. } => clock::moment(),
            Desk::Scripted { now, .. } => (**now).clone(),
        }
    }

    /// For measuring, in milliseconds: a clock on the wall may be set.
    pub(super) fn ticks(&self) -> u64 {
        match self {
            Desk::Real { .. } => clock::micros() / 1000,
            Desk::Scripted { now, .. } => u64::try_from(now.wall_ms).unwrap_or_default(),
        }
    }

    /// One line without its end; nothing where the input is over.
    pub(super) fn line(&mut self) -> io::Result<Option<String>> {
        match self {
            Desk::Real { .. } => read_line(),
            Desk::Scripted { lines, now, each_ms } => {
                now.wall_ms += *each_ms;
                Ok(lines.pop_front())
            }
        }
    }

    /// One key as a letter; on a pipe the first letter of a line. Enter is a space, Esc a `q`, and
    /// so is the end of the input.
    pub(super) fn key(&mut self) -> io::Result<char> {
        if !self.is_typed_at() {
            let line = self.line()?;
            let key = line.map_or(Some('q'), |line| line.trim().chars().next());
            return Ok(key.unwrap_or(' ').to_ascii_lowercase());
        }
        loop {
            match guarded(|| Term::stderr().read_key()) {
                Ok(Key::Char(key)) => return Ok(key.to_ascii_lowercase()),
                Ok(Key::Enter) => return Ok(' '),
                Ok(Key::Escape | Key::CtrlC) => return Ok('q'),
                Ok(_) => {}
                Err(cause) if cause.kind() == io::ErrorKind::Interrupted => return Ok('q'),
                Err(cause) => return Err(cause),
            }
        }
    }
}

/// Byte by byte: what follows the line belongs to the next question.
fn read_line() -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    let mut byte = [0];
    loop {
        let read = rustix::io::read(stdin(), &mut byte).map_err(io::Error::from)?;
        match (read, byte[0]) {
            (0, _) if bytes.is_empty() => return Ok(None),
            (0, _) | (_, b'\n') => break,
            (_, byte) => bytes.push(byte),
        }
    }
    Ok(Some(String::from_utf8_lossy(&bytes).trim_end_matches('\r').to_owned()))
}
