//! Answering aloud: the next point, or the next letter, is marked as it begins; notes follow.

use super::answer::open_letter;
use crate::engine::state::What;
use crate::engine::{Command, State};
use crate::format::plan::STAR_FIELDS;
use crate::time::{Elapsed, Span};

/// Someone is speaking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speech {
    /// When each point began, in time of the question.
    pub points: Vec<Span>,
}

/// What begins now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// A point, at this time of the question.
    Point(Span),
    /// Another letter of the STAR answer.
    Letter(&'static str),
    /// Nothing: the last letter is open.
    Nothing,
}

impl Next {
    pub fn command(&self) -> Option<Command> {
        match self {
            Next::Point(_) => Some(Command::MarkPoint),
            Next::Letter(field) => Some(Command::OpenField { field: (*field).to_owned() }),
            Next::Nothing => None,
        }
    }
}

impl Speech {
    pub fn begin(state: &State, now: Elapsed) -> Speech {
        Speech { points: vec![inreach_question(state, now)] }
    }

    /// The speech that is under way, when one comes back to it.
    pub fn under_way(state: &State) -> Option<Speech> {
        let (_, item) = state.current()?;
        let attempt = item.current_attempt()?;
        // A follow-up is answered anew.
        let is_speaking = item.spoken && !attempt.takes_notes && attempt.open_part() == 0;
        let points = item.happenings.iter().filter(|happening| happening.what == What::Point);
        is_speaking.then(|| Speech { points: points.map(|point| point.into).collect() })
    }

    pub fn next(&mut self, state: &State, now: Elapsed) -> Next {
        if let Some(letter) = open_letter(state) {
            return STAR_FIELDS.get(letter + 1).map_or(Next::Nothing, |next| Next::Letter(next));
        }
        let at = inreach_question(state, now);
        self.points.push(at);
        Next::Point(at)
    }
}

/// From here on short notes; those on a STAR answer begin at its first letter.
pub fn end(state: &State) -> Vec<Command> {
    let first = open_letter(state).map(|_| Command::OpenField { field: STAR_FIELDS[0].to_owned() });
    [Command::EndSpeech].into_iter().chain(first).collect()
}

fn inreach_question(state: &State, now: Elapsed) -> Span {
    state.item_reading(now).map(|reading| reading.used).unwrap_or_default()
}
