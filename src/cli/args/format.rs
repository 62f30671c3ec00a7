//! The formats that a session is written in.

use clap::ValueEnum;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Markdown
    Md,
    /// JSON, in a schema that stays
    Json,
    /// One HTML file that needs nothing else
    Html,
}
