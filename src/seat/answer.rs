//! The answer on the table: its parts, the way through them, and how it is handed in.

use crate::bank::question::Mode;
use crate::engine::state::{Attempt, Field};
use crate::engine::{Command, Stage, State};
use crate::format::plan::{ItemWhat, STAR_FIELDS};

/// The next letter or phase of the answer; after the last one it goes in.
pub fn go_on(state: &State) -> Option<Command> {
    let (plan, item) = state.current()?;
    let attempt = item.current_attempt()?;
    if attempt.open_part() == 0
        && let Some(open) = attempt.open
    {
        let phase = state.cursor.phase;
        let reached = phase - plan.first_phase.min(phase);
        let is_star = matches!(plan.what, ItemWhat::Question { mode: Mode::Star, .. });
        let next = attempt.fields.get(open.index + 1);
        let may_open = is_star || (plan.is_written_by_phase() && open.index < reached);
        if let Some(next) = next.filter(|_| may_open) {
            return Some(Command::OpenField { field: next.name.clone() });
        }
        if plan.spans_phases() && phase < plan.last_phase && item.attempts.len() == 1 {
            return Some(Command::AdvancePhase);
        }
    }
    Some(Command::Finish)
}

/// The part of the answer before the open one, if there is one.
pub fn go_back(state: &State) -> Option<Command> {
    let attempt = attempt(state)?;
    let index = attempt.open?.index.checked_sub(1)?;
    let field = attempt.fields.get(index).filter(|field| field.part == attempt.open_part())?;
    Some(Command::OpenField { field: field.name.clone() })
}

/// The part after the open one of an answer that is run; after the last the first.
pub fn turn_field(state: &State) -> Option<Command> {
    let attempt = attempt(state).filter(|_| is_run(state))?;
    let next = attempt.open.map_or(0, |open| open.index + 1) % attempt.fields.len().max(1);
    let field = attempt.fields.get(next)?.name.clone();
    Some(Command::OpenField { field })
}

/// The option of a quiz with this number, from 1 on.
pub fn choose(state: &State, number: usize) -> Option<Command> {
    let options = state.current_question()?.ask.options.len();
    let field = open_field(state).filter(|_| (1..=options).contains(&number))?;
    Some(Command::Edit { field: field.name.clone(), text: number.to_string() })
}

/// Whether a question would be handed in with nothing written or said.
pub fn is_blank(state: &State) -> bool {
    let Some((plan, item)) = state.current() else { return false };
    let Some(attempt) = item.current_attempt() else { return false };
    let is_empty = attempt.fields.iter().all(|field| field.text.trim().is_empty());
    is_empty && !item.spoken && plan.question().is_some()
}

/// The field that is being written.
pub fn open_field(state: &State) -> Option<&Field> {
    attempt(state)?.open_field()
}

/// Whether the answer of this question is given letter by letter.
pub fn is_star(state: &State) -> bool {
    attempt(state).is_some_and(|attempt| attempt.field(STAR_FIELDS[0]).is_some())
}

/// Which letter of a STAR answer is open, before any follow-up.
pub fn open_letter(state: &State) -> Option<usize> {
    let open = open_field(state).filter(|_| is_first_part(state))?;
    STAR_FIELDS.iter().position(|field| *field == open.name)
}

/// The candidate's turn to ask: what is typed is a question.
pub fn asks_own(state: &State) -> bool {
    state.current().is_some_and(|(plan, _)| plan.what.is_your_questions())
}

/// Whether an option is chosen by its number now.
pub fn is_choice(state: &State) -> bool {
    let is_quiz = state
        .current()
        .is_some_and(|(plan, _)| matches!(plan.what, ItemWhat::Question { mode: Mode::Quiz, .. }));
    is_quiz && is_first_part(state)
}

/// Whether the answer on the table is run, and not handed in yet.
pub fn is_run(state: &State) -> bool {
    let has_language = state.current().is_some_and(|(plan, _)| plan.what.language().is_some());
    state.stage == Stage::Asking && has_language && is_first_part(state)
}

/// Whether this is the answer itself, and not the answer to a follow-up.
pub fn is_first_part(state: &State) -> bool {
    attempt(state).is_some_and(|attempt| attempt.open_part() == 0)
}

fn attempt(state: &State) -> Option<&Attempt> {
    state.current()?.1.current_attempt()
}
