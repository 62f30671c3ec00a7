//! Keys where two people share a terminal: the curtain, the rating, the answers for both.

use super::{act, shared as anywhere};
use crate::message::{Key, KeyCode};
use crate::seat::pair::RATINGS;
use crate::ui::face::Scene;
use crate::ui::room::keys::Action;
use crate::ui::room::model::{Deed, Model, Panel, Purpose};
use crate::ui::room::writing;

/// Only Enter lifts the curtain: a key that was meant for the other screen must not.
pub(super) fn curtain(model: &mut Model, scene: &Scene<'_>, key: Key) -> Vec<Deed> {
    match key.code {
        KeyCode::Enter => {
            model.change_seats(scene.state);
            model.follow(scene);
            super::settled(model, scene)
        }
        _ => match Action::of(key) {
            Some(action @ (Action::Leave | Action::Help)) => act(model, scene, action),
            _ => Vec::new(),
        },
    }
}

/// The candidate asks the interviewer to take the keyboard.
pub(super) fn hand_over(model: &mut Model, scene: &Scene<'_>) -> Vec<Deed> {
    if Action::HandOver.fits(scene.state) {
        model.pair.call_interviewer();
        model.follow(scene);
    }
    Vec::new()
}

/// One to four, or nothing at all; then a sentence.
pub(super) fn rating(model: &mut Model, scene: &Scene<'_>, key: Key) -> Vec<Deed> {
    let typed = match key.code {
        KeyCode::Char(letter) if !key.ctrl && !key.alt => letter.to_lowercase().to_string(),
        _ => return anywhere(model, scene, key),
    };
    match RATINGS.iter().find(|(key, _)| *key == typed) {
        Some((number, _)) => match number.parse() {
            Ok(rating) => {
                let line = writing::line(model.theme);
                model.panel = Some(Panel::Line(Purpose::Rate(rating), line));
            }
            Err(_) => {
                model.pair.is_rated = true;
                model.follow(scene);
            }
        },
        None => return anywhere(model, scene, key),
    }
    Vec::new()
}
