//! The interview itself: what to ask, the day, and what came of it.

use std::path::PathBuf;

use chrono::{NaiveDate, NaiveTime};
use clap::{Args, Subcommand};

use super::values::{date, one_of, time};
use crate::bank::question::Kind;
use crate::prep::debrief::Came;

/// Choose what to ask the interviewer, from the bank and your own, and keep what you heard.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "On a terminal a list is ticked with the space bar. Elsewhere the questions are \
    printed, and `mock ask choose ID` picks one. What is chosen without --round is asked in any \
    round; `mock day` prints it, and your own questions are understood in rehearsals."
)]
pub struct AskArgs {
    #[command(subcommand)]
    pub command: Option<AskCommand>,
    #[command(flatten)]
    pub show: AskShowArgs,
}

#[derive(Debug, Subcommand)]
pub enum AskCommand {
    /// What is chosen, what to listen for, and what you heard
    List(AskShowArgs),
    /// Choose questions
    Choose(AskIdsArgs),
    /// Choose them no longer
    Drop(AskIdsArgs),
    /// Add a question of your own, and choose it
    Add(AskAddArgs),
    /// Remove a question of your own
    Remove(AskRemoveArgs),
    /// After the interview: you asked it, and what you heard
    Heard(AskHeardArgs),
}

#[derive(Clone, Debug, Default, Args)]
pub struct AskShowArgs {
    /// The round you ask in, as `mock rounds` names it; without it any
    #[arg(long, value_name = "ROUND")]
    pub round: Option<String>,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct AskIdsArgs {
    /// The questions, as `mock ask` names them
    #[arg(value_name = "ID", required = true)]
    pub ids: Vec<String>,
    /// In this round; without it in any
    #[arg(long, value_name = "ROUND")]
    pub round: Option<String>,
}

#[derive(Debug, Args)]
pub struct AskAddArgs {
    /// The question, in the words you would say
    #[arg(value_name = "TEXT")]
    pub text: String,
    /// What you learn by it
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    /// What a good or a worrying answer sounds like
    #[arg(long, value_name = "TEXT")]
    pub listen_for: Option<String>,
    /// In this round; without it in any
    #[arg(long, value_name = "ROUND")]
    pub round: Option<String>,
}

#[derive(Debug, Args)]
pub struct AskRemoveArgs {
    /// The question, as `mock ask` names it
    #[arg(value_name = "ID")]
    pub id: String,
}

#[derive(Debug, Args)]
pub struct AskHeardArgs {
    /// The question, as `mock ask` names it; on a terminal you are asked where it is left out
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    /// What they answered
    #[arg(value_name = "TEXT", requires = "id")]
    pub text: Option<String>,
    /// The round it was
    #[arg(long, value_name = "ROUND")]
    pub round: Option<String>,
    /// The company
    #[arg(long, value_name = "NAME")]
    pub company: Option<String>,
}

/// The day of the interview on one page: what is done when, your stories, what you ask.
#[derive(Debug, Args)]
#[command(
    after_help = "The text fits into 60 lines of 80 columns, and the HTML onto one sheet of \
    A4 or Letter."
)]
pub struct DayArgs {
    /// The plan; without it the one whose interview is next
    #[arg(long, value_name = "PLAN")]
    pub plan: Option<String>,
    /// When it begins; without it as the plan says
    #[arg(long, value_name = "HH:MM", value_parser = time)]
    pub time: Option<NaiveTime>,
    /// The round whose questions are printed; without it those of all
    #[arg(long, value_name = "ROUND")]
    pub round: Option<String>,
    /// Print as JSON
    #[arg(long, conflicts_with_all = ["md", "html"])]
    pub json: bool,
    /// Print as Markdown
    #[arg(long, conflicts_with = "html")]
    pub md: bool,
    /// Write a page for the printer; one that is there is replaced
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
}

/// A real interview, while it's fresh: what was asked, how it felt, and later what came of it.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "On a terminal whatever no option says is asked. A note of thanks within 24 \
    hours and a reminder come into the plan and its calendar. `mock calibration` holds your guess \
    and your last rehearsal against what came of it."
)]
pub struct DebriefArgs {
    #[command(subcommand)]
    pub command: Option<DebriefCommand>,
    #[command(flatten)]
    pub new: DebriefNewArgs,
}

#[derive(Debug, Subcommand)]
pub enum DebriefCommand {
    /// Tell of an interview
    New(Box<DebriefNewArgs>),
    /// List the interviews, with what came of each
    List(DebriefListArgs),
    /// Show one
    Show(DebriefShowArgs),
    /// Say it better: what is given replaces what was told, --asked adds
    Mend(Box<DebriefMendArgs>),
    /// What came of it
    Outcome(DebriefOutcomeArgs),
    /// The skeleton of a note: of thanks, or with --reminder where no answer comes
    Note(DebriefNoteArgs),
    /// Make a question of your own of something that was asked
    Question(DebriefQuestionArgs),
    /// Make a drill card of something that was asked
    Card(DebriefCardArgs),
    /// Drop an interview
    Drop(DebriefIdArgs),
    /// Take back what was told last
    Undo,
}

#[derive(Clone, Debug, Default, Args)]
pub struct DebriefNewArgs {
    /// The company
    #[arg(long, value_name = "NAME")]
    pub company: Option<String>,
    /// The round: as `mock rounds` names it, or in your words
    #[arg(long, value_name = "ROUND")]
    pub round: Option<String>,
    /// Which of the program's rounds it was like, where its name doesn't say so
    #[arg(long, value_name = "KIND")]
    #[arg(value_parser = one_of::<Kind>(Kind::ALL.iter().map(|kind| kind.word())))]
    pub kind: Option<Kind>,
    #[command(flatten)]
    pub told: Told,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

/// What can be said better later.
#[derive(Clone, Debug, Default, Args)]
pub struct Told {
    /// The day it was held [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: Option<NaiveDate>,
    /// Who held it
    #[arg(long, value_name = "NAME")]
    pub with: Option<String>,
    /// Something that was asked; may be given more than once
    #[arg(long, value_name = "TEXT")]
    pub asked: Vec<String>,
    /// How it felt, sealed: 1 strong no, 2 no, 3 hire, 4 strong hire
    #[arg(long, value_name = "1-4", value_parser = clap::value_parser!(u32).range(1..=4))]
    pub felt: Option<u32>,
    /// One thing you talked about, for the note of thanks
    #[arg(long, value_name = "TEXT")]
    pub about: Option<String>,
    /// The day by which they promised an answer
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub answer_by: Option<NaiveDate>,
    /// The plan it belongs to [default: the company's]
    #[arg(long, value_name = "PLAN")]
    pub plan: Option<String>,
}

#[derive(Debug, Args)]
pub struct DebriefListArgs {
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct DebriefIdArgs {
    /// The interview, as `mock debrief list` names it, or `last`
    #[arg(value_name = "INTERVIEW")]
    pub id: String,
}

#[derive(Debug, Args)]
pub struct DebriefShowArgs {
    /// The interview, as `mock debrief list` names it, or `last`
    #[arg(value_name = "INTERVIEW", default_value = "last")]
    pub id: String,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct DebriefMendArgs {
    /// The interview, as `mock debrief list` names it, or `last`
    #[arg(value_name = "INTERVIEW")]
    pub id: String,
    /// The round: as `mock rounds` names it, or in your words
    #[arg(long, value_name = "ROUND")]
    pub round: Option<String>,
    /// Which of the program's rounds it was like
    #[arg(long, value_name = "KIND")]
    #[arg(value_parser = one_of::<Kind>(Kind::ALL.iter().map(|kind| kind.word())))]
    pub kind: Option<Kind>,
    #[command(flatten)]
    pub told: Told,
    /// Strike out what was asked, by its number; may be given more than once
    #[arg(long, value_name = "N")]
    pub not_asked: Vec<usize>,
}

#[derive(Debug, Args)]
pub struct DebriefOutcomeArgs {
    /// The interview, as `mock debrief list` names it, or `last`
    #[arg(value_name = "INTERVIEW")]
    pub id: String,
    /// What came of it; a later one counts
    #[arg(value_name = "OUTCOME")]
    #[arg(value_parser = one_of::<Came>(Came::ALL.iter().map(|came| came.word())))]
    pub came: Came,
    /// What they said
    #[arg(long, value_name = "TEXT")]
    pub said: Option<String>,
}

#[derive(Debug, Args)]
pub struct DebriefNoteArgs {
    /// The interview, as `mock debrief list` names it, or `last`
    #[arg(value_name = "INTERVIEW", default_value = "last")]
    pub id: String,
    /// Ask politely where no answer came
    #[arg(long)]
    pub reminder: bool,
}

#[derive(Debug, Args)]
pub struct DebriefQuestionArgs {
    /// The interview, as `mock debrief list` names it, or `last`
    #[arg(value_name = "INTERVIEW")]
    pub id: String,
    /// The number of what was asked, as `mock debrief show` counts it
    #[arg(value_name = "N")]
    pub number: usize,
    /// The new question's id [default: its first words]
    #[arg(long, value_name = "ID")]
    pub question: Option<String>,
    /// Its topic, as `mock bank list` shows them
    #[arg(long, value_name = "SLUG")]
    pub topic: Option<String>,
}

#[derive(Debug, Args)]
pub struct DebriefCardArgs {
    /// The interview, as `mock debrief list` names it, or `last`
    #[arg(value_name = "INTERVIEW")]
    pub id: String,
    /// The number of what was asked, as `mock debrief show` counts it
    #[arg(value_name = "N")]
    pub number: usize,
    /// What you would say now: the back of the card
    #[arg(long, value_name = "TEXT")]
    pub answer: Option<String>,
    /// Its topic
    #[arg(long, value_name = "TOPIC")]
    pub topic: Option<String>,
}
