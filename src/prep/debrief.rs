//! A real interview, told afterwards: what was asked, how it felt, and what came of it.
//!
//! Everything that was told stays in the log; the last telling that was not taken back counts.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::day::later;
use super::plan::{FollowUp, Task};
use crate::bank::question::Kind;
use crate::words::words;

/// Days after which no answer is one to ask about, where no day was promised.
const ANSWER_DAYS: i64 = 7;

words! {
    /// What came of an interview.
    Came {
        Passed = "passed",
        Offer = "offer",
        Rejected = "rejected",
        /// They never answered.
        Silence = "no-answer",
        /// The candidate gave up, or the place was filled.
        Withdrawn = "withdrawn",
    }
}

impl Came {
    /// Whether they wanted to go on; nothing where nobody said.
    #[must_use]
    pub const fn is_yes(self) -> Option<bool> {
        match self {
            Came::Passed | Came::Offer => Some(true),
            Came::Rejected => Some(false),
            Came::Silence | Came::Withdrawn => None,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interview {
    /// `acme-coding`: what it is called on the command line.
    pub id: String,
    pub company: String,
    /// In the person's words, or a round's id.
    pub round: String,
    /// As the program rehearses it; nothing for a round of a kind that it does not have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    pub date: NaiveDate,
    /// Who held it; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub with: String,
    /// Each question that was asked, in the person's words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<String>,
    /// How it felt, sealed: 1 strong no, 2 no, 3 hire, 4 strong hire.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guess: Option<u32>,
    /// The guess was sealed when the outcome was known: it foresaw nothing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub informed: bool,
    /// One thing that was talked about, for the note of thanks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// The day by which they promised an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<NaiveDate>,
    /// The plan it belongs to.
    pub plan: String,
}

/// What came of it, as it was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    pub came: Came,
    /// Their reason, in their words or one's own.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub said: String,
}

/// All that was told of one interview, with the numbers of the records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    told: Vec<(u64, NaiveDate, Interview)>,
    came: Vec<(u64, NaiveDate, Outcome)>,
    dropped: Vec<u64>,
}

impl Held {
    pub(super) fn tell(&mut self, seq: u64, day: NaiveDate, interview: Interview) {
        self.told.push((seq, day, interview));
    }

    pub(super) fn come(&mut self, seq: u64, day: NaiveDate, outcome: Outcome) {
        self.came.push((seq, day, outcome));
    }

    pub(super) fn drop_it(&mut self, seq: u64) {
        self.dropped.push(seq);
    }

    pub(super) fn take_back(&mut self, seq: u64) {
        self.told.retain(|(of, ..)| *of != seq);
        self.came.retain(|(of, ..)| *of != seq);
        self.dropped.retain(|of| *of != seq);
    }

    /// As it was told last; nothing where it was dropped or taken back.
    #[must_use]
    pub fn interview(&self) -> Option<&Interview> {
        let (.., interview) = self.told.last().filter(|_| self.dropped.is_empty())?;
        Some(interview)
    }

    /// What came of it, and the day that was told.
    #[must_use]
    pub fn outcome(&self) -> Option<(NaiveDate, &Outcome)> {
        self.came.last().map(|(_, day, outcome)| (*day, outcome))
    }

    /// The day it was first told of.
    #[must_use]
    pub fn told_on(&self) -> Option<NaiveDate> {
        self.told.first().map(|(_, day, _)| *day)
    }

    /// The newest record of it, and what it did.
    #[must_use]
    pub fn last(&self) -> Option<(u64, Did)> {
        let told = self
            .told
            .last()
            .map(|(seq, ..)| (*seq, if self.told.len() > 1 { Did::Mended } else { Did::Told }));
        let came = self.came.last().map(|(seq, _, outcome)| (*seq, Did::Came(outcome.came)));
        let dropped = self.dropped.last().map(|seq| (*seq, Did::Dropped));
        [told, came, dropped].into_iter().flatten().max_by_key(|(seq, _)| *seq)
    }
}

/// What a record did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Did {
    Told,
    Mended,
    Came(Came),
    Dropped,
}

impl Interview {
    /// `Acme, coding`.
    #[must_use]
    pub fn title(&self) -> String {
        format!("{}, {}", self.company, self.round)
    }

    /// The task of thanking, as the plan and the calendar call it.
    #[must_use]
    pub fn thanks_id(&self) -> String {
        format!("thank-you-{}", self.id)
    }

    /// The task of asking where no answer comes.
    #[must_use]
    pub fn reminder_id(&self) -> String {
        format!("answer-{}", self.id)
    }

    /// The day on which to ask where no answer came by then: a working day.
    #[must_use]
    pub fn remind_on(&self) -> NaiveDate {
        let wanted = match self.answer_by {
            Some(day) => later(day, 1),
            None => later(self.date, ANSWER_DAYS),
        };
        match wanted.weekday() {
            Weekday::Sat => later(wanted, 2),
            Weekday::Sun => later(wanted, 1),
            _ => wanted,
        }
    }
}

/// Minutes for a note of thanks, and for asking.
const THANKS_MINUTES: u32 = 20;
const REMINDER_MINUTES: u32 = 10;

/// What is to be done after an interview. `stage` is the plan's last.
pub(super) fn follow_ups(held: &Held, stage: usize) -> Vec<FollowUp> {
    let Some(interview) = held.interview() else { return Vec::new() };
    let Interview { id, company, date, .. } = interview;
    let task = |id: String, text: String, minutes: u32, run: String| Task {
        id,
        stage,
        text,
        minutes,
        matters: 1,
        run: Some(run),
        round: None,
    };
    let to = if interview.with.is_empty() { company } else { &interview.with };
    let answered = held.outcome().map(|(day, _)| day);
    vec![
        FollowUp {
            task: task(
                interview.thanks_id(),
                format!("Thank {to} within 24 hours: {}, {date}", interview.title()),
                THANKS_MINUTES,
                format!("mock debrief note {id}"),
            ),
            date: later(*date, 1),
            done: None,
            is_moot: answered.is_some(),
        },
        FollowUp {
            task: task(
                interview.reminder_id(),
                format!("No answer from {company}? Ask once: {}, {date}", interview.title()),
                REMINDER_MINUTES,
                format!("mock debrief note {id} --reminder"),
            ),
            date: interview.remind_on(),
            done: answered,
            is_moot: false,
        },
    ]
}

#[cfg(test)]
#[path = "debrief_tests.rs"]
mod tests;
