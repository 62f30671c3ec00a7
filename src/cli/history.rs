//! `mock history`: scored rounds over time, and what to practise next.

use serde_json::json;

use super::args::look_back::HistoryArgs;
use super::context::Context;
use super::error::{Error, Outcome};
use super::past;
use crate::engine::State;
use crate::prep::digest::began;
use crate::view::attempts::attempts;
use crate::view::history::History;
use crate::view::say;

/// # Errors
/// Where the sessions' folder cannot be read, or the output cannot be written.
pub fn run(args: &HistoryArgs, context: &mut Context) -> Result<Outcome, Error> {
    let mut past = past::read(context)?;
    let next = History::new(&past.states).next();
    let had = past.states.len();
    past.states.retain(|state| is_wanted(state, args));
    let is_none_left = had > 0 && past.states.is_empty();
    if is_none_left {
        context.tell("no session is left of those that were asked for")?;
    }
    if args.attempts {
        let all = attempts(&past.states);
        if args.json {
            writeln!(context.out, "{:#}", json!(all))?;
        } else if !is_none_left {
            context.put(&say::history::attempts(&all))?;
        }
        past.tell_damage(context)?;
        return Ok(Outcome::Fine);
    }
    let mut history = History::new(&past.states);
    if let Some(kind) = args.kind {
        // A loop has rounds of other kinds as well.
        history.rounds.retain(|round| round.kind == kind);
        history.kinds.retain(|line| line.kind == kind);
    }
    if args.json {
        let (why, command) = next;
        let mut report = json!(history);
        report["next"] = json!({ "why": why, "command": command });
        writeln!(context.out, "{report:#}")?;
    } else if !is_none_left {
        context.put(&say::history::blocks(&history, &next))?;
    }
    past.tell_damage(context)?;
    Ok(Outcome::Fine)
}

fn is_wanted(state: &State, args: &HistoryArgs) -> bool {
    let is_of_kind = args.kind.is_none_or(|kind| {
        (0..state.slots.len())
            .any(|slot| state.round_plan(slot).is_some_and(|plan| plan.kind == Some(kind)))
    });
    let is_of_topic = args.topic.as_deref().is_none_or(|topic| {
        state.opened_questions().any(|(slot, item)| {
            state.question_of(slot, item).is_some_and(|question| {
                question.ask.topic == topic || question.ask.topics.iter().any(|of| of == topic)
            })
        })
    });
    let is_late = args.since.is_none_or(|since| began(&state.header).date() >= since);
    is_of_kind && is_of_topic && is_late
}

#[cfg(test)]
#[path = "history_tests.rs"]
mod tests;
