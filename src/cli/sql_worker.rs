//! `mock __sql-worker`: the process that PostgreSQL runs in. Nobody calls it but `mock` itself.

use super::args::machine::SqlWorkerArgs;
use super::error::{Error, Outcome};
use crate::grade::sql::worker::{Cluster, Orders, serve};

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
    let orders = Orders { folder: args.folder, cluster, scratch: args.scratch };
    serve(&orders).map_err(|cause| Error::unknown(cause, "`mock doctor` says what is here"))?;
    Ok(Outcome::Fine)
}
