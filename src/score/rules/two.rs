//! Rules 2. Frozen. As rules 1, and a curveball that was met lifts as a follow-up does.

use super::one;
use super::set::{LiftRules, Rules};

pub(super) static RULES: Rules =
    Rules { number: 2, lifts: LiftRules { curveballs: true }, ..one::RULES };
