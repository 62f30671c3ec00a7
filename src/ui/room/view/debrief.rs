//! The debrief: one's own guess, the checklist, what the words show where they disagree, the sheet.

use ratatui::layout::Rect;

use super::canvas::{Canvas, inset, readable};
use super::panel;
use crate::engine::checklist::{Check, checklist};
use crate::engine::event::{About, Mark, Scope};
use crate::engine::{Seat, State};
use crate::figures::spent;
use crate::score::recommendation::SCALE;
use crate::score::review::is_in_review;
use crate::seat::debrief::Step;
use crate::seat::debrief::scope::{dimensions, sealed_as};
use crate::text::SafeText;
use crate::time::{Budget, Remaining, Span};
use crate::ui::face::Scene;
use crate::ui::out::Ink;
use crate::ui::room::model::Model;
use crate::ui::room::update::checked;
use crate::ui::room::view::canvas::rows;
use crate::view::page::wrap::{columns, hanging, wrap};
use crate::view::page::{Block, Row};
use crate::view::say::review::{self, MATCHES_WORDS};
use crate::view::say::sheet::{self as score_sheet, lead};
use crate::view::words::title;

/// Columns of the mark: `> m met     `.
const MARKS: usize = 12;

/// From here on the evidence stands beside the point, else below it.
const WIDE: u16 = 78;

pub fn draw(model: &Model, scene: &Scene<'_>, scope: Scope, canvas: &mut Canvas<'_>, body: Rect) {
    let status = Rect { y: body.bottom().saturating_sub(1), height: 1, ..inset(body) };
    let body = Rect { height: body.height.saturating_sub(1), ..body };
    match model.debrief.step(scene.state, scope) {
        Step::Guess { seat, .. } | Step::Seal { seat, .. } => {
            guesses(model, scene, (scope, seat), canvas, body);
        }
        Step::Mark { .. } | Step::Review { .. } | Step::Confirm | Step::Await => {
            points(model, scene, scope, canvas, body);
        }
        Step::Look | Step::Done => {
            let width = usize::from(readable(body).width);
            panel::page(model, canvas, body, &sheet(scene.state, scope, width));
        }
    }
    if let Some((ink, text)) = model.said(scene.now) {
        canvas.text(status.x, status.y, status.width, ink, text);
    }
}

/// After the score of a question, until the next.
pub fn draw_between(model: &Model, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
    let state = scene.state;
    let scope = state.current_scope();
    let width = usize::from(readable(body).width);
    let mut lines = sheet(state, scope, width);
    if lines.is_empty() {
        let reading = state.item_reading(scene.now);
        let text = reading.map(|reading| format!("The answer is in: {}.", reading.used));
        lines = rows(width, text.map(|text| Block::line(&text)).as_slice());
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
    let dims = dimensions(scene.state, sealed_as(scene.state, scope));
    let given = model.debrief.guesses(scene.state, scope, seat);
    let scale = (1..).zip(SCALE).map(|(number, word)| format!("{number} {word}"));
    let scale = scale.collect::<Vec<_>>().join("   ");
    let text = "First your own guess, before anything is revealed. It is sealed: it cannot be \
                changed afterwards.";
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

/// The points, one below the other; the one that is marked next always in sight.
fn points(model: &Model, scene: &Scene<'_>, scope: Scope, canvas: &mut Canvas<'_>, body: Rect) {
    let inside = inset(body);
    let all = checklist(scene.state, scope);
    let current = checked(model, scene, scope);
    let is_review = matches!(model.debrief.step(scene.state, scope), Step::Review { .. });
    let (head_ink, head) = match is_review {
        true => (Ink::Amber, format!("{MATCHES_WORDS} Enter keeps it.")),
        false => {
            let text = "Your own mark of each point, before you see what was found in your answer.";
            (Ink::Dim, text.to_owned())
        }
    };
    let head = head.as_str();
    let head = rows(usize::from(inside.width), &[Block::inked(head_ink, head)]);
    let used = u16::try_from(head.len()).unwrap_or(0) + 1;
    canvas.rows(inside, &head, 0);
    let list = Rect { y: body.y + used, height: body.height.saturating_sub(used), ..inside };
    let mut lines: Vec<Row> = Vec::new();
    let mut shown = (0, 0);
    let is_listed = |check: &Check| !is_review || is_in_review(scene.state, scope, check);
    for (index, check) in all.iter().enumerate().filter(|(_, check)| is_listed(check)) {
        let is_current = current == Some(index);
        let from = lines.len();
        let words = is_review.then(|| review::words(scene.state, scope, check));
        lines.extend(point(scene.state, scope, check, is_current, words, list.width));
        if is_current {
            shown = (from, lines.len());
        }
    }
    let height = usize::from(list.height);
    let skip = shown.1.saturating_sub(height).min(shown.0);
    canvas.rows(list, &lines, skip);
    if lines.len() > height {
        let place = current.map_or(all.len(), |index| index + 1);
        let text = match is_review {
            true => "disagreements, one after the other".to_owned(),
            false => format!("{place} of {} · Up Down", all.len()),
        };
        let edge = canvas.buffer.area.bottom() - 2;
        canvas.rule(body, edge, &text);
    }
}

/// `> m met     Must: Order only within a partition    likely: “…inside *one partition*…”`; the
/// words in the review alone.
fn point(
    state: &State,
    scope: Scope,
    check: &Check,
    is_current: bool,
    words: Option<String>,
    width: u16,
) -> Vec<Row> {
    let mark = state.mark(scope, &check.id);
    let word = mark.map_or("", |mark| mark_word(check, mark));
    let cursor = if is_current { ">" } else { " " };
    let label = format!("{cursor} {word:<width$}", width = MARKS - 2);
    let text = SafeText::line(&format!("{}{}", lead(check), check.text)).to_string();
    let ink = if is_current { Ink::Bold } else { Ink::Plain };
    let width = usize::from(width);
    let row = |text: String| Row { ink, text };
    let Some(words) = words else {
        return hanging(&format!("{label:<MARKS$}"), &text, width).into_iter().map(row).collect();
    };
    if width < usize::from(WIDE) {
        let mut lines: Vec<Row> = hanging(&label, &text, width).into_iter().map(row).collect();
        let below = wrap(&words, width.saturating_sub(MARKS + 2));
        let indent = " ".repeat(MARKS + 2);
        lines.extend(
            below.into_iter().map(|line| Row { ink: Ink::Dim, text: format!("{indent}{line}") }),
        );
        return lines;
    }
    let half = (width - MARKS) / 2;
    let left = wrap(&text, half - 2);
    let right = wrap(&words, width - MARKS - half);
    let line = |index: usize| {
        let label = if index == 0 { label.as_str() } else { "" };
        let left = left.get(index).map_or("", String::as_str);
        let right = right.get(index).map_or("", String::as_str);
        let pad = |text: &str, to: usize| " ".repeat(to.saturating_sub(columns(text)));
        format!("{label}{}{left}{}{right}", pad(label, MARKS), pad(left, half))
    };
    (0..left.len().max(right.len())).map(|index| row(line(index))).collect()
}

fn mark_word(check: &Check, mark: Mark) -> &'static str {
    match (&check.about, mark) {
        (About::RedFlag(_), Mark::Met) => "y yes",
        (About::RedFlag(_), _) => "n no",
        (_, Mark::Met) => "m met",
        (_, Mark::Partly) => "p partly",
        (_, Mark::Missed) => "x missed",
        (_, Mark::NotAsked) => "s not asked",
    }
}

/// The score and what it rests on, then time against budget as bars.
pub fn sheet(state: &State, scope: Scope, width: usize) -> Vec<Row> {
    let Some(sheet) = state.scores.get(&scope) else { return Vec::new() };
    let mut lines = rows(width, &score_sheet::blocks(state, scope, sheet));
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
