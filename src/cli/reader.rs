//! `mock reader`: a language model that suggests sentences.

mod samples;
mod show;
mod test;

use super::args::reader::{ReaderCommand, ReaderCommandArgs};
use super::context::Context;
use super::error::{Error, Outcome};
use super::host::model::put_consent;
use crate::reader::store::Consent;

/// # Errors
/// Where no model is set, it can't be reached, or the output can't be written.
pub fn run(args: &ReaderCommandArgs, context: &mut Context) -> Result<Outcome, Error> {
    match &args.command {
        ReaderCommand::Test(args) => test::run(args, context),
        ReaderCommand::Allow(args) => put_consent(&args.reader, Consent::Yes, context),
        ReaderCommand::Deny(args) => put_consent(&args.reader, Consent::No, context),
    }
}
