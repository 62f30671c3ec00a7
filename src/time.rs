//! Durations and instants as data. Nothing here asks what time it is.

use std::fmt;
use std::ops::{Add, AddAssign, Sub};

use serde::{Deserialize, Serialize};

/// Milliseconds since the session was opened, time asleep included.
///
/// The clock at the edge makes it; below the edge it is only ever an argument.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Elapsed(pub u64);

/// A length of time in milliseconds.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Span(pub u64);

impl Span {
    pub const ZERO: Span = Span(0);

    pub const fn seconds(seconds: u64) -> Span {
        Span(seconds * 1000)
    }

    pub const fn minutes(minutes: u64) -> Span {
        Span(minutes * 60_000)
    }

    /// Multiplies by `thousandths` / 1000: `Span::minutes(10).scaled(1500)` is 15 minutes.
    pub const fn scaled(self, thousandths: u64) -> Span {
        Span(self.0.saturating_mul(thousandths) / 1000)
    }

    /// Whole minutes, rounded to the nearest.
    pub const fn whole_minutes(self) -> u64 {
        (self.0 + 30_000) / 60_000
    }

    /// The part of this span that `used` leaves; zero once it is spent.
    #[must_use]
    pub const fn less(self, used: Span) -> Span {
        Span(self.0.saturating_sub(used.0))
    }
}

impl Add<Span> for Elapsed {
    type Output = Elapsed;
    fn add(self, span: Span) -> Elapsed {
        Elapsed(self.0.saturating_add(span.0))
    }
}

impl Sub for Elapsed {
    type Output = Span;
    /// Saturates at zero, so an instant from before a crash never yields a negative span.
    fn sub(self, earlier: Elapsed) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }
}

impl Add for Span {
    type Output = Span;
    fn add(self, other: Span) -> Span {
        Span(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Span {
    fn add_assign(&mut self, other: Span) {
        *self = *self + other;
    }
}

impl std::iter::Sum for Span {
    fn sum<I: Iterator<Item = Span>>(spans: I) -> Span {
        spans.fold(Span::ZERO, Add::add)
    }
}

/// `4:07` or, from an hour on, `1:04:07`. Cuts to whole seconds.
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0 / 1000;
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        if hours > 0 {
            write!(f, "{hours}:{minutes:02}:{seconds:02}")
        } else {
            write!(f, "{minutes}:{seconds:02}")
        }
    }
}

/// The time something may take; `None` when the candidate chose no limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Budget(pub Option<Span>);

/// What is left of a budget, or by how much it was passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remaining {
    Left(Span),
    Over(Span),
    Unlimited,
}

impl Budget {
    pub const UNLIMITED: Budget = Budget(None);

    pub const fn of(span: Span) -> Budget {
        Budget(Some(span))
    }

    pub fn remaining(self, used: Span) -> Remaining {
        match self.0 {
            None => Remaining::Unlimited,
            Some(limit) if used <= limit => Remaining::Left(limit.less(used)),
            Some(limit) => Remaining::Over(used.less(limit)),
        }
    }

    #[must_use]
    pub fn extended(self, by: Span) -> Budget {
        Budget(self.0.map(|limit| limit + by))
    }
}

impl fmt::Display for Remaining {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Remaining::Left(span) => write!(f, "{span} left"),
            Remaining::Over(span) => write!(f, "over {span}"),
            Remaining::Unlimited => f.write_str("no limit"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_print_as_a_clock_shows_them() {
        assert_eq!(Span::seconds(5).to_string(), "0:05");
        assert_eq!(Span(59_999).to_string(), "0:59");
        assert_eq!(Span::minutes(64).to_string(), "1:04:00");
    }

    #[test]
    fn a_budget_tells_left_from_over() {
        let budget = Budget::of(Span::minutes(5));
        assert_eq!(budget.remaining(Span::minutes(5)), Remaining::Left(Span::ZERO));
        assert_eq!(budget.remaining(Span::minutes(6)), Remaining::Over(Span::minutes(1)));
        assert_eq!(Budget::UNLIMITED.remaining(Span::minutes(6)), Remaining::Unlimited);
        assert_eq!(Budget::UNLIMITED.extended(Span::minutes(1)), Budget::UNLIMITED);
    }

    #[test]
    fn going_back_in_time_is_no_time() {
        assert_eq!(Elapsed(5) - Elapsed(9), Span::ZERO);
    }

    #[test]
    fn scaling_is_in_thousandths() {
        assert_eq!(Span::minutes(10).scaled(1500), Span::minutes(15));
    }
}
