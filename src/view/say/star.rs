//! The shape of a story in four letters: shares beside the usual ones, and what was checked.

use crate::figures::whole_percent;
use crate::score::star::{Share, StarReport};
use crate::time::Span;
use crate::view::page::{Block, Ink, plain, quiet};
use crate::view::transcript::LetterPart;
use crate::view::words::title;

/// Each letter's time and words with their shares, and the usual share.
#[must_use]
pub fn shares(letters: &[LetterPart]) -> Block {
    let row = |letter: &LetterPart| {
        let time = format!("{}, {}", Span(letter.used_ms), whole_percent(letter.time_share));
        let said = format!("{}, {}", letter.words, whole_percent(letter.word_share));
        vec![
            vec![plain(&title(letter.letter))],
            vec![plain(&time)],
            vec![plain(&said)],
            vec![quiet(&whole_percent(letter.guide))],
        ]
    };
    let rows = letters.iter().map(row).collect();
    Block::Table { head: vec!["letter", "time", "words", "guide"], rows }
}

/// The same in short, as it is told in a session; without words where none was written.
#[must_use]
pub fn spread(shares: &[Share; 4], has_words: bool) -> Block {
    let row = |share: &Share| {
        let words = has_words.then(|| share.words.to_string());
        let first = [title(share.letter), Span(share.used_ms).to_string()];
        let time = whole_percent(share.time_share);
        first.into_iter().chain([time]).chain(words).chain([whole_percent(share.guide)]).collect()
    };
    let rows: Vec<Vec<String>> = shares.iter().map(row).collect();
    match has_words {
        true => Block::table(&["", "time", "share", "words", "guide"], &rows),
        false => Block::table(&["", "time", "share", "guide"], &rows),
    }
}

/// Each check that has a meaning here, and what it rests on.
#[must_use]
pub fn checks(report: &StarReport) -> Vec<Block> {
    let mut blocks = Vec::new();
    for check in &report.checks {
        let label = match check.holds {
            Some(true) => "  yes      ",
            Some(false) => "  no       ",
            None => continue,
        };
        let text = format!("{}: {}", check.rule, check.evidence);
        blocks.push(Block::hanging(Ink::Plain, label, &text));
    }
    blocks
}
