//! The log folded: what is known of each card.

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ask::Questions;
use super::card::{Card, Grade};
use super::day::{days_between, later};
use super::debrief::{Did, Held, follow_ups};
use super::plan::Kept;
use super::record::{Entry, Fact, Memory, Rehearsal, Review};
use crate::time::Span;

/// Everything that the log says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Practice {
    pub cards: BTreeMap<String, Known>,
    pub plans: BTreeMap<String, Kept>,
    /// Tellings of stories against the clock, oldest first.
    pub rehearsals: Vec<Rehearsed>,
    pub questions: Questions,
    /// Real interviews by id, also those that were dropped.
    pub interviews: BTreeMap<String, Held>,
}

/// A telling, and the day of practice it counts for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rehearsed {
    pub day: NaiveDate,
    #[serde(flatten)]
    pub telling: Rehearsal,
}

/// What is known of one card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Its content as it last came into the log.
    pub card: Option<Card>,
    /// Answers that were not taken back, oldest first.
    pub reviews: Vec<Reviewed>,
    pub suspended: bool,
    /// Not asked before that day.
    pub buried: Option<NaiveDate>,
}

/// An answer that stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    /// The record's number.
    pub seq: u64,
    pub day: NaiveDate,
    pub grade: Grade,
    pub due: NaiveDate,
    pub memory: Memory,
    pub took: Span,
}

/// A record that does not fit what was before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotARecord {
    pub seq: u64,
    pub cause: String,
}

impl fmt::Display for NotARecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "record {} is sound, but this version of mock does not understand it ({}); a later \
             version may have written it: update mock",
            self.seq, self.cause
        )
    }
}

impl std::error::Error for NotARecord {}

impl Practice {
    /// Folds records of the log, given with their numbers; the header is not among them.
    ///
    /// # Errors
    /// The first record that is none this program knows.
    pub fn fold<'a>(entries: impl Iterator<Item = (u64, &'a str)>) -> Result<Practice, NotARecord> {
        let mut practice = Practice::default();
        for (seq, json) in entries {
            let entry: Entry = serde_json::from_str(json)
                .map_err(|cause| NotARecord { seq, cause: cause.to_string() })?;
            practice.apply(seq, entry);
        }
        Ok(practice)
    }

    /// Total: a record about what is not there changes nothing.
    pub fn apply(&mut self, seq: u64, entry: Entry) {
        match entry.fact {
            Fact::Taken { card } => {
                let known = self.cards.entry(card.id.clone()).or_default();
                known.card = Some(*card);
            }
            Fact::Reviewed(Review { card, grade, due, memory, took, said: _ }) => {
                let known = self.cards.entry(card).or_default();
                known.buried = None;
                known.reviews.push(Reviewed { seq, day: entry.day, grade, due, memory, took });
            }
            Fact::Undone { seq } => {
                for known in self.cards.values_mut() {
                    known.reviews.retain(|review| review.seq != seq);
                }
                self.interviews.values_mut().for_each(|held| held.take_back(seq));
                self.follow_up();
            }
            Fact::Suspended { card } => self.cards.entry(card).or_default().suspended = true,
            Fact::Released { card } => {
                let known = self.cards.entry(card).or_default();
                known.suspended = false;
                known.buried = None;
            }
            Fact::Buried { card, until } => {
                self.cards.entry(card).or_default().buried = Some(until);
            }
            Fact::PlanMade { .. }
            | Fact::PlanDropped { .. }
            | Fact::TaskDone { .. }
            | Fact::TaskOpened { .. }
            | Fact::TaskMoved { .. } => self.apply_plan(entry.day, entry.fact),
            Fact::StoryRehearsed(telling) => {
                self.rehearsals.push(Rehearsed { day: entry.day, telling });
            }
            Fact::QuestionAdded { question } => {
                self.questions.own.insert(question.id.clone(), *question);
            }
            Fact::QuestionRemoved { question } => self.questions.remove(&question),
            Fact::QuestionsChosen { round, questions } => {
                self.questions.chosen.insert(round, questions);
            }
            Fact::QuestionAsked(asked) => self.questions.asked.push((entry.day, asked)),
            Fact::InterviewTold { interview } => {
                let held = self.interviews.entry(interview.id.clone()).or_default();
                held.tell(seq, entry.day, *interview);
                self.follow_up();
            }
            Fact::InterviewDropped { interview } => {
                self.interviews.get_mut(&interview).into_iter().for_each(|held| held.drop_it(seq));
                self.follow_up();
            }
            Fact::OutcomeCame { interview, outcome } => {
                let held = self.interviews.get_mut(&interview).into_iter();
                held.for_each(|held| held.come(seq, entry.day, outcome.clone()));
                self.follow_up();
            }
        }
    }

    fn apply_plan(&mut self, day: NaiveDate, fact: Fact) {
        match fact {
            Fact::PlanMade { plan } => {
                let mut kept = Kept::new(*plan);
                // What was ticked of the interviews that were held stays ticked.
                let before = self.plans.remove(&kept.plan.id).unwrap_or_else(|| kept.clone());
                let is_after = |id: &str| before.after.iter().any(|of| of.task.id == id);
                kept.done.extend(
                    before
                        .done
                        .iter()
                        .filter(|(id, _)| is_after(id))
                        .map(|(id, day)| (id.clone(), *day)),
                );
                self.plans.insert(kept.plan.id.clone(), kept);
                self.follow_up();
            }
            Fact::PlanDropped { plan } => {
                self.plans.remove(&plan);
            }
            Fact::TaskDone { plan, task } => {
                let kept = self.plans.get_mut(&plan);
                kept.into_iter().for_each(|kept| {
                    kept.done.insert(task.clone(), day);
                });
            }
            Fact::TaskOpened { plan, task } => {
                let kept = self.plans.get_mut(&plan);
                kept.into_iter().for_each(|kept| {
                    kept.done.remove(&task);
                });
            }
            Fact::TaskMoved { plan, task, to } => {
                let kept = self.plans.get_mut(&plan);
                kept.into_iter().for_each(|kept| {
                    kept.moved.insert(task.clone(), to);
                });
            }
            _ => {}
        }
    }

    /// Gives each plan what is to be done after the interviews that belong to it.
    fn follow_up(&mut self) {
        for kept in self.plans.values_mut() {
            let of_plan = |held: &&Held| {
                held.interview().is_some_and(|interview| interview.plan == kept.plan.id)
            };
            let last = kept.plan.stages.len().saturating_sub(1);
            let held: Vec<&Held> = self.interviews.values().filter(of_plan).collect();
            kept.after = held.iter().flat_map(|held| follow_ups(held, last)).collect();
            // An earlier round of the company is not the day that the plan is for.
            let is_its_own = |held: &&&Held| {
                held.interview().is_some_and(|interview| interview.date >= kept.plan.date)
            };
            kept.told = held.iter().filter(is_its_own).filter_map(|held| held.told_on()).min();
        }
    }

    /// What was told last of all interviews: the record's number, the interview's id, what it did.
    #[must_use]
    pub fn last_told(&self) -> Option<(u64, &str, Did)> {
        let newest = self
            .interviews
            .iter()
            .filter_map(|(id, held)| held.last().map(|(seq, did)| (seq, id.as_str(), did)));
        newest.max_by_key(|(seq, ..)| *seq)
    }

    /// Tellings of one story, oldest first.
    pub fn tellings<'s>(
        &'s self,
        story: &'s str,
    ) -> impl DoubleEndedIterator<Item = &'s Rehearsed> {
        self.rehearsals.iter().filter(move |rehearsed| rehearsed.telling.story == story)
    }

    /// The newest answer of all that stand: its record's number and its card. One that came in with
    /// a file took no time here.
    #[must_use]
    pub fn last_review(&self) -> Option<(u64, &str)> {
        let newest = |(id, known): (&'_ String, &'_ Known)| {
            let given = known.reviews.iter().rev().find(|review| review.took > Span::ZERO);
            given.map(|review| (review.seq, id.clone()))
        };
        let (seq, id) = self.cards.iter().filter_map(newest).max()?;
        self.cards.get_key_value(&id).map(|(id, _)| (seq, id.as_str()))
    }
}

impl Known {
    #[must_use]
    pub fn last(&self) -> Option<&Reviewed> {
        self.reviews.last()
    }

    /// What the scheduler has to know before the next answer.
    #[must_use]
    pub fn before(&self) -> Option<(NaiveDate, Memory)> {
        self.last().map(|review| (review.day, review.memory))
    }

    /// When it is due; nothing for a card that was never answered.
    #[must_use]
    pub fn due(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.last().map(|review| due_from(review.day, review.due, today))
    }

    #[must_use]
    pub fn is_held(&self, today: NaiveDate) -> bool {
        self.suspended || self.buried.is_some_and(|until| until > today)
    }
}

/// A card that was last answered on a day that is still to come was answered by a clock that ran
/// ahead: it is due now, or nobody would see it until that clock was right. A day ahead is another
/// time zone.
#[must_use]
pub fn due_from(answered: NaiveDate, due: NaiveDate, today: NaiveDate) -> NaiveDate {
    if answered > later(today, 1) { today } else { due }
}

/// Whole days that a card is overdue; below 0 where it is not due yet.
#[must_use]
pub fn overdue(due: NaiveDate, today: NaiveDate) -> i64 {
    days_between(due, today)
}
