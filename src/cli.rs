//! The command line: what may be given (`args`), what hosts a session (`host`), and one file a
//! command.

mod advert;
pub mod args;
mod ask;
pub mod bank;
mod begin;
mod built_in;
mod calibration;
mod check;
mod compare;
mod config;
mod consent;
pub mod context;
mod day;
mod debrief;
mod dialog;
pub mod doctor;
mod drill;
pub mod error;
mod explain;
pub mod faults;
mod folders;
mod guide;
mod help;
mod history;
mod host;
mod inquiry;
mod interrupt;
mod interview;
mod named;
mod output;
mod past;
mod plan;
mod reader;
mod replay;
mod report;
mod rescore;
mod resume;
pub mod rounds;
mod run;
mod score;
mod sessions;
pub mod settings;
mod sql_worker;
mod stats;
mod story;
mod today;
mod tools;
mod transcript;

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::FromArgMatches;
use console::Term;

use self::args::prepare::TodayArgs;
use self::args::{Cli, Command};
use self::context::{Context, PREFIX};
use self::error::{Error, Outcome};
use crate::clock;
use crate::paths::Paths;
use crate::text::SafeText;
use crate::ui::out::look::{Color, Look};

/// Runs the program; gives its exit code.
pub fn main() -> ExitCode {
    if let Some(code) = crate::grade::sandbox::jail::enter(std::env::args_os()) {
        return code;
    }
    let matches = help::command().try_get_matches();
    let cli = match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(answer) => return unparsed(&answer),
    };
    let paths = match Paths::from_env() {
        Ok(paths) => paths,
        Err(error) => return report(&Error::Unknown(error.to_string())),
    };
    if host::terminal_mark::mend(&paths) {
        let said = "the terminal was left as a session had it that was killed; it's put right";
        // Nobody is left to tell if this fails too.
        let _unheard = writeln!(io::stderr(), "{PREFIX}{said}");
    }
    let is_terminal = io::stdout().is_terminal();
    let mut out = io::BufWriter::new(io::stdout());
    let mut err = io::stderr();
    let now = clock::moment();
    let mut context = Context {
        out: &mut out,
        err: &mut err,
        columns: is_terminal.then(|| Term::stdout().size().1),
        colour: Look::of_environment(cli.color).color,
        color: cli.color,
        today: now.date(),
        now,
        paths: &paths,
    };
    let result = dispatch(cli.command, &mut context);
    crate::grade::leave();
    interrupt::give_way();
    let flushed = out.flush().map_err(Error::Write);
    match result.and_then(|outcome| flushed.map(|()| outcome)) {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::BelowBar) => ExitCode::from(3),
        Ok(Outcome::NotGraded) => ExitCode::from(5),
        Err(error) => report(&error),
    }
}

fn dispatch(command: Option<Command>, context: &mut Context) -> Result<Outcome, Error> {
    match command {
        None => start(&TodayArgs { json: false }, context),
        Some(Command::Today(args)) => start(&args, context),
        Some(Command::Run(args)) => run::run(&args, context),
        Some(Command::Interview(args)) => interview::run(&args, context),
        Some(Command::Resume(args)) => resume::run(&args, context),
        Some(Command::Check(args)) => check::run(&args, context),
        Some(Command::Score(args)) => score::run(&args, context),
        Some(Command::Transcript(args)) => transcript::run(&args, context),
        Some(Command::Report(args)) => report::run(&args, context),
        Some(Command::Sessions(args)) => sessions::run(&args, context),
        Some(Command::History(args)) => history::run(&args, context),
        Some(Command::Calibration(args)) => calibration::run(&args, context),
        Some(Command::Explain(args)) => explain::run(&args, context),
        Some(Command::Rescore(args)) => rescore::run(&args, context),
        Some(Command::Replay(args)) => replay::run(&args, context),
        Some(Command::Plan(args)) => plan::run(&args, context),
        Some(Command::Story(args)) => story::run(&args, context),
        Some(Command::Ask(args)) => ask::run(&args, context),
        Some(Command::Day(args)) => day::run(&args, context),
        Some(Command::Debrief(args)) => debrief::run(&args, context),
        Some(Command::Guide(args)) => guide::run(&args, context),
        Some(Command::Stats(args)) => stats::run(&args, context),
        Some(Command::Compare(args)) => compare::run(&args, context),
        Some(Command::Drill(args)) => drill::run(&args, context),
        Some(Command::Bank(args)) => bank::run(&args, context),
        Some(Command::Rounds(args)) => rounds::run(&args, context),
        Some(Command::Config(args)) => config::run(&args, context),
        Some(Command::Reader(args)) => reader::run(&args, context),
        Some(Command::Doctor(args)) => doctor::run(&args, context),
        Some(Command::SqlWorker(args)) => sql_worker::run(args),
    }
}

/// Shows what to do today, then does what a key asked for.
fn start(args: &TodayArgs, context: &mut Context) -> Result<Outcome, Error> {
    match today::run(args, context)? {
        today::Chosen::Nothing => Ok(Outcome::Fine),
        today::Chosen::Command(command) => dispatch(Some(*command), context),
    }
}

/// Help and the version, which clap gives as errors; and what is wrong with the arguments, told
/// under the same name as every other error.
fn unparsed(answer: &clap::Error) -> ExitCode {
    let styled = answer.render();
    let look = Look::of_environment(Color::Auto);
    let shown = |is_terminal: bool| {
        let text =
            if is_terminal && look.color { styled.ansi().to_string() } else { styled.to_string() };
        if is_terminal { help::fitted(&text, look.width) } else { text }
    };
    if !answer.use_stderr() {
        // A reader that went away has read enough.
        let _gone = write!(io::stdout(), "{}", shown(io::stdout().is_terminal()));
        return ExitCode::SUCCESS;
    }
    // Nobody is left to tell if this fails too.
    let text = shown(io::stderr().is_terminal());
    let _unheard = write!(io::stderr(), "{}", text.replacen("error:", PREFIX.trim_end(), 1));
    ExitCode::from(2)
}

/// A reader that went away (`| head`) is no error; anything else is said on standard error.
fn report(error: &Error) -> ExitCode {
    if let Error::Write(cause) = error
        && cause.kind() == io::ErrorKind::BrokenPipe
    {
        return ExitCode::SUCCESS;
    }
    // Nobody is left to tell if this fails too.
    // A file's, a folder's or an archive's name may hold anything.
    let _unheard = writeln!(io::stderr(), "{PREFIX}{}", SafeText::new(&error.to_string()));
    ExitCode::from(error.exit_code())
}
