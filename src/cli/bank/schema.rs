//! `mock bank schema`.

use crate::bank::schema::printed;
use crate::cli::args::bank::SchemaArgs;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};

pub fn run(args: &SchemaArgs, context: &mut Context) -> Result<Outcome, Error> {
    write!(context.out, "{}", printed(args.document))?;
    Ok(Outcome::Fine)
}
