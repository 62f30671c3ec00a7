//! The interviewer's console: the question with what judges it, what can be sent, and what the
//! candidate writes.

mod sections;

use ratatui::layout::Rect;

use self::sections::{Lines, Sections};
use super::canvas::{Canvas, cut, inset, readable};
use crate::engine::event::Scope;
use crate::engine::own::own_text;
use crate::engine::{Seat, Stage, State};
use crate::figures::counted;
use crate::seat::console::offer::Sort;
use crate::text::SafeText;
use crate::ui::face::Scene;
use crate::ui::out::Ink;
use crate::ui::room::keys::Action;
use crate::ui::room::model::{Model, Sight};
use crate::view::page::Row;
use crate::view::page::wrap::{columns, hanging, wrap};

/// From this width on what can be sent stands beside what is judged.
const WIDE: u16 = 100;

/// Columns between the two.
const GAP: u16 = 2;

/// Lines of the answer under way at most; it takes no more than it has, nor a quarter of the height.
const ANSWER_MOST: u16 = 10;

/// With fewer lines than this the question comes first, and what to do in one sentence.
const FEW: u16 = 14;

/// Lines of what the program says at most.
const TOLD_MOST: usize = 2;

/// Lines of a list of things to send, all in all.
const OFFERED_MOST: usize = 10;

pub fn draw(model: &Model, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
    let inside = inset(body);
    let told = told(model, scene, usize::from(inside.width), body.height);
    let status = u16::try_from(told.len()).unwrap_or(1);
    let answer = answer(model, scene.state, body);
    let lines = u16::try_from(answer.len()).unwrap_or(ANSWER_MOST);
    let height = body.height.saturating_sub(status + lines + u16::from(lines > 0));
    let above = Rect { height, ..inside };
    let lines_for = Lines { prompt: prompt(model, scene.state, height), are_few: height < FEW };
    if inside.width >= WIDE {
        let left = (inside.width - GAP) * 11 / 20;
        let right = Rect { x: inside.x + left + GAP, width: inside.width - left - GAP, ..above };
        let judged = Sections::judged(model, scene, usize::from(left), lines_for);
        scrolled(model, scene.state, canvas, body, Rect { width: left, ..above }, &judged);
        canvas.rows(right, &Sections::sent(model, scene, usize::from(right.width)).rows, 0);
    } else {
        let width = usize::from(inside.width);
        let mut all = Sections::judged(model, scene, width, lines_for);
        all.rows.extend(Sections::sent(model, scene, width).rows);
        scrolled(model, scene.state, canvas, body, above, &all);
    }
    if lines > 0 {
        let pane = Rect { y: above.bottom() + 1, height: lines, ..readable(body) };
        canvas.rule(body, above.bottom(), &answer_words(model, scene.state));
        canvas.rows(pane, &answer, 0);
    }
    let status = Rect { y: body.bottom().saturating_sub(status), height: status, ..inside };
    canvas.rows(status, &told, 0);
}

/// Lines of the question: all of it while it is read out, and from the first point on less.
fn prompt(model: &Model, state: &State, height: u16) -> usize {
    match is_reading_out(model, state) {
        true => usize::MAX,
        false => usize::from(height / 3).max(2),
    }
}

/// No point of the question was chosen yet, nor marked.
fn is_reading_out(model: &Model, state: &State) -> bool {
    let scope = state.current_scope();
    let is_marked =
        |(of, seat, _): &(Scope, Seat, String)| *of == scope && *seat == Seat::Interviewer;
    model.peer.chosen.is_none() && !state.marks.keys().any(is_marked)
}

/// The list, with the chosen point in sight unless someone scrolled.
fn scrolled(
    model: &Model,
    state: &State,
    canvas: &mut Canvas<'_>,
    body: Rect,
    area: Rect,
    sections: &Sections,
) {
    let is_reading = is_reading_out(model, state);
    let height = usize::from(area.height);
    let most = sections.rows.len().saturating_sub(height);
    // Before a point was chosen the question is read out, from its beginning.
    let (from, to) = if is_reading { (0, 0) } else { sections.focus };
    let skip = model.scroll.unwrap_or_else(|| to.saturating_sub(height).min(from)).min(most);
    model.sight.set(Sight { skip, most, height });
    canvas.rows(area, &sections.rows, skip);
    if most > 0 && height > 0 {
        let last = skip + height;
        let whole = model.keys.shown(Action::Question);
        let text = format!("{}–{last} of {} · PgUp PgDn {whole}", skip + 1, sections.rows.len());
        // On the line above the keys.
        let edge = canvas.buffer.area.bottom() - 2;
        canvas.rule(body, edge, &text);
    }
}

/// Everything on one page: all anchors, the model answer, the whole talk and answer.
pub fn page(model: &Model, scene: &Scene<'_>, width: usize) -> Vec<Row> {
    let mut rows = Sections::whole(model, scene, width).rows;
    let written = written(scene.state);
    if !written.is_empty() {
        rows.push(Row { ink: Ink::Plain, text: String::new() });
        rows.push(Row { ink: Ink::Bold, text: answer_words(model, scene.state) });
        rows.extend(wrap(&written, width).into_iter().map(|text| Row { ink: Ink::Plain, text }));
    }
    rows
}

/// The texts that the candidate has written so far.
fn fields(state: &State) -> impl Iterator<Item = &str> {
    let attempt = state.current().and_then(|(_, item)| item.current_attempt());
    let fields = attempt.map_or(&[][..], |attempt| &attempt.fields);
    fields.iter().map(|field| field.text.trim()).filter(|text| !text.is_empty())
}

/// The same without what the question gave.
fn own_fields(state: &State) -> impl Iterator<Item = String> {
    let attempt = state.current().and_then(|(_, item)| item.current_attempt());
    let fields = attempt.map_or(&[][..], |attempt| &attempt.fields);
    let ask = state.current_question().map(|question| &question.ask);
    fields.iter().map(move |field| match ask {
        Some(ask) => own_text(ask, &field.name, &field.text).into_owned(),
        None => field.text.clone(),
    })
}

/// Its parts below each other.
fn written(state: &State) -> String {
    SafeText::new(&fields(state).collect::<Vec<_>>().join("\n")).to_string()
}

/// The lines written last, at most so many; a long answer is not wrapped from its beginning.
fn last_lines(state: &State, width: usize, most: usize) -> Vec<String> {
    let text = fields(state).collect::<Vec<_>>().join("\n");
    // Even where each letter takes but one column nothing is left out that would be seen.
    let from = text.char_indices().rev().nth((most + 1) * width).map_or(0, |(at, _)| at);
    let lines = wrap(SafeText::new(&text[from..]).as_str(), width);
    let skip = lines.len().saturating_sub(most);
    lines.into_iter().skip(skip).collect()
}

/// As many as a quarter of the height has room for; on top the sentence that is pointed at.
fn answer(model: &Model, state: &State, body: Rect) -> Vec<Row> {
    if fields(state).next().is_none() {
        return Vec::new();
    }
    let width = usize::from(readable(body).width);
    let pointed = model.peer.pointed.as_ref().map(|(_, quote)| {
        let text = format!("▌ {}", SafeText::line(quote));
        Row { ink: Ink::Bold, text: cut(&text, width) }
    });
    let most = (body.height / 4).clamp(2, ANSWER_MOST) - u16::from(pointed.is_some());
    let lines = last_lines(state, width, usize::from(most));
    let lines = lines.into_iter().map(|text| Row { ink: Ink::Plain, text });
    pointed.into_iter().chain(lines).collect()
}

/// `they write · 41 words`.
fn answer_words(model: &Model, state: &State) -> String {
    let words = own_fields(state).map(|text| model.words.of(&text)).sum::<usize>();
    let is_spoken = state.current().is_some_and(|(_, item)| item.spoken);
    let what = match (state.stage, is_spoken) {
        (Stage::Settling, _) => "the answer is in",
        (_, true) => "their notes",
        (_, false) => "they write",
    };
    format!("{what} · {}", counted(words, "word"))
}

/// What the program has to say; a line is kept for it where there are enough.
fn told(model: &Model, scene: &Scene<'_>, width: usize, height: u16) -> Vec<Row> {
    let (ink, text) = match (scene.not_saved, model.said(scene.now)) {
        (Some(cause), _) => (Ink::Red, format!("NOT SAVED: {cause}. The clock stands still.")),
        (None, Some((ink, text))) => (ink, text.to_owned()),
        (None, None) if scene.state.paused.is_some() => {
            (Ink::Amber, "The clock is stopped; P starts it.".to_owned())
        }
        (None, None) if height < FEW => return Vec::new(),
        (None, None) => (Ink::Plain, String::new()),
    };
    let mut lines = wrap(SafeText::line(&text).as_str(), width);
    if lines.len() > TOLD_MOST {
        let rest = lines.split_off(TOLD_MOST - 1).join(" ");
        lines.push(cut(&rest, width));
    }
    lines.into_iter().map(|text| Row { ink, text }).collect()
}

/// What can be sent, one line each; the picked one whole.
pub fn offered(
    model: &Model,
    state: &State,
    sort: Sort,
    picked: usize,
    width: usize,
) -> Vec<(bool, String)> {
    let mut lines: Vec<(bool, String)> = Vec::new();
    let mut shown = 0..0;
    for (index, offer) in model.peer.offers(state, sort).iter().enumerate() {
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
