//! A plan as a calendar file (RFC 5545): a day for a task, an hour for a round.
//!
//! A task keeps its UID, so that a later file updates what an earlier one brought; a day without a
//! zone is that day wherever the person is.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};

use crate::prep::day::later;
use crate::prep::plan::lay::{Item, Laid};
use crate::prep::plan::{Kept, Task};

/// A plan as it goes into the calendar: where it lies by now, and what an earlier file may have brought
/// that is in it no more.
pub struct Planned<'a> {
    pub kept: &'a Kept,
    pub laid: &'a Laid,
    pub withdrawn: Vec<(Task, NaiveDate)>,
}

/// The calendar of some plans; `wall_ms` is when it is written.
#[must_use]
pub fn calendar(plans: &[Planned<'_>], at: NaiveTime, wall_ms: i64) -> String {
    let mut calendar = named();
    let written = written(wall_ms);
    for Planned { kept, laid, withdrawn } in plans {
        let plan = &kept.plan;
        calendar.push(interview(kept, EventStatus::Confirmed, written));
        for item in laid.items() {
            calendar.push(task(&plan.id, item, at, written));
        }
        for (task, date) in withdrawn {
            calendar.push(taken_out(&plan.id, task, *date, written));
        }
    }
    fold(&calendar.done().to_string())
}

/// What an interview takes where nobody said.
const INTERVIEW_MINUTES: i64 = 60;

/// The calendar that takes a plan out again, with all that it ever had.
#[must_use]
pub fn without(plan: &Planned<'_>, wall_ms: i64) -> String {
    let mut calendar = named();
    let (id, written) = (&plan.kept.plan.id, written(wall_ms));
    calendar.push(interview(plan.kept, EventStatus::Cancelled, written));
    for item in plan.laid.items() {
        calendar.push(taken_out(id, &item.task, item.date, written));
    }
    for (task, date) in &plan.withdrawn {
        calendar.push(taken_out(id, task, *date, written));
    }
    fold(&calendar.done().to_string())
}

fn named() -> Calendar {
    let mut calendar = Calendar::new();
    calendar.name("Interview preparation");
    calendar
}

fn written(wall_ms: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(wall_ms).unwrap_or_default()
}

fn interview(kept: &Kept, status: EventStatus, written: DateTime<Utc>) -> Event {
    let plan = &kept.plan;
    let name = plan.name();
    let title = if name.as_str().is_empty() { "Interview" } else { name.as_str() };
    let mut day = event(&format!("{}.interview", plan.id), written);
    day.summary(&format!("Interview: {title}"));
    match plan.at {
        Some(at) => {
            let starts = plan.date.and_time(at);
            day.starts(starts);
            day.ends(starts + TimeDelta::minutes(INTERVIEW_MINUTES));
        }
        None => all_day(&mut day, plan.date),
    }
    day.status(status);
    day.done()
}

/// Octets of a line, its end not counted (RFC 5545, 3.1).
const OCTETS_MOST: usize = 75;

/// Lines that are too long broken between letters, however they were broken before: `icalendar` does
/// not count the blank that a broken line goes on with.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + text.len() / 32);
    for line in text.replace("\r\n ", "").split_terminator("\r\n") {
        let mut octets = 0;
        for letter in line.chars() {
            if octets + letter.len_utf8() > OCTETS_MOST {
                folded.push_str("\r\n ");
                octets = 1;
            }
            folded.push(letter);
            octets += letter.len_utf8();
        }
        folded.push_str("\r\n");
    }
    folded
}

/// A day ends where the next one begins (RFC 5545, 3.6.1); one that ended where it began would be none.
fn all_day(event: &mut Event, date: NaiveDate) {
    event.starts(date);
    event.ends(later(date, 1));
}

fn event(name: &str, written: DateTime<Utc>) -> Event {
    let mut event = Event::with_uid(&format!("{name}@mock-interview"));
    event.timestamp(written);
    // Of two files with the same UID a calendar takes the one with the higher number.
    event.append_property(Property::new("SEQUENCE", written.timestamp().to_string()));
    event
}

fn task(plan: &str, item: &Item, at: NaiveTime, written: DateTime<Utc>) -> Event {
    let task = &item.task;
    let mut event = event(&format!("{plan}.{}", task.id), written);
    let (summary, rest) = in_words(task);
    let sign = if item.done.is_some() { "\u{2713} " } else { "" };
    event.summary(&format!("{sign}{summary}"));
    let run = task.run.as_ref().map(|run| format!("\n{run}")).unwrap_or_default();
    let tick = match item.done {
        Some(day) => format!("\nDone on {day}."),
        None if task.round.is_some() => "\nIt is ticked once the round is scored.".to_owned(),
        None => format!("\nTo tick it: mock plan done {} --plan {plan}", task.id),
    };
    event.description(&format!("{rest}{run}{tick}"));
    if task.round.is_some() {
        let starts = item.date.and_time(at);
        event.starts(starts);
        event.ends(starts + TimeDelta::minutes(i64::from(task.minutes)));
    } else {
        all_day(&mut event, item.date);
    }
    if task.round.is_none() || item.done.is_some() {
        // It takes an hour of that day, not all of it; or no time any more.
        event.append_property(Property::new("TRANSP", "TRANSPARENT"));
    }
    event.status(EventStatus::Confirmed);
    event.done()
}

/// A task that is in the plan no more: a calendar that has it takes it out.
fn taken_out(plan: &str, task: &Task, date: NaiveDate, written: DateTime<Utc>) -> Event {
    let mut event = event(&format!("{plan}.{}", task.id), written);
    event.summary(in_words(task).0);
    all_day(&mut event, date);
    event.append_property(Property::new("TRANSP", "TRANSPARENT"));
    event.status(EventStatus::Cancelled);
    event.done()
}

/// The beginning of a task's text, and the rest of it, or all.
fn in_words(task: &Task) -> (&str, &str) {
    let (short, rest) = task.text.split_once(": ").unwrap_or((&task.text, &task.text));
    (short.trim_end_matches('.'), rest)
}

#[cfg(test)]
#[path = "calendar_tests.rs"]
mod tests;
