//! An answer that is run: the statement above, the code and its files, what the last run said.

use ratatui::layout::Rect;

use super::canvas::{Canvas, inset, readable};
use super::panes::{self, Part};
use super::{draft, question, status};
use crate::engine::State;
use crate::engine::state::{ItemState, Run};
use crate::time::{Elapsed, Span};
use crate::ui::face::Scene;
use crate::ui::out::Ink;
use crate::ui::room::keys::Action;
use crate::ui::room::model::Model;
use crate::ui::room::view::canvas::rows;
use crate::view::page::wrap::columns;
use crate::view::page::{Block, Row};
use crate::view::say::verdict;
use crate::view::words::title;
use crate::workspace::layout::sheet_path;

/// Hundredths of the free lines that the statement and the results may take.
const STATEMENT_MOST: u16 = 35;
const RESULTS_MOST: u16 = 40;

/// Lines that the statement keeps, and that are drawn besides text and status: two rules, tabs.
const STATEMENT_LEAST: u16 = 2;
const FIXED: u16 = 3;

/// The same beside the statement: a rule, tabs.
const FIXED_BESIDE: u16 = 2;

/// From here on a file's age is told in minutes.
const MINUTE: u64 = 60;

pub fn draw(model: &Model, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
    let sides = panes::sides(body);
    let (left, right) = sides.as_ref().map_or((body, body), |sides| (sides.left, sides.right));
    let said = question::said(model, scene, usize::from(readable(left).width));
    let results = results(scene, usize::from(inset(right).width));
    let has_run = !results.is_empty() || running(scene.state).is_some();
    let inside = inset(right);
    let gutter = model.writing.draft().map_or(0, |text| draft::gutter(text, inside.width, true));
    let width = usize::from(inside.width - gutter);
    let written = model.writing.draft().map_or(1, |draft| draft.height(width));
    let answer = Part::whole(panes::wanted(written));
    let lines = status::lines(model, scene, inside);
    let (top, below) = match &sides {
        Some(sides) => {
            question::draw_beside(model, canvas, sides, &said);
            let free = body.height.saturating_sub(FIXED_BESIDE + lines + u16::from(has_run));
            let least = free / 2;
            let [below, _] = panes::shares(free, [Part { wants: results.len(), least }, answer]);
            (body.y, below)
        }
        None => {
            let free = body.height.saturating_sub(FIXED + lines + u16::from(has_run));
            let least = (free * STATEMENT_MOST / 100).max(STATEMENT_LEAST);
            let statement = Part { wants: said.rows(), least };
            let least = free * RESULTS_MOST / 100;
            let results = Part { wants: results.len(), least };
            let [above, below, _] = panes::shares(free, [statement, results, answer]);
            let above = Rect { height: above, ..body };
            (question::draw_statement(model, canvas, above, &said), below)
        }
    };
    draw_head(model, scene, canvas, Rect { y: top, height: 1, ..inside });
    canvas.rule(right, top + 1, "");
    let bottom = body.bottom().saturating_sub(lines);
    let results_at = bottom.saturating_sub(below);
    let answer_end = if has_run { results_at.saturating_sub(1) } else { results_at };
    let top = top + 2;
    let answer = Rect { y: top, height: answer_end.saturating_sub(top), ..inside };
    question::draw_answer(model, scene, canvas, answer);
    if has_run {
        canvas.rule(right, answer_end, &told(model, scene, below, results.len()));
        canvas.rows(Rect { y: results_at, height: below, ..inside }, &results, 0);
    }
    status::draw(model, scene, None, canvas, Rect { y: bottom, height: lines, ..inside });
}

/// `[ Code ]  Notes  Cases                 …/2-sql-top-n/answer.sql · saved 3 s ago`.
fn draw_head(model: &Model, scene: &Scene<'_>, canvas: &mut Canvas<'_>, area: Rect) {
    let Some(attempt) = scene.state.current().and_then(|(_, item)| item.current_attempt()) else {
        return;
    };
    let open = attempt.open.map(|open| open.index);
    let names = attempt.fields.iter().map(|field| title(&field.name)).enumerate();
    let x = canvas.tabs(area, names.map(|(i, name)| (Some(i) == open, name)));
    let name = open.and_then(|open| attempt.fields.get(open)).map(|field| field.name.as_str());
    let Some(name) = name else { return };
    let saved = model.saved.as_ref().filter(|(field, _)| field == name);
    let age = saved.map(|(_, at)| format!(" · saved {}", age(*at, scene.now)));
    let age = age.unwrap_or_default();
    let room = usize::from(area.right().saturating_sub(x + 1));
    let path = sheet_path(&model.setup.folder, scene.state, name);
    let path = path.map(|path| path.display().to_string()).unwrap_or_default();
    let text = format!("{}{age}", tail(&path, room.saturating_sub(columns(&age))));
    if columns(&text) <= room {
        canvas.right(area.right(), area.y, Ink::Dim, &text);
    }
}

/// The end of a path, from a folder's name on.
fn tail(path: &str, width: usize) -> String {
    if columns(path) <= width {
        return path.to_owned();
    }
    let starts = path.char_indices().filter(|(_, c)| *c == '/').map(|(at, _)| &path[at..]);
    let fitting = starts.map(|rest| format!("…{rest}")).find(|rest| columns(rest) <= width);
    fitting.unwrap_or_default()
}

fn age(at: Elapsed, now: Elapsed) -> String {
    match (now - at).0 / 1000 {
        0 => "just now".to_owned(),
        seconds @ 1..MINUTE => format!("{seconds} s ago"),
        seconds => format!("{} min ago", seconds / MINUTE),
    }
}

/// The run that is under way.
pub fn running(state: &State) -> Option<&Run> {
    let (_, item) = state.current()?;
    item.runs_of_current().next_back().filter(|run| run.verdict.is_none())
}

fn last_graded(item: &ItemState) -> Option<&Run> {
    item.runs_of_current().rev().find(|run| run.verdict.is_some())
}

/// What the last run said, case by case.
fn results(scene: &Scene<'_>, width: usize) -> Vec<Row> {
    let found = scene.state.current().and_then(|(_, item)| last_graded(item));
    let Some(verdict) = found.and_then(|run| run.verdict.as_ref()) else { return Vec::new() };
    let mut blocks = Vec::new();
    if !verdict.message.is_empty() {
        blocks.push(Block::inked(verdict::ink(verdict.outcome), &verdict.message));
    }
    blocks.extend(verdict::case_blocks(verdict));
    rows(width, &blocks)
}

/// On the rule above the results: a run under way, or how the last one came out.
fn told(model: &Model, scene: &Scene<'_>, shown: u16, all: usize) -> String {
    if let Some(run) = running(scene.state) {
        let since: Span = scene.now - run.at;
        return format!("running the visible cases, {} s", since.0 / 1000);
    }
    let found = scene.state.current().and_then(|(_, item)| last_graded(item));
    let Some(verdict) = found.and_then(|run| run.verdict.as_ref()) else { return String::new() };
    let results = model.keys.shown(Action::Results);
    let more = if usize::from(shown) < all { format!(" · {results} all") } else { String::new() };
    format!("{}{more}", verdict::headline(verdict))
}

/// The whole page of a verdict.
pub fn page(state: &State, slot: usize, item: usize, width: usize) -> Vec<Row> {
    let Some(verdict) = crate::ui::room::update::verdict_shown(state, slot, item) else {
        return Vec::new();
    };
    rows(width, &verdict::page(verdict))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_path_shows_its_end() {
        let path = "/home/someone/.local/share/mock/sessions/01KB/workspace/2-sql-top-n/answer.sql";
        assert_eq!(tail(path, 36), "…/workspace/2-sql-top-n/answer.sql");
        assert_eq!(tail(path, 100), path);
        assert_eq!(tail(path, 5), "");
    }

    #[test]
    fn a_file_grows_old() {
        let now = Elapsed(500_000);
        assert_eq!(age(Elapsed(499_700), now), "just now");
        assert_eq!(age(Elapsed(497_000), now), "3 s ago");
        assert_eq!(age(Elapsed(100_000), now), "6 min ago");
    }
}
