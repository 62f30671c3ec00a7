//! Two people at one terminal, or the interviewer alone: who may look at the screen now.
//!
//! Between the two seats stands a curtain that only Enter lifts. What judges is drawn while the
//! interviewer sits, and never otherwise.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::engine::checklist::{Check, checklist};
use crate::engine::state::{Cursor, ItemState};
use crate::engine::{Command, Seat, Stage, State};
use crate::ui::console::offer::{Offer, Sort, offers};
use crate::ui::plain::debrief::step::Step;
use crate::ui::plain::debrief::{Debrief, Table};
use crate::ui::plain::peer::is_interviewers_turn;
use crate::ui::plain::place::Place;

/// What the room remembers of the interviewer beside the session's state.
pub struct Peer {
    /// Who sits in front of the screen.
    pub seated: Seat,
    /// The interviewer has the keyboard until they give it back.
    pub stays: bool,
    /// The point of the checklist that the next key marks, by its id.
    pub chosen: Option<String>,
    /// The digits of a point's number, as typed so far.
    pub digits: usize,
    pub is_rated: bool,
    /// What can be sent, as long as nothing happens: it is looked at in every frame.
    known: RefCell<Known>,
}

/// The lists that were asked for, and the moment that they are of.
#[derive(Default)]
struct Known {
    of: Option<Moment>,
    lists: BTreeMap<Sort, Rc<[Offer]>>,
}

/// Everything that what can be sent depends on, the words under way apart: those are read when
/// they are handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Moment {
    cursor: Cursor,
    happened: usize,
    parts: usize,
    evidence: usize,
    minute: u64,
}

impl Default for Peer {
    fn default() -> Peer {
        Peer {
            seated: Seat::Candidate,
            stays: false,
            chosen: None,
            digits: 0,
            is_rated: false,
            known: RefCell::default(),
        }
    }
}

impl Peer {
    /// The place in front of whoever sits there, or the curtain where it is for the other one.
    pub fn place(&mut self, state: &State, debrief: &Debrief, judging_only: bool) -> Place {
        if !matches!(state.stage, Stage::Asking | Stage::Settling) {
            self.stays = false;
        }
        let place = Place::of(state, debrief, judging_only);
        let table = debrief.table(state);
        if table == Table::Solo {
            return place;
        }
        let place = match place {
            Place::Judging(_) => place,
            _ if self.wants_rating(state, debrief) => Place::Rating,
            _ if judging_only || state.plan.is_none() => place,
            _ if self.is_interviewers(state, table) => Place::Console,
            _ => place,
        };
        if table == Table::Alone {
            self.seated = Seat::Interviewer;
            return place;
        }
        match meant_for(place, state, debrief) {
            Some(seat) if seat != self.seated => Place::Curtain,
            _ => {
                if is_open_to_both(place) {
                    self.seated = Seat::Candidate;
                }
                place
            }
        }
    }

    /// Whether the question on the table is the interviewer's now.
    fn is_interviewers(&self, state: &State, table: Table) -> bool {
        let is_live = matches!(state.stage, Stage::Asking | Stage::Settling);
        let is_free = state.paused.is_none() && is_interviewers_turn(state);
        is_live && (table == Table::Alone || self.stays || is_free)
    }

    fn wants_rating(&self, state: &State, debrief: &Debrief) -> bool {
        debrief.table(state) == Table::Shared
            && state.stage == Stage::Finished
            && state.interviewer_rating.is_none()
            && !self.is_rated
            && !debrief.left
            && !state.scored_rounds().is_empty()
    }

    /// Enter at the curtain: the other one sits down.
    pub fn change_seats(&mut self, state: &State) {
        self.seated = match self.seated {
            Seat::Candidate => Seat::Interviewer,
            Seat::Interviewer => Seat::Candidate,
        };
        self.stays = self.seated == Seat::Interviewer
            && matches!(state.stage, Stage::Asking | Stage::Settling);
        self.chosen = None;
        self.digits = 0;
    }

    /// The screen was out of sight for a while: whoever looks at it next lifts the curtain.
    pub fn draw_curtain(&mut self) {
        self.seated = Seat::Candidate;
    }

    /// What can be sent of a sort, as of the last thing that happened.
    pub fn offers(&self, state: &State, sort: Sort) -> Rc<[Offer]> {
        let moment = Moment::of(state);
        let mut known = self.known.borrow_mut();
        if known.of.as_ref() != Some(&moment) {
            *known = Known { of: Some(moment), lists: BTreeMap::new() };
        }
        let list = known.lists.entry(sort).or_insert_with(|| offers(state, sort).into());
        Rc::clone(list)
    }

    /// The point that the next key marks, and its place in the list.
    pub fn check(&self, state: &State) -> Option<(usize, Check)> {
        let checks = checklist(state, state.current_scope());
        let of = |id: &String| checks.iter().position(|check| check.id == *id);
        let index = self.chosen.as_ref().and_then(of).unwrap_or(0);
        Some((index, checks.into_iter().nth(index)?))
    }
}

impl Moment {
    fn of(state: &State) -> Moment {
        let item = state.current().map(|(_, item)| item);
        let used = item.map(|item| state.watch.read(state.last_at).less(item.from));
        Moment {
            cursor: state.cursor,
            happened: item.map_or(0, |item| item.happenings.len()),
            parts: item.and_then(ItemState::scored_attempt).map_or(0, |attempt| attempt.parts),
            evidence: item.map_or(0, |item| item.evidence.len()),
            minute: used.map_or(0, |used| used.0 / 60_000),
        }
    }
}

/// Whether candidate and interviewer share this terminal.
pub fn is_shared(state: &State) -> bool {
    let is_elsewhere = state.plan.as_ref().is_some_and(|plan| plan.candidate_elsewhere);
    state.has_peer() && !is_elsewhere
}

/// Who alone may see a place; nobody in particular where it holds nothing that is one's own.
pub fn meant_for(place: Place, state: &State, debrief: &Debrief) -> Option<Seat> {
    match place {
        Place::Console => Some(Seat::Interviewer),
        Place::Asking(..) | Place::Rating => Some(Seat::Candidate),
        // The score is shown to both at once.
        Place::Judging(scope) => match debrief.step(state, scope) {
            Step::Look => None,
            step => step.seat(state),
        },
        _ => None,
    }
}

/// Places that hold no secret and take nothing but a key to go on.
fn is_open_to_both(place: Place) -> bool {
    matches!(
        place,
        Place::Lobby
            | Place::Paused
            | Place::Between
            | Place::RoundOver
            | Place::Break
            | Place::Over
    )
}

/// In whose name a command of the candidate's room goes out: seals and marks are the seat's that
/// has to give them.
pub fn seat_of(state: &State, debrief: &Debrief, command: &Command) -> Seat {
    match command {
        Command::Seal { scope, .. } => debrief.sealing(state, *scope),
        Command::Mark { .. } | Command::Confirm { .. } => state.judge_seat(),
        _ => Seat::Candidate,
    }
}
