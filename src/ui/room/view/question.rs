//! A question on the table: its words and the talk above, the answer below.

use ratatui::layout::Rect;

use super::canvas::{Canvas, inset, readable};
use super::{diagram, draft, star};
use crate::bank::question::is_starter;
use crate::bank::question::{Ask, Mode};
use crate::engine::State;
use crate::engine::state::{ItemState, What};
use crate::format::plan::{CODE_FIELD, ItemWhat, RoundPlan};
use crate::score::rules;
use crate::seat::answer::{is_run, is_star};
use crate::seat::speech::Speech;
use crate::time::Span;
use crate::ui::face::Scene;
use crate::ui::out::Ink;
use crate::ui::room::keys::Action;
use crate::ui::room::model::{Model, Sight};
use crate::ui::room::view::canvas::rows;
use crate::view::page::wrap::columns;
use crate::view::page::{Block, Row};
use crate::view::say::{question as said, situation, talk};
use crate::view::words::title;

/// Lines that the answer keeps, however long the question is.
const WRITING_LEAST: u16 = 3;

/// From this height on a STAR answer has a bar for each letter.
const TALL: u16 = 16;

pub fn draw(model: &Model, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
    if is_run(scene.state) {
        return super::code::draw(model, scene, canvas, body);
    }
    let mode = mode(scene.state);
    let inside = readable(body);
    let mut lines = statement(model, scene, usize::from(inside.width));
    let head = match mode {
        Some(Mode::Star) if body.height >= TALL => star::LINES,
        Some(Mode::Star) => 2,
        _ if has_tabs(scene.state) => 1,
        _ => 0,
    };
    // Two rules at most, the status line, the head of the answer.
    let fixed = 2 + head + u16::from(head > 0);
    let most = match mode {
        Some(Mode::Sql | Mode::Python) => body.height * 6 / 10,
        Some(Mode::Quiz) => body.height,
        _ => body.height / 2,
    };
    let most = most.min(body.height.saturating_sub(fixed + WRITING_LEAST)).max(1);
    let greeting = greeting(scene.state, usize::from(inside.width));
    if greeting.len() + lines.len() <= usize::from(most) {
        lines.splice(0..0, greeting);
    }
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(most);
    let above = Rect { height, ..body };
    let below_rule = draw_statement(model, scene, canvas, above, &lines);
    let mut rest = Rect { y: below_rule, height: body.bottom().saturating_sub(below_rule), ..body };
    if head > 0 {
        let area = Rect { height: head, ..inset(rest) };
        match mode {
            Some(Mode::Star) => star::draw(model, scene, canvas, area),
            _ => tabs(scene.state, canvas, area),
        }
        canvas.rule(body, rest.y + head, "");
        rest = Rect { y: rest.y + head + 1, height: rest.height.saturating_sub(head + 1), ..rest };
    }
    let status = Rect { y: rest.bottom().saturating_sub(1), height: 1, ..inset(rest) };
    let answer = Rect { height: rest.height.saturating_sub(1), ..inset(rest) };
    draw_answer(model, scene, canvas, answer);
    draw_status(model, scene, canvas, status);
}

/// What the interviewer opens the round with, on its first item.
pub fn greeting(state: &State, width: usize) -> Vec<Row> {
    let opens = |round: &&RoundPlan| state.cursor.item == 0 && !round.persona.opening.is_empty();
    let Some(round) = state.round().filter(opens) else { return Vec::new() };
    let mut lines = rows(width, &situation::greeting(round));
    lines.push(Row { ink: Ink::Plain, text: String::new() });
    lines
}

/// The question's words and everything said about it, wrapped.
pub fn statement(model: &Model, scene: &Scene<'_>, width: usize) -> Vec<Row> {
    let state = scene.state;
    let Some((plan, item)) = state.current() else { return Vec::new() };
    let mut blocks = match (&plan.what, state.current_question()) {
        (ItemWhat::Question { .. }, Some(question)) => {
            [said::ask(&without_starter(state, &question.ask)), said::cases(state)].concat()
        }
        (ItemWhat::Talk { prompt }, _) => vec![Block::line(prompt)],
        _ => {
            let done = model.keys.named(Action::Done);
            vec![Block::line(&format!("Now it is your turn to ask. {done} ends it."))]
        }
    };
    if has_talk(item) {
        blocks.push(Block::Blank);
    }
    blocks.extend(talk::all(item));
    rows(width, &blocks)
}

/// The starter stands in the editor already, or did.
fn without_starter(state: &State, ask: &Ask) -> Ask {
    let mut ask = ask.clone();
    if state.current().is_some_and(|(plan, _)| plan.what.language().is_some()) {
        ask.shown_files.retain(|name, _| !is_starter(name));
    }
    ask
}

/// Draws it with the rule below, and says where what follows begins.
pub(super) fn draw_statement(
    model: &Model,
    scene: &Scene<'_>,
    canvas: &mut Canvas<'_>,
    area: Rect,
    lines: &[Row],
) -> u16 {
    let height = usize::from(area.height);
    let most = lines.len().saturating_sub(height);
    let has_talk = scene.state.current().is_some_and(|(_, item)| has_talk(item));
    let skip = model.scroll.unwrap_or(if has_talk { most } else { 0 }).min(most);
    model.sight.set(Sight { skip, most, height });
    canvas.rows(readable(area), lines, skip);
    let words = if most == 0 {
        String::new()
    } else {
        let whole = model.keys.shown(Action::Question);
        format!("{}–{} of {} · PgUp PgDn {whole}", skip + 1, skip + height, lines.len())
    };
    canvas.rule(area, area.bottom(), &words);
    area.bottom() + 1
}

/// Whether anything was said since the question was put.
fn has_talk(item: &ItemState) -> bool {
    let is_said = |what: &What| {
        use What::*;
        matches!(
            what,
            Asked { .. }
                | Answered { .. }
                | Revealed { .. }
                | Hint { .. }
                | Followup { .. }
                | Curveball { .. }
                | Said { .. }
        )
    };
    item.happenings.iter().any(|happening| is_said(&happening.what))
}

pub fn draw_settling(model: &Model, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
    let inside = readable(body);
    let lines = statement(model, scene, usize::from(inside.width));
    canvas.rows(inside, &lines, lines.len().saturating_sub(usize::from(body.height) / 2));
}

fn mode(state: &State) -> Option<Mode> {
    let (plan, item) = state.current()?;
    let is_first = item.current_attempt().is_some_and(|attempt| attempt.parts == 0);
    match plan.what {
        ItemWhat::Question { mode, .. } if is_first => Some(mode),
        _ => None,
    }
}

/// Whether the answer has several parts, or this is not its first.
fn has_tabs(state: &State) -> bool {
    let attempt = state.current().and_then(|(_, item)| item.current_attempt());
    attempt.is_some_and(|attempt| attempt.parts > 0 || attempt.fields.len() > 1)
}

/// `requirements   [ estimate ]   architecture`.
fn tabs(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    let Some(attempt) = state.current().and_then(|(_, item)| item.current_attempt()) else {
        return;
    };
    if attempt.parts > 0 {
        let text = format!("Follow-up {}", attempt.parts);
        canvas.text(area.x, area.y, area.width, Ink::Bold, &text);
        return;
    }
    let open = attempt.open.map(|open| open.index);
    let names = attempt.fields.iter().map(|field| title(&field.name)).enumerate();
    canvas.tabs(area, names.map(|(index, name)| (Some(index) == open, name)));
}

pub(super) fn draw_answer(model: &Model, scene: &Scene<'_>, canvas: &mut Canvas<'_>, area: Rect) {
    if let Some(speech) = &model.speech {
        return draw_speech(model, scene, canvas, area, speech);
    }
    if let Some(text) = &model.editor {
        canvas.text(area.x, area.y, area.width, Ink::Cyan, text);
        let area = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        return draw_area(model, scene, canvas, area);
    }
    if scene.state.current().is_some_and(|(plan, _)| plan.what.is_your_questions()) {
        let x = canvas.text(area.x, area.y, area.width, Ink::Cyan, "ask") + 2;
        let width = area.right().saturating_sub(x);
        return draft::draw_line(&model.own, canvas, Rect { x, width, height: 1, ..area });
    }
    match mode(scene.state) {
        Some(Mode::Quiz) => draw_choice(model, scene, canvas, area),
        Some(Mode::Outline) => {
            let edges = diagram::edges(model.writing.text().unwrap_or_default());
            let (text, drawing) = diagram::split(area, &edges);
            draw_area(model, scene, canvas, text);
            if let Some(drawing) = drawing {
                diagram::draw(&edges, canvas, drawing);
            }
        }
        _ => draw_area(model, scene, canvas, area),
    }
}

fn draw_area(model: &Model, scene: &Scene<'_>, canvas: &mut Canvas<'_>, area: Rect) {
    let area = Rect { width: area.width.min(readable(area).width + 2), ..area };
    let Some(text) = model.writing.draft().filter(|_| area.height > 0) else { return };
    let is_code = model.writing.page().is_some_and(|page| page.3 == CODE_FIELD);
    draft::draw(text, canvas, area, is_code);
    if text.is_empty() {
        let words = star::asks(scene.state).unwrap_or("Write here; it is saved as you type.");
        canvas.text(area.x + 2, area.y, area.width.saturating_sub(2), Ink::Dim, words);
    }
}

fn draw_choice(model: &Model, scene: &Scene<'_>, canvas: &mut Canvas<'_>, area: Rect) {
    let options = scene.state.current_question().map_or(&[][..], |q| &q.ask.options);
    let number = model.writing.text().and_then(|text| text.trim().parse::<usize>().ok());
    let chosen = number.and_then(|number| Some((number, options.get(number.checked_sub(1)?)?)));
    let (ink, text) = match chosen {
        Some((number, option)) => (Ink::Bold, format!("Your choice: {number}  {option}")),
        None => (Ink::Dim, format!("Press the number of your choice, 1 to {}.", options.len())),
    };
    canvas.text(area.x, area.y, area.width, ink, &text);
}

fn draw_speech(
    model: &Model,
    scene: &Scene<'_>,
    canvas: &mut Canvas<'_>,
    area: Rect,
    speech: &Speech,
) {
    let is_star = is_star(scene.state);
    let next = if is_star { "part" } else { "point" };
    let end = model.keys.named(Action::Done);
    let text = format!("Speak now. Enter marks the next {next}; {end} ends the speech.");
    canvas.text(area.x, area.y, area.width, Ink::Cyan, &text);
    if !is_star {
        let at: Vec<String> = speech.points.iter().map(Span::to_string).collect();
        let text =
            format!("{} at {}", if at.len() == 1 { "Point" } else { "Points" }, at.join(", "));
        canvas.text(area.x, area.y + 1, area.width, Ink::Plain, &text);
    }
}

/// Below the answer: what the program has to say at the left, what was written at the right.
pub(super) fn draw_status(model: &Model, scene: &Scene<'_>, canvas: &mut Canvas<'_>, area: Rect) {
    let (ink, saved) = match scene.not_saved {
        Some(_) => (Ink::Red, "NOT SAVED"),
        None if model.writing.is_saved(scene.now) => (Ink::Dim, "saved"),
        None => (Ink::Dim, "saving"),
    };
    let mut right = canvas.right(area.right(), area.y, ink, saved);
    let said = match (scene.not_saved, model.said(scene.now)) {
        (Some(cause), _) => {
            Some((Ink::Red, format!("Not saved: {cause}. The clock stands still.")))
        }
        (None, said) => said.map(|(ink, text)| (ink, text.to_owned())),
    };
    let room = usize::from(right.saturating_sub(area.x));
    let written = model.writing.text().filter(|_| mode(scene.state) != Some(Mode::Quiz));
    let is_code = model.writing.page().is_some_and(|page| page.3 == CODE_FIELD);
    let measure = if is_code { lines } else { measure };
    if let Some(measure) = written.map(|text| format!("{} · ", measure(text))) {
        // What is said matters more than what is counted.
        let needed = said.as_ref().map_or(0, |(_, text)| columns(text) + 2);
        if columns(&measure) + needed <= room {
            right = canvas.right(right, area.y, Ink::Dim, &measure);
        }
    }
    if let Some((ink, text)) = said {
        canvas.text(area.x, area.y, right.saturating_sub(area.x + 2), ink, &text);
    }
}

fn lines(text: &str) -> String {
    match text.lines().count() {
        1 => "1 line".to_owned(),
        lines => format!("{lines} lines"),
    }
}

/// `41 words, 0:17 aloud`, at the pace of conversation.
fn measure(text: &str) -> String {
    let words = text.split_whitespace().count();
    let aloud = words as u64 * 60_000 / u64::from(rules::latest().star.words_a_minute.max(1));
    match words {
        1 => "1 word".to_owned(),
        _ => format!("{words} words, {} aloud", Span(aloud)),
    }
}
