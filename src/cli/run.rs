//! `mock run`: a rehearsal, with the program or a person as interviewer.

use std::path::Path;

use super::args::rehearse::RunArgs;
use super::begin::{Seats, begin};
use super::context::Context;
use super::error::{Error, Outcome};
use crate::format::plan::Interviewer;
use crate::text::SafeText;
use crate::ui::script::Answers;

/// A longer name has no place on a screen.
const NAME_MOST: usize = 40;

/// # Errors
/// See [`Error`].
pub fn run(args: &RunArgs, context: &mut Context) -> Result<Outcome, Error> {
    let peer = args.peer.as_deref().map(|name| SafeText::line(name.trim()).to_string());
    if peer.as_ref().is_some_and(|name| name.is_empty() || name.chars().count() > NAME_MOST) {
        let message = format!("--peer wants a name of 1 to {NAME_MOST} letters: --peer Ana");
        return Err(Error::Usage(message));
    }
    if peer.is_some() && args.interviewer == Some(Interviewer::Solo) {
        let message = "--peer names a person, and with --interviewer solo the program interviews: \
                       leave one of them out";
        return Err(Error::Usage(message.to_owned()));
    }
    let asked = peer.is_some().then_some(Interviewer::Peer).or(args.interviewer);
    let interviewer = asked.unwrap_or(Interviewer::Solo);
    if args.answers.is_some() && interviewer == Interviewer::Peer {
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
    begin(&args.draw, Seats { interviewer, candidate_elsewhere: false, peer }, answers, context)
}

fn read_answers(path: &Path) -> Result<Answers, Error> {
    let text = crate::files::read_text(path).map_err(|cause| {
        let message = format!("cannot read the answers file {}: {cause}", path.display());
        Error::unknown(message, "examples/answers-phone-screen.toml shows one")
    })?;
    Answers::parse(path, &text).map_err(|fault| Error::Unknown(fault.to_string()))
}
