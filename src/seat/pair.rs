//! Two people at one terminal, or the interviewer alone: who may look at the screen now.
//!
//! Between the two seats stands a curtain. What judges is drawn while the interviewer sits, and
//! never otherwise.

use super::debrief::{Debrief, Step};
use super::seating::Seating;
use super::situation::Situation;
use crate::bank::question::Mode;
use crate::engine::{Seat, Stage, State};
use crate::format::plan::ItemWhat;

/// The words of a rating (re:Work).
pub const RATINGS: [(&str, &str); 5] =
    [("1", "poor"), ("2", "mixed"), ("3", "good"), ("4", "excellent"), ("s", "say nothing")];

/// Who sits in front of the screen, beyond what the journal holds.
#[derive(Debug)]
pub struct Pair {
    seated: Seat,
    /// The interviewer has the keyboard until they give it back.
    stays: bool,
    /// The candidate has rated the interviewer, or does not want to.
    pub is_rated: bool,
}

impl Default for Pair {
    fn default() -> Pair {
        Pair { seated: Seat::Candidate, stays: false, is_rated: false }
    }
}

impl Pair {
    pub fn seated(&self) -> Seat {
        self.seated
    }

    /// The place where the session stands, and who has to sit down before it may be shown.
    pub fn place(&mut self, state: &State, debrief: &Debrief) -> (Situation, Option<Seat>) {
        if !is_live(state) {
            self.stays = false;
        }
        let place = Situation::of(state, debrief);
        let seating = debrief.seating(state);
        if seating == Seating::Solo {
            return (place, None);
        }
        let place = match place {
            Situation::Judging(_) => place,
            _ if self.wants_rating(state, debrief) => Situation::Rating,
            _ if debrief.judging_only || state.plan.is_none() => place,
            _ if self.is_interviewers(state, seating) => Situation::Console,
            _ => place,
        };
        if seating == Seating::Alone {
            self.seated = Seat::Interviewer;
            return (place, None);
        }
        if is_open_to_both(place) {
            self.seated = Seat::Candidate;
        }
        let awaited = meant_for(place, state, debrief).filter(|seat| *seat != self.seated);
        (place, awaited)
    }

    /// Whether the question on the table is the interviewer's now.
    fn is_interviewers(&self, state: &State, seating: Seating) -> bool {
        let is_free = state.paused.is_none() && is_interviewers_turn(state);
        is_live(state) && (seating == Seating::Alone || self.stays || is_free)
    }

    fn wants_rating(&self, state: &State, debrief: &Debrief) -> bool {
        debrief.seating(state) == Seating::Shared
            && state.stage == Stage::Finished
            && state.interviewer_rating.is_none()
            && !self.is_rated
            && !debrief.left
            && !state.scored_rounds().is_empty()
    }

    /// This one sits down in front of the screen.
    pub fn sit(&mut self, state: &State, seat: Seat) {
        self.seated = seat;
        self.stays = seat == Seat::Interviewer && is_live(state);
    }

    /// The candidate asks the interviewer to take the keyboard.
    pub fn call_interviewer(&mut self) {
        self.stays = true;
    }

    /// The interviewer gives the keyboard back: false where the candidate waits for them.
    pub fn give_back(&mut self, state: &State) -> bool {
        if state.paused.is_none() && is_interviewers_turn(state) {
            return false;
        }
        self.stays = false;
        true
    }

    /// The candidate has to answer, or the question is over: so is the interviewer's turn.
    pub fn end_turn(&mut self) {
        self.stays = false;
    }

    /// Why the keyboard changes hands now.
    pub fn why_curtain(&self, state: &State) -> &'static str {
        match (self.seated, state.stage) {
            (Seat::Interviewer, _) => "The candidate's turn.",
            (Seat::Candidate, _) if !is_live(state) => "The interviewer's turn to judge.",
            (Seat::Candidate, _) if !is_interviewers_turn(state) => "The interviewer's turn.",
            (Seat::Candidate, Stage::Settling) => "The answer is in; it is the interviewer's turn.",
            (Seat::Candidate, _) => "You asked something; it is the interviewer's turn.",
        }
    }

    /// The screen was out of sight for a while: whoever looks at it next lifts the curtain.
    pub fn draw_curtain(&mut self) {
        self.seated = Seat::Candidate;
    }
}

/// A question is on the table, or its answer.
fn is_live(state: &State) -> bool {
    matches!(state.stage, Stage::Asking | Stage::Settling)
}

/// Whether candidate and interviewer share this terminal, as the session was planned.
pub fn is_shared(state: &State) -> bool {
    let is_elsewhere = state.plan.as_ref().is_some_and(|plan| plan.candidate_elsewhere);
    state.has_peer() && !is_elsewhere
}

/// Who alone may see a place; nobody in particular where it holds nothing that is one's own.
pub fn meant_for(place: Situation, state: &State, debrief: &Debrief) -> Option<Seat> {
    match place {
        Situation::Console => Some(Seat::Interviewer),
        Situation::Asking(..) | Situation::Rating => Some(Seat::Candidate),
        // The score is shown to both at once.
        Situation::Judging(scope) => match debrief.step(state, scope) {
            Step::Look => None,
            step => step.seat(state),
        },
        _ => None,
    }
}

/// Places that hold no secret and take nothing but a key to go on.
fn is_open_to_both(place: Situation) -> bool {
    matches!(
        place,
        Situation::Lobby
            | Situation::Paused
            | Situation::Between
            | Situation::RoundOver
            | Situation::Break
            | Situation::Over
    )
}

/// A question waits for an answer, or an answer for what comes next.
pub fn is_interviewers_turn(state: &State) -> bool {
    let Some((plan, item)) = state.current() else { return false };
    let is_asked = state.stage == Stage::Asking && item.open_request().is_some();
    plan.question().is_some() && (is_asked || state.stage == Stage::Settling)
}

/// To a candidate who is elsewhere everything is said aloud.
pub fn is_unsaid(state: &State) -> bool {
    let Some((plan, item)) = state.current() else { return false };
    let is_aloud = match plan.what {
        ItemWhat::Talk { .. } => true,
        ItemWhat::Question { mode, .. } => {
            matches!(mode, Mode::Free | Mode::Star | Mode::Outline)
        }
        ItemWhat::YourQuestions => false,
    };
    state.stage == Stage::Asking && state.paused.is_none() && is_aloud && !item.spoken
}
