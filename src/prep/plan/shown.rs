//! What the sessions show of rounds and topics, as a plan follows it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Plan, Rehearsal, Task, practise};
use crate::bank::question::Kind;
use crate::bank::topic;
use crate::prep::digest::Digest;

/// From this mean on, in thousandths, a second rehearsal of a kind is not needed.
const STRONG: u32 = 3250;

/// Rounds in a row that have to be so good.
const STRONG_ROUNDS: usize = 2;

/// Below this mean a topic is put into the plan, and a second rehearsal comes earlier.
const WEAK: u32 = 2750;

/// Weak topics that are put in.
const WEAK_MOST: usize = 3;

pub(super) struct Shown<'h> {
    /// The scored rounds of each kind, oldest first.
    kinds: BTreeMap<Kind, Vec<Sat<'h>>>,
    /// Means of the scored questions of each topic, oldest first.
    topics: BTreeMap<&'h str, Vec<u32>>,
}

#[derive(Clone, Copy)]
struct Sat<'h> {
    session: &'h str,
    day: NaiveDate,
    mean: u32,
}

impl Shown<'_> {
    pub(super) fn of<'h>(history: impl Iterator<Item = &'h Digest>) -> Shown<'h> {
        let mut shown = Shown { kinds: BTreeMap::new(), topics: BTreeMap::new() };
        let mut sat: Vec<&Digest> = history.filter(|digest| !digest.simulated).collect();
        sat.sort_by(|a, b| a.session.cmp(&b.session));
        for digest in sat {
            for round in digest.scored() {
                let mean = round.mean.unwrap_or_default();
                let sat = Sat { session: &digest.session, day: digest.day, mean };
                shown.kinds.entry(round.kind).or_default().push(sat);
            }
            for question in &digest.questions {
                let means = shown.topics.entry(&question.topic).or_default();
                means.extend(question.mean);
            }
        }
        shown
    }

    /// The day of the n-th round of a kind since the plan was made.
    pub(super) fn nth(&self, Rehearsal { kind, nth }: Rehearsal, plan: &Plan) -> Option<NaiveDate> {
        let is_since = |sat: &&Sat<'_>| is_since(plan, sat.session, sat.day);
        let rounds = self.kinds.get(&kind)?.iter().filter(is_since);
        let nth = usize::try_from(nth).ok()?.checked_sub(1)?;
        rounds.map(|sat| sat.day).nth(nth)
    }

    /// A rehearsal beyond the first, where the last rounds of the kind all went well.
    pub(super) fn is_strong(&self, task: &Task) -> bool {
        let Some(Rehearsal { kind, nth }) = task.round else { return false };
        let Some(rounds) = self.kinds.get(&kind) else { return false };
        let last = rounds.iter().rev().take(STRONG_ROUNDS);
        nth > 1 && rounds.len() >= STRONG_ROUNDS && last.clone().all(|sat| sat.mean >= STRONG)
    }

    /// A rehearsal beyond the first whose last round went badly since the plan was made: the day of
    /// that round.
    pub(super) fn went_badly(&self, task: &Task, plan: &Plan) -> Option<NaiveDate> {
        let Rehearsal { kind, nth } = task.round?;
        let before = Rehearsal { kind, nth: nth.checked_sub(1)? };
        self.nth(before, plan)?;
        let last = self.kinds.get(&kind)?.last()?;
        (last.mean < WEAK).then_some(last.day)
    }

    /// For the order: what went worse comes earlier, what was never seen first of all.
    pub(super) fn mean(&self, task: &Task) -> u32 {
        let Some(rehearsal) = task.round else { return 0 };
        let rounds = self.kinds.get(&rehearsal.kind);
        rounds.and_then(|rounds| rounds.last()).map_or(0, |sat| sat.mean)
    }

    /// Tasks for the topics that went worst, where the plan has none for them yet.
    pub(super) fn weak_topics(&self, tasks: &[Task], stage: usize) -> Vec<Task> {
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
        let task = |(_, id): (u32, &str)| {
            let title = topic::bundled_title(id).unwrap_or(id);
            practise((id, title), "it went worst of late", stage, 1)
        };
        let made = weak.into_iter().take(WEAK_MOST).map(task);
        made.filter(|made| !tasks.iter().any(|known| known.id == made.id)).collect()
    }
}

/// A session that was held after the plan was made.
pub(super) fn is_since(plan: &Plan, session: &str, day: NaiveDate) -> bool {
    match &plan.since {
        Some(last) => session > last.as_str(),
        None => day >= plan.made,
    }
}
