//! `mock history`: scored rounds over time, and what to practise next.

use serde_json::json;

use super::args::look_back::HistoryArgs;
use super::context::Context;
use super::error::{Error, Outcome};
use super::past;
use crate::view::history::History;
use crate::view::say;

/// # Errors
/// Where the sessions' folder cannot be read, or the output cannot be written.
pub fn run(args: &HistoryArgs, context: &mut Context) -> Result<Outcome, Error> {
    let past = past::read(context)?;
    let history = History::new(&past.states);
    if args.json {
        let (why, command) = history.next();
        let mut report = json!(history);
        report["next"] = json!({ "why": why, "command": command });
        writeln!(context.out, "{report:#}")?;
    } else {
        context.put(&say::history::blocks(&history))?;
    }
    past.tell_damage(context)?;
    Ok(Outcome::Fine)
}
