//! What can be judged, in which order, and what one guess covers.

use crate::bank::question::Kind;
use crate::engine::checklist::{Check, checklist};
use crate::engine::decide::OVERALL;
use crate::engine::event::Scope;
use crate::engine::state::ItemState;
use crate::engine::{Seat, State};

/// Everything that is ever judged: round by round its questions and the round, then the loop.
pub fn all(state: &State) -> Vec<Scope> {
    let rounds = state.scored_rounds();
    let mut scopes: Vec<Scope> =
        rounds.into_iter().flat_map(|slot| of_round(state, slot)).collect();
    scopes.push(Scope::Loop);
    scopes
}

/// A round's questions, then the round.
pub fn of_round(state: &State, slot: usize) -> Vec<Scope> {
    let questions = questions_of(state, slot).into_iter();
    let questions = questions.map(|(slot, item)| Scope::Question { slot, item });
    questions.chain([Scope::Round { slot }]).collect()
}

/// Slot and item of each question of a round that was put.
pub fn questions_of(state: &State, slot: usize) -> Vec<(usize, usize)> {
    state.opened_questions().filter(|(of, _)| *of == slot).collect()
}

/// Allowed by now, not scored, and with something to judge.
pub fn is_open(state: &State, scope: Scope) -> bool {
    is_unscored(state, scope) && is_worthwhile(state, scope)
}

/// Whether it may be judged now and has no score yet.
pub fn is_unscored(state: &State, scope: Scope) -> bool {
    is_allowed(state, scope) && !state.scores.contains_key(&scope)
}

/// Whether the rules allow it to be judged now.
fn is_allowed(state: &State, scope: Scope) -> bool {
    match scope {
        Scope::Question { slot, item } => state.may_judge(slot, item),
        Scope::Round { slot } => {
            state.may_judge_round(slot) && state.scored_rounds().contains(&slot)
        }
        Scope::Loop => {
            state.ended.is_some()
                && state.plan.as_ref().is_some_and(|plan| plan.is_loop)
                && !state.scored_rounds().is_empty()
        }
    }
}

/// The scopes that have a score which rests on this one's.
pub fn above(state: &State, scope: Scope) -> Vec<Scope> {
    let above = match scope {
        Scope::Question { slot, .. } => vec![Scope::Round { slot }, Scope::Loop],
        Scope::Round { .. } => vec![Scope::Loop],
        Scope::Loop => Vec::new(),
    };
    above.into_iter().filter(|scope| state.scores.contains_key(scope)).collect()
}

/// Whether nobody has marked a point, and nothing computed it. Of what was said aloud nothing can be.
pub fn is_unmarked(state: &State, scope: Scope, check: &Check) -> bool {
    let is_heard = match scope {
        Scope::Question { slot, item } => {
            state.item_state(slot, item).is_some_and(|found| found.spoken)
        }
        Scope::Round { .. } | Scope::Loop => false,
    };
    (is_heard || !check.is_computed()) && state.mark(scope, &check.id).is_none()
}

/// Core points of a scope that count as open in its score.
fn open_points(state: &State, scope: Scope) -> usize {
    let checks = checklist(state, scope);
    let is_open = |check: &&Check| check.role.is_core() && is_unmarked(state, scope, check);
    checks.iter().filter(is_open).count()
}

/// Whether there are points that wait for a mark.
pub fn has_open_points(state: &State, scope: Scope) -> bool {
    is_allowed(state, scope) && is_worthwhile(state, scope) && open_points(state, scope) > 0
}

/// How many points of the whole session wait for a mark.
pub fn all_open_points(state: &State) -> usize {
    let waiting = all(state).into_iter().filter(|scope| has_open_points(state, *scope));
    waiting.map(|scope| open_points(state, scope)).sum()
}

/// How much text a scope's points may rest on, in bytes and lines of talk.
pub fn text_size(state: &State, scope: Scope) -> usize {
    let items = match scope {
        Scope::Question { slot, item } => state.item_state(slot, item).into_iter().collect(),
        Scope::Round { slot } => state.slots.get(slot).map_or(vec![], |s| s.items.iter().collect()),
        Scope::Loop => Vec::new(),
    };
    let size = |found: &ItemState| {
        let fields = found.scored_attempt().map_or(&[][..], |attempt| &attempt.fields);
        let texts = fields.iter().map(|field| field.text.len() + 1).sum::<usize>();
        texts + found.happenings.len()
    };
    items.into_iter().map(size).sum()
}

/// Whether there is anything that a person would look at.
fn is_worthwhile(state: &State, scope: Scope) -> bool {
    match scope {
        Scope::Question { slot, item } => {
            let has_judge = state.question_of(slot, item).is_some_and(|q| q.judge.is_some());
            // What was said to a peer may have left no text.
            let is_answered = state
                .item_state(slot, item)
                .is_some_and(|found| found.spoken || !found.is_blank() || state.has_peer());
            has_judge && is_answered
        }
        Scope::Round { slot } => state.round_plan(slot).is_some_and(|round| round.kind.is_some()),
        Scope::Loop => true,
    }
}

/// Whether a seat has sealed a guess that covers `scope`.
pub fn is_sealed(state: &State, scope: Scope, seat: Seat) -> bool {
    let has = |scope: Scope| state.sealed.contains_key(&(scope, seat));
    has(scope) || matches!(scope, Scope::Question { slot, .. } if has(Scope::Round { slot }))
}

/// The dimensions that something in the scope speaks to, in the order of the kind.
pub fn dimensions(state: &State, scope: Scope) -> Vec<&'static str> {
    let (kind, scopes) = match scope {
        Scope::Question { slot, item } => {
            (state.question_of(slot, item).map(|question| question.ask.kind), vec![scope])
        }
        Scope::Round { slot } => {
            (state.round_plan(slot).and_then(|round| round.kind), of_round(state, slot))
        }
        Scope::Loop => return vec![OVERALL],
    };
    let known = kind.map_or(&[][..], Kind::dimensions);
    let found: Vec<Check> = scopes
        .into_iter()
        .flat_map(|scope| checklist(state, scope))
        .filter(|c| c.role.is_core())
        .collect();
    let speaks = |dim: &&&str| found.iter().any(|check| check.dim == ***dim);
    let spoken: Vec<&'static str> = known.iter().filter(speaks).copied().collect();
    if spoken.is_empty() { known.iter().take(1).copied().collect() } else { spoken }
}
