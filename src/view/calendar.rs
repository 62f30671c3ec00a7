//! A plan as a calendar file (RFC 5545): a day for a task, an hour for a round.
//!
//! A task keeps its UID, so that a later file updates what an earlier one brought; a day without a
//! zone is that day wherever the person is.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};

use crate::prep::day::later;
use crate::prep::plan::Kept;
use crate::prep::plan::lay::{Item, Laid};

/// The calendar of some plans; `wall_ms` is when it is written.
#[must_use]
pub fn calendar(plans: &[(&Kept, &Laid)], at: NaiveTime, wall_ms: i64) -> String {
    let written = DateTime::from_timestamp_millis(wall_ms).unwrap_or_default();
    let mut calendar = Calendar::new();
    calendar.name("Interview preparation");
    for (kept, laid) in plans {
        let plan = &kept.plan;
        let title = if plan.company.is_empty() { "Interview" } else { &plan.company };
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
        calendar.push(day.done());
        for item in laid.items() {
            calendar.push(task(&plan.id, item, at, written));
        }
    }
    fold(&calendar.done().to_string())
}

/// What an interview takes where nobody said.
const INTERVIEW_MINUTES: i64 = 60;

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
    let (short, rest) = task.text.split_once(": ").unwrap_or((&task.text, ""));
    event.summary(short.trim_end_matches('.'));
    let run = task.run.as_ref().map(|run| format!("\n{run}")).unwrap_or_default();
    let tick = format!("\nDone: mock plan done {} --plan {plan}", task.id);
    let rest = if rest.is_empty() { &task.text } else { rest };
    event.description(&format!("{rest}{run}{tick}"));
    if task.round.is_some() {
        let starts = item.date.and_time(at);
        event.starts(starts);
        event.ends(starts + TimeDelta::minutes(i64::from(task.minutes)));
    } else {
        all_day(&mut event, item.date);
        // It takes an hour of that day, not all of it.
        event.append_property(Property::new("TRANSP", "TRANSPARENT"));
    }
    event.status(EventStatus::Confirmed);
    if item.done.is_some() {
        event.append_property(Property::new("X-MOCK-DONE", "TRUE"));
    }
    event.done()
}

#[cfg(test)]
#[path = "calendar_tests.rs"]
mod tests;
