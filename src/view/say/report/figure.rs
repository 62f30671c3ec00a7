//! The report's drawings: where each figure stands on its axis, and the same in words.

mod budget;
mod dimensions;
mod lane;
mod scale;

pub(super) use budget::budget;
pub(super) use dimensions::dimensions;
pub(super) use lane::{Axis, lane};
pub(super) use scale::scale;

use crate::view::page::{Drawing, Pin, Shade};

/// Room at either end of a scale, so that a sign at its end is whole.
const EDGE: u32 = 20;

/// Where a mean of 1000 to 4000 thousandths stands on a scale that is as wide as the drawing.
fn place(mean: u32) -> u32 {
    EDGE + (mean.clamp(1000, 4000) - 1000) * (1000 - 2 * EDGE) / 3000
}

/// The line from 1 to 4 with a tick at each.
fn rule(drawing: &mut Drawing, y: u32) {
    drawing.line((place(1000), place(4000)), (y, y), Shade::Track);
    for score in 1..=4 {
        let x = place(score * 1000);
        drawing.line((x, x), (y - 4, y + 4), Shade::Track);
    }
}

/// What the numbers of a scale mean, below it.
fn scale_words(drawing: &mut Drawing, y: u32) {
    let ends = [(1, Pin::Start, "1 strong no"), (4, Pin::End, "4 strong hire")];
    for (score, pin, words) in ends {
        let x = if score == 1 { 0 } else { 1000 };
        drawing.words((x, y), pin, Shade::Quiet, words);
    }
    drawing.words((place(2000), y), Pin::Middle, Shade::Quiet, "2 no");
    drawing.words((place(3000), y), Pin::Middle, Shade::Quiet, "3 hire");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_runs_from_edge_to_edge_and_takes_no_more() {
        assert_eq!((place(1000), place(4000)), (EDGE, 1000 - EDGE));
        assert_eq!((place(0), place(9000)), (EDGE, 1000 - EDGE));
        assert!(place(2000) < place(2750) && place(2750) < place(3000));
    }
}
