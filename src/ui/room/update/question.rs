//! Keys while something is on the table.

use super::panel;
use super::reply::Reply;
use crate::engine::{Command, State};
use crate::message::{Key, KeyCode};
use crate::seat::overlay::Overlay;
use crate::seat::{answer, doubt, speech};
use crate::ui::face::Scene;
use crate::ui::out::Ink;
use crate::ui::room::draft::Taken;
use crate::ui::room::keys::Action;
use crate::ui::room::model::{Deed, Model, Panel};
use crate::ui::room::writing;

pub(super) fn key(model: &mut Model, scene: &Scene<'_>, key: Key) -> Reply {
    match key.code {
        KeyCode::PageUp | KeyCode::PageDown if !key.ctrl && !key.alt && !key.shift => {
            model.scrolls(key);
            return Reply::NOTHING;
        }
        KeyCode::Tab if !key.shift => {
            if let Some(next @ Command::OpenField { .. }) = answer::go_on(scene.state) {
                return vec![Deed::candidate(next)].into();
            }
        }
        KeyCode::Char('c') if key.ctrl && model.writing.copy() => {
            model.notify(scene.now, Ink::Dim, "Copied; ^Y puts it in.");
            return Reply::NOTHING;
        }
        _ => {}
    }
    if let Some(action) = model.keys.action(key) {
        return Reply::Act(action);
    }
    if model.speech.is_some() {
        return match key.code {
            KeyCode::Enter => next_point(model, scene).into(),
            _ => {
                let end = model.keys.named(Action::Done);
                let text =
                    format!("You're speaking: nothing is typed before {end} ends the speech.");
                model.notify(scene.now, Ink::Amber, text);
                Reply::NOTHING
            }
        };
    }
    if answer::asks_own(scene.state) {
        return own_question(model, key).into();
    }
    if answer::is_choice(scene.state) {
        return choose(model, scene, key).into();
    }
    match model.writing.key(key) {
        Taken::Editor => return Reply::Act(Action::Edit),
        Taken::No => unknown(model, scene, key),
        Taken::Changed | Taken::Moved => {}
    }
    Reply::NOTHING
}

/// A letter that came behind an Esc was a letter after all; of other keys it's said where to look.
fn unknown(model: &mut Model, scene: &Scene<'_>, key: Key) {
    if key.alt && !key.ctrl && matches!(key.code, KeyCode::Char(_)) {
        model.writing.key(Key { alt: false, ..key });
    } else if key.ctrl || key.alt || matches!(key.code, KeyCode::F(_)) {
        let all = model.keys.named(Action::Palette);
        model.notify(
            scene.now,
            Ink::Dim,
            format!("{key} does nothing here; {all} has all actions."),
        );
    }
}

/// Says what is so at any moment.
pub(super) fn save(model: &mut Model, scene: &Scene<'_>) -> Vec<Deed> {
    let done = model.keys.named(Action::Done);
    let (ink, text) = match scene.not_saved {
        Some(cause) => (Ink::Red, format!("Not saved: {cause}.")),
        None => (Ink::Plain, format!("Saved, as everything is that you type. {done} hands in.")),
    };
    model.notify(scene.now, ink, text);
    Vec::new()
}

fn own_question(model: &mut Model, key: Key) -> Vec<Deed> {
    if key.code != KeyCode::Enter {
        let mut own = std::mem::take(&mut model.own);
        panel::line_key(model, &mut own, key);
        model.own = own;
        return Vec::new();
    }
    ask_own(model)
}

/// What is typed as a question of one's own is asked.
fn ask_own(model: &mut Model) -> Vec<Deed> {
    let text = std::mem::take(&mut model.own).text().trim().to_owned();
    if text.is_empty() { Vec::new() } else { vec![Deed::candidate(Command::Ask { text })] }
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
    if answer::asks_own(scene.state) && !model.own.text().trim().is_empty() {
        let done = model.keys.named(Action::Done);
        let text = format!("Your question was asked; {done} once more ends your questions.");
        model.notify(scene.now, Ink::Plain, text);
        return ask_own(model);
    }
    let Some(command) = answer::go_on(scene.state) else { return Vec::new() };
    let asks = match command {
        Command::Finish if would_be_blank(model, scene.state) => Some(Overlay::Blank),
        Command::Finish => (!doubt::doubts(scene.state).is_empty()).then_some(Overlay::Doubt),
        _ => None,
    };
    match asks {
        Some(overlay) => {
            model.panel = Some(Panel::Menu(overlay));
            Vec::new()
        }
        None => vec![Deed::candidate(command)],
    }
}

/// The state may lag behind what was just typed.
fn would_be_blank(model: &Model, state: &State) -> bool {
    let Some((plan, item)) = state.current() else { return false };
    let is_followup = !answer::is_first_part(state);
    let starter = writing::starter(state).unwrap_or_default();
    let is_unchanged = |text: &str| text.trim().is_empty() || text.trim() == starter.trim();
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
    let done = model.keys.named(Action::Done);
    let text = format!("Now short notes on what you said; {done} goes on.");
    model.notify(scene.now, Ink::Plain, text);
    speech::end(scene.state).into_iter().map(Deed::candidate).collect()
}
