//! The search for the window that says an item best, and what spoke against windows.

use super::answer::{Answer, Content, Hits, Said, Window};
use super::found::{LIKELY, MAYBE, Polarity};
use super::phrasing::Phrasing;
use crate::engine::event::Band;

/// A window that would prove more items than this is a list of terms and proves none.
pub const MOST_ITEMS_A_WINDOW: usize = 3;

/// Sentences in which a likely match is said; words scattered over more are at most "maybe".
const LIKELY_WITHIN: usize = 2;

/// Where more than this share (thousandths) of the matched weight stands negated on one side only,
/// the polarity is in doubt. Of the bank's samples every negated one earns nothing with it, and no
/// plain one is held up by a "not" that belongs to something else.
const DOUBT: u32 = 500;

/// How often the share of the phrasing counts for the share of the window in a score: the F2
/// measure. Measured against the share alone: Beetle's area under the curve .81 to .82 and .68 to
/// .69, SAF's within-question r .78 to .81; F1 and F3 lie between.
const RECALL_SQUARED: u64 = 4;

/// Why a window proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It has no verb.
    List,
    /// It would prove too many items.
    Stuffing,
}

/// The best of an item: among the windows that may prove something, and among the others.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Best {
    pub(super) kept: Option<Candidate>,
    pub(super) refused: Option<(Candidate, Refusal)>,
}

/// One phrasing seen in one window.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) window: Window,
    pub(super) phrasing: usize,
    pub(super) share: u32,
    pub(super) score: u32,
    pub(super) polarity: Polarity,
    /// The phrasing's terms that were found, a bit for each.
    pub(super) found: u128,
}

impl Candidate {
    /// The surer band first: a likely match without a doubt of polarity, whatever a wider window
    /// scores with a stray "not" in it; then the higher score. Ties stay with the first found: the
    /// shorter window, the earlier sentence, the earlier phrasing.
    pub(super) fn rank(&self) -> (u8, u32) {
        let band = match self.band() {
            Band::Likely => 2,
            Band::Maybe => 1,
            Band::None => 0,
        };
        (band, self.score)
    }

    pub(super) fn band(&self) -> Band {
        let is_together = self.window.sentences().len() <= LIKELY_WITHIN;
        match (self.share, self.polarity) {
            (LIKELY.., Polarity::Agrees) if is_together => Band::Likely,
            (MAYBE.., _) => Band::Maybe,
            _ => Band::None,
        }
    }
}

/// The best for each item, given by its phrasings, under the weights of the answer's stems.
pub(super) fn search<'p>(
    answer: &Answer,
    items: impl Iterator<Item = &'p [Phrasing]>,
    weights: &[u64],
) -> Vec<Best> {
    let items: Vec<Vec<(&Phrasing, Said)>> =
        items.map(|phrasings| phrasings.iter().map(|p| (p, answer.find(p))).collect()).collect();
    let mut best = vec![Best::default(); items.len()];
    for window in answer.windows() {
        let content = answer.content(window, weights);
        let found: Vec<Option<Candidate>> = items
            .iter()
            .map(|phrasings| best_phrasing(answer, window, &content, phrasings))
            .collect();
        let refusal = refusal(answer, window, &found);
        for (best, candidate) in best.iter_mut().zip(found) {
            if let Some(candidate) = candidate {
                best.take(candidate, refusal);
            }
        }
    }
    best
}

fn refusal(answer: &Answer, window: Window, found: &[Option<Candidate>]) -> Option<Refusal> {
    if !answer.states(window) {
        return Some(Refusal::List);
    }
    let proved = found.iter().flatten().filter(|candidate| candidate.share >= LIKELY).count();
    (proved > MOST_ITEMS_A_WINDOW).then_some(Refusal::Stuffing)
}

impl Best {
    fn take(&mut self, candidate: Candidate, refusal: Option<Refusal>) {
        let held = match refusal {
            None => self.kept,
            Some(_) => self.refused.map(|(held, _)| held),
        };
        if held.is_some_and(|held| candidate.rank() <= held.rank()) {
            return;
        }
        match refusal {
            None => self.kept = Some(candidate),
            Some(why) => self.refused = Some((candidate, why)),
        }
    }
}

fn best_phrasing(
    answer: &Answer,
    window: Window,
    content: &Content,
    phrasings: &[(&Phrasing, Said)],
) -> Option<Candidate> {
    let mut best: Option<Candidate> = None;
    for (index, (phrasing, said)) in phrasings.iter().enumerate() {
        let hits = said.hits(window);
        let found = hits.affirmed | hits.negated;
        let is_list_beside = answer.states(window) && said.is_listed(window, answer);
        if found == 0 || is_list_beside {
            continue;
        }
        let share = phrasing.share(found);
        let score = weighed(share, said.focus(content));
        let polarity = polarity_of(phrasing, hits, share);
        let candidate = Candidate { window, phrasing: index, share, score, polarity, found };
        if best.is_none_or(|held| candidate.rank() > held.rank()) {
            best = Some(candidate);
        }
    }
    best
}

/// The share of the phrasing that was said, weighed against how much of what was said it is. All
/// in thousandths.
fn weighed(share: u32, focus: u32) -> u32 {
    let (share, focus) = (u64::from(share), u64::from(focus));
    let score = (1 + RECALL_SQUARED) * share * focus;
    let score = score.checked_div(RECALL_SQUARED * focus + share).unwrap_or(0);
    u32::try_from(score).unwrap_or(1000)
}

/// Terms that stand only negated here and affirmed there, or the other way round, are in doubt;
/// from a share of what matched the whole match is.
fn polarity_of(phrasing: &Phrasing, found: Hits, share: u32) -> Polarity {
    let only_negated = found.negated & !found.affirmed;
    let only_affirmed = found.affirmed & !found.negated;
    let doubtful = (only_negated & !phrasing.negated) | (only_affirmed & phrasing.negated);
    if phrasing.share(doubtful) * 1000 > share * DOUBT { Polarity::Check } else { Polarity::Agrees }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_leans_to_the_share_of_the_phrasing() {
        assert_eq!(weighed(1000, 1000), 1000);
        assert_eq!((weighed(800, 400), weighed(400, 800)), (666, 444));
        assert_eq!((weighed(0, 0), weighed(0, 1000), weighed(1000, 0)), (0, 0, 0));
    }
}
