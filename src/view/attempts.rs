//! Questions that were put more than once, and how each attempt went.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::engine::State;
use crate::engine::event::Scope;
use crate::score::judged;
use crate::text::SafeText;
use crate::view::words;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attempts {
    pub question: SafeText,
    pub title: SafeText,
    pub topic: SafeText,
    /// Oldest first.
    pub attempts: Vec<Attempt>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attempt {
    pub session: String,
    /// ISO date in the zone it was held in.
    pub date: String,
    /// Thousandths; absent while it isn't scored.
    pub mean: Option<u32>,
    pub blank: bool,
}

/// Of the sessions that a person sat, the question that was put most often first.
#[must_use]
pub fn attempts(sessions: &[State]) -> Vec<Attempts> {
    let mut sat: Vec<&State> = sessions.iter().filter(|state| !state.header.simulated).collect();
    sat.sort_by(|a, b| a.header.session.cmp(&b.header.session));
    let mut all: BTreeMap<&str, Attempts> = BTreeMap::new();
    for state in sat {
        let date = words::started(&state.header).map(|at| at.date_naive().to_string());
        for (slot, item) in state.opened_questions() {
            let (Some(question), Some(found)) =
                (state.question_of(slot, item), state.item_state(slot, item))
            else {
                continue;
            };
            let ask = &question.ask;
            let line = all.entry(&ask.id).or_insert_with(|| Attempts {
                question: SafeText::line(&ask.id),
                title: SafeText::line(&ask.title),
                topic: SafeText::line(&ask.topic),
                attempts: Vec::new(),
            });
            let sheet = state.scores.get(&Scope::Question { slot, item });
            line.attempts.push(Attempt {
                session: state.header.session.short().to_owned(),
                date: date.clone().unwrap_or_default(),
                mean: sheet.and_then(|sheet| sheet.mean),
                blank: judged::is_not_answered(found),
            });
        }
    }
    let mut all: Vec<Attempts> = all.into_values().filter(|of| of.attempts.len() > 1).collect();
    all.sort_by_key(|of| std::cmp::Reverse(of.attempts.len()));
    all
}
