//! Countdowns in words: the phase strip, the label of a line, warnings.

use crate::engine::event::{TimeScope, Warning};
use crate::engine::state::Countdown;
use crate::engine::{Seat, Stage, State};
use crate::figures::minutes;
use crate::format::plan::{PhasePlan, RoundPlan};
use crate::time::{Elapsed, Remaining, Span};
use crate::view::page::Ink;
use crate::view::words::capital;

/// From here on the clock is amber.
const SHORT: Span = Span::minutes(5);

/// `intro · [concepts] · sql · your questions`.
pub fn strip(round: &RoundPlan, current: usize) -> String {
    let name = |(index, phase): (usize, &crate::format::plan::PhasePlan)| {
        if index == current { format!("[{}]", phase.name) } else { phase.name.clone() }
    };
    round.phases.iter().enumerate().map(name).collect::<Vec<_>>().join(" · ")
}

/// `phase 6:41 left · round 31:07 left`; the round alone where it has one phase.
pub fn readings(state: &State, now: Elapsed) -> String {
    let mut parts = Vec::new();
    if let Some(phase) = phase(state, now) {
        parts.push(format!("phase {}", left(phase)));
    }
    if let Some(round) = state.round_reading(now) {
        let name = if state.stage == Stage::Break { "break" } else { "round" };
        parts.push(format!("{name} {}", left(round)));
    }
    parts.join(" · ")
}

fn phase(state: &State, now: Elapsed) -> Option<Countdown> {
    let has_several = state.round().is_some_and(|round| round.phases.len() > 1);
    if has_several { state.phase_reading(now) } else { None }
}

fn left(reading: Countdown) -> String {
    match reading.remaining() {
        Remaining::Unlimited => format!("{}, no limit", reading.used),
        remaining => remaining.to_string(),
    }
}

/// The countdown that ends first, if any runs: what a line's label and the bar show.
pub fn nearest(state: &State, now: Elapsed) -> Option<Countdown> {
    phase(state, now).or_else(|| state.round_reading(now))
}

/// `6:41 left >`.
pub fn label(state: &State, now: Elapsed) -> (Ink, String) {
    match nearest(state, now).map(Countdown::remaining) {
        None | Some(Remaining::Unlimited) => (Ink::Dim, ">".to_owned()),
        Some(remaining) => (ink(remaining), format!("{remaining} >")),
    }
}

pub fn ink(remaining: Remaining) -> Ink {
    match remaining {
        Remaining::Left(left) if left <= SHORT => Ink::Amber,
        Remaining::Over(_) => Ink::Red,
        Remaining::Left(_) | Remaining::Unlimited => Ink::Dim,
    }
}

/// What a countdown says when it speaks up.
pub fn warning(state: &State, scope: TimeScope, warning: Warning, now: Elapsed) -> (Ink, String) {
    let is_break = state
        .slot_plan(state.cursor.slot)
        .is_some_and(|slot| matches!(slot, crate::format::plan::Slot::Break { .. }));
    let name = match scope {
        TimeScope::Round if is_break => "break",
        TimeScope::Round => "round",
        TimeScope::Phase => "phase",
    };
    let reading = match scope {
        TimeScope::Round => state.round_reading(now),
        TimeScope::Phase => state.phase_reading(now),
    };
    let text = match warning {
        Warning::Half => {
            let left = reading.map_or(String::new(), |reading| format!(": {}", left(reading)));
            format!("Half of this {name} is over{left}.")
        }
        Warning::FiveMinutes => format!("5 minutes left in this {name}."),
        Warning::OneMinute if scope == TimeScope::Phase && state.is_exam() => {
            let next =
                next_phase(state).map(|next| format!(" {} comes next.", capital(&next.name)));
            format!("1 minute left in this phase.{}", next.unwrap_or_default())
        }
        Warning::OneMinute => format!("1 minute left in this {name}."),
        Warning::Zero if is_break => "The break is over.".to_owned(),
        Warning::Zero if scope == TimeScope::Phase => phase_over(state),
        Warning::Zero if state.is_exam() => {
            "Time is up. The round ends here; what you have written is handed in.".to_owned()
        }
        Warning::Zero => "The time for this round is over. From here on it is overtime.".to_owned(),
    };
    let ink = match warning {
        Warning::Half => Ink::Plain,
        Warning::FiveMinutes | Warning::OneMinute => Ink::Amber,
        Warning::Zero => Ink::Red,
    };
    (ink, text)
}

/// A phase's time never ends it. Where the round ends by the clock, what it takes too much is missing
/// from the next.
fn phase_over(state: &State) -> String {
    match next_phase(state).filter(|_| state.is_exam()) {
        Some(next) => {
            let has = next
                .budget
                .0
                .map_or(String::new(), |limit| format!(", which has {}", minutes(limit)));
            format!(
                "The time for this phase is over. From here on you take it from {}{has}.",
                next.name
            )
        }
        None => "The time for this phase is over. Finish when you are ready.".to_owned(),
    }
}

fn next_phase(state: &State) -> Option<&PhasePlan> {
    state.round()?.phases.get(state.cursor.phase + 1)
}

/// Who added how much.
pub fn extended(by: Span, seat: Seat) -> String {
    match seat {
        Seat::Candidate => format!("Extended by {}.", minutes(by)),
        Seat::Interviewer => format!("The interviewer adds {}.", minutes(by)),
    }
}

/// The machine slept, and the clock with it.
pub fn slept(slept: Span) -> String {
    format!("The machine slept for {slept}; that time does not count.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Event;
    use crate::testing::plans::{EXAM, PRACTICE, Wanted, folded, phone_screen};

    /// What is said as the phase's time is over.
    fn over(wanted: Wanted, phase: usize) -> String {
        let mut events = phone_screen(wanted);
        events.push(Event::RoundStarted { slot: 0 });
        events.extend((0..=phase).map(|phase| Event::PhaseStarted { phase }));
        warning(&folded(events), TimeScope::Phase, Warning::Zero, Elapsed(0)).1
    }

    #[test]
    fn a_phase_of_an_exam_that_is_over_eats_the_next() {
        let eats = "From here on you take it from your questions, which has 5 minutes.";
        assert!(over(EXAM, 1).ends_with(eats), "{}", over(EXAM, 1));
        let ends = "The time for this phase is over. Finish when you are ready.";
        assert_eq!((over(EXAM, 2).as_str(), over(PRACTICE, 1).as_str()), (ends, ends));
    }
}
