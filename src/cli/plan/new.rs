//! `mock plan new`.

use std::collections::BTreeMap;

use crate::bank::question::{Kind, Level};
use crate::cli::advert::Advert;
use crate::cli::args::folders::Folders;
use crate::cli::args::prepare::PlanNewArgs;
use crate::cli::built_in::stages;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::cli::folders::{load, load_formats, unknown_format};
use crate::cli::settings::Settings;
use crate::format::{Format, Formats};
use crate::practice::Home;
use crate::prep::plan::lay::lay;
use crate::prep::plan::make::{Wanted, make};
use crate::prep::plan::{Kept, Plan};
use crate::prep::record::Fact;
use crate::prep::slug::slug;
use crate::text::SafeText;
use crate::view::say;

/// Topics of an advert that come into the plan.
const TOPICS_MOST: usize = 5;

pub(super) fn run(
    args: &PlanNewArgs,
    home: &Home,
    context: &mut Context,
) -> Result<Outcome, Error> {
    let today = context.now.date();
    if args.date < today {
        let message = format!("{} is past: today is {today}", args.date);
        return Err(Error::unknown(message, "give the day of an interview that is to come"));
    }
    let formats = load_formats(&Folders::default(), context).formats;
    let rounds = rounds(&formats, &args.format)?;
    let settings = Settings::load(context.paths)?;
    let topics = match &args.job {
        Some(file) => {
            let advert = Advert::read_or_pipe(file)?;
            advert.topics(&load(&Folders::default(), context).bank, TOPICS_MOST)?
        }
        None => Vec::new(),
    };
    let company = SafeText::line(args.company.as_deref().unwrap_or_default()).to_string();
    let id = match slug(&company) {
        _ if company.is_empty() => args.date.to_string(),
        id if id.is_empty() => "interview".to_owned(),
        id => id,
    };
    let wanted = Wanted {
        id: id.clone(),
        company,
        date: args.date,
        at: args.time,
        today,
        level: args.level.or_else(|| settings.level()).unwrap_or(Level::Mid),
        format: args.format.clone(),
        minutes_a_week: args.hours_a_week * 60,
        rounds,
        topics,
    };
    let overview = home.overview()?;
    let newest = overview.digests.iter().map(|digest| digest.session.clone()).max();
    let plan = Plan { since: Some(newest.unwrap_or_default()), ..make(&wanted, &stages()?) };
    if !args.replace && overview.plans.iter().any(|kept| kept.plan.id == id) {
        let message = format!("there is a plan `{id}` already");
        return Err(Error::unknown(
            message,
            format!("--replace makes it anew, `mock plan drop {id}` gives it up"),
        ));
    }
    let fact = Fact::PlanMade { plan: Box::new(plan.clone()) };
    let mut practice = home.add(&context.now, |_| vec![fact])?.practice;
    let kept = practice.plans.remove(&id).unwrap_or_else(|| Kept::new(plan));
    let laid = lay(&kept, &overview.digests, today);
    context.show(&say::plan::blocks(&kept, &laid, today))?;
    Ok(Outcome::Fine)
}

/// The rounds of a loop, each once, or the round itself.
fn rounds(formats: &Formats, id: &str) -> Result<Vec<(String, String, Kind, u32)>, Error> {
    let Some(format) = formats.get(id) else { return Err(unknown_format(id, formats)) };
    let mut rounds: Vec<(String, String, Kind, u32)> = Vec::new();
    let all: Vec<Format> = formats.ids().filter_map(|id| formats.get(id)).collect();
    let known: BTreeMap<_, _> = all
        .into_iter()
        .filter_map(|format| match format {
            Format::Round(round) => Some((round.id.clone(), round)),
            Format::Loop(_) => None,
        })
        .collect();
    for round in format.rounds(&known) {
        let line = (round.id.clone(), round.title.clone(), round.kind, round.minutes);
        if !rounds.contains(&line) {
            rounds.push(line);
        }
    }
    Ok(rounds)
}
