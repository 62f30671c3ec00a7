//! How well a candidate judges themselves: pairs of a sealed guess and what came of it.
//!
//! Bias is the mean of guess less score (above 0: too high), spread the standard deviation of that
//! difference. Published self-estimates explain R² ≈ 0.24 of the real result, so few pairs say
//! little: n is always shown with the figures.

use std::collections::BTreeMap;

use crate::engine::State;
use crate::engine::command::Seat;
use crate::engine::event::Scope;

/// One sealed guess of one dimension, and what it was held against. Scores are 1–4.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    pub dim: String,
    pub own: u32,
    pub shown: Option<u32>,
    pub peer: Option<u32>,
}

/// Pairs from which bias and spread say something; below it "too few".
pub const PAIRS_LEAST: usize = 5;

/// What the pairs of one dimension say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calibration {
    pub dim: String,
    /// Own guess against the score shown.
    pub against_shown: Option<Gap>,
    /// Own guess against the peer's.
    pub against_peer: Option<Gap>,
}

/// A mean difference and how it scatters, in thousandths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    pub n: usize,
    /// Above 0: guessed higher than it came out.
    pub bias: i64,
    /// Standard deviation; nothing from one pair.
    pub spread: Option<u64>,
}

/// Every guess of the candidate in a session, with the score that was shown for it and the peer's
/// guess. A guess over a whole round meets the round's dimensions, one over a loop its band. What
/// nothing answered yet is a pair without a score. What was guessed after scores or a model answer
/// had been seen foresaw nothing, and is left out.
#[must_use]
pub fn pairs(state: &State) -> Vec<Pair> {
    own(state)
        .filter(|(key, _)| !state.informed.contains(key))
        .flat_map(|((scope, _), guesses)| {
            guesses.iter().map(|(dim, own)| Pair {
                dim: dim.clone(),
                own: *own,
                shown: shown(state, *scope, dim),
                peer: peer(state, *scope, dim),
            })
        })
        .collect()
}

/// Guess less score of each pair that has a score, in whole points, as far as it is about this
/// round or one of its questions.
#[must_use]
pub fn gaps_in(state: &State, round: usize) -> Vec<i64> {
    let is_in = |scope: Scope| match scope {
        Scope::Loop => false,
        Scope::Round { slot } | Scope::Question { slot, .. } => slot == round,
    };
    let all = own(state).filter(|(key, _)| is_in(key.0) && !state.informed.contains(key));
    let gap = |scope: Scope, dim: &str, own: u32| {
        Some(i64::from(own) - i64::from(shown(state, scope, dim)?))
    };
    all.flat_map(|((scope, _), guesses)| {
        guesses.iter().filter_map(move |(dim, own)| gap(*scope, dim, *own))
    })
    .collect()
}

type Sealed<'a> = (&'a (Scope, Seat), &'a Vec<(String, u32)>);

/// The candidate's own guesses.
fn own(state: &State) -> impl Iterator<Item = Sealed<'_>> {
    state.sealed.iter().filter(|((_, seat), _)| *seat == Seat::Candidate)
}

/// How many of the candidate's guesses are left out, because something had told how it went.
#[must_use]
pub fn informed(state: &State) -> usize {
    let left_out = own(state).filter(|(key, _)| state.informed.contains(key));
    left_out.map(|(_, guesses)| guesses.len()).sum()
}

/// How many of the candidate's guesses wait for a score: points of it are open.
#[must_use]
pub fn waiting(state: &State) -> usize {
    let own = own(state).filter(|(key, _)| !state.informed.contains(key));
    let is_open = |scope: Scope, dim: &str| {
        let Some(sheet) = state.scores.get(&scope) else { return false };
        match scope {
            Scope::Loop => sheet.open > 0,
            Scope::Question { .. } | Scope::Round { .. } => {
                sheet.dimensions.iter().any(|found| found.dim == dim && found.open > 0)
            }
        }
    };
    own.map(|((scope, _), guesses)| guesses.iter().filter(|(dim, _)| is_open(*scope, dim)).count())
        .sum()
}

fn shown(state: &State, scope: Scope, dim: &str) -> Option<u32> {
    let sheet = state.scores.get(&scope)?;
    match scope {
        // A band that is certain before every point is marked is no score yet.
        Scope::Loop => sheet.band.filter(|_| sheet.open == 0),
        Scope::Question { .. } | Scope::Round { .. } => {
            sheet.dimensions.iter().find(|found| found.dim == dim)?.score
        }
    }
}

fn peer(state: &State, scope: Scope, dim: &str) -> Option<u32> {
    let guesses = state.sealed.get(&(scope, Seat::Interviewer)).filter(|_| state.has_peer())?;
    guesses.iter().find(|(name, _)| name == dim).map(|(_, guess)| *guess)
}

/// The line under which all dimensions come together.
pub const ALL_TOGETHER: &str = "all dimensions";

/// Bias and spread per dimension, in the dimensions' order of names; all together comes last,
/// under [`ALL_TOGETHER`], where there is more than one.
#[must_use]
pub fn calibration(pairs: &[Pair]) -> Vec<Calibration> {
    let mut by_dim: BTreeMap<&str, Vec<&Pair>> = BTreeMap::new();
    for pair in pairs {
        by_dim.entry(&pair.dim).or_default().push(pair);
    }
    let count = by_dim.len();
    let mut found: Vec<Calibration> =
        by_dim.into_iter().map(|(dim, pairs)| of(dim, pairs.into_iter())).collect();
    if count > 1 {
        found.push(of(ALL_TOGETHER, pairs.iter()));
    }
    found
}

fn of<'a>(dim: &str, pairs: impl Iterator<Item = &'a Pair> + Clone) -> Calibration {
    let against = |other: fn(&Pair) -> Option<u32>| {
        let differences =
            pairs.clone().filter_map(|pair| Some(i64::from(pair.own) - i64::from(other(pair)?)));
        difference(&differences.collect::<Vec<_>>())
    };
    Calibration {
        dim: dim.to_owned(),
        against_shown: against(|pair| pair.shown),
        against_peer: against(|pair| pair.peer),
    }
}

fn difference(differences: &[i64]) -> Option<Gap> {
    let n = i64::try_from(differences.len()).ok().filter(|&n| n > 0)?;
    let sum: i64 = differences.iter().sum();
    let spread = (n > 1).then(|| {
        // n·d − Σd keeps the deviations whole.
        let squares: i64 = differences.iter().map(|d| (n * d - sum).pow(2)).sum();
        let millionths = squares.unsigned_abs() * 1_000_000 / (n * n * (n - 1)).unsigned_abs();
        millionths.isqrt()
    });
    Some(Gap { n: differences.len(), bias: sum * 1000 / n, spread })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::event::{ClosedBy, Event, Mark};
    use crate::format::plan::{Interviewer, SessionMode};
    use crate::score::scripted::Story;
    use proptest::prelude::*;

    fn pair(dim: &str, own: u32, shown: u32, peer: Option<u32>) -> Pair {
        Pair { dim: dim.to_owned(), own, shown: Some(shown), peer }
    }

    #[test]
    fn bias_is_guess_less_score_and_spread_its_deviation() {
        let found = calibration(&[
            pair("depth", 4, 3, None),
            pair("depth", 4, 2, None),
            pair("depth", 3, 3, None),
        ]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].against_shown, Some(Gap { n: 3, bias: 1000, spread: Some(1000) }));
        assert_eq!(found[0].against_peer, None);
    }

    #[test]
    fn too_low_a_guess_is_a_negative_bias() {
        let found = calibration(&[pair("depth", 2, 3, Some(4))]);
        assert_eq!(found[0].against_shown, Some(Gap { n: 1, bias: -1000, spread: None }));
        assert_eq!(found[0].against_peer.map(|d| d.bias), Some(-2000));
    }

    #[test]
    fn dimensions_stand_apart_and_all_together_last() {
        let found = calibration(&[pair("scale", 4, 4, None), pair("depth", 1, 3, None)]);
        let dims: Vec<&str> = found.iter().map(|c| c.dim.as_str()).collect();
        assert_eq!(dims, ["depth", "scale", ALL_TOGETHER]);
        assert_eq!(found[2].against_shown.map(|d| (d.n, d.bias)), Some((2, -1000)));
    }

    #[test]
    fn a_sessions_guesses_meet_their_scores_and_the_peers() {
        let mut story = Story::new(SessionMode::Practice, Interviewer::Peer, false);
        let scope = Scope::Round { slot: 0 };
        let guess = |by: Seat, guess: u32| {
            let guesses = vec![("knowledge".to_owned(), guess), ("depth".to_owned(), guess)];
            Event::Sealed { scope, by, guesses }
        };
        story.answer(0, "Messages are ordered only inside one partition.", ClosedBy::Candidate);
        story.tell(guess(Seat::Candidate, 4));
        story.tell(guess(Seat::Interviewer, 2));
        let pair = |dim: &str, shown, peer| Pair { dim: dim.to_owned(), own: 4, shown, peer };
        assert_eq!(
            pairs(&story.state),
            [pair("knowledge", None, Some(2)), pair("depth", None, Some(2))]
        );
        story.mark(0, "scope", Mark::Met, Seat::Interviewer);
        let sheet = crate::score::sheet(&story.state, scope);
        story.tell(Event::ScoreShown { scope, sheet });
        assert_eq!(
            pairs(&story.state),
            [pair("knowledge", Some(3), Some(2)), pair("depth", None, Some(2))],
            "depth was not seen"
        );
    }

    #[test]
    fn a_guess_nothing_answered_counts_for_nothing() {
        let unanswered = Pair { shown: None, ..pair("depth", 4, 1, None) };
        assert_eq!(calibration(&[unanswered])[0].against_shown, None);
        assert_eq!(calibration(&[]), []);
    }

    proptest! {
        #[test]
        fn bias_lies_on_the_scale_and_order_is_nothing(
            mut scores in proptest::collection::vec((1..=4_u32, 1..=4_u32), 1..30)
        ) {
            let of = |scores: &[(u32, u32)]| {
                calibration(&scores.iter().map(|&(own, shown)| pair("depth", own, shown, None)).collect::<Vec<_>>())
            };
            let before = of(&scores);
            let difference = before[0].against_shown.expect("at least one");
            prop_assert!((-3000..=3000).contains(&difference.bias));
            prop_assert!(difference.spread.is_none_or(|spread| spread <= 4243));
            scores.reverse();
            prop_assert_eq!(before, of(&scores));
        }
    }
}
