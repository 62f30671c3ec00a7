//! What an earlier calendar may show of a plan and a new one doesn't.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::lay::{Laid, outline};
use super::shown::{Shown, is_since};
use super::{DAY, Kept, Task};
use crate::prep::digest::Digest;

/// Tasks that lay in the plan at some time and no more, each with a day of then: strong rounds, what
/// there was no time for in the end, topics that went well again.
#[must_use]
pub fn withdrawn(kept: &Kept, history: &[Digest], laid: &Laid) -> Vec<(Task, NaiveDate)> {
    let plan = &kept.plan;
    let mut once: BTreeMap<&str, (&Task, NaiveDate)> = BTreeMap::new();
    for (task, place) in plan.tasks.iter().zip(outline(plan, history)) {
        if let Some(date) = kept.moved.get(&task.id).copied().or(place.ok()) {
            once.insert(&task.id, (task, date));
        }
    }
    once.extend(kept.after.iter().map(|of| (of.task.id.as_str(), (&of.task, of.date))));
    let days: BTreeSet<NaiveDate> = history
        .iter()
        .filter(|sat| is_since(plan, &sat.session, sat.day))
        .map(|sat| sat.day)
        .collect();
    let topics: Vec<(Task, NaiveDate)> = days
        .into_iter()
        .flat_map(|day| {
            let shown = Shown::of(history.iter().filter(|sat| sat.day <= day));
            shown.weak_topics(&plan.tasks, DAY - 1).into_iter().map(move |task| (task, day))
        })
        .collect();
    once.extend(topics.iter().map(|(task, day)| (task.id.as_str(), (task, *day))));
    laid.items().for_each(|item| {
        once.remove(item.task.id.as_str());
    });
    once.into_values().map(|(task, date)| (task.clone(), date)).collect()
}
