//! Keys at the interviewer's console. What the rules of the interview forbid is for the engine to
//! say.

use super::reply::Reply;
use crate::engine::checklist::checklist;
use crate::engine::event::{About, Mark};
use crate::engine::state::MarkState;
use crate::engine::{Command, Seat, Stage, State};
use crate::message::{Key, KeyCode};
use crate::seat::answer;
use crate::seat::console::offer::{self, Sort};
use crate::seat::console::{close as close_by, close_menu};
use crate::ui::face::Scene;
use crate::ui::out::Ink;
use crate::ui::room::draft::Draft;
use crate::ui::room::keys::{Action, Lead};
use crate::ui::room::model::{Deed, Model, Panel, Purpose};

pub(super) fn key(model: &mut Model, scene: &Scene<'_>, key: Key) -> Reply {
    let digits = std::mem::take(&mut model.peer.digits);
    match key.code {
        KeyCode::Char(digit @ '0'..='9') if !key.ctrl && !key.alt => {
            return number(model, scene.state, digits, digit).into();
        }
        KeyCode::Char(answer @ ('y' | 'n')) if !key.ctrl && !key.alt => {
            let mark = if answer == 'y' { Mark::Met } else { Mark::Missed };
            return match is_flag(model, scene.state) {
                true => give(model, scene, mark, None).into(),
                false => Reply::NOTHING,
            };
        }
        KeyCode::Up => step(model, scene.state, -1),
        KeyCode::Down => step(model, scene.state, 1),
        KeyCode::Left => model.peer.point(scene.state, -1),
        KeyCode::Right => model.peer.point(scene.state, 1),
        KeyCode::PageUp | KeyCode::PageDown | KeyCode::Home | KeyCode::End => {
            model.scrolls(key);
        }
        KeyCode::Char('?') => return Reply::Act(Action::Help),
        _ => {
            let action = model.keys.at_console(key);
            return action.map_or(Reply::NOTHING, Reply::Act);
        }
    }
    Reply::NOTHING
}

/// What the interviewer does, by its key or from the palette.
pub(super) fn lead(model: &mut Model, scene: &Scene<'_>, lead: Lead) -> Reply {
    let state = scene.state;
    let panel = match lead {
        Lead::Mark(mark) => return give(model, scene, mark, None).into(),
        Lead::Send(sort) => return choose(model, scene, sort).into(),
        Lead::Phase => return vec![Deed::interviewer(Command::AdvancePhase)].into(),
        Lead::Pause if state.paused.is_some() => {
            return vec![Deed::interviewer(Command::Resume)].into();
        }
        Lead::Back => return back(model, scene),
        Lead::Note => {
            let Some(note) = held(model, state).map(|held| held.note) else {
                let text = "Mark the point first: m, p or x. The note goes with the mark.";
                model.notify(scene.now, Ink::Amber, text);
                return Reply::NOTHING;
            };
            Panel::Line(Purpose::Note, Draft::new(&note))
        }
        Lead::Say => Panel::Line(Purpose::Say, Draft::default()),
        Lead::Pause => Panel::Line(Purpose::Pause, Draft::default()),
        Lead::Extend => Panel::Line(Purpose::Extend, Draft::default()),
        Lead::End => Panel::Close,
    };
    model.panel = Some(panel);
    Reply::NOTHING
}

/// A point of the checklist by its number, which may have two digits; an option of a quiz where
/// there is nothing to mark.
fn number(model: &mut Model, state: &State, before: usize, digit: char) -> Vec<Deed> {
    let digit = digit.to_digit(10).and_then(|digit| usize::try_from(digit).ok()).unwrap_or(0);
    let checks = checklist(state, state.current_scope());
    if checks.is_empty() {
        return option(state, digit);
    }
    let both = before * 10 + digit;
    let number = if (1..=checks.len()).contains(&both) { both } else { digit };
    if let Some(check) = number.checked_sub(1).and_then(|index| checks.get(index)) {
        model.peer.chosen = Some(check.id.clone());
        model.peer.digits = number;
        model.scroll = None;
    }
    Vec::new()
}

/// Which option of a quiz the candidate names.
fn option(state: &State, number: usize) -> Vec<Deed> {
    answer::choose(state, number).map(Deed::interviewer).into_iter().collect()
}

fn step(model: &mut Model, state: &State, by: isize) {
    let checks = checklist(state, state.current_scope());
    let index = model.peer.check(state).map_or(0, |(index, _)| index);
    let last = checks.len().saturating_sub(1);
    let next = index.saturating_add_signed(by).min(last);
    model.peer.chosen = checks.get(next).map(|check| check.id.clone());
    model.scroll = None;
}

fn is_flag(model: &Model, state: &State) -> bool {
    model.peer.check(state).is_some_and(|(_, check)| matches!(check.about, About::RedFlag(_)))
}

/// Marks the chosen point; its note stays, unless there is a new one.
fn give(model: &mut Model, scene: &Scene<'_>, mark: Mark, note: Option<String>) -> Vec<Deed> {
    let state = scene.state;
    let Some((_, check)) = model.peer.check(state) else {
        model.notify(scene.now, Ink::Amber, "There is nothing to mark here.");
        return Vec::new();
    };
    let held = held(model, state);
    // A note goes with the mark that stands, and with what that rests on.
    let grounds = match (&note, &held) {
        (Some(_), Some(held)) => held.grounds.clone(),
        _ => model.peer.grounds(state, mark),
    };
    let note = note.or_else(|| held.map(|held| held.note)).unwrap_or_default();
    model.peer.chosen = Some(check.id.clone());
    let scope = state.current_scope();
    vec![Deed::interviewer(Command::Mark { scope, id: check.id, mark, note, grounds })]
}

/// The mark of the chosen point.
fn held(model: &Model, state: &State) -> Option<MarkState> {
    let (_, check) = model.peer.check(state)?;
    state.marks.get(&(state.current_scope(), Seat::Interviewer, check.id)).cloned()
}

pub(super) fn note(model: &mut Model, scene: &Scene<'_>, note: String) -> Vec<Deed> {
    let mark = held(model, scene.state).map(|held| held.mark);
    mark.map_or(Vec::new(), |mark| give(model, scene, mark, Some(note)))
}

pub(super) fn say(scene: &Scene<'_>, text: String) -> Vec<Deed> {
    match text.is_empty() {
        true => Vec::new(),
        false => vec![Deed::interviewer(offer::say(scene.state, text))],
    }
}

/// Opens the list of what can be sent, at what the moment calls for.
fn choose(model: &mut Model, scene: &Scene<'_>, sort: Sort) -> Vec<Deed> {
    let offers = model.peer.offers(scene.state, sort);
    if offers.iter().all(|offer| offer.command.is_none()) {
        let text = match (sort, offers.is_empty()) {
            (Sort::Clarification, _) => "No answers are prepared; t says it in your own words.",
            (Sort::Hint, true) => "This question has no hints.",
            (Sort::Hint, false) => "All hints are given.",
            (Sort::Followup, true) => "This question has no follow-ups; t asks in your own words.",
            (Sort::Followup, false) => "Every follow-up was asked.",
            (Sort::Curveball, true) => "Nothing is prepared to change in this question.",
            (Sort::Curveball, false) => "That was said already.",
            (Sort::Reveal, _) => "There is nothing to show here.",
        };
        model.notify(scene.now, Ink::Amber, text);
        return Vec::new();
    }
    let ready = offers.iter().position(|offer| offer.is_ready && offer.command.is_some());
    let first = offers.iter().position(|offer| offer.command.is_some());
    model.panel = Some(Panel::Offers(sort, ready.or(first).unwrap_or(0)));
    Vec::new()
}

/// Enter sends what is picked, a number sends its line.
pub(super) fn offers(
    model: &mut Model,
    scene: &Scene<'_>,
    sort: Sort,
    picked: usize,
    key: Key,
) -> Vec<Deed> {
    let offers = model.peer.offers(scene.state, sort);
    let last = offers.len().saturating_sub(1);
    let number = match key.code {
        KeyCode::Char(digit @ '1'..='9') => digit.to_digit(10),
        _ => None,
    };
    let number = number.and_then(|number| usize::try_from(number).ok());
    let sent = match key.code {
        KeyCode::Enter => Some(picked.min(last)),
        _ => number.map(|number| number - 1),
    };
    if let Some(command) = sent.and_then(|index| offers.get(index)).and_then(|o| o.command.clone())
    {
        return vec![Deed::interviewer(command)];
    }
    if let Some(offer) = sent.and_then(|index| offers.get(index)).filter(|it| !it.note.is_empty()) {
        model.notify(scene.now, Ink::Amber, format!("That isn't sent: {}.", offer.note));
        model.panel = Some(Panel::Offers(sort, picked));
        return Vec::new();
    }
    let picked = match key.code {
        KeyCode::Up => picked.saturating_sub(1),
        KeyCode::Down => (picked + 1).min(last),
        KeyCode::Char('c') if key.ctrl => return Vec::new(),
        _ => picked,
    };
    model.panel = Some(Panel::Offers(sort, picked));
    Vec::new()
}

pub(super) fn close(model: &mut Model, scene: &Scene<'_>, key: Key) -> Vec<Deed> {
    let menu = close_menu(scene.state);
    let Some(pressed) = menu.pressed(key) else {
        model.panel = Some(Panel::Close);
        return Vec::new();
    };
    close_by(scene.state, pressed).map(Deed::interviewer).into_iter().collect()
}

fn back(model: &mut Model, scene: &Scene<'_>) -> Reply {
    if model.debrief.is_alone {
        return Reply::Act(Action::Leave);
    }
    if !model.pair.give_back(scene.state) {
        let text = match scene.state.stage {
            Stage::Asking => {
                "The candidate is waiting: a answers from the list, t in your own words."
            }
            _ => "The answer is in: f asks on, e ends the question.",
        };
        model.notify(scene.now, Ink::Amber, text);
        return Reply::NOTHING;
    }
    model.follow(scene);
    Reply::NOTHING
}
