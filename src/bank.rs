//! The question bank: what can be asked, and what is known about each question.

pub mod card;
pub mod coverage;
pub mod fault;
pub mod migrate;
pub mod pack;
pub mod parse;
pub mod prep;
pub mod question;
pub mod review;
pub mod rule;
pub mod sample;
pub mod schema;
pub mod seed_map;
pub mod shown;
pub mod sql;
pub mod task;
pub mod topic;
pub mod walk;

use std::borrow::Cow;
use std::collections::BTreeMap;

use question::Question;
use topic::Topic;

/// The questions that can be drawn, and their topics.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bank {
    /// In the order of their ids.
    pub questions: Vec<Question>,
    /// By slug.
    pub topics: BTreeMap<String, Topic>,
    /// Where each question is from, by id.
    pub origins: BTreeMap<String, Origin>,
    /// Every TOML file that was read, by path, those of rounds and loops too: messages quote it.
    pub texts: BTreeMap<String, Cow<'static, str>>,
}

/// The file a question, round or loop came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// On disk, or `question-bank/…` where it is built in.
    pub path: String,
    pub built_in: bool,
    /// The pack it came with, where it is somebody else's.
    pub pack: Option<String>,
}

impl Origin {
    /// In a word or two: `built in`, `pack NAME`, or the file.
    pub fn told(&self) -> String {
        match &self.pack {
            Some(pack) => format!("pack {pack}"),
            None if self.built_in => "built in".to_owned(),
            None => self.path.clone(),
        }
    }
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
}
