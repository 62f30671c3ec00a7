//! What can be given on the command line: plain data, a file for each group of commands. Nothing
//! here looks at the machine; what the flags come to is found out by the commands.

pub mod bank;
pub mod config;
pub mod draw;
pub mod face;
pub mod folders;
pub mod format;
pub mod interview;
pub mod look_back;
pub mod machine;
pub mod prepare;
pub mod reader;
pub mod rehearse;
pub mod session;
pub mod sql;
pub mod story;
pub mod values;

use clap::{Parser, Subcommand};

use self::bank::{BankArgs, RoundsArgs};
use self::config::ConfigArgs;
use self::interview::{AskArgs, DayArgs, DebriefArgs};
use self::look_back::{
    CalibrationArgs, ExplainArgs, HistoryArgs, ReplayArgs, ReportArgs, RescoreArgs, SessionsArgs,
    TranscriptArgs,
};
use self::machine::{DoctorArgs, SqlWorkerArgs};
use self::prepare::{CompareArgs, DrillArgs, GuideArgs, PlanArgs, StatsArgs, TodayArgs};
use self::reader::ReaderCommandArgs;
use self::rehearse::{CheckArgs, InterviewArgs, ResumeArgs, RunArgs, ScoreArgs};
use self::story::StoryArgs;
use self::values::one_of;
use crate::ui::out::look::Color;

/// Rehearse a data-engineering interview in the terminal.
///
/// `mock run` seats you in a timed round or a whole onsite: the program asks, answers clarifying
/// questions, gives hints at a cost, follows up, and writes a scored transcript.
#[derive(Debug, Parser)]
#[command(name = "mock", version, propagate_version = true, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", display_order = 900)]
    #[arg(value_parser = one_of::<Color>(Color::ALL.iter().map(|color| color.word())))]
    pub color: Color,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Begin a rehearsal
    Run(Box<RunArgs>),
    /// The interviewer's console alone, for a room or a call
    Interview(Box<InterviewArgs>),
    /// Go on with an interrupted session
    Resume(ResumeArgs),
    /// Run the visible cases on the answer in this folder, or on a file
    Check(CheckArgs),
    /// Judge a session that is over: seal, checklist, score
    Score(ScoreArgs),
    /// Print a session as Markdown, JSON or HTML
    Transcript(TranscriptArgs),
    /// Draw a session's scores, time and evidence as one page to keep or to show
    Report(ReportArgs),
    /// List, show, salvage, export and delete sessions
    Sessions(SessionsArgs),
    /// Show scored rounds over time, and what to practise next
    History(HistoryArgs),
    /// How well your guesses foresee your scores
    Calibration(CalibrationArgs),
    /// What a rule of the scoring says, and where it comes from
    Explain(ExplainArgs),
    /// Compute every score again from the journal, and say whether it agrees
    Rescore(RescoreArgs),
    /// Play a recorded session again
    Replay(ReplayArgs),
    /// What to do now, and how long it takes
    Today(TodayArgs),
    /// A plan for an interview: what to do when, and a calendar of it
    Plan(PlanArgs),
    /// Practise the points you missed, when they are due
    Drill(DrillArgs),
    /// Your stories for behavioral rounds: write, rehearse, and see what they cover
    Story(StoryArgs),
    /// Choose what to ask the interviewer, and keep what you heard
    Ask(AskArgs),
    /// The day of the interview on one page
    Day(DayArgs),
    /// A real interview: what was asked, how it felt, what came of it
    Debrief(DebriefArgs),
    /// Read what to do when, what to ask, what to read, and which habits help
    Guide(GuideArgs),
    /// Time, rounds, topics and what changed, over weeks
    Stats(StatsArgs),
    /// Two sessions beside each other, point by point
    Compare(CompareArgs),
    /// Look at the question bank, and check it
    Bank(BankArgs),
    /// List rounds and loops, or show one
    Rounds(RoundsArgs),
    /// Show and change settings: level, language, theme, and the model reader
    Config(ConfigArgs),
    /// A language model that suggests sentences: test it, allow its address
    Reader(ReaderCommandArgs),
    /// Check what this machine offers
    Doctor(DoctorArgs),
    #[command(name = "__sql-worker", hide = true)]
    SqlWorker(SqlWorkerArgs),
}
