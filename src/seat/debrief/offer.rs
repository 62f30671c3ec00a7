//! Which sentence of the answer is pointed at while a point is judged.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::own_words::OwnWords;
use crate::engine::State;
use crate::engine::checklist::Check;
use crate::engine::event::{Grounds, Mark, Place, Scope, Shown};
use crate::view::say::debrief::Asked;

/// What a person did at a point so far.
#[derive(Clone, Debug, Default)]
pub struct Pointing {
    /// Place in the order of the offer.
    at: Option<usize>,
    /// Sentences that show the point together with the one that is pointed at.
    taken: BTreeSet<usize>,
    /// A mark that was given, and waits for its place.
    pub wants: Option<Mark>,
}

/// A way to another sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// To the next suggestion; after the last to the other sentences.
    Next,
    Previous,
    /// To the sentence with this number, from 1 on.
    Number(usize),
    /// So many sentences on, or back, in the order of the answer.
    By(isize),
    First,
    Last,
}

/// The sentences at hand for a point, and the one that is pointed at.
#[derive(Debug)]
pub struct Offer {
    pub words: Rc<OwnWords>,
    /// All sentences: what readers suggest first, the best before the others, then the rest as
    /// they are written.
    pub order: Vec<usize>,
    /// How many of them a reader suggests.
    pub suggested: usize,
    /// The sentence that is pointed at.
    pub at: Option<usize>,
    pub taken: BTreeSet<usize>,
    pub wants: Option<Mark>,
}

impl Pointing {
    pub fn offer(&self, state: &State, scope: Scope, check: &Check, words: Rc<OwnWords>) -> Offer {
        let ranked = words.ranked(state, scope, check);
        let suggested = ranked.len();
        let mut is_ranked = vec![false; words.sentences.len()];
        ranked.iter().for_each(|index| is_ranked[*index] = true);
        let mut order = ranked;
        order.extend((0..is_ranked.len()).filter(|index| !is_ranked[*index]));
        let held = state.marks.get(&(scope, state.judge_seat(), check.id.clone()));
        let held = held.and_then(|mark| words.touched(mark.grounds.at.first()?).next());
        let first = order.first().copied().filter(|_| suggested > 0);
        let at = match self.at {
            Some(at) => order.get(at).copied(),
            None => held.or(first),
        };
        let (taken, wants) = (self.taken.clone(), self.wants);
        Offer { words, order, suggested, at, taken, wants }
    }

    pub fn go(&mut self, offer: &Offer, to: Move) {
        let last = offer.order.len().saturating_sub(1);
        let here = offer.number().map(|number| number - 1);
        let text = |index: usize| offer.order.iter().position(|of| *of == index);
        let by = |by: isize| {
            let from = offer.at.map_or(0, |at| at.saturating_add_signed(by));
            text(from.min(last))
        };
        let to = match to {
            _ if offer.order.is_empty() => None,
            Move::Next => Some(here.map_or(0, |at| at + 1).min(last)),
            Move::Previous => Some(here.map_or(0, |at| at.saturating_sub(1))),
            Move::Number(number) => number.checked_sub(1).filter(|at| *at <= last).or(here),
            Move::By(step) => by(step),
            Move::First => text(0),
            Move::Last => text(last),
        };
        self.at = to;
    }

    /// The sentence that is pointed at belongs to the place as well, or does not any more.
    pub fn take(&mut self, offer: &Offer) {
        if let Some(at) = offer.at
            && !self.taken.remove(&at)
        {
            self.taken.insert(at);
        }
    }

    /// A mark that needs a place waits at the first sentence.
    pub fn wait(&mut self, mark: Mark) {
        self.wants = Some(mark);
        self.at = Some(self.at.unwrap_or(0));
    }
}

impl Offer {
    /// How the point stands, as it is told.
    pub fn asked(&self, was_spoken: bool) -> Asked {
        Asked {
            waits: self.wants.is_some(),
            is_written: !self.words.is_empty(),
            is_suggested: self.suggested > 0,
            was_spoken,
        }
    }

    /// The number of the sentence that is pointed at, from 1 on, as it is offered.
    pub fn number(&self) -> Option<usize> {
        self.number_of(self.at?)
    }

    pub fn number_of(&self, sentence: usize) -> Option<usize> {
        self.order.iter().position(|of| *of == sentence).map(|at| at + 1)
    }

    /// The number of a sentence that a reader suggests.
    pub fn rank_of(&self, sentence: usize) -> Option<usize> {
        self.number_of(sentence).filter(|number| *number <= self.suggested)
    }

    /// What a mark rests on that is given now; nothing where no sentence is pointed at.
    pub fn grounds(&self) -> Option<Grounds> {
        let at: BTreeSet<usize> = self.taken.iter().copied().chain(self.at).collect();
        let at: Vec<Place> =
            at.into_iter().map(|index| self.words.sentences[index].place.clone()).collect();
        let pick = match (self.at, self.taken.iter().any(|taken| Some(*taken) != self.at)) {
            (Some(sentence), false) => self.rank_of(sentence),
            _ => None,
        };
        let pick = pick.and_then(|rank| u32::try_from(rank).ok());
        (!at.is_empty()).then(|| Grounds {
            at,
            shown: Some(Shown::Written),
            pick,
            quote: String::new(),
        })
    }
}
