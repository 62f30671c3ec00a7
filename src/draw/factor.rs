//! How budgets stretch, shrink or vanish.

use super::wish::TimeWish;
use crate::bank::question::Level;
use crate::format::{LoopFormat, SlotFormat};
use crate::time::{Budget, Span};

/// A shorter break is none.
const BREAK_LEAST: Span = Span::minutes(2);

/// What every written minute is multiplied with, as a ratio so that `--minutes 20` makes exactly
/// twenty; `None` switches limits off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Factor {
    ratio: Option<(u32, u32)>,
    /// Fewer questions are drawn when there is less time for them, but not more when there is more.
    shrink: u32,
}

impl Factor {
    /// The factor for something written to take `minutes`.
    pub(super) fn of(wish: TimeWish, minutes: u32) -> Factor {
        match wish {
            TimeWish::AsWritten => Factor { ratio: Some((1, 1)), shrink: 1000 },
            TimeWish::Scaled(by) => Factor { ratio: Some((by, 1000)), shrink: 1000 },
            TimeWish::Untimed => Factor { ratio: None, shrink: 1000 },
            TimeWish::Minutes(wanted) => {
                let minutes = minutes.max(1);
                let shrink = (wanted * 1000 / minutes).min(1000);
                Factor { ratio: Some((wanted, minutes)), shrink }
            }
        }
    }

    /// The factor for a loop, and whether there is time for its breaks: where the shortest would
    /// come to nothing, the rounds have the time of them all.
    pub(super) fn of_loop(wish: TimeWish, looped: &LoopFormat, level: Level) -> (Factor, bool) {
        let breaks = || {
            looped.slots_at(level).filter_map(|slot| match slot {
                SlotFormat::Break { minutes, .. } => Some(*minutes),
                _ => None,
            })
        };
        let factor = Factor::of(wish, looped.minutes);
        let shortest = breaks().min().and_then(|minutes| factor.budget(minutes).0);
        if shortest.is_none_or(|shortest| shortest >= BREAK_LEAST) {
            return (factor, true);
        }
        (Factor::of(wish, looped.minutes - breaks().sum::<u32>()), false)
    }

    pub(super) fn budget(self, minutes: u32) -> Budget {
        self.budget_of(Span::minutes(u64::from(minutes)))
    }

    pub(super) fn budget_of(self, written: Span) -> Budget {
        match self.ratio {
            None => Budget::UNLIMITED,
            Some((by, of)) => Budget::of(Span(written.0 * u64::from(by) / u64::from(of))),
        }
    }

    /// How many of `count` questions there is time for; at least one.
    pub(super) fn count(self, count: u32) -> u32 {
        ((count * self.shrink + 500) / 1000).clamp(1, count.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_minutes_shrink_a_round_in_proportion() {
        let factor = Factor::of(TimeWish::Minutes(20), 40);
        assert_eq!(factor.budget(10), Budget::of(Span::minutes(5)));
        assert_eq!(factor.count(4), 2);
        assert_eq!(factor.count(1), 1);
        let uneven = Factor::of(TimeWish::Minutes(20), 45);
        assert_eq!(uneven.budget(45), Budget::of(Span::minutes(20)));
    }

    #[test]
    fn more_time_draws_no_more_questions() {
        assert_eq!(Factor::of(TimeWish::Minutes(90), 45).count(3), 3);
        assert_eq!(Factor::of(TimeWish::Untimed, 45).budget(10), Budget::UNLIMITED);
    }
}
