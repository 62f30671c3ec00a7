//! Rules 3: persons judge, and what nobody has judged is open. The cut-offs are those of rules 2.

use super::one;
use super::set::{JudgementRules, LiftRules, Rules};

pub(super) static RULES: Rules = Rules {
    number: 3,
    lifts: LiftRules { curveballs: true },
    // 25 s: read a point, look at the sentence suggested, press a key. 85% is what two careful
    // readers of the same answers reach with ease (they agreed on 97% of 534 points); below 200
    // points the share itself is known too roughly, to ± 5%.
    judgement: Some(JudgementRules {
        seconds_a_point: 25,
        proven_points: 200,
        proven_agreement: 850,
    }),
    ..one::RULES
};
