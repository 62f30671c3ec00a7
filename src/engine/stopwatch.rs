//! Interview time: elapsed time without pauses, and with what reveals cost.

use crate::time::{Elapsed, Span};

/// A clock that can be stopped, run on and charged. It reads `Elapsed` and yields interview time.
///
/// Everything timed (round, phase, question, field) remembers the interview time at which it
/// began; a pause or a charge then needs to be booked once, here, and every count is right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stopwatch {
    counted: Span,
    since: Option<Elapsed>,
}

impl Stopwatch {
    pub fn is_running(self) -> bool {
        self.since.is_some()
    }

    /// Interview time at `now`.
    pub fn read(self, now: Elapsed) -> Span {
        match self.since {
            Some(since) => self.counted + (now - since),
            None => self.counted,
        }
    }

    pub fn run(&mut self, now: Elapsed) {
        if self.since.is_none() {
            self.since = Some(now);
        }
    }

    pub fn stop(&mut self, now: Elapsed) {
        self.counted = self.read(now);
        self.since = None;
    }

    /// Spends `cost` at once, as if it had passed.
    pub fn charge(&mut self, cost: Span) {
        self.counted += cost;
    }

    /// Takes back `slept`, the time the machine was asleep while the watch ran.
    pub fn forgive(&mut self, now: Elapsed, slept: Span) {
        if let Some(since) = self.since {
            let ran = now - since;
            self.counted += ran.less(slept);
            self.since = Some(now);
        }
    }

    /// The elapsed time at which the watch will read `reading`; `None` while it stands.
    pub fn when(self, reading: Span) -> Option<Elapsed> {
        self.since.map(|since| since + reading.less(self.counted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn pauses_do_not_count_and_charges_do() {
        let mut watch = Stopwatch::default();
        watch.run(Elapsed(1000));
        watch.stop(Elapsed(4000));
        assert_eq!(watch.read(Elapsed(9000)), Span(3000));
        watch.run(Elapsed(9000));
        watch.charge(Span(500));
        assert_eq!(watch.read(Elapsed(10_000)), Span(4500));
        assert_eq!(watch.when(Span(5500)), Some(Elapsed(11_000)));
    }

    #[test]
    fn sleep_is_forgiven_only_while_it_ran() {
        let mut watch = Stopwatch::default();
        watch.forgive(Elapsed(5), Span(5));
        assert_eq!(watch.read(Elapsed(9)), Span::ZERO);
        watch.run(Elapsed(10));
        watch.forgive(Elapsed(100), Span(60));
        assert_eq!(watch.read(Elapsed(110)), Span(40));
    }

    proptest! {
        /// A reference model: sum of the running stretches, to the millisecond.
        #[test]
        fn reads_the_sum_of_running_stretches(steps in prop::collection::vec((0u64..1 << 32, any::<bool>()), 1..60)) {
            let mut watch = Stopwatch::default();
            let (mut now, mut sum, mut running) = (0u64, 0u64, false);
            for (gap, run) in steps {
                now += gap;
                if running { sum += gap; }
                if run { watch.run(Elapsed(now)); } else { watch.stop(Elapsed(now)); }
                running = run;
                prop_assert_eq!(watch.read(Elapsed(now)), Span(sum));
            }
        }
    }
}
