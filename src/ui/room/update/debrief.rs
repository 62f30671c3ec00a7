//! Keys of the debrief: guess first, then mark, then look.

use super::reply::Reply;
use crate::engine::event::Scope;
use crate::message::{Key, KeyCode};
use crate::seat::debrief::step::{ENTER, LATER};
use crate::seat::debrief::{Move, Step};
use crate::seat::outcome::Outcome;
use crate::ui::face::Scene;
use crate::ui::out::Ink;
use crate::ui::room::model::Model;

/// Sentences that a page is turned by.
const PAGE: isize = 8;

pub(super) fn key(model: &mut Model, scene: &Scene<'_>, scope: Scope, key: Key) -> Reply {
    let (state, step) = (scene.state, model.debrief.step(scene.state, scope));
    let pressed = match (&step, key.code) {
        (Step::Guess { .. } | Step::Seal { .. }, KeyCode::Backspace) => {
            model.debrief.take_back_guess(scene.state, scope);
            return Reply::NOTHING;
        }
        (Step::Mark { .. } | Step::Ready, KeyCode::Left | KeyCode::Right) => {
            let by = if key.code == KeyCode::Left { -1 } else { 1 };
            model.debrief.choose(state, scope, by);
            return Reply::NOTHING;
        }
        (Step::Mark { .. }, KeyCode::Char(' ')) => {
            model.debrief.take(state, scope);
            return Reply::NOTHING;
        }
        (Step::Mark { .. }, code) if way(code).is_some() => {
            if let Some(to) = way(code) {
                model.debrief.point(state, scope, to);
            }
            return Reply::NOTHING;
        }
        (Step::Mark { .. }, KeyCode::Enter) => Some(ENTER.to_owned()),
        (Step::Mark { .. }, KeyCode::Char(digit @ '1'..='9')) => Some(digit.to_string()),
        (Step::Guess { .. } | Step::Seal { .. }, KeyCode::Char('l')) if !key.ctrl => {
            Some(LATER.to_owned())
        }
        _ => step.menu(state, scope).and_then(|menu| menu.pressed(key).map(str::to_owned)),
    };
    let outcome = pressed
        .as_ref()
        .map_or(Outcome::Nothing, |pressed| model.debrief.press(state, scope, pressed));
    match (outcome, pressed) {
        (Outcome::Nothing, Some(_)) if matches!(step, Step::Mark { .. } | Step::Ready) => {
            model.notify(scene.now, Ink::Plain, "There is no mark to take back.");
            Reply::NOTHING
        }
        (Outcome::Nothing, _) => Reply::Anywhere(key),
        (outcome, _) => Reply::Came(outcome),
    }
}

/// To which sentence a key leads.
const fn way(code: KeyCode) -> Option<Move> {
    match code {
        KeyCode::Up => Some(Move::Previous),
        KeyCode::Down => Some(Move::Next),
        KeyCode::PageUp => Some(Move::By(-PAGE)),
        KeyCode::PageDown => Some(Move::By(PAGE)),
        KeyCode::Home => Some(Move::First),
        KeyCode::End => Some(Move::Last),
        _ => None,
    }
}
