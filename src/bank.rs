//! The question bank: what can be asked, and what is known about each question.

pub mod draw;
pub mod fault;
pub mod load;
pub mod parse;
pub mod prep;
pub mod question;
pub mod rule;
pub mod task;
pub mod topic;
pub mod walk;

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::format::{Format, LoopFormat, RoundFormat};
use question::Question;
use topic::Topic;

/// Everything that can be drawn from: questions, their topics, and the formats of interviews.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bank {
    /// In the order of their ids.
    pub questions: Vec<Question>,
    /// By slug.
    pub topics: BTreeMap<String, Topic>,
    /// By id, as are loops. The two share their ids: `--format` names either.
    pub rounds: BTreeMap<String, RoundFormat>,
    pub loops: BTreeMap<String, LoopFormat>,
    /// Where each question stands, by id.
    pub origins: BTreeMap<String, Origin>,
    /// Where each round and loop stands, by id.
    pub format_origins: BTreeMap<String, Origin>,
    /// Every TOML file that was read, by path: messages quote it.
    pub texts: BTreeMap<String, Cow<'static, str>>,
}

/// The file a question or format came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// On disk, or `question-bank/…` where it is built in.
    pub path: String,
    pub built_in: bool,
}

impl Bank {
    pub fn question(&self, id: &str) -> Option<&Question> {
        let found = self.questions.binary_search_by(|question| question.ask.id.as_str().cmp(id));
        found.ok().map(|index| &self.questions[index])
    }

    /// Adds a question, or replaces the one of the same id and says so.
    pub fn put(&mut self, question: Question) -> bool {
        let id = &question.ask.id;
        match self.questions.binary_search_by(|other| other.ask.id.cmp(id)) {
            Ok(index) => {
                self.questions[index] = question;
                true
            }
            Err(index) => {
                self.questions.insert(index, question);
                false
            }
        }
    }

    /// A round or a loop.
    pub fn format(&self, id: &str) -> Option<Format> {
        let round = self.rounds.get(id).cloned().map(Format::Round);
        round.or_else(|| self.loops.get(id).cloned().map(Format::Loop))
    }

    /// As `put`, for rounds and loops.
    pub fn put_format(&mut self, format: Format) -> bool {
        let id = format.id().to_owned();
        let was_round = self.rounds.remove(&id).is_some();
        let was_loop = self.loops.remove(&id).is_some();
        match format {
            Format::Round(round) => drop(self.rounds.insert(id, round)),
            Format::Loop(looped) => drop(self.loops.insert(id, looped)),
        }
        was_round || was_loop
    }
}
