//! `mock calibration`: how well guesses foresaw scores, over all sessions.

use serde_json::{Value, json};

use super::args::look_back::CalibrationArgs;
use super::context::Console;
use super::error::{Error, Outcome};
use super::listing::Listing;
use crate::engine::State;
use crate::figures::tenths;
use crate::score::calibration::{Calibration, Difference, PAIRS_LEAST, calibration, pairs};
use crate::session::{self, Store};

/// # Errors
/// Where the sessions' folder cannot be read, or the output cannot be written.
pub fn run(args: &CalibrationArgs, console: &mut Console) -> Result<Outcome, Error> {
    let store = Store::new(console.paths.sessions());
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
        writeln!(console.out, "{report:#}")?;
    } else {
        show(&found, console)?;
    }
    if simulated > 0 && !args.json {
        let text = "played from an answers file, not counted";
        writeln!(console.out, "Sessions {text}: {simulated}")?;
    }
    if unread > 0 {
        writeln!(console.err, "mock: {unread} damaged; `mock sessions list` says more")?;
    }
    Ok(Outcome::Fine)
}

fn show(found: &[Calibration], console: &mut Console) -> Result<(), Error> {
    if found.is_empty() {
        writeln!(
            console.out,
            "No sealed guess has met a score yet; the debrief of `mock run` asks for one."
        )?;
        return Ok(());
    }
    let mut listing = Listing::new(&["dimension", "your guess against"], &[]);
    for line in found {
        let against = [("score", line.against_shown), ("peer", line.against_peer)];
        let told = against
            .iter()
            .filter_map(|(what, found)| Some(format!("{what}: {}", words((*found)?))));
        listing.row(&[&line.dim.replace('-', " "), &told.collect::<Vec<_>>().join("; ")]);
    }
    listing.write(console)?;
    writeln!(
        console.out,
        "\nBias above 0: you guessed higher than it came out. `mock explain calibration` says more."
    )?;
    Ok(())
}

/// `n = 7, bias +0.4, spread 0.8`, and below the least number of pairs that they are too few.
fn words(difference: Difference) -> String {
    let n = difference.n;
    if n < PAIRS_LEAST {
        return format!("n = {n}, too few");
    }
    let bias = format!("bias {}", signed(difference.bias));
    let spread =
        difference.spread.map_or(String::new(), |spread| format!(", spread {}", tenths(spread)));
    format!("n = {n}, {bias}{spread}")
}

fn signed(thousandths: i64) -> String {
    let sign = if tenths(thousandths.unsigned_abs()) == "0.0" {
        ""
    } else if thousandths < 0 {
        "−"
    } else {
        "+"
    };
    format!("{sign}{}", tenths(thousandths.unsigned_abs()))
}

fn as_json(line: &Calibration) -> Value {
    let difference = |found: Option<Difference>| {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn said(n: usize, bias: i64, spread: Option<u64>) -> String {
        words(Difference { n, bias, spread })
    }

    #[test]
    fn few_pairs_say_so_and_nothing_else() {
        assert_eq!(said(4, 1000, Some(0)), "n = 4, too few");
        assert_eq!(said(5, 1000, Some(0)), "n = 5, bias +1.0, spread 0.0");
    }

    #[test]
    fn a_bias_has_its_sign_unless_it_is_nothing() {
        assert_eq!(said(6, -449, Some(849)), "n = 6, bias −0.4, spread 0.8");
        assert_eq!(said(6, -49, None), "n = 6, bias 0.0");
    }
}
