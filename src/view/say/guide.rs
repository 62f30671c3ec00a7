//! The guide's advice, to be read.

use crate::view::page::{Block, Ink};

/// One part of the guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub id: &'static str,
    pub says: &'static str,
    pub entries: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub id: String,
    pub group: String,
    /// The group's title.
    pub heading: String,
    /// May be empty.
    pub title: String,
    pub lines: Vec<String>,
}

impl Part {
    #[must_use]
    pub const fn new(id: &'static str, says: &'static str, entries: Vec<Entry>) -> Part {
        Part { id, says, entries }
    }

    /// Everything in it that has a name: its entries and their groups.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().flat_map(|entry| [entry.id.as_str(), entry.group.as_str()])
    }
}

/// What parts there are.
#[must_use]
pub fn parts(parts: &[Part]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for part in parts {
        let label = format!("mock guide {:18}", part.id);
        blocks.push(Block::hanging(Ink::Plain, &label, part.says));
    }
    blocks
}

/// All entries of a part, below the headings of their groups.
#[must_use]
pub fn part(part: &Part) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut group = "";
    for entry in &part.entries {
        if entry.group != group {
            blocks.push(Block::Blank);
            blocks.push(Block::heading(&entry.heading));
            group = &entry.group;
        }
        blocks.push(Block::Blank);
        if !entry.title.is_empty() {
            blocks.push(Block::hanging(Ink::Plain, "- ", &entry.title));
        }
        for (at, line) in entry.lines.iter().enumerate() {
            let label = if at == 0 && entry.title.is_empty() { "- " } else { "  " };
            blocks.push(Block::hanging(Ink::Plain, label, line));
        }
    }
    blocks
}
