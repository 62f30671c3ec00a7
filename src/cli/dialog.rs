//! A question on the terminal that Ctrl-C leaves.

use std::io::{self, Write};
use std::thread;

use rustix::stdio::stdin;
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
use signal_hook::consts::SIGINT;
use signal_hook::iterator::Signals;
use signal_hook::low_level;

/// A dialog hides the cursor while it waits.
const SHOW_CURSOR: &[u8] = b"\x1b[?25h\n";

/// Asks. Ctrl-C ends the program here, whenever it comes: as a key while the dialog reads, or as a
/// signal before and after. Either way the cursor is shown and the terminal is as it was.
///
/// # Errors
/// `Interrupted` where Ctrl-C was a key; anything else means that the terminal cannot be used.
pub(super) fn guarded<T>(ask: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    let before = tcgetattr(stdin()).ok();
    let mut signals = Signals::new([SIGINT])?;
    let handle = signals.handle();
    let listener = thread::Builder::new().name("menu".to_owned()).spawn(move || {
        for signal in signals.forever() {
            if let Some(before) = &before {
                let _gone = tcsetattr(stdin(), OptionalActions::Now, before);
            }
            let _gone = io::stderr().write_all(SHOW_CURSOR);
            let _never_returns = low_level::emulate_default_handler(signal);
        }
    })?;
    let answer = ask();
    handle.close();
    // It ends with `close`; a panic in it has nothing to tell.
    let _ended = listener.join();
    if answer.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::Interrupted) {
        let _gone = io::stderr().write_all(SHOW_CURSOR);
    }
    answer
}
