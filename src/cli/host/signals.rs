//! Signals become messages of the one loop.

use std::io;
use std::sync::mpsc::Sender;
use std::thread;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::{Handle, Signals};

use crate::message::{Message, Signal};

/// Ctrl-Z keeps its usual meaning, except where a full screen has to be given back before the
/// program stops.
///
/// # Errors
/// Where the operating system takes no handler or gives no thread.
pub fn listen(sender: Sender<Message>, is_full_screen: bool) -> io::Result<Handle> {
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGCONT, SIGWINCH])?;
    if is_full_screen {
        signals.add_signal(SIGTSTP)?;
    }
    let handle = signals.handle();
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for number in signals.forever() {
            let signal = match number {
                SIGINT => Signal::Interrupt,
                SIGTERM => Signal::Terminate,
                SIGHUP => Signal::Hangup,
                SIGCONT => Signal::Continue,
                SIGTSTP => Signal::Stop,
                _ => Signal::Resize,
            };
            if sender.send(Message::Signal(signal)).is_err() {
                break;
            }
        }
    })?;
    Ok(handle)
}
