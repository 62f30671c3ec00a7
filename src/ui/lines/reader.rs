//! The thread that reads lines while they are wanted.

use std::io::{self, PipeReader};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::mpsc::Sender;
use std::sync::{Arc, PoisonError};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::split::LineSplitter;
use super::typing::{Entered, Typing};
use super::{Shared, Want};
use crate::message::Message;

pub(super) struct Reader {
    pub input: OwnedFd,
    pub woken: PipeReader,
    pub shared: Arc<Shared>,
    pub messages: Sender<Message>,
    pub lines: LineSplitter,
    /// Where the terminal leaves the editing of lines to us.
    pub typing: Option<Typing>,
    /// The line under way while a menu is answered.
    pub aside: Option<Typing>,
    /// What was read for last.
    pub serves: Want,
    /// A person types: on a pipe lines come as fast as they like.
    pub is_typed: bool,
    /// Nothing was read since lines are wanted: what waits was typed ahead.
    pub is_fresh: bool,
}

/// Bytes that are gathered of one pasted text before they are handed on.
const BURST_MOST: usize = 1 << 20;

/// Nobody types on so soon after Enter, milliseconds; a terminal that pastes does.
const BURST_WITHIN: i64 = 8;

/// What reading came to.
enum Read {
    More,
    Ended,
}

impl Reader {
    pub fn run(mut self) {
        while let Some(want) = self.next_want() {
            let read = self.turn_to(want).and_then(|()| self.read_once());
            if !matches!(read, Ok(Read::More)) {
                self.end();
                return;
            }
        }
    }

    /// Waits until something is wanted; nothing where that will never be again.
    fn next_want(&mut self) -> Option<Want> {
        let shared = Arc::clone(&self.shared);
        let mut order = shared.order();
        loop {
            match order.want {
                _ if order.stopped => return None,
                want @ (Want::Lines | Want::Answer) => return Some(want),
                Want::Nothing => {}
            }
            self.is_fresh = true;
            order = shared.changed.wait(order).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// A menu is answered on a line of its own; afterwards the one under way is there again.
    fn turn_to(&mut self, want: Want) -> io::Result<()> {
        if std::mem::replace(&mut self.serves, want) == want {
            return Ok(());
        }
        match want {
            Want::Answer => {
                let empty = self.typing.is_some().then(Typing::default);
                self.aside = std::mem::replace(&mut self.typing, empty);
            }
            Want::Lines if self.aside.is_some() => self.typing = self.aside.take(),
            Want::Lines | Want::Nothing => {}
        }
        let open = self.typing.as_ref().map(|typing| typing.line().to_owned());
        open.map_or(Ok(()), |open| self.send(Message::Typing(open)))
    }

    /// Waits for input or for another order, and reads what is there.
    fn read_once(&mut self) -> io::Result<Read> {
        let was_ahead = std::mem::take(&mut self.is_fresh) && self.has_more(0)?;
        let (has_input, is_woken) = wait_for(self.input.as_fd(), self.woken.as_fd())?;
        if is_woken {
            let mut drained = [0; 64];
            rustix::io::read(&self.woken, &mut drained)?;
            self.is_fresh = was_ahead;
            return Ok(Read::More);
        }
        if !has_input {
            return Ok(Read::More);
        }
        let mut bytes = Vec::new();
        let mut is_end = false;
        loop {
            let mut piece = [0; 4096];
            match rustix::io::read(&self.input, &mut piece) {
                Ok(0) if bytes.is_empty() => return Ok(Read::Ended),
                // A terminal says so once.
                Ok(0) => {
                    is_end = true;
                    break;
                }
                Ok(count) => bytes.extend_from_slice(&piece[..count]),
                Err(Errno::INTR | Errno::AGAIN) => {}
                Err(error) if bytes.is_empty() => return Err(error.into()),
                // The next reading tells of it again.
                Err(_) => break,
            }
            let may_be_pasted = self.is_typed && !was_ahead && has_line_end(&bytes);
            if !may_be_pasted || bytes.len() > BURST_MOST || !self.has_more(BURST_WITHIN)? {
                break;
            }
        }
        let read = self.take_in(&bytes, was_ahead)?;
        Ok(if is_end { Read::Ended } else { read })
    }

    /// Whether more input comes within so many milliseconds.
    fn has_more(&self, within_ms: i64) -> io::Result<bool> {
        let mut fds = [PollFd::new(&self.input, PollFlags::IN)];
        let within = Timespec { tv_sec: 0, tv_nsec: within_ms * 1_000_000 };
        match poll(&mut fds, Some(&within)) {
            Ok(_) => Ok(fds[0].revents().contains(PollFlags::IN)),
            Err(Errno::INTR) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    fn take_in(&mut self, bytes: &[u8], was_ahead: bool) -> io::Result<Read> {
        let may_be_pasted = self.is_typed && !was_ahead;
        let Some(typing) = &mut self.typing else {
            let lines = self.lines.push(bytes);
            if may_be_pasted && lines.len() > 1 {
                self.send(Message::Pasted(lines.join("\n")))?;
                return Ok(Read::More);
            }
            for line in lines {
                self.send(Message::Line(line))?;
            }
            return Ok(Read::More);
        };
        let is_pasted = may_be_pasted && is_burst(bytes);
        let typed = if is_pasted { typing.burst(bytes) } else { typing.feed(bytes) };
        let open = typing.line().to_owned();
        for entered in typed.lines {
            self.send(match entered {
                Entered::Line(line) => Message::Line(line),
                Entered::Pasted(text) => Message::Pasted(text),
            })?;
        }
        self.send(Message::Typing(open))?;
        Ok(if typed.is_end { Read::Ended } else { Read::More })
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

fn has_line_end(bytes: &[u8]) -> bool {
    bytes.iter().any(|byte| matches!(byte, b'\r' | b'\n'))
}

/// Text that goes on behind the end of its first line, without keys and marks in it.
fn is_burst(bytes: &[u8]) -> bool {
    let is_text =
        |byte: &u8| !matches!(byte, 0..0x20 | 0x7f) || matches!(byte, b'\r' | b'\n' | b'\t');
    let behind = bytes.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
    let goes_on = behind.is_some_and(|at| !matches!(bytes[at + 1..], [] | [b'\n']));
    goes_on && bytes.iter().all(is_text)
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
