//! Prepare: what to do today, points that come back, how it goes.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::values::{date, one_of, time};
use crate::bank::question::Level;
use crate::prep::exchange::Form;

/// Points that you missed come back until they stay.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "A card is one point that was marked missed or partly, a class of data that \
    code failed on, or a quiz question. Say it, look at it, and say how it went: again, hard, \
    good or easy decides when it comes back. Every answer is saved as it is given."
)]
pub struct DrillArgs {
    #[command(subcommand)]
    pub command: Option<DrillCommand>,
    /// Stop after so many minutes
    #[arg(long, value_name = "N", default_value = "10", value_parser = minutes)]
    pub minutes: u32,
    /// Of this topic alone
    #[arg(long, value_name = "TOPIC")]
    pub topic: Option<String>,
    /// Print how many cards are due, and ask nothing: for a shell prompt
    #[arg(long)]
    pub due: bool,
    /// Print what is due as JSON, and ask nothing
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
pub enum DrillCommand {
    /// List all cards, with when they are due
    List(DrillListArgs),
    /// Take the last answer back
    Undo,
    /// Ask a card no more
    Suspend(OneCard),
    /// Ask a suspended or buried card again
    Release(OneCard),
    /// Write the cards to a file: Anki's text, CSV, or JSON with their dates
    Export(CardsFile),
    /// Take in cards from a file: Anki's text, CSV with `front` and `back`, or JSON
    Import(CardsFile),
}

#[derive(Debug, Args)]
pub struct DrillListArgs {
    /// Of this topic alone
    #[arg(long, value_name = "TOPIC")]
    pub topic: Option<String>,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct OneCard {
    /// The card's id, as `mock drill list` prints it
    #[arg(value_name = "CARD")]
    pub card: String,
}

#[derive(Debug, Args)]
pub struct CardsFile {
    /// The file; `-` for standard output or input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// How it is written; without it the file's ending says so: .txt or .tsv, .csv, .json
    #[arg(long = "as", value_name = "FORM")]
    #[arg(value_parser = one_of::<Form>(Form::ALL.iter().map(|form| form.word())))]
    pub form: Option<Form>,
}

#[derive(Debug, Args)]
pub struct TodayArgs {
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

/// A plan from today to an interview, which follows what you do.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct PlanArgs {
    #[command(subcommand)]
    pub command: Option<PlanCommand>,
    #[command(flatten)]
    pub show: PlanShowArgs,
}

#[derive(Debug, Subcommand)]
pub enum PlanCommand {
    /// Lay the guide's stages between today and an interview
    New(PlanNewArgs),
    /// Show the plans: what is done, due and left out
    Show(PlanShowArgs),
    /// Tick a task; `--undo` takes that back
    Done(PlanDoneArgs),
    /// Put a task on another day
    Move(PlanMoveArgs),
    /// Give up a plan: the interview is off
    Drop(PlanDropArgs),
}

#[derive(Debug, Args)]
pub struct PlanNewArgs {
    /// The day of the interview: 2027-01-15
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: NaiveDate,
    /// When it begins, by the clock where you will be: 14:00
    #[arg(long, value_name = "HH:MM", value_parser = time)]
    pub time: Option<chrono::NaiveTime>,
    /// The level you interview for
    #[arg(long, value_name = "LEVEL")]
    #[arg(value_parser = one_of::<Level>(Level::ALL.iter().map(|level| level.word())))]
    pub level: Option<Level>,
    /// The loop or round to expect, as `mock rounds` names it
    #[arg(long = "loop", value_name = "ID", default_value = "onsite")]
    pub format: String,
    /// Hours a week that you have for it
    #[arg(long, value_name = "N", default_value = "5", value_parser = hours)]
    pub hours_a_week: u32,
    /// The company, which also names the plan
    #[arg(long, value_name = "NAME")]
    pub company: Option<String>,
    /// The advert, a text file or `-`: topics that it names come into the plan
    #[arg(long, value_name = "FILE")]
    pub job: Option<PathBuf>,
    /// Replace a plan of the same name
    #[arg(long)]
    pub replace: bool,
}

#[derive(Debug, Args)]
pub struct PlanShowArgs {
    /// One plan by its name; without it all that are to come
    #[arg(long, value_name = "PLAN")]
    pub plan: Option<String>,
    /// Print as JSON
    #[arg(long, conflicts_with_all = ["md", "ics"])]
    pub json: bool,
    /// Print as Markdown
    #[arg(long, conflicts_with = "ics")]
    pub md: bool,
    /// Write a calendar file; importing a later one updates what is there
    #[arg(long, value_name = "FILE")]
    pub ics: Option<PathBuf>,
    /// When rounds begin in the calendar
    #[arg(long, value_name = "HH:MM", default_value = "18:00", value_parser = time)]
    pub at: chrono::NaiveTime,
}

#[derive(Debug, Args)]
pub struct PlanDoneArgs {
    /// The task, as `mock plan` names it
    #[arg(value_name = "TASK")]
    pub task: String,
    /// In this plan, where several have the task
    #[arg(long, value_name = "PLAN")]
    pub plan: Option<String>,
    /// It was not done after all
    #[arg(long)]
    pub undo: bool,
}

#[derive(Debug, Args)]
pub struct PlanMoveArgs {
    /// The task, as `mock plan` names it
    #[arg(value_name = "TASK")]
    pub task: String,
    /// The day: 2026-12-05
    #[arg(value_name = "DATE", value_parser = date)]
    pub to: NaiveDate,
    /// In this plan, where several have the task
    #[arg(long, value_name = "PLAN")]
    pub plan: Option<String>,
}

#[derive(Debug, Args)]
pub struct PlanDropArgs {
    /// The plan, as `mock plan` names it
    #[arg(value_name = "PLAN")]
    pub plan: String,
    /// Write a calendar file that takes the plan out of a calendar again
    #[arg(long, value_name = "FILE")]
    pub ics: Option<PathBuf>,
}

/// `5`, from 1 to 60.
fn hours(text: &str) -> Result<u32, String> {
    let number = text.parse().ok().filter(|number| (1..=60).contains(number));
    number.ok_or_else(|| "write whole hours a week from 1 to 60, such as 5".to_owned())
}

#[derive(Debug, Args)]
pub struct GuideArgs {
    /// The part: timeline, questions-to-ask, resources or tips; without it they are listed
    #[arg(value_name = "PART")]
    pub part: Option<String>,
    /// One entry or group of it
    #[arg(value_name = "ID", requires = "part")]
    pub id: Option<String>,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct StatsArgs {
    /// Print as JSON
    #[arg(long, conflicts_with = "html")]
    pub json: bool,
    /// Write one page with pictures to a file; one that is there is replaced
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct CompareArgs {
    /// A session: its id, the beginning or the end of it, or `last`
    #[arg(value_name = "SESSION")]
    pub first: String,
    /// Another one
    #[arg(value_name = "SESSION")]
    pub second: String,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

/// `10`, from 1 to 240.
fn minutes(text: &str) -> Result<u32, String> {
    let number = text.parse().ok().filter(|number| (1..=240).contains(number));
    number.ok_or_else(|| "write a whole number of minutes from 1 to 240, such as 10".to_owned())
}
