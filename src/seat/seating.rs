//! Who sits at this terminal.

use crate::engine::{Seat, State};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seating {
    /// The candidate, with the program as interviewer.
    Solo,
    /// Candidate and interviewer, who share a keyboard.
    Shared,
    /// The interviewer; the candidate is elsewhere.
    Alone,
}

impl Seating {
    pub fn of(state: &State, is_alone: bool) -> Seating {
        match (is_alone, state.has_peer()) {
            (true, _) => Seating::Alone,
            (false, true) => Seating::Shared,
            (false, false) => Seating::Solo,
        }
    }

    /// Whose guesses are sealed here, in this order.
    pub fn sealing(self) -> &'static [Seat] {
        match self {
            Seating::Solo => &[Seat::Candidate],
            Seating::Shared => &[Seat::Candidate, Seat::Interviewer],
            Seating::Alone => &[Seat::Interviewer],
        }
    }
}
