//! `mock bank`: list, show, match, lint.

pub mod lint;
mod list;
mod matching;
mod show;
mod test;

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use crate::bank::load::{Loaded, Places, load, load_formats};
use crate::cli::console::{Console, Error, Outcome};
use crate::text::SafeText;

/// Look at the question bank, and check it.
#[derive(Debug, Args)]
pub struct BankArgs {
    #[command(subcommand)]
    command: BankCommand,
}

#[derive(Debug, Subcommand)]
enum BankCommand {
    /// List the questions
    List(list::ListArgs),
    /// Show one question: its prompt, and with --spoilers all that judges the answer
    Show(show::ShowArgs),
    /// Show what the matcher finds in an answer to a question, and which checks bore on it
    Match(matching::MatchArgs),
    /// Check questions against the rules of the bank; exit code 3 where one is broken
    Lint(lint::LintArgs),
    /// Run right and wrong solutions of the questions; exit code 3 where one does not do as it should
    Test(test::TestArgs),
}

/// Questions and rounds besides the built-in ones.
#[derive(Debug, Args)]
pub(super) struct Folders {
    /// A folder of questions, or one question's; may be given more than once
    #[arg(long, value_name = "DIR")]
    bank: Vec<PathBuf>,
}

impl Folders {
    pub(super) fn load(&self, console: &Console) -> Loaded {
        load(&self.places(console))
    }

    pub(super) fn load_formats(&self, console: &Console) -> Loaded {
        load_formats(&self.places(console))
    }

    /// No folder was named.
    pub(super) fn is_empty(&self) -> bool {
        self.bank.is_empty()
    }

    /// Whether a file lies in a folder that was named.
    pub(super) fn is_named(&self, path: &str) -> bool {
        self.bank.iter().any(|folder| Path::new(path).starts_with(folder))
    }

    fn places(&self, console: &Console) -> Places {
        Places {
            built_in: true,
            own: vec![console.paths.bank()],
            own_rounds: vec![console.paths.rounds()],
            named: self.bank.clone(),
        }
    }
}

/// # Errors
/// Where nothing has the name asked for, or the output cannot be written.
pub fn run(args: &BankArgs, console: &mut Console) -> Result<Outcome, Error> {
    match &args.command {
        BankCommand::List(args) => list::run(args, console),
        BankCommand::Show(args) => show::run(args, console),
        BankCommand::Match(args) => matching::run(args, console),
        BankCommand::Lint(args) => lint::run(args, console),
        BankCommand::Test(args) => test::run(args, console),
    }
}

/// What a person should know before they rely on a listing: on standard error, so that the
/// listing itself stays whole.
pub(super) fn tell(loaded: &Loaded, console: &mut Console) -> io::Result<()> {
    for replaced in &loaded.replaced {
        let (id, by) = (SafeText::line(&replaced.id), SafeText::line(&replaced.by));
        writeln!(console.err, "note: {by} replaces the built-in `{id}`")?;
    }
    if !loaded.left_out.is_empty() {
        let paths: Vec<String> =
            loaded.left_out.iter().map(|path| SafeText::line(path).to_string()).collect();
        writeln!(console.err, "warning: left out, with faults: {}", paths.join(", "))?;
        writeln!(console.err, "         `mock bank lint` shows them")?;
    }
    Ok(())
}
