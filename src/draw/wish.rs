//! What a candidate asks for of a session.

use std::collections::{BTreeMap, BTreeSet};

use crate::bank::question::Level;
use crate::bank::task::Language;
use crate::figures::short;
use crate::format::plan::{Interviewer, SessionMode};

/// What the candidate asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    pub level: Level,
    /// Practice for a round and exam for a loop where not given.
    pub mode: Option<SessionMode>,
    pub interviewer: Interviewer,
    pub time: TimeWish,
    /// Topics to prefer, and topics never to draw.
    pub topics: Vec<String>,
    pub without: Vec<String>,
    /// Weights of topics by a job advert, in addition to the format's own.
    pub job: BTreeMap<String, u32>,
    /// Question ids of recent sessions, newest session first.
    pub seen: Vec<Vec<String>>,
    /// Questions to draw again because they went badly.
    pub redo: BTreeSet<String>,
    /// Loops: one interviewer, drawn, has a veto.
    pub bar_raiser: bool,
    /// What programs are written in.
    pub language: Language,
}

/// How the time limits are changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeWish {
    AsWritten,
    /// In thousandths: 1500 is half as long again.
    Scaled(u32),
    /// The whole thing in this many minutes.
    Minutes(u32),
    Untimed,
}

impl TimeWish {
    /// As the report says it; nothing for the limits as written.
    pub fn words(self) -> Option<String> {
        match self {
            TimeWish::AsWritten => None,
            TimeWish::Scaled(by) => Some(format!("{}x", short(by))),
            TimeWish::Minutes(minutes) => Some(format!("{minutes} minutes")),
            TimeWish::Untimed => Some("untimed".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_says_how_time_was_changed() {
        assert_eq!(TimeWish::Scaled(1500).words().as_deref(), Some("1.5x"));
        assert_eq!(TimeWish::Scaled(2000).words().as_deref(), Some("2x"));
        assert_eq!(TimeWish::AsWritten.words(), None);
    }
}
