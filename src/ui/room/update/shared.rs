//! Keys where two people share a terminal: the curtain, the rating, the answers for both.

use super::{act, shared as anywhere};
use crate::engine::event::Scope;
use crate::engine::{Command, State};
use crate::message::{Key, KeyCode};
use crate::ui::face::Scene;
use crate::ui::plain::debrief::step::Step;
use crate::ui::plain::peer::RATINGS;
use crate::ui::room::keys::Action;
use crate::ui::room::model::{Deed, Model, Panel, Purpose};
use crate::ui::room::writing;

/// Only Enter lifts the curtain: a key that was meant for the other screen must not.
pub(super) fn curtain(model: &mut Model, scene: &Scene<'_>, key: Key) -> Vec<Deed> {
    match key.code {
        KeyCode::Enter => {
            model.peer.change_seats(scene.state);
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
        model.peer.stays = true;
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
                model.peer.is_rated = true;
                model.follow(scene);
            }
        },
        None => return anywhere(model, scene, key),
    }
    Vec::new()
}

/// Whether the key asks for the model answers of a round that both have judged.
pub(super) fn shows_answers(model: &Model, scene: &Scene<'_>, scope: Scope, key: Key) -> bool {
    let is_look = matches!(model.debrief.step(scene.state, scope), Step::Look);
    let is_round = scene.state.has_peer() && matches!(scope, Scope::Round { .. });
    is_look && is_round && key == Key::plain(KeyCode::Char('v'))
}

/// The model answers, which the journal notes the first time.
pub(super) fn answers(model: &mut Model, state: &State, scope: Scope) -> Vec<Deed> {
    let Scope::Round { slot } = scope else { return Vec::new() };
    let is_known = |(slot, item): (usize, usize)| {
        state.item_state(slot, item).is_some_and(|item| item.model_shown)
    };
    let of_round = state.opened_questions().filter(|(of, _)| *of == slot);
    let unknown: Vec<_> = of_round.filter(|place| !is_known(*place)).collect();
    if unknown.is_empty() {
        model.scroll = Some(0);
        model.panel = Some(Panel::Answers(slot));
    }
    let show = |(slot, item)| Deed::Do(Command::ShowModel { slot, item });
    unknown.into_iter().map(show).collect()
}
