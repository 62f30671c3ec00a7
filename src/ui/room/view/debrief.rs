//! The debrief: one's own guess, the points beside one's own words, the sheet.

mod answer;
mod point;

use ratatui::layout::Rect;

use super::canvas::{Canvas, inset, readable};
use super::panel;
use crate::engine::event::Scope;
use crate::engine::{Seat, State};
use crate::figures::spent;
use crate::score::recommendation::SCALE;
use crate::seat::debrief::Step;
use crate::seat::debrief::scope::dimensions;
use crate::seat::story::{KEEP, can_keep};
use crate::text::SafeText;
use crate::time::{Budget, Remaining, Span};
use crate::ui::face::Scene;
use crate::ui::out::Ink;
use crate::ui::room::model::Model;
use crate::ui::room::view::canvas::rows;
use crate::view::page::wrap::columns;
use crate::view::page::{Block, Row};
use crate::view::say::{attempts, sheet as score_sheet, situation};
use crate::view::words::title;

pub fn draw(model: &Model, scene: &Scene<'_>, scope: Scope, canvas: &mut Canvas<'_>, body: Rect) {
    let status = Rect { y: body.bottom().saturating_sub(1), height: 1, ..inset(body) };
    let notice = model.said(scene.now);
    let room = Rect { height: body.height.saturating_sub(u16::from(notice.is_some())), ..body };
    match model.debrief.step(scene.state, scope) {
        Step::Guess { seat, .. } | Step::Seal { seat, .. } => {
            guesses(model, scene, (scope, seat), canvas, room);
        }
        Step::Mark { index, check, .. } => {
            point::draw(model, scene, (scope, index, &check), canvas, room);
        }
        Step::Ready | Step::Confirm | Step::Await => {
            point::draw_all(model, scene, scope, canvas, room)
        }
        Step::Look | Step::Done => {
            let width = usize::from(readable(room).width);
            panel::page(model, canvas, room, &sheet(scene.state, scope, width));
        }
    }
    if let Some((ink, text)) = notice {
        canvas.text(status.x, status.y, status.width, ink, text);
    }
}

/// After the score of a question, until the next.
pub fn draw_between(model: &Model, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
    let state = scene.state;
    let scope = state.current_scope();
    let width = usize::from(readable(body).width);
    let (slot, item) = (state.cursor.slot, state.cursor.item);
    let mut lines = rows(width, &attempts::blocks(state, slot, item));
    lines.extend(sheet(state, scope, width));
    if lines.is_empty() {
        lines = rows(width, &situation::closed(state, scene.now));
    }
    // The line of keys has no room for it.
    if can_keep(state, slot, item) {
        let text = format!("{KEEP} keeps this answer as a story of yours.");
        lines.splice(0..0, rows(width, &[Block::inked(Ink::Dim, &text), Block::Blank]));
    }
    // There is no line beside the answer here that would say it.
    if let Some((ink, text)) = model.said(scene.now) {
        lines.splice(0..0, rows(width, &[Block::inked(ink, text), Block::Blank]));
    }
    panel::page(model, canvas, body, &lines);
}

fn guesses(
    model: &Model,
    scene: &Scene<'_>,
    (scope, seat): (Scope, Seat),
    canvas: &mut Canvas<'_>,
    body: Rect,
) {
    let inside = readable(body);
    let dims = dimensions(scene.state, scene.state.sealed_with(scope).unwrap_or(scope));
    let given = model.debrief.guesses(scene.state, scope, seat);
    let scale = (1..).zip(SCALE).map(|(number, word)| format!("{number} {word}"));
    let scale = scale.collect::<Vec<_>>().join("   ");
    let text = match given.len() < dims.len() {
        true => "First your own guess, before anything is revealed.",
        false => {
            "Enter seals your guess. Until then Backspace takes it back; after that it stands."
        }
    };
    let head = [Block::line(text), Block::Blank, Block::inked(Ink::Dim, &scale)];
    let mut lines = rows(usize::from(inside.width), &head);
    lines.push(Row { ink: Ink::Plain, text: String::new() });
    for (index, dim) in dims.iter().enumerate() {
        let (mark, guess) = match given.get(index) {
            Some((_, guess)) => (" ", score_sheet::scored(*guess)),
            None if index == given.len() => (">", "1  2  3  4".to_owned()),
            None => (" ", String::new()),
        };
        let ink = if mark == ">" { Ink::Bold } else { Ink::Plain };
        lines.push(Row { ink, text: format!("{mark} {:<26}{guess}", title(dim)) });
    }
    canvas.rows(inside, &lines, 0);
}

/// The score and what it rests on, then time against budget as bars.
pub fn sheet(state: &State, scope: Scope, width: usize) -> Vec<Row> {
    let Some(sheet) = state.scores.get(&scope) else { return Vec::new() };
    let mut lines = rows(width, &score_sheet::without_times(state, scope, sheet));
    let times = times(state, scope);
    if !times.is_empty() {
        lines.push(Row { ink: Ink::Plain, text: String::new() });
        lines.extend(times.iter().map(|time| time_bar(time, width)));
    }
    lines
}

/// Name, time used, time allowed: of each phase, or of the question.
fn times(state: &State, scope: Scope) -> Vec<(String, Span, Budget)> {
    match scope {
        Scope::Question { slot, item } => {
            let (Some(plan), Some(found)) =
                (state.item_plan(slot, item), state.item_state(slot, item))
            else {
                return Vec::new();
            };
            let budget = plan.budget.extended(found.extended);
            found.used.map(|used| ("question".to_owned(), used, budget)).into_iter().collect()
        }
        Scope::Round { slot } => {
            let (Some(round), Some(found)) = (state.round_plan(slot), state.slots.get(slot)) else {
                return Vec::new();
            };
            let phases = round.phases.iter().zip(&found.phases);
            phases
                .filter_map(|(plan, phase)| {
                    let budget = plan.budget.extended(phase.extended);
                    Some((plan.name.clone(), phase.used?, budget))
                })
                .collect()
        }
        Scope::Loop => Vec::new(),
    }
}

/// `concepts        ██████████░░░░░  12:04 of 15:00`; beyond the budget the bar says so.
fn time_bar((name, used, budget): &(String, Span, Budget), width: usize) -> Row {
    let figures = format!("  {}", spent(*used, *budget, Span::ZERO));
    let label = format!("{:<18}", SafeText::line(name).as_str());
    let cells = width.saturating_sub(columns(&label) + columns(&figures)).min(40);
    let limit = budget.0.map_or(used.0, |limit| limit.0).max(1);
    let filled = usize::try_from(used.0.min(limit) * cells as u64 / limit).unwrap_or(cells);
    let bar = format!("{}{}", "█".repeat(filled), "░".repeat(cells - filled));
    let is_over = matches!(budget.remaining(*used), Remaining::Over(_));
    let ink = if is_over { Ink::Amber } else { Ink::Plain };
    Row { ink, text: format!("{label}{bar}{figures}") }
}
