//! Evidence for a handed-in part of an answer, from what the state holds.

use super::reading::{Part, computed_of, read, separates};
use super::suggest::suggest;
use crate::bank::question::{Cause, Judge};
use crate::engine::State;
use crate::engine::checklist::{points_of_round, question_points};
use crate::engine::event::{Evidence, FollowupRef, Reading};
use crate::engine::own::own_text;
use crate::engine::state::{Field, ItemState, What};
use crate::format::plan::ItemWhat;

/// What is found in a part once it is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gathered {
    /// Computed facts; of sessions before rules 3 also what the matcher found.
    pub found: Vec<Evidence>,
    /// What the built-in reader suggests, from rules 3 on.
    pub suggested: Option<Reading>,
}

/// The first rules under which words suggest, and judge nothing.
const SUGGESTS_FROM: u32 = 3;

/// What is found in one part of the scored attempt: 0 the answer, n its n-th follow-up.
///
/// The answer is held against the question's items, its red flags, its estimates, its hidden cause,
/// the curveballs that were thrown and the round's own items; the answer to a follow-up against
/// that follow-up as well. Of several fields the best counts.
#[must_use]
pub fn gather(state: &State, slot: usize, item: usize, part: usize) -> Gathered {
    let nothing = Gathered { found: Vec::new(), suggested: None };
    let (Some(question), Some(found)) =
        (state.question_of(slot, item), state.item_state(slot, item))
    else {
        return nothing;
    };
    let (Some(judge), Some(attempt)) = (&question.judge, found.scored_attempt()) else {
        return nothing;
    };
    let suggests = state.header.rules >= SUGGESTS_FROM;
    let own = |field: &'_ Field| match suggests {
        true => own_text(&question.ask, &field.name, &field.text).into_owned(),
        false => field.text.clone(),
    };
    let texts: Vec<(&str, String)> =
        attempt.part(part).map(|field| (field.name.as_str(), own(field))).collect();
    let fields: Vec<(&str, &str)> =
        texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let level = state.level();
    let mut points = question_points(state, slot, item, level);
    let of_round = state.round_plan(slot).map_or(&[][..], |round| &round.rubric);
    points.extend(points_of_round(of_round, level));
    let part = Part {
        judge,
        points: &points,
        options: &question.ask.options,
        prompt: &question.ask.prompt,
        followup: fields.iter().find_map(|(name, _)| followup_of(found, judge, name)),
        cause: drawn_cause(state, slot, item, judge, found),
        fields: &fields,
    };
    if !suggests {
        return Gathered { found: read(&part), suggested: None };
    }
    Gathered { found: computed_of(&part), suggested: Some(suggest(&part)) }
}

fn followup_of<'a>(found: &ItemState, judge: &'a Judge, field: &str) -> Option<&'a str> {
    let (which, ..) = found.followups().find(|(_, _, name)| *name == field)?;
    match which {
        FollowupRef::Followup(index) => Some(judge.followups.get(index)?.id.as_str()),
        FollowupRef::Probe(_) => None,
    }
}

fn drawn_cause<'a>(
    state: &State,
    slot: usize,
    item: usize,
    judge: &'a Judge,
    found: &ItemState,
) -> Option<(&'a Cause, bool)> {
    let ItemWhat::Question { cause, .. } = state.item_plan(slot, item)?.what else { return None };
    let cause = judge.causes.get(cause?)?;
    let shown: Vec<usize> = found
        .happenings
        .iter()
        .filter_map(|happening| match happening.what {
            What::Revealed { reveal, .. } => Some(reveal),
            _ => None,
        })
        .collect();
    Some((cause, separates(judge, &cause.id, &shown)))
}
