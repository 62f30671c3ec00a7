//! The top: where one is, the phases, and the clocks, always in the same corner.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::canvas::{Canvas, inset};
use crate::engine::event::{Scope, Warning};
use crate::engine::state::Countdown;
use crate::engine::{Seat, Stage, State, deadlines};
use crate::figures::of_budget;
use crate::format::plan::RoundPlan;
use crate::seat::debrief::Step;
use crate::seat::pair::meant_for;
use crate::seat::situation::Situation;
use crate::time::{Elapsed, Remaining};
use crate::ui::face::Scene;
use crate::ui::out::Ink;
use crate::ui::room::model::Model;
use crate::view::page::wrap::columns;
use crate::view::say::question;
use crate::view::say::sheet;

/// Draws the top and says how many lines it took.
pub fn draw(model: &Model, scene: &Scene<'_>, canvas: &mut Canvas<'_>, area: Rect) -> u16 {
    let inside = inset(area);
    let state = scene.state;
    let left = draw_clocks(model, scene, canvas, inside);
    let width = left.saturating_sub(inside.x + 2);
    canvas.text(inside.x, area.y, width, Ink::Bold, &title(model, scene));
    let mut y = area.y + 1;
    let is_in_round = matches!(
        model.place,
        Some(Situation::Asking(..) | Situation::Settling | Situation::Console)
    );
    if let Some(round) = state.round().filter(|round| is_in_round && round.phases.len() > 1) {
        draw_strip(scene, round, canvas, Rect { y, height: 1, ..inside });
        y += 1;
    }
    canvas.rule(area, y, "");
    y + 1 - area.y
}

/// Who looks at it, where two people share the terminal, and what it is.
fn title(model: &Model, scene: &Scene<'_>) -> String {
    let seat = model.place.and_then(|place| meant_for(place, scene.state, &model.debrief));
    match seat.filter(|_| scene.state.has_peer()) {
        Some(Seat::Interviewer) => format!("Interviewer · {}", of_place(model, scene)),
        Some(Seat::Candidate) if matches!(model.place, Some(Situation::Judging(_))) => {
            format!("Candidate · {}", of_place(model, scene))
        }
        _ => of_place(model, scene),
    }
}

fn of_place(model: &Model, scene: &Scene<'_>) -> String {
    let state = scene.state;
    let plan_title = || state.plan.as_ref().map_or("mock", |plan| plan.title.as_str()).to_owned();
    let slot_title = || state.slot_plan(state.cursor.slot).map_or("", |slot| slot.title());
    match model.place {
        Some(Situation::Judging(scope)) => sheet::heading(state, scope),
        Some(Situation::Between) => sheet::title(state, state.current_scope()),
        Some(Situation::Lobby | Situation::Over | Situation::Rating) | None => plan_title(),
        Some(Situation::Curtain) => slot_title().to_owned(),
        Some(Situation::Paused) if state.is_exam() => slot_title().to_owned(),
        Some(Situation::RoundOver | Situation::Break) => slot_title().to_owned(),
        Some(Situation::Console) => {
            let question = state.current_question().map(|question| question.ask.title.clone());
            question.unwrap_or_else(|| slot_title().to_owned())
        }
        Some(Situation::Asking(..) | Situation::Settling | Situation::Paused) => {
            let mut parts = vec![slot_title().to_owned()];
            if let Some(question) = state.current_question() {
                let (number, count) = question::number_in_round(state);
                parts.push(format!("{number} of {count}"));
                parts.push(question.ask.title.clone());
            }
            parts.join(" · ")
        }
    }
}

/// The clocks of the moment: name, reading.
fn clocks(state: &State, now: Elapsed) -> Vec<(&'static str, Countdown)> {
    let mut found = Vec::new();
    let is_running = matches!(state.stage, Stage::Asking | Stage::Settling);
    let has_phases = state.round().is_some_and(|round| round.phases.len() > 1);
    if is_running && has_phases {
        found.extend(state.phase_reading(now).map(|reading| ("phase", reading)));
    } else if is_running {
        found.extend(state.item_reading(now).map(|reading| ("question", reading)));
    }
    match state.stage {
        Stage::Break => found.extend(state.round_reading(now).map(|r| ("break", r))),
        Stage::Asking | Stage::Settling | Stage::Between => {
            found.extend(state.round_reading(now).map(|reading| ("round", reading)));
        }
        Stage::Lobby | Stage::RoundOver | Stage::Finished => {}
    }
    found
}

/// Draws the clocks and says where they begin.
fn draw_clocks(model: &Model, scene: &Scene<'_>, canvas: &mut Canvas<'_>, area: Rect) -> u16 {
    let state = scene.state;
    let mut right = area.right();
    if let Some(Situation::Judging(scope)) = model.place {
        let spent = spent(state, scope, scene.now);
        let text = match model.debrief.step(state, scope) {
            Step::Mark { index, count, .. } => format!("point {} of {count} · {spent}", index + 1),
            _ => spent,
        };
        return canvas.right(right, area.y, Ink::Dim, &text);
    }
    if state.paused.is_some() && state.ended.is_none() {
        right = canvas.right(right, area.y, Ink::Amber, "paused").saturating_sub(3);
    } else if scene.not_saved.is_some() {
        right = canvas.right(right, area.y, Ink::Red, "stands still").saturating_sub(3);
    }
    let clocks = clocks(state, scene.now);
    let is_narrow = area.width < 70;
    for (name, reading) in clocks.into_iter().rev() {
        let (ink, text) = words(reading);
        right = canvas.right(right, area.y, ink, &text);
        if !is_narrow || name == "round" || name == "break" {
            right = canvas.right(right.saturating_sub(1), area.y, Ink::Dim, name);
        }
        right = right.saturating_sub(3);
    }
    right
}

/// A countdown: its colour, and in words what the colour says.
pub fn words(reading: Countdown) -> (Ink, String) {
    let left = match reading.remaining() {
        Remaining::Unlimited => return (Ink::Dim, format!("{} no limit", reading.used)),
        Remaining::Over(over) => return (Ink::Red, format!("over {over}")),
        Remaining::Left(left) => left,
    };
    let limit = reading.budget.0.unwrap_or_default();
    let marks = deadlines::thresholds(limit).into_iter();
    let passed = marks.rev().find(|(_, mark)| left <= *mark);
    match passed.map(|(warning, _)| warning) {
        None => (Ink::Plain, left.to_string()),
        Some(Warning::Half) => (Ink::Plain, left.to_string()),
        Some(Warning::FiveMinutes) => (Ink::Amber, format!("{left} left")),
        Some(Warning::OneMinute | Warning::Zero) => (Ink::Red, format!("{left} left")),
    }
}

/// `4:12 of 6:00`: what was judged took this long.
fn spent(state: &State, scope: Scope, now: Elapsed) -> String {
    let (used, budget) = match scope {
        Scope::Question { slot, item } => {
            let (Some(plan), Some(found)) =
                (state.item_plan(slot, item), state.item_state(slot, item))
            else {
                return String::new();
            };
            (found.used, plan.budget.extended(found.extended))
        }
        Scope::Round { slot } => {
            let (Some(plan), Some(found)) = (state.slot_plan(slot), state.slots.get(slot)) else {
                return String::new();
            };
            (found.used, plan.budget().extended(found.extended))
        }
        Scope::Loop => return String::new(),
    };
    let used = used.or_else(|| state.item_reading(now).map(|reading| reading.used));
    let used = used.unwrap_or_default();
    of_budget(used, budget)
}

/// `intro ━━━━━ concepts ━━━━━━────── sql ────`: all phases, or the current one where they do not
/// fit.
fn draw_strip(scene: &Scene<'_>, round: &RoundPlan, canvas: &mut Canvas<'_>, area: Rect) {
    let current = scene.state.cursor.phase;
    let names: usize = round.phases.iter().map(|phase| columns(&phase.name) + 2).sum();
    let bars = usize::from(area.width).saturating_sub(names);
    let least = 4 * round.phases.len();
    let shown: Vec<usize> =
        if bars >= least { (0..round.phases.len()).collect() } else { vec![current] };
    let bars = if bars >= least { bars } else { usize::from(area.width / 3) };
    let total: u64 = shown.iter().map(|index| weight(round, *index)).sum();
    let mut x = area.x;
    for index in &shown {
        let name = if shown.len() > 1 {
            round.phases[*index].name.clone()
        } else {
            format!("phase {} of {}: {}", index + 1, round.phases.len(), round.phases[*index].name)
        };
        let ink = if *index == current { Ink::Plain } else { Ink::Dim };
        let mut style = canvas.theme.style(ink);
        if *index == current {
            style = style.add_modifier(Modifier::BOLD);
        }
        let left = area.right().saturating_sub(x);
        x = canvas.styled(x, area.y, left, style, &name) + 1;
        let share = weight(round, *index) * bars as u64 / total.max(1);
        let width = u16::try_from(share).unwrap_or(0).min(area.right().saturating_sub(x));
        let (part, whole) = progress(scene, *index, current);
        canvas.bar(x, area.y, width, part, whole, ["━", "─"]);
        x += width + 1;
    }
}

fn weight(round: &RoundPlan, index: usize) -> u64 {
    round.phases[index].budget.0.map_or(1, |limit| (limit.0 / 1000).max(1))
}

fn progress(scene: &Scene<'_>, index: usize, current: usize) -> (u64, u64) {
    match index.cmp(&current) {
        std::cmp::Ordering::Less => (1, 1),
        std::cmp::Ordering::Greater => (0, 1),
        std::cmp::Ordering::Equal => {
            let reading = scene.state.phase_reading(scene.now);
            reading.map_or((0, 1), |reading| {
                (reading.used.0, reading.budget.0.map_or(0, |limit| limit.0))
            })
        }
    }
}

/// Milliseconds until a clock on the screen shows another second.
pub fn next_change(scene: &Scene<'_>) -> Option<u64> {
    let state = scene.state;
    let runs = state.watch.is_running() || state.stage == Stage::Break;
    if !runs || scene.not_saved.is_some() {
        return None;
    }
    let until = |(_, reading): (&str, Countdown)| match reading.remaining() {
        Remaining::Left(left) => left.0 % 1000 + 1,
        Remaining::Over(_) | Remaining::Unlimited => 1000 - reading.used.0 % 1000,
    };
    clocks(state, scene.now).into_iter().map(until).min()
}
