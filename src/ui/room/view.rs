//! The model as cells. Everything is drawn anew each time, into a bare buffer; the terminal's own
//! part is to find what changed.

mod bar;
mod canvas;
mod code;
mod console;
mod debrief;
mod diagram;
mod draft;
mod help;
mod panel;
mod panes;
mod question;
mod quiet;
mod shared;
mod star;
mod status;
mod ways;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::canvas::Canvas;
use super::model::Model;
use super::theme;
use crate::seat::situation::Situation;
use crate::ui::face::Scene;
use crate::view::page::Block;
use crate::view::say::clock;

/// The smallest terminal that the room is drawn for.
pub const SMALLEST: (u16, u16) = (60, 16);

/// What a frame says beside its cells.
#[derive(Clone, Copy, Debug, Default)]
pub struct Frame {
    /// In how many milliseconds a clock on it will show something else.
    pub change_in: Option<u64>,
    /// Where text is written, if it is.
    pub cursor: Option<Position>,
}

/// Draws the room.
pub fn render(model: &Model, scene: &Scene<'_>, buffer: &mut Buffer) -> Frame {
    let area = buffer.area;
    buffer.reset();
    let mut canvas = Canvas::new(buffer, model.theme);
    let (width, height) = SMALLEST;
    if area.width < width || area.height < height {
        too_small(scene, &mut canvas, area);
    } else {
        draw(model, scene, &mut canvas, area);
    }
    let cursor = canvas.cursor;
    if model.theme.ascii {
        theme::to_ascii(buffer);
    }
    Frame { change_in: bar::next_change(scene), cursor }
}

fn too_small(scene: &Scene<'_>, canvas: &mut Canvas<'_>, area: Rect) {
    let (width, height) = SMALLEST;
    let text = format!(
        "{} · the room needs {width} × {height}, it has {} × {}; typing goes on being saved",
        clock::readings(scene.state, scene.now),
        area.width,
        area.height
    );
    let rows = canvas::rows(usize::from(area.width), &[Block::line(&text)]);
    canvas.rows(area, &rows, 0);
}

fn draw(model: &Model, scene: &Scene<'_>, canvas: &mut Canvas<'_>, area: Rect) {
    let bottom = panel::keys(model, scene, canvas, area);
    let top = bar::draw(model, scene, canvas, area);
    let body = Rect { y: area.y + top, height: area.height.saturating_sub(top + bottom), ..area };
    if panel::covers(model, scene, canvas, body) {
        return;
    }
    let body = panel::under(model, scene, canvas, body);
    match model.place {
        Some(Situation::Asking(..)) => question::draw(model, scene, canvas, body),
        Some(Situation::Settling) => question::draw_settling(model, scene, canvas, body),
        Some(Situation::Console) => console::draw(model, scene, canvas, body),
        Some(Situation::Curtain) => shared::draw_curtain(model, scene, canvas, body),
        Some(Situation::Rating) => shared::draw_rating(canvas, body),
        Some(Situation::Judging(scope)) if shared::is_revealed(model, scene, scope) => {
            shared::draw_reveal(model, scene, scope, canvas, body);
        }
        Some(Situation::Judging(scope)) => debrief::draw(model, scene, scope, canvas, body),
        Some(Situation::Between) => debrief::draw_between(model, scene, canvas, body),
        Some(place) => quiet::draw(model, scene, place, canvas, body),
        None => {}
    }
}
