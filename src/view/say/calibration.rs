//! How well guesses foresaw scores.

use crate::figures::tenths;
use crate::score::calibration::{Calibration, Gap, PAIRS_LEAST};
use crate::view::page::{Block, Listing};
use crate::view::words;

/// What says nothing of how well a person guesses.
#[derive(Clone, Copy, Debug, Default)]
pub struct LeftOut {
    /// Sessions played from an answers file, which guesses nothing.
    pub simulated: usize,
    /// Guesses that wait for points to be marked.
    pub open: usize,
    /// Guesses made when scores or a model answer had been seen.
    pub informed: usize,
}

pub fn blocks(found: &[Calibration], left_out: LeftOut) -> Vec<Block> {
    let mut blocks = Vec::new();
    if found.is_empty() {
        blocks.push(Block::line(
            "No sealed guess has met a score yet; the debrief of `mock run` asks for one.",
        ));
    } else {
        blocks.push(Block::Listing(dimensions(found)));
        blocks.push(Block::Blank);
        blocks.push(Block::line(
            "Bias above 0: you guessed higher than it came out. `mock explain calibration` says \
             more.",
        ));
    }
    let counts = [
        (left_out.open, "Guesses whose score is open, not counted until it's marked"),
        (left_out.informed, "Guesses made after scores or a model answer were shown, not counted"),
        (left_out.simulated, "Sessions played from an answers file, not counted"),
    ];
    for (count, what) in counts.into_iter().filter(|(count, _)| *count > 0) {
        blocks.push(Block::line(&format!("{what}: {count}")));
    }
    blocks
}

fn dimensions(found: &[Calibration]) -> Listing {
    let mut listing = Listing::new(&["dimension", "your guess against"], &[]);
    for line in found {
        let against = [("score", line.against_shown), ("peer", line.against_peer)];
        let told = against
            .iter()
            .filter_map(|(what, found)| Some(format!("{what}: {}", words((*found)?))));
        listing.row(&[&words::spoken(&line.dim), &told.collect::<Vec<_>>().join("; ")]);
    }
    listing
}

/// `n = 7, bias +0.4, spread 0.8`, and below the least number of pairs that they are too few.
fn words(difference: Gap) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn said(n: usize, bias: i64, spread: Option<u64>) -> String {
        words(Gap { n, bias, spread })
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
