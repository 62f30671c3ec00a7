//! A draft on the screen: its rows, what is selected, and where the cursor stands.

use std::cell::Cell;

use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;

use super::canvas::Canvas;
use crate::bank::task::Language;
use crate::ui::out::Ink;
use crate::ui::room::colours::{Colours, Shade};
use crate::ui::room::draft::{Draft, Row, shown_letter, tab_to};
use crate::view::page::wrap::columns;

/// Code is drawn with the numbers of its lines, and with its colours.
pub struct Code<'m> {
    pub language: Language,
    pub colours: &'m Colours,
    /// Told whether a further frame has more colours.
    pub lacks: &'m Cell<bool>,
}

/// Draws the part of a text around its cursor.
pub fn draw(draft: &Draft, canvas: &mut Canvas<'_>, area: Rect, code: Option<&Code<'_>>) {
    if area.width == 0 || area.height == 0 {
        return;
    }
    let gutter = gutter(draft, area.width, code.is_some());
    let area = Rect { x: area.x + gutter, width: area.width - gutter, ..area };
    let (top, rows) = draft.rows(usize::from(area.width), usize::from(area.height));
    let shown = rows.iter().skip(top).zip(area.y..area.bottom());
    let last =
        rows.get((top + usize::from(area.height)).min(rows.len()) - 1).map_or(0, |row| row.line);
    let colours = match code.filter(|_| canvas.theme.has_colours()) {
        Some(code) => {
            let colours = code.colours.of(code.language, draft.text(), draft.revision(), last);
            code.lacks.set(code.colours.is_behind(last));
            colours
        }
        None => Vec::new(),
    };
    for (row, y) in shown {
        if gutter > 0 && row.is_first {
            canvas.right(area.x - 1, y, Ink::Dim, &(row.line + 1).to_string());
        }
        let pieces = colours.get(row.line).map_or(&[][..], |pieces| &pieces[..]);
        draw_row(draft, row, canvas, Rect { y, height: 1, ..area }, 0, pieces);
    }
    let at = draft.cursor_row(&rows);
    let column = draft.column(&rows[at], draft.cursor());
    let line = u16::try_from(at - top).unwrap_or(0);
    set_cursor(canvas, Rect { y: area.y + line, ..area }, column);
}

/// Columns of the numbers of lines and the gap behind them.
pub fn gutter(draft: &Draft, width: u16, has_numbers: bool) -> u16 {
    let lines = draft.count().newlines + 1;
    let gutter = u16::try_from(lines.to_string().len().max(2) + 1).unwrap_or(0);
    if has_numbers && gutter * 4 <= width { gutter } else { 0 }
}

/// Draws a text of one line, its part around the cursor.
pub fn draw_line(draft: &Draft, canvas: &mut Canvas<'_>, area: Rect) {
    if area.width == 0 {
        return;
    }
    let row = Row { from: 0, to: draft.text().len(), line: 0, is_first: true };
    let column = draft.column(&row, draft.cursor());
    let left = (column + 1).saturating_sub(usize::from(area.width));
    draw_row(draft, &row, canvas, Rect { height: 1, ..area }, left, &[]);
    set_cursor(canvas, area, column - left);
}

fn set_cursor(canvas: &mut Canvas<'_>, area: Rect, column: usize) {
    let column = u16::try_from(column).unwrap_or(u16::MAX).min(area.width - 1);
    canvas.cursor = Some(Position::new(area.x + column, area.y));
}

/// One row, from a column on.
fn draw_row(
    draft: &Draft,
    row: &Row,
    canvas: &mut Canvas<'_>,
    area: Rect,
    left: usize,
    pieces: &[(usize, Option<Shade>)],
) {
    let selected = draft.selected().unwrap_or(0..0);
    let text = &draft.text()[row.from..row.to];
    let picked = Style::new().add_modifier(Modifier::REVERSED);
    let width = usize::from(area.width);
    let start = draft.text()[..row.from].rfind('\n').map_or(0, |newline| newline + 1);
    let mut pieces = pieces.iter().peekable();
    let mut column = 0;
    for (offset, cluster) in text.grapheme_indices(true) {
        let at = row.from + offset;
        while pieces.next_if(|(to, _)| start + to <= at).is_some() {}
        let shade = pieces.peek().and_then(|(_, shade)| *shade);
        let style = match shade {
            _ if selected.contains(&at) => picked,
            Some(shade) => canvas.theme.code(shade),
            None => Style::new(),
        };
        let (letter, wide) = match cluster {
            "\t" => (" ".repeat(tab_to(column)), tab_to(column)),
            _ if cluster.len() == 1 => (String::new(), 1),
            _ => {
                let letter = shown_letter(cluster);
                let wide = columns(&letter);
                (letter, wide)
            }
        };
        if column + wide > left + width {
            break;
        }
        if column >= left {
            let x = area.x + u16::try_from(column - left).unwrap_or(0);
            let letter = if letter.is_empty() { cluster } else { &letter };
            match letter.len() {
                1 => {
                    canvas.buffer[(x, area.y)].set_symbol(letter).set_style(style);
                }
                _ => {
                    canvas.buffer.set_stringn(x, area.y, letter, wide, style);
                }
            }
        }
        column += wide;
    }
}
