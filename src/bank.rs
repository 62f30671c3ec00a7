//! The question bank: what can be asked, and what is known about each question.

pub mod fault;
pub mod load;
pub mod parse;
pub mod question;
pub mod rule;
pub mod topic;
pub mod walk;

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::format::Format;
use question::Question;
use topic::Topic;

/// Everything that can be drawn from: questions, their topics, and the formats of interviews.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bank {
    /// By id.
    pub questions: BTreeMap<String, Question>,
    /// By slug.
    pub topics: BTreeMap<String, Topic>,
    /// Rounds and loops, by id.
    pub formats: BTreeMap<String, Format>,
    /// Where each question stands, by id.
    pub origins: BTreeMap<String, Origin>,
    /// Every TOML file that was read, by path: messages quote it.
    pub texts: BTreeMap<String, Cow<'static, str>>,
}

/// The file a question came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// On disk, or `question-bank/…` where it is built in.
    pub path: String,
    pub built_in: bool,
}
