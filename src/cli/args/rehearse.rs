//! Rehearse: begin a session, go on with it, run its code, judge it.

use std::path::PathBuf;

use clap::Args;

use super::draw::DrawArgs;
use super::face::FaceArgs;
use super::folders::Folders;
use super::reader::ReaderArgs;
use super::session::Named;
use super::sql::SqlArgs;
use super::values::word;
use crate::format::plan::Interviewer;

/// Begin a rehearsal
#[derive(Debug, Args)]
#[command(after_help = "With no --format, mock asks. `mock rounds` lists rounds and loops.")]
pub struct RunArgs {
    #[command(flatten)]
    pub draw: DrawArgs,
    /// Who interviews: solo (the program) or peer (a person at this terminal)
    #[arg(long, value_name = "WHO", value_parser = word::<Interviewer>)]
    pub interviewer: Option<Interviewer>,
    /// The first name of a person who interviews at this terminal
    #[arg(long, value_name = "NAME")]
    pub peer: Option<String>,
    /// Let a TOML file play the candidate, on a simulated clock
    #[arg(long, value_name = "FILE")]
    pub answers: Option<PathBuf>,
}

/// The interviewer's console alone, for a room or a call
#[derive(Debug, Args)]
#[command(
    after_help = "The candidate needs no program; you read the questions out, hand over what has to be seen, and mark the answers."
)]
pub struct InterviewArgs {
    #[command(flatten)]
    pub draw: DrawArgs,
}

#[derive(Debug, Args)]
pub struct ResumeArgs {
    /// The session: its id, the beginning or the end of it, or `last` [default: the last one that
    /// was interrupted and that no other process writes]
    #[arg(value_name = "SESSION")]
    pub session: Option<String>,
    #[command(flatten)]
    pub face: FaceArgs,
    #[command(flatten)]
    pub sql: SqlArgs,
    #[command(flatten)]
    pub reader: ReaderArgs,
}

#[derive(Debug, Args)]
pub struct ScoreArgs {
    #[command(flatten)]
    pub named: Named,
    #[command(flatten)]
    pub face: FaceArgs,
    #[command(flatten)]
    pub sql: SqlArgs,
    #[command(flatten)]
    pub reader: ReaderArgs,
}

/// Run the visible cases on the answer in this folder, or on a file
#[derive(Debug, Args)]
#[command(
    after_help = "Exit code 0 where all cases pass, 3 where one does not, 5 where nothing could be run.",
    mut_arg("bank", |bank| bank.requires("question"))
)]
pub struct CheckArgs {
    /// A file of a session's workspace, or with --question any file; the workspace of this folder
    /// or of the newest open session where not given
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Check against this question of the bank, outside of any session
    #[arg(long, value_name = "ID", requires = "file")]
    pub question: Option<String>,
    /// Run hidden cases as well: with --question, or once the question is judged
    #[arg(long)]
    pub all: bool,
    /// Look at the visible data with a query of your own, or at a plan with EXPLAIN; the answer
    /// isn't run (SQL)
    // A query may begin with a comment.
    #[arg(
        long,
        value_name = "QUERY",
        allow_hyphen_values = true,
        conflicts_with_all = ["all", "watch", "explain"]
    )]
    pub look: Option<String>,
    /// Print how PostgreSQL runs the answer on the visible data; it isn't judged (SQL)
    #[arg(long, conflicts_with_all = ["all", "watch"])]
    pub explain: bool,
    /// Run again whenever the file is saved
    #[arg(long, conflicts_with = "json")]
    pub watch: bool,
    /// Print the verdict as JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub sql: SqlArgs,
    #[command(flatten)]
    pub folders: Folders,
}
