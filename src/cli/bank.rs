//! `mock bank`: list, show, match, lint.

pub mod lint;
mod list;
mod matching;
mod show;
mod test;

use super::args::bank::{BankArgs, BankCommand};
use super::context::Console;
use super::error::{Error, Outcome};

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
