//! `mock calibration`: how well guesses foresaw scores, over all sessions.

use serde_json::{Value, json};

use super::args::look_back::CalibrationArgs;
use super::context::Context;
use super::error::{Error, Outcome};
use crate::engine::State;
use crate::score::calibration::{Calibration, Gap, PAIRS_LEAST, calibration, pairs};
use crate::session::{self, Store};
use crate::view::say;

/// # Errors
/// Where the sessions' folder cannot be read, or the output cannot be written.
pub fn run(args: &CalibrationArgs, context: &mut Context) -> Result<Outcome, Error> {
    let store = Store::new(context.paths.sessions());
    let mut states: Vec<State> = Vec::new();
    let mut unread = 0;
    for id in store.ids()? {
        match session::read(&store.path(&id)) {
            Ok((session, damage)) => {
                unread += usize::from(damage.is_some());
                states.push(session.state);
            }
            Err(_) => unread += 1,
        }
    }
    // An answers file guesses nothing.
    let simulated = states.iter().filter(|state| state.header.simulated).count();
    let sat = states.iter().filter(|state| !state.header.simulated);
    let found = calibration(&sat.flat_map(pairs).collect::<Vec<_>>());
    if args.json {
        let report = json!({
            "too_few_below": PAIRS_LEAST,
            "simulated_left_out": simulated,
            "dimensions": found.iter().map(as_json).collect::<Vec<Value>>(),
        });
        writeln!(context.out, "{report:#}")?;
    } else {
        context.put(&say::calibration::blocks(&found, simulated))?;
    }
    if unread > 0 {
        writeln!(context.err, "mock: {unread} damaged; `mock sessions list` says more")?;
    }
    Ok(Outcome::Fine)
}

fn as_json(line: &Calibration) -> Value {
    let difference = |found: Option<Gap>| {
        found.map(|found| {
            json!({
                "n": found.n,
                "bias": found.bias,
                "spread": found.spread,
                "too_few": found.n < PAIRS_LEAST,
            })
        })
    };
    json!({
        "dimension": line.dim,
        "against_shown": difference(line.against_shown),
        "against_peer": difference(line.against_peer),
    })
}
