//! The machine's clock: one that counts suspend (CLOCK_BOOTTIME on Linux).

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::{Clock, Wake};
use crate::message::Message;
use crate::time::{Elapsed, Span};

/// Growth of time-with-sleep over time-without beyond this is a suspend (JOURNAL.md).
const SLEPT_LEAST: Span = Span::seconds(2);

/// Waits are cut to this, so that a suspend is noticed soon after waking.
const WAIT_MOST: Span = Span::seconds(1);

/// Both clocks of the machine since it was started, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uptime {
    pub with_sleep: u64,
    pub awake: u64,
}

/// Reads both clocks.
pub fn uptime() -> Uptime {
    use rustix::time::{ClockId, clock_gettime};
    let milliseconds = |clock| {
        let time = clock_gettime(clock);
        u64::try_from(time.tv_sec).unwrap_or(0) * 1000
            + u64::try_from(time.tv_nsec).unwrap_or(0) / 1_000_000
    };
    #[cfg(any(target_os = "linux", target_os = "android"))]
    let with_sleep = milliseconds(ClockId::Boottime);
    // Elsewhere there is no such clock under this name: sleep is then not counted at all.
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    let with_sleep = milliseconds(ClockId::Monotonic);
    Uptime { with_sleep, awake: milliseconds(ClockId::Monotonic) }
}

/// Milliseconds since 1970.
#[expect(clippy::disallowed_methods, reason = "this room owns the wall clock")]
pub fn wall_ms() -> i64 {
    chrono::Utc::now().timestamp_millis()
}

/// The day it is here.
#[expect(clippy::disallowed_methods, reason = "this room owns the wall clock")]
pub fn today() -> chrono::NaiveDate {
    chrono::Local::now().date_naive()
}

/// The local offset from UTC, as `+02:00`.
#[expect(clippy::disallowed_methods, reason = "this room owns the wall clock")]
pub fn zone() -> String {
    chrono::Local::now().offset().to_string()
}

/// Tells one start of the machine from another; empty where the system does not say.
pub fn boot_id() -> String {
    std::fs::read_to_string("/proc/sys/kernel/random/boot_id")
        .map(|id| id.trim().to_owned())
        .unwrap_or_default()
}

/// Elapsed time of a session that may have begun before this process.
pub struct RealClock {
    messages: Receiver<Message>,
    /// Uptime at which the session's elapsed time would have been zero.
    base: Elapsed,
    origin: Uptime,
    /// Asleep before the last look, relative to `origin`.
    slept: Span,
    /// A suspend that was noticed and not told yet.
    untold: Option<Span>,
    held_since: Option<Elapsed>,
    held: Span,
}

impl RealClock {
    /// Goes on from `base`: zero for a new session, the last record's time for a reopened one.
    pub fn new(messages: Receiver<Message>, base: Elapsed) -> RealClock {
        let origin = uptime();
        let (slept, held) = (Span::ZERO, Span::ZERO);
        RealClock { messages, base, origin, slept, untold: None, held_since: None, held }
    }

    fn running(&self) -> Elapsed {
        self.base + Span(uptime().with_sleep.saturating_sub(self.origin.with_sleep)).less(self.held)
    }

    /// Whether the machine slept since the last look. Sleep while the clock stands is part of the
    /// time it stood.
    fn look_for_sleep(&mut self) -> bool {
        let now = uptime();
        let with_sleep = now.with_sleep.saturating_sub(self.origin.with_sleep);
        let awake = now.awake.saturating_sub(self.origin.awake);
        let slept = Span(with_sleep.saturating_sub(awake));
        let grown = slept.less(self.slept);
        self.slept = self.slept.max(slept);
        let is_suspend = grown >= SLEPT_LEAST && self.held_since.is_none();
        if is_suspend {
            self.untold = Some(self.untold.unwrap_or_default() + grown);
        }
        is_suspend
    }
}

impl Clock for RealClock {
    fn now(&self) -> Elapsed {
        self.held_since.unwrap_or_else(|| self.running())
    }

    fn wall_ms(&self) -> i64 {
        wall_ms()
    }

    fn wait(&mut self, until: Option<Elapsed>) -> Wake {
        // While the clock stands, a wait still takes as long as it says.
        let stood = self.running() - self.now();
        let until = until.map(|until| until + stood);
        loop {
            let left = until.map_or(WAIT_MOST, |until| until - self.running());
            let wait = Duration::from_millis(left.min(WAIT_MOST).0);
            match self.messages.recv_timeout(wait) {
                Ok(message) => return Wake::Message(message),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) if until.is_none() => return Wake::Nothing,
                // No one is left to wake us, but time still passes.
                Err(RecvTimeoutError::Disconnected) => std::thread::park_timeout(wait),
            }
            if self.look_for_sleep() || until.is_some_and(|until| self.running() >= until) {
                return Wake::Deadline;
            }
        }
    }

    fn slept(&mut self) -> Option<Span> {
        self.look_for_sleep();
        self.untold.take()
    }

    fn hold(&mut self) {
        let now = self.running();
        self.held_since.get_or_insert(now);
    }

    fn release(&mut self) -> Span {
        self.look_for_sleep();
        let Some(since) = self.held_since.take() else { return Span::ZERO };
        let stood = self.running() - since;
        self.held += stood;
        stood
    }
}
