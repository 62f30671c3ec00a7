//! What a key does at one point: a mark with what it rests on, a place, later, undo.

use super::Debrief;
use super::offer::{Move, Offer};
use super::scope;
use super::step::{ENTER, LATER, TO_THE_END};
use crate::engine::checklist::{Check, checklist};
use crate::engine::event::{Grounds, Mark, Scope, Shown};
use crate::engine::{Command, State};
use crate::score::judged::was_spoken;
use crate::seat::marks;
use crate::seat::outcome::Outcome;

impl Debrief {
    pub(super) fn press_point(
        &mut self,
        state: &State,
        scope: Scope,
        (index, check): (usize, &Check),
        key: &str,
    ) -> Outcome {
        let offer = self.offer(state, scope, check);
        let wants = offer.wants.unwrap_or(Mark::Met);
        if let Some(shown) = marks::shown_of_key(key) {
            return self.give(state, scope, check, wants, Grounds::only(shown));
        }
        match (key, marks::of_key(&check.about, key)) {
            (LATER, _) => {
                self.later.insert((scope, check.id.clone()));
                self.deal_with(state, scope, (index, check));
                Outcome::Noted
            }
            (TO_THE_END, _) => {
                self.turn_to(None);
                Outcome::Noted
            }
            // A mark that was given is kept.
            (ENTER, _) if offer.wants.is_none() => {
                if !scope::is_unmarked(state, scope, check) {
                    self.turn_to(self.after(state, scope, index));
                }
                Outcome::Noted
            }
            (ENTER, _) => self.place(state, scope, check, (&offer, wants)),
            (_, Some(mark @ (Mark::Met | Mark::Partly))) => {
                self.place(state, scope, check, (&offer, mark))
            }
            (_, Some(mark)) => self.give(state, scope, check, mark, Grounds::default()),
            (_, None) => match key.parse() {
                Ok(number) => {
                    self.pointing.go(&offer, Move::Number(number));
                    Outcome::Noted
                }
                Err(_) => Outcome::Nothing,
            },
        }
    }

    /// Marks a point as shown where it is pointed at. Where nothing is pointed at the mark waits
    /// for its place; of what was only ever said aloud there is none.
    fn place(
        &mut self,
        state: &State,
        scope: Scope,
        check: &Check,
        (offer, mark): (&Offer, Mark),
    ) -> Outcome {
        match offer.grounds() {
            Some(grounds) => self.give(state, scope, check, mark, grounds),
            None if offer.words.is_empty() && was_spoken(state, scope) => {
                self.give(state, scope, check, mark, Grounds::only(Shown::Aloud))
            }
            None => {
                self.pointing.wait(mark);
                Outcome::Noted
            }
        }
    }

    /// Marks a point, with what the mark rests on.
    pub fn give(
        &mut self,
        state: &State,
        scope: Scope,
        check: &Check,
        mark: Mark,
        grounds: Grounds,
    ) -> Outcome {
        let index = checklist(state, scope).iter().position(|other| other.id == check.id);
        self.changed.insert(scope);
        self.sent.marks.insert((scope, check.id.clone()));
        self.deal_with(state, scope, (index.unwrap_or(0), check));
        let (id, note) = (check.id.clone(), String::new());
        Outcome::ask(state.judge_seat(), Command::Mark { scope, id, mark, note, grounds })
    }

    fn deal_with(&mut self, state: &State, scope: Scope, (index, check): (usize, &Check)) {
        self.done.push((scope, check.id.clone()));
        self.turn_to(self.after(state, scope, index));
    }

    /// The point after this one where all are gone through; else the first that is open.
    fn after(&self, state: &State, scope: Scope, index: usize) -> Option<usize> {
        let checks = checklist(state, scope);
        let is_open = checks.iter().any(|check| self.is_asked(state, scope, check));
        let corrects = self.is_reopened && self.corrects.get() == Some(true);
        (corrects && !is_open).then_some(index + 1).filter(|next| *next < checks.len())
    }

    /// Takes back the last mark, or what was left for later last. Of an earlier sitting the mark
    /// that was given last.
    pub(super) fn undo(&mut self, state: &State, scope: Scope) -> Outcome {
        let checks = checklist(state, scope);
        let seat = state.judge_seat();
        let last = self.done.iter().rposition(|(of, _)| *of == scope);
        let id = match last {
            Some(last) => self.done.remove(last).1,
            None => {
                let of = |check: &Check| {
                    let mark = state.marks.get(&(scope, seat, check.id.clone()))?;
                    Some((mark.at, check.id.clone()))
                };
                let marked = checks.iter().filter_map(of).max();
                let Some((_, id)) = marked else { return Outcome::Nothing };
                id
            }
        };
        self.turn_to(checks.iter().position(|check| check.id == id));
        let key = (scope, id.clone());
        self.sent.marks.remove(&key);
        if self.later.remove(&key) {
            return Outcome::Noted;
        }
        self.changed.insert(scope);
        Outcome::ask(seat, Command::Unmark { scope, id })
    }
}
