//! A page: headings, prose, tables and talk, without a word of how they look.
//!
//! Every text in it is [`SafeText`], so no writer can let a control character through; each
//! writer escapes for its own format.

mod drawing;
mod escape;
mod html;
mod markdown;

pub use drawing::{Drawing, Ink, Pin, Shape, Sign};
pub use html::html;
pub use markdown::markdown;

use crate::engine::event::Band;
use crate::text::SafeText;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// What kind of page it is, above the title; may be empty.
    pub kicker: SafeText,
    pub title: SafeText,
    /// Whether a list of its sections stands beside it.
    pub has_contents: bool,
    pub blocks: Vec<Block>,
}

/// A name that a link leads to: letters, digits and hyphens, made here and never foreign.
pub type Anchor = String;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading, one level below the one it stands under, and what belongs to it.
    Section {
        title: SafeText,
        /// Empty where nothing leads to it.
        anchor: Anchor,
        blocks: Vec<Block>,
    },
    /// A section that is shut at first, where a page can be opened and shut.
    Folded {
        title: SafeText,
        blocks: Vec<Block>,
    },
    Para(Line),
    /// The one thing a page says, large, and what goes with it.
    Hero(SafeText, Line),
    /// What a reader must not miss.
    Notice(Line),
    /// Somebody's own words, line by line as they were written.
    Prose(SafeText),
    /// The same, with the places marked that points rest on.
    Marked {
        pieces: Vec<Piece>,
        /// Every space counts.
        is_code: bool,
    },
    /// Text in which every space counts.
    Code {
        name: SafeText,
        text: SafeText,
    },
    List(Vec<Line>),
    /// What speaks for something, and what against it.
    Sides {
        spoke_for: Vec<Line>,
        spoke_against: Vec<Line>,
    },
    Facts(Vec<(&'static str, Line)>),
    /// The first cell of a row is its header.
    Table {
        head: Vec<&'static str>,
        rows: Vec<Vec<Line>>,
    },
    Points(Vec<Point>),
    Talk(Vec<Turn>),
    /// Side by side where there is room.
    Columns(Vec<Block>),
    /// Drawn where a page can be; the same figures stand in words beside it.
    Figure(Drawing),
}

/// A stretch of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: SafeText,
    /// Whether points rest on it, and whether surely.
    pub band: Option<Band>,
    /// Points whose evidence ends with it: number, and where they stand.
    pub refs: Vec<(usize, Anchor)>,
}

/// One point of a checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    pub number: usize,
    pub anchor: Anchor,
    pub mark: Line,
    pub text: SafeText,
    /// Dimension, weight, must.
    pub role: SafeText,
    pub evidence: Line,
}

/// Words on one line.
pub type Line = Vec<Inline>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    Plain(SafeText),
    Strong(SafeText),
    /// Beside the point.
    Quiet(SafeText),
    /// A word that was matched.
    Hit(SafeText),
    /// A command to type.
    Command(SafeText),
    /// Leads to a section or a point of this page.
    Link(SafeText, Anchor),
}

/// Something said, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    pub time: SafeText,
    pub who: SafeText,
    pub text: SafeText,
}

impl Page {
    /// The same without its drawings: everything they show stands in words too.
    #[must_use]
    pub fn undrawn(mut self) -> Page {
        undraw(&mut self.blocks);
        self
    }
}

fn undraw(blocks: &mut Vec<Block>) {
    blocks.retain(|block| !matches!(block, Block::Figure(_)));
    for block in blocks {
        if let Block::Section { blocks, .. }
        | Block::Folded { blocks, .. }
        | Block::Columns(blocks) = block
        {
            undraw(blocks);
        }
    }
}

impl Block {
    pub fn section(title: &str, blocks: Vec<Block>) -> Block {
        Block::Section { title: SafeText::line(title), anchor: Anchor::new(), blocks }
    }

    /// A section that links may lead to.
    pub fn section_at(anchor: &str, title: &str, blocks: Vec<Block>) -> Block {
        Block::Section { title: SafeText::line(title), anchor: anchor.to_owned(), blocks }
    }

    pub fn folded(title: &str, blocks: Vec<Block>) -> Block {
        Block::Folded { title: SafeText::line(title), blocks }
    }

    pub fn para(text: &str) -> Block {
        Block::Para(vec![plain(text)])
    }

    pub fn notice(text: &str) -> Block {
        Block::Notice(vec![plain(text)])
    }
}

pub fn plain(text: &str) -> Inline {
    Inline::Plain(one_line(text))
}

pub fn strong(text: &str) -> Inline {
    Inline::Strong(one_line(text))
}

pub fn quiet(text: &str) -> Inline {
    Inline::Quiet(one_line(text))
}

pub fn hit(text: &str) -> Inline {
    Inline::Hit(one_line(text))
}

pub fn command(text: &str) -> Inline {
    Inline::Command(one_line(text))
}

pub fn link(text: &str, anchor: &str) -> Inline {
    Inline::Link(one_line(text), anchor.to_owned())
}

/// As `SafeText::line`, but keeps the space at either end, which parts it from its neighbour.
fn one_line(text: &str) -> SafeText {
    SafeText::new(&text.replace(['\n', '\t'], " "))
}
