//! An answer of an earlier session, to be kept as a story.

use crate::bank::question::Mode;
use crate::cli::context::Context;
use crate::cli::error::Error;
use crate::cli::named;
use crate::engine::State;
use crate::score::star::letters_of;
use crate::session::{self, Store};

/// What a behavioral question was answered with.
pub(super) struct Answered {
    /// The question's.
    pub title: String,
    pub competency: Option<String>,
    pub letters: [String; 4],
}

/// The answer to that question, or to the only one there is.
pub(super) fn answered(
    from: &str,
    question: Option<&str>,
    context: &mut Context,
) -> Result<Answered, Error> {
    let store = Store::new(context.paths.sessions());
    let (session, damage) = session::read(&store.path(&store.find(from)?))?;
    named::tell(damage.as_ref(), context)?;
    let state = &session.state;
    let all: Vec<(String, Answered)> =
        state.opened_questions().filter_map(|(slot, item)| of(state, slot, item)).collect();
    let ids: Vec<&str> = all.iter().map(|(id, _)| id.as_str()).collect();
    let at = match (question, &ids[..]) {
        (_, []) => {
            let message = format!("{from} has no answer in four letters");
            return Err(Error::unknown(message, "`mock sessions show` lists what a session has"));
        }
        (None, [_]) => 0,
        (None, ids) => {
            let message = format!("{from} has several answers");
            let help = format!("name one with --question: {}", ids.join(", "));
            return Err(Error::unknown(message, help));
        }
        (Some(id), ids) => ids.iter().position(|known| *known == id).ok_or_else(|| {
            let message = format!("{from} has no answer to `{id}`");
            Error::unknown(message, format!("there are {}", ids.join(", ")))
        })?,
    };
    let found = all.into_iter().nth(at).map(|(_, found)| found);
    found.ok_or_else(|| Error::Bug("an answer is gone".to_owned()))
}

fn of(state: &State, slot: usize, item: usize) -> Option<(String, Answered)> {
    let ask = &state.question_of(slot, item)?.ask;
    if ask.mode != Mode::Star {
        return None;
    }
    let letters = letters_of(state.item_state(slot, item)?)?;
    let (title, competency) = (ask.title.clone(), ask.competency.clone());
    Some((ask.id.clone(), Answered { title, competency, letters }))
}
