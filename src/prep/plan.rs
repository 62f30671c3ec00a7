//! A plan: the guide's stages laid between today and an interview, and how it follows what happens.
//!
//! What it was made of is in the log (`Plan`); where its tasks lie by now is computed, from what
//! was done and moved and from what the sessions show.

pub mod lay;
pub mod make;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::bank::question::{Kind, Level};

/// A plan as it was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What it is called on the command line.
    pub id: String,
    /// May be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub company: String,
    /// Of the interview.
    pub date: NaiveDate,
    pub made: NaiveDate,
    pub level: Level,
    /// The round or loop that is expected, by id.
    pub format: String,
    pub minutes_a_week: u32,
    /// In their order.
    pub stages: Vec<PlanStage>,
    pub tasks: Vec<Task>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanStage {
    pub id: String,
    pub title: String,
    /// Both included; none where there is no time for it.
    pub days: Option<(NaiveDate, NaiveDate)>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// What it is called on the command line, and in the calendar.
    pub id: String,
    /// Place among the stages.
    pub stage: usize,
    pub text: String,
    pub minutes: u32,
    /// 1 is done whatever happens, 3 goes first where time is short.
    pub matters: u32,
    /// The command that does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<String>,
    /// A round to rehearse, done once so many of its kind are scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<Rehearsal>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rehearsal {
    pub kind: Kind,
    /// The first, the second of its kind since the plan was made.
    pub nth: u32,
}

/// A plan and what was done about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub plan: Plan,
    /// Tasks that were ticked, and when.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub done: BTreeMap<String, NaiveDate>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub moved: BTreeMap<String, NaiveDate>,
}

impl Plan {
    /// `Acme on 2027-01-15`.
    #[must_use]
    pub fn title(&self) -> String {
        match self.company.as_str() {
            "" => format!("Interview on {}", self.date),
            company => format!("{company} on {}", self.date),
        }
    }
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
