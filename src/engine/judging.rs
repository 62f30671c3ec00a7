//! What may be judged, by whom, and what was marked.

use super::command::Seat;
use super::event::{Mark, Scope};
use super::state::State;
use crate::format::plan::Item;

impl State {
    /// The seat whose marks make the score.
    pub fn judge_seat(&self) -> Seat {
        if self.has_peer() { Seat::Interviewer } else { Seat::Candidate }
    }

    /// What judging may be about now, question by question: a closed question in practice, a
    /// round's once it is over in exam, all at the end of a loop in exam.
    pub fn may_judge(&self, slot: usize, item: usize) -> bool {
        let Some(state) = self.item_state(slot, item) else { return false };
        if self.item_plan(slot, item).and_then(Item::question).is_none() || !state.done {
            return false;
        }
        !self.is_exam() || self.may_judge_round(slot)
    }

    /// Whether a round's own items and its score may be looked at.
    pub fn may_judge_round(&self, slot: usize) -> bool {
        let is_loop = self.plan.as_ref().is_some_and(|plan| plan.is_loop);
        let over = self.slots.get(slot).is_some_and(|state| state.ended.is_some());
        if self.is_exam() && is_loop { self.ended.is_some() && over } else { over }
    }

    /// Rounds that were begun and hold at least one opened question.
    pub fn scored_rounds(&self) -> Vec<usize> {
        let mut slots: Vec<usize> = self.opened_questions().map(|(slot, _)| slot).collect();
        slots.dedup();
        slots
    }

    /// The scope whose guess has to be sealed before this one is judged; nothing where none is.
    ///
    /// In exam, and before a peer, one guess covers a whole round, given before anything is shown. In
    /// practice each question has its own and the round none: by then its questions' scores are known,
    /// as are the rounds' where a loop is judged.
    pub fn sealed_with(&self, scope: Scope) -> Option<Scope> {
        let is_whole = self.is_exam() || self.has_peer();
        match scope {
            Scope::Question { slot, .. } if is_whole => Some(Scope::Round { slot }),
            Scope::Question { .. } => Some(scope),
            Scope::Round { .. } => is_whole.then_some(scope),
            Scope::Loop => None,
        }
    }

    /// The mark that counts for an item, if one was given.
    pub fn mark(&self, scope: Scope, id: &str) -> Option<Mark> {
        let key = (scope, self.judge_seat(), id.to_owned());
        self.marks.get(&key).map(|state| state.mark)
    }

    /// The point that a seat marked last in a scope, unless the score was shown since: what an undo
    /// takes back.
    pub fn last_marked(&self, scope: Scope, seat: Seat) -> Option<&str> {
        let mut order = self.mark_order.iter().rev();
        order.find(|(of, by, _)| (*of, *by) == (scope, seat)).map(|(.., id)| id.as_str())
    }
}
