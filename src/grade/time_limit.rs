//! How long an answer may take.
//!
//! Processor time is what is judged: a busy machine does not make an answer slower than it is. The
//! clock is a second, wider limit, for an answer that sleeps or waits.

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

#[cfg(test)]
mod tests {
    use super::*;

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
