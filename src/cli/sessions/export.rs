//! `mock sessions export`: a folder that holds a session and needs no `mock` to be read.
//!
//! | file | |
//! |---|---|
//! | `journal.jsonl` and what is beside it | as in the sessions folder, byte for byte |
//! | `transcript.md`, `.json`, `.html` | the session as a document |
//!
//! `mock sessions import` makes it the session again, on this machine or another.

use std::fs;
use std::io;
use std::path::Path;

use clap::ValueEnum;

use crate::cli::args::format::Format;
use crate::cli::args::look_back::ExportArgs;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::cli::named::{self, tell};
use crate::cli::transcript;
use crate::view::transcript::Transcript;

/// Means nothing outside the process that made it.
const LOCK: &str = "lock";

pub(super) fn run(args: &ExportArgs, context: &mut Context) -> Result<Outcome, Error> {
    let (session, damage) = named::read_quietly(&args.named, context)?;
    tell(damage.as_ref(), context)?;
    let document = Transcript::new(&session.state, &session.events);
    let refuse = |cause: io::Error| {
        let message = format!("cannot export to {}: {cause}", args.to.display());
        Error::unknown(message, "choose a folder that is not there yet, with space for it")
    };
    fs::create_dir(&args.to).map_err(refuse)?;
    copy(&session.path, &args.to).map_err(refuse)?;
    for format in Format::value_variants() {
        let text = transcript::write(&document, *format)?;
        let name = match format {
            Format::Md => "transcript.md",
            Format::Json => "transcript.json",
            Format::Html => "transcript.html",
        };
        fs::write(args.to.join(name), text).map_err(refuse)?;
    }
    let id = session.header.session.short();
    writeln!(context.out, "session {id} is exported to {}", args.to.display())?;
    Ok(Outcome::Fine)
}

/// Copies a folder, links and the lock left out.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        let kind = entry.file_type()?;
        if kind.is_dir() {
            fs::create_dir(&target)?;
            copy(&source, &target)?;
        } else if kind.is_file() && entry.file_name() != LOCK {
            fs::copy(&source, &target)?;
        }
    }
    Ok(())
}
