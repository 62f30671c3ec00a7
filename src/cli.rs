//! The command line: one file a command, and what all of them share.

mod ask;
pub mod bank;
pub mod calibration;
pub mod check;
pub mod console;
pub mod doctor;
pub mod explain;
pub mod faults;
pub mod history;
pub mod listing;
mod live;
mod named;
pub mod replay;
pub mod report;
pub mod rescore;
pub mod resume;
pub mod rounds;
pub mod run;
pub mod sessions;
mod sql_worker;
mod table;
mod tools;
pub mod transcript;
mod wish;

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::{ColorChoice, Parser, Subcommand};

use crate::clock;
use crate::paths::Paths;
use console::{Console, Error, Outcome};

/// Rehearse a data-engineering interview in the terminal.
///
/// `mock run` seats you in a timed round or a whole onsite: the program asks, answers clarifying
/// questions, gives hints at a cost, follows up, and writes a scored transcript.
#[derive(Parser)]
#[command(name = "mock", version, propagate_version = true, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", display_order = 900)]
    color: ColorChoice,
}

#[derive(Subcommand)]
enum Command {
    /// Begin a rehearsal
    Run(Box<run::RunArgs>),
    /// The interviewer's console alone, for a room or a call
    Interview(Box<run::InterviewArgs>),
    /// Go on with an interrupted session
    Resume(resume::ResumeArgs),
    /// Run the visible cases on the answer in this folder, or on a file
    Check(check::CheckArgs),
    /// Judge a session that is over: seal, checklist, score
    Score(resume::ScoreArgs),
    /// Print a session as Markdown, JSON or HTML
    Transcript(transcript::TranscriptArgs),
    /// Draw a session's scores, time and evidence as one page to keep or to show
    Report(report::ReportArgs),
    /// List, show, salvage, export and delete sessions
    Sessions(sessions::SessionsArgs),
    /// Show scored rounds over time, and what to practise next
    History(history::HistoryArgs),
    /// How well your guesses foresee your scores
    Calibration(calibration::CalibrationArgs),
    /// What a rule of the scoring says, and where it comes from
    Explain(explain::ExplainArgs),
    /// Compute every score again from the journal, and say whether it agrees
    Rescore(rescore::RescoreArgs),
    /// Play a recorded session again
    Replay(replay::ReplayArgs),
    /// Look at the question bank, and check it
    Bank(bank::BankArgs),
    /// List rounds and loops, or show one
    Rounds(rounds::RoundsArgs),
    /// Check what this machine offers
    Doctor(doctor::DoctorArgs),
    #[command(name = "__sql-worker", hide = true)]
    SqlWorker(sql_worker::SqlWorkerArgs),
}

/// Runs the program; gives its exit code.
pub fn main() -> ExitCode {
    if let Some(code) = crate::grade::sandbox::jail::enter(std::env::args_os()) {
        return code;
    }
    let cli = Cli::parse();
    let paths = match Paths::from_env() {
        Ok(paths) => paths,
        Err(error) => return report(&Error::unknown(error.to_string(), "then try again")),
    };
    let is_terminal = io::stdout().is_terminal();
    let mut out = io::BufWriter::new(io::stdout());
    let mut err = io::stderr();
    let mut console = Console {
        out: &mut out,
        err: &mut err,
        columns: is_terminal.then(|| ::console::Term::stdout().size().1),
        colour: wants_colour(cli.color, is_terminal),
        color: cli.color,
        today: clock::today(),
        paths: &paths,
    };
    let result = dispatch(cli.command, &mut console);
    let flushed = out.flush().map_err(Error::Write);
    match result.and_then(|outcome| flushed.map(|()| outcome)) {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::BelowBar) => ExitCode::from(3),
        Ok(Outcome::NotGraded) => ExitCode::from(5),
        Err(error) => report(&error),
    }
}

fn dispatch(command: Option<Command>, console: &mut Console) -> Result<Outcome, Error> {
    match command {
        None => ask::what_next(console),
        Some(Command::Run(args)) => run::run(&args, console),
        Some(Command::Interview(args)) => run::interview(&args, console),
        Some(Command::Resume(args)) => resume::resume(&args, console),
        Some(Command::Check(args)) => check::run(&args, console),
        Some(Command::Score(args)) => resume::score(&args, console),
        Some(Command::Transcript(args)) => transcript::run(&args, console),
        Some(Command::Report(args)) => report::run(&args, console),
        Some(Command::Sessions(args)) => sessions::run(&args, console),
        Some(Command::History(args)) => history::run(&args, console),
        Some(Command::Calibration(args)) => calibration::run(&args, console),
        Some(Command::Explain(args)) => explain::run(&args, console),
        Some(Command::Rescore(args)) => rescore::run(&args, console),
        Some(Command::Replay(args)) => replay::run(&args, console),
        Some(Command::Bank(args)) => bank::run(&args, console),
        Some(Command::Rounds(args)) => rounds::run(&args, console),
        Some(Command::Doctor(args)) => doctor::run(&args, console),
        Some(Command::SqlWorker(args)) => sql_worker::run(args),
    }
}

/// A reader that went away (`| head`) is no error; anything else is said on standard error.
fn report(error: &Error) -> ExitCode {
    if let Error::Write(cause) = error
        && cause.kind() == io::ErrorKind::BrokenPipe
    {
        return ExitCode::SUCCESS;
    }
    // Nobody is left to tell if this fails too.
    let _unheard = writeln!(io::stderr(), "mock: {error}");
    ExitCode::from(error.exit_code())
}

fn wants_colour(choice: ColorChoice, is_terminal: bool) -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => is_terminal && !is_set("NO_COLOR") && !is_dumb,
    }
}
