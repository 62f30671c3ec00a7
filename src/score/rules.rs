//! Every number a score rests on, one frozen set a rules number.
//!
//! A session's journal names the number it was scored under, and `mock rescore` folds it again
//! under the same. A change of any value below is a new set beside the old ones, never an edit:
//! a test holds each set to a digest of its values.

mod one;
mod set;
mod three;
mod two;

pub use set::{
    DetectorRules, DimensionRules, JudgementRules, LiftRules, LoopRules, MarkRules, RoundRules,
    Rules, StarRules, band,
};

/// The number new sessions are scored under.
pub const LATEST: u32 = 3;

/// What a session goes by that began before its header named a number, and has no score yet.
pub const UNNAMED: u32 = 2;

static ONE: Rules = one::RULES;

/// The set of a number, if there is one.
#[must_use]
pub const fn rules(number: u32) -> Option<&'static Rules> {
    match number {
        1 => Some(&ONE),
        2 => Some(&two::RULES),
        3 => Some(&three::RULES),
        _ => None,
    }
}

/// The set new sessions are scored under.
#[must_use]
pub const fn latest() -> &'static Rules {
    &three::RULES
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    /// A field that came later says of earlier sets what they always did, and is left out of
    /// their digests: they were taken without it.
    const LATER_FIELDS: [&str; 2] =
        [" lifts: LiftRules { curveballs: false },", " judgement: None,"];

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
        // Rules 3 are frozen by the next release.
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
