//! A question on the table: its words and the talk above, the answer below.

use ratatui::layout::Rect;

use super::canvas::{Canvas, in_sight, inset, readable};
use super::draft::Code;
use super::panes::{self, Part, Sides};
use super::{diagram, draft, star, status};
use crate::bank::question::is_starter;
use crate::bank::question::{Ask, Mode};
use crate::bank::task::Language;
use crate::engine::State;
use crate::format::plan::{CASES_FIELD, CODE_FIELD, ItemWhat, NOTES_FIELD};
use crate::seat::answer::{is_run, is_star};
use crate::seat::speech::Speech;
use crate::time::Span;
use crate::ui::face::Scene;
use crate::ui::out::Ink;
use crate::ui::room::keys::Action;
use crate::ui::room::model::{Model, Sight};
use crate::ui::room::view::canvas::rows;
use crate::view::page::wrap::wrap;
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
    let sides = panes::sides(body);
    let (left, right) = sides.as_ref().map_or((body, body), |sides| (sides.left, sides.right));
    let mut said = said(model, scene, usize::from(readable(left).width));
    let head = match mode {
        Some(Mode::Star) if body.height >= TALL => star::LINES,
        Some(Mode::Star) => 2,
        _ if has_tabs(scene.state) => 1,
        _ => 0,
    };
    let greeting = greeting(scene.state, usize::from(readable(left).width));
    let mut rest = match &sides {
        Some(sides) => {
            if greeting.len() + said.rows() <= usize::from(left.height) {
                said.task.splice(0..0, greeting);
            }
            draw_beside(model, canvas, sides, &said);
            right
        }
        None => {
            // Two rules at most, the status line, the head of the answer.
            let fixed = 2 + head + u16::from(head > 0);
            let free = body.height.saturating_sub(fixed);
            let height = |rows| statement_height(model, scene, mode, free, body, rows);
            let with_greeting = greeting.len() + said.rows();
            if with_greeting <= usize::from(height(with_greeting)) {
                said.task.splice(0..0, greeting);
            }
            let most = height(said.rows());
            let height = u16::try_from(said.rows()).unwrap_or(u16::MAX).min(most);
            let below = draw_statement(model, canvas, Rect { height, ..body }, &said);
            Rect { y: below, height: body.bottom().saturating_sub(below), ..body }
        }
    };
    if head > 0 {
        let area = Rect { height: head, ..inset(rest) };
        match mode {
            Some(Mode::Star) => star::draw(model, scene, canvas, area),
            _ => tabs(scene.state, canvas, area),
        }
        canvas.rule(rest, rest.y + head, "");
        rest = Rect { y: rest.y + head + 1, height: rest.height.saturating_sub(head + 1), ..rest };
    }
    let lines = status::lines(model, scene, inset(rest));
    let status = Rect { y: rest.bottom().saturating_sub(lines), height: lines, ..inset(rest) };
    let answer = Rect { height: rest.height.saturating_sub(lines), ..inset(rest) };
    draw_answer(model, scene, canvas, answer);
    status::draw(model, scene, mode, canvas, status);
}

/// Lines that the question may take: half of the screen, and all that the answer doesn't want.
fn statement_height(
    model: &Model,
    scene: &Scene<'_>,
    mode: Option<Mode>,
    free: u16,
    body: Rect,
    rows: usize,
) -> u16 {
    let half = match mode {
        Some(Mode::Quiz) => body.height,
        _ => (body.height / 2).saturating_sub(body.height.saturating_sub(free) / 2),
    };
    let width = usize::from(prose(inset(body)).width);
    let written = model.writing.draft().map_or(1, |draft| match mode {
        Some(Mode::Outline) => diagram::wanted(draft, &diagram::edges(draft.text()), inset(body)),
        _ => draft.height(width),
    });
    let is_short = mode == Some(Mode::Quiz) || scene.state.current().is_none();
    let answer = if is_short { usize::from(WRITING_LEAST) } else { panes::wanted(written) };
    let least = half.min(free.saturating_sub(WRITING_LEAST)).max(1);
    let question = Part { wants: rows, least };
    let [height, _] = panes::shares(free, [question, Part::whole(answer)]);
    height
}

/// What the interviewer opens the round with, on its first item.
pub fn greeting(state: &State, width: usize) -> Vec<Row> {
    let Some(round) = state.round().filter(|_| state.cursor.item == 0) else { return Vec::new() };
    let mut lines = rows(width, &situation::greeting(state, round));
    if !lines.is_empty() {
        lines.push(blank());
    }
    lines
}

/// The question's words, and what was said about it, wrapped.
pub struct Said {
    pub task: Vec<Row>,
    pub talk: Vec<Row>,
}

impl Said {
    pub fn rows(&self) -> usize {
        self.task.len() + self.gap() + self.talk.len()
    }

    /// The blank line between the two.
    fn gap(&self) -> usize {
        usize::from(!self.task.is_empty() && !self.talk.is_empty())
    }

    /// All of it in one.
    pub fn into_rows(mut self) -> Vec<Row> {
        if self.gap() > 0 {
            self.task.push(blank());
        }
        self.task.extend(self.talk);
        self.task
    }

    /// What a window of this height shows: where nobody scrolled the beginning of the question and
    /// the end of the talk, for neither pushes the other away. How many lines are above, and how
    /// many there may be.
    fn window(&self, height: usize, scroll: Option<usize>) -> (Vec<Row>, usize, usize) {
        let most = self.rows().saturating_sub(height);
        let all = self.task.iter().cloned();
        let gap = std::iter::repeat_n(blank(), self.gap());
        let all = all.chain(gap).chain(self.talk.iter().cloned());
        if most == 0 || self.talk.is_empty() || scroll.is_some() || height < 4 {
            let skip = scroll.unwrap_or(0).min(most);
            return (all.skip(skip).take(height).collect(), skip, most);
        }
        let talk =
            self.talk.len().min(height / 2).max((height - 1).saturating_sub(self.task.len()));
        let task = height - 1 - talk;
        let hidden = self.rows() - task - talk;
        let fold = Row { ink: Ink::Dim, text: format!("┈ {hidden} more lines ┈") };
        let mut rows: Vec<Row> = self.task.iter().take(task).cloned().collect();
        rows.push(fold);
        rows.extend(self.talk[self.talk.len() - talk..].iter().cloned());
        (rows, 0, most)
    }
}

fn blank() -> Row {
    Row { ink: Ink::Plain, text: String::new() }
}

/// The question's words and everything said about it.
pub fn said(model: &Model, scene: &Scene<'_>, width: usize) -> Said {
    let state = scene.state;
    let Some((plan, item)) = state.current() else {
        return Said { task: Vec::new(), talk: Vec::new() };
    };
    let task = match (&plan.what, state.current_question()) {
        (ItemWhat::Question { .. }, Some(question)) => {
            [said::ask(&without_starter(state, &question.ask)), said::cases(state)].concat()
        }
        (ItemWhat::Talk { prompt }, _) => vec![Block::line(prompt)],
        _ => {
            let done = model.keys.named(Action::Done);
            vec![Block::line(&format!("Now it is your turn to ask. {done} ends it."))]
        }
    };
    Said { task: rows(width, &task), talk: rows(width, &talk::all(item)) }
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
    canvas: &mut Canvas<'_>,
    area: Rect,
    said: &Said,
) -> u16 {
    let words = draw_window(model, canvas, area, said);
    canvas.rule(area, area.bottom(), &words);
    area.bottom() + 1
}

/// Draws it on the left of a wide screen, with the line between the two sides.
pub(super) fn draw_beside(model: &Model, canvas: &mut Canvas<'_>, sides: &Sides, said: &Said) {
    canvas.upright(sides.between, sides.left);
    let is_whole = said.rows() <= usize::from(sides.left.height);
    let height = sides.left.height.saturating_sub(u16::from(!is_whole));
    let words = draw_window(model, canvas, Rect { height, ..sides.left }, said);
    if !is_whole {
        canvas.right(sides.between - 1, sides.left.bottom() - 1, Ink::Dim, &words);
    }
}

/// What of it is in sight, in words where that is not all.
fn draw_window(model: &Model, canvas: &mut Canvas<'_>, area: Rect, said: &Said) -> String {
    let height = usize::from(area.height);
    let (rows, skip, most) = said.window(height, model.scroll);
    model.sight.set(Sight { skip, most, height });
    canvas.rows(readable(area), &rows, 0);
    if most == 0 {
        return String::new();
    }
    let whole = model.keys.shown(Action::Question);
    let all = said.rows();
    match model.scroll.is_none() && !said.talk.is_empty() {
        true => format!("{} of {all} · PgUp PgDn {whole}", rows.len().saturating_sub(1)),
        false => {
            let seen = in_sight(skip + 1, skip + rows.len(), all);
            format!("{seen} · PgUp PgDn {whole}")
        }
    }
}

pub fn draw_settling(model: &Model, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
    let inside = readable(body);
    let lines = said(model, scene, usize::from(inside.width)).into_rows();
    canvas.rows(inside, &lines, lines.len().saturating_sub(usize::from(body.height) / 2));
}

fn mode(state: &State) -> Option<Mode> {
    let (plan, item) = state.current()?;
    let is_first = item.current_attempt().is_some_and(|attempt| attempt.open_part() == 0);
    match plan.what {
        ItemWhat::Question { mode, .. } if is_first => Some(mode),
        _ => None,
    }
}

/// Whether the answer has several parts, or this is not its first.
fn has_tabs(state: &State) -> bool {
    let attempt = state.current().and_then(|(_, item)| item.current_attempt());
    attempt.is_some_and(|attempt| attempt.open_part() > 0 || attempt.fields.len() > 1)
}

/// `requirements   [ estimate ]   architecture`.
fn tabs(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    let Some(attempt) = state.current().and_then(|(_, item)| item.current_attempt()) else {
        return;
    };
    if attempt.open_part() > 0 {
        let text = said::followup(attempt);
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
    let Some(text) = model.writing.draft().filter(|_| area.height > 0) else { return };
    let is_code = model.writing.page().is_some_and(|page| page.3 == CODE_FIELD);
    let language = scene.state.current().and_then(|(plan, _)| plan.what.language());
    let code = language.filter(|_| is_code).map(|language| Code {
        language,
        colours: &model.colours,
        lacks: &model.lacks_colours,
    });
    // Code has all the room there is; prose reads well to a width.
    let area = if is_code { area } else { prose(area) };
    model.lacks_colours.set(false);
    draft::draw(text, canvas, area, code.as_ref());
    if text.is_empty() {
        let words = empty_words(model, scene.state);
        let left = 2 + draft::gutter(text, area.width, code.is_some());
        let width = area.width.saturating_sub(left);
        let rows = words.iter().flat_map(|(ink, line)| {
            wrap(line, usize::from(width)).into_iter().map(move |row| (*ink, row))
        });
        for ((ink, row), y) in rows.zip(area.y..area.bottom()) {
            canvas.text(area.x + left, y, width, ink, &row);
        }
    }
}

fn prose(area: Rect) -> Rect {
    Rect { width: area.width.min(readable(area).width + 2), ..area }
}

/// What an empty part is for.
fn empty_words(model: &Model, state: &State) -> Vec<(Ink, String)> {
    let field = model.writing.page().map_or("", |page| page.3.as_str());
    if let Some(form) = said::form(state, field) {
        return form.into_iter().map(|line| (Ink::Dim, line)).collect();
    }
    let words: &[&str] = match field {
        _ if mode(state) == Some(Mode::Outline) => &[
            "Write here; it is saved as you type.",
            "A line such as  shop db -> kafka: change data capture  is drawn at once.",
        ],
        NOTES_FIELD if is_run(state) => {
            &["Explain here: how it works, what it costs, what you took for granted."]
        }
        CASES_FIELD if is_run(state) => match is_sql(state) {
            true => &[
                "Cases of your own, one a line. A statement that adds rows is run with your query:",
                "    INSERT INTO orders VALUES (9, NULL)",
                "Other lines are notes on what you would test.",
            ],
            false => &[
                "Cases of your own, one a line: the arguments as a list, and what comes of them:",
                "    [[1, 2], 3] -> [3]",
                "Other lines are notes on what you would test.",
            ],
        },
        _ => &[],
    };
    let asks = star::asks(state).unwrap_or("Write here; it is saved as you type.");
    let words = if words.is_empty() { vec![asks] } else { words.to_vec() };
    words.into_iter().map(|line| (Ink::Dim, line.to_owned())).collect()
}

fn is_sql(state: &State) -> bool {
    let language = state.current().and_then(|(plan, _)| plan.what.language());
    language == Some(Language::Sql)
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
