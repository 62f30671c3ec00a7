//! The sessions that a command is about, named alike everywhere.

use clap::Args;

#[derive(Debug, Args)]
pub struct Named {
    /// The session: its id, the beginning or the end of it, or `last`
    #[arg(value_name = "SESSION", default_value = "last")]
    pub session: String,
    /// The older way to say `last`.
    #[arg(long, hide = true, conflicts_with = "session")]
    last: bool,
}
