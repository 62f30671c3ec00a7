//! `mock transcript`: a session as a document.

use std::fs;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::console::{Console, Error, Outcome};
use super::named::Named;
use crate::view::transcript::Transcript;

#[derive(Debug, Args)]
pub struct TranscriptArgs {
    #[command(flatten)]
    named: Named,
    /// The format
    #[arg(long, short, value_name = "FORMAT", default_value = "md")]
    output: Format,
    /// Write to a file instead of standard output; one that is there is replaced
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Markdown
    Md,
    /// JSON, in a schema that stays
    Json,
    /// One HTML file that needs nothing else
    Html,
}

/// # Errors
/// Where there is no such session, or the output cannot be written.
pub fn run(args: &TranscriptArgs, console: &mut Console) -> Result<Outcome, Error> {
    let session = args.named.read(console)?;
    let text = write(&Transcript::new(&session.state, &session.events), args.output)?;
    match &args.to {
        None => console.out.write_all(text.as_bytes())?,
        Some(path) => {
            fs::write(path, text).map_err(|cause| {
                let message = format!("cannot write {}: {cause}", path.display());
                Error::unknown(message, "choose another place with --to")
            })?;
            writeln!(console.err, "mock: the transcript is in {}", path.display())?;
        }
    }
    Ok(Outcome::Fine)
}

pub(super) fn write(transcript: &Transcript, format: Format) -> Result<String, Error> {
    match format {
        Format::Md => Ok(transcript.markdown()),
        Format::Html => Ok(transcript.html()),
        Format::Json => transcript.json().map_err(|error| Error::Bug(error.to_string())),
    }
}
