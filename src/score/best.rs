//! Which evidence about a point is the best: the one order that scores, the debrief, the transcript
//! and the bank's tools go by.

use std::cmp::Reverse;

use crate::engine::State;
use crate::engine::event::{About, Band, Evidence, Scope};
use crate::engine::state::ItemState;

/// A surer band before a weaker one, words that agree before words that may say the opposite, and
/// then the higher score. Doubted words stand last within their band, since they earn nothing.
pub(super) fn rank(band: Band, is_doubted: bool, score: u32) -> Rank {
    (Reverse(band), !is_doubted, score)
}

pub(super) type Rank = (Reverse<Band>, bool, u32);

fn rank_of(evidence: &Evidence) -> Rank {
    rank(evidence.band, evidence.polarity, evidence.score)
}

/// Whether one piece of evidence outweighs another.
#[must_use]
pub fn is_better(new: &Evidence, held: &Evidence) -> bool {
    rank_of(new) > rank_of(held)
}

/// The best evidence about a thing, the first of equals; nothing where no sentence matched.
#[must_use]
pub fn best<'a>(evidence: &'a [Evidence], about: &About) -> Option<&'a Evidence> {
    evidence
        .iter()
        .filter(|found| found.about == *about && found.band != Band::None)
        .min_by_key(|found| Reverse(rank_of(found)))
}

/// The same among all questions of a scope, with the question whose words it quotes.
#[must_use]
pub fn best_in<'a>(
    state: &'a State,
    scope: Scope,
    about: &About,
) -> Option<(&'a ItemState, &'a Evidence)> {
    state
        .opened_questions()
        .filter(|&(slot, item)| scope != Scope::Loop && scope.covers(slot, item))
        .filter_map(|(slot, item)| state.item_state(slot, item))
        .filter_map(|found| Some((found, best(&found.evidence, about)?)))
        .min_by_key(|(_, evidence)| Reverse(rank_of(evidence)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(band: Band, polarity: bool, score: u32) -> Evidence {
        Evidence {
            about: About::Cause,
            field: String::new(),
            range: (0, 0),
            words: vec![],
            phrasing: 0,
            score,
            band,
            polarity,
        }
    }

    #[test]
    fn the_best_evidence_is_the_surest() {
        let found = [
            evidence(Band::Maybe, true, 900),
            evidence(Band::Maybe, false, 400),
            evidence(Band::Likely, false, 601),
        ];
        assert_eq!(best(&found, &About::Cause).map(|e| e.score), Some(601));
        assert_eq!(best(&found[..2], &About::Cause).map(|e| e.score), Some(400));
        assert_eq!(best(&found, &About::RedFlag(0)), None);
        assert_eq!(best(&[evidence(Band::None, false, 90)], &About::Cause), None);
    }

    #[test]
    fn the_first_of_equals_stays() {
        let (first, second) =
            (evidence(Band::Maybe, false, 400), evidence(Band::Maybe, false, 400));
        assert!(!is_better(&second, &first));
        let found = [Evidence { range: (0, 1), ..first }, Evidence { range: (1, 2), ..second }];
        assert_eq!(best(&found, &About::Cause).map(|e| e.range), Some((0, 1)));
    }
}
