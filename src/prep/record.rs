//! What a record of `practice.jsonl` says.
//!
//! Versioned as a session's journal is: a later minor version adds to it, a record that this program
//! does not know is refused by name and never passed over.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ask::{Asked, OwnQuestion};
use super::card::{Card, Grade};
use super::debrief::{Interview, Outcome};
use super::plan::Plan;
use crate::time::Span;

/// The log's format, major.minor.
pub const FORMAT: &str = "1.1";

/// The first record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogHeader {
    pub format: String,
    pub log: String,
    /// Version of the program that began it.
    pub program: String,
}

impl LogHeader {
    #[must_use]
    pub fn new() -> LogHeader {
        LogHeader {
            format: FORMAT.to_owned(),
            log: "practice".to_owned(),
            program: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }
}

impl Default for LogHeader {
    fn default() -> LogHeader {
        LogHeader::new()
    }
}

/// Any later record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Milliseconds since 1970, and the offset from UTC there. For reading only.
    pub wall_ms: i64,
    pub zone: String,
    /// The day of practice it counts for.
    pub day: NaiveDate,
    pub fact: Fact,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fact {
    /// A card came into the log, with all that is needed to ask it again; a later one replaces it.
    Taken {
        card: Box<Card>,
    },
    Reviewed(Review),
    /// The review, or what was told of an interview, with this record's number never was.
    Undone {
        seq: u64,
    },
    /// Not asked again until it is released.
    Suspended {
        card: String,
    },
    Released {
        card: String,
    },
    /// Not asked before that day.
    Buried {
        card: String,
        until: NaiveDate,
    },
    /// A later plan of the same name replaces it, with all that was done.
    PlanMade {
        plan: Box<Plan>,
    },
    PlanDropped {
        plan: String,
    },
    TaskDone {
        plan: String,
        task: String,
    },
    /// It was not done after all.
    TaskOpened {
        plan: String,
        task: String,
    },
    TaskMoved {
        plan: String,
        task: String,
        to: NaiveDate,
    },
    /// A story was told against the clock.
    StoryRehearsed(Rehearsal),
    /// A question of one's own for interviewers; a later one of the same id replaces it.
    QuestionAdded {
        question: Box<OwnQuestion>,
    },
    QuestionRemoved {
        question: String,
    },
    /// What is to be asked in a round from now on, in place of what was chosen for it before; under
    /// no name in any round.
    QuestionsChosen {
        round: String,
        questions: Vec<String>,
    },
    QuestionAsked(Asked),
    /// A real interview; a later one of the same id says it better.
    InterviewTold {
        interview: Box<Interview>,
    },
    InterviewDropped {
        interview: String,
    },
    OutcomeCame {
        interview: String,
        outcome: Outcome,
    },
}

/// One telling of a story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rehearsal {
    /// The story's id.
    pub story: String,
    /// Time of each letter.
    pub took: [Span; 4],
    /// Words of each letter, where it was typed; nothing where it was said aloud.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<[u32; 4]>,
}

impl Rehearsal {
    /// All letters together.
    #[must_use]
    pub fn total(&self) -> Span {
        Span(self.took.iter().fold(0, |sum, took| sum.saturating_add(took.0)))
    }
}

/// One answer to a card. What follows from it is recorded with it, so that no later version of the
/// scheduler moves a date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    pub card: String,
    pub grade: Grade,
    pub due: NaiveDate,
    pub memory: Memory,
    pub took: Span,
    /// What was typed; empty where it was said aloud.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub said: String,
}

/// What the scheduler knows of a card, in thousandths: days until recall falls to nine in ten, and
/// how hard it is, 1–10.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    pub stability: u64,
    pub difficulty: u64,
}
