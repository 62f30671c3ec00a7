//! What is said to a person, as blocks: headings, prose, tables and talk, without a word of how
//! they look. There is one writer a medium:
//!
//! - [`html`] and [`markdown`] write a whole [`Page`];
//! - [`rows`] writes blocks as lines of a terminal, an [`Ink`] and a text each, for a [`Screen`].
//!   `ui::out::Out::put` prints those lines; a screen of cells draws them.
//!
//! Every text in a block is [`SafeText`], so no writer can let a control character through; each
//! writer escapes for its own format.
//!
//! What a terminal shows line by line is made with these:
//!
//! | made by | in a terminal |
//! |---|---|
//! | [`Block::heading`] | a bold line |
//! | [`Block::Rule`] | a line across, dim |
//! | [`Block::Blank`] | an empty line, unless the line above is empty |
//! | [`Block::line`], [`Block::inked`] | a paragraph; newlines and indents in it are kept |
//! | [`Block::hanging`] | a label, and a paragraph that hangs beside it |
//! | [`Block::two_sided`] | left and right on one line, or one below the other |
//! | [`Block::verbatim`], [`Block::Lines`] | nothing is wrapped: all of it shown, or cut |
//! | [`Block::list`], [`Block::table`] | a list; a table, which a narrow terminal stacks |
//!
//! The terminal's writer adds an empty line above a [`Block::Section`] and nowhere else.

mod drawing;
mod escape;
mod html;
mod listing;
mod markdown;
mod terminal;
pub mod wrap;

pub use drawing::{Drawing, Pin, Shade, Shape, Sign};
pub use html::html;
pub use listing::Listing;
pub use markdown::markdown;
pub use terminal::{Row, Screen, rows};

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
    Listing(Listing),
    Points {
        points: Vec<Point>,
        /// What the words beside each point are, for media that name their columns.
        evidence: &'static str,
    },
    Talk(Vec<Turn>),
    /// Side by side where there is room.
    Columns(Vec<Block>),
    Checks(Vec<Check>),
    /// What a program said of an error: every space counts, and a line that is too long is broken.
    Message(SafeText),
    /// Drawn where a page can be; the same figures stand in words beside it.
    Figure(Drawing),
    /// A heading without a section of its own.
    Heading(SafeText),
    /// A line across.
    Rule,
    /// Space between lines of a terminal; the other media part blocks by themselves.
    Blank,
    /// A paragraph in which newlines are kept, and a label before it, which may be empty.
    Text {
        ink: Ink,
        /// With its own spaces: the text begins where the label ends.
        label: SafeText,
        text: SafeText,
    },
    /// Two things at the ends of one line.
    TwoSided {
        ink: Ink,
        left: SafeText,
        right: SafeText,
    },
    /// Lines that stand as they are; a terminal cuts one that is too long.
    Lines(Vec<(Ink, SafeText)>),
}

/// A meaning that a terminal gives a colour; words carry it too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Plain,
    Bold,
    Dim,
    /// Time runs short, a doubt.
    Amber,
    /// Time is over, not saved, an error.
    Red,
    /// What the other seat says.
    Cyan,
}

/// A stretch of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: SafeText,
    /// What is special about it.
    pub tone: Option<Tone>,
    /// Points whose evidence ends with it: what they are called, and where they stand.
    pub refs: Vec<(String, Anchor)>,
    /// Said behind it, where it ends; may be empty.
    pub note: &'static str,
}

/// What a stretch of an answer is; of several the first counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// It speaks to whoever grades, and proves nothing.
    ToGrader,
    /// A point rests on it.
    Sure,
    /// A point may rest on it.
    Maybe,
}

impl Piece {
    /// ` [1, 4]`: the points that rest on it, for media without links, and the note; empty for
    /// none.
    fn numbers(&self) -> String {
        let numbers: Vec<&str> = self.refs.iter().map(|(name, _)| name.as_str()).collect();
        let inside = [numbers.join(", "), self.note.to_owned()].into_iter();
        let inside: Vec<String> = inside.filter(|text| !text.is_empty()).collect();
        if inside.is_empty() { String::new() } else { format!(" [{}]", inside.join("; ")) }
    }
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

/// Something that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    pub passed: bool,
    /// Nothing came of it: it was left out.
    pub is_skipped: bool,
    /// Where it ends with a colon, what it says belongs to it.
    pub name: SafeText,
    /// May be empty.
    pub says: SafeText,
    /// Time and memory; a terminal shows them where nothing is said.
    pub figures: SafeText,
    pub below: Vec<Block>,
}

impl Check {
    pub fn new(passed: bool, name: &str, says: &str) -> Check {
        let figures = SafeText::default();
        let (name, says) = (SafeText::line(name), SafeText::line(says));
        Check { passed, is_skipped: false, name, says, figures, below: Vec::new() }
    }

    pub(in crate::view) const fn sign(&self, plain_letters: bool) -> &'static str {
        match (self.passed, plain_letters) {
            _ if self.is_skipped => "- skip",
            (true, false) => "✓ pass",
            (false, false) => "✗ fail",
            (true, true) => "+ pass",
            (false, true) => "x fail",
        }
    }
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

    pub fn heading(text: &str) -> Block {
        Block::Heading(SafeText::new(text))
    }

    /// A paragraph; newlines in it are kept.
    pub fn line(text: &str) -> Block {
        Block::inked(Ink::Plain, text)
    }

    pub fn inked(ink: Ink, text: &str) -> Block {
        Block::hanging(ink, "", text)
    }

    /// A label, and text that hangs beside it: `them   24 partitions`. Where the label would
    /// take more than half of a terminal's width the text goes below.
    pub fn hanging(ink: Ink, label: &str, text: &str) -> Block {
        Block::Text { ink, label: SafeText::new(label), text: SafeText::new(text) }
    }

    pub fn two_sided(ink: Ink, left: &str, right: &str) -> Block {
        Block::TwoSided { ink, left: SafeText::line(left), right: SafeText::line(right) }
    }

    /// Code or data, indented.
    pub fn verbatim(text: &str) -> Block {
        Block::Code { name: SafeText::default(), text: SafeText::new(text) }
    }

    pub fn list<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Block {
        Block::List(texts.into_iter().map(|text| vec![plain(text.as_ref())]).collect())
    }

    /// A table of plain words.
    pub fn table(head: &[&'static str], rows: &[Vec<String>]) -> Block {
        let words = |row: &Vec<String>| row.iter().map(|cell| vec![plain(cell)]).collect();
        Block::Table { head: head.to_vec(), rows: rows.iter().map(words).collect() }
    }
}

/// The words of a line without their marks.
pub fn words(line: &Line) -> String {
    line.iter().map(Inline::as_str).collect()
}

impl Inline {
    pub fn as_str(&self) -> &str {
        match self {
            Inline::Plain(text)
            | Inline::Strong(text)
            | Inline::Quiet(text)
            | Inline::Hit(text)
            | Inline::Command(text)
            | Inline::Link(text, _) => text.as_str(),
        }
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
