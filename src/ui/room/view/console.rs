//! The interviewer's console: the question with what judges it, what can be sent, and what the
//! candidate writes.

mod sections;

use ratatui::layout::Rect;

use self::sections::Sections;
use super::canvas::{Canvas, inset, readable};
use super::notice;
use crate::engine::{Stage, State};
use crate::ui::console::offer::{self, Sort};
use crate::ui::face::Scene;
use crate::ui::out::Ink;
use crate::ui::out::wrap::{columns, hanging, wrap};
use crate::ui::room::model::Model;
use crate::ui::room::page::Row;

/// From this width on what can be sent stands beside what is judged.
const WIDE: u16 = 100;

/// Columns between the two.
const GAP: u16 = 2;

/// Lines of the answer under way at most; it takes no more than it has, nor a quarter of the height.
const ANSWER_MOST: u16 = 10;

/// Lines of a list of things to send, all in all.
const OFFERED_MOST: usize = 10;

pub fn draw(model: &Model, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
    let inside = inset(body);
    let status = Rect { y: body.bottom().saturating_sub(1), height: 1, ..inside };
    let answer = answer_height(scene.state, body);
    let height = body.height.saturating_sub(1 + answer + u16::from(answer > 0));
    let above = Rect { height, ..inside };
    if inside.width >= WIDE {
        let left = (inside.width - GAP) * 11 / 20;
        let right = Rect { x: inside.x + left + GAP, width: inside.width - left - GAP, ..above };
        let prompt = usize::from(height / 3);
        let judged = Sections::judged(model, scene, usize::from(left), prompt);
        scrolled(model, canvas, body, Rect { width: left, ..above }, &judged);
        canvas.rows(right, &Sections::sent(scene, usize::from(right.width)).rows, 0);
    } else {
        let width = usize::from(inside.width);
        let prompt = usize::from(height / 3).max(2);
        let mut all = Sections::judged(model, scene, width, prompt);
        all.rows.extend(Sections::sent(scene, width).rows);
        scrolled(model, canvas, body, above, &all);
    }
    if answer > 0 {
        let pane = Rect { y: above.bottom() + 1, height: answer, ..readable(body) };
        canvas.rule(body, above.bottom(), &answer_words(scene.state));
        draw_answer(scene.state, canvas, pane);
    }
    draw_status(model, scene, canvas, status);
}

/// The list, with the chosen point in sight unless someone scrolled.
fn scrolled(model: &Model, canvas: &mut Canvas<'_>, body: Rect, area: Rect, sections: &Sections) {
    let height = usize::from(area.height);
    let most = sections.rows.len().saturating_sub(height);
    let (from, to) = sections.focus;
    let skip = model.scroll.unwrap_or_else(|| to.saturating_sub(height).min(from)).min(most);
    canvas.rows(area, &sections.rows, skip);
    if most > 0 {
        let last = skip + height;
        let text = format!("{}–{last} of {} · PgUp PgDn ^Q", skip + 1, sections.rows.len());
        // On the line above the keys.
        let edge = canvas.buffer.area.bottom() - 2;
        canvas.rule(body, edge, &text);
    }
}

/// Everything on one page: all anchors, the model answer, the whole talk and answer.
pub fn page(scene: &Scene<'_>, width: usize) -> Vec<Row> {
    let mut rows = Sections::whole(scene, width).rows;
    let written = written(scene.state);
    if !written.is_empty() {
        rows.push(Row { ink: Ink::Plain, text: String::new() });
        rows.push(Row { ink: Ink::Bold, text: answer_words(scene.state) });
        rows.extend(wrap(&written, width).into_iter().map(|text| Row { ink: Ink::Plain, text }));
    }
    rows
}

/// What the candidate has written so far, its parts below each other.
fn written(state: &State) -> String {
    let attempt = state.current().and_then(|(_, item)| item.current_attempt());
    let fields = attempt.map_or(&[][..], |attempt| &attempt.fields);
    let written = fields.iter().map(|field| field.text.trim()).filter(|text| !text.is_empty());
    let text = written.collect::<Vec<_>>().join("\n");
    crate::text::SafeText::new(&text).to_string()
}

fn answer_height(state: &State, body: Rect) -> u16 {
    let text = written(state);
    if text.is_empty() {
        return 0;
    }
    let lines = wrap(&text, usize::from(readable(body).width)).len();
    let most = (body.height / 4).clamp(2, ANSWER_MOST);
    u16::try_from(lines).unwrap_or(most).min(most)
}

/// `they write · 41 words`.
fn answer_words(state: &State) -> String {
    let words = written(state).split_whitespace().count();
    let is_spoken = state.current().is_some_and(|(_, item)| item.spoken);
    let what = match (state.stage, is_spoken) {
        (Stage::Settling, _) => "the answer is in",
        (_, true) => "their notes",
        (_, false) => "they write",
    };
    format!("{what} · {words} {}", if words == 1 { "word" } else { "words" })
}

/// What was written last.
fn draw_answer(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    let lines = wrap(&written(state), usize::from(area.width));
    let skip = lines.len().saturating_sub(usize::from(area.height));
    let row = |text| Row { ink: Ink::Plain, text };
    canvas.rows(area, &lines.into_iter().map(row).collect::<Vec<_>>(), skip);
}

fn draw_status(model: &Model, scene: &Scene<'_>, canvas: &mut Canvas<'_>, area: Rect) {
    let (ink, text) = match (scene.not_saved, notice(model, scene)) {
        (Some(cause), _) => (Ink::Red, format!("NOT SAVED: {cause}. The clock stands still.")),
        (None, Some((ink, text))) => (ink, text.to_owned()),
        (None, None) if scene.state.paused.is_some() => {
            (Ink::Amber, "The clock stands; P lets it run.".to_owned())
        }
        (None, None) => return,
    };
    canvas.text(area.x, area.y, area.width, ink, &text);
}

/// What can be sent, one line each; the picked one whole.
pub fn offered(state: &State, sort: Sort, picked: usize, width: usize) -> Vec<(bool, String)> {
    let mut lines: Vec<(bool, String)> = Vec::new();
    let mut shown = 0..0;
    for (index, offer) in offer::offers(state, sort).iter().enumerate() {
        let is_picked = index == picked;
        let label = format!("{} {}  ", if is_picked { ">" } else { " " }, index + 1);
        let rows = hanging(&label, &sections::said(offer), width);
        let from = lines.len();
        let take = if is_picked { 4 } else { 1 };
        let is_cut = rows.len() > take;
        let mut rows: Vec<String> = rows.into_iter().take(take).collect();
        if let Some(last) = rows.last_mut().filter(|_| is_cut) {
            while columns(last) >= width {
                last.pop();
            }
            last.push('…');
        }
        lines.extend(rows.into_iter().map(|row| (is_picked, row)));
        if is_picked {
            shown = from..lines.len();
        }
    }
    let skip = shown.end.saturating_sub(OFFERED_MOST);
    lines.into_iter().skip(skip).take(OFFERED_MOST).collect()
}
