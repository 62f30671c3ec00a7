//! Where a session is for the person at it, and what follows there.

use super::debrief::Debrief;
use super::debrief::step::MODEL;
use super::menu::Menu;
use super::outcome::Outcome;
use crate::engine::event::Scope;
use crate::engine::{Command, Seat, Stage, State};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Situation {
    Lobby,
    Paused,
    /// Slot, item and attempt on the table.
    Asking(usize, usize, usize),
    /// The interviewer looks at the answer.
    Settling,
    /// A question is closed and judged, in practice.
    Between,
    Judging(Scope),
    RoundOver,
    Break,
    /// The other one's turn; the keyboard has to be handed over.
    Curtain,
    Console,
    /// The candidate rates the interviewer.
    Rating,
    Over,
}

impl Situation {
    /// Where a session is for a candidate.
    pub fn of(state: &State, debrief: &Debrief) -> Situation {
        if let Some(scope) = debrief.scope(state) {
            return Situation::Judging(scope);
        }
        if debrief.judging_only || state.plan.is_none() {
            return Situation::Over;
        }
        if state.paused.is_some() {
            return Situation::Paused;
        }
        match state.stage {
            Stage::Lobby => Situation::Lobby,
            Stage::Asking => {
                let attempts = state.current().map_or(0, |(_, item)| item.attempts.len());
                Situation::Asking(state.cursor.slot, state.cursor.item, attempts)
            }
            Stage::Settling => Situation::Settling,
            Stage::Between => Situation::Between,
            Stage::RoundOver => Situation::RoundOver,
            Stage::Break => Situation::Break,
            Stage::Finished => Situation::Over,
        }
    }
}

/// Practice stops after a question, not after talk; exam goes on at once.
pub fn between_waits(state: &State) -> bool {
    let is_question = state.current().is_some_and(|(plan, item)| {
        plan.question().is_some() && item.opened.is_some() && item.done
    });
    is_question && !state.is_exam()
}

/// What can be done after a question: go on, answer once more, see the model answer.
pub fn between_menu(state: &State) -> Menu {
    let attempted = state.current().is_some_and(|(_, item)| !item.is_blank() || item.spoken);
    let is_last = state.round().is_some_and(|round| state.cursor.item + 1 >= round.items.len());
    let next = if is_last { "end of the round" } else { "next" };
    let menu = if attempted && state.judge_seat() == Seat::Candidate {
        let choices = [("n", next), ("r", "answer once more"), (MODEL, "model answer")];
        Menu::keys("", &choices)
    } else {
        Menu::keys("", &[("n", next)])
    };
    menu.with_default(0)
}

/// What the answer with this key of the menu asks for.
pub fn between(state: &State, key: &str) -> Outcome {
    match key {
        "r" => Outcome::ask(Seat::Candidate, Command::Retry),
        MODEL => Outcome::models(state, vec![(state.cursor.slot, state.cursor.item)]),
        _ => Outcome::ask(Seat::Candidate, Command::Next),
    }
}
