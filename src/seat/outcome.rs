//! What came of a key that a person pressed.

use crate::engine::{Command, Seat, State};
use crate::message::Request;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// These are asked of the engine, in order.
    Do(Vec<Request>),
    /// The model answers of these questions, by slot and item, are shown. The journal knows that
    /// they were seen.
    Models(Vec<(usize, usize)>),
    /// The answer of this slot's item is kept as a story, once the person has named it.
    Keep(usize, usize),
    /// Something is remembered, and nothing is asked for: the face looks anew at where it stands.
    Noted,
    /// Judging goes on later.
    PutOff,
    /// The key means nothing here.
    Nothing,
}

impl Outcome {
    pub fn ask(seat: Seat, command: Command) -> Outcome {
        Outcome::Do(vec![Request { seat, command }])
    }

    /// The candidate asks to see model answers, each of which the journal notes the first time.
    pub fn models(state: &State, questions: Vec<(usize, usize)>) -> Outcome {
        let is_known = |(slot, item): &(usize, usize)| {
            state.item_state(*slot, *item).is_some_and(|item| item.model_shown)
        };
        let unknown: Vec<_> = questions.iter().filter(|at| !is_known(at)).copied().collect();
        if unknown.is_empty() {
            return Outcome::Models(questions);
        }
        let show = |(slot, item)| Request::candidate(Command::ShowModel { slot, item });
        Outcome::Do(unknown.into_iter().map(show).collect())
    }
}
