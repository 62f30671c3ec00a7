//! Where the tasks of a plan lie by now.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Kept, PlanStage, Rehearsal, Task};
use crate::bank::question::Kind;
use crate::prep::day::{days_between, later};
use crate::prep::digest::Digest;

/// From this mean on, in thousandths, a second rehearsal of a kind is not needed.
const STRONG: u32 = 3250;

/// Rounds in a row that have to be so good.
const STRONG_ROUNDS: usize = 2;

/// Below this mean a topic is put into the plan.
const WEAK: u32 = 2750;

/// Weak topics that are put in.
const WEAK_MOST: usize = 3;

/// Minutes for a weak topic.
const TOPIC_MINUTES: u32 = 40;

/// Stages that come before the interview.
const BEFORE: usize = 3;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// Lays the tasks out. Dates come from the day the plan was made, so that they hold still; what
/// lies behind moves on from `today`.
#[must_use]
pub fn lay(kept: &Kept, history: &[Digest], today: NaiveDate) -> Laid {
    let plan = &kept.plan;
    let shown = Shown::of(history);
    let mut tasks = plan.tasks.clone();
    let has_days = |at: &usize| plan.stages.get(*at).is_some_and(|stage| stage.days.is_some());
    if let Some(stage) = (1..BEFORE).find(has_days).or((0..1).find(has_days).map(|_| BEFORE - 1)) {
        tasks.extend(shown.weak_topics(&tasks, stage));
    }
    // The interviews that were held bring their own.
    tasks.retain(|task| kept.told.is_none() || !GENERIC.contains(&task.id.as_str()));
    let mut left_out = Vec::new();
    let mut stages = Vec::new();
    for (at, stage) in plan.stages.iter().enumerate() {
        let of_stage: Vec<Task> = tasks.iter().filter(|task| task.stage == at).cloned().collect();
        let Some(days) = stage.days else {
            left_out.extend(of_stage.into_iter().map(|task| (task, Why::Past)));
            stages.push(StageLaid { stage: stage.clone(), items: Vec::new() });
            continue;
        };
        let needed = |task: &Task| done(kept, &shown, task).is_some() || !shown.is_strong(task);
        let (mut needed, strong): (Vec<Task>, Vec<Task>) = of_stage.into_iter().partition(needed);
        left_out.extend(strong.into_iter().map(|task| (task, Why::Strong)));
        // What matters first, of that what went worst first; the guide's order among equals.
        needed.sort_by_key(|task| (task.matters, shown.mean(task)));
        let room = (at < BEFORE).then(|| room(plan.minutes_a_week, days));
        let (taken, without) = fit(needed, room);
        left_out.extend(without.into_iter().map(|task| (task, Why::NoTime)));
        let mut items = spread(kept, &shown, taken, days);
        items.extend(after(kept).filter(|item| item.task.stage == at));
        items.sort_by_key(|item| item.date);
        stages.push(StageLaid { stage: stage.clone(), items });
    }
    move_on(&mut stages, kept, today, &mut left_out);
    let minutes = |is_done: bool| {
        let items = stages.iter().flat_map(|stage| &stage.items);
        items.filter(|item| item.done.is_some() == is_done).map(|item| item.task.minutes).sum()
    };
    let (minutes_left, minutes_done) = (minutes(false), minutes(true));
    Laid { stages, left_out, minutes_left, minutes_done }
}

fn room(minutes_a_week: u32, (from, to): (NaiveDate, NaiveDate)) -> u32 {
    let days = u64::try_from(days_between(from, to) + 1).unwrap_or_default();
    u32::try_from(u64::from(minutes_a_week) * days / 7).unwrap_or(u32::MAX)
}

/// As many as there is room for, in their order; what takes no time always fits.
fn fit(tasks: Vec<Task>, room: Option<u32>) -> (Vec<Task>, Vec<Task>) {
    let Some(mut left) = room else { return (tasks, Vec::new()) };
    tasks.into_iter().partition(|task| {
        let fits = task.minutes <= left;
        if fits {
            left -= task.minutes;
        }
        fits
    })
}

/// What is to be done after the interviews that were held.
fn after(kept: &Kept) -> impl Iterator<Item = Item> {
    kept.after.iter().filter_map(|of| {
        let ticked = kept.done.get(&of.task.id).copied();
        let date = kept.moved.get(&of.task.id).copied().unwrap_or(of.date);
        let item = Item { task: of.task.clone(), date, done: ticked.or(of.done), moved_on: false };
        (!of.is_moot || ticked.is_some()).then_some(item)
    })
}

/// Over the days of the stage, each where its share of the minutes ends.
fn spread(
    kept: &Kept,
    shown: &Shown<'_>,
    tasks: Vec<Task>,
    (from, to): (NaiveDate, NaiveDate),
) -> Vec<Item> {
    let all: u64 = tasks.iter().map(|task| u64::from(task.minutes) + 1).sum();
    let days = u64::try_from(days_between(from, to) + 1).unwrap_or(1);
    let mut before = 0;
    let mut items: Vec<Item> = tasks
        .into_iter()
        .map(|task| {
            let at = (before * days / all.max(1)).min(days - 1);
            before += u64::from(task.minutes) + 1;
            let laid = later(from, i64::try_from(at).unwrap_or_default());
            let date = kept.moved.get(&task.id).copied().unwrap_or(laid);
            let done = done(kept, shown, &task);
            Item { task, date, done, moved_on: false }
        })
        .collect();
    items.sort_by_key(|item| item.date);
    items
}

/// What lies on a day that is past and is not done comes from today on, no more a day than the week
/// has room for; once the interview is over it is gone.
fn move_on(
    stages: &mut [StageLaid],
    kept: &Kept,
    today: NaiveDate,
    left_out: &mut Vec<(Task, Why)>,
) {
    let plan = &kept.plan;
    let a_day = (plan.minutes_a_week / 5).max(30);
    let last = later(plan.date, -1);
    let (mut date, mut used) = (today, 0);
    for (at, stage) in stages.iter_mut().enumerate() {
        let is_before = at < BEFORE;
        stage.items.retain_mut(|item| {
            if item.done.is_some() || item.date >= today {
                return true;
            }
            let is_over = if is_before { today > last } else { at == BEFORE && today > plan.date };
            if is_over {
                left_out.push((item.task.clone(), Why::Past));
                return false;
            }
            if used > 0 && used + item.task.minutes > a_day {
                date = later(date, 1);
                used = 0;
            }
            used += item.task.minutes;
            item.date = if is_before { date.min(last) } else { today };
            item.moved_on = true;
            true
        });
        stage.items.sort_by_key(|item| item.date);
    }
}

/// When a task was ticked, or the session was held that does it.
fn done(kept: &Kept, shown: &Shown<'_>, task: &Task) -> Option<NaiveDate> {
    let ticked = kept.done.get(&task.id).copied();
    let told = kept.told.filter(|_| task.id == WRITTEN_DOWN);
    ticked.or(told).or_else(|| shown.nth(task.round?, kept.plan.made))
}

/// What the sessions show.
struct Shown<'h> {
    /// Day and mean of the scored rounds of each kind, oldest first.
    kinds: BTreeMap<Kind, Vec<(NaiveDate, u32)>>,
    /// Means of the scored questions of each topic, oldest first.
    topics: BTreeMap<&'h str, Vec<u32>>,
}

impl Shown<'_> {
    fn of(history: &[Digest]) -> Shown<'_> {
        let mut shown = Shown { kinds: BTreeMap::new(), topics: BTreeMap::new() };
        let mut sat: Vec<&Digest> = history.iter().filter(|digest| !digest.simulated).collect();
        sat.sort_by(|a, b| a.session.cmp(&b.session));
        for digest in sat {
            for round in digest.scored() {
                let mean = round.mean.unwrap_or_default();
                shown.kinds.entry(round.kind).or_default().push((digest.day, mean));
            }
            for question in &digest.questions {
                let means = shown.topics.entry(&question.topic).or_default();
                means.extend(question.mean);
            }
        }
        shown
    }

    /// The day of the n-th round of a kind since a day.
    fn nth(&self, rehearsal: Rehearsal, since: NaiveDate) -> Option<NaiveDate> {
        let rounds = self.kinds.get(&rehearsal.kind)?.iter().filter(|(day, _)| *day >= since);
        let nth = usize::try_from(rehearsal.nth).ok()?.checked_sub(1)?;
        rounds.map(|(day, _)| *day).nth(nth)
    }

    /// A rehearsal beyond the first, where the last rounds of the kind all went well.
    fn is_strong(&self, task: &Task) -> bool {
        let Some(Rehearsal { kind, nth }) = task.round else { return false };
        let Some(rounds) = self.kinds.get(&kind) else { return false };
        let last = rounds.iter().rev().take(STRONG_ROUNDS);
        nth > 1 && rounds.len() >= STRONG_ROUNDS && last.clone().all(|(_, mean)| *mean >= STRONG)
    }

    /// For the order: what went worse comes earlier, what was never seen first of all.
    fn mean(&self, task: &Task) -> u32 {
        let Some(rehearsal) = task.round else { return 0 };
        self.kinds
            .get(&rehearsal.kind)
            .and_then(|rounds| rounds.last())
            .map_or(0, |(_, mean)| *mean)
    }

    /// Tasks for the topics that went worst, where the plan has none for them yet.
    fn weak_topics(&self, tasks: &[Task], stage: usize) -> Vec<Task> {
        let mean = |means: &[u32]| {
            let sum: u64 = means.iter().map(|mean| u64::from(*mean)).sum();
            u32::try_from(sum / means.len().max(1) as u64).unwrap_or(u32::MAX)
        };
        // The last three say where it stands now.
        let now = |means: &Vec<u32>| mean(&means[means.len().saturating_sub(3)..]);
        let mut weak: Vec<(u32, &str)> = self
            .topics
            .iter()
            .filter(|(_, means)| !means.is_empty())
            .map(|(topic, means)| (now(means), *topic))
            .filter(|(mean, _)| *mean < WEAK)
            .collect();
        weak.sort_unstable();
        let task = |(_, topic): (u32, &str)| Task {
            id: format!("topic-{topic}"),
            stage,
            text: format!("Practise {topic}: it went worst of late"),
            minutes: TOPIC_MINUTES,
            matters: 1,
            run: Some(format!("mock drill --topic {topic}")),
            round: None,
        };
        let made = weak.into_iter().take(WEAK_MOST).map(task);
        made.filter(|made| !tasks.iter().any(|known| known.id == made.id)).collect()
    }
}
