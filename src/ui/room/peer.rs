//! What the room remembers of the interviewer's console beside the session's state.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::engine::checklist::{Check, checklist};
use crate::engine::event::{Grounds, Mark, Place, Shown};
use crate::engine::places::words_at;
use crate::engine::state::{Cursor, ItemState};
use crate::engine::{Seat, State};
use crate::seat::console::offer::{Offer, Sort, offers};
use crate::seat::console::unplaced;
use crate::seat::debrief::own_words::OwnWords;

#[derive(Default)]
pub struct Peer {
    /// The point of the checklist that the next key marks, by its id.
    pub chosen: Option<String>,
    /// The sentence that shows the point which is marked next, where the interviewer points at one:
    /// its place, and its words as they were then.
    pub pointed: Option<(Place, String)>,
    /// The digits of a point's number, as typed so far.
    pub digits: usize,
    /// What can be sent, as long as nothing happens: it is looked at in every frame.
    known: RefCell<Known>,
}

/// The lists that were asked for, and the moment that they are of.
#[derive(Default)]
struct Known {
    of: Option<Moment>,
    lists: BTreeMap<Sort, Rc<[Offer]>>,
}

/// Everything that what can be sent depends on, the words under way apart: those are read when
/// they are handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Moment {
    cursor: Cursor,
    happened: usize,
    parts: (usize, usize),
    evidence: usize,
    marks: Vec<(String, Mark)>,
    minute: u64,
}

impl Peer {
    /// What can be sent of a sort, as of the last thing that happened.
    pub fn offers(&self, state: &State, sort: Sort) -> Rc<[Offer]> {
        let moment = Moment::of(state);
        let mut known = self.known.borrow_mut();
        if known.of.as_ref() != Some(&moment) {
            *known = Known { of: Some(moment), lists: BTreeMap::new() };
        }
        let list = known.lists.entry(sort).or_insert_with(|| offers(state, sort).into());
        Rc::clone(list)
    }

    /// Points at the sentence before or after the one that is pointed at; at first at the last.
    pub fn point(&mut self, state: &State, by: isize) {
        let scope = state.current_scope();
        let words = OwnWords::of(state, scope);
        let last = words.sentences.len().checked_sub(1);
        let here = self.pointed.as_ref().and_then(|(place, _)| words.touched(place).next());
        let next = match here {
            Some(here) => here.checked_add_signed(by).filter(|next| Some(*next) <= last),
            None => last,
        };
        self.pointed = next.and_then(|next| {
            let place = words.sentences[next].place.clone();
            let quote = words_at(state, scope, &place)?.to_owned();
            Some((place, quote))
        });
    }

    /// What a mark that is given now rests on.
    pub fn grounds(&mut self, state: &State, mark: Mark) -> Grounds {
        let pointed = self.pointed.take();
        match pointed.filter(|_| matches!(mark, Mark::Met | Mark::Partly)) {
            Some((place, quote)) => {
                Grounds { at: vec![place], shown: Some(Shown::Written), pick: None, quote }
            }
            None => unplaced(state, mark),
        }
    }

    /// The point that the next key marks, and its place in the list.
    pub fn check(&self, state: &State) -> Option<(usize, Check)> {
        let checks = checklist(state, state.current_scope());
        let of = |id: &String| checks.iter().position(|check| check.id == *id);
        let index = self.chosen.as_ref().and_then(of).unwrap_or(0);
        Some((index, checks.into_iter().nth(index)?))
    }
}

impl Moment {
    fn of(state: &State) -> Moment {
        let item = state.current().map(|(_, item)| item);
        let used = item.map(|item| state.watch.read(state.last_at).less(item.from));
        Moment {
            cursor: state.cursor,
            happened: item.map_or(0, |item| item.happenings.len()),
            parts: item
                .and_then(ItemState::scored_attempt)
                .map_or((0, 0), |attempt| (attempt.parts, attempt.open_part())),
            evidence: item.map_or(0, |item| item.evidence.len()),
            marks: marks(state),
            minute: used.map_or(0, |used| used.0 / 60_000),
        }
    }
}

/// The interviewer's marks of the question on the table.
fn marks(state: &State) -> Vec<(String, Mark)> {
    let scope = state.current_scope();
    let own =
        state.marks.iter().filter(|((of, seat, _), _)| (*of, *seat) == (scope, Seat::Interviewer));
    own.map(|((.., id), mark)| (id.clone(), mark.mark)).collect()
}
