//! Ctrl-C in a command that keeps no session: what it started is cleared up, and then it ends as
//! it would have.

use std::io;
use std::thread;

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use crate::grade;

/// # Errors
/// Where the operating system takes no handler or gives no thread.
pub fn clear_up_first() -> io::Result<()> {
    let mut signals = Signals::new([SIGINT, SIGTERM])?;
    thread::Builder::new().name("interrupt".to_owned()).spawn(move || {
        for signal in signals.forever() {
            grade::leave();
            // Where it can't be raised again the command goes on, and finds no engine.
            let _ended = emulate_default_handler(signal);
        }
    })?;
    Ok(())
}
