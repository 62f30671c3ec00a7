//! `mock calibration`: how well guesses foresaw scores, over all sessions.

use serde_json::{Value, json};

use super::args::look_back::CalibrationArgs;
use super::context::Context;
use super::error::{Error, Outcome};
use super::past;
use crate::practice::Home;
use crate::prep::real::{Real, Tally, guesses, mocks, reals};
use crate::prep::state::Practice;
use crate::score::calibration::{
    Calibration, Gap, PAIRS_LEAST, calibration, informed, pairs, waiting,
};
use crate::view::say;

/// # Errors
/// Where the sessions' folder cannot be read, or the output cannot be written.
pub fn run(args: &CalibrationArgs, context: &mut Context) -> Result<Outcome, Error> {
    let past = past::read(context)?;
    // An answers file guesses nothing.
    let simulated = past.states.iter().filter(|state| state.header.simulated).count();
    let sat = || past.states.iter().filter(|state| !state.header.simulated);
    let found = calibration(&sat().flat_map(pairs).collect::<Vec<_>>());
    let left_out = say::calibration::LeftOut {
        simulated,
        open: sat().map(waiting).sum(),
        informed: sat().map(informed).sum(),
    };
    let home = Home::new(context.paths);
    let practice = home.read().unwrap_or_else(|trouble| {
        // What the sessions say stands without it.
        let _unheard = context.tell(trouble);
        Practice::default()
    });
    let digests = home.overview().map(|overview| overview.digests).unwrap_or_default();
    let reals = reals(practice.interviews.values(), &digests);
    if args.json {
        let report = json!({
            "too_few_below": PAIRS_LEAST,
            "simulated_left_out": simulated,
            "open_left_out": left_out.open,
            "informed_left_out": left_out.informed,
            "dimensions": found.iter().map(as_json).collect::<Vec<Value>>(),
            "real": {
                "interviews": reals.iter().map(real).collect::<Vec<Value>>(),
                "guesses": tally(guesses(&reals)),
                "rehearsals": tally(mocks(&reals)),
            },
        });
        writeln!(context.out, "{report:#}")?;
    } else {
        let mut blocks = say::calibration::blocks(&found, left_out);
        blocks.extend(say::interview::real(&reals));
        context.put(&blocks)?;
    }
    past.tell_damage(context)?;
    Ok(Outcome::Fine)
}

fn real(real: &Real<'_>) -> Value {
    json!({
        "interview": real.interview.id,
        "kind": real.interview.kind,
        "date": real.interview.date,
        "guess": real.interview.guess,
        "informed": real.interview.informed,
        "rehearsal": real.mock.map(|mock| json!({ "day": mock.day, "mean": mock.mean, "band": mock.band })),
        "outcome": real.came,
    })
}

fn tally(of: Tally) -> Value {
    let too_few = of.n < PAIRS_LEAST;
    json!({ "n": of.n, "right": of.right, "interval": of.interval(), "too_few": too_few })
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
