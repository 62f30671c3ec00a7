//! An interview is told of, and said better.

use chrono::NaiveDate;
use serde_json::json;

use super::keep;
use super::shared::{as_json, asked, found};
use crate::bank::question::{Kind, Level};
use crate::cli::args::folders::Folders;
use crate::cli::args::interview::{DebriefMendArgs, DebriefNewArgs, Told};
use crate::cli::built_in;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::cli::folders::load_formats;
use crate::cli::inquiry::{Inquiry, not_empty};
use crate::cli::plan::no_plan;
use crate::cli::settings::Settings;
use crate::format::{Format, Formats};
use crate::practice::Home;
use crate::prep::debrief::Interview;
use crate::prep::plan::Kept;
use crate::prep::plan::make::{Wanted, afterwards};
use crate::prep::record::Fact;
use crate::prep::slug::{free, slug};
use crate::prep::state::Practice;
use crate::score::recommendation::band_word;
use crate::view::say;

const LEFT: (&str, &str) =
    ("nothing was kept", "`mock debrief --help` lists the options that answer every question");

/// Hours a week of a plan that is made for the time after an interview: what `mock plan new` takes.
const HOURS_A_WEEK: u32 = 5;

pub(super) fn new(
    args: &DebriefNewArgs,
    home: &Home,
    context: &mut Context,
) -> Result<Outcome, Error> {
    let practice = home.read()?;
    let formats = load_formats(&Folders::default(), context).formats;
    let is_short = args.company.is_none() || args.round.is_none();
    let inquiry = Inquiry::on(context, LEFT)?.filter(|_| is_short && !args.json);
    let filled = filled(args, &practice, &formats, inquiry.as_ref())?;
    let today = context.now.date();
    let (company, round) = (filled.company, filled.round);
    let planned = plan_of(&practice, &company, filled.told.plan.as_deref())?;
    let date = filled.told.date.or_else(|| held_on(planned, today)).unwrap_or(today);
    check_days(date, filled.told.answer_by, today)?;
    let plan = planned.map_or_else(|| named(&company), |kept| kept.plan.id.clone());
    let wanted = format!("{}-{}", named(&company), named_round(&round));
    let make = match planned {
        Some(_) => None,
        None => Some(plan_after(&plan, (&company, &round), date, context)?),
    };
    let mut id = String::new();
    let added = home.add(&context.now, |practice| {
        id = free(&wanted, |id| practice.interviews.contains_key(id));
        let interview = Interview {
            id: id.clone(),
            kind: filled.kind.or_else(|| kind_of(&formats, &round)),
            company,
            round,
            date,
            with: filled.told.with.unwrap_or_default(),
            asked: filled.told.asked,
            guess: filled.told.felt,
            informed: false,
            about: filled.told.about.unwrap_or_default(),
            answer_by: filled.told.answer_by,
            plan: plan.clone(),
        };
        // Another terminal may have made the plan meanwhile.
        let make = make.filter(|_| !practice.plans.contains_key(&plan));
        make.into_iter().chain([Fact::InterviewTold { interview: Box::new(interview) }]).collect()
    })?;
    let (held, interview) = found(&added.practice, &id)?;
    if args.json {
        writeln!(context.out, "{:#}", json!(as_json(held)))?;
        return Ok(Outcome::Fine);
    }
    context.show(&say::interview::told(interview, planned.is_none()))?;
    if let Some(inquiry) = inquiry {
        keep::offer(interview, &inquiry, home, context)?;
    }
    Ok(Outcome::Fine)
}

/// A plan for what is to be done after an interview that nobody planned for.
fn plan_after(
    id: &str,
    (company, round): (&str, &str),
    date: NaiveDate,
    context: &Context,
) -> Result<Fact, Error> {
    let level = Settings::load(context.paths)?.level().unwrap_or(Level::Mid);
    let wanted = Wanted {
        id: id.to_owned(),
        company: company.to_owned(),
        date,
        at: None,
        today: date,
        level,
        format: round.to_owned(),
        minutes_a_week: HOURS_A_WEEK * 60,
        rounds: vec![],
        topics: vec![],
    };
    Ok(Fact::PlanMade { plan: Box::new(afterwards(&wanted, &built_in::stages()?)) })
}

/// What the options say, and what was asked for.
struct Filled {
    company: String,
    round: String,
    kind: Option<Kind>,
    told: Told,
}

fn filled(
    args: &DebriefNewArgs,
    practice: &Practice,
    formats: &Formats,
    inquiry: Option<&Inquiry>,
) -> Result<Filled, Error> {
    let mut told = args.told.clone();
    let Some(inquiry) = inquiry else {
        let wanted = || "mock debrief new --company Acme --round coding".to_owned();
        let company = args.company.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let company = company
            .ok_or_else(|| Error::Usage(format!("which company? write it: {}", wanted())))?;
        let round = args.round.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let round =
            round.ok_or_else(|| Error::Usage(format!("which round? write it: {}", wanted())))?;
        let (company, round) = (company.to_owned(), round.to_owned());
        return Ok(Filled { company, round, kind: args.kind, told });
    };
    let usual = practice.plans.values().max_by_key(|kept| kept.plan.date);
    let usual = usual.map(|kept| kept.plan.company.as_str()).filter(|text| !text.is_empty());
    let company = match &args.company {
        Some(company) => company.trim().to_owned(),
        None => inquiry.line("Which company?", usual, not_empty)?,
    };
    let (round, kind) = match &args.round {
        Some(round) => (round.trim().to_owned(), args.kind),
        None => ask_round(formats, args.kind, inquiry)?,
    };
    if told.with.is_none() {
        told.with = Some(inquiry.line_or_none("Who held it? (Enter leaves it open)")?);
    }
    while told.asked.is_empty() || args.told.asked.is_empty() {
        let say = "Something they asked, in your words (Enter ends)";
        let line = inquiry.line_or_none(say)?;
        if line.is_empty() {
            break;
        }
        told.asked.push(line);
    }
    if told.felt.is_none() {
        let texts = say::interview::guesses_to_choose().chain(["I can't say"]);
        let picked =
            inquiry.pick("How did it feel? It's sealed until the answer comes.", texts, 2)?;
        told.felt = u32::try_from(picked + 1).ok().filter(|guess| (1..=4).contains(guess));
    }
    if told.about.is_none() {
        let say = "One thing you talked about, for the note of thanks (Enter leaves it open)";
        told.about = Some(inquiry.line_or_none(say)?);
    }
    Ok(Filled { company, round, kind, told })
}

fn ask_round(
    formats: &Formats,
    kind: Option<Kind>,
    inquiry: &Inquiry,
) -> Result<(String, Option<Kind>), Error> {
    let rounds: Vec<(&str, &str)> =
        formats.rounds.values().map(|round| (round.id.as_str(), round.title.as_str())).collect();
    let texts = rounds.iter().map(|(_, title)| *title).chain(["Something else"]);
    let picked = inquiry.pick("Which round was it?", texts, 0)?;
    if let Some((id, _)) = rounds.get(picked) {
        return Ok(((*id).to_owned(), kind));
    }
    Ok((inquiry.line("What was it called?", None, not_empty)?, kind))
}

/// The kind of a round that has this id or title.
fn kind_of(formats: &Formats, round: &str) -> Option<Kind> {
    let wanted = slug(round);
    let is_it = |id: &&str| match formats.get(id) {
        Some(Format::Round(found)) => *id == wanted || slug(&found.title) == wanted,
        Some(Format::Loop(_)) | None => false,
    };
    let kind = formats.ids().find(is_it).and_then(|id| formats.get(id));
    match kind {
        Some(Format::Round(found)) => Some(found.kind),
        Some(Format::Loop(_)) | None => wanted.parse().ok(),
    }
}

fn named(company: &str) -> String {
    let slug = slug(company);
    if slug.is_empty() { "interview".to_owned() } else { slug }
}

fn named_round(round: &str) -> String {
    let slug = slug(round);
    if slug.is_empty() { "round".to_owned() } else { slug }
}

/// The plan that was named, or the company's; of several the latest.
fn plan_of<'p>(
    practice: &'p Practice,
    company: &str,
    name: Option<&str>,
) -> Result<Option<&'p Kept>, Error> {
    if let Some(name) = name {
        let plans: Vec<Kept> = practice.plans.values().cloned().collect();
        return practice.plans.get(name).map(Some).ok_or_else(|| no_plan(&plans, name));
    }
    let of_company = practice.plans.values().filter(|kept| {
        slug(&kept.plan.company) == slug(company) && !kept.plan.company.is_empty()
            || kept.plan.id == named(company)
    });
    Ok(of_company.max_by_key(|kept| kept.plan.date))
}

/// The plan's day, where the interview is just over.
fn held_on(kept: Option<&Kept>, today: NaiveDate) -> Option<NaiveDate> {
    const JUST: i64 = 3;
    let date = kept?.plan.date;
    let ago = crate::prep::day::days_between(date, today);
    (0..=JUST).contains(&ago).then_some(date)
}

fn check_days(
    date: NaiveDate,
    answer_by: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<(), Error> {
    if date > today {
        let message = format!("{date} is still to come");
        return Err(Error::unknown(message, "a debrief is for an interview that was held"));
    }
    if let Some(by) = answer_by.filter(|by| *by < date) {
        let message = format!("an answer by {by} was promised before the interview on {date}");
        return Err(Error::unknown(message, "check --date and --answer-by"));
    }
    Ok(())
}

pub(super) fn mend(
    args: &DebriefMendArgs,
    home: &Home,
    context: &mut Context,
) -> Result<Outcome, Error> {
    let practice = home.read()?;
    let (held, interview) = found(&practice, &args.id)?;
    let told = &args.told;
    let mut better = interview.clone();
    if let Some(felt) = told.felt {
        if let Some(sealed) = interview.guess {
            let message = format!("how it felt is sealed: {sealed}, {}", band_word(sealed));
            return Err(Error::unknown(
                message,
                "a guess that could be changed would foresee nothing",
            ));
        }
        better.guess = Some(felt);
        better.informed = held.outcome().is_some();
    }
    for number in &args.not_asked {
        asked(interview, *number)?;
    }
    let mut number = 0;
    better.asked.retain(|_| {
        number += 1;
        !args.not_asked.contains(&number)
    });
    better.asked.extend(told.asked.iter().cloned());
    if let Some(round) = &args.round {
        better.round = round.trim().to_owned();
        better.kind = kind_of(&load_formats(&Folders::default(), context).formats, round);
    }
    better.kind = args.kind.or(better.kind);
    better.date = told.date.unwrap_or(better.date);
    better.with = told.with.clone().unwrap_or(better.with);
    better.about = told.about.clone().unwrap_or(better.about);
    better.answer_by = told.answer_by.or(better.answer_by);
    if let Some(kept) =
        plan_of(&practice, "", told.plan.as_deref())?.filter(|_| told.plan.is_some())
    {
        better.plan.clone_from(&kept.plan.id);
    }
    if better == *interview {
        return Err(Error::Usage(
            "nothing to say better was given; see mock debrief mend --help".to_owned(),
        ));
    }
    check_days(better.date, better.answer_by, context.now.date())?;
    let fact = Fact::InterviewTold { interview: Box::new(better) };
    let added = home.add(&context.now, |_| vec![fact])?;
    let (held, interview) = found(&added.practice, &interview.id)?;
    context.show(&say::interview::whole(held, interview))?;
    if interview.informed && told.felt.is_some() {
        context.tell("the outcome was known, so the guess is kept and not counted")?;
    }
    Ok(Outcome::Fine)
}
