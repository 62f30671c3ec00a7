//! The thread that reads: lines while they are wanted, one answer where a menu is.

use std::io::{self, PipeReader};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::mpsc::Sender;
use std::sync::{Arc, PoisonError};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::termios::{QueueSelector, tcflush};

use super::split::LineSplitter;
use super::typing::Typing;
use super::{Dialogs, Shared, Want};
use crate::message::Message;
use crate::seat::menu::Menu;
use crate::ui::ask;

pub(super) struct Reader {
    pub input: OwnedFd,
    pub woken: PipeReader,
    pub shared: Arc<Shared>,
    pub messages: Sender<Message>,
    pub lines: LineSplitter,
    /// Where the terminal leaves the editing of lines to us.
    pub typing: Option<Typing>,
    pub dialogs: Option<Dialogs>,
}

/// What reading came to.
enum Read {
    More,
    Ended,
}

impl Reader {
    pub fn run(mut self) {
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
            Ok(count) => self.take_in(&bytes[..count]),
            Err(Errno::INTR | Errno::AGAIN) => Ok(Read::More),
            Err(error) => Err(error.into()),
        }
    }

    fn take_in(&mut self, bytes: &[u8]) -> io::Result<Read> {
        let Some(typing) = &mut self.typing else {
            for line in self.lines.push(bytes) {
                self.send(Message::Line(line))?;
            }
            return Ok(Read::More);
        };
        let typed = typing.feed(bytes);
        let open = typing.line().to_owned();
        for line in typed.lines {
            self.send(Message::Line(line))?;
        }
        self.send(Message::Typing(open))?;
        Ok(if typed.is_end { Read::Ended } else { Read::More })
    }

    fn ask(&mut self, menu: &Menu, dialogs: Dialogs) -> io::Result<Read> {
        let answer = ask::interact(menu, dialogs.color);
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
