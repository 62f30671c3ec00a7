//! The debrief: guess first, then mark, then look again where the words disagree, then the score.
//!
//! Nothing is marked in advance, and no band is shown before every point has its mark. Then, where
//! band and mark disagree, the sentence is shown and the person decides; the mark before and the
//! mark after are both journaled. What comes next is a function of the state, so a debrief goes on
//! where it stopped.

pub mod scope;
pub mod step;

use std::collections::BTreeSet;

pub use self::step::Step;

use self::scope::{dimensions, is_open, is_sealed, questions_of, sealed_as};
use self::step::{KEEP, LATER, MODEL};
use super::marks;
use super::outcome::Outcome;
use super::seating::Seating;
use crate::engine::checklist::{Check, checklist};
use crate::engine::event::{Grounds, Mark, Scope};
use crate::engine::{Command, Seat, Stage, State};
use crate::score::review;

/// How far the debrief has come, beyond what the journal holds.
#[derive(Debug, Default)]
pub struct Debrief {
    /// The interviewer sits here alone, and the candidate is elsewhere.
    pub is_alone: bool,
    /// The session is over, and here to be judged: `mock score SESSION`.
    pub judging_only: bool,
    /// Questions that were left unanswered are judged as well.
    pub judges_all: bool,
    /// What is judged now.
    current: Option<Scope>,
    guesses: Guesses,
    /// The point of the checklist that is marked next, where one was chosen.
    chosen: Option<usize>,
    postponed: BTreeSet<Scope>,
    /// Scores that were looked at long enough.
    seen: BTreeSet<Scope>,
    /// All of it is left for later.
    pub left: bool,
}

/// Guesses that are not sealed yet, in the order of the dimensions.
#[derive(Debug, Default)]
struct Guesses {
    of: Option<(Seat, Scope)>,
    given: Vec<(String, u32)>,
}

impl Guesses {
    fn of(&self, seat: Seat, scope: Scope) -> &[(String, u32)] {
        if self.of == Some((seat, scope)) { &self.given } else { &[] }
    }

    fn give(&mut self, seat: Seat, scope: Scope, dim: String, guess: u32) {
        if self.of.replace((seat, scope)) != Some((seat, scope)) {
            self.given.clear();
        }
        self.given.push((dim, guess));
    }
}

impl Debrief {
    pub fn new(judging_only: bool) -> Debrief {
        Debrief { judging_only, ..Debrief::default() }
    }

    pub fn seating(&self, state: &State) -> Seating {
        Seating::of(state, self.is_alone)
    }

    pub fn current(&self) -> Option<Scope> {
        self.current
    }

    /// What is to be judged now, if anything.
    pub fn scope(&self, state: &State) -> Option<Scope> {
        if self.left || state.paused.is_some() && !self.judging_only {
            return None;
        }
        if self.current.is_some() {
            return self.current;
        }
        let is_due = if self.judges_all { scope::is_allowed } else { is_open };
        let is_waiting = |scope: &Scope| !self.seen.contains(scope) && is_due(state, *scope);
        match state.stage {
            Stage::Finished => scope::all(state).into_iter().find(is_waiting),
            _ if self.judging_only => scope::all(state).into_iter().find(is_waiting),
            // A peer judges at the end of the round, with everything at hand.
            Stage::Between if state.has_peer() => None,
            Stage::Between => Some(state.current_scope())
                .filter(|scope| !self.postponed.contains(scope) && is_waiting(scope)),
            Stage::RoundOver => scope::of_round(state, state.cursor.slot)
                .into_iter()
                .find(|scope| !self.postponed.contains(scope) && is_waiting(scope)),
            _ => None,
        }
    }

    /// How many scopes have no score yet and could have one.
    pub fn left_open(&self, state: &State) -> usize {
        scope::all(state).into_iter().filter(|scope| is_open(state, *scope)).count()
    }

    /// Turns to a scope.
    pub fn begin(&mut self, scope: Scope) {
        self.current = Some(scope);
        self.guesses = Guesses::default();
        self.chosen = None;
    }

    fn finish(&mut self) {
        self.current = None;
        self.guesses = Guesses::default();
        self.chosen = None;
    }

    /// Nothing more is asked about the current scope.
    pub fn give_up(&mut self) {
        if let Some(scope) = self.current {
            self.seen.insert(scope);
        }
        self.finish();
    }

    pub fn step(&self, state: &State, scope: Scope) -> Step {
        let seating = self.seating(state);
        if state.scores.contains_key(&scope) {
            // Where two judge all sheets come together, after the round's.
            let is_part = seating != Seating::Solo && matches!(scope, Scope::Question { .. });
            let is_over = self.seen.contains(&scope) || state.stage == Stage::Between || is_part;
            return if is_over { Step::Done } else { Step::Look };
        }
        if state.confirmed.contains_key(&scope) {
            return Step::Await;
        }
        let checks = checklist(state, scope);
        self.guess(state, scope, &checks)
            .or_else(|| self.mark(state, scope, &checks))
            .or_else(|| review(state, scope, checks))
            .unwrap_or(Step::Confirm)
    }

    fn guess(&self, state: &State, scope: Scope, checks: &[Check]) -> Option<Step> {
        let sealed = sealed_as(state, scope);
        // A quiz alone has nothing to guess: its options say what is right.
        let is_computed =
            sealed == scope && matches!(scope, Scope::Question { .. }) && checks.is_empty();
        if is_computed {
            return None;
        }
        let mut seats = self.seating(state).sealing().iter();
        let seat = *seats.find(|seat| !is_sealed(state, scope, **seat))?;
        let given = self.guesses.of(seat, sealed);
        Some(match dimensions(state, sealed).get(given.len()) {
            Some(dim) => Step::Guess { seat, dim: (*dim).to_owned() },
            None => Step::Seal { seat, scope: sealed, guesses: given.to_vec() },
        })
    }

    fn mark(&self, state: &State, scope: Scope, checks: &[Check]) -> Option<Step> {
        let count = checks.len();
        let unmarked = checks.iter().position(|check| state.mark(scope, &check.id).is_none())?;
        let index = self.chosen.unwrap_or(unmarked).min(count - 1);
        Some(Step::Mark { index, count, check: checks[index].clone() })
    }

    /// The guesses of a seat that are not sealed yet.
    pub fn guesses(&self, state: &State, scope: Scope, seat: Seat) -> &[(String, u32)] {
        self.guesses.of(seat, sealed_as(state, scope))
    }

    /// The last guess is taken back.
    pub fn take_back_guess(&mut self) {
        self.guesses.given.pop();
    }

    /// Turns to another point of the checklist, to mark it or to mark it anew.
    pub fn choose(&mut self, state: &State, scope: Scope, by: isize) {
        if let Step::Mark { index, count, .. } = self.step(state, scope) {
            self.chosen = Some(index.saturating_add_signed(by).min(count - 1));
        }
    }

    /// What follows by itself: the seal, the confirmation, the way on.
    pub fn advance(&mut self, state: &State, scope: Scope) -> Outcome {
        let step = self.step(state, scope);
        let seat = step.seat(state).unwrap_or(Seat::Candidate);
        match step {
            Step::Seal { scope, guesses, .. } => {
                Outcome::ask(seat, Command::Seal { scope, guesses })
            }
            Step::Confirm => Outcome::ask(seat, Command::Confirm { scope }),
            Step::Done => {
                self.seen.insert(scope);
                self.finish();
                Outcome::Noted
            }
            Step::Guess { .. }
            | Step::Mark { .. }
            | Step::Review { .. }
            | Step::Await
            | Step::Look => Outcome::Nothing,
        }
    }

    /// What the answer with this key of the step's menu asks for.
    pub fn press(&mut self, state: &State, scope: Scope, key: &str) -> Outcome {
        let step = self.step(state, scope);
        let is_offered = step.menu(state, scope).is_some_and(|menu| menu.offers(key));
        if !is_offered && key != LATER {
            return Outcome::Nothing;
        }
        let seat = step.seat(state).unwrap_or(Seat::Candidate);
        let marked = |check: &Check, mark: Mark| {
            let (id, note) = (check.id.clone(), String::new());
            Outcome::ask(seat, Command::Mark { scope, id, mark, note, grounds: Grounds::default() })
        };
        match step {
            Step::Guess { .. } | Step::Mark { .. } | Step::Review { .. } if key == LATER => {
                self.put_off(state, scope)
            }
            Step::Guess { seat, dim } => match key.parse() {
                Ok(guess @ 1..=4) => {
                    self.guesses.give(seat, sealed_as(state, scope), dim, guess);
                    Outcome::Noted
                }
                _ => Outcome::Nothing,
            },
            Step::Mark { check, .. } => match marks::of_key(&check.about, key) {
                Some(mark) => {
                    self.chosen = None;
                    marked(&check, mark)
                }
                None => Outcome::Nothing,
            },
            // A mark that is kept is given once more: so the journal holds both.
            Step::Review { check, mark, .. } if key == KEEP => marked(&check, mark),
            Step::Review { check, .. } => match marks::of_key(&check.about, key) {
                Some(mark) => marked(&check, mark),
                None => Outcome::Nothing,
            },
            Step::Look if key == MODEL => match scope {
                Scope::Question { slot, item } => Outcome::models(state, vec![(slot, item)]),
                Scope::Round { slot } => Outcome::models(state, questions_of(state, slot)),
                Scope::Loop => Outcome::Nothing,
            },
            Step::Look if key == LATER => Outcome::Nothing,
            Step::Look => {
                self.seen.insert(scope);
                Outcome::Noted
            }
            Step::Seal { .. } | Step::Confirm | Step::Await | Step::Done => Outcome::Nothing,
        }
    }

    fn put_off(&mut self, state: &State, scope: Scope) -> Outcome {
        self.finish();
        if self.judging_only || state.ended.is_some() {
            self.left = true;
            return Outcome::Noted;
        }
        self.postponed.insert(scope);
        Outcome::PutOff
    }
}

/// The first point that is to be looked at again.
fn review(state: &State, scope: Scope, checks: Vec<Check>) -> Option<Step> {
    checks.into_iter().find_map(|check| {
        let mark = state.mark(scope, &check.id)?;
        let doubt = review::doubt(state, scope, &check, mark)?;
        let is_reviewed = review::is_reviewed(state, scope, &check);
        (!is_reviewed).then_some(Step::Review { check, mark, doubt })
    })
}
