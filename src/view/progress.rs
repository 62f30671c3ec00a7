//! What earlier sessions say about the next one.

use std::collections::BTreeSet;

use crate::engine::State;
use crate::engine::event::Scope;

/// From this band (1–4) on a question counts as passed.
const PASSED: u32 = 3;

/// Ids of the questions each session drew, in the order the sessions are given.
pub fn seen(sessions: &[State]) -> Vec<Vec<String>> {
    sessions
        .iter()
        .map(|state| state.questions.iter().map(|q| q.ask.id.clone()).collect())
        .collect()
}

/// Questions that were put and not passed when they were last scored, or not answered at all.
/// Sessions are given newest first.
pub fn missed(sessions: &[State]) -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    let mut missed = BTreeSet::new();
    for state in sessions {
        for (slot, item) in state.opened_questions() {
            let (Some(question), Some(found)) =
                (state.question_of(slot, item), state.item_state(slot, item))
            else {
                continue;
            };
            let band = state.scores.get(&Scope::Question { slot, item }).and_then(|s| s.band);
            let is_blank = found.done && found.is_blank() && !found.spoken;
            let passed = match band {
                _ if is_blank => false,
                Some(band) => band >= PASSED,
                // Neither judged nor left blank: nothing is known of it.
                None => continue,
            };
            if known.insert(question.ask.id.clone()) && !passed {
                missed.insert(question.ask.id.clone());
            }
        }
    }
    missed
}
