//! Standard input: complete lines to the one loop, read by a thread while they are wanted.
//!
//! Lines, menus and an editor share one terminal. One thread serves the first two, one at a time,
//! and reads nothing while the third runs, so they never compete for a key.

mod split;

use std::io::{self, PipeReader, PipeWriter, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::termios::{OptionalActions, QueueSelector, Termios, tcflush, tcgetattr, tcsetattr};

use self::split::LineSplitter;
use super::ask::Menu;
use crate::message::Message;

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
}

/// The terminal or pipe behind a descriptor.
pub struct Keys {
    shared: Arc<Shared>,
    wake: PipeWriter,
    has_dialogs: bool,
    /// The terminal's settings before anyone changed them.
    settings: Option<(OwnedFd, Termios)>,
}

struct Shared {
    order: Mutex<Order>,
    changed: Condvar,
}

#[derive(Default)]
struct Order {
    want: Want,
    /// The menu on the screen, which nothing can take back before it is answered.
    asking: Option<Menu>,
    stopped: bool,
}

impl Order {
    fn stands(&self, want: &Want) -> bool {
        match (want, &self.asking) {
            (Want::Choice(menu), Some(asking)) => menu == asking,
            _ => self.want == *want,
        }
    }
}

impl Shared {
    fn order(&self) -> MutexGuard<'_, Order> {
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
        let settings = match tcgetattr(&input) {
            Ok(settings) => Some((input.try_clone()?, settings)),
            Err(_) => None,
        };
        let reader = Reader {
            input,
            woken,
            shared: Arc::clone(&shared),
            messages,
            lines: LineSplitter::default(),
            dialogs,
        };
        thread::Builder::new().name("keyboard".to_owned()).spawn(move || reader.run())?;
        Ok(Keys { shared, wake, has_dialogs: dialogs.is_some(), settings })
    }

    fn order(&mut self, change: impl FnOnce(&mut Order)) {
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

impl Keyboard for Keys {
    fn want(&mut self, want: Want) {
        let stands = self.shared.order().stands(&want);
        if !stands {
            self.order(|order| order.want = want);
        }
    }

    fn has_dialogs(&self) -> bool {
        self.has_dialogs
    }
}

impl Drop for Keys {
    /// A dialog may be waiting for a key in raw mode, and there is no taking that back: the
    /// terminal gets its settings and its cursor again, the thread ends with the process.
    fn drop(&mut self) {
        self.order(|order| order.stopped = true);
        if let Some((terminal, settings)) = &self.settings {
            let _ = tcsetattr(terminal, OptionalActions::Now, settings);
            if self.has_dialogs {
                let _ = io::stderr().write_all(b"\x1b[?25h");
            }
        }
    }
}

struct Reader {
    input: OwnedFd,
    woken: PipeReader,
    shared: Arc<Shared>,
    messages: Sender<Message>,
    lines: LineSplitter,
    dialogs: Option<Dialogs>,
}

/// What reading came to.
enum Read {
    More,
    Ended,
}

impl Reader {
    fn run(mut self) {
        while let Some(want) = self.next_want() {
            let read = match (want, self.dialogs) {
                (Want::Choice(menu), Some(dialogs)) => self.ask(&menu, dialogs),
                (Want::Nothing, _) => Ok(Read::More),
                (Want::Lines | Want::Choice(_), _) => self.read_once(),
            };
            if !matches!(read, Ok(Read::More)) {
                self.end();
                return;
            }
        }
    }

    /// Waits until anything is wanted. A menu is taken, so that it is asked once.
    fn next_want(&self) -> Option<Want> {
        let mut order = self.shared.order();
        loop {
            if order.stopped {
                return None;
            }
            match &order.want {
                Want::Nothing => {}
                Want::Lines => return Some(Want::Lines),
                Want::Choice(menu) if self.dialogs.is_none() => {
                    return Some(Want::Choice(menu.clone()));
                }
                Want::Choice(menu) => {
                    order.asking = Some(menu.clone());
                    return Some(std::mem::take(&mut order.want));
                }
            }
            order = self.shared.changed.wait(order).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Waits for input or for another order, and reads what is there.
    fn read_once(&mut self) -> io::Result<Read> {
        let (has_input, is_woken) = wait_for(self.input.as_fd(), self.woken.as_fd())?;
        if is_woken {
            let mut drained = [0; 64];
            rustix::io::read(&self.woken, &mut drained)?;
            return Ok(Read::More);
        }
        if !has_input {
            return Ok(Read::More);
        }
        let mut bytes = [0; 4096];
        match rustix::io::read(&self.input, &mut bytes) {
            Ok(0) => Ok(Read::Ended),
            Ok(count) => {
                for line in self.lines.push(&bytes[..count]) {
                    self.send(Message::Line(line))?;
                }
                Ok(Read::More)
            }
            Err(Errno::INTR | Errno::AGAIN) => Ok(Read::More),
            Err(error) => Err(error.into()),
        }
    }

    fn ask(&mut self, menu: &Menu, dialogs: Dialogs) -> io::Result<Read> {
        let answer = menu.interact(dialogs.color);
        // Keys typed too fast while the dialog had the terminal (`y` and Enter) would be glued,
        // with a bare carriage return, to the next line.
        let _not_a_terminal = tcflush(&self.input, QueueSelector::IFlush);
        self.shared.order().asking = None;
        match answer {
            Ok(key) => self.send(Message::Line(key)).map(|()| Read::More),
            // Ctrl-C has become a signal; the face asks what is meant and then asks again.
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(Read::More),
            Err(error) => Err(error),
        }
    }

    fn end(&mut self) {
        if let Some(line) = self.lines.rest() {
            let _ = self.send(Message::Line(line));
        }
        let _ = self.send(Message::InputClosed);
    }

    fn send(&self, message: Message) -> io::Result<()> {
        self.messages.send(message).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

/// Whether there is input, and whether the order has changed.
fn wait_for(input: BorrowedFd<'_>, woken: BorrowedFd<'_>) -> io::Result<(bool, bool)> {
    let mut fds = [PollFd::new(&input, PollFlags::IN), PollFd::new(&woken, PollFlags::IN)];
    match poll(&mut fds, None) {
        Ok(_) | Err(Errno::INTR) => {}
        Err(error) => return Err(error.into()),
    }
    // Hang-up and error count as input: reading tells which.
    Ok((!fds[0].revents().is_empty(), !fds[1].revents().is_empty()))
}

#[cfg(test)]
mod tests;
