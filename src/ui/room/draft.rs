//! A text while it is written: its letters, the cursor, what is selected, and the way back.
//!
//! A letter is what a person sees as one, a cluster of code points: the cursor never stands inside
//! one, and one key takes one away. Places are bytes of the text.

mod history;
mod keys;
mod lay;
mod motion;

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use self::history::History;
pub use self::keys::Taken;
use self::lay::Laid;
pub use self::lay::{Row, shown_letter, tab_to};
use crate::text::SafeText;

/// What was cut or copied, for any text of the room.
#[derive(Default)]
pub struct Kills {
    /// The newest last.
    ring: Vec<String>,
    last: Last,
}

/// What the key before did, where the next one goes on with it.
#[derive(Default)]
enum Last {
    #[default]
    Other,
    /// A further kill joins the one before.
    Kill,
    /// A text was put in: its draft knows where.
    Yank,
}

/// Kills that are remembered.
const KILLS_MOST: usize = 30;

impl Kills {
    pub fn put(&mut self, text: &str) {
        if self.ring.len() == KILLS_MOST {
            self.ring.remove(0);
        }
        self.ring.push(text.to_owned());
    }
}

#[derive(Default)]
pub struct Draft {
    text: String,
    cursor: usize,
    /// The other end of what is selected.
    anchor: Option<usize>,
    /// It was set by `^Space`: moving on selects.
    is_marked: bool,
    /// The column that going up and down keeps to.
    wish: Option<usize>,
    /// The first key of a chord was pressed.
    chord: bool,
    yanked: Option<Yanked>,
    history: History,
    /// Counts what changed the text.
    revision: u64,
    count: Count,
    /// The window it was last seen in: its width, and its first row.
    window: Cell<Window>,
    laid: RefCell<Option<Laid>>,
}

/// Words and line ends of a text. Both add up over its lines, so that a change costs the lines it
/// is in, and a frame nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub words: usize,
    pub newlines: usize,
}

impl Count {
    fn of(text: &str) -> Count {
        Count {
            words: text.split_whitespace().count(),
            newlines: text.bytes().filter(|byte| *byte == b'\n').count(),
        }
    }

    /// The lines that the bytes from `from` to `to` lie in.
    fn of_lines(text: &str, from: usize, to: usize) -> Count {
        Count::of(&text[motion::line_start(text, from)..motion::line_end(text, to)])
    }
}

/// What was put in last of what had been cut.
struct Yanked {
    range: Range<usize>,
    /// Which of the kills it is.
    kill: usize,
    /// The text's revision then: in any other text, or a later one, the range means something else.
    revision: u64,
}

#[derive(Clone, Copy, Default)]
struct Window {
    width: usize,
    top: usize,
}

impl Draft {
    /// The cursor stands at the end.
    pub fn new(text: &str) -> Draft {
        let text = clean(text);
        Draft { cursor: text.len(), count: Count::of(&text), text, ..Draft::default() }
    }

    /// The cursor stands at the beginning.
    #[must_use]
    pub fn at_the_top(self) -> Draft {
        Draft { cursor: 0, ..self }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub fn cursor(&self) -> usize {
        self.cursor
    }

    pub fn revision(&self) -> u64 {
        self.revision
    }

    pub fn count(&self) -> Count {
        self.count
    }

    pub fn selected(&self) -> Option<Range<usize>> {
        let anchor = self.anchor?;
        let range = anchor.min(self.cursor)..anchor.max(self.cursor);
        (!range.is_empty()).then_some(range)
    }

    /// Puts text in at the cursor, over what is selected.
    pub fn insert(&mut self, text: &str) -> bool {
        let text = clean(text);
        let range = self.selected().unwrap_or(self.cursor..self.cursor);
        self.change(range, &text)
    }

    /// The whole text becomes another, in one step that can be undone; the cursor stays by its
    /// line.
    pub fn replace(&mut self, text: &str) -> bool {
        let text = clean(text);
        if text == self.text {
            return false;
        }
        let line = self.text[..self.cursor].matches('\n').count();
        let is_last = !self.text[self.cursor..].contains('\n');
        let changed = self.change(0..self.text.len(), &text);
        if !is_last {
            let starts = self.text.match_indices('\n').map(|(at, _)| at + 1);
            let start = [0].into_iter().chain(starts).nth(line);
            self.cursor =
                start.map_or(self.text.len(), |start| motion::line_end(&self.text, start));
        }
        changed
    }

    pub fn undo(&mut self) -> bool {
        let Some((range, text, cursor)) = self.history.undo() else { return false };
        self.set(range, &text, cursor);
        true
    }

    pub fn redo(&mut self) -> bool {
        let Some((range, text, cursor)) = self.history.redo() else { return false };
        self.set(range, &text, cursor);
        true
    }

    /// Copies what is selected, if anything is.
    pub fn copy(&self, kills: &mut Kills) -> bool {
        let Some(range) = self.selected() else { return false };
        kills.put(&self.text[range]);
        true
    }

    /// Every change goes through here, and can be undone.
    fn change(&mut self, range: Range<usize>, text: &str) -> bool {
        if range.is_empty() && text.is_empty() {
            return false;
        }
        self.history.note(range.start, &self.text[range.clone()], text, self.cursor);
        let cursor = range.start + text.len();
        self.set(range, text, cursor);
        true
    }

    fn set(&mut self, range: Range<usize>, text: &str, cursor: usize) {
        let (from, to) = (range.start, range.start + text.len());
        let gone = Count::of_lines(&self.text, from, range.end);
        self.text.replace_range(range, text);
        let come = Count::of_lines(&self.text, from, to);
        self.count = Count {
            words: self.count.words + come.words - gone.words,
            newlines: self.count.newlines + come.newlines - gone.newlines,
        };
        // A mark that was put in joins the letter before it.
        self.cursor = motion::settle(&self.text, cursor);
        self.anchor = None;
        self.is_marked = false;
        self.wish = None;
        self.revision += 1;
    }

    /// The text as rows of at most `width` columns.
    fn laid(&self, width: usize) -> Rc<[Row]> {
        let mut laid = self.laid.borrow_mut();
        match &*laid {
            Some(laid) if laid.is_of(self.revision, width) => laid.rows(),
            _ => laid.insert(Laid::new(&self.text, self.revision, width)).rows(),
        }
    }

    /// The rows that a window of this size shows, and the place of the first: the cursor is in
    /// sight, and nothing is empty below as long as there is text above.
    pub fn rows(&self, width: usize, height: usize) -> (usize, Rc<[Row]>) {
        let rows = self.laid(width);
        let cursor = self.cursor_row(&rows);
        let before = self.window.get();
        let top = before.top.min(cursor).max((cursor + 1).saturating_sub(height));
        let top = top.min(rows.len().saturating_sub(height));
        self.window.set(Window { width, top });
        (top, rows)
    }

    /// Rows that it takes at a width.
    pub fn height(&self, width: usize) -> usize {
        self.laid(width).len()
    }

    pub fn cursor_row(&self, rows: &[Row]) -> usize {
        rows.partition_point(|row| row.from <= self.cursor).saturating_sub(1)
    }

    /// The column of a place in its row.
    pub fn column(&self, row: &Row, at: usize) -> usize {
        lay::column(&self.text[row.from..row.to], at.min(row.to) - row.from)
    }

    /// Where the cursor goes by so many rows, if there are any.
    fn by_rows(&mut self, by: isize) -> usize {
        let window = self.window.get();
        let rows = self.laid(if window.width == 0 { usize::MAX } else { window.width });
        let here = self.cursor_row(&rows);
        let wish = self.wish.unwrap_or_else(|| self.column(&rows[here], self.cursor));
        self.wish = Some(wish);
        let there = here.saturating_add_signed(by).min(rows.len() - 1);
        if there == here {
            return if by < 0 { rows[here].from } else { rows[here].to };
        }
        let row = &rows[there];
        let at = row.from + lay::at_column(&self.text[row.from..row.to], wish);
        // The end of a row that goes on below is the beginning of the one below.
        let goes_on = rows.get(there + 1).is_some_and(|below| below.from == row.to);
        if at == row.to && goes_on { motion::back(&self.text, at).max(row.from) } else { at }
    }
}

/// Line ends as they are kept, and nothing that could steer a terminal. Invisible letters of the
/// writer's own stay; they are shown by a mark.
fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if text.chars().all(is_kept) { text } else { text.chars().filter(|c| is_kept(*c)).collect() }
}

fn is_kept(letter: char) -> bool {
    !letter.is_control() || matches!(letter, '\n' | '\t')
}

/// A letter as it may be drawn.
fn safe(cluster: &str) -> String {
    SafeText::new(cluster).to_string()
}

#[cfg(test)]
#[path = "draft_tests.rs"]
mod tests;
