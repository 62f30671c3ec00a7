//! `mock bank`: what is in the bank, and whether it is sound.

mod import;
pub mod lint;
mod list;
mod matching;
mod migrate;
pub(super) mod new;
mod packs;
mod schema;
mod show;
mod stats;
mod test;

use super::args::bank::{BankArgs, BankCommand};
use super::context::Context;
use super::error::{Error, Outcome};

/// # Errors
/// Where nothing has the name asked for, or the output cannot be written.
pub fn run(args: &BankArgs, context: &mut Context) -> Result<Outcome, Error> {
    match &args.command {
        BankCommand::List(args) => list::run(args, context),
        BankCommand::Show(args) => show::run(args, context),
        BankCommand::Match(args) => matching::run(args, context),
        BankCommand::Stats(args) => stats::run(args, context),
        BankCommand::Lint(args) => lint::run(args, context),
        BankCommand::Test(args) => test::run(args, context),
        BankCommand::New(args) => new::run(args, context),
        BankCommand::Import(args) => import::run(args, context),
        BankCommand::Migrate(args) => migrate::run(args, context),
        BankCommand::Schema(args) => schema::run(args, context),
        BankCommand::Add(args) => packs::add(args, context),
        BankCommand::Update(args) => packs::update(args, context),
        BankCommand::Remove(args) => packs::remove(args, context),
    }
}
