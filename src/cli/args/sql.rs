//! What runs SQL.

use clap::Args;

use crate::grade::sql::Choice;

#[derive(Debug, Args)]
pub struct SqlArgs {
    /// Run SQL on this PostgreSQL: postgres://user@host/database, `embedded` or `cluster`
    #[arg(long = "sql", value_name = "URL")]
    pub server: Option<Choice>,
}
