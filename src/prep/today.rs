//! What to do now, in this order: go on with what was broken off, mark what waits, practise what is
//! due, do what the plan has for this week, and rehearse what is weakest and longest ago.

use chrono::{Datelike, NaiveDate};

use super::day::{days_between, later};
use super::deck::Deck;
use super::digest::{Digest, Stands};
use super::plan::lay::lay;
use super::plan::{Kept, Task};
use crate::bank::question::{Kind, Level};

/// Sessions that wait for a mark, tasks of one week: no screen is longer than a person reads.
const WAITING_MOST: usize = 2;
const TASKS_MOST: usize = 3;

/// What a day without practice is worth against a score, in thousandths a day, and at most.
const A_DAY: i64 = 50;
const LONG_AGO: i64 = 40;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Today {
    /// Interviews to come, the nearest first: what they are called, and days until then.
    pub interviews: Vec<(String, NaiveDate, i64)>,
    pub things: Vec<Thing>,
    /// Nothing was ever done here.
    pub is_new: bool,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    pub what: What,
    pub minutes: Option<u64>,
    /// What is typed for it; empty where it is done away from here.
    pub command: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Resume {
        title: String,
    },
    /// So many points wait; none where a session was not judged at all.
    Mark {
        title: String,
        points: Option<u32>,
    },
    Drill {
        cards: usize,
    },
    Task {
        plan: String,
        task: Task,
        date: NaiveDate,
        is_late: bool,
    },
    Rehearse {
        kind: Kind,
        title: String,
        why: Why,
    },
}

/// Why this round and no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// No scored round of its kind.
    Never,
    /// The last one was so many days ago and came to so many thousandths.
    Last { days: i64, mean: u32 },
}

/// A round that can be rehearsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    pub format: String,
    pub title: String,
    pub kind: Kind,
    pub minutes: u32,
}

/// What it is made of.
pub struct Facts<'a> {
    /// Newest first.
    pub digests: &'a [Digest],
    pub deck: &'a Deck,
    pub plans: &'a [Kept],
    pub rounds: &'a [Offered],
    /// Minutes that this many points take to be marked.
    pub minutes_to_mark: fn(u32) -> u32,
    /// The day of practice, and of the calendar.
    pub day: NaiveDate,
    pub date: NaiveDate,
}

impl Today {
    #[must_use]
    pub fn new(facts: &Facts<'_>) -> Today {
        let sat: Vec<&Digest> = facts.digests.iter().filter(|digest| !digest.simulated).collect();
        let mut things: Vec<Thing> = resume(&sat).into_iter().collect();
        things.extend(marks(&sat, facts.minutes_to_mark));
        let queue = facts.deck.queue(facts.day, None);
        if !queue.cards.is_empty() {
            things.push(Thing {
                what: What::Drill { cards: queue.cards.len() },
                minutes: Some(queue.minutes()),
                command: command("drill", &[]),
            });
        }
        things.extend(tasks(facts));
        things.extend(rehearse(&sat, facts));
        let mut interviews: Vec<(String, NaiveDate, i64)> = facts
            .plans
            .iter()
            .map(|kept| &kept.plan)
            .filter(|plan| plan.date >= facts.date)
            .map(|plan| (plan.title(), plan.date, days_between(facts.date, plan.date)))
            .collect();
        interviews.sort_by_key(|(_, date, _)| *date);
        Today { interviews, things, is_new: sat.is_empty() && facts.deck.lines.is_empty() }
    }
}

fn command(name: &str, rest: &[&str]) -> Vec<String> {
    [name].iter().chain(rest).map(|&word| word.to_owned()).collect()
}

/// The end of an id is enough to tell a person's sessions apart.
fn short(session: &str) -> &str {
    session.get(session.len().saturating_sub(6)..).unwrap_or(session)
}

fn resume(sat: &[&Digest]) -> Option<Thing> {
    let open = |digest: &&&Digest| matches!(digest.stands, Stands::Interrupted | Stands::Drawn);
    let digest = sat.iter().find(open)?;
    Some(Thing {
        what: What::Resume { title: digest.title.clone() },
        minutes: None,
        command: command("resume", &[short(&digest.session)]),
    })
}

fn marks(sat: &[&Digest], minutes_to_mark: fn(u32) -> u32) -> Vec<Thing> {
    let waiting = sat.iter().filter_map(|digest| {
        let points = match digest.stands {
            Stands::Open(points) => Some(points),
            Stands::Unscored => None,
            Stands::Drawn | Stands::Interrupted | Stands::Scored => return None,
        };
        Some(Thing {
            what: What::Mark { title: digest.title.clone(), points },
            minutes: points.map(|points| u64::from(minutes_to_mark(points))),
            command: command("score", &[short(&digest.session)]),
        })
    });
    waiting.take(WAITING_MOST).collect()
}

/// What the plans have until the end of this week, the nearest first.
fn tasks(facts: &Facts<'_>) -> Vec<Thing> {
    let to_sunday = 7 - i64::from(facts.date.weekday().number_from_monday());
    let week_ends = later(facts.date, to_sunday);
    let mut all: Vec<(NaiveDate, u32, Thing)> = Vec::new();
    for kept in facts.plans {
        let laid = lay(kept, facts.digests, facts.date);
        let open = laid.items().filter(|item| item.done.is_none() && item.date <= week_ends);
        all.extend(open.map(|item| {
            let run = item.task.run.as_deref().and_then(|run| run.strip_prefix("mock "));
            let words = run.map(|run| run.split(' ').map(str::to_owned).collect());
            let thing = Thing {
                what: What::Task {
                    plan: kept.plan.id.clone(),
                    task: item.task.clone(),
                    date: item.date,
                    is_late: item.moved_on,
                },
                minutes: Some(u64::from(item.task.minutes)),
                command: words.unwrap_or_default(),
            };
            (item.date, item.task.matters, thing)
        }));
    }
    all.sort_by_key(|(date, matters, _)| (*date, *matters));
    all.into_iter().map(|(.., thing)| thing).take(TASKS_MOST).collect()
}

/// The round of the interview's loop, or of all, that went worst and is longest ago.
fn rehearse(sat: &[&Digest], facts: &Facts<'_>) -> Option<Thing> {
    let last = |kind: Kind| {
        let rounds = sat.iter().flat_map(|digest| digest.scored().map(move |r| (digest.day, r)));
        let of_kind = rounds.filter(|(_, round)| round.kind == kind);
        of_kind.map(|(day, round)| (day, round.mean.unwrap_or_default())).next()
    };
    let worth = |offered: &Offered| match last(offered.kind) {
        None => i64::MIN,
        Some((day, mean)) => {
            i64::from(mean) - A_DAY * days_between(day, facts.day).clamp(0, LONG_AGO)
        }
    };
    let wanted = |kind: Kind| {
        let of_plan = |kept: &&Kept| kept.plan.date >= facts.date;
        let mut kinds = facts.plans.iter().filter(of_plan).flat_map(|kept| &kept.plan.tasks);
        kinds.any(|task| task.round.is_some_and(|round| round.kind == kind))
    };
    let is_planned = facts.rounds.iter().any(|offered| wanted(offered.kind));
    let offered = facts
        .rounds
        .iter()
        .filter(|offered| !is_planned || wanted(offered.kind))
        .min_by_key(|offered| worth(offered))?;
    let why = last(offered.kind).map_or(Why::Never, |(day, mean)| Why::Last {
        days: days_between(day, facts.day).max(0),
        mean,
    });
    let level = facts.plans.iter().find(|kept| kept.plan.date >= facts.date);
    let level: Option<Level> = level.map(|kept| kept.plan.level);
    let mut command = command("run", &["--format", &offered.format]);
    if let Some(level) = level {
        command.extend(["--level".to_owned(), level.word().to_owned()]);
    }
    Some(Thing {
        what: What::Rehearse { kind: offered.kind, title: offered.title.clone(), why },
        minutes: Some(u64::from(offered.minutes)),
        command,
    })
}
