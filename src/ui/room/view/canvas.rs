//! Cells, written by words and inks. Widths are columns of the terminal.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::text::SafeText;
use crate::ui::out::Ink;
use crate::ui::room::theme::Theme;
use crate::view::page::wrap::{as_written, columns};
use crate::view::page::{self, Block, Row, Screen};

/// Columns left free at both sides.
const MARGIN: u16 = 1;

/// Lines longer than this are hard to read.
const READABLE: u16 = 96;

/// Blocks as lines of at most `width` columns, without empty ones at the end.
pub fn rows(width: usize, blocks: &[Block]) -> Vec<Row> {
    let rows = page::rows(blocks, Screen::wide(width));
    let mut rows: Vec<Row> = rows.into_iter().flat_map(|row| fitting(row, width)).collect();
    while rows.last().is_some_and(|row| row.text.is_empty()) {
        rows.pop();
    }
    rows
}

/// What is shown as it is written, code and data, may be wider: it goes on below, set in.
fn fitting(row: Row, width: usize) -> Vec<Row> {
    if columns(&row.text) <= width {
        return vec![row];
    }
    let lines = as_written(&row.text, width, begins_at(&row.text) + 2);
    lines.into_iter().map(|text| Row { ink: row.ink, text }).collect()
}

/// The column at which a line's own text begins: behind its indent, and behind the number of a
/// numbered line.
fn begins_at(line: &str) -> usize {
    let text = line.trim_start();
    let behind = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let is_numbered = behind.len() < text.len() && behind.starts_with("  ");
    line.len() - if is_numbered { behind.trim_start() } else { text }.len()
}

pub struct Canvas<'a> {
    pub buffer: &'a mut Buffer,
    pub theme: Theme,
    /// Where text is written: the terminal's own cursor stands there.
    pub cursor: Option<Position>,
}

impl<'a> Canvas<'a> {
    pub fn new(buffer: &'a mut Buffer, theme: Theme) -> Canvas<'a> {
        Canvas { buffer, theme, cursor: None }
    }

    /// One line of foreign text, cut with an ellipsis where it is too wide; the column after it.
    pub fn text(&mut self, x: u16, y: u16, width: u16, ink: Ink, text: &str) -> u16 {
        let style = self.theme.style(ink);
        self.styled(x, y, width, style, text)
    }

    pub fn styled(&mut self, x: u16, y: u16, width: u16, style: Style, text: &str) -> u16 {
        if y >= self.buffer.area.bottom() || width == 0 {
            return x;
        }
        let clean = SafeText::new(text).as_str().replace(['\n', '\t'], " ");
        let cut = cut(&clean, usize::from(width));
        self.buffer.set_stringn(x, y, &cut, usize::from(width), style).0
    }

    /// Text that ends at the column before `right`; the column it begins at.
    pub fn right(&mut self, right: u16, y: u16, ink: Ink, text: &str) -> u16 {
        let width = u16::try_from(columns(text)).unwrap_or(u16::MAX).min(right);
        self.text(right - width, y, width, ink, text);
        right - width
    }

    /// Lines that were wrapped before, from the `skip`th on.
    pub fn rows(&mut self, area: Rect, rows: &[Row], skip: usize) {
        for (row, y) in rows.iter().skip(skip).zip(area.y..area.bottom()) {
            let style = self.theme.style(row.ink);
            let width = usize::from(area.width);
            self.buffer.set_stringn(area.x, y, &row.text, width, style);
        }
    }

    /// A line across, with words in it where something is to be said.
    pub fn rule(&mut self, area: Rect, y: u16, words: &str) {
        if y >= self.buffer.area.bottom() {
            return;
        }
        let style = self.theme.rule();
        let line = "─".repeat(usize::from(area.width));
        self.buffer.set_stringn(area.x, y, line, usize::from(area.width), style);
        if !words.is_empty() {
            let text = format!(" {words} ");
            let width = u16::try_from(columns(&text)).unwrap_or(0);
            let x = area.right().saturating_sub(width + 3).max(area.x);
            self.text(x, y, width, Ink::Dim, &text);
            // Leading and trailing blanks stand on the rule.
            self.buffer.set_stringn(x + width.saturating_sub(1), y, " ", 1, style);
        }
    }

    /// A line down, between two sides.
    pub fn upright(&mut self, x: u16, area: Rect) {
        let style = self.theme.rule();
        for y in area.y..area.bottom() {
            self.buffer.set_stringn(x, y, "│", 1, style);
        }
    }

    /// `requirements   [ estimate ]   architecture`; the column after them.
    pub fn tabs(&mut self, area: Rect, names: impl Iterator<Item = (bool, String)>) -> u16 {
        let mut x = area.x;
        for (is_open, name) in names {
            let (ink, text) = match is_open {
                true => (Ink::Bold, format!("[ {name} ]")),
                false => (Ink::Dim, name),
            };
            x = self.text(x, area.y, area.right().saturating_sub(x), ink, &text) + 2;
        }
        x
    }

    /// A bar of `width` cells of which `part` of `whole` is filled.
    pub fn bar(&mut self, x: u16, y: u16, width: u16, part: u64, whole: u64, letters: [&str; 2]) {
        let filled = part.min(whole) * u64::from(width);
        let filled = u16::try_from(filled.checked_div(whole).unwrap_or(0)).unwrap_or(width);
        let [full, empty] = letters;
        let style = self.theme.bar();
        self.buffer.set_string(x, y, full.repeat(usize::from(filled)), style);
        let rest = usize::from(width - filled);
        self.buffer.set_string(x + filled, y, empty.repeat(rest), self.theme.rule());
    }
}

/// Inside the margins.
pub fn inset(area: Rect) -> Rect {
    Rect { x: area.x + MARGIN, width: area.width.saturating_sub(2 * MARGIN), ..area }
}

/// Inside the margins, and no wider than a line that reads well.
pub fn readable(area: Rect) -> Rect {
    let inside = inset(area);
    Rect { width: inside.width.min(READABLE), ..inside }
}

/// `5–12 of 47`: which lines are in sight.
pub fn in_sight(first: usize, last: usize, all: usize) -> String {
    if first == last { format!("{first} of {all}") } else { format!("{first}–{last} of {all}") }
}

/// At most `width` columns of a line.
pub fn cut(text: &str, width: usize) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for cluster in text.graphemes(true) {
        if columns(&kept) + columns(cluster) + 1 > width {
            break;
        }
        kept.push_str(cluster);
    }
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_end_in_an_ellipsis() {
        assert_eq!(cut("payments by account", 12), "payments by…");
        assert_eq!(cut("数据管道", 5), "数据…");
        assert_eq!(cut("short", 5), "short");
    }

    #[test]
    fn one_line_in_sight_is_no_span() {
        assert_eq!(in_sight(5, 5, 47), "5 of 47");
        assert_eq!(in_sight(5, 6, 47), "5–6 of 47");
    }

    #[test]
    fn a_numbered_line_keeps_its_indent_where_it_wraps() {
        let file = " 19      USER: me\n 20      PASSWORD: ${{ secrets.PASSWORD }}\n";
        let shown: Vec<String> =
            rows(30, &[Block::verbatim(file)]).into_iter().map(|row| row.text).collect();
        let rest = "          secrets.PASSWORD }}";
        assert_eq!(shown, ["   19      USER: me", "   20      PASSWORD: ${{", rest]);
    }
}
