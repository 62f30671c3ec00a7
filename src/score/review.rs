//! What is looked at again before a score is shown: points whose mark and whose words disagree.

use crate::engine::State;
use crate::engine::checklist::Check;
use crate::engine::event::{About, Band, Mark, Scope};

use super::best::best_in;

/// In what way a mark and the words disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Met, and the sentence that was found may say the opposite.
    MayBeDenied,
    /// Met, and no sentence was found.
    NoSentence,
    /// Missed, and a sentence may be about it.
    MaybeAbout,
    /// Missed, and a sentence looks like it.
    LooksLike,
}

/// Missed where words may be there, met where none were found or where they may say the opposite.
/// Of what was said aloud no word was left, and how somebody talks shows in few: there the lack of
/// a sentence is no disagreement.
pub fn doubt(state: &State, scope: Scope, check: &Check, mark: Mark) -> Option<Doubt> {
    let is_flag = matches!(check.about, About::RedFlag(_));
    let is_written = match scope {
        Scope::Question { slot, item } => {
            state.item_state(slot, item).is_some_and(|found| !found.spoken && !found.is_blank())
        }
        Scope::Round { .. } | Scope::Loop => false,
    };
    match (mark, best_in(state, scope, &check.about)) {
        (Mark::Missed, Some((_, evidence))) => match evidence.band {
            Band::Likely => Some(Doubt::LooksLike),
            Band::Maybe if is_written && !is_flag && !evidence.polarity => Some(Doubt::MaybeAbout),
            Band::Maybe | Band::None => None,
        },
        (Mark::Met, Some((_, evidence))) if is_written && evidence.polarity => {
            Some(Doubt::MayBeDenied)
        }
        (Mark::Met, None) if is_written && !is_flag => Some(Doubt::NoSentence),
        (Mark::Met | Mark::Partly | Mark::Missed | Mark::NotAsked, _) => None,
    }
}

/// Whether a point was looked at once more, with the words beside it.
pub fn is_reviewed(state: &State, scope: Scope, check: &Check) -> bool {
    let key = (scope, state.judge_seat(), check.id.clone());
    state.marks.get(&key).is_some_and(|mark| mark.before_review.is_some())
}

/// Whether a point belongs to the review: its mark and the words disagree, or did.
pub fn is_in_review(state: &State, scope: Scope, check: &Check) -> bool {
    let disagrees = |mark| doubt(state, scope, check, mark).is_some();
    is_reviewed(state, scope, check) || state.mark(scope, &check.id).is_some_and(disagrees)
}
