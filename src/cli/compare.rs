//! `mock compare A B`: the same question or round twice.

use super::args::prepare::CompareArgs;
use super::context::Context;
use super::error::{Error, Outcome};
use crate::session::{self, Store};
use crate::view::compare::Compared;
use crate::view::say;

/// # Errors
/// Where there are no two such sessions, or they have nothing in common.
pub fn run(args: &CompareArgs, context: &mut Context) -> Result<Outcome, Error> {
    let store = Store::new(context.paths.sessions());
    let ids = [store.find(&args.first)?, store.find(&args.second)?];
    if ids[0] == ids[1] {
        let message = format!("both are the session {}", ids[0].short());
        return Err(Error::unknown(message, "name two; `mock sessions list` shows them"));
    }
    let read = |id| session::read(&store.path(id)).map(|(session, _)| session.state);
    let compared = Compared::new(&read(&ids[0])?, &read(&ids[1])?);
    if compared.is_empty() {
        let message = "they have no question and no kind of round in common";
        return Err(Error::unknown(message, "`mock history` shows which rounds there were"));
    }
    if args.json {
        let json = serde_json::to_string_pretty(&compared);
        let json = json.map_err(|cause| Error::Bug(cause.to_string()))?;
        writeln!(context.out, "{json}")?;
    } else {
        context.show(&say::compare::blocks(&compared))?;
    }
    Ok(Outcome::Fine)
}

#[cfg(test)]
#[path = "compare_tests.rs"]
mod tests;
