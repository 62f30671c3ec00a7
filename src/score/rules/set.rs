//! What a set of rules holds.

/// One set of rules. Shares, means and coverages are thousandths, lengths of time milliseconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    pub number: u32,
    pub marks: MarkRules,
    pub lifts: LiftRules,
    pub dimension: DimensionRules,
    pub round: RoundRules,
    pub looped: LoopRules,
    pub star: StarRules,
    /// From rules 3 on; before, bands of words stood in for what nobody marked.
    pub judgement: Option<JudgementRules>,
    pub detectors: DetectorRules,
}

/// What a mark, or a band that stands in for one, earns of an item's weight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkRules {
    pub met: u32,
    pub partly: u32,
    /// Weight of the graded correctness where a round has no such dimension of its own.
    pub correctness_weight: u32,
}

/// Persons judge, and what nobody has judged is open.
///
/// With these rules a mark counts with its sentence, correctness is the verdicts' alone where code
/// ran, a strong no is a no, and no band of words makes a mark, a lift or a cap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgementRules {
    /// How long a person takes to mark an open point.
    pub seconds_a_point: u32,
    /// A model may close open points of an exam once it agreed with persons on at least this many
    /// points …
    pub proven_points: u32,
    /// … to at least this share.
    pub proven_agreement: u32,
}

impl JudgementRules {
    /// Minutes that it takes to mark so many points, rounded up.
    #[must_use]
    pub const fn minutes_to_mark(&self, points: u32) -> u32 {
        points.saturating_mul(self.seconds_a_point).div_ceil(60)
    }
}

/// What lifts a dimension to 4 besides a bonus item and a follow-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiftRules {
    /// A curveball that was met.
    pub curveballs: bool,
}

/// Coverage from which a dimension scores 4, 3 and 2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DimensionRules {
    pub four: u32,
    pub three: u32,
    pub two: u32,
}

/// Means from which a round is banded, and the caps on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundRules {
    pub strong_hire: u32,
    pub hire: u32,
    pub no: u32,
    /// Correctness below this score caps the round …
    pub correctness_floor: u32,
    /// … at this mean.
    pub correctness_cap: u32,
}

/// When a loop recommends to hire, and how its interval is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoopRules {
    pub hire_mean: u32,
    pub strong_hire_mean: u32,
    /// Rounds banded 2 that a hire may have.
    pub most_twos: usize,
    /// Scored rounds from which an interval is given; below it "too few to tell".
    pub interval_from: usize,
    /// The least standard deviation assumed: few rounds happen to agree.
    pub least_deviation: u32,
    /// Standard errors to each side.
    pub deviations: u32,
}

/// The convention a STAR answer is held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StarRules {
    /// Shares of situation, task, action, result.
    pub shares: [u32; 4],
    /// Spoken words a minute.
    pub words_a_minute: u32,
    /// A note is given below and above these lengths.
    pub short_ms: u64,
    pub long_ms: u64,
    /// A claimed percentage may differ from the computed one by rounding.
    pub percent_slack: u32,
}

/// When a detector speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DetectorRules {
    /// A gap without text or speech that counts as silence.
    pub silence_ms: u64,
    /// A first line of the solution before this, with no question asked, is rushing.
    pub rushing_ms: u64,
    /// Clarifying questions expected before a design or an incident is answered; one elsewhere.
    pub clarifications_open: usize,
    pub clarifications_other: usize,
    /// Edge cases named, of the classes known.
    pub edge_cases: usize,
    /// Words in a sentence from which it is hard to follow.
    pub long_sentence_words: usize,
    /// Questions for the interviewer expected in their phase.
    pub own_questions: usize,
    /// Distance between a sealed guess and the score that still counts as well judged.
    pub seal_distance: u32,
    /// Share of the usual length (words) below which an answer after a low one has dropped off.
    pub drop_off: u32,
    /// Days without a scored round that are no practice while an interview is ahead.
    pub idle_days: u32,
}

/// The band of a mean in thousandths: 4 strong hire, 3 hire, 2 no, 1 strong no.
#[must_use]
pub const fn band(rules: &Rules, mean: u32) -> u32 {
    if mean >= rules.round.strong_hire {
        4
    } else if mean >= rules.round.hire {
        3
    } else if mean >= rules.round.no {
        2
    } else {
        1
    }
}
