//! `mock debrief`: a real interview is told of, and later what came of it.

mod keep;
mod shared;
mod tell;

use serde_json::{Value, json};

use self::shared::{as_json, found};
use super::args::interview::{
    DebriefArgs, DebriefCommand, DebriefListArgs, DebriefNoteArgs, DebriefOutcomeArgs,
    DebriefShowArgs,
};
use super::context::Context;
use super::error::{Error, Outcome};
use crate::practice::Home;
use crate::prep::debrief::{Held, Interview, Outcome as CameOf};
use crate::prep::record::Fact;
use crate::view::say;

/// # Errors
/// Where there is no such interview, or the log cannot be read or written.
pub fn run(args: &DebriefArgs, context: &mut Context) -> Result<Outcome, Error> {
    let home = Home::new(context.paths);
    match &args.command {
        None => tell::new(&args.new, &home, context),
        Some(DebriefCommand::New(args)) => tell::new(args, &home, context),
        Some(DebriefCommand::List(args)) => list(args, &home, context),
        Some(DebriefCommand::Show(args)) => show(args, &home, context),
        Some(DebriefCommand::Mend(args)) => tell::mend(args, &home, context),
        Some(DebriefCommand::Outcome(args)) => outcome(args, &home, context),
        Some(DebriefCommand::Note(args)) => note(args, &home, context),
        Some(DebriefCommand::Question(args)) => keep::question(args, &home, context),
        Some(DebriefCommand::Card(args)) => keep::card(args, &home, context),
        Some(DebriefCommand::Drop(args)) => drop_it(&args.id, &home, context),
        Some(DebriefCommand::Undo) => undo(&home, context),
    }
}

fn list(args: &DebriefListArgs, home: &Home, context: &mut Context) -> Result<Outcome, Error> {
    let practice = home.read()?;
    let mut all: Vec<(&Held, &Interview)> =
        practice.interviews.values().filter_map(|held| Some((held, held.interview()?))).collect();
    all.sort_by_key(|(_, of)| std::cmp::Reverse((of.date, &of.id)));
    if args.json {
        let all: Vec<Value> = all.iter().map(|(held, _)| as_json(held)).collect();
        writeln!(context.out, "{:#}", json!(all))?;
    } else {
        context.put(&say::interview::list(&all))?;
    }
    Ok(Outcome::Fine)
}

fn show(args: &DebriefShowArgs, home: &Home, context: &mut Context) -> Result<Outcome, Error> {
    let practice = home.read()?;
    let (held, interview) = found(&practice, &args.id)?;
    if args.json {
        writeln!(context.out, "{:#}", as_json(held))?;
    } else {
        context.show(&say::interview::whole(held, interview))?;
    }
    Ok(Outcome::Fine)
}

fn outcome(
    args: &DebriefOutcomeArgs,
    home: &Home,
    context: &mut Context,
) -> Result<Outcome, Error> {
    let practice = home.read()?;
    let (_, interview) = found(&practice, &args.id)?;
    let said = args.said.clone().unwrap_or_default();
    let outcome = CameOf { came: args.came, said };
    let fact = Fact::OutcomeCame { interview: interview.id.clone(), outcome };
    let added = home.add(&context.now, |_| vec![fact])?;
    let (held, interview) = found(&added.practice, &interview.id)?;
    context.show(&say::interview::came(held, interview))?;
    Ok(Outcome::Fine)
}

fn note(args: &DebriefNoteArgs, home: &Home, context: &mut Context) -> Result<Outcome, Error> {
    let practice = home.read()?;
    let (_, interview) = found(&practice, &args.id)?;
    let (text, task) = match args.reminder {
        true => (say::interview::reminder(interview), interview.reminder_id()),
        false => (say::interview::thanks(interview), interview.thanks_id()),
    };
    write!(context.out, "{}", crate::text::SafeText::new(&text).as_str())?;
    if practice.plans.contains_key(&interview.plan) {
        let plan = &interview.plan;
        context.tell(format_args!("once it's sent: `mock plan done {task} --plan {plan}`"))?;
    }
    Ok(Outcome::Fine)
}

fn drop_it(id: &str, home: &Home, context: &mut Context) -> Result<Outcome, Error> {
    let practice = home.read()?;
    let (_, interview) = found(&practice, id)?;
    let fact = Fact::InterviewDropped { interview: interview.id.clone() };
    home.add(&context.now, |_| vec![fact])?;
    writeln!(context.out, "{} is dropped; `mock debrief undo` brings it back", interview.id)?;
    Ok(Outcome::Fine)
}

fn undo(home: &Home, context: &mut Context) -> Result<Outcome, Error> {
    let mut undone = None;
    home.add(&context.now, |practice| {
        let Some((seq, id, did)) = practice.last_told() else { return Vec::new() };
        undone = Some(say::interview::taken_back(id, did));
        vec![Fact::Undone { seq }]
    })?;
    let Some(undone) = undone else {
        return Err(Error::unknown("nothing is told of yet", "`mock debrief` tells of one"));
    };
    writeln!(context.out, "{undone}")?;
    Ok(Outcome::Fine)
}

#[cfg(test)]
#[path = "debrief_tests.rs"]
mod tests;
