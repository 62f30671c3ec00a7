//! What the world must do now. Derived from the state, so that a crash between an event and its
//! effect is made good when the session is opened again.

use super::event::Scope;
use super::state::State;
use super::verdict::Graded;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Match the part of the answer that was handed in; comes back as `FileEvidence`.
    MatchEvidence { slot: usize, item: usize, part: usize },
    /// Run code; comes back as `FileVerdict`, later: the loop goes on meanwhile.
    Grade { slot: usize, item: usize, of: Graded },
    /// Fold the confirmed marks; comes back as `ShowScore`.
    ComputeScore { scope: Scope },
}

/// Everything that is outstanding, oldest first.
pub fn pending(state: &State) -> Vec<Effect> {
    let mut effects = Vec::new();
    for (slot, item) in state.opened_questions() {
        let Some(found) = state.item_state(slot, item) else { continue };
        let has_judge = state.question_of(slot, item).is_some_and(|q| q.judge.is_some());
        let parts = found.scored_attempt().map_or(0, |attempt| attempt.parts);
        if has_judge && found.filed < parts {
            effects.push(Effect::MatchEvidence { slot, item, part: found.filed });
        }
    }
    for (slot, item) in state.opened_questions() {
        let ungraded = state.ungraded(slot, item).into_iter();
        effects.extend(ungraded.map(|of| Effect::Grade { slot, item, of }));
    }
    let grading: Vec<(usize, usize)> = effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Grade { slot, item, of: Graded::Attempt(_) } => Some((*slot, *item)),
            _ => None,
        })
        .collect();
    for scope in state.confirmed.keys() {
        let waits = grading.iter().any(|&(slot, item)| scope.covers(slot, item));
        if !state.scores.contains_key(scope) && !waits {
            effects.push(Effect::ComputeScore { scope: *scope });
        }
    }
    effects
}
