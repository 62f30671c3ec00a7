//! `mock day`: the day of the interview on one page.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::args::interview::DayArgs;
use super::ask::one_round;
use super::built_in;
use super::context::Context;
use super::error::{Error, Outcome};
use super::output::to_file;
use super::plan::no_plan;
use crate::figures::counted;
use crate::ids::SessionId;
use crate::practice::Home;
use crate::practice::index::Overview;
use crate::practice::stories;
use crate::prep::ask::{Questions, offers};
use crate::prep::checklist::{self, Clock, Step};
use crate::prep::day::days_between;
use crate::session::{self, Store};
use crate::view::page::{Page, markdown};
use crate::view::report::{OneThing, Report};
use crate::view::say::day::{COLUMNS, Sheet, blocks, document, html, lines};

/// Days in which a session's one thing is still news.
const LAST_WEEK: i64 = 7;

/// # Errors
/// Where there is no such plan, the sessions or the log cannot be read, or the output cannot be
/// written.
pub fn run(args: &DayArgs, context: &mut Context) -> Result<Outcome, Error> {
    let home = Home::new(context.paths);
    let overview = home.overview()?;
    let now = context.now.local;
    let kept = match &args.plan {
        Some(name) => {
            let found = overview.plans.iter().find(|kept| kept.plan.id == *name);
            Some(found.ok_or_else(|| no_plan(&overview.plans, name))?)
        }
        None => checklist::next(&overview.plans, now.date()),
    };
    let round = args.round.as_deref().map(|id| one_round(id, context)).transpose()?;
    let questions = home.read()?.questions;
    let sheet = Sheet {
        day: checklist::day(&built_in::stages()?, kept, args.time, now),
        stories: titles(context)?,
        questions: to_ask(&questions, round.as_ref().map(|round| round.id.as_str()))?,
        one: one(&overview, context),
    };
    if args.json {
        writeln!(context.out, "{:#}", as_json(&sheet))?;
    } else if args.md {
        let page = Page { title: sheet.title(), blocks: document(&sheet), ..Page::default() };
        write!(context.out, "{}", markdown(&page))?;
    } else if let Some(file) = &args.html {
        to_file(file, &html(&sheet), "page", context)?;
    } else {
        context.show_within(&blocks(&sheet), COLUMNS)?;
    }
    Ok(Outcome::Fine)
}

/// The titles of the person's stories; what is wrong with the others is said beside the page.
fn titles(context: &mut Context) -> Result<Vec<String>, Error> {
    let found = stories::all(context.paths)?;
    if !found.broken.is_empty() {
        let count = counted(found.broken.len(), "story file");
        context.tell(format_args!("{count} can't be read; `mock story list` says why"))?;
    }
    Ok(found.all.into_iter().map(|found| found.story.title).collect())
}

/// What was chosen for a round, or for all of them, by round.
fn to_ask(questions: &Questions, round: Option<&str>) -> Result<Vec<(String, String)>, Error> {
    let offers = offers(&built_in::questions()?, questions, None);
    let mut ids: Vec<(&str, &str)> = Vec::new();
    match round {
        Some(round) => ids.extend(questions.chosen_for(round).into_iter().map(|id| (round, id))),
        None => {
            for (round, chosen) in &questions.chosen {
                ids.extend(chosen.iter().map(|id| (round.as_str(), id.as_str())));
            }
        }
    }
    let text = |(round, id): (&str, &str)| {
        let offer = offers.iter().find(|offer| offer.id == id)?;
        Some((round.to_owned(), offer.ask.clone()))
    };
    let mut seen = BTreeSet::new();
    ids.retain(|(_, id)| seen.insert(*id));
    Ok(ids.into_iter().filter_map(text).collect())
}

/// What cost most in the newest session of the last week that was judged.
fn one(overview: &Overview, context: &Context) -> Option<(NaiveDate, OneThing)> {
    let today = context.now.day();
    let store = Store::new(context.paths.sessions());
    let digest = overview.digests.iter().find(|digest| {
        let ago = days_between(digest.day, today);
        !digest.simulated && (0..=LAST_WEEK).contains(&ago) && digest.scored().next().is_some()
    })?;
    let id: SessionId = digest.session.parse().ok()?;
    let (session, _) = session::read(&store.path(&id)).ok()?;
    Some((digest.day, Report::new(&session.state, &session.events).one?))
}

fn as_json(sheet: &Sheet) -> Value {
    let day = &sheet.day;
    let step = |step: &Step| {
        json!({
            "id": step.id,
            "says": step.text,
            "minutes_before": step.before,
            "at": step.at.map(|at| at.format("%Y-%m-%dT%H:%M").to_string()),
        })
    };
    let clock = match &day.clock {
        Clock::Unset => json!({ "is": "unset" }),
        Clock::Days(days) => json!({ "is": "days", "days": days }),
        Clock::Eve(tasks) => json!({ "is": "eve", "tasks": tasks }),
        Clock::Today => json!({ "is": "today" }),
        Clock::Before { minutes, next } => {
            json!({ "is": "before", "minutes": minutes, "next": next })
        }
        Clock::Began { minutes } => json!({ "is": "began", "minutes_ago": minutes }),
        Clock::Over(days) => json!({ "is": "over", "days_ago": days }),
    };
    let question = |(round, ask): &(String, String)| json!({ "round": round, "ask": ask });
    json!({
        "interview": day.meeting.as_ref().map(|meeting| json!({
            "plan": meeting.plan,
            "title": meeting.title,
            "date": meeting.date,
            "time": meeting.time.map(|time| time.format("%H:%M").to_string()),
            "days": meeting.days,
        })),
        "clock": clock,
        "says": lines(&sheet.day),
        "before": day.before.iter().map(step).collect::<Vec<_>>(),
        "during": day.during.iter().map(step).collect::<Vec<_>>(),
        "stories": sheet.stories,
        "questions": sheet.questions.iter().map(question).collect::<Vec<_>>(),
        "one": sheet.one.as_ref().map(|(day, one)| json!({
            "day": day,
            "says": one.says,
            "command": one.command,
        })),
    })
}

#[cfg(test)]
#[path = "day_tests.rs"]
mod tests;
