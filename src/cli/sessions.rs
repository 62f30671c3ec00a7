//! `mock sessions`: list, show, salvage, export, delete.

mod delete;
mod export;
mod list;
mod salvage;
mod show;

use clap::{Args, Subcommand};

use super::console::{Console, Error, Outcome};

/// Look after recorded sessions.
#[derive(Debug, Args)]
pub struct SessionsArgs {
    #[command(subcommand)]
    command: SessionsCommand,
}

#[derive(Debug, Subcommand)]
enum SessionsCommand {
    /// List all sessions, newest first
    List(list::ListArgs),
    /// Show where a session stands
    Show(show::ShowArgs),
    /// Make a damaged session usable again: its sound records stay, the damaged file is kept
    Salvage(salvage::SalvageArgs),
    /// Copy a session's journal and transcripts into a new folder
    Export(export::ExportArgs),
    /// Delete sessions for ever
    Delete(delete::DeleteArgs),
}

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
