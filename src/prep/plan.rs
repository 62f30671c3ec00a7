//! A plan: the guide's stages laid between today and an interview, and how it follows what happens.
//!
//! What it was made of is in the log (`Plan`); where its tasks lie by now is computed, from what
//! was done and moved and from what the sessions show.

mod days;
pub mod lay;
pub mod make;
mod shown;
pub mod withdrawn;

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::day::later;
use crate::bank::question::{Kind, Level};
use crate::text::SafeText;

/// Days for which something that was left to do after an interview is shown though it's overdue.
const IN_SIGHT: i64 = 30;

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
    /// When it begins, by the clock where it is held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<NaiveTime>,
    pub made: NaiveDate,
    /// The newest session there was by then, empty where there was none: neither it nor an older one
    /// does a task. A plan that doesn't say goes by the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
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
    /// What the interviews that were held left to do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<FollowUp>,
    /// The day on which the interview that it is for was first told of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<NaiveDate>,
}

/// Something to do after an interview, on a day of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    pub task: Task,
    pub date: NaiveDate,
    /// What happened did it.
    pub done: Option<NaiveDate>,
    /// What happened made it pointless; one that was ticked is shown all the same.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_moot: bool,
}

impl Kept {
    /// Nothing of it is done yet.
    #[must_use]
    pub fn new(plan: Plan) -> Kept {
        let (done, moved) = (BTreeMap::new(), BTreeMap::new());
        Kept { plan, done, moved, after: Vec::new(), told: None }
    }

    /// The last day on which it is shown; nothing where it has no day at all. What an interview left
    /// to do keeps it in sight for a while.
    #[must_use]
    pub fn ends(&self) -> Option<NaiveDate> {
        let stages = self.plan.stages.iter().filter_map(|stage| stage.days).map(|(_, to)| to);
        let after = self.after.iter().filter(|of| !of.is_moot && of.done.is_none());
        let after = after.map(|of| later(self.put_on(&of.task).unwrap_or(of.date), IN_SIGHT));
        let behind = self.plan.tasks.iter().filter(|task| task.stage > DAY);
        let open = behind.filter(|task| !self.done.contains_key(&task.id));
        let moved = open.filter_map(|task| self.put_on(task));
        stages.chain(after).chain(moved).max()
    }

    /// The day that a person put a task on.
    fn put_on(&self, task: &Task) -> Option<NaiveDate> {
        self.moved.get(&task.id).copied()
    }

    /// Whether the interview and the time after it lie behind.
    #[must_use]
    pub fn is_over(&self, today: NaiveDate) -> bool {
        self.ends().is_none_or(|last| last < today)
    }
}

/// Minutes for a topic: a short round of it, and its marks.
const TOPIC_MINUTES: u32 = 45;

/// The stage of the day itself: the ones before it end with the interview, the ones behind it begin
/// then.
pub const DAY: usize = 3;

impl Plan {
    /// `Acme on 2027-01-15`.
    #[must_use]
    pub fn title(&self) -> String {
        match self.name().as_str() {
            "" => format!("Interview on {}", self.date),
            company => format!("{company} on {}", self.date),
        }
    }

    /// What tells it from other plans: the company, or the day too where several have its name.
    #[must_use]
    pub fn title_in(&self, plans: &[&Kept]) -> String {
        let name = self.name();
        let namesakes = plans.iter().filter(|kept| kept.plan.name() == name).count();
        if name.as_str().is_empty() || namesakes > 1 {
            return self.title();
        }
        name.to_string()
    }

    /// The company in one line; empty where it has no name.
    #[must_use]
    pub fn name(&self) -> SafeText {
        SafeText::line(&self.company)
    }
}

/// The task to practise a topic, given by id and title.
fn practise((id, title): (&str, &str), why: &str, stage: usize, matters: u32) -> Task {
    Task {
        id: format!("topic-{id}"),
        stage,
        text: format!("Practise {title}: {why}"),
        minutes: TOPIC_MINUTES,
        matters,
        run: Some(format!("mock run --topic {id} --minutes 20")),
        round: None,
    }
}

#[cfg(test)]
#[path = "plan_tests.rs"]
pub(crate) mod tests;
