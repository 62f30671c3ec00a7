//! Where the tasks of a plan lie by now.
//!
//! The outline depends on the plan alone, so that dates hold still whatever is done, moved or scored:
//! a calendar of yesterday is right today. What lies behind moves on into the time that is free, as
//! the day began; what happened today is told on top of that.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::days::Days;
use super::shown::{Shown, is_since};
use super::{DAY, Kept, Plan, PlanStage, Task};
use crate::prep::day::{days_between, later};
use crate::prep::digest::Digest;

/// Tasks of the guide that an interview which was held has of its own, and the one that is done once
/// it was told of.
const GENERIC: [&str; 2] = ["thank-you", "follow-up"];
const WRITTEN_DOWN: &str = "reflect";

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Laid {
    pub stages: Vec<StageLaid>,
    /// What there is no time for, and what is not needed.
    pub left_out: Vec<(Task, Why)>,
    pub minutes_left: u32,
    pub minutes_done: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageLaid {
    pub stage: PlanStage,
    /// By date.
    pub items: Vec<Item>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub task: Task,
    pub date: NaiveDate,
    pub done: Option<NaiveDate>,
    /// It lay on an earlier day that is past.
    pub moved_on: bool,
}

/// Why a task is not in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// There are not so many hours.
    NoTime,
    /// The last rounds of its kind went well.
    Strong,
    /// Its stage has no day, or is past.
    Past,
}

impl Laid {
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.stages.iter().flat_map(|stage| &stage.items)
    }
}

/// Lays the tasks out.
#[must_use]
pub fn lay(kept: &Kept, history: &[Digest], today: NaiveDate) -> Laid {
    let mut laying = Laying::new(kept, history, today);
    laying.move_on();
    laying.tell_today();
    laying.put_in();
    laying.behind();
    laying.laid()
}

/// Minutes of one day. A week has more of them than the hours that were given, so that there is room
/// for what was missed.
#[must_use]
pub fn a_day(plan: &Plan) -> u32 {
    (plan.minutes_a_week / 5).max(30)
}

/// Where each task lies when the plan is made, in the order of the tasks.
#[must_use]
pub fn outline(plan: &Plan, history: &[Digest]) -> Vec<Result<NaiveDate, Why>> {
    let early = history.iter().filter(|sat| !is_since(plan, &sat.session, sat.day));
    let shown = Shown::of(early);
    let mut places = vec![Err(Why::Past); plan.tasks.len()];
    for (at, stage) in plan.stages.iter().enumerate() {
        let Some(days) = stage.days else { continue };
        let of_stage = |index: &usize| plan.tasks[*index].stage == at;
        let (strong, mut wanted): (Vec<usize>, Vec<usize>) = (0..plan.tasks.len())
            .filter(of_stage)
            .partition(|&index| shown.is_strong(&plan.tasks[index]));
        strong.into_iter().for_each(|index| places[index] = Err(Why::Strong));
        // What matters first, of that what went worst first; the guide's order among equals.
        wanted.sort_by_key(|&index| {
            let task = &plan.tasks[index];
            (task.matters, shown.mean(task))
        });
        wanted.iter().for_each(|&index| places[index] = Err(Why::NoTime));
        let room = (at < DAY).then(|| room(plan.minutes_a_week, days));
        let wanted = fit(plan, wanted, room);
        spread(plan, &wanted, days, room.is_some(), &mut places);
    }
    places
}

fn room(minutes_a_week: u32, (from, to): (NaiveDate, NaiveDate)) -> u32 {
    let days = u64::try_from(days_between(from, to) + 1).unwrap_or_default();
    u32::try_from(u64::from(minutes_a_week) * days / 7).unwrap_or(u32::MAX)
}

/// As many as there is room for, in their order; what takes no time always fits, and so does the
/// first of what is done whatever happens.
fn fit(plan: &Plan, mut tasks: Vec<usize>, room: Option<u32>) -> Vec<usize> {
    let Some(mut left) = room else { return tasks };
    let mut is_first = true;
    tasks.retain(|&index| {
        let task = &plan.tasks[index];
        let fits = task.minutes <= left || (is_first && task.matters == 1);
        if fits {
            left = left.saturating_sub(task.minutes);
            is_first &= task.minutes == 0;
        }
        fits
    });
    tasks
}

/// Over the days of the stage, each where its share of the minutes begins, or on the next day that is
/// not full.
fn spread(
    plan: &Plan,
    tasks: &[usize],
    (from, to): (NaiveDate, NaiveDate),
    is_bounded: bool,
    places: &mut [Result<NaiveDate, Why>],
) {
    let minutes = |index: usize| u64::from(plan.tasks[index].minutes);
    let all: u64 = tasks.iter().map(|&index| minutes(index) + 1).sum();
    let count = u64::try_from(days_between(from, to) + 1).unwrap_or(1);
    let mut days = Days::new(from, to, a_day(plan));
    let mut before = 0;
    for &index in tasks {
        let at = (before * count / all.max(1)).min(count - 1);
        before += minutes(index) + 1;
        let wanted = later(from, i64::try_from(at).unwrap_or_default());
        let found = match is_bounded {
            true => days.nearest(wanted, plan.tasks[index].minutes),
            false => Some(wanted),
        };
        if let Some(date) = found {
            places[index] = Ok(date);
        }
    }
}

/// One task on its way into the plan.
struct Entry {
    task: Task,
    /// By the outline, or where it was put by hand.
    date: Option<NaiveDate>,
    by_hand: bool,
    done: Option<NaiveDate>,
    /// Where it takes time of the days to come.
    slot: Option<NaiveDate>,
    out: Option<Why>,
}

struct Laying<'a> {
    kept: &'a Kept,
    history: &'a [Digest],
    shown: Shown<'a>,
    today: NaiveDate,
    /// The last day before the interview.
    last: NaiveDate,
    entries: Vec<Entry>,
}

/// What is to be done after the interviews that were held.
fn after(kept: &Kept) -> impl Iterator<Item = Entry> {
    kept.after.iter().filter_map(|of| {
        let ticked = kept.done.get(&of.task.id).copied();
        let moved = kept.moved.get(&of.task.id).copied();
        (!of.is_moot || ticked.is_some()).then(|| Entry {
            task: of.task.clone(),
            date: moved.or(Some(of.date)),
            by_hand: moved.is_some(),
            done: ticked.or(of.done),
            slot: None,
            out: None,
        })
    })
}

impl<'a> Laying<'a> {
    fn new(kept: &'a Kept, history: &'a [Digest], today: NaiveDate) -> Laying<'a> {
        let plan = &kept.plan;
        let shown = Shown::of(history.iter());
        let last = later(plan.date, -1);
        let entry = |(task, place): (&Task, Result<NaiveDate, Why>)| {
            // Nothing that is done before the interview or on its day lies behind it.
            let most = match task.stage {
                ..DAY => last,
                DAY => plan.date,
                _ => NaiveDate::MAX,
            };
            let moved = kept.moved.get(&task.id).map(|to| (*to).min(most));
            let ticked = kept.done.get(&task.id).copied();
            let told = kept.told.filter(|_| task.id == WRITTEN_DOWN);
            Entry {
                task: task.clone(),
                date: moved.or(place.ok()),
                by_hand: moved.is_some(),
                done: ticked.or(told).or_else(|| shown.nth(task.round?, plan)),
                slot: None,
                out: place.err().filter(|_| moved.is_none()),
            }
        };
        let places = outline(plan, history);
        // The interview that was held brings its own.
        let is_its_own = |task: &Task| kept.told.is_some() && GENERIC.contains(&&*task.id);
        let tasks = plan.tasks.iter().zip(places).filter(|(task, _)| !is_its_own(task));
        let entries = tasks.map(entry).chain(after(kept)).collect();
        Laying { kept, history, shown, today, last, entries }
    }

    /// What lies on a day that is past and was not done by this morning goes to the next days that
    /// have time for it, what matters most first.
    fn move_on(&mut self) {
        let morning = Shown::of(self.history.iter().filter(|digest| digest.day < self.today));
        let mut late = Vec::new();
        for (at, entry) in self.entries.iter_mut().enumerate() {
            let was_done = entry.done.is_some_and(|day| day < self.today);
            let Some(date) = entry.date.filter(|_| !was_done && entry.task.stage < DAY) else {
                continue;
            };
            if self.today > self.last {
                entry.out = Some(Why::Past);
            } else if !entry.by_hand && morning.is_strong(&entry.task) {
                entry.out = Some(Why::Strong);
            } else if date >= self.today {
                entry.slot = Some(date);
            } else {
                late.push((entry.task.matters, date, at));
            }
        }
        late.sort_unstable();
        for (.., at) in late {
            let minutes = self.entries[at].task.minutes;
            let found = self.days(&BTreeSet::new()).first(self.today, minutes);
            let found = found.or_else(|| self.make_room(at));
            let entry = &mut self.entries[at];
            entry.slot = found;
            entry.out = found.is_none().then_some(Why::NoTime);
        }
    }

    /// The time that is free from today on, with some entries left out of account.
    fn days(&self, without: &BTreeSet<usize>) -> Days {
        let mut days = Days::new(self.today, self.last, a_day(&self.kept.plan));
        let entries = self.entries.iter().enumerate().filter(|(at, _)| !without.contains(at));
        let mut taken: Vec<(NaiveDate, u32)> =
            entries.filter_map(|(_, entry)| Some((entry.slot?, entry.task.minutes))).collect();
        taken.sort_unstable();
        taken.into_iter().for_each(|(date, minutes)| days.take(date, minutes));
        days
    }

    /// A day for what matters more than others: these are left out, the last and least first, and as
    /// few as it takes. What was done today is one of them, as it was this morning.
    fn make_room(&mut self, at: usize) -> Option<NaiveDate> {
        let (matters, minutes) = (self.entries[at].task.matters, self.entries[at].task.minutes);
        let mut lesser: Vec<(u32, NaiveDate, usize)> = self
            .entries
            .iter()
            .enumerate()
            .filter(|(_, other)| !other.by_hand && other.task.minutes > 0)
            .filter(|(_, other)| other.task.matters > matters)
            .filter_map(|(at, other)| Some((other.task.matters, other.slot?, at)))
            .collect();
        lesser.sort_unstable();
        let mut without = BTreeSet::new();
        let found = lesser.iter().rev().find_map(|(.., other)| {
            without.insert(*other);
            self.days(&without).first(self.today, minutes)
        })?;
        // One that was in nobody's way stays.
        for (.., other) in &lesser {
            if without.remove(other)
                && self.days(&without).first(self.today, minutes) != Some(found)
            {
                without.insert(*other);
            }
        }
        for other in without {
            self.entries[other].slot = None;
            self.entries[other].out = Some(Why::NoTime);
        }
        Some(found)
    }

    /// What was done or went well today, without a change to any other task's date.
    fn tell_today(&mut self) {
        for entry in &mut self.entries {
            if let Some(done) = entry.done {
                entry.out = None;
                entry.date = entry.date.or(Some(done));
            } else if entry.slot.is_some() && !entry.by_hand && self.shown.is_strong(&entry.task) {
                entry.slot = None;
                entry.out = Some(Why::Strong);
            }
        }
    }

    /// What the sessions show to be needed comes into the time that is still free: topics that went
    /// worst, and rounds that went badly or no longer go well.
    fn put_in(&mut self) {
        if self.today > self.last {
            return;
        }
        for at in 0..self.entries.len() {
            let entry = &self.entries[at];
            let is_open = entry.task.stage < DAY && entry.done.is_none() && !entry.by_hand;
            if !is_open || entry.task.round.is_none() || self.shown.is_strong(&entry.task) {
                continue;
            }
            let (was_strong, slot) = (entry.out == Some(Why::Strong), entry.slot);
            // Not on the day of the round itself: that one is over.
            let badly = self.shown.went_badly(&entry.task, &self.kept.plan);
            let from = match (badly, was_strong) {
                (Some(day), _) if slot.is_some() => later(day, 1).max(self.today),
                (_, true) => self.today,
                _ => continue,
            };
            let days = self.days(&BTreeSet::from([at]));
            let found = days.first(from, entry.task.minutes);
            let is_sooner = found.is_some_and(|found| slot.is_none_or(|slot| found < slot));
            let entry = &mut self.entries[at];
            if is_sooner {
                (entry.slot, entry.out) = (found, None);
            } else if slot.is_none() {
                entry.out = Some(Why::NoTime);
            }
        }
        for task in self.shown.weak_topics(&self.kept.plan.tasks, DAY - 1) {
            self.put_topic_in(task);
        }
    }

    /// Into the stage under way on the day it lies.
    fn put_topic_in(&mut self, mut task: Task) {
        let done = self.kept.done.get(&task.id).copied();
        let moved = self.kept.moved.get(&task.id).map(|to| (*to).min(self.last));
        let moved = moved.filter(|to| *to >= self.today);
        let free = || self.days(&BTreeSet::new()).first(self.today, task.minutes);
        let slot = done.or(moved).or_else(free);
        let has = |(from, to): (NaiveDate, NaiveDate)| {
            slot.is_some_and(|slot| (from..=to).contains(&slot))
        };
        let stages = &self.kept.plan.stages;
        let of_slot = stages.iter().take(DAY).position(|stage| stage.days.is_some_and(has));
        task.stage = of_slot.unwrap_or(DAY - 1);
        self.entries.push(Entry {
            task,
            date: slot,
            by_hand: moved.is_some(),
            done,
            slot: slot.filter(|_| done.is_none()),
            out: slot.is_none().then_some(Why::NoTime),
        });
    }

    /// The day itself, whose tasks are of no use once it is over, and what comes after it: what is late
    /// there is due at once.
    fn behind(&mut self) {
        let is_over = self.today > self.kept.plan.date;
        for entry in &mut self.entries {
            let is_open = entry.task.stage >= DAY && entry.out.is_none() && entry.done.is_none();
            let Some(date) = entry.date.filter(|_| is_open) else { continue };
            if entry.task.stage == DAY && is_over {
                entry.out = Some(Why::Past);
            } else {
                entry.slot = Some(date.max(self.today));
            }
        }
    }

    fn laid(self) -> Laid {
        let mut entries = self.entries;
        // The guide's order among equals.
        entries.sort_by_key(|entry| (entry.task.stage, entry.task.matters));
        let stages = self.kept.plan.stages.iter();
        let mut stages: Vec<StageLaid> =
            stages.map(|stage| StageLaid { stage: stage.clone(), items: Vec::new() }).collect();
        let mut left_out = Vec::new();
        for Entry { task, date, done, slot, out, .. } in entries {
            let is_out = out.or_else(|| (task.stage >= stages.len()).then_some(Why::Past));
            if let Some(why) = is_out {
                left_out.push((task, why));
                continue;
            }
            let moved_on = done.is_none() && date.is_some_and(|date| date < self.today);
            let lies = if done.is_some() { date } else { slot };
            let date = lies.unwrap_or(self.today);
            stages[task.stage].items.push(Item { task, date, done, moved_on });
        }
        let mut minutes = [0, 0];
        for stage in &mut stages {
            stage.items.sort_by_key(|item| item.date);
            for item in &stage.items {
                minutes[usize::from(item.done.is_some())] += item.task.minutes;
            }
        }
        let [minutes_left, minutes_done] = minutes;
        Laid { stages, left_out, minutes_left, minutes_done }
    }
}

#[cfg(test)]
#[path = "lay_tests.rs"]
mod tests;
