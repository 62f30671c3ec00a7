//! The thread that reads keys, and its leash: while an editor has the terminal it must not read.
//!
//! It sleeps until a key comes or the leash is pulled. What the bytes mean is crossterm's to say; its
//! own waiting would wake ten times a second, and spin through the last millisecond of each time.

use std::io::{self, PipeReader, PipeWriter, Write};
use std::os::fd::OwnedFd;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use ratatui::crossterm::event::{
    self, Event, KeyCode as Code, KeyEvent, KeyEventKind, KeyModifiers,
};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use crate::message::{Key, KeyCode, Message};
use crate::ui::tty;

pub(super) struct KeyReader {
    order: Mutex<ReadState>,
    changed: Condvar,
    /// Ends the thread's sleep.
    wake: PipeWriter,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ReadState {
    Read,
    /// Asked to stop; the thread has not seen it yet.
    Stop,
    Stopped,
}

/// Where the thread sleeps.
struct Source {
    terminal: OwnedFd,
    woken: PipeReader,
}

/// Whether keys may be there, and whether the terminal has gone away.
struct Woken {
    may_read: bool,
    is_gone: bool,
}

/// A stop is seen at once; a thread that is gone is waited for this long.
const STOPPED_WITHIN: Duration = Duration::from_millis(500);

/// crossterm looks at nothing where it is given no time at all.
const AT_ONCE: Duration = Duration::from_micros(200);

/// Should it have looked too late for a key that it had read already, the key comes by then.
const LOOK_EVERY: Timespec = Timespec { tv_sec: 1, tv_nsec: 0 };

impl KeyReader {
    pub fn start(sender: Sender<Message>) -> io::Result<Arc<KeyReader>> {
        let (woken, wake) = io::pipe()?;
        let source = Source { terminal: tty::keys()?, woken };
        let order = Mutex::new(ReadState::Stopped);
        let reading = Arc::new(KeyReader { order, changed: Condvar::new(), wake });
        let shared = Arc::clone(&reading);
        thread::Builder::new()
            .name("keys".to_owned())
            .spawn(move || shared.run(&source, &sender))?;
        Ok(reading)
    }

    pub fn go_on(&self) {
        self.set(ReadState::Read);
    }

    /// Returns once nothing more is read, or after a moment where the thread is gone.
    pub fn stop(&self) {
        let mut order = self.order.lock().unwrap_or_else(PoisonError::into_inner);
        if *order == ReadState::Read {
            *order = ReadState::Stop;
            // Where it fails nobody sleeps there any more.
            let _gone = (&self.wake).write_all(b"!");
        }
        let is_waiting = |order: &mut ReadState| *order == ReadState::Stop;
        drop(self.changed.wait_timeout_while(order, STOPPED_WITHIN, is_waiting));
    }

    fn set(&self, order: ReadState) {
        *self.order.lock().unwrap_or_else(PoisonError::into_inner) = order;
        self.changed.notify_all();
    }

    fn may_read(&self) -> bool {
        *self.order.lock().unwrap_or_else(PoisonError::into_inner) == ReadState::Read
    }

    /// Waits until something is to be read at all.
    fn wait_for_order(&self) {
        let mut order = self.order.lock().unwrap_or_else(PoisonError::into_inner);
        while *order != ReadState::Read {
            *order = ReadState::Stopped;
            self.changed.notify_all();
            order = self.changed.wait(order).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn run(&self, source: &Source, sender: &Sender<Message>) {
        loop {
            self.wait_for_order();
            let told = match source.sleep() {
                Ok(Woken { may_read: false, .. }) => continue,
                Ok(woken) => self.hand_on(sender).and_then(|count| match (woken.is_gone, count) {
                    (true, 0) => Err(io::ErrorKind::UnexpectedEof.into()),
                    _ => Ok(()),
                }),
                Err(error) => Err(error),
            };
            if told.is_err() {
                // A session that is over has no one to tell.
                let _unheard = sender.send(Message::InputClosed);
                return self.set(ReadState::Stopped);
            }
        }
    }

    /// Everything that is there by now; how many events it was.
    fn hand_on(&self, sender: &Sender<Message>) -> io::Result<usize> {
        let mut count = 0;
        while self.may_read() && event::poll(AT_ONCE)? {
            count += 1;
            if let Some(message) = message(event::read()?) {
                sender.send(message).map_err(|_| io::ErrorKind::BrokenPipe)?;
            }
        }
        Ok(count)
    }
}

impl Source {
    /// Until a key comes, the leash is pulled, or some time has passed.
    fn sleep(&self) -> io::Result<Woken> {
        let mut fds =
            [PollFd::new(&self.terminal, PollFlags::IN), PollFd::new(&self.woken, PollFlags::IN)];
        let ready = match poll(&mut fds, Some(&LOOK_EVERY)) {
            Ok(ready) => ready,
            Err(Errno::INTR) => return Ok(Woken { may_read: false, is_gone: false }),
            Err(error) => return Err(error.into()),
        };
        let (terminal, is_woken) = (fds[0].revents(), !fds[1].revents().is_empty());
        if is_woken {
            rustix::io::read(&self.woken, &mut [0; 64])?;
        }
        let is_gone = terminal.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL);
        Ok(Woken { may_read: ready == 0 || !terminal.is_empty(), is_gone })
    }
}

fn message(event: Event) -> Option<Message> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => self::key(key).map(Message::Key),
        Event::Paste(text) => Some(Message::Pasted(text)),
        // The size is asked for at each drawing; SIGWINCH says when.
        _ => None,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    let held = |modifier| event.modifiers.contains(modifier);
    let mut shift = held(KeyModifiers::SHIFT);
    let code = match event.code {
        Code::Char(letter) => {
            // A capital is its own letter.
            shift = false;
            KeyCode::Char(if held(KeyModifiers::CONTROL) {
                letter.to_ascii_lowercase()
            } else {
                letter
            })
        }
        Code::F(number) => KeyCode::F(number),
        Code::Enter => KeyCode::Enter,
        Code::Tab => KeyCode::Tab,
        Code::BackTab => {
            shift = true;
            KeyCode::Tab
        }
        Code::Backspace => KeyCode::Backspace,
        Code::Delete => KeyCode::Delete,
        Code::Esc => KeyCode::Esc,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        _ => return None,
    };
    Some(Key { code, ctrl: held(KeyModifiers::CONTROL), alt: held(KeyModifiers::ALT), shift })
}
