//! What is said of a model that reads answers.

use crate::engine::State;

/// While a follow-up waits for the model.
#[must_use]
pub fn thinking(state: &State) -> String {
    let round = state.round_plan(state.cursor.slot);
    let name = round.map(|round| round.persona.name.as_str()).filter(|name| !name.is_empty());
    format!("{} is thinking …", name.unwrap_or("The interviewer"))
}

/// The model could not read. Nothing is lost by it.
#[must_use]
pub fn fell_back(why: &str) -> String {
    format!("The model reader couldn't read this answer: {why}. Word matching goes on without it.")
}

/// Before anything is sent to another machine for the first time.
#[must_use]
pub fn what_is_sent(model: &str, address: &str, is_private: bool) -> Vec<String> {
    let mut lines = vec![
        format!("The model {model} would read your answers at {address},"),
        "which isn't this machine. Sent each time an answer closes: the question, what the".into(),
        "interviewer said, the points it's judged by, and your answer. Never sent: marks, scores,"
            .into(),
        "other answers, anything else of this machine.".into(),
    ];
    if !is_private {
        lines.push("The connection isn't encrypted: whoever is on the way can read it.".into());
    }
    lines
}

/// Nobody could be asked.
#[must_use]
pub fn not_allowed(address: &str) -> String {
    format!(
        "no model reads along: {address} isn't this machine, and nobody allowed it yet; `mock reader allow` does"
    )
}
