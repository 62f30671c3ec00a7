//! This machine: what it offers, and the processes that `mock` starts of itself.

use std::path::PathBuf;

use clap::Args;

use super::reader::ReaderArgs;

#[derive(Debug, Args)]
pub struct DoctorArgs {
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub reader: ReaderArgs,
}

#[derive(Debug, Args)]
pub struct SqlWorkerArgs {
    /// Folder of the socket
    #[arg(long)]
    pub folder: PathBuf,
    /// Folder of initdb and postgres
    #[arg(long, requires = "data")]
    pub cluster: Option<PathBuf>,
    #[arg(long)]
    pub data: Option<PathBuf>,
    /// Folder to remove at the end
    #[arg(long)]
    pub scratch: Vec<PathBuf>,
    #[arg(long, requires = "gid")]
    pub uid: Option<u32>,
    #[arg(long)]
    pub gid: Option<u32>,
}
