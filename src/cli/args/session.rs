//! The session that a command is about.

use clap::Args;

#[derive(Debug, Args)]
pub struct Named {
    /// The session's id, its beginning or its end; the last one where not given
    #[arg(value_name = "SESSION")]
    pub session: Option<String>,
    /// The last session, said outright
    #[arg(long, conflicts_with = "session")]
    pub last: bool,
}
