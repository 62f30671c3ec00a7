//! The only source of time. One loop, two clocks: the machine's, and a simulated one that jumps.

mod real;
mod simulated;

pub use real::{RealClock, Uptime, boot_id, micros, moment, today, uptime, wall_ms, zone};
pub use simulated::SimulatedClock;

use crate::message::Message;
use crate::time::{Elapsed, Span};

/// What ended a wait.
#[derive(Clone, Debug)]
pub enum Wake {
    Message(Message),
    /// The time that was waited for has come, or the machine has slept.
    Deadline,
    /// Nothing can come any more: every sender is gone and no time was named.
    Nothing,
}

/// Time since the session was opened, and a way to wait.
pub trait Clock {
    fn now(&self) -> Elapsed;

    /// Milliseconds since 1970, for reading only.
    fn wall_ms(&self) -> i64;

    /// Waits for a message, or until `until` where one is given.
    fn wait(&mut self, until: Option<Elapsed>) -> Wake;

    /// How long the machine slept since this was last asked, where it was long enough to be a
    /// suspend. Elapsed time has counted it, so ask before acting on what is due.
    fn slept(&mut self) -> Option<Span>;

    /// Stands still from now on, while the journal cannot be written.
    fn hold(&mut self);

    /// Goes on; the time it stood.
    fn release(&mut self) -> Span;
}
