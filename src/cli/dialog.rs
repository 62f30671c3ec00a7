//! A question on the terminal that Ctrl-C, or another signal, leaves.

use std::io::{self, Write};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use rustix::stdio::stdin;
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use signal_hook::low_level;

/// A dialog hides the cursor while it waits.
const SHOW_CURSOR: &[u8] = b"\x1b[?25h\n";

/// How long a signal waits for the dialog to leave. It reads a key meanwhile, or notices the
/// signal; either way it doesn't touch the terminal's settings once this has passed.
const TO_LEAVE: Duration = Duration::from_millis(50);

/// Asks. Ctrl-C ends the program here, whenever it comes, and so does a signal; either way the
/// cursor is shown and the terminal is as it was.
///
/// Between two keys the dialog gives the terminal its settings back, under which Ctrl-C would be a
/// signal that comes while they are changed again. So it finds settings under which every key is
/// read as a key.
///
/// # Errors
/// `Interrupted` where Ctrl-C was a key; anything else means that the terminal cannot be used.
pub(super) fn guarded<T>(ask: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    let before = tcgetattr(stdin()).ok();
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP])?;
    let handle = signals.handle();
    let (asking, has_left) = mpsc::channel::<()>();
    let to_restore = before.clone();
    let listener = thread::Builder::new()
        .name("menu".to_owned())
        .spawn(move || end_by(&mut signals, &has_left, to_restore.as_ref()))?;
    if let Some(before) = &before {
        let mut keys_alone = before.clone();
        keys_alone.local_modes -= LocalModes::ISIG | LocalModes::ICANON | LocalModes::ECHO;
        let _as_it_is = tcsetattr(stdin(), OptionalActions::Now, &keys_alone);
    }
    let answer = ask();
    restore(before.as_ref());
    drop(asking);
    handle.close();
    // It ends with `close`; a panic in it has nothing to tell.
    let _ended = listener.join();
    if answer.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::Interrupted) {
        let _gone = io::stderr().write_all(SHOW_CURSOR);
    }
    answer
}

/// Waits for a signal and ends the program by it.
fn end_by(signals: &mut Signals, has_left: &Receiver<()>, before: Option<&Termios>) {
    for signal in signals.forever() {
        // An error both where the dialog has left and where it hasn't in time.
        let _either = has_left.recv_timeout(TO_LEAVE);
        restore(before);
        let _gone = io::stderr().write_all(SHOW_CURSOR);
        let _never_returns = low_level::emulate_default_handler(signal);
    }
}

fn restore(before: Option<&Termios>) {
    if let Some(before) = before {
        let _gone = tcsetattr(stdin(), OptionalActions::Now, before);
    }
}
