//! Seals, marks and scores.

use super::{Decider, MESSAGE_MOST, within};
use crate::engine::checklist::checklist;
use crate::engine::command::Seat;
use crate::engine::event::{About, Event, Grounds, Mark, Scope, ScoreSheet, Shown};
use crate::engine::places::{Standing, is_changing, standing, words_at};
use crate::engine::rejected::Rejected;

/// The most sentences that one mark names.
const PLACES_MOST: usize = 16;

/// The one dimension of a guess about a whole loop.
pub const OVERALL: &str = "overall";

impl Decider<'_> {
    /// Judging is open: to the interviewer's seat from the moment a question is put, to the
    /// candidate once the mode allows a look.
    fn require_judging(self, scope: Scope) -> Result<(), Rejected> {
        let is_peer = self.seat == Seat::Interviewer && self.state.has_peer();
        let open = match scope {
            Scope::Question { slot, item } if is_peer => {
                self.state.item_state(slot, item).is_some_and(|state| state.opened.is_some())
            }
            Scope::Question { slot, item } => self.state.may_judge(slot, item),
            Scope::Round { slot } if is_peer => {
                self.state.slots.get(slot).is_some_and(|state| state.started.is_some())
            }
            Scope::Round { slot } => self.state.may_judge_round(slot),
            Scope::Loop => self.state.ended.is_some(),
        };
        let is_loop = self.state.plan.as_ref().is_some_and(|plan| plan.is_loop);
        match (open, self.state.is_exam(), is_loop) {
            (true, ..) => Ok(()),
            (false, true, true) => Err(Rejected::NotYet("at the end of the loop")),
            (false, true, false) => Err(Rejected::NotYet("at the end of the round")),
            (false, false, _) => Err(Rejected::NotYet("once the question is closed")),
        }
    }

    pub(super) fn seal(
        self,
        scope: Scope,
        guesses: Vec<(String, u32)>,
    ) -> Result<Vec<Event>, Rejected> {
        self.require_judging(scope)?;
        if self.state.sealed.contains_key(&(scope, self.seat)) {
            return Err(Rejected::AlreadySealed);
        }
        if guesses.is_empty() {
            return Err(Rejected::Empty("the seal"));
        }
        for (dim, guess) in &guesses {
            if !self.dimensions(scope).contains(&dim.as_str()) {
                return Err(Rejected::UnknownDimension(dim.clone()));
            }
            if !(1..=4).contains(guess) {
                return Err(Rejected::OutOfRange { what: "a guess", low: 1, high: 4 });
            }
        }
        Ok(vec![Event::Sealed { scope, by: self.seat, guesses }])
    }

    fn dimensions(&self, scope: Scope) -> &'static [&'static str] {
        match scope {
            Scope::Question { slot, item } => {
                self.state.question_of(slot, item).map_or(&[], |q| q.ask.kind.dimensions())
            }
            Scope::Round { slot } => {
                let kind = self.state.round_plan(slot).and_then(|round| round.kind);
                kind.map_or(&[], |kind| kind.dimensions())
            }
            Scope::Loop => &[OVERALL],
        }
    }

    /// The candidate's own guess lies on the table before the checklist opens.
    fn require_seal(self, scope: Scope) -> Result<(), Rejected> {
        if self.seat == Seat::Interviewer || self.state.sealed_with(scope).is_none() {
            return Ok(());
        }
        let mut covering = vec![scope];
        if let Scope::Question { slot, .. } = scope {
            covering.push(Scope::Round { slot });
        }
        let is_sealed =
            covering.iter().any(|scope| self.state.sealed.contains_key(&(*scope, self.seat)));
        if is_sealed { Ok(()) } else { Err(Rejected::SealFirst) }
    }

    pub(super) fn mark(
        self,
        scope: Scope,
        id: String,
        mark: Mark,
        note: String,
        grounds: Grounds,
    ) -> Result<Vec<Event>, Rejected> {
        self.require_judging(scope)?;
        self.require_seal(scope)?;
        if !checklist(self.state, scope).iter().any(|check| check.id == id) {
            return Err(Rejected::UnknownItem(id));
        }
        let note = within(note, MESSAGE_MOST)?;
        let grounds = self.grounds(scope, mark, grounds)?;
        Ok(vec![Event::Marked { scope, id, mark, by: self.seat, note, grounds }])
    }

    /// What a mark rests on, made whole: only what is met or partly met has a place, `written` and
    /// places go together, and words that may still change are kept as they stand now.
    fn grounds(self, scope: Scope, mark: Mark, mut of: Grounds) -> Result<Grounds, Rejected> {
        if of == Grounds::default() {
            return Ok(of);
        }
        if !matches!(mark, Mark::Met | Mark::Partly) {
            return Err(Rejected::NeedsNoPlace);
        }
        match (of.at.is_empty(), of.shown) {
            (true, None | Some(Shown::Written)) => return Err(Rejected::NeedsPlace),
            (false, Some(Shown::Aloud | Shown::Diagram | Shown::Unwritten)) => {
                return Err(Rejected::NeedsNoPlace);
            }
            (true, Some(_)) => {}
            (false, _) => of.shown = Some(Shown::Written),
        }
        if of.at.len() > PLACES_MOST || of.pick == Some(0) {
            return Err(Rejected::OutsideAnswer);
        }
        if of.quote.is_empty()
            && let Some(first) = of.at.first()
            && is_changing(self.state, scope, first)
        {
            words_at(self.state, scope, first).unwrap_or_default().clone_into(&mut of.quote);
        }
        of.quote = within(of.quote, MESSAGE_MOST)?;
        let standing = standing(self.state, scope, &of);
        let mut at = Vec::new();
        for standing in standing {
            match standing {
                Standing::At(place, _) => at.push(place),
                Standing::Gone => return Err(Rejected::WordsGone),
                Standing::Outside => return Err(Rejected::OutsideAnswer),
            }
        }
        Ok(Grounds { at, ..of })
    }

    pub(super) fn unmark(self, scope: Scope, id: String) -> Result<Vec<Event>, Rejected> {
        self.require_judging(scope)?;
        if !self.state.marks.contains_key(&(scope, self.seat, id.clone())) {
            return Err(Rejected::NothingToUndo);
        }
        Ok(vec![Event::Unmarked { scope, id, by: self.seat }])
    }

    /// Takes back one mark after the other, so that each event means the same.
    pub(super) fn reopen(self, scope: Scope, id: String) -> Result<Vec<Event>, Rejected> {
        let first = self.unmark(scope, id.clone())?;
        let key = (scope, self.seat, id);
        let earlier = self.state.earlier_marks.get(&key).map_or(&[][..], Vec::as_slice);
        let again = earlier.iter().filter(|earlier| !earlier.is_taken_back).count();
        Ok(first.iter().cycle().take(again + 1).cloned().collect())
    }

    /// What is left unmarked is open, and the score says so. Under rules 1 and 2 it counts by its
    /// band in exam, and in practice every item needs a person's mark. Once the session is over either
    /// seat may finish the marks.
    pub(super) fn confirm(self, scope: Scope) -> Result<Vec<Event>, Rejected> {
        self.require_judging(scope)?;
        match scope {
            Scope::Loop if self.state.scored_rounds().is_empty() => {
                return Err(Rejected::NothingToJudge);
            }
            Scope::Round { slot } if !self.state.scored_rounds().contains(&slot) => {
                return Err(Rejected::NothingToJudge);
            }
            _ => {}
        }
        let seat = self.state.judge_seat();
        if seat != self.seat && self.state.ended.is_none() {
            return Err(Rejected::NotYourSeat(seat));
        }
        let checks = checklist(self.state, scope);
        // A quiz has nothing to mark: its options say what is right.
        let has_checklist = !checks.is_empty() || scope == Scope::Loop;
        if has_checklist {
            self.require_seal(scope)?;
        }
        if !self.state.is_exam() && !self.state.header.leaves_open() && has_checklist {
            let is_unmarked = |check: &crate::engine::checklist::Check| {
                matches!(
                    check.about,
                    About::Item(_) | About::RoundItem(_) | About::Number(_) | About::Fault(_)
                ) && self.state.mark(scope, &check.id).is_none()
            };
            let left = checks.iter().filter(|check| is_unmarked(check)).count();
            if left > 0 {
                return Err(Rejected::UnmarkedItems(left));
            }
        }
        Ok(vec![Event::MarksConfirmed { scope, by: self.seat }])
    }

    pub(super) fn show_score(
        self,
        scope: Scope,
        sheet: ScoreSheet,
    ) -> Result<Vec<Event>, Rejected> {
        self.require_interviewer()?;
        if self.state.scores.get(&scope) == Some(&sheet) {
            return Ok(Vec::new());
        }
        Ok(vec![Event::ScoreShown { scope, sheet }])
    }

    /// In practice alone a model answer may come before one's own guess and before a word is
    /// written: whoever puts judging off, or skips, wants to see just that. A guess that is sealed
    /// afterwards is no forecast any more (`State::informed`).
    pub(super) fn show_model(self, slot: usize, item: usize) -> Result<Vec<Event>, Rejected> {
        let scope = Scope::Question { slot, item };
        self.require_judging(scope)?;
        let is_tested = self.state.is_exam() || self.state.has_peer();
        if is_tested && !checklist(self.state, scope).is_empty() {
            self.require_seal(scope)?;
        }
        let known = self.state.item_state(slot, item).ok_or(Rejected::NothingAsked)?.model_shown;
        Ok(if known { Vec::new() } else { vec![Event::ModelShown { slot, item }] })
    }

    pub(super) fn rate_interviewer(
        self,
        rating: u32,
        note: String,
    ) -> Result<Vec<Event>, Rejected> {
        if self.seat != Seat::Candidate {
            return Err(Rejected::NotYourSeat(Seat::Candidate));
        }
        if !self.state.has_peer() {
            return Err(Rejected::NothingToJudge);
        }
        if !(1..=4).contains(&rating) {
            return Err(Rejected::OutOfRange { what: "a rating", low: 1, high: 4 });
        }
        let note = within(note, MESSAGE_MOST)?;
        Ok(vec![Event::InterviewerRated { rating, note }])
    }
}
