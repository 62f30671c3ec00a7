//! Look back: sessions that were recorded, their scores, and what the scores rest on.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};

use super::format::Format;
use super::session::Named;
use super::values::{date, one_of, speed};
use crate::bank::question::Kind;

#[derive(Debug, Args)]
pub struct TranscriptArgs {
    #[command(flatten)]
    pub named: Named,
    /// The format
    #[arg(long, short, value_name = "FORMAT", default_value = "md")]
    pub output: Format,
    /// Write to a file instead of standard output; one that is there is replaced
    #[arg(long, value_name = "FILE")]
    pub to: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "In a terminal the HTML goes to a file beside the session's journal, and \
    the path is printed; into a pipe it goes as it is.")]
pub struct ReportArgs {
    #[command(flatten)]
    pub named: Named,
    /// The format [default: html]
    #[arg(long, short, value_name = "FORMAT", conflicts_with = "schema")]
    pub output: Option<Format>,
    /// Write to a file; one that is there is replaced
    #[arg(long, value_name = "FILE", alias = "file", conflicts_with = "schema")]
    pub to: Option<PathBuf>,
    /// Open it with the desktop's own program
    #[arg(long, conflicts_with = "schema")]
    pub open: bool,
    /// Print the JSON Schema of `--output json`
    #[arg(long, conflicts_with_all = ["session", "last"])]
    pub schema: bool,
}

/// Look after recorded sessions.
#[derive(Debug, Args)]
pub struct SessionsArgs {
    #[command(subcommand)]
    pub command: SessionsCommand,
}

#[derive(Debug, Subcommand)]
pub enum SessionsCommand {
    /// List all sessions, newest first
    List(ListArgs),
    /// Show where a session stands
    Show(ShowArgs),
    /// Make a damaged session usable again: its sound records stay, the damaged file is kept
    Salvage(SalvageArgs),
    /// Copy a session's journal and transcripts into a new folder
    Export(ExportArgs),
    /// Take in a session of another machine, from the folder that export made or an archive of it
    Import(ImportArgs),
    /// Delete sessions for ever
    Delete(DeleteArgs),
}

#[derive(Debug, Args)]
pub struct ListArgs {
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct ShowArgs {
    #[command(flatten)]
    pub named: Named,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct SalvageArgs {
    /// The session: its id, the beginning or the end of it, or `last`; `practice` for the log of
    /// `mock drill`
    #[arg(value_name = "SESSION")]
    pub session: String,
}

#[derive(Debug, Args)]
pub struct ExportArgs {
    #[command(flatten)]
    pub named: Named,
    /// The folder to make; it must not be there yet
    #[arg(long, value_name = "DIR")]
    pub to: PathBuf,
}

#[derive(Debug, Args)]
#[command(
    after_help = "The whole of it is checked before anything is written, and a session that \
    is here already is never written over."
)]
pub struct ImportArgs {
    /// A folder, or a .tar.gz, .tar or .zip of one
    #[arg(value_name = "FOLDER|ARCHIVE")]
    pub from: PathBuf,
}

#[derive(Debug, Args)]
pub struct DeleteArgs {
    /// The sessions, each by its id, the beginning or the end of it, or `last`
    #[arg(value_name = "SESSION", required = true)]
    pub sessions: Vec<String>,
    /// Delete without being asked
    #[arg(long, short)]
    pub yes: bool,
}

#[derive(Debug, Args)]
pub struct HistoryArgs {
    /// Rounds of this kind alone
    #[arg(long, value_name = "KIND")]
    #[arg(value_parser = one_of::<Kind>(Kind::ALL.iter().map(|kind| kind.word())))]
    pub kind: Option<Kind>,
    /// Sessions that asked about this topic
    #[arg(long, value_name = "TOPIC")]
    pub topic: Option<String>,
    /// Sessions from this day on: 2026-11-01
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub since: Option<NaiveDate>,
    /// List the questions that were put more than once, with how each attempt went
    #[arg(long)]
    pub attempts: bool,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct CalibrationArgs {
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A rule or a group of rules: interval, negation, star, rushing; without it all are listed
    #[arg(value_name = "RULE")]
    pub rule: Option<String>,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct RescoreArgs {
    #[command(flatten)]
    pub named: Named,
    /// Score under these rules as well
    #[arg(long, value_name = "RULES")]
    pub rules: Option<Under>,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Under {
    /// Those that new sessions are scored under
    Latest,
}

#[derive(Debug, Args)]
pub struct ReplayArgs {
    #[command(flatten)]
    pub named: Named,
    /// So many times as fast as it was; long silences are cut. On a terminal 1 where not given,
    /// in a pipe without any wait
    #[arg(long, value_name = "N", value_parser = speed)]
    pub speed: Option<u32>,
}
