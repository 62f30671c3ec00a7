//! Rules 1. Frozen.

use super::set::{
    DetectorRules, DimensionRules, LiftRules, LoopRules, MarkRules, RoundRules, Rules, StarRules,
};

pub(super) const RULES: Rules = Rules {
    number: 1,
    // docs/rules.md, "From marks to a round": met 1, partly ½, missed 0. A graded result weighs as
    // much as the heaviest item where it is pooled with items.
    marks: MarkRules { met: 1000, partly: 500, correctness_weight: 5 },
    lifts: LiftRules { curveballs: false },
    // The same section: 4 from .85, 3 from .60, 2 from .30. The four bands are those of the Tech
    // Interview Handbook and of interviewing.io.
    dimension: DimensionRules { four: 850, three: 600, two: 300 },
    round: RoundRules {
        strong_hire: 3500,
        hire: 2750,
        no: 2000,
        correctness_floor: 2,
        correctness_cap: 2000,
    },
    looped: LoopRules {
        hire_mean: 3000,
        strong_hire_mean: 3500,
        most_twos: 1,
        interval_from: 3,
        least_deviation: 500,
        deviations: 2,
    },
    // S 20, T 10, A 60, R 10: University of Washington, a convention. 130–150 words a minute is
    // conversational English. One to two minutes by convention; a note under 1 and over 4.
    star: StarRules {
        shares: [200, 100, 600, 100],
        words_a_minute: 140,
        short_ms: 60_000,
        long_ms: 240_000,
        percent_slack: 10,
    },
    judgement: None,
    // The bank's prep/tips.toml states these signals to the candidate.
    detectors: DetectorRules {
        silence_ms: 60_000,
        rushing_ms: 60_000,
        clarifications_open: 2,
        clarifications_other: 1,
        edge_cases: 2,
        long_sentence_words: 45,
        own_questions: 2,
        seal_distance: 1,
        drop_off: 500,
        idle_days: 7,
    },
};
