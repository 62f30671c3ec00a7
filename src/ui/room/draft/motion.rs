//! Where keys lead: letters as people see them, words, lines. A word is letters and figures, as
//! readline has it.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// The next place from here on that is no place inside a letter.
pub fn settle(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    let is_edge = GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0);
    if is_edge.unwrap_or(true) { at } else { forward(text, at) }
}

pub fn forward(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    cursor.next_boundary(text, 0).ok().flatten().unwrap_or(text.len())
}

pub fn back(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

pub fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

pub fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |newline| at + newline)
}

/// The end of this word, or of the next.
pub fn word_end(text: &str, at: usize) -> usize {
    let mut is_inside = false;
    for (offset, cluster) in text[at..].grapheme_indices(true) {
        match is_word(cluster) {
            true => is_inside = true,
            false if is_inside => return at + offset,
            false => {}
        }
    }
    text.len()
}

/// The beginning of this word, or of the one before.
pub fn word_start(text: &str, at: usize) -> usize {
    let mut start = None;
    for (offset, cluster) in text[..at].grapheme_indices(true).rev() {
        match (is_word(cluster), start) {
            (true, _) => start = Some(offset),
            (false, Some(start)) => return start,
            (false, None) => {}
        }
    }
    start.unwrap_or(0)
}

/// Back to the blank before this word, as `^W` kills; at the beginning of a line only its newline.
pub fn blank_before(text: &str, at: usize) -> usize {
    let start = line_start(text, at);
    if start == at {
        return at.saturating_sub(1);
    }
    let word = text[start..at].trim_end();
    let blank = word.char_indices().rev().find(|(_, letter)| letter.is_whitespace());
    blank.map_or(start, |(offset, letter)| start + offset + letter.len_utf8())
}

fn is_word(cluster: &str) -> bool {
    cluster.chars().next().is_some_and(char::is_alphanumeric)
}
