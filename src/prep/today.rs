//! What to do now, in this order: go on with what was broken off, mark what waits, practise what is
//! due, do what the plan has for this week, and rehearse what is weakest and longest ago.

use chrono::{Datelike, NaiveDate};

use super::day::{days_between, later};
use super::deck::Deck;
use super::digest::{Digest, Stands};
use super::plan::lay::lay;
use super::plan::{DAY, Kept, Task};
use crate::bank::question::{Kind, Level};

/// Sessions that wait for a mark, tasks of one week: no screen is longer than a person reads.
const WAITING_MOST: usize = 2;
const TASKS_MOST: usize = 3;

/// A sitting of `mock drill`, however much is due.
pub const SITTING_MINUTES: u64 = 10;

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
    /// So many points are due; it takes more than one sitting where they are many.
    Drill {
        cards: usize,
        is_long: bool,
    },
    Task {
        plan: String,
        /// What the interview is called, where there are several to prepare for.
        interview: Option<String>,
        task: Task,
        date: NaiveDate,
        /// Days until then.
        days: i64,
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
            let minutes = queue.minutes();
            let is_long = minutes > SITTING_MINUTES;
            things.push(Thing {
                what: What::Drill { cards: queue.cards.len(), is_long },
                minutes: Some(minutes.min(SITTING_MINUTES)),
                command: command("drill", &[]),
            });
        }
        let tasks = tasks(facts);
        let round = rehearse(&sat, facts, &tasks);
        things.extend(tasks);
        things.extend(round);
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

/// What the plans have until the end of this week, the earliest and what matters most first, of that
/// what the nearest interview needs. One round does the task of several plans: it is named once.
fn tasks(facts: &Facts<'_>) -> Vec<Thing> {
    let to_sunday = 7 - i64::from(facts.date.weekday().number_from_monday());
    let week_ends = later(facts.date, to_sunday);
    let plans: Vec<&Kept> = facts.plans.iter().filter(|kept| !kept.is_over(facts.date)).collect();
    let mut all: Vec<(NaiveDate, u32, NaiveDate, Thing)> = Vec::new();
    for kept in &plans {
        let laid = lay(kept, facts.digests, facts.date);
        let interview = (plans.len() > 1).then(|| kept.plan.title_in(&plans));
        let open = laid.items().filter(|item| item.done.is_none() && item.date <= week_ends);
        all.extend(open.map(|item| {
            let run = item.task.run.as_deref().and_then(|run| run.strip_prefix("mock "));
            let words = run.map(|run| run.split(' ').map(str::to_owned).collect());
            let thing = Thing {
                what: What::Task {
                    plan: kept.plan.id.clone(),
                    interview: interview.clone(),
                    task: item.task.clone(),
                    date: item.date,
                    days: days_between(facts.date, item.date),
                    is_late: item.moved_on,
                },
                minutes: Some(u64::from(item.task.minutes)),
                command: words.unwrap_or_default(),
            };
            (item.date, item.task.matters, kept.plan.date, thing)
        }));
    }
    all.sort_by_key(|(date, matters, interview, _)| (*date, *matters, *interview));
    let mut things: Vec<Thing> = Vec::new();
    for (.., thing) in all {
        let is_there = things.iter().any(|known| is_same(known, &thing));
        if !is_there && things.len() < TASKS_MOST {
            things.push(thing);
        }
    }
    things
}

/// Both are the same round, or the same command.
fn is_same(a: &Thing, b: &Thing) -> bool {
    let formats = format_of(a).zip(format_of(b));
    let is_same_format = formats.is_some_and(|(a, b)| a == b);
    is_same_format || (!a.command.is_empty() && a.command == b.command)
}

/// The round or loop that does it, by id.
fn format_of(thing: &Thing) -> Option<&str> {
    let at = thing.command.iter().position(|word| word == "--format")?;
    thing.command.get(at + 1).map(String::as_str)
}

/// The round of the interview's loop, or of all, that went worst and is longest ago, but for those
/// that the tasks have already.
fn rehearse(sat: &[&Digest], facts: &Facts<'_>, tasks: &[Thing]) -> Option<Thing> {
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
    let mut to_come: Vec<&Kept> =
        facts.plans.iter().filter(|kept| kept.plan.date >= facts.date).collect();
    to_come.sort_by_key(|kept| kept.plan.date);
    let has = |kept: &Kept, kind: Kind| {
        let before = kept.plan.tasks.iter().filter(|task| task.stage < DAY);
        before.filter_map(|task| task.round).any(|round| round.kind == kind)
    };
    let wanted = |kind: Kind| to_come.iter().any(|kept| has(kept, kind));
    let is_planned = facts.rounds.iter().any(|offered| wanted(offered.kind));
    let is_taken = |offered: &Offered| {
        tasks.iter().any(|thing| format_of(thing) == Some(offered.format.as_str()))
    };
    let offered = facts
        .rounds
        .iter()
        .filter(|offered| !is_planned || wanted(offered.kind))
        .filter(|offered| !is_taken(offered))
        .min_by_key(|offered| worth(offered))?;
    let why = last(offered.kind).map_or(Why::Never, |(day, mean)| Why::Last {
        days: days_between(day, facts.day).max(0),
        mean,
    });
    // Of the nearest interview that has such a round, else of the nearest.
    let plan = to_come.iter().find(|kept| has(kept, offered.kind)).or(to_come.first());
    let level: Option<Level> = plan.map(|kept| kept.plan.level);
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

#[cfg(test)]
#[path = "today_tests.rs"]
mod tests;
