//! The keys that a telling of the first minute names.

use crate::ui::room::keys::Action;
use crate::ui::room::model::Model;
use crate::view::say::first_minute::Ways;

/// What a first minute needs to know, with the keys as the person has set them.
pub fn with_ways<T>(model: &Model, tell: impl FnOnce(&Ways<'_>) -> T) -> T {
    let named = |action| model.keys.named(action);
    let (done, ask, hint) = (named(Action::Done), named(Action::Ask), named(Action::Hint));
    let (hand_over, all) = (named(Action::HandOver), named(Action::Palette));
    tell(&Ways {
        done: &done,
        ask: &ask,
        hint: &hint,
        hand_over: &hand_over,
        all: &all,
        mark: "press the number of a point, then m (met), p (partly) or x (missed)",
        end: "e",
    })
}
