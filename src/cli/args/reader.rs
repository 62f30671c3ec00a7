//! The model reader: which one, and whether it may be asked.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::folders::Folders;

/// Which model reads, for this once; `mock config` sets it for good.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Model reader")]
pub struct ReaderArgs {
    /// An OpenAI-compatible endpoint that reads closed answers, such as http://localhost:11434/v1
    #[arg(long, value_name = "URL")]
    pub reader_url: Option<String>,
    /// The model to ask there
    #[arg(long, value_name = "NAME")]
    pub reader_model: Option<String>,
    /// Send nothing, whatever is set
    #[arg(long)]
    pub offline: bool,
}

/// A language model that suggests sentences: test it, allow its address.
#[derive(Debug, Args)]
pub struct ReaderCommandArgs {
    #[command(subcommand)]
    pub command: ReaderCommand,
}

#[derive(Debug, Subcommand)]
pub enum ReaderCommand {
    /// Measure the model on natural answers that people have marked, beside word matching
    Test(ReaderTestArgs),
    /// Allow answers to be sent to the address that is set
    Allow(AllowArgs),
    /// Take that back
    Deny(AllowArgs),
}

#[derive(Debug, Args)]
#[command(
    after_help = "A model that agrees with people on 85% of at least 200 points may close open \
    points of an exam as unconfirmed. Exit code 3 where it agrees on less."
)]
pub struct ReaderTestArgs {
    /// Only the answers to so many questions
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub questions: Option<u32>,
    /// Answers of your own with marks, as JSON
    #[arg(long, value_name = "FILE")]
    pub samples: Option<PathBuf>,
    #[command(flatten)]
    pub folders: Folders,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub reader: ReaderArgs,
}

#[derive(Debug, Args)]
pub struct AllowArgs {
    #[command(flatten)]
    pub reader: ReaderArgs,
}
