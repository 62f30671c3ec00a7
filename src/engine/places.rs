//! Places in the candidate's words: whether they stand, and what is written there.
//!
//! A journal may come from elsewhere, so a place is never trusted: one outside the text, or between
//! the bytes of a character, is told as that.

use super::command::Seat;
use super::event::{Grounds, Place, Scope, TALK};
use super::state::{Attempt, ItemState, State, What};

/// What became of a place that a mark names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing<'s> {
    /// The words at this place, which may have moved since the mark was given.
    At(Place, &'s str),
    /// The candidate took the words out after the mark was given.
    Gone,
    /// No such place: not made by this program, or not whole.
    Outside,
}

/// The whole text of the field that a place of this scope lies in.
#[must_use]
pub fn text_of<'s>(state: &'s State, scope: Scope, place: &Place) -> Option<&'s str> {
    let found = item_of(state, scope, place)?;
    if place.field == TALK {
        return said(&found.happenings.get(place.part)?.what);
    }
    let mut fields = found.scored_attempt()?.part(place.part);
    fields.find(|field| field.name == place.field).map(|field| field.text.as_str())
}

/// The words at a place; nothing where it lies outside or holds none.
#[must_use]
pub fn words_at<'s>(state: &'s State, scope: Scope, place: &Place) -> Option<&'s str> {
    let words = text_of(state, scope, place)?.get(place.from..place.to)?;
    (!words.is_empty()).then_some(words)
}

/// What became of each place of a mark. Words that the candidate could still change are looked for
/// again: first where they were, then from the start of the field.
#[must_use]
pub fn standing<'s>(state: &'s State, scope: Scope, grounds: &Grounds) -> Vec<Standing<'s>> {
    let places = grounds.at.iter().enumerate();
    places
        .map(|(index, place)| {
            let quote = Some(grounds.quote.as_str()).filter(|q| index == 0 && !q.is_empty());
            let words = words_at(state, scope, place);
            match (words, quote) {
                (Some(words), None) => Standing::At(place.clone(), words),
                (Some(words), Some(quote)) if words == quote => Standing::At(place.clone(), words),
                (_, Some(quote)) => moved(state, scope, place, quote),
                (None, None) => Standing::Outside,
            }
        })
        .collect()
}

fn moved<'s>(state: &'s State, scope: Scope, place: &Place, quote: &str) -> Standing<'s> {
    let found = text_of(state, scope, place).and_then(|text| Some((text, text.find(quote)?)));
    match found {
        Some((text, from)) => {
            let to = from + quote.len();
            Standing::At(Place { from, to, ..place.clone() }, &text[from..to])
        }
        None => Standing::Gone,
    }
}

/// Whether the candidate can still change the words at a place.
#[must_use]
pub fn is_changing(state: &State, scope: Scope, place: &Place) -> bool {
    let is_closed = |attempt: &Attempt| attempt.is_handed_in(place.part);
    place.field != TALK
        && item_of(state, scope, place)
            .and_then(ItemState::scored_attempt)
            .is_some_and(|attempt| !is_closed(attempt))
}

/// A question's places lie in its own answer; a round's name the item.
fn item_of<'s>(state: &'s State, scope: Scope, place: &Place) -> Option<&'s ItemState> {
    match (scope, place.item) {
        (Scope::Question { slot, item }, None) => state.item_state(slot, item),
        (Scope::Round { slot }, Some(item)) => state.item_state(slot, item),
        (Scope::Question { .. } | Scope::Round { .. } | Scope::Loop, _) => None,
    }
}

/// What the candidate said or asked, where that is what happened.
#[must_use]
pub fn said(what: &What) -> Option<&str> {
    match what {
        What::Asked { text } | What::Said { by: Seat::Candidate, text } => Some(text),
        _ => None,
    }
}
