//! Pushing: follow-ups in the middle of an answer, where the round has a phase for it.

use super::{FOLLOWUPS_MOST, first_fresh, has_time, may_push};
use crate::bank::question::Judge;
use crate::engine::event::{FollowupRef, Reader};
use crate::engine::state::{Attempt, Countdown, ItemState, What};
use crate::engine::{Stage, State};
use crate::score::gather::gather;
use crate::time::{Elapsed, Span};

/// Words of the phase's own that are enough to push on, for each question as many.
const WORDS: usize = 30;

/// Hundredths of the phase after which the interviewer asks all the same.
const SHARES: [u64; FOLLOWUPS_MOST] = [20, 65];

/// Whoever writes on after a sentence is not interrupted.
const QUIET: Span = Span(2000);

/// An answer that nobody touches is looked through once, not each time the clock ticks.
const FRESH: Span = Span(1200);

/// A question that is worth asking now, before the answer is handed in.
pub fn question(state: &State, now: Elapsed) -> Option<FollowupRef> {
    let moment = Moment::of(state, now)?;
    let begins = moment.begins(state)?;
    let is_fresh = begins <= now && now - begins < FRESH;
    if !is_fresh || !has_paused(moment.attempt) || !has_time(state, now) {
        return None;
    }
    choose(state, moment.judge, moment.item)
}

/// When the interviewer asks by itself, if nothing else happens.
pub fn due(state: &State, now: Elapsed) -> Option<Elapsed> {
    Moment::of(state, now)?.begins(state).filter(|at| *at > now)
}

/// An answer that may be pushed on.
struct Moment<'s> {
    judge: &'s Judge,
    item: &'s ItemState,
    attempt: &'s Attempt,
    /// There is enough of it already.
    is_enough: bool,
    /// When the phase has gone on for long enough.
    at: Option<Elapsed>,
}

impl Moment<'_> {
    fn begins(&self, state: &State) -> Option<Elapsed> {
        let quiet = state.last_at + QUIET;
        if self.is_enough { Some(quiet) } else { self.at.map(|at| at.max(quiet)) }
    }

    fn of(state: &State, now: Elapsed) -> Option<Moment<'_>> {
        let (plan, item) = state.current()?;
        let attempt = item.current_attempt().filter(|_| item.attempts.len() == 1)?;
        let judge = may_push(state, item)?;
        let round = state.round()?;
        let push = plan.push_phase(&round.phases)?;
        let phase = state.cursor.phase;
        let is_open = state.stage == Stage::Asking && attempt.open_part() == 0 && phase >= push;
        let is_written = attempt.part(0).any(|field| !field.text.trim().is_empty());
        if !is_open || !is_written {
            return None;
        }
        let asked = item.followups().count();
        if phase > push {
            // It went by too fast to ask anything: so before the answer is summed up.
            let is_due = asked == 0 && item.curveballs().next().is_none();
            return is_due.then_some(Moment { judge, item, attempt, is_enough: true, at: None });
        }
        let field = attempt.field(&round.phases[push].name)?;
        let words = field.text.split_whitespace().count();
        let at = time_of(state, state.phase_reading(now)?, asked, now);
        let is_enough = words >= WORDS * (asked + 1);
        Some(Moment { judge, item, attempt, is_enough, at })
    }
}

fn time_of(state: &State, phase: Countdown, asked: usize, now: Elapsed) -> Option<Elapsed> {
    let wanted = Span(phase.budget.0?.0 * SHARES.get(asked)? / 100);
    let began = state.watch.read(now).less(phase.used);
    state.watch.when(began + wanted)
}

/// Nobody is interrupted in the middle of a sentence.
fn has_paused(attempt: &Attempt) -> bool {
    let text = attempt.open_field().map_or("", |field| &field.text);
    let said = text.trim_end_matches([' ', '"', '”', ')']);
    said.is_empty() || said.ends_with(['.', '!', '?', ':', ';', '\n'])
}

/// By what the answer says so far.
fn choose(state: &State, judge: &Judge, item: &ItemState) -> Option<FollowupRef> {
    let mut readings = item.readings.clone();
    let gathered = gather(state, state.cursor.slot, state.cursor.item, 0);
    readings.extend(gathered.suggested.map(|reading| ((0, Reader::Words), reading)));
    let was_asked = item.happenings.iter().any(|h| matches!(h.what, What::Followup { .. }));
    first_fresh(state, judge, item, &readings, !was_asked)
}

#[cfg(test)]
#[path = "push_tests.rs"]
mod tests;
