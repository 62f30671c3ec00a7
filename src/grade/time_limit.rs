//! How long an answer may take.
//!
//! Processor time is what is judged: a busy machine does not make an answer slower than it is. The
//! clock is a second, wider limit, for an answer that sleeps or waits.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What an answer may use of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeLimit {
    pub processor_ms: u64,
    pub clock_ms: u64,
}

/// What it used of both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// Nothing where it could not be measured.
    pub processor_ms: Option<u64>,
    pub clock_ms: u64,
}

impl TimeLimit {
    /// How late an answer that uses it up may be noticed, milliseconds.
    pub const LATE_MS: u64 = 250;

    /// Of a question that allows so much processor time: four times that by the clock, and a second.
    pub const fn of(processor_ms: u64) -> TimeLimit {
        TimeLimit { processor_ms, clock_ms: 4 * processor_ms + 1_000 }
    }

    /// Where nobody can read the processor time the clock is the one limit, and no wider.
    pub const fn by_clock_alone(self) -> TimeLimit {
        TimeLimit { clock_ms: self.processor_ms, ..self }
    }

    pub fn is_exceeded(self, spent: Spent) -> bool {
        spent.processor_ms.is_some_and(|used| used > self.processor_ms)
            || spent.clock_ms > self.clock_ms
    }

    /// `it took 1013 ms of processor time and 1240 ms by the clock; it may take 1000 and 5000 ms`.
    pub fn said(self, spent: Spent) -> String {
        let clock = spent.clock_ms;
        match spent.processor_ms {
            Some(used) => format!(
                "it took {used} ms of processor time and {clock} ms by the clock; it may take {} \
                 and {} ms",
                self.processor_ms, self.clock_ms
            ),
            None => format!(
                "it took {clock} ms by the clock; it may take {} ms of processor time and {} ms \
                 by the clock",
                self.processor_ms, self.clock_ms
            ),
        }
    }
}

/// Looks at a limit again and again, while something else waits for the answer. The times are
/// arguments. Copies of it look at the same limit, one after the other.
#[derive(Clone, Debug)]
pub struct Watch {
    limit: TimeLimit,
    /// What there was when it began, by both measures.
    began: Spent,
    /// Milliseconds in which this process was stopped.
    stopped: Arc<AtomicU64>,
}

impl Watch {
    pub fn new(limit: TimeLimit, began: Spent) -> Watch {
        Watch { limit, began, stopped: Arc::default() }
    }

    /// What was used, where that is too much. After a gap nothing is decided until the next look, since
    /// what came in time may not have been read yet; and the gap counts for nothing.
    pub fn look(&self, now: Spent, due_ms: u64) -> Option<Spent> {
        if let Some(gap) = stopped_ms(due_ms, now.clock_ms) {
            self.stopped.fetch_add(gap, Ordering::Relaxed);
            return None;
        }
        let processor = now.processor_ms.zip(self.began.processor_ms);
        let stopped = self.stopped.load(Ordering::Relaxed);
        let spent = Spent {
            processor_ms: processor.map(|(now, began)| now.saturating_sub(began)),
            clock_ms: now.clock_ms.saturating_sub(self.began.clock_ms + stopped),
        };
        self.limit.is_exceeded(spent).then_some(spent)
    }
}

/// What comes so much later than it was due was not late by itself.
const GAP_MS: u64 = 100;

/// How long this process was stopped, where something that was due came much later.
pub fn stopped_ms(due_ms: u64, now_ms: u64) -> Option<u64> {
    now_ms.checked_sub(due_ms).filter(|gap| *gap > GAP_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_watch_ends_what_goes_on_at_either_limit_and_at_the_next_look() {
        let watch = Watch::new(TimeLimit::of(500), spent(70, 10_000));
        // One that waits or was stopped: its processor stands still.
        for now in (10_010..=13_000).step_by(10) {
            assert_eq!(watch.look(spent(80, now), now), None, "{now}");
        }
        assert_eq!(watch.look(spent(80, 13_010), 13_010), Some(spent(10, 3_010)));
        // One that works.
        assert_eq!(watch.look(spent(570, 10_090), 10_090), None);
        assert_eq!(watch.look(spent(571, 10_100), 10_100), Some(spent(501, 100)));
    }

    #[test]
    fn whoever_was_stopped_itself_listens_once_before_it_ends_anything() {
        let watch = Watch::new(TimeLimit::of(500), spent(0, 0));
        assert_eq!(watch.look(spent(400, 60_000), 20), None, "stopped for a minute");
        assert_eq!(watch.look(spent(501, 60_010), 60_010), Some(spent(501, 30)), "it went on");
        // On a busy machine a look may be somewhat late, and the limit is still kept.
        let watch = Watch::new(TimeLimit::of(500), spent(0, 0));
        let late = 3_001 + TimeLimit::LATE_MS - GAP_MS;
        assert!(watch.look(spent(400, late + GAP_MS), late).is_some());
    }

    #[test]
    fn time_in_which_this_process_was_stopped_is_nobodys() {
        let watch = Watch::new(TimeLimit::of(500), spent(0, 0));
        assert_eq!(watch.look(spent(10, 30_000), 1_000), None, "29 seconds");
        assert_eq!(watch.look(spent(10, 30_010), 30_010), None, "and not a limit of three");
        // Another thread of the same run goes on with it.
        let next = watch.clone();
        assert_eq!(next.look(spent(20, 42_000), 31_000), None, "11 more");
        assert_eq!(next.look(spent(20, 43_000), 43_000), None);
        assert_eq!(watch.look(spent(20, 43_001), 43_001), Some(spent(20, 3_001)));
    }

    #[test]
    fn where_no_processor_time_is_known_the_clock_is_the_one_limit() {
        let limit = TimeLimit::of(500).by_clock_alone();
        assert_eq!(limit, TimeLimit { processor_ms: 500, clock_ms: 500 });
        let watch = Watch::new(limit, spent(None, 0));
        assert_eq!(watch.look(spent(None, 500), 500), None);
        assert_eq!(watch.look(spent(None, 510), 510), Some(spent(None, 510)));
    }

    fn spent(processor_ms: impl Into<Option<u64>>, clock_ms: u64) -> Spent {
        Spent { processor_ms: processor_ms.into(), clock_ms }
    }

    #[test]
    fn either_limit_ends_it_and_both_are_said() {
        let limit = TimeLimit::of(1_000);
        assert_eq!(limit, TimeLimit { processor_ms: 1_000, clock_ms: 5_000 });
        assert!(!limit.is_exceeded(spent(1_000, 5_000)), "a busy machine is no fault");
        assert!(limit.is_exceeded(spent(1_001, 1_001)));
        assert!(limit.is_exceeded(spent(3, 5_001)));
        assert!(!limit.is_exceeded(spent(None, 4_000)));
        assert_eq!(
            limit.said(spent(1_013, 1_240)),
            "it took 1013 ms of processor time and 1240 ms by the clock; it may take 1000 and \
             5000 ms"
        );
        assert_eq!(
            limit.said(spent(None, 5_010)),
            "it took 5010 ms by the clock; it may take 1000 ms of processor time and 5000 ms by \
             the clock"
        );
    }
}
