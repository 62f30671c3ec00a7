//! `mock run`: a rehearsal, with the program or a person as interviewer.

use std::path::Path;

use super::args::rehearse::RunArgs;
use super::begin::{Seats, begin};
use super::context::Context;
use super::error::{Error, Outcome};
use crate::format::plan::Interviewer;
use crate::ui::script::Answers;

/// # Errors
/// See [`Error`].
pub fn run(args: &RunArgs, context: &mut Context) -> Result<Outcome, Error> {
    if args.answers.is_some() && args.interviewer == Some(Interviewer::Peer) {
        return Err(Error::Usage(
            "--answers plays the candidate alone; it cannot be combined with --interviewer peer: \
             leave one of them out"
                .to_owned(),
        ));
    }
    if args.answers.is_some() && args.draw.format.is_none() && args.draw.question.is_none() {
        let message = "--answers needs to know what is played: add --format or --question";
        return Err(Error::Usage(message.to_owned()));
    }
    let answers = args.answers.as_deref().map(read_answers).transpose()?;
    let interviewer = args.interviewer.unwrap_or(Interviewer::Solo);
    begin(&args.draw, Seats { interviewer, candidate_elsewhere: false }, answers, context)
}

fn read_answers(path: &Path) -> Result<Answers, Error> {
    let text = crate::files::read_text(path).map_err(|cause| {
        let message = format!("cannot read the answers file {}: {cause}", path.display());
        Error::unknown(message, "examples/answers-phone-screen.toml shows one")
    })?;
    Answers::parse(path, &text).map_err(|fault| Error::Unknown(fault.to_string()))
}
