//! A new plan: the stages of the guide fitted into the days there are, and what is done in them.

use chrono::{NaiveDate, NaiveTime};

use super::{Plan, PlanStage, Rehearsal, Task, practise};
use crate::bank::prep::Stage;
use crate::bank::question::{Kind, Level};
use crate::prep::day::{days_between, later};

/// Days of the last week before the interview, and of the two weeks before it.
const FINAL: i64 = 7;
const COMPANY: i64 = 14;

/// The stages of the guide before the day, by their order.
const FOUNDATIONS: usize = 0;
const REHEARSE: usize = 1;
const LAST: usize = 2;

/// What a plan is made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub id: String,
    pub company: String,
    pub date: NaiveDate,
    pub at: Option<NaiveTime>,
    pub today: NaiveDate,
    pub level: Level,
    pub format: String,
    pub minutes_a_week: u32,
    /// Rounds of the format: id, title, kind and minutes.
    pub rounds: Vec<(String, String, Kind, u32)>,
    /// Topics that the job's advert names: id and title.
    pub topics: Vec<(String, String)>,
}

/// Lays nothing yet: `lay` does, as often as something happens.
#[must_use]
pub fn make(wanted: &Wanted, guide: &[Stage]) -> Plan {
    let days = stages(wanted.today, wanted.date);
    let stages: Vec<PlanStage> = guide
        .iter()
        .zip(days)
        .map(|(stage, days)| {
            let (id, title) = (stage.id.clone(), in_words(stage, days));
            PlanStage { id, title, days }
        })
        .collect();
    let mut tasks = rounds(wanted, &stages);
    let topics = wanted
        .topics
        .iter()
        .map(|(id, title)| practise((id, title), "the job's advert names it", FOUNDATIONS, 2));
    tasks.extend(topics);
    tasks.extend(guide.iter().enumerate().flat_map(|(at, stage)| {
        // What is done whatever happens goes to the next stage that has a day.
        let next = with_days(&stages, at);
        stage.items.iter().map(move |item| Task {
            id: item.id.clone(),
            stage: if item.matters == 1 { next } else { at },
            text: item.text.clone(),
            minutes: item.minutes,
            matters: item.matters,
            run: item.run.clone(),
            round: None,
        })
    }));
    Plan {
        id: wanted.id.clone(),
        company: wanted.company.clone(),
        date: wanted.date,
        at: wanted.at,
        made: wanted.today,
        since: None,
        level: wanted.level,
        format: wanted.format.clone(),
        minutes_a_week: wanted.minutes_a_week,
        stages,
        tasks,
    }
}

/// A plan for the time after an interview that nobody planned for.
#[must_use]
pub fn afterwards(wanted: &Wanted, guide: &[Stage]) -> Plan {
    let mut plan = make(
        &Wanted { today: wanted.date, rounds: vec![], topics: vec![], ..wanted.clone() },
        guide,
    );
    let last = plan.stages.len().saturating_sub(1);
    plan.tasks.retain(|task| task.stage == last);
    plan
}

/// A title of the guide says how many weeks before; one that was shrunk says its dates instead.
fn in_words(stage: &Stage, days: Option<(NaiveDate, NaiveDate)>) -> String {
    let title = stage.title.split_once(": ").map_or(stage.title.as_str(), |(_, title)| title);
    let mut title: String = title.to_owned();
    if let Some(first) = title.get(..1) {
        title = format!("{}{}", first.to_uppercase(), &title[1..]);
    }
    match days {
        Some((from, to)) if from == to => format!("{title} ({from})"),
        Some((from, to)) => format!("{title} ({from} to {to})"),
        None => title,
    }
}

/// Shorter than six weeks: the foundations give way first, then the company and the rehearsals; a
/// third of the days stay for the end, up to a week.
fn stages(today: NaiveDate, date: NaiveDate) -> [Option<(NaiveDate, NaiveDate)>; 5] {
    let before = days_between(today, date).max(0);
    let last = FINAL.min((before + 2) / 3).min(before);
    let company = COMPANY.min((before - last + 1) / 2);
    let foundations = before - last - company;
    let mut from = today;
    let mut next = |days: i64| {
        let to = later(from, days - 1);
        let span = (days > 0).then_some((from, to));
        if days > 0 {
            from = later(to, 1);
        }
        span
    };
    let (first, second, third) = (next(foundations), next(company), next(last));
    [first, second, third, Some((date, date)), Some((later(date, 1), later(date, 14)))]
}

/// The stage itself or the next one before the interview that has a day. The day of the interview has
/// no time for what should have been done before it.
fn with_days(stages: &[PlanStage], at: usize) -> usize {
    let has_days = |at: &usize| stages.get(*at).is_some_and(|stage| stage.days.is_some());
    (at..=LAST).find(has_days).unwrap_or(at)
}

/// Each round of the loop twice, once early to see where it stands and once when it counts; the
/// second half of the time ends with all of it in one go where it is a loop.
fn rounds(wanted: &Wanted, stages: &[PlanStage]) -> Vec<Task> {
    let mut tasks: Vec<Task> = Vec::new();
    for (nth, at, matters) in [(1, FOUNDATIONS, 1), (2, REHEARSE, 2)] {
        for (id, title, kind, minutes) in &wanted.rounds {
            let task = Task {
                id: format!("round-{id}-{nth}"),
                stage: with_days(stages, at),
                text: format!("{title}: a round against the clock, and mark it"),
                minutes: *minutes,
                matters,
                run: Some(format!("mock run --format {id} --level {}", wanted.level)),
                round: Some(Rehearsal { kind: *kind, nth }),
            };
            if !tasks.iter().any(|known| known.id == task.id) {
                tasks.push(task);
            }
        }
    }
    if wanted.rounds.len() > 1 {
        let minutes = wanted.rounds.iter().map(|(_, _, _, minutes)| minutes).sum();
        tasks.push(Task {
            id: format!("loop-{}", wanted.format),
            stage: with_days(stages, REHEARSE),
            text: "The whole loop in one day, with its breaks".to_owned(),
            minutes,
            matters: 3,
            run: Some(format!("mock run --format {} --level {}", wanted.format, wanted.level)),
            round: None,
        });
    }
    tasks
}
