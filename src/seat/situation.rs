//! Where a session is for the person at it, and what follows there.

use super::debrief::Debrief;
use super::debrief::step::{GUESS, MODEL};
use super::menu::Menu;
use super::outcome::Outcome;
use super::story;
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

/// What can be done after a question: go on, go back to a guess that was put off, answer once more,
/// see the model answer.
pub fn between_menu(state: &State, debrief: &Debrief) -> Menu {
    let is_last = state.round().is_some_and(|round| state.cursor.item + 1 >= round.items.len());
    let mut choices = vec![("n", if is_last { "end of the round" } else { "next" })];
    let is_candidates = state.judge_seat() == Seat::Candidate;
    // What most come for stands in front: a narrow screen may have no room for the rest.
    if is_candidates {
        choices.push((MODEL, "model answer"));
    }
    if debrief.can_take_up(state) {
        choices.push((GUESS, "your guess"));
    }
    if is_candidates {
        let is_blank = state.current().is_some_and(|(_, item)| item.is_blank() && !item.spoken);
        choices.push(("r", if is_blank { "answer it after all" } else { "answer once more" }));
    }
    if story::can_keep(state, state.cursor.slot, state.cursor.item) {
        choices.push((story::KEEP, story::KEEP_SAYS));
    }
    Menu::keys("", &choices).with_default(0)
}

/// What the answer with this key of the menu asks for.
pub fn between(state: &State, debrief: &mut Debrief, key: &str) -> Outcome {
    match key {
        GUESS => debrief.take_up(state),
        "r" => Outcome::ask(Seat::Candidate, Command::Retry),
        story::KEEP => Outcome::Keep(state.cursor.slot, state.cursor.item),
        MODEL => Outcome::models(state, vec![(state.cursor.slot, state.cursor.item)]),
        _ => Outcome::ask(Seat::Candidate, Command::Next),
    }
}
