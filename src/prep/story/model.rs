//! What a story is, and what can be wrong with its file.

/// Bytes of a title, in a file and in a journal: one has to be read at a glance.
pub const TITLE_MOST: usize = 200;

/// A story as its file has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Story {
    /// The file's name without its ending.
    pub id: String,
    pub title: String,
    /// As the bank's questions name them, or in words of one's own.
    pub competencies: Vec<String>,
    pub year: Option<i64>,
    /// Figures to have at hand: `2 hours -> 15 minutes`.
    pub numbers: Vec<String>,
    /// Who was involved, as roles: `billing lead`.
    pub people: Vec<String>,
    /// Situation, task, action, result; empty where nothing is written yet.
    pub letters: [String; 4],
    /// What is written beside the letters.
    pub notes: String,
    /// Keys of the front matter that `mock` doesn't know.
    pub others: toml::Table,
    /// What looks like a slip, though the story can be read.
    pub remarks: Vec<Fault>,
}

/// What is wrong with a story's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// From 1; nothing where it is the file as a whole.
    pub line: Option<usize>,
    pub cause: String,
    /// What to do about it.
    pub help: String,
}

impl Story {
    /// Whether it is told for questions about this competency. Case and blanks don't count.
    #[must_use]
    pub fn tells(&self, competency: &str) -> bool {
        self.competencies.iter().any(|own| is_same(own, competency))
    }

    /// Nothing is written in any letter.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.letters.iter().all(String::is_empty)
    }
}

/// Two names of a competency that a person wouldn't tell apart.
#[must_use]
pub fn is_same(one: &str, other: &str) -> bool {
    let words =
        |text: &str| text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ");
    words(one) == words(other)
}
