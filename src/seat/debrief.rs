//! The debrief: guess first, then mark point by point, each with the words that show it, then the
//! score.
//!
//! One pass. At a point the candidate's own answer is at hand, the sentence that a reader suggests
//! pointed at; a person marks, and says where. What comes next is a function of the state, so a
//! debrief goes on where it stopped; what was asked for and is not journaled yet counts as done, so
//! that no key is lost to a slow disk.

pub mod offer;
pub mod own_words;
mod point;
pub mod scope;
pub mod step;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

pub use self::offer::{Move, Offer};
pub use self::step::Step;

use self::offer::Pointing;
use self::own_words::OwnWords;
use self::scope::{dimensions, has_open_points, is_open, is_sealed, questions_of};
use self::step::{BACK, LATER, MODEL, UNDO};
use super::outcome::Outcome;
use super::seating::Seating;
use super::story::KEEP;
use crate::engine::checklist::{Check, checklist};
use crate::engine::event::{Event, Scope};
use crate::engine::{Command, Seat, Stage, State};
use crate::message::Request;

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
    /// Its points are gone through again, though it has a score.
    is_reopened: bool,
    guesses: Guesses,
    /// The point of the checklist that is marked next, where one was chosen.
    chosen: Option<usize>,
    pointing: Pointing,
    /// Points that stay open for now.
    later: BTreeSet<(Scope, String)>,
    /// Points that were dealt with here, the last one last: undo goes back over them.
    done: Vec<(Scope, String)>,
    sent: Sent,
    /// Scopes whose score changes with a point that was marked here.
    changed: BTreeSet<Scope>,
    /// Everything had its marks when `mock score` began: it is there to correct them.
    corrects: Cell<Option<bool>>,
    postponed: BTreeSet<Scope>,
    /// Scores that were looked at long enough.
    seen: BTreeSet<Scope>,
    /// All of it is left for later.
    pub left: bool,
    /// Sentences of the last scope that was asked for, while its text stays as long as it is.
    words: RefCell<Option<Held>>,
}

/// Sentences, with the scope and the length of the text that they are of.
type Held = ((Scope, usize), Rc<OwnWords>);

/// Guesses that are not sealed yet, in the order of the dimensions. They stay where judging is put
/// off.
#[derive(Debug, Default)]
struct Guesses(BTreeMap<(Seat, Scope), Vec<(String, u32)>>);

impl Guesses {
    fn of(&self, seat: Seat, scope: Scope) -> &[(String, u32)] {
        self.0.get(&(seat, scope)).map_or(&[], Vec::as_slice)
    }

    fn give(&mut self, seat: Seat, scope: Scope, dim: String, guess: u32) {
        self.0.entry((seat, scope)).or_default().push((dim, guess));
    }

    fn take_back(&mut self, seat: Seat, scope: Scope) {
        if let Some(given) = self.0.get_mut(&(seat, scope)) {
            given.pop();
        }
    }
}

/// What was asked for, and may not be journaled yet.
#[derive(Debug, Default)]
struct Sent {
    seal: Option<(Seat, Scope)>,
    marks: BTreeSet<(Scope, String)>,
    confirmed: Option<Scope>,
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
        if self.judging_only {
            return self.scope_to_finish(state);
        }
        let is_due = if self.judges_all { scope::is_unscored } else { is_open };
        let is_waiting = |scope: &Scope| !self.seen.contains(scope) && is_due(state, *scope);
        match state.stage {
            Stage::Finished => scope::all(state).into_iter().find(is_waiting),
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

    /// `mock score`: what has no score yet, what has open points, and what changes with either.
    /// Where nothing is open all of it can be corrected, one after the other.
    fn scope_to_finish(&self, state: &State) -> Option<Scope> {
        let is_open = |scope: &Scope| is_open(state, *scope) || has_open_points(state, *scope);
        let all = scope::all(state);
        let corrects = self.corrects.get().unwrap_or_else(|| !all.iter().any(is_open));
        self.corrects.set(Some(corrects));
        let has_marks = |scope: &Scope| {
            state.scores.contains_key(scope) && !checklist(state, *scope).is_empty()
        };
        all.into_iter().filter(|scope| !self.seen.contains(scope)).find(|scope| {
            is_open(scope) || self.changed.contains(scope) || corrects && has_marks(scope)
        })
    }

    /// Turns to a scope.
    pub fn begin(&mut self, state: &State, scope: Scope) {
        self.finish();
        self.current = Some(scope);
        let corrects = self.corrects.get() == Some(true) && !self.changed.contains(&scope);
        self.is_reopened = self.judging_only
            && state.scores.contains_key(&scope)
            && (corrects || has_open_points(state, scope));
        self.chosen = (self.is_reopened && corrects).then_some(0);
    }

    fn finish(&mut self) {
        self.current = None;
        self.is_reopened = false;
        self.sent = Sent::default();
        self.turn_to(None);
    }

    fn turn_to(&mut self, chosen: Option<usize>) {
        self.chosen = chosen;
        self.pointing = Pointing::default();
    }

    /// Nothing more is asked about the current scope.
    pub fn give_up(&mut self) {
        if let Some(scope) = self.current {
            self.seen.insert(scope);
        }
        self.finish();
    }

    /// Takes note of what happened.
    pub fn happened(&mut self, event: &Event) {
        if let Event::ScoreShown { scope, .. } = event
            && self.sent.confirmed == Some(*scope)
        {
            self.sent.confirmed = None;
            self.is_reopened = false;
        }
    }

    /// Something that was asked for here was not taken: nothing counts but what is journaled.
    pub fn rejected(&mut self) {
        self.sent = Sent::default();
        self.later.clear();
        self.turn_to(None);
    }

    pub fn step(&self, state: &State, scope: Scope) -> Step {
        let seating = self.seating(state);
        if self.sent.confirmed == Some(scope) {
            return Step::Await;
        }
        let is_scored = state.scores.contains_key(&scope);
        if is_scored && !self.is_reopened {
            // Where two judge all sheets come together, after the round's.
            let is_part = seating != Seating::Solo && matches!(scope, Scope::Question { .. });
            let is_over = self.seen.contains(&scope) || state.stage == Stage::Between || is_part;
            return if is_over { Step::Done } else { Step::Look };
        }
        if state.confirmed.contains_key(&scope) && !is_scored {
            return Step::Await;
        }
        let checks = checklist(state, scope);
        let asked = self.guess(state, scope, &checks).or_else(|| self.mark(state, scope, &checks));
        asked.unwrap_or(if checks.is_empty() { Step::Confirm } else { Step::Ready })
    }

    fn guess(&self, state: &State, scope: Scope, checks: &[Check]) -> Option<Step> {
        let sealed = state.sealed_with(scope)?;
        // A quiz alone has nothing to guess: its options say what is right.
        let is_computed =
            sealed == scope && matches!(scope, Scope::Question { .. }) && checks.is_empty();
        if is_computed {
            return None;
        }
        let mut seats = self.seating(state).sealing().iter().copied();
        let seat = seats.find(|seat| {
            !is_sealed(state, scope, *seat) && self.sent.seal != Some((*seat, sealed))
        })?;
        let given = self.guesses.of(seat, sealed);
        Some(match dimensions(state, sealed).get(given.len()) {
            Some(dim) => Step::Guess { seat, dim: (*dim).to_owned() },
            None => Step::Seal { seat, scope: sealed, guesses: given.to_vec() },
        })
    }

    fn mark(&self, state: &State, scope: Scope, checks: &[Check]) -> Option<Step> {
        let count = checks.len();
        let open = || checks.iter().position(|check| self.is_asked(state, scope, check));
        let index = self.chosen.filter(|_| count > 0).or_else(open)?.min(count - 1);
        Some(Step::Mark { index, count, check: checks[index].clone() })
    }

    /// Whether a point has to be asked about: nothing marked or computed it, and nobody left it.
    fn is_asked(&self, state: &State, scope: Scope, check: &Check) -> bool {
        let key = (scope, check.id.clone());
        scope::is_unmarked(state, scope, check)
            && !self.sent.marks.contains(&key)
            && !self.later.contains(&key)
    }

    /// Whether a point was left for later here.
    pub fn is_left(&self, scope: Scope, check: &Check) -> bool {
        self.later.contains(&(scope, check.id.clone()))
    }

    /// How many core points of a scope nobody has marked yet, on disk or on its way there.
    pub fn open(&self, state: &State, scope: Scope) -> usize {
        let checks = checklist(state, scope);
        let is_open = |check: &&Check| {
            let key = (scope, check.id.clone());
            check.role.is_core()
                && scope::is_unmarked(state, scope, check)
                && !self.sent.marks.contains(&key)
        };
        checks.iter().filter(is_open).count()
    }

    /// The guesses of a seat that are not sealed yet.
    pub fn guesses(&self, state: &State, scope: Scope, seat: Seat) -> &[(String, u32)] {
        state.sealed_with(scope).map_or(&[], |sealed| self.guesses.of(seat, sealed))
    }

    /// The last guess of whoever is asked for one is taken back.
    pub fn take_back_guess(&mut self, state: &State, scope: Scope) {
        let seat = match self.step(state, scope) {
            Step::Guess { seat, .. } | Step::Seal { seat, .. } => seat,
            _ => return,
        };
        if let Some(sealed) = state.sealed_with(scope) {
            self.guesses.take_back(seat, sealed);
        }
    }

    /// Judging of the question that was closed last was put off, and can be gone back to.
    pub fn can_take_up(&self, state: &State) -> bool {
        let scope = state.current_scope();
        state.stage == Stage::Between && self.postponed.contains(&scope) && is_open(state, scope)
    }

    /// Goes back to what was put off.
    pub(super) fn take_up(&mut self, state: &State) -> Outcome {
        self.postponed.remove(&state.current_scope());
        Outcome::Noted
    }

    /// Turns to another point of the checklist, to mark it or to mark it anew.
    pub fn choose(&mut self, state: &State, scope: Scope, by: isize) {
        let (index, count) = match self.step(state, scope) {
            Step::Mark { index, count, .. } => (index.saturating_add_signed(by), count),
            Step::Ready if by < 0 => (usize::MAX, checklist(state, scope).len()),
            _ => return,
        };
        self.turn_to(Some(index.min(count.saturating_sub(1))));
    }

    /// The candidate's own words, for the points of a scope.
    pub fn words(&self, state: &State, scope: Scope) -> Rc<OwnWords> {
        let size = scope::text_size(state, scope);
        let mut held = self.words.borrow_mut();
        match &*held {
            Some((of, words)) if *of == (scope, size) => Rc::clone(words),
            _ => {
                let words = Rc::new(OwnWords::of(state, scope));
                *held = Some(((scope, size), Rc::clone(&words)));
                words
            }
        }
    }

    /// The sentences at hand for the point that is marked next.
    pub fn offer(&self, state: &State, scope: Scope, check: &Check) -> Offer {
        self.pointing.offer(state, scope, check, self.words(state, scope))
    }

    /// Points at another sentence.
    pub fn point(&mut self, state: &State, scope: Scope, to: Move) {
        if let Step::Mark { check, .. } = self.step(state, scope) {
            let offer = self.offer(state, scope, &check);
            self.pointing.go(&offer, to);
        }
    }

    /// The sentence that is pointed at shows the point together with others, or does not any more.
    pub fn take(&mut self, state: &State, scope: Scope) {
        if let Step::Mark { check, .. } = self.step(state, scope) {
            let offer = self.offer(state, scope, &check);
            self.pointing.take(&offer);
        }
    }

    /// What follows by itself: a score that needs no mark, the way on.
    pub fn advance(&mut self, state: &State, scope: Scope) -> Outcome {
        match self.step(state, scope) {
            Step::Confirm => self.confirm(state, scope),
            Step::Done => {
                self.seen.insert(scope);
                self.finish();
                Outcome::Noted
            }
            Step::Guess { .. }
            | Step::Seal { .. }
            | Step::Mark { .. }
            | Step::Ready
            | Step::Await
            | Step::Look => Outcome::Nothing,
        }
    }

    /// What the answer with this key of the step's menu asks for.
    pub fn press(&mut self, state: &State, scope: Scope, key: &str) -> Outcome {
        let step = self.step(state, scope);
        if !step.offers(state, scope, key) {
            return Outcome::Nothing;
        }
        match step {
            Step::Guess { .. } | Step::Seal { .. } if key == LATER => self.put_off(state, scope),
            Step::Guess { .. } | Step::Seal { .. } if key == BACK => {
                self.take_back_guess(state, scope);
                Outcome::Noted
            }
            Step::Guess { seat, dim } => match (key.parse(), state.sealed_with(scope)) {
                (Ok(guess @ 1..=4), Some(sealed)) => {
                    self.guesses.give(seat, sealed, dim, guess);
                    Outcome::Noted
                }
                _ => Outcome::Nothing,
            },
            Step::Seal { seat, scope, guesses } => {
                self.sent.seal = Some((seat, scope));
                Outcome::ask(seat, Command::Seal { scope, guesses })
            }
            Step::Mark { .. } | Step::Ready if key == UNDO => self.undo(state, scope),
            Step::Mark { index, check, .. } => self.press_point(state, scope, (index, &check), key),
            Step::Ready if self.is_reopened && !self.changed.contains(&scope) => {
                self.is_reopened = false;
                Outcome::Noted
            }
            Step::Ready => self.confirm(state, scope),
            Step::Look if key == MODEL => match scope {
                Scope::Question { slot, item } => Outcome::models(state, vec![(slot, item)]),
                Scope::Round { slot } => Outcome::models(state, questions_of(state, slot)),
                Scope::Loop => Outcome::Nothing,
            },
            Step::Look if key == KEEP => match scope {
                Scope::Question { slot, item } => Outcome::Keep(slot, item),
                Scope::Round { .. } | Scope::Loop => Outcome::Nothing,
            },
            Step::Look => {
                self.seen.insert(scope);
                Outcome::Noted
            }
            Step::Confirm | Step::Await | Step::Done => Outcome::Nothing,
        }
    }

    /// The marks stand; scores that rest on this one are folded again.
    fn confirm(&mut self, state: &State, scope: Scope) -> Outcome {
        self.sent.confirmed = Some(scope);
        let above = scope::above(state, scope);
        self.changed.extend(&above);
        let confirm =
            |scope| Request { seat: state.judge_seat(), command: Command::Confirm { scope } };
        Outcome::Do([scope].into_iter().chain(above).map(confirm).collect())
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
