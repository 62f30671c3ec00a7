//! What the matcher answers: its findings, and the figures that cut them into bands.

use std::ops::Range;

use crate::engine::event::Band;

/// From this share (thousandths) a sentence is "likely" to cover an item.
pub const LIKELY: u32 = 600;
/// From this share (thousandths) a sentence is "maybe, read this".
pub const MAYBE: u32 = 350;
/// A term of the prompt weighs three tenths: repeating the question proves little.
pub const PROMPT_TENTHS: u32 = 3;

/// Whether window and phrasing agree on "not".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Polarity {
    /// Both negate, or neither does.
    Agrees,
    /// One negates and the other does not: the right words may say the wrong thing.
    Check,
}

/// An item and the ways a candidate may say it.
#[derive(Debug, Clone, Copy)]
pub struct ItemPhrasings<'a> {
    /// The item's id.
    pub id: &'a str,
    /// Two to four sentences, as docs/bank.md asks.
    pub phrasings: &'a [String],
}

/// What the matcher found for one item: always one entry an item, in the items' order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The item's id.
    pub item: String,
    /// Which of its phrasings matched best.
    pub phrasing: usize,
    /// Bytes of the window in the answer; empty where the band is [`Band::None`].
    pub range: Range<usize>,
    /// Share of the phrasing's weight found, in thousandths. Not for showing: bands are words.
    pub share: u32,
    /// The share weighed against what else the window says, in thousandths: the figure to rank
    /// and to measure by.
    pub score: u32,
    /// The share as a word, lowered where the polarity must be checked.
    pub band: Band,
    /// Whether "not" agrees.
    pub polarity: Polarity,
    /// Bytes of the matched words in the answer, in order, for marking them in the quote.
    pub words: Vec<Range<usize>>,
}
