//! Keys while something is on the table.

use super::reply::Reply;
use crate::engine::{Command, State};
use crate::message::{Key, KeyCode};
use crate::seat::overlay::Overlay;
use crate::seat::{answer, speech};
use crate::ui::face::Scene;
use crate::ui::out::Ink;
use crate::ui::room::keys::Action;
use crate::ui::room::model::{Deed, Model, Panel};
use crate::ui::room::writing;

pub(super) fn key(model: &mut Model, scene: &Scene<'_>, key: Key) -> Reply {
    match key.code {
        KeyCode::PageUp | KeyCode::PageDown => {
            model.scroll_by(key, if key.code == KeyCode::PageUp { -1 } else { 1 });
            return Reply::NOTHING;
        }
        KeyCode::Tab if !key.shift => {
            if let Some(next @ Command::OpenField { .. }) = answer::go_on(scene.state) {
                return vec![Deed::candidate(next)].into();
            }
        }
        KeyCode::Char('c') if key.ctrl && model.writing.copy() => {
            model.notify(scene.now, Ink::Dim, "Copied; ^V puts it in.");
            return Reply::NOTHING;
        }
        _ => {}
    }
    if let Some(action) = Action::of(key) {
        return Reply::Act(action);
    }
    if model.speech.is_some() {
        return match key.code {
            KeyCode::Enter => next_point(model, scene).into(),
            _ => Reply::NOTHING,
        };
    }
    if answer::asks_own(scene.state) {
        return own_question(model, key).into();
    }
    if answer::is_choice(scene.state) {
        return choose(model, scene, key).into();
    }
    model.writing.key(key);
    Reply::NOTHING
}

fn own_question(model: &mut Model, key: Key) -> Vec<Deed> {
    if key.code != KeyCode::Enter {
        writing::line_key(&mut model.own, key);
        return Vec::new();
    }
    let text = model.own.lines().join(" ");
    if text.trim().is_empty() {
        return Vec::new();
    }
    model.own = writing::line(model.theme);
    vec![Deed::candidate(Command::Ask { text })]
}

fn choose(model: &mut Model, scene: &Scene<'_>, key: Key) -> Vec<Deed> {
    let options = scene.state.current_question().map_or(0, |question| question.ask.options.len());
    let chosen = model.writing.text().and_then(|text| text.trim().parse::<usize>().ok());
    let number = match key.code {
        KeyCode::Enter => return done(model, scene),
        KeyCode::Char(digit) => digit.to_digit(10).and_then(|digit| usize::try_from(digit).ok()),
        KeyCode::Down => Some(chosen.map_or(1, |chosen| (chosen + 1).min(options))),
        KeyCode::Up => Some(chosen.map_or(options, |chosen| chosen.saturating_sub(1).max(1))),
        _ => None,
    };
    if let Some(number) = number.filter(|number| (1..=options).contains(number)) {
        model.writing.replace(&number.to_string());
    }
    Vec::new()
}

/// The next part, or the answer goes in; an empty one only after a question.
pub(super) fn done(model: &mut Model, scene: &Scene<'_>) -> Vec<Deed> {
    if model.speech.is_some() {
        return end_speech(model, scene);
    }
    let Some(command) = answer::go_on(scene.state) else { return Vec::new() };
    if command == Command::Finish && would_be_blank(model, scene.state) {
        model.panel = Some(Panel::Menu(Overlay::Blank));
        return Vec::new();
    }
    vec![Deed::candidate(command)]
}

/// The state may lag behind what was just typed.
fn would_be_blank(model: &Model, state: &State) -> bool {
    let Some((plan, item)) = state.current() else { return false };
    let is_followup = !answer::is_first_part(state);
    let starter = writing::starter(state).unwrap_or_default();
    let is_unchanged = |text: String| text.trim().is_empty() || text.trim() == starter.trim();
    let is_here = model.writing.text().is_none_or(is_unchanged);
    let counts = plan.question().is_some() && !item.spoken;
    counts && is_here && (is_followup || answer::is_blank(state))
}

pub(super) fn back(scene: &Scene<'_>) -> Vec<Deed> {
    answer::go_back(scene.state).map(Deed::candidate).into_iter().collect()
}

/// Enter while speaking: the next letter of a STAR answer, or the next point.
fn next_point(model: &mut Model, scene: &Scene<'_>) -> Vec<Deed> {
    let Some(speech) = &mut model.speech else { return Vec::new() };
    let next = speech.next(scene.state, scene.now).command();
    next.map(Deed::candidate).into_iter().collect()
}

/// From here on short notes.
fn end_speech(model: &mut Model, scene: &Scene<'_>) -> Vec<Deed> {
    model.speech = None;
    let text = "Now short notes on what you said; ^S goes on.";
    model.notify(scene.now, Ink::Plain, text);
    speech::end(scene.state).into_iter().map(Deed::candidate).collect()
}
