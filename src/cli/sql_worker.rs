//! `mock __sql-worker`: the process that PostgreSQL runs in. Nobody calls it but `mock` itself.

use std::path::PathBuf;

use clap::Args;

use super::console::{Error, Outcome};
use crate::grade::sql::worker::{Cluster, Orders, serve};

#[derive(Debug, Args)]
pub struct SqlWorkerArgs {
    /// Folder of the socket
    #[arg(long)]
    folder: PathBuf,
    /// Folder of initdb and postgres
    #[arg(long, requires = "data")]
    cluster: Option<PathBuf>,
    #[arg(long)]
    data: Option<PathBuf>,
    #[arg(long, requires = "gid")]
    uid: Option<u32>,
    #[arg(long)]
    gid: Option<u32>,
}

/// Serves until standard input ends.
///
/// # Errors
/// Where nothing can be served.
pub fn run(args: SqlWorkerArgs) -> Result<Outcome, Error> {
    let cluster = args.cluster.zip(args.data).map(|(programs, data)| Cluster {
        programs,
        data,
        user: args.uid.zip(args.gid),
    });
    let orders = Orders { folder: args.folder, cluster };
    serve(&orders).map_err(|cause| Error::unknown(cause, "`mock doctor` says what is here"))?;
    Ok(Outcome::Fine)
}
