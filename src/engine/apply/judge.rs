//! Seals, marks and scores.

use crate::engine::checklist::checklist;
use crate::engine::command::Seat;
use crate::engine::event::{Mark, Scope, ScoreSheet};
use crate::engine::state::{MarkState, State};
use crate::time::Elapsed;

impl State {
    pub(super) fn seal_given(&mut self, scope: Scope, by: Seat, guesses: &[(String, u32)]) {
        if guesses.iter().all(|(_, guess)| (1..=4).contains(guess)) {
            self.sealed.insert((scope, by), guesses.to_vec());
        }
    }

    pub(super) fn marked(&mut self, at: Elapsed, of: (Scope, Seat, &str), mark: Mark, note: &str) {
        let (scope, by, id) = of;
        let before_review = self.mark_before_review(scope, by, id);
        let state = MarkState { mark, before_review, note: note.to_owned(), at };
        self.marks.insert((scope, by, id.to_owned()), state);
    }

    pub(super) fn marks_confirmed(&mut self, scope: Scope, by: Seat) {
        self.confirmed.insert(scope, by);
        self.scores.remove(&scope);
    }

    pub(super) fn score_shown(&mut self, scope: Scope, sheet: &ScoreSheet) {
        self.scores.insert(scope, sheet.clone());
    }

    pub(super) fn model_shown(&mut self, slot: usize, item: usize) {
        if let Some(state) = self.item_state_mut(slot, item) {
            state.model_shown = true;
        }
    }

    pub(super) fn interviewer_rated(&mut self, rating: u32, note: &str) {
        self.interviewer_rating = Some((rating, note.to_owned()));
    }

    /// The first mark of a point that is marked anew after every point had one.
    fn mark_before_review(&self, scope: Scope, by: Seat, id: &str) -> Option<Mark> {
        let known = |id: &str| self.marks.get(&(scope, by, id.to_owned()));
        let held = known(id)?;
        let is_whole = checklist(self, scope).iter().all(|check| known(&check.id).is_some());
        is_whole.then(|| held.before_review.unwrap_or(held.mark))
    }
}
