//! Every number a score rests on, one frozen set a rules number.
//!
//! A session's journal names the number it was scored under, and `mock rescore` folds it again
//! under the same. A change of any value below is a new set beside the old ones, never an edit:
//! a test holds each set to a digest of its values.

mod one;
mod two;

/// The number new sessions are scored under.
pub const LATEST: u32 = 2;

static ONE: Rules = one::RULES;

/// The set of a number, if there is one.
#[must_use]
pub const fn rules(number: u32) -> Option<&'static Rules> {
    match number {
        1 => Some(&ONE),
        2 => Some(&two::RULES),
        _ => None,
    }
}

/// The set new sessions are scored under.
#[must_use]
pub const fn latest() -> &'static Rules {
    &two::RULES
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    /// A field that came later says of earlier sets what they always did, and is left out of
    /// their digests: they were taken without it.
    const LATER_FIELDS: [&str; 1] = [" lifts: LiftRules { curveballs: false },"];

    fn digest(rules: &Rules) -> String {
        let whole = format!("{rules:?}");
        let text = LATER_FIELDS.iter().fold(whole, |text, field| text.replace(field, ""));
        let bytes = Sha256::digest(text);
        bytes.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn a_published_set_is_never_edited() {
        assert_eq!(rules(1).map(digest).as_deref(), Some("9ef5b83d60b6"));
        assert_eq!(rules(2).map(digest).as_deref(), Some("d76453f29c66"));
    }

    #[test]
    fn sets_answer_to_their_number_and_the_latest_is_one_of_them() {
        assert_eq!(rules(LATEST), Some(latest()));
        assert!((1..=LATEST).all(|number| rules(number).is_some_and(|set| set.number == number)));
        assert_eq!(rules(0), None);
        assert_eq!(rules(LATEST + 1), None);
    }

    #[test]
    fn cut_offs_stand_in_order() {
        let Rules { dimension, round, looped, star, .. } = latest();
        assert!(dimension.four > dimension.three && dimension.three > dimension.two);
        assert!(round.strong_hire > round.hire && round.hire > round.no);
        assert!(looped.strong_hire_mean > looped.hire_mean);
        assert_eq!(star.shares.iter().sum::<u32>(), 1000);
    }
}
