//! `mock rescore`: every score once more, from the journal alone.

use serde_json::{Value, json};

use super::args::look_back::{RescoreArgs, Under};
use super::context::Context;
use super::error::{Error, Outcome};
use super::named;
use crate::engine::State;
use crate::score::fold::{Rescored, rescore};
use crate::view::say;

/// Exit code 3 where a score does not agree.
///
/// # Errors
/// Where there is no such session, or the output cannot be written.
pub fn run(args: &RescoreArgs, context: &mut Context) -> Result<Outcome, Error> {
    let session = named::read(&args.named, context)?;
    let found = rescore(&session.header, &session.events);
    let agreed = found.iter().filter(|scored| scored.agrees()).count();
    if args.json {
        let scores = found.iter().map(|scored| as_json(&session.state, scored));
        let report = json!({
            "session": session.header.session,
            "agrees": agreed == found.len(),
            "scores": scores.collect::<Vec<Value>>(),
        });
        writeln!(context.out, "{report:#}")?;
    } else {
        let always_latest = args.rules == Some(Under::Latest);
        context.put(&say::rescore::blocks(&session.state, &found, always_latest))?;
    }
    Ok(if agreed == found.len() { Outcome::Fine } else { Outcome::BelowBar })
}

fn as_json(state: &State, scored: &Rescored) -> Value {
    json!({
        "of": say::rescore::key(state, scored.scope),
        "scope": scored.scope,
        "agrees": scored.agrees(),
        "shown": scored.shown,
        "again": scored.again,
        "latest": scored.latest,
    })
}
