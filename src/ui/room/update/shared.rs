//! Keys where two people share a terminal: the curtain, the rating, the answers for both.

use super::reply::Reply;
use crate::message::{Key, KeyCode};
use crate::seat::pair::RATINGS;
use crate::ui::face::Scene;
use crate::ui::room::draft::Draft;
use crate::ui::room::keys::Action;
use crate::ui::room::model::{Deed, Model, Panel, Purpose};

/// Only Enter lifts the curtain: a key that was meant for the other screen must not.
pub(super) fn curtain(model: &mut Model, scene: &Scene<'_>, key: Key) -> Reply {
    match key.code {
        KeyCode::Enter => {
            model.change_seats(scene.state);
            model.follow(scene);
            Reply::Settle
        }
        _ => match model.keys.action(key) {
            Some(action @ (Action::Leave | Action::Help)) => Reply::Act(action),
            _ => Reply::NOTHING,
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
pub(super) fn rating(model: &mut Model, scene: &Scene<'_>, key: Key) -> Reply {
    let typed = match key.code {
        KeyCode::Char(letter) if !key.ctrl && !key.alt => letter.to_lowercase().to_string(),
        _ => return Reply::Anywhere(key),
    };
    match RATINGS.iter().find(|(key, _)| *key == typed) {
        Some((number, _)) => match number.parse() {
            Ok(rating) => {
                let line = Draft::default();
                model.panel = Some(Panel::Line(Purpose::Rate(rating), line));
            }
            Err(_) => {
                model.pair.is_rated = true;
                model.follow(scene);
            }
        },
        None => return Reply::Anywhere(key),
    }
    Reply::NOTHING
}
