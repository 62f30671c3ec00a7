//! The words of the plain face, caught as lines for a screen.
//!
//! Both faces say the same things, so they are written once: whatever the plain face puts to an
//! `Out` is put to one that remembers, and drawn from there.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use crate::ui::out::{Ink, Look, Out};

/// One line of a page, wrapped already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub ink: Ink,
    pub text: String,
}

/// What `write` puts, in lines of at most `width` columns.
pub fn rows(width: usize, write: impl FnOnce(&mut Out) -> io::Result<()>) -> Vec<Row> {
    let caught = Caught::default();
    let look = Look { color: true, ..Look::PIPE }.sized(width, usize::MAX);
    let mut out = Out::new(Box::new(caught.clone()), look);
    // Memory takes everything.
    let written = write(&mut out);
    drop((out, written));
    let bytes = caught.0.take();
    let mut rows: Vec<Row> = String::from_utf8_lossy(&bytes).lines().map(row).collect();
    while rows.last().is_some_and(|row| row.text.is_empty()) {
        rows.pop();
    }
    rows
}

/// `Out` paints whole lines, so the ink stands at the front.
fn row(line: &str) -> Row {
    for ink in Ink::ALL {
        let (begin, end) = ink.codes();
        let inside = line.strip_prefix(begin.as_str()).and_then(|rest| rest.strip_suffix(end));
        if let Some(text) = inside {
            return Row { ink, text: text.to_owned() };
        }
    }
    Row { ink: Ink::Plain, text: line.to_owned() }
}

#[derive(Clone, Default)]
struct Caught(Rc<RefCell<Vec<u8>>>);

impl Write for Caught {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_their_ink() {
        let rows = rows(20, |out| {
            out.heading("A heading")?;
            out.blank()?;
            out.hanging(Ink::Amber, "hint   ", "think of the record's key")?;
            out.line("plain")?;
            out.blank()
        });
        let found: Vec<(Ink, &str)> = rows.iter().map(|r| (r.ink, r.text.as_str())).collect();
        assert_eq!(
            found,
            [
                (Ink::Bold, "A heading"),
                (Ink::Plain, ""),
                (Ink::Amber, "hint   think of the"),
                (Ink::Amber, "       record's key"),
                (Ink::Plain, "plain"),
            ]
        );
    }
}
