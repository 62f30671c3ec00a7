//! Stand-in until the shell is written: mounts the bank's commands.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use mock::cli::bank::BankArgs;
use mock::cli::console::{Console, Error, Outcome};
use mock::paths::Paths;

#[derive(Parser)]
#[command(name = "mock", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Look at the question bank, and check it
    Bank(BankArgs),
}

#[expect(clippy::disallowed_methods, reason = "a stand-in without the shell's clock")]
fn main() -> ExitCode {
    let cli = Cli::parse();
    let Ok(paths) = Paths::from_env() else { return ExitCode::from(1) };
    let is_terminal = io::stdout().is_terminal();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut err = io::stderr();
    let mut console = Console {
        out: &mut out,
        err: &mut err,
        columns: is_terminal.then(|| console::Term::stdout().size().1),
        colour: is_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        today: chrono::Local::now().date_naive(),
        paths: &paths,
    };
    let result = match &cli.command {
        Command::Bank(args) => mock::cli::bank::run(args, &mut console),
    };
    let flushed = io::Write::flush(&mut out).map_err(Error::Write);
    match result.and_then(|outcome| flushed.map(|()| outcome)) {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::BelowBar) => ExitCode::from(3),
        Err(Error::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let _ = io::Write::write_all(&mut io::stderr(), format!("mock: {error}\n").as_bytes());
            ExitCode::from(1)
        }
    }
}
