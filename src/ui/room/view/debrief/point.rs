//! One point of the checklist, above the answer that it is judged by; and all of them at the end.

use ratatui::layout::Rect;

use super::answer;
use crate::engine::State;
use crate::engine::checklist::{Check, checklist};
use crate::engine::event::{Mark, Scope};
use crate::score::judged::was_spoken;
use crate::seat::debrief::Debrief;
use crate::text::SafeText;
use crate::ui::face::Scene;
use crate::ui::out::Ink;
use crate::ui::room::model::Model;
use crate::ui::room::view::canvas::{Canvas, cut, inset, readable};
use crate::ui::room::view::panel;
use crate::view::page::Row;
use crate::view::page::wrap::{columns, hanging, wrap};
use crate::view::say::debrief as say;
use crate::view::say::sheet::lead;

/// From this width on the points are at the left of the answer.
const WIDE: u16 = 100;

/// Lines of a point at most.
const POINT_MOST: usize = 3;

/// Columns of a mark: `✓ not asked  `.
const MARK: usize = 13;

pub fn draw(
    model: &Model,
    scene: &Scene<'_>,
    (scope, index, check): (Scope, usize, &Check),
    canvas: &mut Canvas<'_>,
    body: Rect,
) {
    let state = scene.state;
    let inside = inset(body);
    let offer = model.debrief.offer(state, scope, check);
    let role = say::role(check);
    let width = usize::from(inside.width).saturating_sub(columns(&role) + 3);
    let text = SafeText::line(&check.text).to_string();
    let mut lines = wrap(&text, width);
    if lines.len() > POINT_MOST {
        let rest = lines.split_off(POINT_MOST - 1).join(" ");
        lines.push(cut(&rest, width));
    }
    canvas.right(inside.right(), inside.y, Ink::Dim, &role);
    let mut y = inside.y;
    for line in lines {
        canvas.text(inside.x, y, inside.width, Ink::Bold, &line);
        y += 1;
    }
    let asks = say::asks(state, check, offer.asked(was_spoken(state, scope)));
    let ink = if offer.wants.is_some() { Ink::Amber } else { Ink::Dim };
    let held = held(state, scope, check);
    canvas.text(inside.x, y, inside.width, ink, held.as_deref().unwrap_or(&asks));
    y += 1;
    let below = Rect { y: y + 1, height: body.bottom().saturating_sub(y + 1), ..inside };
    let seen = if inside.width >= WIDE {
        let left = inside.width * 2 / 5;
        let right = Rect { x: inside.x + left + 2, width: inside.width - left - 2, ..below };
        let list = Rect { width: left, ..below };
        draw_list(state, &model.debrief, (scope, index), canvas, list);
        answer::draw(state, scope, &offer, canvas, right)
    } else {
        let height = below.height.saturating_sub(2);
        let seen = answer::draw(state, scope, &offer, canvas, Rect { height, ..below });
        let strip = Rect { y: below.y + height + 1, height: 1, ..inside };
        canvas.rule(body, strip.y - 1, "");
        draw_strip(state, &model.debrief, (scope, index), canvas, strip);
        seen
    };
    canvas.rule(body, y, seen.as_deref().unwrap_or(""));
}

/// What a point was marked with before, where it has a mark.
fn held(state: &State, scope: Scope, check: &Check) -> Option<String> {
    let mark = state.marks.get(&(scope, state.judge_seat(), check.id.clone()))?;
    let word = say::mark(check, Some(mark.mark), false);
    let grounds = say::grounds(state, scope, &mark.grounds);
    let grounds = grounds.map_or(String::new(), |grounds| format!(", {grounds}"));
    Some(format!("Marked {word}{grounds}. Enter keeps it."))
}

fn word(state: &State, debrief: &Debrief, scope: Scope, check: &Check) -> &'static str {
    say::mark(check, state.mark(scope, &check.id), debrief.is_left(scope, check))
}

const fn ink(is_current: bool, mark: Option<Mark>) -> Ink {
    match (is_current, mark) {
        (true, _) => Ink::Bold,
        (false, None) => Ink::Plain,
        (false, Some(_)) => Ink::Dim,
    }
}

/// All points with their marks, the current one in sight.
fn draw_list(
    state: &State,
    debrief: &Debrief,
    (scope, current): (Scope, usize),
    canvas: &mut Canvas<'_>,
    area: Rect,
) {
    let mut rows: Vec<Row> = Vec::new();
    let mut shown = (0, 0);
    for (index, check) in checklist(state, scope).iter().enumerate() {
        let is_current = index == current;
        let cursor = if is_current { "▸" } else { " " };
        let label = format!("{cursor} {:<MARK$}", word(state, debrief, scope, check));
        let text = SafeText::line(&format!("{}{}", lead(check), check.text)).to_string();
        let ink = ink(is_current, state.mark(scope, &check.id));
        let from = rows.len();
        let lines = hanging(&label, &text, usize::from(area.width));
        rows.extend(lines.into_iter().map(|text| Row { ink, text }));
        if is_current {
            shown = (from, rows.len());
        }
    }
    let skip = shown.1.saturating_sub(usize::from(area.height)).min(shown.0);
    canvas.rows(area, &rows, skip);
}

/// `✓ ✓ ½ [·] · ·     2 met · 1 partly`: a sign for each point, as many as have room.
fn draw_strip(
    state: &State,
    debrief: &Debrief,
    (scope, current): (Scope, usize),
    canvas: &mut Canvas<'_>,
    area: Rect,
) {
    let checks = checklist(state, scope);
    let words: Vec<&str> = checks.iter().map(|check| word(state, debrief, scope, check)).collect();
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for word in words.iter().filter_map(|word| word.split_once(' ')).map(|(_, word)| word) {
        match counts.iter_mut().find(|(known, _)| *known == word) {
            Some((_, count)) => *count += 1,
            None => counts.push((word, 1)),
        }
    }
    let told: Vec<String> = counts.iter().map(|(word, count)| format!("{count} {word}")).collect();
    let right = canvas.right(area.right(), area.y, Ink::Dim, &told.join(" · "));
    let room = usize::from(right.saturating_sub(area.x + 4)) / 2;
    let skip = current.saturating_sub(room / 2).min(checks.len().saturating_sub(room));
    let mut x = area.x;
    for (index, word) in words.iter().enumerate().skip(skip).take(room) {
        let sign = word.split(' ').next().unwrap_or_default();
        let (ink, text) = match index == current {
            true => (Ink::Bold, format!("[{sign}]")),
            false => (Ink::Plain, sign.to_owned()),
        };
        x = canvas.text(x, area.y, area.width, ink, &text) + 1;
    }
}

/// Every point with its mark and the words that it rests on.
pub fn draw_all(
    model: &Model,
    scene: &Scene<'_>,
    scope: Scope,
    canvas: &mut Canvas<'_>,
    body: Rect,
) {
    let (state, debrief) = (scene.state, &model.debrief);
    let checks = checklist(state, scope);
    let open = debrief.open(state, scope);
    let width = usize::from(readable(body).width);
    let mut rows: Vec<Row> = wrap(&say::ready(open), width)
        .into_iter()
        .map(|text| Row { ink: Ink::Bold, text })
        .collect();
    rows.push(Row { ink: Ink::Plain, text: String::new() });
    for check in &checks {
        let label = format!("{:<MARK$}", word(state, debrief, scope, check));
        let text = SafeText::line(&format!("{}{}", lead(check), check.text)).to_string();
        let lines = hanging(&label, &text, width);
        rows.extend(lines.into_iter().map(|text| Row { ink: Ink::Plain, text }));
        let key = (scope, state.judge_seat(), check.id.clone());
        let grounds =
            state.marks.get(&key).and_then(|mark| say::grounds(state, scope, &mark.grounds));
        if let Some(grounds) = grounds {
            let text = format!("{}{}", " ".repeat(MARK), cut(&grounds, width.saturating_sub(MARK)));
            rows.push(Row { ink: Ink::Dim, text });
        }
    }
    panel::page(model, canvas, body, &rows);
}
