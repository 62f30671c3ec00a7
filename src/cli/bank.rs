//! `mock bank`: list, show, lint.

mod lint;

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::bank::load::{Loaded, Places, load};
use crate::cli::console::{Console, Error, Outcome};

/// Look at the question bank, and check it.
#[derive(Debug, Args)]
pub struct BankArgs {
    #[command(subcommand)]
    command: BankCommand,
}

#[derive(Debug, Subcommand)]
enum BankCommand {
    /// Check questions against the rules of the bank; exit code 3 where one is broken
    Lint(lint::LintArgs),
}

/// Questions besides the built-in ones.
#[derive(Debug, Args)]
struct Folders {
    /// A folder of questions, or one question's; may be given more than once
    #[arg(long, value_name = "DIR")]
    bank: Vec<PathBuf>,
}

impl Folders {
    fn load(&self, console: &Console) -> Loaded {
        let own = vec![console.paths.bank()];
        let own_rounds = vec![console.paths.rounds()];
        load(&Places { built_in: true, own, own_rounds, named: self.bank.clone() })
    }
}

/// # Errors
/// Where nothing has the name asked for, or the output cannot be written.
pub fn run(args: &BankArgs, console: &mut Console) -> Result<Outcome, Error> {
    match &args.command {
        BankCommand::Lint(args) => lint::run(args, console),
    }
}
