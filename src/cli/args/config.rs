//! Settings that outlive a session.

use clap::{Args, Subcommand};

/// Show and change settings.
#[derive(Debug, Args)]
#[command(after_help = "A flag beats the environment, the environment beats the file, the file \
    beats the default. `mock config show` says where each value came from.")]
pub struct ConfigArgs {
    #[command(subcommand)]
    pub command: ConfigCommand,
}

#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// List every setting, its value, and where it came from
    Show(ShowArgs),
    /// Write a setting into the file; comments and order stay
    Set(SetArgs),
    /// Take a setting out of the file
    Unset(UnsetArgs),
    /// Print where the file is
    Path,
}

#[derive(Debug, Args)]
pub struct ShowArgs {
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct SetArgs {
    /// level, language, theme, reader.url, reader.model, reader.key_env, reader.timeout_s or
    /// reader.max_tokens
    #[arg(value_name = "KEY")]
    pub key: String,
    /// What it is from now on
    pub value: String,
}

#[derive(Debug, Args)]
pub struct UnsetArgs {
    /// The setting, as `mock config show` lists it
    #[arg(value_name = "KEY")]
    pub key: String,
}
