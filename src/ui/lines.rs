//! Standard input: complete lines to the one loop, read by a thread while they are wanted.
//!
//! Lines, menus and an editor share one terminal. One thread serves the first two, one at a time,
//! and reads nothing while the third runs, so they never compete for a key.

mod reader;
mod split;
mod terminal;
mod typing;

use std::io::{self, IsTerminal, PipeWriter, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use self::reader::Reader;
use self::split::LineSplitter;
use self::terminal::Terminal;
use self::typing::Typing;
use super::out::Look;
use crate::message::Message;
use crate::seat::menu::Menu;

/// What is wanted of the keyboard until something else is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Want {
    /// Someone else has the terminal, or nothing is asked.
    #[default]
    Nothing,
    Lines,
    /// One answer, which comes as the line that one would have typed.
    Choice(Menu),
}

/// Where a face's lines come from.
pub trait Keyboard {
    fn want(&mut self, want: Want);

    /// Whether a menu is asked by a dialog rather than read as a line.
    fn has_dialogs(&self) -> bool;

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
    has_dialogs: bool,
    terminal: Option<Terminal>,
}

struct Shared {
    order: Mutex<Wanted>,
    changed: Condvar,
}

#[derive(Default)]
struct Wanted {
    want: Want,
    /// The menu on the screen, which nothing can take back before it is answered.
    asking: Option<Menu>,
    stopped: bool,
}

impl Wanted {
    fn stands(&self, want: &Want) -> bool {
        match (want, &self.asking) {
            (Want::Choice(menu), Some(asking)) => menu == asking,
            _ => self.want == *want,
        }
    }
}

impl Shared {
    fn order(&self) -> MutexGuard<'_, Wanted> {
        self.order.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Keys {
    /// Standard input. Dialogs need `moves`: a terminal whose cursor can be moved.
    ///
    /// # Errors
    /// Where no pipe or thread can be had.
    pub fn stdin(messages: Sender<Message>, dialogs: Option<Dialogs>) -> io::Result<Keys> {
        let input = io::stdin().as_fd().try_clone_to_owned()?;
        Keys::over(input, messages, dialogs)
    }

    /// Any descriptor; for tests a pipe.
    ///
    /// # Errors
    /// Where no pipe or thread can be had.
    pub fn over(
        input: OwnedFd,
        messages: Sender<Message>,
        dialogs: Option<Dialogs>,
    ) -> io::Result<Keys> {
        let shared = Arc::new(Shared { order: Mutex::default(), changed: Condvar::new() });
        let (woken, wake) = io::pipe()?;
        let terminal = Terminal::of(&input)?;
        let edits = terminal.is_some() && dialogs.is_some();
        let reader = Reader {
            input,
            woken,
            shared: Arc::clone(&shared),
            messages,
            lines: LineSplitter::default(),
            typing: edits.then(Typing::default),
            dialogs,
            is_typed: terminal.is_some(),
            is_fresh: true,
        };
        thread::Builder::new().name("keyboard".to_owned()).spawn(move || reader.run())?;
        Ok(Keys { shared, wake, has_dialogs: dialogs.is_some(), terminal })
    }

    fn set_terminal(&self, want: &Want) {
        match &self.terminal {
            Some(terminal) if *want == Want::Lines && self.has_dialogs => {
                terminal.let_type();
                self.mark_pasting(true);
            }
            Some(terminal) => {
                terminal.restore();
                self.mark_pasting(false);
            }
            None => {}
        }
    }

    /// Whether the terminal is to set marks around what is pasted.
    fn mark_pasting(&self, is_marked: bool) {
        if self.has_dialogs {
            let letter = if is_marked { 'h' } else { 'l' };
            // A terminal that takes no escape sets no marks.
            let _unmarked = write!(io::stderr(), "\x1b[?2004{letter}");
        }
    }

    fn order(&mut self, change: impl FnOnce(&mut Wanted)) {
        change(&mut self.shared.order());
        self.shared.changed.notify_all();
        // A full pipe wakes as well as one more byte in it would.
        let _ = self.wake.write(&[0]);
    }
}

/// How dialogs look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialogs {
    pub color: bool,
}

impl Dialogs {
    /// Where a person types, the cursor moves, and standard error, on which dialogs are drawn, is
    /// a terminal too.
    pub fn where_possible(look: Look) -> Option<Dialogs> {
        (look.moves && io::stderr().is_terminal()).then_some(Dialogs { color: look.color })
    }
}

impl Keyboard for Keys {
    fn want(&mut self, want: Want) {
        if self.shared.order().stands(&want) {
            return;
        }
        // Before anyone else is let at the terminal, not after.
        self.set_terminal(&want);
        self.order(|order| order.want = want);
    }

    fn has_dialogs(&self) -> bool {
        self.has_dialogs
    }

    fn shows_typing(&self) -> bool {
        self.has_dialogs && self.terminal.is_some()
    }

    fn renew(&mut self) {
        let want = self.shared.order().want.clone();
        if want == Want::Lines {
            self.set_terminal(&want);
        }
    }
}

impl Drop for Keys {
    /// A dialog may be waiting for a key in raw mode, and there is no taking that back: the
    /// terminal gets its settings and its cursor again, the thread ends with the process.
    fn drop(&mut self) {
        self.order(|order| order.stopped = true);
        if let Some(terminal) = &self.terminal {
            terminal.restore();
            if self.has_dialogs {
                let _ = io::stderr().write_all(b"\x1b[?2004l\x1b[?25h");
            }
        }
    }
}

#[cfg(test)]
#[path = "lines_tests.rs"]
mod tests;
