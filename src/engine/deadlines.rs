//! What is due and when: a small table, recomputed from the state whenever it is asked for.

use std::collections::BTreeSet;

use super::event::{TimeScope, Warning};
use super::state::{Countdown, Stage, State};
use crate::format::plan::ItemWhat;
use crate::time::{Elapsed, Span};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deadline {
    pub at: Elapsed,
    pub due: Due,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    Warn(TimeScope, Warning),
    /// The interviewer throws the curveball that was drawn.
    Curveball(usize),
}

/// Time left at which a countdown of `limit` warns. Warnings that would come at or before its
/// start are left out, and so is one that says the same as its neighbour.
pub fn thresholds(limit: Span) -> Vec<(Warning, Span)> {
    let half = Span(limit.0 / 2);
    let mut found = vec![(Warning::Half, half)];
    for (warning, left) in
        [(Warning::FiveMinutes, Span::minutes(5)), (Warning::OneMinute, Span::minutes(1))]
    {
        if left < limit && left != half {
            found.push((warning, left));
        }
    }
    found.push((Warning::Zero, Span::ZERO));
    found
}

/// Everything that will be due if nothing else happens, in no particular order.
pub fn deadlines(state: &State) -> Vec<Deadline> {
    let mut found = Vec::new();
    let slot = state.cursor.slot;
    let Some(slot_state) = state.slots.get(slot) else { return found };
    if state.stage == Stage::Break {
        break_deadlines(state, &mut found);
        return found;
    }
    if slot_state.ended.is_some() || slot_state.started.is_none() {
        return found;
    }
    for (scope, from, limit) in countdowns(state) {
        for (warning, left) in thresholds(limit) {
            // A round's zero ends it in exam: due until it has, should a crash come between.
            let ends = state.is_exam() && (scope, warning) == (TimeScope::Round, Warning::Zero);
            if slot_state.warned.contains(&(scope, warning)) && !ends {
                continue;
            }
            if let Some(at) = state.watch.when(from + limit.less(left)) {
                found.push(Deadline { at, due: Due::Warn(scope, warning) });
            }
        }
    }
    if let Some((at, curveball)) = curveball_time(state) {
        found.push(Deadline { at, due: Due::Curveball(curveball) });
    }
    found
}

/// The first of them.
pub fn next_deadline(state: &State) -> Option<Deadline> {
    deadlines(state).into_iter().min()
}

/// Both countdowns that run: scope, interview time of the start, limit.
fn countdowns(state: &State) -> Vec<(TimeScope, Span, Span)> {
    let now = state.last_at;
    let reading = state.watch.read(now);
    let from = |countdown: Countdown| reading.less(countdown.used);
    let mut found = Vec::new();
    if let Some(round) = state.round_reading(now)
        && let Some(limit) = round.budget.0
    {
        found.push((TimeScope::Round, from(round), limit));
    }
    if state.stage != Stage::Between
        && let Some(phase) = state.phase_reading(now)
        && let Some(limit) = phase.budget.0
        && state.round().is_some_and(|round| round.phases.len() > 1)
    {
        found.push((TimeScope::Phase, from(phase), limit));
    }
    found
}

fn break_deadlines(state: &State, found: &mut Vec<Deadline>) {
    let slot = &state.slots[state.cursor.slot];
    let budget = state.slot_plan(state.cursor.slot).and_then(|plan| plan.budget().0);
    let (Some(started), Some(limit)) = (slot.started, budget) else { return };
    for (warning, left) in [(Warning::OneMinute, Span::minutes(1)), (Warning::Zero, Span::ZERO)] {
        if !slot.warned.contains(&(TimeScope::Round, warning)) && left < limit {
            let at = started + (limit + slot.extended).less(left);
            found.push(Deadline { at, due: Due::Warn(TimeScope::Round, warning) });
        }
    }
}

/// Hundredths of the phase that pushes after which the curveball comes there.
const INTO_PUSH: u64 = 40;

/// When the drawn curveball comes: its minutes, stretched as the question's budget is; where the
/// round has a phase to push in, in that one, and at once where it is passed.
fn curveball_time(state: &State) -> Option<(Elapsed, usize)> {
    if state.stage != Stage::Asking {
        return None;
    }
    let (plan, item) = state.current()?;
    let ItemWhat::Question { curveball: Some(curveball), .. } = plan.what else { return None };
    let question = state.current_question()?;
    let script = question.judge.as_ref()?.curveballs.get(curveball)?;
    let is_answered = item.current_attempt()?.open_part() > 0;
    if item.curveballs().any(|thrown| thrown == curveball) || is_answered {
        return None;
    }
    let after = Span::minutes(u64::from(script.after)).scaled(state.stretch(plan, question));
    let round = state.round()?;
    let push = plan.push_phase(&round.phases);
    let from = match push {
        None => item.from + after,
        Some(push) => {
            let begun = state.slots.get(state.cursor.slot)?.phases.get(push)?.from?;
            match round.phases[push].budget.0 {
                Some(limit) => begun + Span(limit.0 * INTO_PUSH / 100),
                None => begun.max(item.from + after),
            }
        }
    };
    let is_passed = push.is_some_and(|push| state.cursor.phase > push);
    Some((state.watch.when(if is_passed { item.from } else { from })?, curveball))
}

/// Warnings that stay given after the time was extended: those still at or below their mark.
pub(super) fn passed_warnings(state: &State, now: Elapsed) -> BTreeSet<(TimeScope, Warning)> {
    let Some(slot) = state.slots.get(state.cursor.slot) else { return BTreeSet::new() };
    let reading = |scope| match scope {
        TimeScope::Round => state.round_reading(now),
        TimeScope::Phase => state.phase_reading(now),
    };
    let is_passed = |&(scope, warning): &(TimeScope, Warning)| {
        let Some(Countdown { used, budget }) = reading(scope) else { return false };
        let Some(limit) = budget.0 else { return false };
        let mark = thresholds(limit).into_iter().find(|(kind, _)| *kind == warning);
        mark.is_some_and(|(_, left)| limit.less(used) <= left)
    };
    slot.warned.iter().copied().filter(is_passed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_countdown_warns_at_half_five_one_and_zero() {
        let kinds = |minutes| {
            let found = thresholds(Span::minutes(minutes));
            found.into_iter().map(|(warning, _)| warning).collect::<Vec<_>>()
        };
        use Warning::*;
        assert_eq!(kinds(45), [Half, FiveMinutes, OneMinute, Zero]);
        assert_eq!(kinds(10), [Half, OneMinute, Zero]);
        assert_eq!(kinds(5), [Half, OneMinute, Zero]);
        assert_eq!(kinds(2), [Half, Zero]);
        assert_eq!(kinds(1), [Half, Zero]);
    }
}
