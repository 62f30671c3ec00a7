//! The machine's clock: one that counts suspend (CLOCK_BOOTTIME on Linux).

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::{Clock, Wake};
use crate::message::Message;
use crate::prep::day::Moment;
use crate::time::{Elapsed, Span};

/// Growth of time-with-sleep over time-without beyond this is a suspend (docs/journal.md).
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

/// Microseconds of the clock that never jumps: for how long something took.
pub fn micros() -> u64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::Monotonic);
    u64::try_from(time.tv_sec).unwrap_or(0) * 1_000_000
        + u64::try_from(time.tv_nsec).unwrap_or(0) / 1_000
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

/// The moment it is here.
#[expect(clippy::disallowed_methods, reason = "this room owns the wall clock")]
pub fn moment() -> Moment {
    let now = chrono::Local::now();
    Moment {
        wall_ms: now.timestamp_millis(),
        zone: now.offset().to_string(),
        local: now.naive_local(),
    }
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

/// The machine's clock, and the way messages come in.
pub struct RealClock {
    messages: Receiver<Message>,
    gauge: Gauge,
}

impl RealClock {
    /// Goes on from `base`: zero for a new session, the last record's time for a reopened one.
    pub fn new(messages: Receiver<Message>, base: Elapsed) -> RealClock {
        RealClock { messages, gauge: Gauge::new(base, uptime()) }
    }
}

impl Clock for RealClock {
    fn now(&self) -> Elapsed {
        self.gauge.now(uptime())
    }

    fn wall_ms(&self) -> i64 {
        wall_ms()
    }

    fn wait(&mut self, until: Option<Elapsed>) -> Wake {
        let until = until.map(|until| self.gauge.running_at(until, uptime()));
        loop {
            let left = until.map_or(WAIT_MOST, |until| until - self.gauge.running(uptime()));
            let wait = Duration::from_millis(left.min(WAIT_MOST).0);
            match self.messages.recv_timeout(wait) {
                Ok(message) => return Wake::Message(message),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) if until.is_none() => return Wake::Nothing,
                // No one is left to wake us, but time still passes.
                Err(RecvTimeoutError::Disconnected) => std::thread::park_timeout(wait),
            }
            let uptime = uptime();
            if self.gauge.look(uptime) || until.is_some_and(|at| self.gauge.running(uptime) >= at) {
                return Wake::Deadline;
            }
        }
    }

    fn slept(&mut self) -> Option<Span> {
        self.gauge.look(uptime());
        self.gauge.untold.take()
    }

    fn hold(&mut self) {
        self.gauge.hold(uptime());
    }

    fn release(&mut self) -> Span {
        self.gauge.release(uptime())
    }
}

/// Elapsed time of a session, from readings of the machine's uptime alone: the wall clock may jump
/// as it likes. The session may have begun before this process.
#[derive(Clone, Copy, Debug)]
struct Gauge {
    base: Elapsed,
    origin: Uptime,
    /// Asleep before the last look, since `origin`.
    slept: Span,
    /// A suspend that was noticed and not told yet.
    untold: Option<Span>,
    held_since: Option<Elapsed>,
    held: Span,
}

impl Gauge {
    fn new(base: Elapsed, origin: Uptime) -> Gauge {
        let (slept, held) = (Span::ZERO, Span::ZERO);
        Gauge { base, origin, slept, untold: None, held_since: None, held }
    }

    /// Elapsed time, also while the clock is held.
    fn running(&self, uptime: Uptime) -> Elapsed {
        let passed = Span(uptime.with_sleep.saturating_sub(self.origin.with_sleep));
        self.base + passed.less(self.held)
    }

    fn now(&self, uptime: Uptime) -> Elapsed {
        self.held_since.unwrap_or_else(|| self.running(uptime))
    }

    /// What `running` will say at `until`. While the clock is held they differ, and a wait still
    /// takes as long as it says.
    fn running_at(&self, until: Elapsed, uptime: Uptime) -> Elapsed {
        until + (self.running(uptime) - self.now(uptime))
    }

    /// Whether the machine slept since the last look, long enough for it to be a suspend. Sleep
    /// while the clock is stopped is part of the time it was stopped.
    fn look(&mut self, uptime: Uptime) -> bool {
        let with_sleep = uptime.with_sleep.saturating_sub(self.origin.with_sleep);
        let awake = uptime.awake.saturating_sub(self.origin.awake);
        let slept = Span(with_sleep.saturating_sub(awake));
        let grown = slept.less(self.slept);
        if grown < SLEPT_LEAST {
            return false;
        }
        self.slept = slept;
        let counts = self.held_since.is_none();
        if counts {
            self.untold = Some(self.untold.unwrap_or_default() + grown);
        }
        counts
    }

    fn hold(&mut self, uptime: Uptime) {
        let now = self.running(uptime);
        self.held_since.get_or_insert(now);
    }

    fn release(&mut self, uptime: Uptime) -> Span {
        self.look(uptime);
        let Some(since) = self.held_since.take() else { return Span::ZERO };
        let stood = self.running(uptime) - since;
        self.held += stood;
        stood
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// 1,000 sequences in the normal run; all 100,000 with `MOCK_TORTURE=1`.
    fn sequences() -> u32 {
        if std::env::var_os("MOCK_TORTURE").is_some() { 100_000 } else { 1_000 }
    }

    #[test]
    fn a_wait_while_held_is_as_long_as_it_says() {
        let at = |ms| Uptime { with_sleep: ms, awake: ms };
        let mut gauge = Gauge::new(Elapsed(100), at(0));
        gauge.hold(at(50));
        let until = gauge.now(at(900)) + Span(250);
        assert_eq!(gauge.running_at(until, at(900)), gauge.running(at(1150)));
    }

    #[derive(Clone, Debug)]
    enum Step {
        Pass(u64),
        Sleep(u64),
        Hold,
        Release,
        Look,
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            4 => (0u64..3_600_000).prop_map(Step::Pass),
            2 => (0u64..50_000_000).prop_map(Step::Sleep),
            1 => Just(Step::Hold),
            1 => Just(Step::Release),
            2 => Just(Step::Look),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(sequences()))]

        /// Against a reference that only adds: elapsed time never runs back and is exact to 1 ms,
        /// holds are left out of it, and sleep outside of them is told once.
        #[test]
        fn elapsed_time_is_monotone_and_exact(
            base in 0u64..1 << 40,
            boot in 0u64..1 << 40,
            steps in prop::collection::vec(step(), 1..40),
        ) {
            let mut uptime = Uptime { with_sleep: boot + 7, awake: boot };
            let mut gauge = Gauge::new(Elapsed(base), uptime);
            let (mut expected, mut held, mut last) = (base, false, Elapsed(base));
            let (mut asleep, mut told) = (0, 0);
            for step in steps {
                match step {
                    Step::Pass(ms) | Step::Sleep(ms) => {
                        uptime.with_sleep += ms;
                        expected += if held { 0 } else { ms };
                        if matches!(step, Step::Pass(_)) { uptime.awake += ms } else { asleep += ms }
                    }
                    Step::Hold => { gauge.look(uptime); gauge.hold(uptime); held = true; }
                    Step::Release => { gauge.release(uptime); held = false; }
                    Step::Look => { gauge.look(uptime); }
                }
                told += gauge.untold.take().map_or(0, |span| span.0);
                prop_assert!(told <= asleep);
                let now = gauge.now(uptime);
                prop_assert_eq!(now, Elapsed(expected));
                prop_assert!(now >= last);
                last = now;
            }
        }
    }

    #[test]
    fn a_nap_below_two_seconds_adds_up_with_the_next() {
        let mut gauge = Gauge::new(Elapsed(0), Uptime { with_sleep: 0, awake: 0 });
        assert!(!gauge.look(Uptime { with_sleep: 1_500, awake: 0 }));
        let later = Uptime { with_sleep: 3_000, awake: 0 };
        assert!(gauge.look(later));
        assert_eq!(gauge.untold, Some(Span(3_000)));
        assert!(!gauge.look(later));
    }

    #[test]
    fn sleep_while_the_clock_stands_is_not_told() {
        let mut gauge = Gauge::new(Elapsed(0), Uptime { with_sleep: 0, awake: 0 });
        gauge.hold(Uptime { with_sleep: 1_000, awake: 1_000 });
        let later = Uptime { with_sleep: 61_000, awake: 1_000 };
        assert!(!gauge.look(later));
        assert_eq!(gauge.release(later), Span(60_000));
        assert_eq!((gauge.untold, gauge.now(later)), (None, Elapsed(1_000)));
    }
}
