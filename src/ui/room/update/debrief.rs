//! Keys of the debrief: guess first, then mark, then look.

use super::{shared, show_answer};
use crate::engine::Command;
use crate::engine::checklist::Check;
use crate::engine::event::Scope;
use crate::message::{Key, KeyCode};
use crate::ui::face::Scene;
use crate::ui::out::Ink;
use crate::ui::plain::debrief::step::Step;
use crate::ui::plain::debrief::{checks, doubt_menu, look_menu, mark_menu, mark_of};
use crate::ui::room::model::{Deed, Model};

pub(super) fn key(model: &mut Model, scene: &Scene<'_>, scope: Scope, key: Key) -> Vec<Deed> {
    let step = model.debrief.step(scene.state, scope);
    let letter = match key.code {
        KeyCode::Char(letter) if !key.ctrl && !key.alt => letter.to_ascii_lowercase(),
        KeyCode::Enter => '\n',
        _ => '\0',
    };
    let is_listing = matches!(step, Step::Check(..) | Step::Doubt(..));
    match (step, letter) {
        (Step::Guess(..) | Step::Check(..) | Step::Doubt(..), 'l') => {
            return postpone(model, scene, scope);
        }
        (Step::Guess(_, dim), '1'..='4') => {
            let guess = letter.to_digit(10).unwrap_or(1);
            model.debrief.guesses.push((dim, guess));
            return settled(model, scene, scope);
        }
        (Step::Guess(..), _) if key.code == KeyCode::Backspace => {
            model.debrief.guesses.pop();
            return Vec::new();
        }
        (Step::Check(..), _) if is_move(key) => {
            choose(model, scene, scope, key);
            return Vec::new();
        }
        (Step::Check(index, ..), _) => {
            let all = checks(scene.state, scope);
            let check = &all[model.chosen.unwrap_or(index).min(all.len() - 1)];
            if is_choice(&mark_menu(check), letter) {
                model.chosen = None;
                return marked(scope, check, letter);
            }
        }
        (Step::Doubt(check, mark), '\n' | 'k') => {
            // A mark that is kept is given once more: so the journal holds both.
            return vec![Deed::Do(Command::Mark {
                scope,
                id: check.id,
                mark,
                note: String::new(),
            })];
        }
        (Step::Doubt(check, _), _) if is_choice(&doubt_menu(&check), letter) => {
            return marked(scope, &check, letter);
        }
        (Step::Look, 'v') if look_menu(scene.state, scope).choices.len() > 1 => {
            if let Scope::Question { slot, item } = scope {
                return show_answer(model, scene.state, slot, item);
            }
        }
        (Step::Look, 'n' | '\n') => {
            model.debrief.seen.insert(scope);
            return settled(model, scene, scope);
        }
        _ => {}
    }
    if is_listing && letter == '\n' {
        return Vec::new();
    }
    shared(model, scene, key)
}

fn is_choice(menu: &crate::ui::ask::Menu, letter: char) -> bool {
    let typed = letter.to_string();
    menu.choices.iter().any(|choice| choice.key == typed)
}

fn marked(scope: Scope, check: &Check, letter: char) -> Vec<Deed> {
    let mark = mark_of(&letter.to_string());
    vec![Deed::Do(Command::Mark { scope, id: check.id.clone(), mark, note: String::new() })]
}

fn is_move(key: Key) -> bool {
    matches!(key.code, KeyCode::Up | KeyCode::Down)
}

/// Another item of the checklist, to mark it or to mark it anew.
fn choose(model: &mut Model, scene: &Scene<'_>, scope: Scope, key: Key) {
    let checks = checks(scene.state, scope);
    let current = at(model, scene, scope).unwrap_or(0);
    let last = checks.len().saturating_sub(1);
    let next = match key.code {
        KeyCode::Up => current.saturating_sub(1),
        _ => (current + 1).min(last),
    };
    model.chosen = Some(next);
}

/// The item that the next key marks.
pub fn at(model: &Model, scene: &Scene<'_>, scope: Scope) -> Option<usize> {
    let of =
        |check: &Check| checks(scene.state, scope).iter().position(|other| other.id == check.id);
    match model.debrief.step(scene.state, scope) {
        Step::Check(index, ..) => Some(model.chosen.unwrap_or(index)),
        Step::Doubt(check, _) => of(&check),
        _ => None,
    }
}

/// What follows by itself: the seal, the confirmation, the way on.
pub(super) fn settled(model: &mut Model, scene: &Scene<'_>, scope: Scope) -> Vec<Deed> {
    if model.stalled {
        return Vec::new();
    }
    match model.debrief.step(scene.state, scope) {
        Step::Seal(_, scope, guesses) => {
            model.debrief.guesses.clear();
            vec![Deed::Do(Command::Seal { scope, guesses })]
        }
        Step::Confirm => vec![Deed::Do(Command::Confirm { scope })],
        Step::Done => {
            model.debrief.current = None;
            model.debrief.seen.insert(scope);
            model.follow(scene);
            super::settled(model, scene)
        }
        Step::Guess(..) | Step::Check(..) | Step::Doubt(..) | Step::Await | Step::Look => {
            Vec::new()
        }
    }
}

fn postpone(model: &mut Model, scene: &Scene<'_>, scope: Scope) -> Vec<Deed> {
    model.debrief.current = None;
    model.debrief.guesses.clear();
    if model.setup.judging_only || scene.state.ended.is_some() {
        model.debrief.left = true;
    } else {
        model.debrief.postponed.insert(scope);
        model.notify(scene.now, Ink::Plain, "Left for later.");
    }
    model.follow(scene);
    super::settled(model, scene)
}
