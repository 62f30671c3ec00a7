//! `mock interview`: the interviewer's console alone, while the candidate sits elsewhere.

use super::args::rehearse::InterviewArgs;
use super::begin::{Seats, begin};
use super::context::Context;
use super::error::{Error, Outcome};
use crate::format::plan::Interviewer;

/// # Errors
/// See [`Error`].
pub fn run(args: &InterviewArgs, context: &mut Context) -> Result<Outcome, Error> {
    let seats = Seats { interviewer: Interviewer::Peer, candidate_elsewhere: true, peer: None };
    begin(&args.draw, seats, None, context)
}
