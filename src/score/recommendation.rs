//! From dimensions to a round's score, and from rounds to a loop's recommendation.
//!
//! Source: docs/rules.md, "From marks to a round". Published data behind the caution: about a
//! quarter of candidates are consistent from one interview to the next (interviewing.io), and
//! self-estimates explain R² ≈ 0.24 of the real result.

use std::collections::BTreeMap;

use crate::bank::question::{Kind, Level};
use crate::engine::event::{
    Condition, ConditionId, MarkCounts, Recommendation, Recommended, RoundMean,
};

use super::dimension::{Dimension, End};
use super::rules::{LoopRules, Rules, band};

/// A round, or a question by itself, as scored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundScore {
    pub dimensions: Vec<Dimension>,
    /// Mean of the dimensions seen, thousandths, 1000–4000; nothing where none was seen, and while
    /// a core point is open.
    pub mean: Option<u32>,
    /// 1 strong no, 2 no, 3 hire, 4 strong hire; while points are open only where the whole range
    /// lies in it.
    pub band: Option<u32>,
    /// Where the mean can still end, while points are open: all missed, all met.
    pub range: Option<(u32, u32)>,
    /// Core points that wait for a mark.
    pub open: u32,
    /// What its marks rest on.
    pub basis: MarkCounts,
    /// Correctness below the floor held it down.
    pub is_capped: bool,
    /// Some of it rests on bands, or on a model's reading, which no person confirmed.
    pub unconfirmed: bool,
}

impl RoundScore {
    /// Mean and band, were all open points to end alike.
    #[must_use]
    pub fn at(&self, rules: &Rules, end: End) -> Option<(u32, u32)> {
        let mean = match (self.range, end) {
            (Some((low, _)), End::Missed) => low,
            (Some((_, high)), End::Met) => high,
            (None, _) => self.mean?,
        };
        Some((mean, band(rules, mean)))
    }
}

/// Scores a round: the mean of its dimensions, each weighing 1 unless `weights` says otherwise.
#[must_use]
pub fn round_score(
    rules: &Rules,
    dimensions: Vec<Dimension>,
    weights: &BTreeMap<String, u32>,
) -> RoundScore {
    let (low, is_capped_low) = mean_at(rules, &dimensions, weights, End::Missed);
    let (high, is_capped_high) = mean_at(rules, &dimensions, weights, End::Met);
    let open = dimensions.iter().map(|dimension| dimension.open).sum();
    let banded = |mean: Option<u32>| mean.map(|mean| band(rules, mean));
    RoundScore {
        mean: low.filter(|_| open == 0),
        band: banded(low).filter(|_| banded(low) == banded(high)),
        range: low.zip(high).filter(|_| open > 0),
        open,
        basis: dimensions.iter().map(|dimension| dimension.basis).sum(),
        is_capped: is_capped_low && is_capped_high,
        unconfirmed: dimensions.iter().any(|dimension| dimension.unconfirmed),
        dimensions,
    }
}

/// The mean, were all open points to end alike, and whether wrong code held it down.
fn mean_at(
    rules: &Rules,
    dimensions: &[Dimension],
    weights: &BTreeMap<String, u32>,
    end: End,
) -> (Option<u32>, bool) {
    let weight = |dim: &str| u64::from(weights.get(dim).copied().unwrap_or(1));
    let score = |dimension: &Dimension| match (dimension.range, end) {
        (Some((low, _)), End::Missed) => Some(low),
        (Some((_, high)), End::Met) => Some(high),
        (None, _) => dimension.score,
    };
    let seen = || dimensions.iter().filter_map(|d| Some((weight(&d.dim), u64::from(score(d)?))));
    let total: u64 = seen().map(|(weight, _)| weight).sum();
    let sum: u64 = seen().map(|(weight, score)| weight * score * 1000).sum();
    let mean = sum.checked_div(total).and_then(|mean| u32::try_from(mean).ok());
    let is_capped = dimensions.iter().any(|dimension| {
        dimension.dim == "correctness"
            && score(dimension).is_some_and(|score| score < rules.round.correctness_floor)
    });
    let cap = if is_capped { rules.round.correctness_cap } else { u32::MAX };
    (mean.map(|mean| mean.min(cap)), is_capped)
}

/// The band from which on a round moves forward.
pub const HIRE: u32 = 3;

/// The scale in words, from 1 to 4.
pub const SCALE: [&str; 4] = ["strong no", "no", "hire", "strong hire"];

/// A band in words.
#[must_use]
pub const fn band_word(band: u32) -> &'static str {
    let [strong_no, no, hire, strong_hire] = SCALE;
    match band {
        4.. => strong_hire,
        3 => hire,
        2 => no,
        _ => strong_no,
    }
}

/// One scored round of a loop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoopRound {
    pub slot: usize,
    pub kind: Kind,
    /// Unrounded, in thousandths.
    pub mean: u32,
    pub band: u32,
}

/// What a loop's recommendation rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoopFacts {
    pub level: Level,
    pub rounds: Vec<LoopRound>,
    /// The same rounds held against the level below, for a senior who may be hired at mid.
    pub at_level_below: Vec<LoopRound>,
    /// A bar raiser's veto, where one sat in.
    pub is_vetoed: bool,
}

/// A loop's score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoopScore {
    pub recommended: Recommended,
    /// Mean of the unrounded rounds, thousandths; nothing while points are open.
    pub mean: Option<u32>,
    /// 4 strong hire, 3 hire at any level, 2 no or look again, 1 strong no; while points are open
    /// only where they cannot change it.
    pub band: Option<u32>,
    pub interval: Option<(u32, u32)>,
    /// Where the mean can still end, while points are open.
    pub range: Option<(u32, u32)>,
    /// Core points that wait for a mark.
    pub open: u32,
}

/// The recommendation of a loop; nothing where no round was scored.
#[must_use]
pub fn loop_score(rules: &Rules, facts: &LoopFacts) -> Option<LoopScore> {
    let rounds = &facts.rounds;
    let mean = mean_of(rounds)?;
    let what = recommend(rules, facts, mean);
    let mut conditions = conditions(rules, facts.level, rounds);
    if facts.is_vetoed {
        conditions.push(Condition {
            id: ConditionId::BarRaiser,
            holds: false,
            open: false,
            thousandths: None,
            rounds: Vec::new(),
        });
    }
    let means: Vec<u32> = rounds.iter().map(|round| round.mean).collect();
    Some(LoopScore {
        recommended: Recommended { what, conditions },
        mean: Some(mean),
        band: match what {
            Recommendation::StrongHire => Some(4),
            Recommendation::Hire | Recommendation::HireAt(_) => Some(3),
            Recommendation::FollowUpRound | Recommendation::NoHire => Some(2),
            Recommendation::StrongNoHire => Some(1),
            Recommendation::Open => None,
        },
        interval: interval(&rules.looped, &means),
        range: None,
        open: 0,
    })
}

/// A loop whose `open` points still decide between two scores: all missed, and all met.
///
/// A condition that holds even if all are missed holds, one that fails even if all are met fails,
/// and any other is open.
#[must_use]
pub fn between(low: LoopScore, high: LoopScore, open: u32) -> LoopScore {
    let best = high.recommended.conditions;
    let mut conditions: Vec<Condition> = Vec::new();
    for mut condition in low.recommended.conditions {
        let at_best = best.iter().find(|best| best.id == condition.id);
        // A veto that only the low end casts is not in the list of the high end.
        let can_hold = at_best.is_none_or(|best| best.holds);
        condition.open = !condition.holds && can_hold;
        for round in &mut condition.rounds {
            let same = at_best.into_iter().flat_map(|best| &best.rounds);
            let high = same.filter(|of| of.slot == round.slot).map(|of| of.thousandths).next();
            round.high = high.filter(|&high| high != round.thousandths);
        }
        conditions.push(condition);
    }
    LoopScore {
        recommended: Recommended { what: Recommendation::Open, conditions },
        mean: None,
        band: low.band.filter(|_| low.band == high.band),
        interval: None,
        range: low.mean.zip(high.mean),
        open,
    }
}

fn recommend(rules: &Rules, facts: &LoopFacts, mean: u32) -> Recommendation {
    let LoopFacts { level, rounds, at_level_below, is_vetoed } = facts;
    if *is_vetoed {
        return no_hire(rules, mean);
    }
    if is_hire(rules, *level, rounds) {
        let is_strong =
            mean >= rules.looped.strong_hire_mean && rounds.iter().all(|r| r.band >= HIRE);
        return if is_strong { Recommendation::StrongHire } else { Recommendation::Hire };
    }
    let weak_cores = rounds.iter().filter(|r| is_core(*level, r.kind) && r.band < HIRE);
    let one_core_two = weak_cores.clone().count() == 1 && weak_cores.clone().all(|r| r.band == 2);
    let others_pass = rounds.iter().filter(|r| r.band < HIRE).count() == 1;
    if one_core_two && others_pass && mean >= rules.looped.hire_mean {
        return Recommendation::FollowUpRound;
    }
    match level.below() {
        Some(below @ Level::Mid) if is_hire(rules, below, at_level_below) => {
            Recommendation::HireAt(below)
        }
        _ => no_hire(rules, mean),
    }
}

const fn no_hire(rules: &Rules, mean: u32) -> Recommendation {
    if mean < rules.round.no { Recommendation::StrongNoHire } else { Recommendation::NoHire }
}

fn is_hire(rules: &Rules, level: Level, rounds: &[LoopRound]) -> bool {
    conditions(rules, level, rounds).iter().all(|condition| condition.holds)
}

/// Whether a round decides at this level: coding or SQL for junior and mid, design for senior.
#[must_use]
pub const fn is_core(level: Level, kind: Kind) -> bool {
    match level {
        Level::Junior | Level::Mid => matches!(kind, Kind::Coding),
        Level::Senior => matches!(kind, Kind::SystemDesign),
    }
}

/// The conditions of a hire at a level.
fn conditions(rules: &Rules, level: Level, rounds: &[LoopRound]) -> Vec<Condition> {
    let mean = mean_of(rounds);
    let on = |id, holds, of: Vec<&LoopRound>| {
        let mean = |round: &&LoopRound| RoundMean {
            slot: round.slot,
            thousandths: round.mean,
            high: None,
        };
        Condition {
            id,
            holds,
            open: false,
            thousandths: None,
            rounds: of.iter().map(mean).collect(),
        }
    };
    let banded =
        |is: fn(u32) -> bool| rounds.iter().filter(|round| is(round.band)).collect::<Vec<_>>();
    // Rules 1 and 2 let a strong no pass for none, and counted what nothing could break.
    let is_strict = rules.judgement.is_some();
    let strong_nos = banded(|band| band == 1);
    let nos = banded(if is_strict { |band| band < HIRE } else { |band| band == 2 });
    let cores: Vec<_> = rounds.iter().filter(|round| is_core(level, round.kind)).collect();
    let mut conditions = vec![
        Condition {
            id: ConditionId::Mean,
            holds: mean.is_some_and(|mean| mean >= rules.looped.hire_mean),
            open: false,
            thousandths: mean,
            rounds: Vec::new(),
        },
        on(ConditionId::NoStrongNo, strong_nos.is_empty(), strong_nos),
    ];
    // Too few rounds to break it, or none that decides: it would hold of nothing.
    if !is_strict || rounds.len() > rules.looped.most_twos {
        conditions.push(on(ConditionId::FewNos, nos.len() <= rules.looped.most_twos, nos));
    }
    if !is_strict || !cores.is_empty() {
        let is_hire = cores.iter().all(|round| round.band >= HIRE);
        conditions.push(on(ConditionId::CoreRound, is_hire, cores));
    }
    conditions
}

fn mean_of(rounds: &[LoopRound]) -> Option<u32> {
    let sum: u64 = rounds.iter().map(|round| u64::from(round.mean)).sum();
    u32::try_from(sum.checked_div(rounds.len() as u64)?).ok()
}

/// Low and high end, in thousandths, of where the mean may truly lie: mean ± 2·max(s, 0.5)/√n,
/// clipped to the scale; nothing below 3 values, "too few to tell".
#[must_use]
pub fn interval(rules: &LoopRules, means: &[u32]) -> Option<(u32, u32)> {
    let n = means.len() as u64;
    if means.len() < rules.interval_from.max(2) {
        return None;
    }
    let sum: u64 = means.iter().map(|&mean| u64::from(mean)).sum();
    // n·x − Σx keeps the deviations whole; their squares come out n² too large.
    let squares: u64 = means.iter().map(|&mean| (n * u64::from(mean)).abs_diff(sum).pow(2)).sum();
    let variance = squares / (n * n * (n - 1));
    let variance = variance.max(u64::from(rules.least_deviation).pow(2));
    let half = (u64::from(rules.deviations).pow(2) * variance / n).isqrt();
    let mean = sum / n;
    let clip = |value: u64| u32::try_from(value.clamp(1000, 4000)).unwrap_or(4000);
    Some((clip(mean.saturating_sub(half)), clip(mean + half)))
}

#[cfg(test)]
mod tests {
    use super::super::rules::latest;
    use super::*;
    use proptest::prelude::*;

    fn dimension(dim: &str, score: Option<u32>) -> Dimension {
        Dimension {
            dim: dim.to_owned(),
            score,
            range: None,
            open: 0,
            coverage: 0,
            verdicts: 0,
            basis: MarkCounts::default(),
            asked: 1,
            spoke_for: vec![],
            spoke_against: vec![],
            unconfirmed: false,
        }
    }

    fn round(scores: &[(&str, Option<u32>)], weights: &[(&str, u32)]) -> RoundScore {
        let dimensions = scores.iter().map(|&(dim, score)| dimension(dim, score)).collect();
        let weights = weights.iter().map(|&(dim, weight)| (dim.to_owned(), weight)).collect();
        round_score(latest(), dimensions, &weights)
    }

    #[test]
    fn a_round_is_the_mean_of_what_was_seen() {
        let score =
            round(&[("knowledge", Some(4)), ("depth", Some(3)), ("communication", None)], &[]);
        assert_eq!((score.mean, score.band), (Some(3500), Some(4)));
        assert_eq!(round(&[("depth", None)], &[]).mean, None);
    }

    #[test]
    fn a_round_file_may_weigh_dimensions() {
        let scores = [("correctness", Some(4)), ("extra", Some(2))];
        assert_eq!(round(&scores, &[("correctness", 30), ("extra", 15)]).mean, Some(3333));
        assert_eq!(round(&scores, &[("correctness", 3)]).mean, Some(3500), "unnamed weighs 1");
        assert_eq!(round(&scores, &[("correctness", 0), ("extra", 0)]).mean, None);
    }

    #[test]
    fn bands_begin_at_2_2_75_and_3_5() {
        let bands = [1999, 2000, 2749, 2750, 3499, 3500].map(|mean| band(latest(), mean));
        assert_eq!(bands, [1, 2, 2, 3, 3, 4]);
        assert_eq!([1, 2, 3, 4].map(band_word), SCALE);
    }

    #[test]
    fn wrong_code_holds_a_round_at_2() {
        let score = round(
            &[("correctness", Some(1)), ("testing", Some(4)), ("communication", Some(4))],
            &[],
        );
        assert_eq!((score.mean, score.band, score.is_capped), (Some(2000), Some(2), true));
        let score = round(&[("correctness", Some(1)), ("testing", Some(1))], &[]);
        assert_eq!(score.mean, Some(1000), "a cap never lifts");
        assert!(!round(&[("correctness", Some(2)), ("testing", Some(4))], &[]).is_capped);
    }

    fn facts(level: Level, rounds: &[(Kind, u32)]) -> LoopFacts {
        LoopFacts { level, rounds: rounds_of(rounds), at_level_below: vec![], is_vetoed: false }
    }

    fn rounds_of(rounds: &[(Kind, u32)]) -> Vec<LoopRound> {
        let of = |(slot, &(kind, mean)): (usize, &(Kind, u32))| LoopRound {
            slot,
            kind,
            mean,
            band: band(latest(), mean),
        };
        rounds.iter().enumerate().map(of).collect()
    }

    fn said(level: Level, rounds: &[(Kind, u32)]) -> Recommendation {
        loop_score(latest(), &facts(level, rounds)).expect("scored").recommended.what
    }

    use Kind::{Behavioral, CaseStudy, Coding, SystemDesign};
    use Level::{Mid, Senior};

    #[test]
    fn a_hire_wants_a_mean_of_three_and_a_core_round_of_three() {
        assert_eq!(said(Mid, &[(Coding, 3000), (SystemDesign, 3000)]), Recommendation::Hire);
        assert_eq!(
            said(Mid, &[(Coding, 2750), (SystemDesign, 3250)]),
            Recommendation::Hire,
            "2.75 is a 3"
        );
        assert_eq!(said(Mid, &[(Coding, 3000), (SystemDesign, 2998)]), Recommendation::NoHire);
    }

    #[test]
    fn one_two_is_forgiven_and_a_one_is_not() {
        assert_eq!(
            said(Mid, &[(Coding, 3600), (SystemDesign, 3000), (Behavioral, 2500)]),
            Recommendation::Hire
        );
        assert_eq!(
            said(
                Mid,
                &[(Coding, 4000), (SystemDesign, 4000), (Behavioral, 2500), (CaseStudy, 2500)]
            ),
            Recommendation::NoHire
        );
        assert_eq!(
            said(Mid, &[(Coding, 4000), (SystemDesign, 4000), (Behavioral, 1999)]),
            Recommendation::NoHire
        );
    }

    #[test]
    fn a_strong_hire_has_no_round_below_three() {
        assert_eq!(said(Mid, &[(Coding, 4000), (SystemDesign, 3000)]), Recommendation::StrongHire);
        assert_eq!(
            said(Mid, &[(Coding, 4000), (SystemDesign, 4000), (Behavioral, 2700)]),
            Recommendation::Hire
        );
    }

    #[test]
    fn one_core_two_with_a_mean_of_three_asks_for_another_round() {
        assert_eq!(
            said(Senior, &[(Coding, 4000), (SystemDesign, 2500)]),
            Recommendation::FollowUpRound
        );
        assert_eq!(said(Senior, &[(Coding, 3000), (SystemDesign, 2500)]), Recommendation::NoHire);
        assert_eq!(
            said(Mid, &[(Coding, 2500), (SystemDesign, 4000)]),
            Recommendation::FollowUpRound
        );
        assert_eq!(
            said(
                Senior,
                &[(Coding, 4000), (Behavioral, 4000), (CaseStudy, 2500), (SystemDesign, 2500)]
            ),
            Recommendation::NoHire,
            "two rounds at 2"
        );
    }

    #[test]
    fn a_senior_who_meets_mid_is_hired_at_mid() {
        let mut facts = facts(Senior, &[(Coding, 3000), (SystemDesign, 2000)]);
        facts.at_level_below = rounds_of(&[(Coding, 3500), (SystemDesign, 2750)]);
        let recommendation = loop_score(latest(), &facts).map(|score| score.recommended.what);
        assert_eq!(recommendation, Some(Recommendation::HireAt(Mid)));
        facts.level = Mid;
        assert_eq!(
            loop_score(latest(), &facts).map(|s| s.recommended.what),
            Some(Recommendation::NoHire)
        );
    }

    #[test]
    fn a_veto_outweighs_all_and_is_named() {
        let mut facts = facts(Mid, &[(Coding, 4000), (SystemDesign, 4000)]);
        facts.is_vetoed = true;
        let score = loop_score(latest(), &facts).expect("scored");
        assert_eq!(score.recommended.what, Recommendation::NoHire);
        let broken = score.recommended.conditions.into_iter().filter(|c| !c.holds).map(|c| c.id);
        assert_eq!(broken.collect::<Vec<_>>(), [ConditionId::BarRaiser]);
    }

    #[test]
    fn a_loop_far_below_is_a_strong_no_and_an_empty_one_says_nothing() {
        assert_eq!(
            said(Mid, &[(Coding, 1500), (SystemDesign, 1800)]),
            Recommendation::StrongNoHire
        );
        assert_eq!(loop_score(latest(), &facts(Mid, &[])), None);
    }

    #[test]
    fn every_condition_has_its_figures() {
        let score = loop_score(latest(), &facts(Mid, &[(Coding, 2500), (Behavioral, 3666)]))
            .expect("scored");
        let condition = |id, holds, thousandths, rounds: &[(usize, u32)]| {
            let mean =
                |&(slot, thousandths): &(usize, u32)| RoundMean { slot, thousandths, high: None };
            Condition {
                id,
                holds,
                open: false,
                thousandths,
                rounds: rounds.iter().map(mean).collect(),
            }
        };
        assert_eq!(
            score.recommended.conditions,
            [
                condition(ConditionId::Mean, true, Some(3083), &[]),
                condition(ConditionId::NoStrongNo, true, None, &[]),
                condition(ConditionId::FewNos, true, None, &[(0, 2500)]),
                condition(ConditionId::CoreRound, false, None, &[(0, 2500)]),
            ]
        );
    }

    #[test]
    fn fewer_than_three_are_too_few_to_tell() {
        assert_eq!(interval(&latest().looped, &[3000, 3000]), None);
        // s = 0 is held to 0.5: 2 · 0.5 / √3 = 0.577.
        assert_eq!(interval(&latest().looped, &[3000, 3000, 3000]), Some((2423, 3577)));
        // s = 1: 2 · 1 / √3 = 1.154.
        assert_eq!(interval(&latest().looped, &[2000, 3000, 4000]), Some((1846, 4000)));
    }

    proptest! {
        #[test]
        fn an_interval_holds_its_mean_and_stays_on_the_scale(
            means in proptest::collection::vec(1000..=4000_u32, 3..10)
        ) {
            let (low, high) = interval(&latest().looped, &means).expect("three are enough");
            let mean = means.iter().sum::<u32>() / u32::try_from(means.len()).expect("few");
            prop_assert!(1000 <= low && low <= mean && mean <= high && high <= 4000);
        }

        #[test]
        fn a_better_round_never_turns_a_hire_down(
            means in proptest::collection::vec(1000..=4000_u32, 1..6),
            pick in any::<proptest::sample::Index>(),
            by in 0..1500_u32,
            senior in any::<bool>(),
        ) {
            let kinds = [Coding, SystemDesign, Behavioral, CaseStudy, Coding];
            let level = if senior { Senior } else { Mid };
            let rounds = |means: &[u32]| kinds.iter().copied().zip(means.iter().copied()).collect::<Vec<_>>();
            let before = loop_score(latest(), &facts(level, &rounds(&means))).expect("scored");
            let mut better = means;
            let at = pick.index(better.len());
            better[at] = (better[at] + by).min(4000);
            let after = loop_score(latest(), &facts(level, &rounds(&better))).expect("scored");
            prop_assert!(after.mean >= before.mean && after.band >= before.band);
        }
    }
}
