//! `mock history`: scored rounds over time, and what to practise next.

use serde_json::json;

use super::args::look_back::HistoryArgs;
use super::context::Context;
use super::error::{Error, Outcome};
use crate::engine::State;
use crate::session::{self, Store};
use crate::view::history::History;
use crate::view::say;

/// # Errors
/// Where the sessions' folder cannot be read, or the output cannot be written.
pub fn run(args: &HistoryArgs, context: &mut Context) -> Result<Outcome, Error> {
    let store = Store::new(context.paths.sessions());
    let mut states: Vec<State> = Vec::new();
    let mut unread = 0;
    for id in store.ids()? {
        match session::read(&store.path(&id)) {
            Ok((session, None)) => states.push(session.state),
            // The sound records still tell what was scored before the damage.
            Ok((session, Some(_))) => {
                unread += 1;
                states.push(session.state);
            }
            Err(_) => unread += 1,
        }
    }
    let history = History::new(&states);
    if args.json {
        let (why, command) = history.next();
        let mut report = json!(history);
        report["next"] = json!({ "why": why, "command": command });
        writeln!(context.out, "{report:#}")?;
    } else {
        context.put(&say::history::blocks(&history))?;
    }
    if unread > 0 {
        writeln!(context.err, "mock: {unread} damaged; `mock sessions list` says more")?;
    }
    Ok(Outcome::Fine)
}
