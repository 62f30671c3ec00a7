//! The countdown below the last line: an indicatif bar that draws into our own writer.
//!
//! indicatif decides what to draw and how to take it back; the bytes pass through `Out`, so one
//! writer owns the terminal. It is moved by the face's wake-ups and has no thread of its own.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle, TermLike};

use super::Look;

pub struct Bar {
    bar: ProgressBar,
    drawn: Arc<Mutex<Vec<u8>>>,
}

impl Bar {
    pub fn new(look: Look) -> Bar {
        let drawn = Arc::new(Mutex::new(Vec::new()));
        let width = u16::try_from(look.width).unwrap_or(80);
        let term = Canvas { drawn: Arc::clone(&drawn), width };
        // Redraws are paced by the face, once a second.
        let target = ProgressDrawTarget::term_like(Box::new(term));
        let bar = ProgressBar::with_draw_target(Some(1), target);
        let template = if look.width < 40 { "{msg}" } else { "{wide_bar} {msg}" };
        if let Ok(style) = ProgressStyle::with_template(template) {
            let marks = if look.plain_letters { "#-" } else { "━─" };
            bar.set_style(style.progress_chars(marks));
        }
        Bar { bar, drawn }
    }

    /// The bytes that show `text` and how much of `limit` is used.
    pub fn draw(&self, text: &str, used: u64, limit: u64) -> Vec<u8> {
        self.bar.set_length(limit.max(1));
        self.bar.set_position(used.min(limit));
        self.bar.set_message(text.to_owned());
        self.bar.force_draw();
        self.take()
    }

    /// The bytes that take it away.
    pub fn clear(self) -> Vec<u8> {
        self.bar.finish_and_clear();
        self.take()
    }

    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.drawn.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// What indicatif takes for a terminal.
#[derive(Debug)]
struct Canvas {
    drawn: Arc<Mutex<Vec<u8>>>,
    width: u16,
}

impl Canvas {
    fn push(&self, text: &str) -> io::Result<()> {
        let mut drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        drawn.extend_from_slice(text.as_bytes());
        Ok(())
    }

    fn moved(&self, steps: usize, letter: char) -> io::Result<()> {
        if steps == 0 { Ok(()) } else { self.push(&format!("\x1b[{steps}{letter}")) }
    }
}

impl TermLike for Canvas {
    fn width(&self) -> u16 {
        self.width
    }

    fn move_cursor_up(&self, n: usize) -> io::Result<()> {
        self.moved(n, 'A')
    }

    fn move_cursor_down(&self, n: usize) -> io::Result<()> {
        self.moved(n, 'B')
    }

    fn move_cursor_right(&self, n: usize) -> io::Result<()> {
        self.moved(n, 'C')
    }

    fn move_cursor_left(&self, n: usize) -> io::Result<()> {
        self.moved(n, 'D')
    }

    fn write_line(&self, s: &str) -> io::Result<()> {
        self.push(s)?;
        self.push("\n")
    }

    fn write_str(&self, s: &str) -> io::Result<()> {
        self.push(s)
    }

    fn clear_line(&self) -> io::Result<()> {
        self.push("\r\x1b[2K")
    }

    fn flush(&self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_drawn_and_taken_away_through_our_writer() {
        let bar = Bar::new(Look { moves: true, ..Look::PIPE });
        let drawn = String::from_utf8(bar.draw("phase 4:59 left", 1, 300)).expect("text");
        assert!(drawn.contains("phase 4:59 left"), "{drawn:?}");
        let cleared = String::from_utf8(bar.clear()).expect("text");
        assert!(cleared.contains("\x1b[2K"), "{cleared:?}");
        assert!(!cleared.contains("left"), "{cleared:?}");
    }
}
