//! Ctrl-C in a command that keeps no session: what it started is cleared up, and then it ends as
//! it would have. A second one does not wait for that; the next command clears up what is left.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag::register_conditional_default;
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use crate::grade;

/// A signal has come, which ends the program.
static LEAVING: AtomicBool = AtomicBool::new(false);

/// Far more than clearing up takes.
const TO_CLEAR_UP: Duration = Duration::from_secs(10);

/// # Errors
/// Where the operating system takes no handler or gives no thread.
pub fn clear_up_first() -> io::Result<()> {
    let is_leaving = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        register_conditional_default(signal, Arc::clone(&is_leaving))?;
    }
    let mut signals = Signals::new([SIGINT, SIGTERM])?;
    thread::Builder::new().name("interrupt".to_owned()).spawn(move || {
        for signal in signals.forever() {
            is_leaving.store(true, Ordering::SeqCst);
            LEAVING.store(true, Ordering::SeqCst);
            grade::leave();
            // Where it can't be raised again the command goes on, and finds no engine.
            let _ended = emulate_default_handler(signal);
        }
    })?;
    Ok(())
}

/// A command that finds its engine gone because of a signal ends by that signal, not before it with
/// an exit code of its own.
pub fn give_way() {
    if LEAVING.load(Ordering::SeqCst) {
        thread::park_timeout(TO_CLEAR_UP);
    }
}
