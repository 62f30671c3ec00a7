//! Standard input: complete lines to the one loop, read by a thread while they are wanted.
//!
//! A thread reads them, and reads nothing while an editor has the terminal, so that the two never
//! compete for a key. A menu is answered by a line like everything else.

mod reader;
mod split;
mod terminal;
mod typing;

use std::io::{self, PipeWriter, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use self::reader::Reader;
use self::split::LineSplitter;
use self::terminal::Terminal;
use self::typing::Typing;
use crate::message::Message;

/// What is wanted of the keyboard until something else is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Want {
    /// Someone else has the terminal, or nothing is asked.
    #[default]
    Nothing,
    Lines,
    /// A line that answers a menu. The line under way waits meanwhile.
    Answer,
}

/// Where a face's lines come from.
pub trait Keyboard {
    fn want(&mut self, want: Want);

    /// Whether lines come letter by letter and are shown by us, not by the terminal.
    fn shows_typing(&self) -> bool {
        false
    }

    /// Someone else may have changed the terminal's settings: the program was stopped.
    fn renew(&mut self) {}
}

/// The terminal or pipe behind a descriptor.
pub struct Keys {
    shared: Arc<Shared>,
    wake: PipeWriter,
    /// The terminal whose lines we edit ourselves.
    terminal: Option<Terminal>,
}

struct Shared {
    order: Mutex<Wanted>,
    changed: Condvar,
}

#[derive(Default)]
struct Wanted {
    want: Want,
    stopped: bool,
}

impl Shared {
    fn order(&self) -> MutexGuard<'_, Wanted> {
        self.order.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Keys {
    /// Standard input. Where its cursor moves we edit a terminal's lines ourselves; elsewhere the
    /// terminal does.
    ///
    /// # Errors
    /// Where no pipe or thread can be had.
    pub fn stdin(messages: Sender<Message>, moves: bool) -> io::Result<Keys> {
        let input = io::stdin().as_fd().try_clone_to_owned()?;
        Keys::over(input, messages, moves)
    }

    /// Any descriptor; for tests a pipe.
    ///
    /// # Errors
    /// Where no pipe or thread can be had.
    pub fn over(input: OwnedFd, messages: Sender<Message>, moves: bool) -> io::Result<Keys> {
        let shared = Arc::new(Shared { order: Mutex::default(), changed: Condvar::new() });
        let (woken, wake) = io::pipe()?;
        let terminal = Terminal::of(&input)?;
        let is_typed = terminal.is_some();
        let terminal = terminal.filter(|_| moves);
        let reader = Reader {
            input,
            woken,
            shared: Arc::clone(&shared),
            messages,
            lines: LineSplitter::default(),
            typing: terminal.is_some().then(Typing::default),
            aside: None,
            serves: Want::Nothing,
            is_typed,
            is_fresh: true,
        };
        thread::Builder::new().name("keyboard".to_owned()).spawn(move || reader.run())?;
        Ok(Keys { shared, wake, terminal })
    }

    fn set_terminal(&self, want: Want) {
        let Some(terminal) = &self.terminal else { return };
        let is_read = want != Want::Nothing;
        if is_read {
            terminal.let_type();
        } else {
            terminal.restore();
        }
        // Marks around what is pasted. A terminal that takes no escape sets none.
        let letter = if is_read { 'h' } else { 'l' };
        let _unmarked = write!(io::stderr(), "\x1b[?2004{letter}");
    }

    fn order(&mut self, change: impl FnOnce(&mut Wanted)) {
        change(&mut self.shared.order());
        self.shared.changed.notify_all();
        // A full pipe wakes as well as one more byte in it would.
        let _ = self.wake.write(&[0]);
    }
}

impl Keyboard for Keys {
    fn want(&mut self, want: Want) {
        if self.shared.order().want == want {
            return;
        }
        // Before anyone else is let at the terminal, not after.
        self.set_terminal(want);
        self.order(|order| order.want = want);
    }

    fn shows_typing(&self) -> bool {
        self.terminal.is_some()
    }

    fn renew(&mut self) {
        let want = self.shared.order().want;
        if want != Want::Nothing {
            self.set_terminal(want);
        }
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        self.order(|order| order.stopped = true);
        self.set_terminal(Want::Nothing);
    }
}

#[cfg(test)]
#[path = "lines_tests.rs"]
mod tests;
