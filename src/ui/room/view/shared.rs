//! Screens for two people at one terminal: the curtain, the rating, and the reveal for both.

use ratatui::layout::Rect;

use super::canvas::{Canvas, readable};
use super::{debrief, panel};
use crate::engine::checklist::checklist;
use crate::engine::event::Scope;
use crate::engine::{Seat, State};
use crate::seat::debrief::Step;
use crate::seat::marks::key_of;
use crate::seat::pair::RATINGS;
use crate::text::SafeText;
use crate::ui::face::Scene;
use crate::ui::out::Ink;
use crate::ui::room::model::Model;
use crate::ui::room::view::canvas::rows;
use crate::view::page::{Block, Row};
use crate::view::say::sheet::{apart, title};

/// Between the seats: whose turn it is, and nothing else.
pub fn draw_curtain(model: &Model, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
    let state = scene.state;
    let why = model.pair.why_curtain(state);
    let who = match model.pair.seated() {
        Seat::Interviewer => "candidate",
        Seat::Candidate => "interviewer",
    };
    let inside = readable(body);
    let below = match who {
        "interviewer" => "What comes is for the interviewer alone.",
        _ => "The console is put away; nothing of it is left here.",
    };
    let hand_over = format!("Hand over to the {who}, then Enter.");
    let lines = rows(
        usize::from(inside.width),
        &[
            Block::heading(why),
            Block::Blank,
            Block::line(&hand_over),
            Block::inked(Ink::Dim, below),
        ],
    );
    let height = u16::try_from(lines.len()).unwrap_or(0);
    let y = body.y + body.height.saturating_sub(height) / 3;
    let height = body.bottom().saturating_sub(y);
    canvas.rows(Rect { y, height, ..inside }, &lines, 0);
}

pub fn draw_rating(canvas: &mut Canvas<'_>, body: Rect) {
    let inside = readable(body);
    let mut blocks = vec![
        Block::heading("For the candidate: how was your interviewer?"),
        Block::line("What helped you show what you know, and what stood in the way?"),
        Block::Blank,
    ];
    blocks.extend(RATINGS.map(|(key, word)| Block::line(&format!("  {key}  {word}"))));
    let mut lines = rows(usize::from(inside.width), &blocks);
    lines.insert(0, Row { ink: Ink::Plain, text: String::new() });
    canvas.rows(inside, &lines, 0);
}

/// Whether both have judged and look at the score together.
pub fn is_revealed(model: &Model, scene: &Scene<'_>, scope: Scope) -> bool {
    scene.state.has_peer() && matches!(model.debrief.step(scene.state, scope), Step::Look)
}

/// Both guesses and the score; then question by question what was ticked, when, and why.
pub fn draw_reveal(
    model: &Model,
    scene: &Scene<'_>,
    scope: Scope,
    canvas: &mut Canvas<'_>,
    body: Rect,
) {
    let state = scene.state;
    let width = usize::from(readable(body).width);
    let mut lines = rows(width, apart(state, scope).as_slice());
    lines.extend(debrief::sheet(state, scope, width));
    if let Scope::Round { slot } = scope {
        for (of, item) in state.opened_questions().filter(|(of, _)| *of == slot) {
            let scope = Scope::Question { slot: of, item };
            lines.push(Row { ink: Ink::Plain, text: String::new() });
            lines.extend(debrief::sheet(state, scope, width));
            lines.extend(rows(width, &ticks(state, scope)));
        }
    }
    panel::page(model, canvas, body, &lines);
}

/// `m   2:10  Order only within a partition`, with the interviewer's note.
fn ticks(state: &State, scope: Scope) -> Vec<Block> {
    let Scope::Question { slot, item } = scope else { return Vec::new() };
    let opened = state.item_state(slot, item).and_then(|item| item.opened);
    let checks = checklist(state, scope);
    if checks.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::heading(&format!("Ticked · {}", title(state, scope)))];
    for check in checks {
        let key = (scope, Seat::Interviewer, check.id.clone());
        let Some(mark) = state.marks.get(&key) else { continue };
        let minute = opened.map_or(String::new(), |opened| (mark.at - opened).to_string());
        let label = format!("  {} {minute:>7}  ", key_of(&check.about, mark.mark));
        let note = SafeText::line(&mark.note).to_string();
        let note = if note.is_empty() { note } else { format!(" · {note}") };
        blocks.push(Block::hanging(Ink::Plain, &label, &format!("{}{note}", check.text)));
    }
    blocks
}
