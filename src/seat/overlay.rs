//! Short questions on top of whatever stands: a hint's cost, Ctrl-C, the end.

use super::menu::Menu;
use super::{answer, doubt};
use crate::engine::{Command, Stage, State};
use crate::figures::cost;
use crate::view::say;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlay {
    Hint,
    Interrupt,
    End,
    Skip,
    Clear,
    /// Nothing is written; hand in all the same?
    Blank,
    /// Something speaks against handing it in as it stands.
    Doubt,
}

impl Overlay {
    /// What is asked before the answer goes in, if anything.
    pub fn before_hand_in(state: &State) -> Option<Overlay> {
        if answer::is_blank(state) {
            return Some(Overlay::Blank);
        }
        (!doubt::doubts(state).is_empty()).then_some(Overlay::Doubt)
    }

    pub fn menu(self, state: &State) -> Menu {
        match self {
            Overlay::Hint => {
                let cost = cost(next_hint_cost(state).unwrap_or(0));
                Menu::yes_no(
                    &format!("The next hint costs {cost} of this question. Take it?"),
                    false,
                )
            }
            Overlay::Interrupt => interrupt_menu(state),
            Overlay::End => end_menu(state),
            Overlay::Skip => Menu::yes_no(skip_words(state), false),
            Overlay::Clear => Menu::yes_no("Empty this part of the answer?", false),
            Overlay::Doubt => Menu::yes_no(&say::doubt::question(&doubt::doubts(state)), false),
            Overlay::Blank => Menu::yes_no("Nothing is written. Hand in an empty answer?", false),
        }
    }

    /// What the choice with this key means.
    pub fn picked(self, key: &str) -> Picked {
        match (self, key) {
            (Overlay::Interrupt, "p") => Picked::Do(Command::Pause { reason: String::new() }),
            (Overlay::Interrupt, "l") => Picked::Leave,
            (Overlay::Interrupt, "e") => Picked::Open(Overlay::End),
            (Overlay::End, "r") => Picked::Do(Command::EndRound),
            (Overlay::End, "s") => Picked::Do(Command::EndSession),
            (Overlay::Hint, "y") => Picked::Do(Command::RevealHint),
            (Overlay::Skip, "y") => Picked::Do(Command::Skip),
            (Overlay::Blank | Overlay::Doubt, "y") => Picked::Do(Command::Finish),
            (Overlay::Clear, "y") => Picked::Clear,
            _ => Picked::Nothing,
        }
    }
}

/// What an answer to such a question asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picked {
    Do(Command),
    Leave,
    /// The text of the open field goes.
    Clear,
    Open(Overlay),
    Nothing,
}

/// Known before it is taken; nothing where there is no more hint.
pub fn next_hint_cost(state: &State) -> Option<u32> {
    let taken = state.current()?.1.hints_taken();
    state.current_question()?.ask.hint_costs.get(taken).copied()
}

/// What skipping does: what is written is handed in all the same.
fn skip_words(state: &State) -> &'static str {
    let is_written = answer::open_field(state).is_some_and(|field| !field.text.trim().is_empty());
    let is_answer = answer::is_first_part(state);
    match (is_answer, is_written || (is_answer && !answer::is_blank(state))) {
        (true, false) => "Leave this question unanswered?",
        (true, true) => "Stop here? What you have written is handed in, and no more is asked.",
        (false, false) => "Leave this follow-up unanswered?",
        (false, true) => "Stop here? What you have written to this follow-up is handed in.",
    }
}

fn interrupt_menu(state: &State) -> Menu {
    let mut choices = vec![("g", "go on")];
    if state.watch.is_running() {
        choices.push(("p", "pause"));
    }
    choices.push(("l", "leave, to resume later"));
    if state.stage != Stage::Finished {
        choices.push(("e", "end"));
    }
    Menu::keys("Stopped by Ctrl-C. Once more leaves; everything is saved.", &choices)
        .with_default(0)
}

fn end_menu(state: &State) -> Menu {
    let is_loop = state.plan.as_ref().is_some_and(|plan| plan.is_loop);
    let in_round = matches!(state.stage, Stage::Asking | Stage::Settling | Stage::Between);
    let mut choices = vec![("g", "go on")];
    if is_loop && in_round {
        choices.push(("r", "end this round"));
    }
    choices.push(("s", "end the session"));
    let say = if is_loop { "End what?" } else { "End the session? What is open is handed in." };
    Menu::keys(say, &choices).with_default(0)
}
