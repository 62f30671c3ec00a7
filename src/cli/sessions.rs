//! `mock sessions`: list, show, salvage, export, import, delete.

mod delete;
mod export;
mod import;
mod list;
mod salvage;
mod show;

use super::args::look_back::{SessionsArgs, SessionsCommand};
use super::context::Context;
use super::error::{Error, Outcome};

/// # Errors
/// Where there is no such session, it is damaged, or the output cannot be written.
pub fn run(args: &SessionsArgs, context: &mut Context) -> Result<Outcome, Error> {
    match &args.command {
        SessionsCommand::List(args) => list::run(args, context),
        SessionsCommand::Show(args) => show::run(args, context),
        SessionsCommand::Salvage(args) => salvage::run(args, context),
        SessionsCommand::Export(args) => export::run(args, context),
        SessionsCommand::Import(args) => import::run(args, context),
        SessionsCommand::Delete(args) => delete::run(args, context),
    }
}
