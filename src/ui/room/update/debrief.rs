//! Keys of the debrief: guess first, then mark, then look.

use super::{came_of, shared};
use crate::engine::checklist::{Check, checklist};
use crate::engine::event::Scope;
use crate::message::{Key, KeyCode};
use crate::seat::debrief::Step;
use crate::seat::debrief::step::LATER;
use crate::seat::outcome::Outcome;
use crate::ui::face::Scene;
use crate::ui::room::model::{Deed, Model};

pub(super) fn key(model: &mut Model, scene: &Scene<'_>, scope: Scope, key: Key) -> Vec<Deed> {
    let step = model.debrief.step(scene.state, scope);
    match (&step, key.code) {
        (Step::Guess { .. }, KeyCode::Backspace) => model.debrief.take_back_guess(),
        (Step::Mark { .. }, KeyCode::Up) => model.debrief.choose(scene.state, scope, -1),
        (Step::Mark { .. }, KeyCode::Down) => model.debrief.choose(scene.state, scope, 1),
        _ => {
            let menu = step.menu(scene.state, scope);
            let pressed = menu.as_ref().and_then(|menu| menu.pressed(key));
            // What is looked at again may be put off, too.
            let later = (key == Key::plain(KeyCode::Char('l'))).then_some(LATER);
            let outcome = match pressed.or(later) {
                Some(pressed) => model.debrief.press(scene.state, scope, pressed),
                None => Outcome::Nothing,
            };
            return match outcome {
                Outcome::Nothing => shared(model, scene, key),
                outcome => came_of(model, scene, outcome),
            };
        }
    }
    Vec::new()
}

/// The item that the next key marks.
pub fn at(model: &Model, scene: &Scene<'_>, scope: Scope) -> Option<usize> {
    let of =
        |check: &Check| checklist(scene.state, scope).iter().position(|other| other.id == check.id);
    match model.debrief.step(scene.state, scope) {
        Step::Mark { index, .. } => Some(index),
        Step::Review { check, .. } => of(&check),
        _ => None,
    }
}

/// What follows by itself: the seal, the confirmation, the way on.
pub(super) fn settled(model: &mut Model, scene: &Scene<'_>, scope: Scope) -> Vec<Deed> {
    if model.stalled {
        return Vec::new();
    }
    match model.debrief.advance(scene.state, scope) {
        Outcome::Nothing => Vec::new(),
        outcome => came_of(model, scene, outcome),
    }
}
