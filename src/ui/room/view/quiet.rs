//! Places where nothing is asked: the lobby, a pause, a break, between rounds, the end.

use ratatui::layout::Rect;

use super::canvas::{Canvas, readable};
use super::debrief;
use super::panel;
use super::ways::with_ways;
use crate::engine::event::Scope;
use crate::seat::debrief::scope::all_open_points;
use crate::seat::situation::Situation;
use crate::ui::face::Scene;
use crate::ui::out::Ink;
use crate::ui::room::model::Model;
use crate::ui::room::view::canvas::rows;
use crate::view::page::Block;
use crate::view::say;

pub fn draw(
    model: &Model,
    scene: &Scene<'_>,
    place: Situation,
    canvas: &mut Canvas<'_>,
    body: Rect,
) {
    let inside = readable(body);
    let state = scene.state;
    let width = usize::from(inside.width);
    let said = match place {
        Situation::Lobby => {
            let saved_in = model.setup.saved_in.as_deref();
            let is_alone = model.debrief.is_alone;
            with_ways(model, |ways| say::situation::lobby(state, saved_in, is_alone, ways))
        }
        Situation::Paused => say::situation::pause(state, scene.now),
        Situation::RoundOver => {
            let title = state.slot_plan(state.cursor.slot).map_or("", |slot| slot.title());
            let heading = Block::heading(&format!("{title} is over."));
            [heading].into_iter().chain(say::situation::round_over(state)).collect()
        }
        Situation::Break => say::situation::in_break(state, scene.now),
        _ => {
            let open = all_open_points(state);
            say::situation::end(state, open, model.setup.saved_in.is_some())
        }
    };
    let mut lines = rows(width, &said);
    // The title stands at the top already.
    if place == Situation::Lobby {
        lines.drain(..lines.len().min(2));
    }
    let scope = Scope::Round { slot: state.cursor.slot };
    if place == Situation::RoundOver && state.scores.contains_key(&scope) {
        lines.extend(debrief::sheet(state, scope, width));
    }
    let status = Rect { y: body.bottom().saturating_sub(1), height: 1, ..inside };
    let body = Rect { y: body.y + 1, height: body.height.saturating_sub(2), ..body };
    panel::page(model, canvas, body, &lines);
    let (ink, text) = match (scene.not_saved, model.said(scene.now)) {
        (Some(cause), _) => (Ink::Red, format!("NOT SAVED: {cause}")),
        (None, Some((ink, text))) => (ink, text.to_owned()),
        (None, None) => return,
    };
    canvas.text(status.x, status.y, status.width, ink, &text);
}
