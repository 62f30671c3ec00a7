//! A page: headings, prose, tables and talk, without a word of how they look.
//!
//! Every text in it is [`SafeText`], so no writer can let a control character through; each
//! writer escapes for its own format.

mod escape;
mod html;
mod markdown;

pub use html::html;
pub use markdown::markdown;

use crate::text::SafeText;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    pub title: SafeText,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading, one level below the one it stands under, and what belongs to it.
    Section {
        title: SafeText,
        blocks: Vec<Block>,
    },
    /// A section that is shut at first, where a page can be opened and shut.
    Folded {
        title: SafeText,
        blocks: Vec<Block>,
    },
    Para(Line),
    /// What a reader must not miss.
    Notice(Line),
    /// Somebody's own words, line by line as they were written.
    Prose(SafeText),
    /// Text in which every space counts.
    Code {
        name: SafeText,
        text: SafeText,
    },
    List(Vec<Line>),
    Facts(Vec<(&'static str, Line)>),
    Table {
        head: Vec<&'static str>,
        rows: Vec<Vec<Line>>,
    },
    Talk(Vec<Turn>),
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
}

/// Something said, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    pub time: SafeText,
    pub who: SafeText,
    pub text: SafeText,
}

impl Block {
    pub fn section(title: &str, blocks: Vec<Block>) -> Block {
        Block::Section { title: SafeText::line(title), blocks }
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

/// As `SafeText::line`, but keeps the space at either end, which parts it from its neighbour.
fn one_line(text: &str) -> SafeText {
    SafeText::new(&text.replace(['\n', '\t'], " "))
}
