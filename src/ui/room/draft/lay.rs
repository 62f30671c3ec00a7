//! A text as rows of a width: cut by words where it can be, by letters where it must.

use std::rc::Rc;

use unicode_segmentation::UnicodeSegmentation;

use super::safe;
use crate::view::page::wrap::columns;

/// Columns between two stops of a tab.
const TAB: usize = 4;

/// Stands for a letter that cannot be seen.
const UNSEEN: &str = "▯";

/// A row of a text: its bytes, and the line of the text it is of, from 0 on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    pub from: usize,
    pub to: usize,
    pub line: usize,
    /// The line begins with it.
    pub is_first: bool,
}

/// The rows of a text, and of which text and width they are.
pub struct Laid {
    revision: u64,
    width: usize,
    rows: Rc<[Row]>,
}

impl Laid {
    pub fn new(text: &str, revision: u64, width: usize) -> Laid {
        let mut rows = Vec::new();
        let mut at = 0;
        for (line, words) in text.split('\n').enumerate() {
            let cuts = cuts(words, width.max(1));
            let mut from = 0;
            for to in cuts.into_iter().chain([words.len()]) {
                rows.push(Row { from: at + from, to: at + to, line, is_first: from == 0 });
                from = to;
            }
            at += words.len() + 1;
        }
        Laid { revision, width, rows: rows.into() }
    }

    pub fn is_of(&self, revision: u64, width: usize) -> bool {
        (self.revision, self.width) == (revision, width)
    }

    pub fn rows(&self) -> Rc<[Row]> {
        Rc::clone(&self.rows)
    }
}

/// Where a line is cut. The cursor needs a column behind the last letter.
fn cuts(line: &str, width: usize) -> Vec<usize> {
    if line.len() < width && is_simple(line) {
        return Vec::new();
    }
    let mut cuts = Vec::new();
    let (mut start, mut column) = (0, 0);
    // Behind the last blank of this row, and the columns up to there.
    let mut word = (0, 0);
    let mut take = |at: usize, end: usize, wide: &dyn Fn(usize) -> usize, is_blank: bool| {
        // A blank hangs over the edge.
        if is_blank && column == width {
            cuts.push(end);
            (start, column, word) = (end, 0, (end, 0));
            return;
        }
        if !is_blank && column + wide(column) > width && at > start {
            let is_at_word = word.0 > start;
            let (cut, used) = if is_at_word { word } else { (at, column) };
            cuts.push(cut);
            start = cut;
            column -= used;
            word = (cut, 0);
        }
        column = if is_blank { (column + wide(column)).min(width) } else { column + wide(column) };
        if is_blank {
            word = (end, column);
        }
    };
    if is_simple(line) {
        for (at, byte) in line.bytes().enumerate() {
            take(at, at + 1, &|_| 1, byte == b' ');
        }
    } else {
        for (at, cluster) in line.grapheme_indices(true) {
            let wide = |column| width_of(cluster, column);
            take(at, at + cluster.len(), &wide, cluster.trim().is_empty());
        }
    }
    // A full last row has no place for the cursor behind it.
    if column >= width && start < line.len() {
        let cut = if word.0 > start && word.0 < line.len() { word.0 } else { line.len() };
        cuts.push(cut);
    }
    cuts
}

/// One byte a letter, one column a letter.
fn is_simple(line: &str) -> bool {
    line.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Columns that a letter takes, where `column` columns of its row stand before it: the stops of a
/// tab are counted from where its row begins, wherever a row is laid out, drawn or walked through.
fn width_of(cluster: &str, column: usize) -> usize {
    if cluster == "\t" {
        return TAB - column % TAB;
    }
    if is_simple(cluster) { cluster.len() } else { columns(&shown_letter(cluster)) }
}

/// Blanks up to the next stop of a tab.
pub fn tab_to(column: usize) -> usize {
    TAB - column % TAB
}

/// A letter as it is drawn: one that cannot be seen by a mark.
pub fn shown_letter(cluster: &str) -> String {
    let clean = safe(cluster);
    let is_whole = clean.len() == cluster.len();
    match columns(&clean) {
        0 => UNSEEN.to_owned(),
        // In words of another script it decides a letter's shape, and belongs there.
        _ if is_whole || !clean.is_ascii() => clean,
        _ => format!("{clean}{UNSEEN}"),
    }
}

/// The column of a place in a row's text.
pub fn column(row: &str, at: usize) -> usize {
    if is_simple(row) {
        return at;
    }
    let before = row.grapheme_indices(true).take_while(|(offset, _)| *offset < at);
    before.fold(0, |column, (_, cluster)| column + width_of(cluster, column))
}

/// The place that is nearest to a column.
pub fn at_column(row: &str, wish: usize) -> usize {
    if is_simple(row) {
        return wish.min(row.len());
    }
    let mut column = 0;
    for (offset, cluster) in row.grapheme_indices(true) {
        let wide = width_of(cluster, column);
        if column + wide > wish {
            return offset;
        }
        column += wide;
    }
    row.len()
}
