//! The formats that a session is written in.

use clap::ValueEnum;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Markdown
    Md,
    /// JSON, with a stable schema
    Json,
    /// One self-contained HTML file
    Html,
}
