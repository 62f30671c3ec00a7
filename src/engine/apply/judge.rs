//! Seals, marks and scores.

use crate::engine::checklist::checklist;
use crate::engine::command::Seat;
use crate::engine::event::{Grounds, Mark, Scope, ScoreSheet};
use crate::engine::state::{EarlierMark, ItemState, MarkState, State};
use crate::time::Elapsed;

impl State {
    pub(super) fn seal_given(&mut self, scope: Scope, by: Seat, guesses: &[(String, u32)]) {
        if guesses.iter().all(|(_, guess)| (1..=4).contains(guess)) {
            if self.tells_of(scope) {
                self.informed.insert((scope, by));
            }
            self.sealed.insert((scope, by), guesses.to_vec());
        }
    }

    /// Whether something is shown by now that tells how a scope went.
    fn tells_of(&self, scope: Scope) -> bool {
        let is_told = |slot: usize, item: usize| {
            let of_question = Scope::Question { slot, item };
            let is_scored = scope != of_question && self.scores.contains_key(&of_question);
            let tells = |found: &ItemState| {
                let mut later = found.attempts.iter().skip(1);
                found.model_shown || later.any(|attempt| attempt.verdict.is_some())
            };
            is_scored || self.item_state(slot, item).is_some_and(tells)
        };
        let mut covered = self.opened_questions().filter(|(slot, item)| scope.covers(*slot, *item));
        covered.any(|(slot, item)| is_told(slot, item))
    }

    pub(super) fn marked(
        &mut self,
        at: Elapsed,
        of: (Scope, Seat, &str),
        mark: Mark,
        note: &str,
        grounds: &Grounds,
    ) {
        let (scope, by, id) = of;
        let before_review = self.mark_before_review(scope, by, id);
        let grounds = grounds.clone();
        let state = MarkState { mark, before_review, note: note.to_owned(), at, grounds };
        let key = (scope, by, id.to_owned());
        if let Some(mark) = self.marks.insert(key.clone(), state) {
            let earlier = EarlierMark { mark, is_taken_back: false };
            self.earlier_marks.entry(key).or_default().push(earlier);
        }
        self.remarked.insert(scope);
        self.mark_order.push((scope, by, id.to_owned()));
    }

    /// The mark before the last one stands again, unless it was taken back itself.
    pub(super) fn unmarked(&mut self, scope: Scope, by: Seat, id: &str) {
        let key = (scope, by, id.to_owned());
        let Some(mark) = self.marks.remove(&key) else { return };
        if let Some(index) = self.mark_order.iter().rposition(|given| *given == key) {
            self.mark_order.remove(index);
        }
        let earlier = self.earlier_marks.entry(key.clone()).or_default();
        if let Some(index) = earlier.iter().rposition(|earlier| !earlier.is_taken_back) {
            self.marks.insert(key, earlier.remove(index).mark);
        }
        earlier.push(EarlierMark { mark, is_taken_back: true });
        self.remarked.insert(scope);
    }

    pub(super) fn marks_confirmed(&mut self, scope: Scope, by: Seat) {
        self.confirmed.insert(scope, by);
        self.scores.remove(&scope);
    }

    pub(super) fn score_shown(&mut self, scope: Scope, sheet: &ScoreSheet) {
        self.scores.insert(scope, sheet.clone());
        self.remarked.remove(&scope);
        self.mark_order.retain(|(of, ..)| *of != scope);
    }

    pub(super) fn model_shown(&mut self, slot: usize, item: usize) {
        if let Some(state) = self.item_state_mut(slot, item) {
            state.model_shown = true;
        }
    }

    pub(super) fn interviewer_rated(&mut self, rating: u32, note: &str) {
        self.interviewer_rating = Some((rating, note.to_owned()));
    }

    /// The first mark of a point that is marked anew after every point had one. Where points can be
    /// left open there is no review: a mark given later is a correction.
    fn mark_before_review(&self, scope: Scope, by: Seat, id: &str) -> Option<Mark> {
        if self.header.leaves_open() {
            return None;
        }
        let known = |id: &str| self.marks.get(&(scope, by, id.to_owned()));
        let held = known(id)?;
        let is_whole = checklist(self, scope).iter().all(|check| known(&check.id).is_some());
        is_whole.then(|| held.before_review.unwrap_or(held.mark))
    }
}
