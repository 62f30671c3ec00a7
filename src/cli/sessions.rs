//! `mock sessions`: list, show, salvage, export, delete.

mod delete;
mod export;
mod list;
mod salvage;
mod show;

use super::args::look_back::{SessionsArgs, SessionsCommand};
use super::context::Console;
use super::error::{Error, Outcome};

/// # Errors
/// Where there is no such session, it is damaged, or the output cannot be written.
pub fn run(args: &SessionsArgs, console: &mut Console) -> Result<Outcome, Error> {
    match &args.command {
        SessionsCommand::List(args) => list::run(args, console),
        SessionsCommand::Show(args) => show::run(args, console),
        SessionsCommand::Salvage(args) => salvage::run(args, console),
        SessionsCommand::Export(args) => export::run(args, console),
        SessionsCommand::Delete(args) => delete::run(args, console),
    }
}
