//! `mock today`, and `mock` alone: what to do now, and how long it takes.

use clap::Parser;
use console::{Key, Term};
use serde_json::{Value, json};

use super::args::prepare::TodayArgs;
use super::args::{Cli, Command, folders::Folders};
use super::context::Context;
use super::dialog::guarded;
use super::error::Error;
use super::folders::load_formats;
use crate::format::Format;
use crate::practice::Home;
use crate::practice::index::Overview;
use crate::prep::deck::Deck;
use crate::prep::today::{Facts, Offered, Thing, Today, What};
use crate::score::rules;
use crate::view::say;

/// What is to be done, and what was asked for with a key.
pub(super) enum Chosen {
    Nothing,
    Command(Box<Command>),
}

/// # Errors
/// Where the sessions or the log cannot be read, or the output cannot be written.
pub fn run(args: &TodayArgs, context: &mut Context) -> Result<Chosen, Error> {
    let overview = Home::new(context.paths).overview()?;
    let today = today(&overview, context);
    if args.json {
        writeln!(context.out, "{:#}", as_json(&today, context))?;
        return Ok(Chosen::Nothing);
    }
    let has_keys = context.look().moves && !today.things.is_empty();
    context.show(&say::today::blocks(&today, has_keys))?;
    if overview.damaged > 0 {
        let count = overview.damaged;
        context.tell(format_args!("{count} damaged; `mock sessions list` says more"))?;
    }
    context.out.flush()?;
    if has_keys { choose(&today, context) } else { Ok(Chosen::Nothing) }
}

/// The screen's facts, without a look at any journal that the index knows.
pub(super) fn today(overview: &Overview, context: &Context) -> Today {
    let deck = Deck::new(overview.digests.iter(), &overview.briefs);
    Today::new(&Facts {
        digests: &overview.digests,
        deck: &deck,
        plans: &overview.plans,
        rounds: &rounds(context),
        minutes_to_mark: |points| {
            rules::latest().judgement.as_ref().map_or(0, |rules| rules.minutes_to_mark(points))
        },
        day: context.now.day(),
        date: context.now.date(),
    })
}

/// Every round that can be rehearsed, the one that most begin with first.
fn rounds(context: &Context) -> Vec<Offered> {
    let formats = load_formats(&Folders::default(), context).formats;
    let offered = |format: Format| match &format {
        Format::Round(round) => Some(Offered {
            format: round.id.clone(),
            title: round.title.clone(),
            kind: round.kind,
            minutes: round.minutes,
        }),
        Format::Loop(_) => None,
    };
    let mut all: Vec<Offered> =
        formats.ids().filter_map(|id| formats.get(id)).filter_map(offered).collect();
    all.sort_by_key(|round| (round.format != "phone-screen", round.minutes));
    all
}

fn choose(today: &Today, context: &mut Context) -> Result<Chosen, Error> {
    let key = guarded(|| Term::stderr().read_key());
    let Ok(Key::Char(key)) = key else { return Ok(Chosen::Nothing) };
    let at = key.to_digit(10).and_then(|number| (number as usize).checked_sub(1));
    let Some(thing) = at.and_then(|at| today.things.get(at)) else { return Ok(Chosen::Nothing) };
    if thing.command.is_empty() {
        context.show(&[crate::view::page::Block::line(&whole(thing))])?;
        return Ok(Chosen::Nothing);
    }
    if let Some(tick) = say::today::tick(thing) {
        context.tell(format_args!("once it is done: `{tick}`"))?;
    }
    let typed = ["mock"].into_iter().chain(thing.command.iter().map(String::as_str));
    let parsed = Cli::try_parse_from(typed).map_err(|error| Error::Bug(error.to_string()))?;
    Ok(parsed.command.map_or(Chosen::Nothing, |command| Chosen::Command(Box::new(command))))
}

/// A task that is done away from here: all of it, and how to tick it.
fn whole(thing: &Thing) -> String {
    match &thing.what {
        What::Task { task, .. } => {
            format!("{}\n\nOnce it is done: `{}`", task.text, say::today::typed(thing))
        }
        _ => String::new(),
    }
}

fn as_json(today: &Today, context: &Context) -> Value {
    let thing = |thing: &Thing| {
        let what = match &thing.what {
            What::Resume { .. } => "resume",
            What::Mark { .. } => "mark",
            What::Drill { .. } => "drill",
            What::Task { .. } => "task",
            What::Rehearse { .. } => "rehearse",
        };
        let mut says = json!({
            "what": what,
            "says": say::today::sentence(thing),
            "minutes": thing.minutes,
            "command": say::today::typed(thing),
        });
        match &thing.what {
            What::Task { plan, task, date, is_late, .. } => {
                says["plan"] = json!(plan);
                says["task"] = json!(task.id);
                says["date"] = json!(date);
                says["moved_on"] = json!(is_late);
                says["tick"] = json!(say::today::tick(thing));
            }
            What::Drill { cards, .. } => says["cards"] = json!(cards),
            _ => {}
        }
        says
    };
    let interview = |(title, date, days): &(String, chrono::NaiveDate, i64)| json!({ "title": title, "date": date, "days": days });
    json!({
        "day": context.now.day(),
        "interviews": today.interviews.iter().map(interview).collect::<Vec<_>>(),
        "things": today.things.iter().map(thing).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
#[path = "today_tests.rs"]
mod tests;
