//! `mock plan`: made, shown, ticked, moved, and written as a calendar.

mod new;

use std::path::Path;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::args::prepare::{
    PlanArgs, PlanCommand, PlanDoneArgs, PlanDropArgs, PlanMoveArgs, PlanShowArgs,
};
use super::context::Context;
use super::error::{Error, Outcome};
use crate::files;
use crate::practice::Home;
use crate::prep::day::later;
use crate::prep::digest::Digest;
use crate::prep::plan::lay::{Item, Laid, Why, lay};
use crate::prep::plan::withdrawn::withdrawn;
use crate::prep::plan::{DAY, Kept};
use crate::prep::record::Fact;
use crate::text::SafeText;
use crate::view::calendar::{Planned, calendar, without};
use crate::view::page::{Page, markdown};
use crate::view::say;

/// # Errors
/// Where there is no such plan or task, or the log cannot be read or written.
pub fn run(args: &PlanArgs, context: &mut Context) -> Result<Outcome, Error> {
    let home = Home::new(context.paths);
    match &args.command {
        None => show(&args.show, &home, context),
        Some(PlanCommand::Show(args)) => show(args, &home, context),
        Some(PlanCommand::New(args)) => new::run(args, &home, context),
        Some(PlanCommand::Done(args)) => done(args, &home, context),
        Some(PlanCommand::Move(args)) => shift(args, &home, context),
        Some(PlanCommand::Drop(args)) => abandon(args, &home, context),
    }
}

fn show(args: &PlanShowArgs, home: &Home, context: &mut Context) -> Result<Outcome, Error> {
    let overview = home.overview()?;
    let today = context.now.date();
    let plans = chosen(&overview.plans, args.plan.as_deref(), today)?;
    let laid: Vec<Laid> = plans.iter().map(|kept| lay(kept, &overview.digests, today)).collect();
    let both: Vec<(&Kept, &Laid)> = plans.iter().copied().zip(&laid).collect();
    if let Some(file) = &args.ics {
        let planned = |(kept, laid)| planned(kept, laid, &overview.digests);
        let planned: Vec<Planned<'_>> = both.into_iter().map(planned).collect();
        return write_calendar(&planned, file, args, context);
    }
    if args.json {
        let all: Vec<Value> = both.iter().map(|(kept, laid)| as_json(kept, laid)).collect();
        writeln!(context.out, "{:#}", json!(all))?;
        return Ok(Outcome::Fine);
    }
    if args.md {
        for (kept, laid) in both {
            let title = SafeText::line(&kept.plan.title());
            let blocks = say::plan::document(kept, laid, today);
            let page = Page { title, blocks, ..Page::default() };
            write!(context.out, "{}", markdown(&page))?;
        }
        return Ok(Outcome::Fine);
    }
    if both.is_empty() {
        context.show(&say::plan::none())?;
    }
    for (at, (kept, laid)) in both.into_iter().enumerate() {
        if at > 0 {
            writeln!(context.out)?;
        }
        context.show(&say::plan::blocks(kept, laid, today))?;
    }
    Ok(Outcome::Fine)
}

fn planned<'a>(kept: &'a Kept, laid: &'a Laid, digests: &[Digest]) -> Planned<'a> {
    Planned { kept, laid, withdrawn: withdrawn(kept, digests, laid) }
}

fn write_calendar(
    plans: &[Planned<'_>],
    file: &Path,
    args: &PlanShowArgs,
    context: &mut Context,
) -> Result<Outcome, Error> {
    if plans.is_empty() {
        return Err(Error::unknown("there is no plan to write", "`mock plan new` makes one"));
    }
    write_ics(&calendar(plans, args.at, context.now.wall_ms), file, context)?;
    if file == Path::new("-") {
        return Ok(Outcome::Fine);
    }
    let count: usize = plans.iter().map(|plan| plan.laid.items().count() + 1).sum();
    writeln!(context.out, "{count} entries are in {}", file.display())?;
    context.tell("import it into a calendar; a later one of the same plan updates it")?;
    Ok(Outcome::Fine)
}

/// To a file, or to standard output for `-`.
fn write_ics(text: &str, file: &Path, context: &mut Context) -> Result<(), Error> {
    if file == Path::new("-") {
        context.out.write_all(text.as_bytes())?;
        return Ok(());
    }
    files::replace(file, text.as_bytes()).map_err(|cause| {
        let message = format!("cannot write {}: {cause}", file.display());
        Error::unknown(message, "choose another place")
    })
}

/// The plan of that name; without one, all whose interview and its two weeks after are not over.
fn chosen<'k>(
    plans: &'k [Kept],
    name: Option<&str>,
    today: NaiveDate,
) -> Result<Vec<&'k Kept>, Error> {
    let Some(name) = name else {
        let mut plans: Vec<&Kept> = plans.iter().filter(|kept| !kept.is_over(today)).collect();
        plans.sort_by_key(|kept| kept.plan.date);
        return Ok(plans);
    };
    match plans.iter().find(|kept| kept.plan.id == name) {
        Some(kept) => Ok(vec![kept]),
        None => Err(no_plan(plans, name)),
    }
}

pub(super) fn no_plan(plans: &[Kept], name: &str) -> Error {
    let names: Vec<&str> = plans.iter().map(|kept| kept.plan.id.as_str()).collect();
    let help = match names[..] {
        [] => "`mock plan new` makes one".to_owned(),
        _ => format!("there are {}", names.join(", ")),
    };
    Error::unknown(format!("there is no plan `{name}`"), help)
}

/// The plan that has the task: the one that was named, else the only one.
fn plan_of(
    plans: &[Kept],
    digests: &[Digest],
    (task, plan): (&str, Option<&str>),
    today: NaiveDate,
) -> Result<String, Error> {
    let has = |kept: &&Kept| {
        let laid = lay(kept, digests, today);
        let is_laid = laid.items().any(|item| item.task.id == task);
        is_laid || kept.plan.tasks.iter().any(|known| known.id == task)
    };
    let among = chosen(plans, plan, today)?;
    let having: Vec<&Kept> = among.iter().copied().filter(has).collect();
    match having[..] {
        [kept] => Ok(kept.plan.id.clone()),
        [] => {
            let ids = among.iter().flat_map(|kept| &kept.plan.tasks).map(|known| &known.id);
            let near = ids.map(|id| (strsim::jaro_winkler(id, task), id));
            let near = near.max_by(|(a, _), (b, _)| a.total_cmp(b)).filter(|(like, _)| *like > 0.8);
            let help = match near {
                Some((_, near)) => format!("did you mean `{near}`?"),
                None => "`mock plan` names the tasks".to_owned(),
            };
            Err(Error::unknown(format!("no plan has a task `{task}`"), help))
        }
        _ => {
            let names: Vec<&str> = having.iter().map(|kept| kept.plan.id.as_str()).collect();
            let message = format!("several plans have the task `{task}`");
            Err(Error::unknown(message, format!("name one with --plan: {}", names.join(", "))))
        }
    }
}

fn done(args: &PlanDoneArgs, home: &Home, context: &mut Context) -> Result<Outcome, Error> {
    let overview = home.overview()?;
    let wanted = (args.task.as_str(), args.plan.as_deref());
    let plan = plan_of(&overview.plans, &overview.digests, wanted, context.now.date())?;
    let (task, name) = (args.task.clone(), plan.clone());
    let fact = match args.undo {
        false => Fact::TaskDone { plan, task },
        true => Fact::TaskOpened { plan, task },
    };
    home.add(&context.now, |_| vec![fact])?;
    let says = if args.undo { "is open again" } else { "is done" };
    writeln!(context.out, "{} {says} in the plan {name}", args.task)?;
    Ok(Outcome::Fine)
}

fn shift(args: &PlanMoveArgs, home: &Home, context: &mut Context) -> Result<Outcome, Error> {
    let overview = home.overview()?;
    let wanted = (args.task.as_str(), args.plan.as_deref());
    let plan = plan_of(&overview.plans, &overview.digests, wanted, context.now.date())?;
    if args.to < context.now.date() {
        let message = format!("{} is past", args.to);
        return Err(Error::unknown(message, "give today or a later day"));
    }
    if let Some(kept) = overview.plans.iter().find(|kept| kept.plan.id == plan) {
        in_time(kept, args)?;
    }
    let (task, to, name) = (args.task.clone(), args.to, plan.clone());
    home.add(&context.now, |_| vec![Fact::TaskMoved { plan, task, to }])?;
    writeln!(context.out, "{} is on {to} in the plan {name}", args.task)?;
    Ok(Outcome::Fine)
}

/// What prepares for an interview is of no use after it.
fn in_time(kept: &Kept, args: &PlanMoveArgs) -> Result<(), Error> {
    let plan = &kept.plan;
    let follow_ups = kept.after.iter().map(|of| &of.task);
    let known = plan.tasks.iter().chain(follow_ups).find(|task| task.id == args.task);
    // Topics that went badly are in no list, and belong before it.
    let stage = known.map_or(0, |task| task.stage);
    let eve = later(plan.date, -1);
    let help = match stage {
        ..DAY if args.to >= plan.date => format!("give a day up to {eve}"),
        DAY if args.to > plan.date => format!("give {} or an earlier day", plan.date),
        _ => return Ok(()),
    };
    let message =
        format!("{} is too late for {}: the interview is on {}", args.to, args.task, plan.date);
    Err(Error::unknown(message, help))
}

fn abandon(args: &PlanDropArgs, home: &Home, context: &mut Context) -> Result<Outcome, Error> {
    let (overview, today) = (home.overview()?, context.now.date());
    let kept = chosen(&overview.plans, Some(&args.plan), today)?;
    if let (Some(file), Some(kept)) = (&args.ics, kept.first()) {
        let laid = lay(kept, &overview.digests, today);
        let planned = planned(kept, &laid, &overview.digests);
        // Before it is gone: without the file it stays.
        write_ics(&without(&planned, context.now.wall_ms), file, context)?;
    }
    let fact = Fact::PlanDropped { plan: args.plan.clone() };
    home.add(&context.now, |_| vec![fact])?;
    let told = format!("The plan {} is gone; what you practised stays", args.plan);
    match &args.ics {
        Some(file) if file == Path::new("-") => context.tell(told)?,
        Some(file) => {
            writeln!(context.out, "{told}")?;
            let file = file.display();
            context.tell(format_args!("import {file}: it takes the plan out of a calendar"))?;
        }
        None => writeln!(context.out, "{told}")?,
    }
    Ok(Outcome::Fine)
}

fn as_json(kept: &Kept, laid: &Laid) -> Value {
    let plan = &kept.plan;
    let item = |item: &Item| {
        json!({
            "task": item.task.id,
            "says": item.task.text,
            "date": item.date,
            "minutes": item.task.minutes,
            "matters": item.task.matters,
            "done": item.done,
            "moved_on": item.moved_on,
            "command": item.task.run,
            "round": item.task.round.map(|round| round.kind),
        })
    };
    let stages: Vec<Value> = laid
        .stages
        .iter()
        .map(|stage| {
            json!({
                "id": stage.stage.id,
                "title": stage.stage.title,
                "from": stage.stage.days.map(|(from, _)| from),
                "to": stage.stage.days.map(|(_, to)| to),
                "tasks": stage.items.iter().map(item).collect::<Vec<_>>(),
            })
        })
        .collect();
    let left_out = laid.left_out.iter().map(|(task, why)| {
        let why = match why {
            Why::NoTime => "no-time",
            Why::Strong => "strong",
            Why::Past => "past",
        };
        json!({ "task": task.id, "why": why, "minutes": task.minutes })
    });
    json!({
        "plan": plan.id,
        "company": plan.company,
        "date": plan.date,
        "time": plan.at.map(|at| at.format("%H:%M").to_string()),
        "made": plan.made,
        "level": plan.level,
        "loop": plan.format,
        "minutes_a_week": plan.minutes_a_week,
        "minutes_done": laid.minutes_done,
        "minutes_left": laid.minutes_left,
        "stages": stages,
        "left_out": left_out.collect::<Vec<_>>(),
    })
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
