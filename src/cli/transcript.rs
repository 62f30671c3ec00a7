//! `mock transcript`: a session as a document.

use super::args::format::Format;
use super::args::look_back::TranscriptArgs;
use super::context::Context;
use super::error::{Error, Outcome};
use super::named;
use super::output::to_file;
use crate::view::transcript::Transcript;

/// # Errors
/// Where there is no such session, or the output cannot be written.
pub fn run(args: &TranscriptArgs, context: &mut Context) -> Result<Outcome, Error> {
    let session = named::read(&args.named, context)?;
    let text = write(&Transcript::new(&session.state, &session.events), args.output)?;
    match &args.to {
        None => context.out.write_all(text.as_bytes())?,
        Some(path) => to_file(path, &text, "transcript", context)?,
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
